// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.codegen.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import io.github.scpsdk.codegen.model.Field;
import io.github.scpsdk.codegen.model.ParamsModel;
import io.github.scpsdk.codegen.model.ServiceModel;
import io.github.scpsdk.codegen.model.VersionModel;
import java.util.List;

/** Prints the query parameters of an operation and what writes them. */
final class ParamsEmitter {

    private static final String WRITER = """
            /** Checks {@link $value:T} and writes it into a query. */
            @$generated:T("ParamsEmitter")
            final class $self:T extends $queryWriter:T<$value:T> {
                static final $queryWriter:T<$value:T> INSTANCE = new $self:T();
                $patterns:L

                private $self:T() {
                    super($name:S);
                }

                @Override
                public void write($queryOutput:T out, $value:T value) {
                    $fields:L
                }
                $check:L
            }
            """;

    private ParamsEmitter() {}

    static ClassName record(VersionModel version, ParamsModel params) {
        return ClassName.get(version.packageName(), params.name());
    }

    static ClassName writer(VersionModel version, ParamsModel params) {
        return ClassName.get(version.packageName(), params.name() + "Writer");
    }

    static List<SourceFile> emit(ServiceModel service, VersionModel version, ParamsModel params) {
        ClassName self = record(version, params);
        SourceFile record = new RecordBody(service, self, params.fields(), false, writer(version, params))
                .text("ParamsEmitter", "Query parameters of " + JavadocText.code(params.title()) + ".")
                .file(service, version.source(), self);
        return List.of(record, writerFile(service, version, params));
    }

    private static SourceFile writerFile(ServiceModel service, VersionModel version, ParamsModel params) {
        ClassName value = record(version, params);
        Checks checks = Checks.of(service, value, params.fields(), name -> false);
        return Template.of(WRITER)
                .with("value", value)
                .with("name", params.name())
                .with("patterns", checks.patterns())
                .with("fields", Template.lines(params.fields(), ParamsEmitter::write))
                .with("check", checks.method())
                .file(service, version.source(), writer(version, params));
    }

    private static CodeBlock write(Field field) {
        return CodeBlock.of("out.$L($S, value.$N());", JavaTypes.verb(field.type()), field.wireName(), field.name());
    }
}
