// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core.schema;

import io.github.scpsdk.core.serde.Surrogates;
import io.github.scpsdk.core.serde.Violations;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/** A path with named parameters. Each parameter stays within its segment, whatever it contains. */
public final class PathTemplate {

    private static final Pattern PARAMETER = Pattern.compile("\\{([^{}]+)}");

    private final String template;
    private final List<String> segments;
    private final List<String> names;

    public PathTemplate(String template) {
        this.template = template;
        this.segments =
                template.equals("/") ? List.of() : List.of(template.substring(1).split("/"));
        this.names = new ArrayList<>();
        Matcher matcher = PARAMETER.matcher(template);
        while (matcher.find()) {
            names.add(matcher.group(1));
        }
    }

    public List<String> names() {
        return names;
    }

    /** Reports arguments that cannot be a segment. */
    public void check(List<String> values, Violations violations) {
        if (values.size() != names.size()) {
            throw new IllegalArgumentException(
                    template + " takes " + names.size() + " path arguments, not " + values.size());
        }
        for (int i = 0; i < values.size(); i++) {
            String problem = problem(values.get(i));
            if (problem != null) {
                violations.add("path argument " + names.get(i) + " " + problem);
            }
        }
    }

    private static @Nullable String problem(@Nullable String value) {
        if (value == null) {
            return "is null";
        } else if (value.isEmpty()) {
            return "is empty";
        } else if (value.equals(".") || value.equals("..")) {
            return "is . or .., which would name another path";
        }
        for (int i = 0; i < value.length(); i++) {
            if (Character.isISOControl(value.charAt(i))) {
                return "has a control character";
            }
        }
        return Surrogates.areWhole(value) ? null : Surrogates.HALF + ", which cannot be sent";
    }

    /** Returns the path with the arguments filled in, for messages. */
    public String filled(List<String> values) {
        StringBuilder filled = new StringBuilder();
        Matcher matcher = PARAMETER.matcher(template);
        for (int next = 0; matcher.find(); next++) {
            matcher.appendReplacement(filled, Matcher.quoteReplacement(values.get(next)));
        }
        return matcher.appendTail(filled).toString();
    }

    /** Appends the path, with the arguments filled in, to that of {@code url}. */
    public void append(HttpUrl.Builder url, List<String> values) {
        int next = 0;
        for (String segment : segments) {
            if (segment.indexOf('{') < 0) {
                url.addPathSegment(segment);
                continue;
            }
            Matcher matcher = PARAMETER.matcher(segment);
            StringBuilder filled = new StringBuilder();
            while (matcher.find()) {
                matcher.appendReplacement(filled, "");
                filled.append(values.get(next++));
            }
            matcher.appendTail(filled);
            url.addPathSegment(filled.toString());
        }
    }

    public int segmentCount() {
        return segments.size();
    }

    @Override
    public String toString() {
        return template;
    }
}
