// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.codegen.emit;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import io.github.scpsdk.codegen.model.Field;
import io.github.scpsdk.codegen.model.ServiceModel;
import io.github.scpsdk.codegen.model.Type;
import io.github.scpsdk.codegen.model.Type.Enumerated;
import io.github.scpsdk.codegen.model.Type.ListOf;
import io.github.scpsdk.codegen.model.Type.LocalTime;
import io.github.scpsdk.codegen.model.Type.Nested;
import io.github.scpsdk.codegen.model.Type.Scalar;
import io.github.scpsdk.codegen.model.ValuePath;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** The Java types of a service's schemas, and the methods of the core that read and write them. */
final class JavaTypes {

    private static final AnnotationSpec NULLABLE =
            AnnotationSpec.builder(Nullable.class).build();
    private static final ClassName VOID = ClassName.get(Void.class);

    private JavaTypes() {}

    /** A type of the package of records, enumerations and results. */
    static ClassName model(ServiceModel service, String name) {
        return ClassName.get(service.modelPackage(), name);
    }

    static ClassName reader(ServiceModel service, String record) {
        return ClassName.get(service.jsonPackage(), record + "Reader");
    }

    static ClassName writer(ServiceModel service, String record) {
        return ClassName.get(service.jsonPackage(), record + "Writer");
    }

    static TypeName type(ServiceModel service, Type type) {
        if (type instanceof ListOf list) {
            return ParameterizedTypeName.get(ClassName.get(List.class), type(service, list.element()));
        }
        if (type instanceof Nested nested) {
            return model(service, nested.name());
        }
        if (type instanceof Enumerated enumerated) {
            return model(service, enumerated.name());
        }
        if (type instanceof LocalTime) {
            return ClassName.get(LocalDateTime.class);
        }
        return switch ((Scalar) type) {
            case STRING -> ClassName.get(String.class);
            case INT32 -> ClassName.get(Integer.class);
            case INT64 -> ClassName.get(Long.class);
            case FLOAT64 -> ClassName.get(Double.class);
            case DECIMAL -> ClassName.get(BigDecimal.class);
            case BOOLEAN -> ClassName.get(Boolean.class);
            case DATE_TIME -> ClassName.get(OffsetDateTime.class);
            case DATE -> ClassName.get(LocalDate.class);
            case FREE_FORM -> ClassName.get("io.github.scpsdk.core", "JsonValue");
            case STRING_OR_LIST -> CoreTypes.of("StringOrList");
        };
    }

    /** The method of the shared readers and writers that handles a value of this type. */
    static String verb(Type type) {
        if (type instanceof ListOf list) {
            return verb(list.element()) + "s";
        }
        if (type instanceof Nested) {
            return "object";
        }
        if (type instanceof Enumerated) {
            return "value";
        }
        if (type instanceof LocalTime) {
            return "localDateTime";
        }
        return switch ((Scalar) type) {
            case STRING -> "string";
            case INT32 -> "int32";
            case INT64 -> "int64";
            case FLOAT64 -> "float64";
            case DECIMAL -> "decimal";
            case BOOLEAN -> "bool";
            case DATE_TIME -> "dateTime";
            case DATE -> "date";
            case FREE_FORM -> "jsonValue";
            case STRING_OR_LIST -> "stringOrList";
        };
    }

    static TypeName nullable(TypeName type) {
        return type.annotated(NULLABLE);
    }

    /** The type of a component, as a record declares it. */
    static TypeName component(ServiceModel service, Field field) {
        TypeName type = type(service, field.type());
        return field.nullable() ? nullable(type) : type;
    }

    /** The remedy as one more argument of a check that a value is there; nothing where there is none. */
    static CodeBlock remedy(Field field) {
        String remedy = field.facts().remedy();
        return remedy == null ? CodeBlock.of("") : CodeBlock.of(", $S", remedy);
    }

    /** A result where nothing is {@code null}. */
    static TypeName orVoid(@Nullable TypeName result) {
        return result == null ? nullable(VOID) : result;
    }

    static TypeName future(@Nullable TypeName result) {
        return ParameterizedTypeName.get(ClassName.get(CompletableFuture.class), orVoid(result));
    }

    /** From a record to a component of a component; null where one on the way is. */
    static CodeBlock through(String from, List<Field> path) {
        String at = from;
        List<String> missing = new ArrayList<>();
        for (Field component : path) {
            if (!at.equals(from)) {
                missing.add(at + " == null");
            }
            at += "." + component.name() + "()";
        }
        return missing.isEmpty()
                ? CodeBlock.of("$L", at)
                : CodeBlock.of("$L ? null : $L", String.join(" || ", missing), at);
    }

    /** The values at a path that begins at a variable. */
    static CodeBlock values(ServiceModel service, String from, ValuePath path) {
        CodeBlock.Builder code = CodeBlock.builder().add("$T.of($L)", CoreTypes.of("Values"), from);
        path.steps()
                .forEach(step -> code.add(
                        ".$L($T::$N)",
                        step.field().list() ? "each" : "then",
                        model(service, step.owner()),
                        step.field().name()));
        return code.build();
    }

    /** The getter of a component of a component: a method reference where the path is one step long. */
    static CodeBlock getter(ClassName record, List<Field> path) {
        return path.size() == 1
                ? CodeBlock.of("$T::$N", record, path.get(0).name())
                : CodeBlock.of("shown -> $L", through("shown", path));
    }
}
