// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.core;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonParser;
import io.github.scpsdk.core.internal.auth.HmacSigner;
import io.github.scpsdk.core.internal.auth.Identity;
import io.github.scpsdk.core.internal.call.ClientConfig;
import io.github.scpsdk.core.internal.call.RequestBuilder;
import io.github.scpsdk.core.internal.config.EndpointOverride;
import io.github.scpsdk.core.internal.config.EndpointTemplate;
import io.github.scpsdk.core.internal.config.Setting;
import io.github.scpsdk.core.internal.config.SettingsLookup;
import io.github.scpsdk.core.internal.error.ErrorReader;
import io.github.scpsdk.core.internal.http.AttemptResult;
import io.github.scpsdk.core.internal.http.HttpDates;
import io.github.scpsdk.core.internal.redact.Redactor;
import io.github.scpsdk.core.schema.Arguments;
import io.github.scpsdk.core.schema.Operation;
import io.github.scpsdk.core.serde.JsonFactories;
import io.github.scpsdk.core.serde.JsonInput;
import io.github.scpsdk.core.serde.JsonTrees;
import io.github.scpsdk.core.serde.Surrogates;
import io.github.scpsdk.core.testing.FakeEnvironment;
import io.github.scpsdk.core.testing.ListNotesParams;
import io.github.scpsdk.core.testing.ListNotesParamsWriter;
import io.github.scpsdk.core.testing.Note;
import io.github.scpsdk.core.testing.NoteReader;
import io.github.scpsdk.core.testing.TestService;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * What must hold for any bytes at all. {@link FuzzSeedsTest} tries a few thousand inputs in each build; the fuzz profile lets Jazzer look for more,
 * guided by coverage.
 */
final class FuzzTargets {

    private static final String CANARY = "c4nary-Secret";
    private static final HttpUrl PLAIN = HttpUrl.get("https://notes.kr-west1.e.samsungsdscloud.com");
    private static final HttpUrl PREFIXED = HttpUrl.get("http://127.0.0.1:8080/kr-west1");
    private static final EndpointTemplate ANYWHERE =
            new EndpointTemplate("notes 1.1", "https://notes.{region}.{environment}.samsungsdscloud.com", Map.of());
    private static final Operation<Note> TWO_ARGUMENTS = Operation.<Note>builder(
                    TestService.SERVICE, "showPart", "ShowPart", "GET", "/v1/notes/{note_id}/parts/{part_id}")
            .response(200, NoteReader.INSTANCE)
            .build();

    private FuzzTargets() {}

    /** Arguments stay in their segment of the path and in their parameter of the query, whatever they contain. */
    static void url(byte[] data) {
        Input in = new Input(data);
        HttpUrl endpoint = in.flag() ? PLAIN : PREFIXED;
        String first = in.text();
        String second = in.text();
        String name = in.text();
        List<String> states = List.of(in.text(), in.text());
        RequestBuilder request;
        try {
            request = RequestBuilder.of(
                    endpoint,
                    TWO_ARGUMENTS,
                    Arguments.path(first, second)
                            .query(ListNotesParamsWriter.INSTANCE, new ListNotesParams(name, 20, null, states)),
                    true);
        } catch (ScpValidationException e) {
            for (String value : List.of(first, second, name)) {
                assertThat(value.length() > 12 && e.getMessage().contains(value))
                        .isFalse();
            }
            return;
        }
        HttpUrl url = request.url();
        int prefix = endpoint == PLAIN ? 0 : 1;
        assertThat(url.scheme() + url.host() + url.port())
                .isEqualTo(endpoint.scheme() + endpoint.host() + endpoint.port());
        assertThat(url.encodedUsername() + url.encodedPassword()).isEmpty();
        assertThat(url.fragment()).isNull();
        assertThat(url.pathSegments().subList(prefix, url.pathSize()))
                .containsExactly("v1", "notes", first, "parts", second);
        assertThat(url.querySize()).isEqualTo(4);
        assertThat(url.queryParameterName(0)).isEqualTo("name");
        assertThat(url.queryParameterValue(0)).isEqualTo(name);
        assertThat(url.queryParameterName(1) + url.queryParameterValue(1)).isEqualTo("limit20");
        assertThat(url.queryParameterValues("states")).isEqualTo(states);
        // and others read it in the same way
        String text = url.toString();
        assertThat(text.chars()).allMatch(c -> c > ' ' && c <= '~');
        assertThat(HttpUrl.get(text)).isEqualTo(url);
        String path = text.substring(text.indexOf('/', "https://".length()), text.indexOf('?'));
        assertThat(path.split("/", -1)).hasSize(6 + prefix).doesNotContain(".", "..");
        assertThat(text.substring(text.indexOf('?')).split("&", -1)).hasSize(4);
    }

