// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.codegen.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import io.github.scpsdk.codegen.model.Field;
import io.github.scpsdk.codegen.model.RecordModel;
import io.github.scpsdk.codegen.model.ServiceModel;
import io.github.scpsdk.codegen.model.Type.Nested;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Prints the writer of a record that request bodies hold, which also checks it and names its secrets. */
final class WriterEmitter {

    private static final String TEXT = """
            /** Checks and writes {@link $value:T}. */
            @$generated:T("WriterEmitter")
            public final class $self:T extends $jsonWriter:T<$value:T> {
                public static final $jsonWriter:T<$value:T> INSTANCE = new $self:T();
                $patterns:L

                private $self:T() {
                    super($name:S);
                }

                @Override
                public void write($jsonOutput:T out, $value:T value) throws $ioException:T {
                    out.begin();
                    $fields:L
                    out.end();
                }
                $check:L
                $secrets:L
            }
            """;

    private final ServiceModel service;
    private final Map<String, RecordModel> records;

    WriterEmitter(ServiceModel service) {
        this.service = service;
        this.records = service.records().stream().collect(Collectors.toMap(RecordModel::name, record -> record));
    }

    SourceFile emit(RecordModel record) {
        ClassName self = JavaTypes.writer(service, record.name());
        ClassName value = JavaTypes.model(service, record.name());
        Checks checks = Checks.of(service, value, record.fields(), name -> of(name).checked());
        return Template.of(TEXT)
                .with("value", value)
                .with("name", record.name())
                .with("patterns", checks.patterns())
                .with("fields", Template.lines(record.fields(), this::write))
                .with("check", checks.method())
                .with("secrets", record.secrets() ? secrets(record, value) : CodeBlock.of(""))
                .file(service, service.source(), self);
    }

    private RecordModel of(String name) {
        return Objects.requireNonNull(records.get(name));
    }

    private CodeBlock write(Field field) {
        CodeBlock writer = field.element() instanceof Nested nested
                ? CodeBlock.of(", $T.INSTANCE", JavaTypes.writer(service, nested.name()))
                : CodeBlock.of("");
        String required = field.list() ? ", " + field.required() : "";
        CodeBlock none = field.nullWritten()
                ? CodeBlock.of("out.nullIfAbsent($S, value.$N());\n", field.wireName(), field.name())
                : CodeBlock.of("");
        return CodeBlock.of(
                "$Lout.$L($S, value.$N()$L$L);",
                none,
                JavaTypes.verb(field.type()),
                field.wireName(),
                field.name(),
                writer,
                required);
    }

    private CodeBlock secrets(RecordModel record, ClassName value) {
        return CodeBlock.of(
                """

                @Override
                public void secrets($T value, $T<String> sink) {
                    $L
                }""",
                value,
                Consumer.class,
                record.fields().stream()
                        .filter(field -> field.sensitive()
                                || (field.element() instanceof Nested nested
                                        && of(nested.name()).secrets()))
                        .map(this::secret)
                        .collect(CodeBlock.joining("\n")));
    }

    private CodeBlock secret(Field field) {
        CodeBlock get = CodeBlock.of("value.$N()", field.name());
        if (!(field.element() instanceof Nested nested)) {
            return CodeBlock.of("""
                    if ($1L != null) {
                        sink.accept($1L);
                    }""", get);
        }
        ClassName writer = JavaTypes.writer(service, nested.name());
        if (field.list()) {
            return CodeBlock.of("$L.forEach(each -> $T.INSTANCE.secrets(each, sink));", get, writer);
        }
        return CodeBlock.of("""
                if ($1L != null) {
                    $2T.INSTANCE.secrets($1L, sink);
                }""", get, writer);
    }
}
