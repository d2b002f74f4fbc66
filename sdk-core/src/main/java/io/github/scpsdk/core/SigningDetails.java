// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core;

import java.io.Serializable;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The keys and the signed text of a refused request. The accessors are the promise; the constructor may grow.
 *
 * @param credentialsSource the source of the keys, for example
 *     {@code environment variables SCP_ACCESS_KEY and SCP_SECRET_KEY}
 * @param accessKey at most the first four characters of the access key, and {@code ***}
 * @param clockOffset the lead of the platform's clock over this machine's, negative when it is behind, to the
 *     second; null when the response had no date
 * @param clockCorrected whether the timestamp of the signature was corrected by the platform's clock, read
 *     from an earlier refusal
 * @param signedText the text that was signed, with every secret replaced by {@code ***}; null when the
 *     service uses no signature. {@link #toString()} leaves it out
 */
public record SigningDetails(
        String credentialsSource,
        String accessKey,
        @Nullable Duration clockOffset,
        boolean clockCorrected,
        @Nullable String signedText)
        implements Serializable {

    /**
     * Returns a text for logs.
     *
     * @return everything but the signed text
     */
    @Override
    public String toString() {
        return "SigningDetails[credentialsSource=" + credentialsSource + ", accessKey=" + accessKey + ", clockOffset="
                + clockOffset + ", clockCorrected=" + clockCorrected + "]";
    }
}
