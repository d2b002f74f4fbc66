// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.codegen.model;

import io.github.scpsdk.codegen.read.ApiDocument.Security;
import io.github.scpsdk.codegen.read.ApiDocument.VersionHeader;
import io.github.scpsdk.codegen.read.ErrorForm;
import io.github.scpsdk.codegen.read.KnownFrom;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One API version of a service.
 *
 * @param source      the description it comes from
 * @param id          for example {@code 1.1}
 * @param packageName where its client is
 * @param constants   the class that holds the operations
 * @param errors      where failures have their words; absent where they have the platform's envelope
 * @param uncertain   what is no longer sure about it, in a sentence
 * @param preview     why it is a preview, in a sentence; absent where it is none
 * @param newer       the newest version, absent where this is it
 * @param knownFrom   where schemas are known from, by name; one that is missing is known from the guide
 * @param deprecation absent where the version is not deprecated
 */
public record VersionModel(
        String source,
        String id,
        String packageName,
        String client,
        String constants,
        String hostTemplate,
        Map<String, List<String>> locations,
        @Nullable VersionHeader header,
        @Nullable ErrorForm errors,
        Security security,
        @Nullable Deprecation deprecation,
        @Nullable String uncertain,
        @Nullable String preview,
        @Nullable String newer,
        Map<String, KnownFrom> knownFrom,
        List<OperationModel> operations,
        List<WaiterModel> waiters,
        List<AndWaitModel> andWaits,
        List<CreationModel> creations) {

    /** The interface of the waiters. */
    public String waitersName() {
        return client.replaceFirst("Client$", "") + "Waiters";
    }

    /** What an operation creates, where it can be found in a list. */
    public Optional<CreationModel> creation(String operation) {
        return creations.stream()
                .filter(creation -> creation.operation().name().equals(operation))
                .findFirst();
    }

    /**
     * The end of a version.
     *
     * @param notBefore  the date from which it is no longer supported, if one is given
     * @param useInstead the newest version
     */
    public record Deprecation(@Nullable String notBefore, String useInstead) {}
}
