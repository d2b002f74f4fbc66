// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.codegen.emit;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.TypeName;
import io.github.scpsdk.codegen.model.Field;
import io.github.scpsdk.codegen.model.Names;
import io.github.scpsdk.codegen.model.ServiceModel;
import io.github.scpsdk.codegen.model.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Prints what records of schemas and of query parameters have alike: components, builder, masked text.
 *
 * @param self   the record
 * @param json   whether components carry their JSON names
 * @param writer what checks the record, if {@code build()} names missing values; else null
 */
record RecordBody(
        ServiceModel service,
        ClassName self,
        List<Field> fields,
        boolean json,
        @Nullable ClassName writer) {

    private static final String TEXT = """
            $javadoc:L
            @$generated:T($emitter:S)
            $annotations:L
            public record $self:T($components:L) $implemented:L {
                $copies:L
                $creator:L

                /** {@return a builder with nothing set} */
                public static Builder builder() {
                    return new Builder();
                }

                /** {@return a builder with the values of this record} */
                public Builder toBuilder() {
                    return new Builder()$values:L;
                }
                $masked:L

                /** Builds a {@link $self:T}; not thread-safe. */
                public static final class Builder {
                    $fields:L

                    private Builder() {}
                    $setters:L

                    /** {@return this, after {@code change} has set values} */
                    public Builder with($consumer:T<Builder> change) {
                        $objects:T.requireNonNull(change, $nothing:S).accept(this);
                        return this;
                    }
                    $build:L
                }
            }
            """;

    private static final String COPIES = """
            /** Copies lists; checks nothing. */
            public $self:T {
                $copies:L
            }
            """;

    private static final String CREATOR = """

            /** For an {@code ObjectMapper}, which alone would refuse times without a zone and change offsets. Use {@link #builder()}. */
            @$jsonCreator:T
            public static $self:T fromJson($parameters:L) {
                return new $self:T($arguments:L);
            }
            """;

    private static final String SETTER = """

            $javadoc:L
            public Builder $name:L($type:T $name:L) {
                this.$name:L = $name:L;
                return this;
            }
            """;

    private static final String ELEMENTS = """

            $javadoc:L
            @SafeVarargs
            public final Builder $name:L($consumer:T<$element:T.Builder>... $name:L) {
                $list:T<$element:T> $all:L = new $arrayList:T<>();
                for ($consumer:T<$element:T.Builder> $each:L : $name:L) {
                    $all:L.add($element:T.builder().with($each:L).build());
                }
                return $name:L($all:L);
            }
            """;

    private static final String BUILD = """

            $javadoc:L
            public $self:T build() {
                $check:L
            }
            """;

    private static final String MASKED = """

            /** Shows everything but secrets. */
            @Override
            public String toString() {
                return $begin:S
                        $shown:L
                        + "]";
            }
            """;

    /** The record, still without its annotations and interfaces. */
    Template text(String emitter, String summary) {
        return Template.of(TEXT)
                .with("self", self)
                .with("javadoc", javadoc(summary))
                .with("emitter", emitter)
                .with("annotations", "")
                .with("implemented", "")
                .with("components", Template.joined(fields, ",\n", this::component))
                .with("copies", copies())
                .with("creator", json && fields.stream().anyMatch(RecordBody::isTime) ? creator() : "")
                .with("values", Template.joined(fields, "", field -> CodeBlock.of(".$1N($1N)", field.name())))
                .with("masked", fields.stream().anyMatch(Field::sensitive) ? masked() : "")
                .with("fields", Template.lines(fields, this::variable))
                .with("setters", Template.lines(fields, this::setter))
                .with("nothing", self.simpleName() + ": what fills the builder is null")
                .with("build", build());
    }

    private CodeBlock javadoc(String summary) {
        Javadoc text = Javadoc.of(summary);
        for (Field field : fields) {
            if (field.facts().words() != null) {
                text.linking(JavaTypes.model(service, field.facts().words()));
            }
            String masked = field.sensitive() ? "; left out of {@link #toString()}" : "";
            text.param(
                    field.name(),
                    JavadocText.facts(field.facts(), JavadocText.escape(field.wireName())) + condition(field) + masked);
        }
        return text.comment();
    }

    private static String condition(Field field) {
        Field.Condition when = field.requiredWhen();
        return when == null ? "" : "; required if {@code " + when.name() + "} is {@code " + when.value() + "}";
    }

    private CodeBlock component(Field field) {
        List<CodeBlock> parts = json ? annotations(field) : new ArrayList<>();
        parts.add(CodeBlock.of("$T $N", JavaTypes.component(service, field), field.name()));
        return parts.stream().collect(CodeBlock.joining(" "));
    }

    private List<CodeBlock> annotations(Field field) {
        List<CodeBlock> annotations = new ArrayList<>();
        annotations.add(CodeBlock.of("@$T($S)", CoreTypes.of("JsonProperty"), field.wireName()));
        if (field.type() == Type.Scalar.DATE_TIME || field.type() == Type.Scalar.DATE) {
            // an ObjectMapper as it comes writes times as numbers
            annotations.add(CodeBlock.of("@$T(shape = $T.STRING)", JsonFormat.class, JsonFormat.Shape.class));
        }
        if (field.type() instanceof Type.LocalTime time) {
            annotations.add(CodeBlock.of(
                    "@$T(shape = $T.STRING, pattern = $S, locale = $S)",
                    JsonFormat.class,
                    JsonFormat.Shape.class,
                    time.pattern(),
                    "en_US"));
        }
        if (field.list() && !field.required()) {
            annotations.add(include("NON_EMPTY"));
        }
        if (writer != null && field.nullWritten()) {
            annotations.add(include("ALWAYS"));
        }
        return annotations;
    }

    private static CodeBlock include(String which) {
        return CodeBlock.of("@$1T($1T.Include.$2L)", CoreTypes.of("JsonInclude"), which);
    }

    private CodeBlock copies() {
        List<Field> lists = fields.stream().filter(Field::list).toList();
        return lists.isEmpty()
                ? CodeBlock.of("")
                : Template.of(COPIES)
                        .with("self", self)
                        .with("copies", Template.lines(lists, this::copy))
                        .code();
    }

    private static boolean isTime(Field field) {
        return field.type() == Type.Scalar.DATE_TIME;
    }

    private CodeBlock creator() {
        return Template.of(CREATOR)
                .with("self", self)
                .with("parameters", Template.joined(fields, ",\n", this::parameter))
                .with("arguments", Template.joined(fields, ", ", RecordBody::argument))
                .code();
    }

    private CodeBlock parameter(Field field) {
        TypeName type = isTime(field) ? ClassName.get(String.class) : JavaTypes.type(service, field.type());
        return CodeBlock.of(
                "@$T($S) $T $N",
                CoreTypes.of("JsonProperty"),
                field.wireName(),
                JavaTypes.nullable(type),
                field.name());
    }

    private static CodeBlock argument(Field field) {
        return isTime(field)
                ? CodeBlock.of("$T.read($S, $N)", CoreTypes.of("DateTimes"), field.wireName(), field.name())
                : CodeBlock.of("$N", field.name());
    }

    private CodeBlock copy(Field field) {
        String name = self.simpleName() + "." + field.name();
        return CodeBlock.of("$1N = $2T.copy($3S, $1N);", field.name(), CoreTypes.of("Lists"), name);
    }

    private CodeBlock masked() {
        List<CodeBlock> shown = new ArrayList<>();
        for (Field field : fields) {
            String name = (shown.isEmpty() ? "" : ", ") + field.name() + "=";
            shown.add(
                    field.sensitive()
                            ? CodeBlock.of("+ $1S + ($2N == null ? $3S : $4S)", name, field.name(), "null", "***")
                            : CodeBlock.of("+ $S + $N", name, field.name()));
        }
        return Template.of(MASKED)
                .with("begin", self.simpleName() + "[")
                .with("shown", shown.stream().collect(CodeBlock.joining("\n")))
                .code();
    }

    private CodeBlock variable(Field field) {
        TypeName type = JavaTypes.nullable(JavaTypes.type(service, field.type()));
        return CodeBlock.of("private $T $N;", type, field.name());
    }

    private CodeBlock setter(Field field) {
        TypeName type = JavaTypes.type(service, field.type());
        boolean nullable = field.nullable() || (field.list() && !field.required());
        CodeBlock setter = Template.of(SETTER)
                .with(
                        "javadoc",
                        Javadoc.of("{@return this, with " + link(field) + " set}")
                                .comment())
                .with("name", field.name())
                .with("type", nullable ? JavaTypes.nullable(type) : type)
                .code();
        return hasElements(field) ? CodeBlock.join(List.of(setter, elements(field)), "\n") : setter;
    }

    /** Returns whether it is a list of objects with builders in a request. */
    private boolean hasElements(Field field) {
        return writer != null && field.list() && field.element() instanceof Type.Nested;
    }

    private CodeBlock elements(Field field) {
        String text = "{@return this, with " + link(field) + " set to one element for each builder filled in}";
        return Template.of(ELEMENTS)
                .with("javadoc", Javadoc.of(text).comment())
                .with("name", field.name())
                .with("element", JavaTypes.type(service, field.element()))
                .with("arrayList", ArrayList.class)
                .with("all", Names.free("all", field.name()::equals))
                .with("each", Names.free("each", field.name()::equals))
                .code();
    }

    /** A link to a component, whose text says all of it. */
    private String link(Field field) {
        return "{@link " + self.simpleName() + "#" + field.name() + "() " + field.name() + "}";
    }

    private CodeBlock build() {
        List<Field> required = writer == null
                ? List.of()
                : fields.stream().filter(Field::mandatory).toList();
        Javadoc text = required.isEmpty()
                ? Javadoc.of("{@return the record; nothing is checked}")
                : Javadoc.of("{@return the record, if everything that is required is set}")
                        .throwing(
                                "ScpValidationException",
                                "if something is missing; the message names all of it, and what else is wrong");
        return Template.of(BUILD)
                .with("self", self)
                .with("javadoc", text.comment())
                .with(
                        "check",
                        writer == null || required.isEmpty()
                                ? CodeBlock.of("return $L;", made())
                                : check(writer, required))
                .code();
    }

    private CodeBlock made() {
        return CodeBlock.of("new $T($L)", self, fields.stream().map(Field::name).collect(Collectors.joining(", ")));
    }

    private CodeBlock check(ClassName checking, List<Field> required) {
        String made =
                Names.free("made", name -> fields.stream().map(Field::name).anyMatch(name::equals));
        return CodeBlock.of(
                """
                $1T $2N = $3L;
                $4T.of($5S)$6L.check($7T.INSTANCE, $2N);
                return $2N;""",
                self,
                made,
                made(),
                CoreTypes.of("Required"),
                self.simpleName(),
                Template.joined(
                        required,
                        "",
                        field -> CodeBlock.of(".value($1S, $1N$2L)", field.name(), JavaTypes.remedy(field))),
                checking);
    }
}
