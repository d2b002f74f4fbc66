// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.codegen.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import io.github.scpsdk.codegen.model.Field;
import io.github.scpsdk.codegen.model.Names;
import io.github.scpsdk.codegen.model.RecordModel;
import io.github.scpsdk.codegen.model.ServiceModel;
import io.github.scpsdk.codegen.model.Type;
import io.github.scpsdk.codegen.model.Type.Enumerated;
import io.github.scpsdk.codegen.model.Type.LocalTime;
import io.github.scpsdk.codegen.model.Type.Nested;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Prints the reader of a record that responses hold. */
final class ReaderEmitter {

    private static final String TEXT = """
            /** Reads {@link $value:T}. */
            @$generated:T("ReaderEmitter")
            public final class $self:T extends $jsonReader:T<$value:T> {
                public static final $jsonReader:T<$value:T> INSTANCE = new $self:T();
                $formats:L

                private $self:T() {
                    super($names:L);
                }

                @Override
                public $value:T read($jsonInput:T $in:L) throws $ioException:T {
                    $variables:L
                    for (String $field:L = $in:L.nextField(); $field:L != null; $field:L = $in:L.nextField()) {
                        switch ($field:L) {
                            $cases:L
                            default -> $in:L.skip();
                        }
                    }
                    $promises:L
                    return new $value:T($arguments:L);
                }
            }
            """;

    private final ServiceModel service;
    private final RecordModel record;
    private final String in;

    private ReaderEmitter(ServiceModel service, RecordModel record) {
        this.service = service;
        this.record = record;
        this.in = Names.free("in", this::hasComponent);
    }

    static SourceFile emit(ServiceModel service, RecordModel record) {
        return new ReaderEmitter(service, record).file();
    }

    private SourceFile file() {
        ClassName self = JavaTypes.reader(service, record.name());
        List<Field> fields = record.fields();
        return Template.of(TEXT)
                .with("value", JavaTypes.model(service, record.name()))
                .with("names", names())
                .with("formats", Template.lines(patterns(), this::format))
                .with("in", in)
                .with("field", Names.free("field", this::hasComponent))
                .with("variables", Template.lines(fields, this::variable))
                .with("cases", Template.lines(fields, this::readCase))
                .with(
                        "promises",
                        Template.lines(fields.stream().filter(Field::promised).toList(), this::promise))
                .with("arguments", fields.stream().map(Field::name).collect(Collectors.joining(", ")))
                .file(service, service.source(), self);
    }

    /** The name of the record, then those of its fields. */
    private CodeBlock names() {
        return Stream.concat(Stream.of(record.name()), record.fields().stream().map(Field::wireName))
                .map(name -> CodeBlock.of("$S", name))
                .collect(CodeBlock.joining(", "));
    }

    private boolean hasComponent(String name) {
        return record.fields().stream().anyMatch(field -> field.name().equals(name));
    }

    private CodeBlock variable(Field field) {
        return CodeBlock.of("$T $N = null;", JavaTypes.type(service, field.type()), field.name());
    }

    private CodeBlock readCase(Field field) {
        return CodeBlock.of(
                "case $S -> $N = $N.$L($N$L);",
                field.wireName(),
                field.name(),
                in,
                JavaTypes.verb(field.type()),
                field.name(),
                element(field));
    }

    /** What reads an object or a value of an enumeration; nothing for types that every service shares. */
    private CodeBlock element(Field field) {
        Type element = field.element();
        if (element instanceof Nested nested) {
            return CodeBlock.of(", $T.INSTANCE", JavaTypes.reader(service, nested.name()));
        }
        if (element instanceof Enumerated enumerated) {
            return CodeBlock.of(", $T::of", JavaTypes.model(service, enumerated.name()));
        }
        if (element instanceof LocalTime time) {
            return CodeBlock.of(", $L", constant(time.pattern()));
        }
        return CodeBlock.of("");
    }

    /** The patterns of times, each once. */
    private List<String> patterns() {
        return record.fields().stream()
                .map(Field::element)
                .filter(LocalTime.class::isInstance)
                .map(time -> ((LocalTime) time).pattern())
                .distinct()
                .toList();
    }

    private String constant(String pattern) {
        int number = patterns().indexOf(pattern) + 1;
        return number == 1 ? "TIME" : "TIME_" + number;
    }

    private CodeBlock format(String pattern) {
        return CodeBlock.of(
                "private static final $1T $2L = $1T.ofPattern($3S, $4T.US);",
                DateTimeFormatter.class,
                constant(pattern),
                pattern,
                Locale.class);
    }

    private CodeBlock promise(Field field) {
        return CodeBlock.of("$N.expect($S, $N);", in, field.wireName(), field.name());
    }
}
