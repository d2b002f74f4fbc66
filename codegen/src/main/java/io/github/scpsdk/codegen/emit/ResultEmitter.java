// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.codegen.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import io.github.scpsdk.codegen.model.Field;
import io.github.scpsdk.codegen.model.ResultModel;
import io.github.scpsdk.codegen.model.ServiceModel;

/** Prints the sealed result of an operation that responds with one of several schemas. */
final class ResultEmitter {

    private static final String TEXT = """
            $javadoc:L
            @$generated:T("ResultEmitter")
            public sealed interface $self:T permits $records:L {
                $shared:L
            }
            """;

    private ResultEmitter() {}

    static SourceFile emit(ServiceModel service, ResultModel result) {
        ClassName self = JavaTypes.model(service, result.name());
        String what = "The result of " + JavadocText.code(result.title()) + ": one of several schemas.";
        return Template.of(TEXT)
                .with("javadoc", Javadoc.of(what).comment())
                .with(
                        "records",
                        Template.joined(
                                result.records(), ", ", record -> CodeBlock.of("$T", JavaTypes.model(service, record))))
                .with("shared", Template.lines(result.shared(), field -> accessor(service, field)))
                .file(service, service.source(), self);
    }

    private static CodeBlock accessor(ServiceModel service, Field field) {
        String facts = JavadocText.facts(field.facts(), JavadocText.escape(field.wireName()));
        return CodeBlock.of(
                "\n$L\n$T $N();",
                Javadoc.of("{@return " + facts + "}").comment(),
                JavaTypes.component(service, field),
                field.name());
    }
}
