package io.github.scpsdk.codegen.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeSpec;
import io.github.scpsdk.codegen.model.Field;
import io.github.scpsdk.codegen.model.RecordModel;
import io.github.scpsdk.codegen.model.ServiceModel;
import io.github.scpsdk.codegen.model.Type;
import io.github.scpsdk.codegen.model.Type.Enumerated;
import io.github.scpsdk.codegen.model.Type.ListOf;
import io.github.scpsdk.codegen.model.Type.Nested;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javax.lang.model.element.Modifier;

/** Prints the reader and writer of a record. */
final class CodecEmitter {

    private static final String NAME = CodecEmitter.class.getSimpleName();

    private final ServiceModel service;
    private final Map<String, RecordModel> records;

    CodecEmitter(ServiceModel service) {
        this.service = service;
        this.records = service.records().stream().collect(Collectors.toMap(RecordModel::name, record -> record));
    }

    SourceFile emit(RecordModel record) {
        ClassName value = Java.record(service, record.name());
        ClassName self = Java.codec(service, record.name());
        TypeSpec.Builder codec = TypeSpec.classBuilder(self)
                .addJavadoc("Reads and writes {@link $T}.\n", value)
                .addModifiers(Modifier.PUBLIC, Modifier.FINAL)
                .addAnnotation(Java.generated(NAME))
                .superclass(ParameterizedTypeName.get(Java.JSON_CODEC, value))
                .addField(FieldSpec.builder(self, "INSTANCE", Modifier.PUBLIC, Modifier.STATIC, Modifier.FINAL)
                        .addJavadoc("The only one; it has no state.\n")
                        .initializer("new $T()", self)
                        .build())
                .addMethod(MethodSpec.constructorBuilder()
                        .addModifiers(Modifier.PRIVATE)
                        .addStatement("super($S)", record.name())
                        .build())
                .addMethod(read(record, value))
                .addMethod(write(record, value));
        if (record.checked()) {
            Checks.add(codec, service, value, record.fields(), name -> of(name).checked());
        }
        if (record.secrets()) {
            codec.addMethod(secrets(record, value));
        }
        return Java.file(service, service.source(), service.jsonPackage(), codec.build());
    }

    private RecordModel of(String name) {
        return Objects.requireNonNull(records.get(name));
    }

    // --- reading

    private MethodSpec read(RecordModel record, ClassName value) {
        List<Field> fields = record.fields();
        String in = Java.free("in", fields);
        String name = Java.free("field", fields);
        MethodSpec.Builder read = MethodSpec.methodBuilder("read")
                .addAnnotation(Override.class)
                .addModifiers(Modifier.PUBLIC)
                .addParameter(Java.JSON_INPUT, in)
                .addException(IOException.class)
                .returns(value);
        if (fields.stream().anyMatch(Field::promised)) {
            read.addAnnotation(Java.suppress("NullAway"))
                    .addComment("what the platform promises and does not send is null, with a warning");
        }
        for (Field field : fields) {
            read.addStatement("$T $N = null", Java.type(service, field.type()), field.name());
        }
        CodeBlock cases = fields.stream()
                .map(field -> CodeBlock.of("case $S -> $N = $L;", field.wireName(), field.name(), readValue(in, field)))
                .collect(CodeBlock.joining("\n"));
        read.addCode("""
                for (String $1N = $2N.nextField(); $1N != null; $1N = $2N.nextField()) {
                    switch ($1N) {
                        $3L
                        default -> $2N.skip();
                    }
                }
                """, name, in, cases);
        fields.stream()
                .filter(Field::promised)
                .forEach(field -> read.addStatement("$N.expect($S, $N)", in, field.wireName(), field.name()));
        String arguments = fields.stream().map(Field::name).collect(Collectors.joining(", "));
        return read.addStatement("return new $T($L)", value, arguments).build();
    }

    private CodeBlock readValue(String in, Field field) {
        CodeBlock reader = CodeBlock.of("$N.once($N).$L", in, field.name(), Java.verb(field.type()));
        Type element = element(field);
        if (element instanceof Nested nested) {
            return CodeBlock.of("$L($T.INSTANCE)", reader, Java.codec(service, nested.name()));
        }
        if (element instanceof Enumerated enumerated) {
            return CodeBlock.of("$L($T::of)", reader, Java.record(service, enumerated.name()));
        }
        return CodeBlock.of("$L()", reader);
    }

    private static Type element(Field field) {
        return field.type() instanceof ListOf list ? list.element() : field.type();
    }

    // --- writing

    private MethodSpec write(RecordModel record, ClassName value) {
        MethodSpec.Builder write = MethodSpec.methodBuilder("write")
                .addAnnotation(Override.class)
                .addModifiers(Modifier.PUBLIC)
                .addParameter(Java.JSON_OUTPUT, "out")
                .addParameter(value, "value")
                .addException(IOException.class)
                .addStatement("out.begin()");
        for (Field field : record.fields()) {
            CodeBlock codec = element(field) instanceof Nested nested
                    ? CodeBlock.of(", $T.INSTANCE", Java.codec(service, nested.name()))
                    : CodeBlock.of("");
            if (record.request() && field.nullWritten()) {
                write.addStatement("out.nullIfAbsent($S, value.$N())", field.wireName(), field.name());
            }
            CodeBlock required = field.list() ? CodeBlock.of(", $L", field.required()) : CodeBlock.of("");
            write.addStatement(
                    "out.$L($S, value.$N()$L$L)",
                    Java.verb(field.type()),
                    field.wireName(),
                    field.name(),
                    codec,
                    required);
        }
        return write.addStatement("out.end()").build();
    }

    // --- secrets

    private MethodSpec secrets(RecordModel record, ClassName value) {
        MethodSpec.Builder secrets = MethodSpec.methodBuilder("secrets")
                .addAnnotation(Override.class)
                .addModifiers(Modifier.PUBLIC)
                .addParameter(value, "value")
                .addParameter(ParameterizedTypeName.get(Consumer.class, String.class), "sink");
        for (Field field : record.fields()) {
            CodeBlock get = CodeBlock.of("value.$N()", field.name());
            if (field.sensitive()) {
                secrets.beginControlFlow("if ($L != null)", get)
                        .addStatement("sink.accept($L)", get)
                        .endControlFlow();
            } else if (element(field) instanceof Nested nested
                    && of(nested.name()).secrets()) {
                ClassName codec = Java.codec(service, nested.name());
                if (field.list()) {
                    secrets.addStatement("$L.forEach(each -> $T.INSTANCE.secrets(each, sink))", get, codec);
                } else {
                    secrets.beginControlFlow("if ($L != null)", get)
                            .addStatement("$T.INSTANCE.secrets($L, sink)", codec, get)
                            .endControlFlow();
                }
            }
        }
        return secrets.build();
    }
}
