// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.codegen.emit;

import com.palantir.javapoet.CodeBlock;
import io.github.scpsdk.codegen.model.ServiceModel;
import io.github.scpsdk.codegen.model.VersionModel;
import io.github.scpsdk.codegen.model.VersionModel.Deprecation;

/** Prints what both clients of a version say about its end, about being a preview, and about its uncertainties. */
final class Deprecations {

    private Deprecations() {}

    /** The annotation of the interfaces; nothing where the version is neither deprecated nor a preview. */
    static CodeBlock annotation(ServiceModel service, VersionModel version) {
        if (version.preview() != null) {
            return CodeBlock.of("@$T($S)", CoreTypes.of("Preview"), version.preview());
        }
        Deprecation deprecation = version.deprecation();
        return deprecation == null
                ? CodeBlock.of("")
                : CodeBlock.of("@Deprecated(since = $S)", service.wireName() + " " + deprecation.useInstead());
    }

    /** The annotation of what uses the interfaces of a deprecated version. */
    static CodeBlock suppressed(VersionModel version) {
        return version.deprecation() == null ? CodeBlock.of("") : CodeBlock.of("@SuppressWarnings($S)", "deprecation");
    }

    /** Ends an interface's comment: what is not sure, until when it is supported, and what to use instead. */
    static Javadoc note(Javadoc text, ServiceModel service, VersionModel version, String client) {
        if (version.preview() != null) {
            text.paragraph("<b>Preview:</b> " + JavadocText.sentence(version.preview()));
        }
        if (version.uncertain() != null) {
            text.paragraph("<b>Not sure:</b> " + JavadocText.sentence(version.uncertain()));
        }
        return version.deprecation() == null ? text : text.deprecated(end(service, version.deprecation(), client));
    }

    private static String end(ServiceModel service, Deprecation deprecation, String client) {
        String end = deprecation.notBefore() == null
                ? "deprecated by the platform"
                : "no longer supported by the platform from " + deprecation.notBefore() + " on";
        return end + "; use {@link " + service.packageName() + ".v"
                + deprecation.useInstead().replace('.', '_') + "." + client + "} instead";
    }
}
