package io.github.scpsdk.emulator.internal;

import io.github.scpsdk.emulator.internal.description.RequestViolations;
import io.github.scpsdk.emulator.internal.http.HttpHeaders;
import io.github.scpsdk.emulator.internal.http.HttpRequest;
import java.util.List;
import java.util.regex.Pattern;

/** The headers that have nothing to do with signing. */
final class HeaderCheck {
    private static final Pattern LANGUAGES = Pattern.compile(languageRange() + "(\\s*,\\s*" + languageRange() + ")*");
    private static final Pattern JSON = Pattern.compile("(?i)application/json(\\s*;\\s*charset=\"?utf-8\"?)?");

    private HeaderCheck() {}

    private static String languageRange() {
        return "(\\*|[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*)(\\s*;\\s*q=[01](\\.[0-9]{1,3})?)?";
    }

    static void check(HttpRequest request, RequestViolations violations) {
        HttpHeaders headers = request.headers();
        one(headers, "Accept-Language", LANGUAGES, "Input should be languages such as en-US or ko-KR", violations);
        if (request.body().length > 0) {
            one(headers, "Content-Type", JSON, "Input should be application/json", violations);
        } else if (!headers.all("Content-Type").isEmpty()) {
            violations.add("header.Content-Type", "Extra inputs are not permitted where there is no body");
        }
        boolean writes = request.method().equals("POST") || request.method().equals("PUT");
        if (writes
                && headers.all("Content-Length").isEmpty()
                && headers.all("Transfer-Encoding").isEmpty()) {
            violations.add("header.Content-Length", "Field required");
        }
    }

    private static void one(
            HttpHeaders headers, String name, Pattern shape, String otherwise, RequestViolations violations) {
        List<String> values = headers.all(name);
        if (values.isEmpty()) {
            violations.add("header." + name, "Field required");
        } else if (values.size() > 1) {
            violations.add("header." + name, "is given more than once");
        } else if (!shape.matcher(values.get(0)).matches()) {
            violations.add("header." + name, otherwise);
        }
    }
}
