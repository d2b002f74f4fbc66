// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.codegen.emit;

import io.github.scpsdk.codegen.model.FieldDocs;
import io.github.scpsdk.codegen.read.ApiSchema.Limits;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Composes Javadoc: sentences from facts, escaped, wrapped to the width of a line. */
final class JavadocText {

    private static final int WIDTH = 108;
    private static final String HANGING = "    ";
    /** An inline tag is not broken, with what touches it. */
    private static final Pattern WORD = Pattern.compile("(?:\\{@[^}]*}|\\S)+");

    private JavadocText() {}

    /** A paragraph from plain text: a sentence with a capital and a full stop. */
    static String sentence(String plain) {
        return finished(escape(plain));
    }

    /** Markup that is already escaped, as a sentence with a capital and a full stop. */
    static String finished(String markup) {
        String text = markup.strip();
        if (text.isEmpty()) {
            return text;
        }
        String capital = text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
        return capital.endsWith(".") ? capital : capital + ".";
    }

    /** Everything known of a component or an argument in one line, without a capital. */
    static String facts(FieldDocs facts, String otherwise) {
        List<String> parts = new ArrayList<>();
        String description = escape(facts.description().isEmpty() ? otherwise : facts.description());
        parts.add(description.endsWith(".") ? description.substring(0, description.length() - 1) : description);
        Limits limits = facts.limits();
        if (limits.minLength() != null || limits.maxLength() != null) {
            parts.add(span(limits.minLength(), limits.maxLength()) + " characters");
        }
        if (limits.minItems() != null || limits.maxItems() != null) {
            parts.add(span(limits.minItems(), limits.maxItems()) + " elements");
        }
        if (limits.minimum() != null || limits.maximum() != null) {
            parts.add(span(
                    limits.minimum() == null ? null : limits.minimum().toBigInteger(),
                    limits.maximum() == null ? null : limits.maximum().toBigInteger()));
        }
        if (limits.pattern() != null) {
            parts.add("matches " + code(limits.pattern()));
        }
        String said = facts.description();
        if (facts.defaultValue() != null && !says(said, facts.defaultValue())) {
            parts.add("by default " + code(facts.defaultValue()));
            said = said + " " + facts.defaultValue();
        }
        if (facts.example() != null && !says(said, facts.example())) {
            parts.add("for example " + code(facts.example()));
        }
        if (facts.words() != null) {
            parts.add("known words in {@link " + facts.words() + "}");
        }
        if (facts.since() != null) {
            parts.add("since API version " + facts.since());
        }
        return String.join("; ", parts);
    }

    /** Returns whether a text contains this word already, so that no fact appears twice. */
    private static boolean says(String text, String word) {
        return Pattern.compile("(?<![\\w.-])" + Pattern.quote(word) + "(?![\\w-])")
                .matcher(text)
                .find();
    }

    private static String span(@Nullable Object from, @Nullable Object to) {
        if (from == null) {
            return "at most " + to;
        }
        return to == null ? "at least " + from : from + " to " + to;
    }

    /** Text as code; braces inside must be balanced for an inline tag, otherwise HTML does it. */
    static String code(String text) {
        return balanced(text) && !text.contains("*/") && !text.contains("\n") && !text.contains("\\u")
                ? "{@code " + text + "}"
                : "<code>"
                        + escape(text.replace("\n", " ")).replace("{", "&#123;").replace("}", "&#125;") + "</code>";
    }

    private static boolean balanced(String text) {
        int depth = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            depth += c == '{' ? 1 : c == '}' ? -1 : 0;
            if (depth < 0 || depth > 1) {
                return false;
            }
        }
        return depth == 0;
    }

    static String escape(String plain) {
        return plain.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("@", "&#64;")
                .replace("*/", "*&#47;")
                .replace("\\u", "&#92;u") // Java reads a character there, in comments too
                .replaceAll("\\s+", " ");
    }

    /** A block tag with its text, later lines indented. */
    static String tag(String tag, String markup) {
        return wrap(tag + " " + markup, HANGING);
    }

    static String paragraph(String markup) {
        return wrap(markup, "");
    }

    private static String wrap(String markup, String hanging) {
        StringBuilder wrapped = new StringBuilder();
        int column = 0;
        Matcher words = word(markup);
        while (words.find()) {
            String word = words.group();
            if (column > 0 && column + 1 + word.length() > WIDTH) {
                wrapped.append('\n').append(hanging);
                column = hanging.length();
            } else if (column > 0) {
                wrapped.append(' ');
                column++;
            }
            wrapped.append(word);
            column += word.length();
        }
        return wrapped.toString();
    }

    private static Matcher word(String markup) {
        return WORD.matcher(markup);
    }
}
