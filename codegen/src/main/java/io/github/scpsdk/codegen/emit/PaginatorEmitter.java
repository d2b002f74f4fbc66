// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.codegen.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import io.github.scpsdk.codegen.emit.Method.Form;
import io.github.scpsdk.codegen.emit.Method.Forms;
import io.github.scpsdk.codegen.model.Field;
import io.github.scpsdk.codegen.model.Names;
import io.github.scpsdk.codegen.model.PagingModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Prints the methods of a client that walk the pages of a list operation; they call nothing but its public method. */
final class PaginatorEmitter {

    private static final String BLOCKING = """

            $javadoc:L
            default $paginator:T<$item:T> $name:L($parameters:L) {
                return $paginators:T.$factory:L($operation:S, $first:L, $identity:L, $at:L -> {
                    $result:T $response:L = $operation:L($page:L);
                    return $found:L;
                });
            }
            """;

    private static final String ASYNCHRONOUS = """

            $javadoc:L
            default $asyncPaginator:T<$item:T> $name:L($parameters:L) {
                return $asyncPaginators:T.$factory:L(
                        $operation:S, $first:L, $identity:L, $at:L -> $operation:L($page:L), $response:L -> $found:L);
            }
            """;

    private static final String SHORTER = """

            $javadoc:L
            default $paginator:T<$item:T> $name:L($parameters:L) {
                return $name:L($arguments:L);
            }
            """;

    private final Method method;
    private final PagingModel paging;
    private final String at;
    private final String response;

    private PaginatorEmitter(Method method, PagingModel paging) {
        this.method = method;
        this.paging = paging;
        this.at = Names.free("at", method::hasArgument);
        this.response = Names.free("response", method::hasArgument);
    }

    /** None where the operation has no pages. */
    static CodeBlock methods(Method method) {
        PagingModel paging = method.operation().paging();
        return paging == null ? CodeBlock.of("") : new PaginatorEmitter(method, paging).methods();
    }

    /** The same for the asynchronous client, which points to the blocking one. */
    static CodeBlock asyncMethods(Method method) {
        PagingModel paging = method.operation().paging();
        return paging == null ? CodeBlock.of("") : new PaginatorEmitter(method, paging).asyncMethods();
    }

    /** The sentence that the operation says about its paginator. */
    static String hint(Method method) {
        return "This is one page; " + link(method, "") + " reads all of them.";
    }

    private static String name(Method method) {
        return method.name() + "Paginator";
    }

    private static String link(Method method, String type) {
        return "{@link " + type + "#" + name(method) + method.signature("") + "}";
    }

    private CodeBlock methods() {
        return CodeBlock.builder()
                .add(main(BLOCKING, javadoc()))
                .add(shorter("Paginator"))
                .build();
    }

    private CodeBlock asyncMethods() {
        String client = method.version().client();
        return CodeBlock.builder()
                .add(main(ASYNCHRONOUS, Javadoc.like(link(method, client), ", without blocking")))
                .add(shorter("AsyncPaginator"))
                .build();
    }

    private CodeBlock main(String text, CodeBlock javadoc) {
        return Template.of(text)
                .with("javadoc", javadoc)
                .with("item", item())
                .with("name", name(method))
                .with("parameters", method.parameters(Forms.RECORDS))
                .with("factory", factory())
                .with("operation", method.name())
                .with("first", first())
                .with("identity", identity())
                .with("at", at)
                .with("result", Objects.requireNonNull(method.result()))
                .with("response", response)
                .with("page", page())
                .with("found", found())
                .code();
    }

    private CodeBlock shorter(String paginator) {
        List<Form> forms = new ArrayList<>(List.of(Form.CONSUMER));
        if (Objects.requireNonNull(method.operation().params()).optional()) {
            forms.add(Form.LEFT_OUT);
        }
        return Template.lines(forms, params -> {
            Forms given = new Forms(params, Form.RECORD);
            return Template.of(SHORTER)
                    .with("javadoc", Javadoc.like(link(method, ""), method.how(given)))
                    .with("paginator", CoreTypes.of(paginator))
                    .with("item", item())
                    .with("name", name(method))
                    .with("parameters", method.parameters(given))
                    .with("arguments", method.arguments(given))
                    .code();
        });
    }

    private ClassName item() {
        return JavaTypes.model(method.service(), paging.item());
    }

    private String factory() {
        return switch (paging.style()) {
            case LIMIT_OFFSET -> "byOffset";
            case PAGE_SIZE -> "byPage";
            case LIMIT_MARKER -> "byMarker";
        };
    }

    /** The first place and, where pages are counted, their length. */
    private String first() {
        String begin = "params." + paging.place().name() + "()";
        if (paging.marker() != null) {
            return begin;
        }
        String size = "params." + paging.size().name() + "()";
        return begin + ", "
                + (paging.size().nullable() ? size + " == null ? " + paging.defaultSize() + " : " + size : size);
    }

    private CodeBlock identity() {
        List<Field> identity = paging.identity();
        if (identity.size() == 1) {
            return CodeBlock.of("$T::$N", item(), identity.get(0).name());
        }
        return identity.isEmpty()
                ? CodeBlock.of("item -> null")
                : CodeBlock.of(
                        "item -> $T.identity($L)",
                        CoreTypes.of("Paginators"),
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

    private CodeBlock found() {
        CodeBlock items = CodeBlock.of("$L.$N()", response, paging.items().name());
        ClassName page = CoreTypes.of("PageResult");
        return paging.marker() == null
                ? CodeBlock.of("$T.counted($L, $L)", page, items, component(paging.total()))
                : CodeBlock.of(
                        "$T.marked($L, $L, $L)", page, items, component(paging.marker()), component(paging.more()));
    }

    private String component(@Nullable Field field) {
        return field == null ? "null" : response + "." + field.name() + "()";
    }

    private CodeBlock javadoc() {
        return Javadoc.of("All items of " + method.link("") + ", requested page by page as they are needed.")
                .paragraph(apart())
                .params(
                        method.operation(),
                        "the query parameters; "
                                + JavadocText.code(paging.size().name())
                                + " is the length of a page, "
                                + JavadocText.code(paging.place().name()) + " where to start")
                .returns("lazy: nothing is requested yet")
                .comment();
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
