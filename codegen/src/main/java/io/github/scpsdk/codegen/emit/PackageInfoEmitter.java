// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.codegen.emit;

import com.palantir.javapoet.CodeBlock;
import io.github.scpsdk.codegen.model.ServiceModel;
import io.github.scpsdk.codegen.model.VersionModel;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Prints what belongs into each package. */
final class PackageInfoEmitter {

    private PackageInfoEmitter() {}

    static List<SourceFile> emit(ServiceModel service) {
        List<SourceFile> files = new ArrayList<>();
        String title = JavadocText.escape(service.title());
        files.add(file(
                service,
                service.source(),
                service.modelPackage(),
                null,
                "Records and enumerations of " + title + ", shared by all its API versions.",
                "",
                "<p>Use builders and accessors: these stay compatible. Constructors and record patterns do not, since a new",
                "field changes them. A component is {@code @Nullable} unless the platform promises a value; if the platform",
                "breaks that promise, it is {@code null} nevertheless, with one warning in the log. Lists are unmodifiable",
                "and never {@code null}. A time without a zone is read as UTC."));
        files.add(file(
                service,
                service.source(),
                service.jsonPackage(),
                null,
                "Readers and writers for the records of " + title + "; for its clients only."));
        for (VersionModel version : service.versions()) {
            String end = version.deprecation() == null ? "" : " The platform has deprecated this version.";
            files.add(file(
                    service,
                    version.source(),
                    version.packageName(),
                    version.preview(),
                    "The client of " + title + " " + version.id() + " and its query parameters." + end
                            + (version.preview() == null ? "" : " This version is a preview.")));
        }
        return files;
    }

    private static SourceFile file(
            ServiceModel service, String source, String packageName, @Nullable String preview, String... javadoc) {
        StringBuilder text = new StringBuilder(FileHead.of(source)).append("/**\n");
        for (String line : javadoc) {
            text.append(line.isEmpty() ? " *" : " * " + line).append('\n');
        }
        text.append(" */\n@NullMarked\n");
        if (preview != null) {
            text.append(CodeBlock.of("@Preview($S)\n", preview));
        }
        text.append("package ").append(packageName).append(";\n\n");
        if (preview != null) {
            text.append("import ")
                    .append(CoreTypes.of("Preview").canonicalName())
                    .append(";\n");
        }
        text.append("import org.jspecify.annotations.NullMarked;\n");
        return new SourceFile(SourceFile.path(service, packageName, "package-info"), text.toString());
    }
}