    /** Region and environment make a label each or are refused. */
    static void place(byte[] data) {
        Input in = new Input(data);
        String region = in.text();
        String environment = in.text();
        try {
            HttpUrl url = ANYWHERE.resolve(region, environment);
            assertThat(url).hasToString("https://notes." + region + "." + environment + ".samsungsdscloud.com/");
            assertThat(url.host().split("\\.", -1)).hasSize(5);
            assertThat(ScpEnvironment.of(environment)).hasToString(environment);
        } catch (ScpConfigurationException e) {
            assertThat(region.length() > 8 && e.getMessage().contains(region)).isFalse();
        }
    }

    /** An override leads where its text says; plain http only to this machine. */
    static void override(byte[] data) {
        String address = new Input(data).rest();
        HttpUrl url;
        try {
            url = EndpointOverride.parse("here", address, false);
        } catch (ScpConfigurationException e) {
            return;
        }
        URI uri = URI.create(address.strip());
        assertThat(uri.getRawUserInfo()).isNull();
        assertThat(uri.getRawQuery()).isNull();
        assertThat(uri.getRawFragment()).isNull();
        assertThat(url.encodedUsername() + url.encodedPassword()).isEmpty();
        assertThat(url.query()).isNull();
        if (!uri.getHost().startsWith("[")) {
            assertThat(url.host()).isEqualToIgnoringCase(uri.getHost());
        }
        assertThat(url.port()).isEqualTo(uri.getPort() >= 0 ? uri.getPort() : url.isHttps() ? 443 : 80);
        if (!url.isHttps()) {
            assertThat(url.host()).matches("localhost|::1|127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}");
        }
        // and a request can be made of it
        RequestBuilder request = RequestBuilder.of(url, TestService.SHOW_NOTE, Arguments.path("x"), true);
        assertThat(request.url().encodedPath()).endsWith("/v1/notes/x");
    }

    /** Header values add no header and no line, and nothing that is refused shows. */
    static void headers(byte[] data) {
        Input in = new Input(data);
        String language = in.text();
        String application = in.text();
        String account = in.text();
        String access = in.text();
        String secret = in.text();
        String token = in.text();
        try {
            ClientConfig config = TestService.builder()
                    .endpointOverride(PREFIXED.uri())
                    .language(language)
                    .applicationId(application)
                    .accountId(account)
                    .credentials(ScpCredentials.of(access, secret).withAuthToken(token))
                    .config();
            Headers.Builder headers = config.defaults().headers().newBuilder();
            Identity identity = new Identity(ScpCredentials.of(access, secret).withAuthToken(token), account);
            new HmacSigner().authenticate(headers, "GET", PLAIN, identity, Instant.EPOCH);
            Headers made = headers.build();
            assertThat(made.names()).hasSize(10);
            assertThat(made.size()).isEqualTo(10);
            for (int i = 0; i < made.size(); i++) {
                assertThat(made.value(i).chars()).allMatch(c -> c >= ' ' && c <= '~');
            }
            assertThat(made.get("Accept-Language")).isEqualTo(language);
            assertThat(made.get("Scp-AccountId")).isEqualTo(account);
            assertThat(made.get("User-Agent")).endsWith(" " + application);
            assertThat(made.get("X-Auth-Token")).isEqualTo(token.strip());
        } catch (ScpConfigurationException e) {
            for (String value : List.of(language, application, account, access, secret, token)) {
                assertThat(value.strip().length() > 20 && e.getMessage().contains(value.strip()))
                        .isFalse();
            }
        }
    }

