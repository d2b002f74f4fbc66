// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.codegen.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import io.github.scpsdk.codegen.model.RecordModel;
import io.github.scpsdk.codegen.model.ServiceModel;

/** Prints the record of a schema. */
final class RecordEmitter {

    private static final String ANNOTATIONS = """
            @$jsonIgnoreProperties:T(ignoreUnknown = true)
            @$jsonInclude:T($jsonInclude:T.Include.NON_NULL)
            $annotation:L""";

    private RecordEmitter() {}

    static SourceFile emit(ServiceModel service, RecordModel record) {
        ClassName self = JavaTypes.model(service, record.name());
        return new RecordBody(
                        service,
                        self,
                        record.fields(),
                        true,
                        record.request() ? JavaTypes.writer(service, record.name()) : null)
                .text("RecordEmitter", summary(record))
                .with(
                        "annotations",
                        Template.of(ANNOTATIONS)
                                .with("annotation", preview(service, record))
                                .code())
                .with("implemented", implemented(service, record))
                .file(service, service.source(), self);
    }

    /** The annotation of what only versions have that are previews. */
    private static CodeBlock preview(ServiceModel service, RecordModel record) {
        boolean preview = service.versions().stream()
                .filter(version ->
                        record.versions().isEmpty() || record.versions().contains(version.id()))
                .allMatch(version -> version.preview() != null);
        return preview
                ? CodeBlock.of("@$T($S)", CoreTypes.of("Preview"), "only versions that are previews have it")
                : CodeBlock.of("");
    }

    private static CodeBlock implemented(ServiceModel service, RecordModel record) {
        return record.results().isEmpty()
                ? CodeBlock.of("")
                : CodeBlock.of(
                        "implements $L",
                        Template.joined(
                                record.results(),
                                ", ",
                                result -> CodeBlock.of("$T", JavaTypes.model(service, result))));
    }

    private static String summary(RecordModel record) {
        String description = record.description().isEmpty() ? record.schema() : record.description();
        StringBuilder summary = new StringBuilder(JavadocText.sentence(description));
        String provider =
                record.knownFrom() == null || record.knownFrom().name().isEmpty()
                        ? record.schema()
                        : record.knownFrom().name();
        if (!record.name().equals(provider)) {
            summary.append(" The provider calls it ")
                    .append(JavadocText.code(provider))
                    .append('.');
        }
        if (!record.versions().isEmpty()) {
            summary.append(record.versions().size() == 1 ? " Only in API version " : " Only in API versions ")
                    .append(String.join(", ", record.versions()))
                    .append('.');
        }
        String doubt = Provenance.doubt(record.knownFrom());
        return doubt.isEmpty() ? summary.toString() : summary + " " + doubt;
    }
}
