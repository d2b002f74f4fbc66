package io.github.scpsdk.codegen.emit;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import io.github.scpsdk.codegen.model.Field;
import io.github.scpsdk.codegen.model.ServiceModel;
import io.github.scpsdk.codegen.model.Type;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import javax.lang.model.element.Modifier;

/**
 * What records of schemas and of query parameters have alike: components, builder, masked text.
 *
 * @param self  the record
 * @param json  whether components carry their JSON names
 * @param check whether {@code build()} names missing values
 */
record RecordBody(ServiceModel service, ClassName self, List<Field> fields, boolean json, boolean check) {

    TypeSpec.Builder declare(String emitter, String summary) {
        TypeSpec.Builder type = TypeSpec.recordBuilder(self)
                .addModifiers(Modifier.PUBLIC)
                .addAnnotation(Java.generated(emitter))
                .addJavadoc(Java.javadoc(documentation(summary)));
        MethodSpec.Builder header = MethodSpec.constructorBuilder();
        for (Field field : fields) {
            header.addParameter(component(field));
        }
        type.recordConstructor(header.build());
        List<Field> lists = fields.stream().filter(Field::list).toList();
        if (!lists.isEmpty()) {
            MethodSpec.Builder compact = MethodSpec.compactConstructorBuilder().addModifiers(Modifier.PUBLIC);
            compact.addJavadoc("Copies lists; checks nothing.\n\n");
            fields.forEach(field -> compact.addJavadoc("@param $N the component\n", field.name()));
            for (Field field : lists) {
                compact.addStatement(
                        "$1N = $2T.copy($3S, $1N)", field.name(), Java.LISTS, self.simpleName() + "." + field.name());
            }
            type.addMethod(compact.build());
        }
        type.addMethod(MethodSpec.methodBuilder("builder")
                .addJavadoc("{@return a builder with nothing set}")
                .addModifiers(Modifier.PUBLIC, Modifier.STATIC)
                .returns(builder())
                .addStatement("return new Builder()")
                .build());
        type.addMethod(toBuilder());
        if (fields.stream().anyMatch(Field::sensitive)) {
            type.addMethod(maskedText());
        }
        type.addType(builderType());
        return type;
    }

    private ClassName builder() {
        return self.nestedClass("Builder");
    }

    private String documentation(String summary) {
        StringBuilder text = new StringBuilder(JavadocText.paragraph(summary)).append('\n');
        for (Field field : fields) {
            text.append('\n').append(JavadocText.tag("@param " + field.name(), describe(field)));
        }
        return text.append('\n').toString();
    }

    private static String describe(Field field) {
        String facts = JavadocText.facts(field.facts(), JavadocText.escape(field.wireName()));
        String masked = field.sensitive() ? "; left out of {@link #toString()}" : "";
        return facts + masked;
    }

    private ParameterSpec component(Field field) {
        ParameterSpec.Builder component = ParameterSpec.builder(Java.component(service, field), field.name());
        if (json) {
            component.addAnnotation(AnnotationSpec.builder(JsonProperty.class)
                    .addMember("value", "$S", field.wireName())
                    .build());
            if (field.type() == Type.Scalar.DATE_TIME || field.type() == Type.Scalar.DATE) {
                // an ObjectMapper as it comes writes times as numbers
                component.addAnnotation(AnnotationSpec.builder(JsonFormat.class)
                        .addMember("shape", "$T.STRING", JsonFormat.Shape.class)
                        .build());
            }
            if (field.type() == Type.Scalar.DATE_TIME) {
                // and refuses a time without a zone
                component.addAnnotation(AnnotationSpec.builder(JsonDeserialize.class)
                        .addMember("using", "$T.class", Java.TIME_READER)
                        .build());
            }
            if (field.list() && !field.required()) {
                component.addAnnotation(include("NON_EMPTY"));
            }
            if (check && field.nullWritten()) {
                component.addAnnotation(include("ALWAYS"));
            }
        }
        return component.build();
    }

    private static AnnotationSpec include(String which) {
        return AnnotationSpec.builder(JsonInclude.class)
                .addMember("value", "$T.$L", JsonInclude.Include.class, which)
                .build();
    }

