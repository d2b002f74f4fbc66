// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.codegen.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import io.github.scpsdk.codegen.model.Field;
import io.github.scpsdk.codegen.model.Names;
import io.github.scpsdk.codegen.model.ServiceModel;
import io.github.scpsdk.codegen.model.Type.Nested;
import io.github.scpsdk.codegen.read.ApiSchema.Limits;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The checks before sending, as writers print them: of a record, or of query parameters. */
final class Checks {

    private final ClassName checked;
    private final CodeBlock.Builder patterns = CodeBlock.builder();
    private final CodeBlock.Builder body = CodeBlock.builder();
    private final Set<String> constants = new HashSet<>(Set.of("INSTANCE"));

    private Checks(ClassName checked) {
        this.checked = checked;
    }

    /**
     * The checks of these fields.
     *
     * @param checkedRecord whether anything in the record of this name is checked
     */
    static Checks of(ServiceModel service, ClassName checked, List<Field> fields, Predicate<String> checkedRecord) {
        Checks checks = new Checks(checked);
        for (Field field : fields) {
            if (field.mandatory() && !field.list()) {
                checks.body.addStatement(
                        "violations.required($S, value.$N()$L)",
                        field.wireName(),
                        field.name(),
                        JavaTypes.remedy(field));
            }
            if (field.requiredWhen() != null) {
                checks.required(field, field.requiredWhen());
            }
            checks.limits(field);
            if (field.element() instanceof Nested nested && checkedRecord.test(nested.name())) {
                checks.body.addStatement(
                        "violations.$L($S, value.$N(), $T.INSTANCE)",
                        JavaTypes.verb(field.type()),
                        field.wireName(),
                        field.name(),
                        JavaTypes.writer(service, nested.name()));
            }
        }
        return checks;
    }

    /** The constants of the patterns. */
    CodeBlock patterns() {
        return patterns.build();
    }

    /** The method {@code check}; nothing where nothing is checked. */
    CodeBlock method() {
        return body.isEmpty() ? CodeBlock.of("") : CodeBlock.of("""

                        @Override
                        public void check($T violations, $T value) {
                            $L
                        }
                        """, CoreTypes.of("Violations"), checked, body.build());
    }

    private void required(Field field, Field.Condition when) {
        body.beginControlFlow(
                "if ($T.$L.equals(value.$N()))", Boolean.class, when.value() ? "TRUE" : "FALSE", when.name());
        body.addStatement(
                "violations.required($S, value.$N(), $S)",
                field.wireName(),
                field.name(),
                when.wireName() + " is " + when.value());
        body.endControlFlow();
    }

    private void limits(Field field) {
        Limits limits = field.facts().limits();
        if (limits.pattern() != null) {
            String constant = Names.free(Names.constant(field.name()), constants::contains);
            constants.add(constant);
            patterns.addStatement(
                    "private static final $1T $2L = $1T.compile($3S)",
                    Pattern.class,
                    constant,
                    Patterns.strict(limits.pattern()));
            body.addStatement("violations.pattern($S, value.$N(), $L)", field.wireName(), field.name(), constant);
        }
        between("length", field, limits.minLength(), limits.maxLength());
        // an empty list that is optional is not sent, which is no list that is too short
        boolean none = !field.required() && Integer.valueOf(1).equals(limits.minItems());
        between("size", field, none ? Integer.valueOf(0) : limits.minItems(), limits.maxItems());
        if (limits.minimum() != null || limits.maximum() != null) {
            body.addStatement(
                    "violations.range($S, value.$N(), $L, $L)",
                    field.wireName(),
                    field.name(),
                    bound(limits.minimum(), "MIN_VALUE"),
                    bound(limits.maximum(), "MAX_VALUE"));
        }
    }

    private void between(String check, Field field, @Nullable Integer from, @Nullable Integer to) {
        if (from != null || to != null) {
            body.addStatement(
                    "violations.$L($S, value.$N(), $L, $L)",
                    check,
                    field.wireName(),
                    field.name(),
                    from == null ? 0 : from,
                    to == null ? CodeBlock.of("$T.MAX_VALUE", Integer.class) : to);
        }
    }

    private static CodeBlock bound(@Nullable BigDecimal limit, String none) {
        if (limit == null) {
            return CodeBlock.of("$T.$L", Long.class, none);
        }
        long bound = limit.longValueExact();
        return CodeBlock.of(bound == (int) bound ? "$L" : "$LL", bound);
    }
}
