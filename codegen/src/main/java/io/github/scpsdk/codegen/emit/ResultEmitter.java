package io.github.scpsdk.codegen.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeSpec;
import io.github.scpsdk.codegen.model.Field;
import io.github.scpsdk.codegen.model.ResultModel;
import io.github.scpsdk.codegen.model.ServiceModel;
import javax.lang.model.element.Modifier;

/** Prints the sealed result of an operation that answers with one of several schemas. */
final class ResultEmitter {

    private static final String NAME = ResultEmitter.class.getSimpleName();

    private ResultEmitter() {}

    static SourceFile emit(ServiceModel service, ResultModel result) {
        ClassName self = Java.record(service, result.name());
        TypeSpec.Builder type = TypeSpec.interfaceBuilder(self)
                .addModifiers(Modifier.PUBLIC, Modifier.SEALED)
                .addAnnotation(Java.generated(NAME))
                .addJavadoc(Java.javadoc(JavadocText.paragraph(
                                "What " + JavadocText.code(result.title()) + " responses: one of several schemas.")
                        + "\n"));
        result.records().forEach(record -> type.addPermittedSubclass(Java.record(service, record)));
        for (Field field : result.shared()) {
            type.addMethod(MethodSpec.methodBuilder(field.name())
                    .addJavadoc(Java.javadoc(JavadocText.paragraph("{@return "
                                    + JavadocText.facts(field.facts(), JavadocText.escape(field.wireName())) + "}")
                            + "\n"))
                    .addModifiers(Modifier.PUBLIC, Modifier.ABSTRACT)
                    .returns(Java.component(service, field))
                    .build());
        }
        return Java.file(service, service.source(), service.modelPackage(), type.build());
    }
}
