package io.github.scpsdk.core.schema;

import io.github.scpsdk.core.serde.Texts;
import io.github.scpsdk.core.serde.Violations;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import okhttp3.HttpUrl;

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

    /** Names arguments that cannot be a segment. */
    public void check(List<String> values, Violations violations) {
        if (values.size() != names.size()) {
            throw new IllegalArgumentException(
                    template + " takes " + names.size() + " path arguments, not " + values.size());
        }
        for (int i = 0; i < values.size(); i++) {
            String value = values.get(i);
            String problem = value == null
                    ? "is null"
                    : value.isEmpty()
                            ? "is empty"
                            : value.equals(".") || value.equals("..")
                                    ? "is . or .., which would name another path"
                                    : Texts.hasControlCharacter(value)
                                            ? "has a control character"
                                            : Texts.hasLoneSurrogate(value)
                                                    ? "has half of a surrogate pair, which cannot be sent"
                                                    : null;
            if (problem != null) {
                violations.add("path argument " + names.get(i) + " " + problem);
            }
        }
    }

    /** Appends the path to that of {@code url}. */
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