    private MethodSpec toBuilder() {
        CodeBlock setters = fields.stream()
                .map(field -> CodeBlock.of(".$1N($1N)", field.name()))
                .collect(CodeBlock.joining(""));
        return MethodSpec.methodBuilder("toBuilder")
                .addJavadoc("{@return a builder with the values of this record}")
                .addModifiers(Modifier.PUBLIC)
                .returns(builder())
                .addStatement("return new Builder()$L", setters)
                .build();
    }

    private MethodSpec maskedText() {
        CodeBlock.Builder text = CodeBlock.builder().add("return $S", self.simpleName() + "[");
        String separator = "";
        for (Field field : fields) {
            text.add("\n+ $S + ", separator + field.name() + "=");
            separator = ", ";
            if (field.sensitive()) {
                text.add("($N == null ? $S : $S)", field.name(), "null", "***");
            } else {
                text.add("$N", field.name());
            }
        }
        return MethodSpec.methodBuilder("toString")
                .addJavadoc("Shows everything but secrets.")
                .addAnnotation(Override.class)
                .addModifiers(Modifier.PUBLIC)
                .returns(String.class)
                .addStatement(text.add("\n+ $S", "]").build())
                .build();
    }

    private TypeSpec builderType() {
        TypeSpec.Builder builder = TypeSpec.classBuilder(builder())
                .addJavadoc("Builds a {@link $T}; not thread-safe.", self)
                .addModifiers(Modifier.PUBLIC, Modifier.STATIC, Modifier.FINAL);
        for (Field field : fields) {
            builder.addField(Java.nullable(Java.type(service, field.type())), field.name(), Modifier.PRIVATE);
        }
        builder.addMethod(
                MethodSpec.constructorBuilder().addModifiers(Modifier.PRIVATE).build());
        for (Field field : fields) {
            builder.addMethod(setter(field));
        }
        builder.addMethod(MethodSpec.methodBuilder("with")
                .addJavadoc("""
                        {@return this, after {@code change} has set values; for chains that set some only now and then}

                        @param change sets values
                        """)
                .addModifiers(Modifier.PUBLIC)
                .addParameter(Java.consumer(self), "change")
                .returns(builder())
                .addStatement(
                        "$T.requireNonNull(change, $S).accept(this)",
                        Objects.class,
                        self.simpleName() + ": what fills the builder is null")
                .addStatement("return this")
                .build());
        builder.addMethod(build());
        return builder.build();
    }

    private MethodSpec setter(Field field) {
        TypeName type = Java.type(service, field.type());
        boolean nullable = field.nullable() || (field.list() && !field.required());
        String facts = JavadocText.facts(field.facts(), JavadocText.escape(field.wireName()));
        return MethodSpec.methodBuilder(field.name())
                .addJavadoc(Java.javadoc("{@return this, with " + JavadocText.code(field.wireName()) + " set}\n\n"
                        + JavadocText.tag("@param " + field.name(), facts) + "\n"))
                .addModifiers(Modifier.PUBLIC)
                .addParameter(nullable ? Java.nullable(type) : type, field.name())
                .returns(builder())
                .addStatement("this.$1N = $1N", field.name())
                .addStatement("return this")
                .build();
    }

    private MethodSpec build() {
        List<Field> required = check ? fields.stream().filter(Field::mandatory).toList() : List.of();
        MethodSpec.Builder build = MethodSpec.methodBuilder("build")
                .addModifiers(Modifier.PUBLIC)
                .returns(self)
                .addAnnotation(Java.suppress("NullAway"));
        if (required.isEmpty()) {
            build.addJavadoc("{@return the record; nothing is checked}");
        } else {
            build.addJavadoc(Java.javadoc(
                            JavadocText.paragraph("{@return the record, if everything that is required is set}")
                                    + "\n\n"))
                    .addJavadoc(
                            "@throws $T if something is missing; the message names all of it\n",
                            Java.core("ScpValidationException"));
            CodeBlock values = required.stream()
                    .map(field -> CodeBlock.of(".value($1S, $1N$2L)", field.name(), Java.remedy(field)))
                    .collect(CodeBlock.joining(""));
            build.addStatement("$T.of($S)$L.check()", Java.REQUIRED, self.simpleName(), values);
        }
        String names = fields.stream().map(Field::name).collect(Collectors.joining(", "));
        return build.addStatement("return new $T($L)", self, names).build();
    }
}
