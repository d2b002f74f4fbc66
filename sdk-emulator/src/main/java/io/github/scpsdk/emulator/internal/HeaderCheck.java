// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.emulator.internal;

import io.github.scpsdk.emulator.internal.description.RequestViolations;
import io.github.scpsdk.emulator.internal.http.HttpHeaders;
import io.github.scpsdk.emulator.internal.http.HttpRequest;
import java.util.List;
import java.util.regex.Pattern;

/** The headers that have nothing to do with who sends a request. Most of what can be wrong with them is overlooked. */
final class HeaderCheck {
    private static final Pattern LANGUAGES = Pattern.compile(languageRange() + "(\\s*,\\s*" + languageRange() + ")*");
    private static final Pattern JSON = Pattern.compile("(?i)application/json(\\s*;\\s*charset=\"?utf-8\"?)?");

    private HeaderCheck() {}

    private static String languageRange() {
        return "(\\*|[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*)(\\s*;\\s*q=[01](\\.[0-9]{1,3})?)?";
    }

    static void check(HttpRequest request, RequestViolations violations) {
        HttpHeaders headers = request.headers();
        List<String> types = headers.all("Content-Type");
        boolean hasBody = request.body().length > 0;
        if (violations.isStrict()) {
            checkWhatIsOverlooked(request, hasBody, violations);
        }
        if (hasBody && !types.isEmpty() && !JSON.matcher(types.get(0)).matches()) {
            violations.add("header.Content-Type", "Input should be application/json");
        }
    }

    private static void checkWhatIsOverlooked(HttpRequest request, boolean hasBody, RequestViolations violations) {
        HttpHeaders headers = request.headers();
        if (hasBody) {
            one(headers, "Content-Type", violations);
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

    /** The headers that only the platform has. */
    static void checkThoseOfThePlatform(HttpRequest request, RequestViolations violations) {
        if (!violations.isStrict()) {
            return;
        }
        HttpHeaders headers = request.headers();
        one(headers, "Accept-Language", violations);
        List<String> languages = headers.all("Accept-Language");
        if (languages.size() == 1 && !LANGUAGES.matcher(languages.get(0)).matches()) {
            violations.add("header.Accept-Language", "Input should be languages such as en-US or ko-KR");
        }
        one(headers, "Scp-Api-Version", violations);
    }

    private static void one(HttpHeaders headers, String name, RequestViolations violations) {
        List<String> values = headers.all(name);
        if (values.isEmpty()) {
            violations.add("header." + name, "Field required");
        } else if (values.size() > 1) {
            violations.add("header." + name, "is given more than once");
        }
    }
}
