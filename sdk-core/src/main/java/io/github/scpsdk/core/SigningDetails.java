package io.github.scpsdk.core;

import java.io.Serializable;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The keys that were used for a refused request, and what was signed. The accessors are the promise; the constructor may grow.
 *
 * @param credentialsSource where the keys came from, for example {@code environment variables SCP_ACCESS_KEY and SCP_SECRET_KEY}
 * @param accessKey at most the first four characters of the access key, and {@code ***}
 * @param clockOffset how far the platform's clock is ahead of this machine's, negative when it is behind, to the second; null when the response
 *     had no date
 * @param clockCorrected whether the timestamp of the signature was corrected by the platform's clock, as seen in an earlier refusal
 * @param signedText the text that was signed, with every secret replaced by {@code ***}; null when the service uses no signature.
 *     {@link #toString()} leaves it out
 */
public record SigningDetails(
        String credentialsSource,
        String accessKey,
        @Nullable Duration clockOffset,
        boolean clockCorrected,
        @Nullable String signedText)
        implements Serializable {

    /**
     * For logs.
     *
     * @return everything but the text that was signed
     */
    @Override
    public String toString() {
        return "SigningDetails[credentialsSource=" + credentialsSource + ", accessKey=" + accessKey + ", clockOffset="
                + clockOffset + ", clockCorrected=" + clockCorrected + "]";
    }
}
