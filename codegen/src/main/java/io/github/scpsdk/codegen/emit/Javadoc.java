// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.codegen.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import io.github.scpsdk.codegen.model.OperationModel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A documentation comment, put together from markup: paragraphs first, then tags. */
final class Javadoc {

    private static final Pattern TYPE = Pattern.compile("(\\{@link |@throws )([A-Z]\\w*)");

    private final List<String> lines = new ArrayList<>();
    private final Map<String, ClassName> types = new HashMap<>(CoreTypes.byName());
    private boolean tagged;

    private Javadoc() {}

    /** A comment that begins with this paragraph. */
    static Javadoc of(String markup) {
        return new Javadoc().add(JavadocText.paragraph(markup));
    }

    /** The comment of a short form: it is like the main form, which says all the rest. */
    static CodeBlock like(String main, String how) {
        return of("Like " + main + how + ".").comment();
    }

    /** One more paragraph; nothing where it is empty. */
    Javadoc paragraph(String markup) {
        return markup.isEmpty() ? this : add("").add(JavadocText.paragraph("<p>" + markup));
    }

    Javadoc param(String name, String markup) {
        return tag("@param " + name, markup);
    }

    /** The arguments of an operation. */
    Javadoc params(OperationModel operation, String params) {
        operation
                .path()
                .forEach(argument -> param(argument.name(), JavadocText.facts(argument.facts(), argument.wireName())));
        if (operation.params() != null) {
            param("params", params);
        }
        return operation.body() == null ? this : param("request", "the body");
    }

    Javadoc returns(String markup) {
        return tag("@return", markup);
    }

    Javadoc throwing(String type, String markup) {
        return tag("@throws " + type, markup);
    }

    Javadoc deprecated(String markup) {
        return tag("@deprecated", markup);
    }

    private Javadoc tag(String tag, String markup) {
        if (!tagged) {
            tagged = true;
            add("");
        }
        return add(JavadocText.tag(tag, markup));
    }

    private Javadoc add(String wrapped) {
        lines.addAll(wrapped.isEmpty() ? List.of("") : wrapped.lines().toList());
        return this;
    }

    /** Lets the comment link to a type of another package. */
    Javadoc linking(ClassName type) {
        types.put(type.simpleName(), type);
        return this;
    }

    /** The comment; types of the core that it links to are imported. */
    CodeBlock comment() {
        CodeBlock.Builder comment = CodeBlock.builder().add("/**\n");
        for (String line : lines) {
            comment.add(line.isEmpty() ? " *" : " * ");
            Matcher links = TYPE.matcher(line);
            int from = 0;
            while (links.find()) {
                ClassName type = types.get(links.group(2));
                if (type != null) {
                    comment.add("$L$T", line.substring(from, links.start(2)), type);
                    from = links.end(2);
                }
            }
            comment.add("$L\n", line.substring(from));
        }
        return comment.add(" */").build();
    }
}