    /** A response is read as what it says, as nothing, or refused. */
    static void json(byte[] data) {
        JsonValue tree;
        Note note;
        try {
            try (JsonParser parser = JsonFactories.parser(data)) {
                tree = parser.nextToken() == null ? JsonValue.NULL : JsonTrees.read(parser);
            }
            try (JsonParser parser = JsonFactories.parser(data)) {
                note = new JsonInput(parser, () -> "fuzz").document(NoteReader.INSTANCE);
            }
        } catch (IOException e) {
            assertThat(JsonFactories.positionOf(e)).isNotEmpty();
            return;
        }
        if (note != null) {
            compare(tree, note);
        }
    }

    private static void compare(JsonValue tree, Note note) {
        if (note.name() != null) {
            assertThat(at(tree, "name").asText() != null).isTrue();
        }
        if (note.size() != null) {
            assertThat(number(at(tree, "size"))).isEqualByComparingTo(BigDecimal.valueOf(note.size()));
        }
        if (note.bytes() != null) {
            assertThat(number(at(tree, "bytes"))).isEqualByComparingTo(BigDecimal.valueOf(note.bytes()));
        }
        if (note.on() != null) {
            assertThat(at(tree, "on").asText().strip())
                    .isEqualToIgnoringCase(note.on().toString());
        }
        if (note.createdAt() != null) {
            assertThat(at(tree, "created_at").isText()).isTrue();
            assertThat(at(tree, "created_at").asText().strip())
                    .startsWith(DateTimeFormatter.ISO_LOCAL_DATE.format(note.createdAt()));
        }
        int read = 0;
        for (JsonValue part : at(tree, "parts").elements()) {
            if (part.isObject()) {
                compare(part, note.parts().get(read++));
            }
        }
        assertThat(note.parts()).hasSize(at(tree, "parts").isArray() ? read : 0);
    }

    private static JsonValue at(JsonValue tree, String name) {
        JsonValue field = tree.get(name);
        return field == null ? JsonValue.NULL : field;
    }

    private static BigDecimal number(JsonValue node) {
        return node.isNumber() ? node.asDecimal() : new BigDecimal(node.asText().strip());
    }

    /** An error is read, whatever it is, and shows no secret and no more than it may. */
    static void error(byte[] data) {
        Input in = new Input(data);
        int status = 300 + in.number(300);
        boolean tooLarge = in.flag();
        IOException broken = in.flag() ? new IOException("broken") : null;
        String header = in.text().replaceAll("[^ -~]", "").strip();
        Redactor secrets = new Redactor();
        secrets.add(CANARY);
        Headers headers = new Headers.Builder()
                .add("Content-Type", header)
                .add("X-Request-Id", header)
                .build();
        ErrorResponse response = new ErrorReader(secrets)
                .read(new AttemptResult.Response(status, headers, in.restBytes(), tooLarge, broken), Duration.ZERO);
        assertThat(response.status()).isEqualTo(status);
        assertThat(response.toString()).doesNotContain(CANARY);
        assertThat(response.text() == null ? 0 : response.text().length()).isLessThan(2200);
        assertThat(response.toString().chars()).noneMatch(c -> c == '\n' || c == '\r' || c == 0x1b || c == 0x2028);
        HttpDates.retryAfter(header, Instant.EPOCH);
        HttpDates.instant(header);
    }

