package io.github.scpsdk.codegen.emit;

import com.fasterxml.jackson.databind.JsonNode;
import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.JavaFile;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import io.github.scpsdk.codegen.model.Field;
import io.github.scpsdk.codegen.model.ServiceModel;
import io.github.scpsdk.codegen.model.Type;
import io.github.scpsdk.codegen.model.Type.Enumerated;
import io.github.scpsdk.codegen.model.Type.ListOf;
import io.github.scpsdk.codegen.model.Type.Nested;
import io.github.scpsdk.codegen.model.Type.Scalar;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import javax.annotation.processing.Generated;
import org.jspecify.annotations.Nullable;

/** What all emitters say alike: the types of the core, of a service, and the head of a file. */
final class Java {

    static final String CORE = "io.github.scpsdk.core";
    static final String RUNTIME = CORE + ".runtime";
    static final ClassName OPEN_ENUM = ClassName.get(CORE, "OpenEnum");
    static final ClassName STRING_OR_LIST = ClassName.get(CORE, "StringOrList");
    static final ClassName ENDPOINT = ClassName.get(CORE, "ScpEndpoint");
    static final ClassName VERSION_INFO = ClassName.get(CORE, "ServiceVersionInfo");
    static final ClassName JSON_CODEC = runtime("JsonCodec");
    static final ClassName JSON_INPUT = runtime("JsonInput");
    static final ClassName JSON_OUTPUT = runtime("JsonOutput");
    static final ClassName PARAMS_CODEC = runtime("QueryWriter");
    static final ClassName QUERY_OUTPUT = runtime("QueryOutput");
    static final ClassName VIOLATIONS = runtime("Violations");
    static final ClassName REQUIRED = runtime("Required");
    static final ClassName LISTS = runtime("Lists");
    static final ClassName TIME_READER = runtime("OffsetDateTimeDeserializer");
    static final ClassName OPERATION = runtime("Operation");
    static final ClassName SERVICE_VERSION = runtime("ServiceVersion");
    static final ClassName AUTHENTICATION = runtime("AuthScheme");
    static final ClassName ARGUMENTS = runtime("Arguments");
    static final ClassName CALL_EXECUTOR = runtime("CallExecutor");
    static final ClassName PAGINATORS = runtime("Paginators");
    static final ClassName ASYNC_PAGINATORS = runtime("AsyncPaginators");
    static final ClassName PAGE_ANSWER = runtime("PageResult");
    static final ClassName WAITER = runtime("WaiterSpec");
    static final ClassName WAITS = runtime("Waiters");
    static final ClassName ASYNC_WAITS = runtime("AsyncWaiters");
    static final ClassName FUTURES = runtime("Futures");
    static final ClassName ABSTRACT_CLIENT_BUILDER = runtime("AbstractClientBuilder");

    private static final AnnotationSpec NULLABLE =
            AnnotationSpec.builder(Nullable.class).build();

    private Java() {}

    /** The remedy as one more argument of a check that a value is there; nothing where there is none. */
    static CodeBlock remedy(Field field) {
        String remedy = field.facts().remedy();
        return remedy == null ? CodeBlock.of("") : CodeBlock.of(", $S", remedy);
    }

    static ClassName core(String name) {
        return ClassName.get(CORE, name);
    }

    private static ClassName runtime(String name) {
        return ClassName.get(RUNTIME, name);
    }

    static ClassName record(ServiceModel service, String name) {
        return ClassName.get(service.modelPackage(), name);
    }

    static ClassName codec(ServiceModel service, String record) {
        return ClassName.get(service.jsonPackage(), record + "Codec");
    }

    static TypeName type(ServiceModel service, Type type) {
        if (type instanceof ListOf list) {
            return ParameterizedTypeName.get(ClassName.get(List.class), type(service, list.element()));
        }
        if (type instanceof Nested nested) {
            return record(service, nested.name());
        }
        if (type instanceof Enumerated enumerated) {
            return record(service, enumerated.name());
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
            case FREE_FORM -> ClassName.get(JsonNode.class);
            case STRING_OR_LIST -> STRING_OR_LIST;
        };
    }

    /** The method of the shared readers and writers that handles a value of this type. */
    static String verb(Type type) {
        if (type instanceof ListOf list) {
            return list.element() instanceof Scalar scalar && scalar == Scalar.FREE_FORM
                    ? "nodes"
                    : verb(list.element()) + "s";
        }
        if (type instanceof Nested) {
            return "object";
        }
        if (type instanceof Enumerated) {
            return "value";
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
            case FREE_FORM -> "node";
            case STRING_OR_LIST -> "stringOrList";
        };
    }

    static TypeName nullable(TypeName type) {
        return type.annotated(NULLABLE);
    }

    static TypeName component(ServiceModel service, Field field) {
        TypeName type = type(service, field.type());
        return field.nullable() ? nullable(type) : type;
    }

    static TypeName consumer(ClassName record) {
        return ParameterizedTypeName.get(ClassName.get(Consumer.class), record.nestedClass("Builder"));
    }

    /** From a record to a component of a component, null where one on the way is. */
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

    static AnnotationSpec generated(String emitter) {
        return AnnotationSpec.builder(Generated.class)
                .addMember("value", "$S", emitter)
                .build();
    }

    static AnnotationSpec suppress(String warning) {
        return AnnotationSpec.builder(SuppressWarnings.class)
                .addMember("value", "$S", warning)
                .build();
    }

    /** A name that none of those taken clashes with. */
    static String free(String wanted, Collection<Field> taken) {
        String name = wanted;
        while (true) {
            String candidate = name;
            if (taken.stream().noneMatch(field -> field.name().equals(candidate))) {
                return name;
            }
            name = name + "_";
        }
    }

    static String constant(String camel) {
        return camel.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "_").toUpperCase(Locale.ROOT);
    }

    static CodeBlock javadoc(String text) {
        return CodeBlock.of("$L", text);
    }

    /** Documents a method by another one that says it all. */
    static MethodSpec.Builder like(MethodSpec.Builder method, String main, String how) {
        return like(method, main, how, "as there");
    }

    /** The same, where the result is not the same. */
    static MethodSpec.Builder like(MethodSpec.Builder method, String main, String how, String result) {
        MethodSpec declared = method.build();
        StringBuilder text = new StringBuilder(JavadocText.paragraph("Like " + main + how + "."));
        String gap = "\n\n";
        for (ParameterSpec parameter : declared.parameters()) {
            boolean filledIn = parameter.type() instanceof ParameterizedTypeName type
                    && type.rawType().equals(ClassName.get(Consumer.class));
            text.append(gap)
                    .append("@param ")
                    .append(parameter.name())
                    .append(filledIn ? " fills in the builder" : " as there");
            gap = "\n";
        }
        if (!declared.returnType().equals(TypeName.VOID)) {
            text.append(gap).append("@return ").append(result);
        }
        return method.addJavadoc(javadoc(text.append('\n').toString()));
    }

    static String head(String source) {
        return "// Generated by codegen from " + source
                + ".\n// Change that or the emitter, then regenerate (see CONTRIBUTING.md).\n\n";
    }

    static SourceFile file(ServiceModel service, String source, String packageName, TypeSpec type) {
        String text = JavaFile.builder(packageName, type)
                .skipJavaLangImports(true)
                .indent("    ")
                .build()
                .toString();
        return new SourceFile(path(service, packageName, type.name()), head(source) + text);
    }

    static String path(ServiceModel service, String packageName, String type) {
        return service.folder() + "/src/generated/java/" + packageName.replace('.', '/') + "/" + type + ".java";
    }
}
