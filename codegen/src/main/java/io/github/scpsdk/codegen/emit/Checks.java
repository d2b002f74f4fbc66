package io.github.scpsdk.codegen.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeSpec;
import io.github.scpsdk.codegen.model.Field;
import io.github.scpsdk.codegen.model.ServiceModel;
import io.github.scpsdk.codegen.model.Type;
import io.github.scpsdk.codegen.model.Type.ListOf;
import io.github.scpsdk.codegen.model.Type.Nested;
import io.github.scpsdk.codegen.read.ApiSchema.Limits;
import java.math.BigDecimal;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import javax.lang.model.element.Modifier;
import org.jspecify.annotations.Nullable;

/** Prints the checks before sending: of a record, and of query parameters. */
final class Checks {

    private Checks() {}

    /** Adds {@code check} and the patterns it uses, if there is anything to check. */
    static void add(
            TypeSpec.Builder codec,
            ServiceModel service,
            ClassName checked,
            List<Field> fields,
            Predicate<String> checkedRecord) {
        CodeBlock.Builder body = CodeBlock.builder();
        for (Field field : fields) {
            if (field.mandatory() && !field.list()) {
                body.addStatement(
                        "violations.required($S, value.$N()$L)", field.wireName(), field.name(), Java.remedy(field));
            }
            limits(codec, body, field);
            Type element = field.type() instanceof ListOf list ? list.element() : field.type();
            if (element instanceof Nested nested && checkedRecord.test(nested.name())) {
                body.addStatement(
                        "violations.$L($S, value.$N(), $T.INSTANCE)",
                        Java.verb(field.type()),
                        field.wireName(),
                        field.name(),
                        Java.codec(service, nested.name()));
            }
        }
        if (body.isEmpty()) {
            return;
        }
        codec.addMethod(MethodSpec.methodBuilder("check")
                .addAnnotation(Override.class)
                .addModifiers(Modifier.PUBLIC)
                .addParameter(Java.VIOLATIONS, "violations")
                .addParameter(checked, "value")
                .addCode(body.build())
                .build());
    }

    private static void limits(TypeSpec.Builder codec, CodeBlock.Builder body, Field field) {
        Limits limits = field.facts().limits();
        if (limits.pattern() != null) {
            String constant = free(Java.constant(field.name()), codec);
            codec.addField(FieldSpec.builder(Pattern.class, constant, Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
                    .initializer("$T.compile($S)", Pattern.class, Patterns.strict(limits.pattern()))
                    .build());
            body.addStatement("violations.pattern($S, value.$N(), $L)", field.wireName(), field.name(), constant);
        }
        if (limits.minLength() != null || limits.maxLength() != null) {
            body.addStatement(
                    "violations.length($S, value.$N(), $L, $L)",
                    field.wireName(),
                    field.name(),
                    limits.minLength() == null ? 0 : limits.minLength(),
                    limits.maxLength() == null ? CodeBlock.of("$T.MAX_VALUE", Integer.class) : limits.maxLength());
        }
        if (limits.minItems() != null || limits.maxItems() != null) {
            body.addStatement(
                    "violations.size($S, value.$N(), $L, $L)",
                    field.wireName(),
                    field.name(),
                    limits.minItems() == null ? 0 : limits.minItems(),
                    limits.maxItems() == null ? CodeBlock.of("$T.MAX_VALUE", Integer.class) : limits.maxItems());
        }
        if (limits.minimum() != null || limits.maximum() != null) {
            body.addStatement(
                    "violations.range($S, value.$N(), $L, $L)",
                    field.wireName(),
                    field.name(),
                    bound(limits.minimum(), "MIN_VALUE"),
                    bound(limits.maximum(), "MAX_VALUE"));
        }
    }

    /** A constant that the codec does not have yet, {@code INSTANCE} among them. */
    private static String free(String wanted, TypeSpec.Builder codec) {
        String name = wanted;
        while (has(codec, name)) {
            name = name + "_";
        }
        return name;
    }

    private static boolean has(TypeSpec.Builder codec, String constant) {
        return codec.build().fieldSpecs().stream()
                .anyMatch(field -> field.name().equals(constant));
    }

    private static CodeBlock bound(@Nullable BigDecimal limit, String none) {
        if (limit == null) {
            return CodeBlock.of("$T.$L", Long.class, none);
        }
        long bound = limit.longValueExact();
        return CodeBlock.of(bound == (int) bound ? "$L" : "$LL", bound);
    }
}