    /** A settings file is read, or refused without a word of what is in it. */
    static void file(byte[] data, Path home) {
        FakeEnvironment environment = new FakeEnvironment();
        environment.home = home;
        Path folder = home.resolve(".scpconf");
        try {
            Files.createDirectories(folder);
            Files.write(folder.resolve("credentials.json"), data);
            Files.write(folder.resolve("config.json"), data);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        SettingsLookup settings = new SettingsLookup(environment);
        try {
            ScpCredentials keys = settings.credentials("notes 1.1").credentials();
            assertThat(keys.accessKey() + keys.secretKey()).matches("[!-~]+");
        } catch (ScpConfigurationException e) {
            assertThat(e).hasNoCause().hasMessageNotContaining(CANARY);
        }
        try {
            SettingsLookup.Found found = new SettingsLookup(environment).find(Setting.ENVIRONMENT);
            assertThat(found == null || found.value().matches("[a-z0-9-]+")).isTrue();
        } catch (ScpConfigurationException e) {
            assertThat(e).hasNoCause().hasMessageNotContaining(CANARY);
        }
    }

    /** A secret is masked in whatever form and company it comes. */
    static void secret(byte[] data) {
        Input in = new Input(data);
        int layers = in.number(3);
        int kinds = in.number(256);
        String secret = in.text();
        if (secret.length() < 6 || secret.indexOf('*') >= 0 || !Surrogates.areWhole(secret)) {
            return;
        }
        String echoed = secret;
        for (int layer = 0; layer < layers; layer++, kinds /= 6) { // at most two
            echoed = encoded(echoed, kinds % 6);
        }
        Redactor secrets = new Redactor();
        secrets.add(secret);
        String text = in.text() + " " + echoed + " " + in.text();
        String masked = secrets.mask(text);
        assertThat(masked).doesNotContain(echoed).doesNotContain(secret);
        assertThat(secrets.safe(text)).doesNotContain(secret);
    }

    private static String encoded(String text, int kind) {
        return switch (kind) {
            case 0 -> URLEncoder.encode(text, UTF_8);
            case 1 ->
                text.replace("\\", "\\\\")
                        .replace("\"", "\\\"")
                        .replace("\n", "\\n")
                        .replace("/", "\\/");
            case 2 -> {
                StringBuilder escaped = new StringBuilder();
                text.chars().forEach(c -> escaped.append(String.format("\\u%04x", c)));
                yield escaped.toString();
            }
            case 3 ->
                text.replace("&", "&amp;")
                        .replace("<", "&lt;")
                        .replace("\"", "&quot;")
                        .replace("'", "&#39;");
            case 4 -> {
                StringBuilder escaped = new StringBuilder();
                text.codePoints().forEach(c -> escaped.append("&#").append(c).append(';'));
                yield escaped.toString();
            }
            default -> text;
        };
    }

    /** Packed whole: Base64 leaves nothing of it either. */
    static void packed(byte[] data) {
        Input in = new Input(data);
        String secret = in.text();
        if (secret.getBytes(UTF_8).length < 6 || !Surrogates.areWhole(secret)) {
            return;
        }
        Redactor secrets = new Redactor();
        secrets.add(secret);
        String before = in.text();
        String packed = Base64.getEncoder().encodeToString((before + secret + in.text()).getBytes(UTF_8));
        assertThat(secrets.mask(packed)).contains("***");
    }

    /** Bytes as texts and numbers. */
    private static final class Input {

        private final byte[] data;
        private int next;

        Input(byte[] data) {
            this.data = data;
        }

        int number(int bound) {
            int high = next < data.length ? data[next++] & 0xff : 0;
            int low = bound <= 256 ? 0 : next < data.length ? data[next++] & 0xff : 0;
            return (bound <= 256 ? high : high * 256 + low) % bound;
        }

        boolean flag() {
            return number(2) == 1;
        }

        /** Up to 63 characters: bytes as UTF-8, or, so that halves of pairs come up too, as UTF-16. */
        String text() {
            int form = number(256);
            int length = Math.min(form & 63, data.length - next);
            String text = new String(
                    data,
                    next,
                    length,
                    form >= 224 ? StandardCharsets.UTF_16BE : form >= 192 ? StandardCharsets.ISO_8859_1 : UTF_8);
            if (form >= 224) { // the decoder replaces halves of pairs
                StringBuilder units = new StringBuilder();
                for (int i = next; i + 1 < next + length; i += 2) {
                    units.append((char) ((data[i] & 0xff) << 8 | (data[i + 1] & 0xff)));
                }
                text = units.toString();
            }
            next += length;
            return text;
        }

        String rest() {
            return new String(restBytes(), UTF_8);
        }

        byte[] restBytes() {
            byte[] rest = new byte[data.length - next];
            System.arraycopy(data, next, rest, 0, rest.length);
            next = data.length;
            return rest;
        }
    }

    /** A target by name, for both who drive it. */
    static void run(String target, byte[] data, @Nullable Path home) {
        switch (target) {
            case "url" -> url(data);
            case "place" -> place(data);
            case "override" -> override(data);
            case "headers" -> headers(data);
            case "json" -> json(data);
            case "error" -> error(data);
            case "file" -> file(data, home);
            case "secret" -> secret(data);
            case "packed" -> packed(data);
            default -> throw new AssertionError(target);
        }
    }
}
