package io.github.scpsdk.codegen.emit;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.TypeSpec;
import io.github.scpsdk.codegen.model.RecordModel;
import io.github.scpsdk.codegen.model.ServiceModel;

/** Prints the record of a schema. */
final class RecordEmitter {

    private static final String NAME = RecordEmitter.class.getSimpleName();

    private RecordEmitter() {}

    static SourceFile emit(ServiceModel service, RecordModel record) {
        ClassName self = Java.record(service, record.name());
        TypeSpec.Builder type = new RecordBody(service, self, record.fields(), true, record.request())
                .declare(NAME, summary(record))
                .addAnnotation(AnnotationSpec.builder(JsonIgnoreProperties.class)
                        .addMember("ignoreUnknown", "true")
                        .build())
                .addAnnotation(AnnotationSpec.builder(JsonInclude.class)
                        .addMember("value", "$T.NON_NULL", JsonInclude.Include.class)
                        .build());
        record.results().forEach(result -> type.addSuperinterface(Java.record(service, result)));
        return Java.file(service, service.source(), service.modelPackage(), type.build());
    }

    private static String summary(RecordModel record) {
        String description = record.description().isEmpty() ? record.schema() : record.description();
        StringBuilder summary = new StringBuilder(JavadocText.sentence(description));
        if (!record.name().equals(record.schema())) {
            summary.append(" The provider calls it ")
                    .append(JavadocText.code(record.schema()))
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
