package io.github.scpsdk.codegen.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import io.github.scpsdk.codegen.emit.Method.Form;
import io.github.scpsdk.codegen.model.Field;
import io.github.scpsdk.codegen.model.OperationModel.PathArgument;
import io.github.scpsdk.codegen.model.PagingModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import javax.lang.model.element.Modifier;
import org.jspecify.annotations.Nullable;

/** Prints the methods of a client that walk the pages of a list operation; they call nothing but its public method. */
final class PaginatorEmitter {

    private final Method method;
    private final PagingModel paging;
    private final String at;
    private final String response;

    private PaginatorEmitter(Method method, PagingModel paging) {
        this.method = method;
        this.paging = paging;
        Set<String> taken =
                method.operation().path().stream().map(PathArgument::name).collect(Collectors.toSet());
        this.at = taken.contains("at") ? "at_" : "at";
        this.response = taken.contains("response") ? "answer_" : "response";
    }

    /** None where the operation has no pages. */
    static List<MethodSpec> methods(Method method) {
        PagingModel paging = method.operation().paging();
        return paging == null ? List.of() : new PaginatorEmitter(method, paging).methods();
    }

    /** The same for the asynchronous client, which points to the blocking one. */
    static List<MethodSpec> asyncMethods(Method method) {
        PagingModel paging = method.operation().paging();
        return paging == null ? List.of() : new PaginatorEmitter(method, paging).asyncMethods();
    }

    /** What the operation itself says of it. */
    static String hint(Method method) {
        return "<p>This is one page; {@link #" + name(method) + method.signature() + "} reads all of them.";
    }

    private static String name(Method method) {
        return method.operation().name() + "Paginator";
    }

    private List<MethodSpec> methods() {
        List<MethodSpec> methods = new ArrayList<>();
        methods.add(declare(Form.RECORD, "Paginator")
                .addJavadoc(documentation())
                .addStatement("return $L", walk())
                .build());
        methods.add(shorter(Form.CONSUMER, "Paginator", ", with a builder to fill in"));
        if (Objects.requireNonNull(method.operation().params()).optional()) {
            methods.add(shorter(Form.LEFT_OUT, "Paginator", ", without query parameters"));
        }
        return methods;
    }

    private List<MethodSpec> asyncMethods() {
        List<MethodSpec> methods = new ArrayList<>();
        String blocking = "{@link " + method.version().client() + "#" + name(method) + method.signature() + "}";
        methods.add(Java.like(
                        declare(Form.RECORD, "AsyncPaginator"),
                        blocking,
                        ", without blocking",
                        "lazy: nothing is requested yet")
                .addStatement("return $L", asyncWalk())
                .build());
        methods.add(shorter(Form.CONSUMER, "AsyncPaginator", ", with a builder to fill in"));
        if (Objects.requireNonNull(method.operation().params()).optional()) {
            methods.add(shorter(Form.LEFT_OUT, "AsyncPaginator", ", without query parameters"));
        }
        return methods;
    }

    private MethodSpec.Builder declare(Form params, String paginator) {
        return method.declare(name(method), params, Form.RECORD)
                .addModifiers(Modifier.PUBLIC, Modifier.DEFAULT)
                .returns(ParameterizedTypeName.get(Java.core(paginator), Java.record(method.service(), paging.item())));
    }

    private MethodSpec shorter(Form params, String paginator, String how) {
        String main = "{@link #" + name(method) + method.signature() + "}";
        return Java.like(declare(params, paginator), main, how)
                .addStatement("return $N($L)", name(method), method.arguments(params, Form.RECORD))
                .build();
    }

    private CodeBlock walk() {
        ClassName result = Java.record(
                method.service(), Objects.requireNonNull(method.operation().result()));
        return begin(Java.PAGINATORS)
                .add("$L, $L -> {\n", identity(), at)
                .add("$T $L = $N($L);\n", result, response, method.operation().name(), page())
                .add("return $L;\n})", answered())
                .build();
    }

    private CodeBlock asyncWalk() {
        return begin(Java.ASYNC_PAGINATORS)
                .add("$L, $L -> $N($L), ", identity(), at, method.operation().name(), page())
                .add("$L -> $L)", response, answered())
                .build();
    }

    private CodeBlock.Builder begin(ClassName paginators) {
        CodeBlock.Builder call = CodeBlock.builder()
                .add(
                        "$T.$L($S, params.$N(), ",
                        paginators,
                        factory(),
                        method.operation().name(),
                        paging.place().name());
        if (paging.marker() == null) {
            String size = "params." + paging.size().name() + "()";
            call.add(
                    "$L, ",
                    paging.size().nullable() ? size + " == null ? " + paging.defaultSize() + " : " + size : size);
        }
        return call;
    }

    private String factory() {
        return switch (paging.style()) {
            case LIMIT_OFFSET -> "byOffset";
            case PAGE_SIZE -> "byPage";
            case LIMIT_MARKER -> "byMarker";
        };
    }

    private CodeBlock identity() {
        List<Field> identity = paging.identity();
        if (identity.size() == 1) {
            return CodeBlock.of(
                    "$T::$N",
                    Java.record(method.service(), paging.item()),
                    identity.get(0).name());
        }
        return identity.isEmpty()
                ? CodeBlock.of("item -> null")
                : CodeBlock.of(
                        "item -> $T.identity($L)",
                        Java.PAGINATORS,
                        identity.stream()
                                .map(field -> "item." + field.name() + "()")
                                .collect(Collectors.joining(", ")));
    }

    private CodeBlock page() {
        CodeBlock.Builder arguments = CodeBlock.builder();
        method.operation().path().forEach(argument -> arguments.add("$N, ", argument.name()));
        return arguments
                .add("params.toBuilder().$N($L).build()", paging.place().name(), at)
                .build();
    }

    private CodeBlock answered() {
        CodeBlock items = CodeBlock.of("$L.$N()", response, paging.items().name());
        return paging.marker() == null
                ? CodeBlock.of("$T.counted($L, $L)", Java.PAGE_ANSWER, items, component(paging.total()))
                : CodeBlock.of(
                        "$T.marked($L, $L, $L)",
                        Java.PAGE_ANSWER,
                        items,
                        component(paging.marker()),
                        component(paging.more()));
    }

    private String component(@Nullable Field field) {
        return field == null ? "null" : response + "." + field.name() + "()";
    }

    private CodeBlock documentation() {
        CodeBlock.Builder text = CodeBlock.builder()
                .add(
                        "$L\n",
                        JavadocText.paragraph(
                                "All items of " + method.link() + ", requested page by page as they are needed."))
                .add("\n$L\n\n", JavadocText.paragraph("<p>" + apart()));
        method.operation()
                .path()
                .forEach(argument -> text.add(
                        "$L\n",
                        JavadocText.tag(
                                "@param " + argument.name(),
                                JavadocText.facts(argument.facts(), argument.wireName()))));
        return text.add(
                        "$L\n",
                        JavadocText.tag(
                                "@param params",
                                "the query parameters; "
                                        + JavadocText.code(paging.size().name())
                                        + " is the length of a page, "
                                        + JavadocText.code(paging.place().name())
                                        + " where to start"))
                .add("@return lazy: nothing is requested yet\n")
                .build();
    }

    private String apart() {
        if (paging.identity().isEmpty()) {
            return "No field identifies an item: only whole pages are compared.";
        }
        String fields = paging.identity().stream()
                .map(field -> JavadocText.code(field.name()))
                .collect(Collectors.joining(", "));
        return "Items are identified by " + fields + ".";
    }
}
