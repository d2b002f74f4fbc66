package io.github.scpsdk.emulator.internal.http;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads requests from one connection, strictly after RFC 9112: what two servers could read in two ways is refused.
 * Text is taken as ISO 8859-1, which loses no byte.
 */
final class RequestReader {
    static final int MAX_BODY = 1 << 20;
    private static final int MAX_LINE = 16 << 10;
    private static final int MAX_HEAD = 64 << 10;
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]+");
    private static final Pattern DIGITS = Pattern.compile("[0-9]{1,18}");
    private static final Pattern HEX = Pattern.compile("[0-9A-Fa-f]{1,8}");

    private final InputStream in;
    private final OutputStream out;
    private String target = "";
    private boolean closing;

    RequestReader(InputStream in, OutputStream out) {
        this.in = in;
        this.out = out;
    }

    /** Whether the client ends the connection after the request that was read last. */
    boolean closing() {
        return closing;
    }

    /** The next request, or null at the orderly end of the connection. */
    @Nullable
    HttpRequest next() throws IOException {
        target = "";
        String line = line(MAX_LINE, 414);
        if (line == null) {
            return null;
        }
        String[] parts = line.split(" ", -1);
        if (parts.length != 3 || !TOKEN.matcher(parts[0]).matches()) {
            throw unreadable(400, "The first line is no HTTP request line.");
        }
        target = checkedTarget(parts[1]);
        if (!parts[2].equals("HTTP/1.1") && !parts[2].equals("HTTP/1.0")) {
            throw unreadable(505, "Only HTTP/1.1 is spoken here.");
        }
        HttpHeaders headers = headers();
        if (headers.all("Host").size() != 1) {
            throw unreadable(400, "A request has exactly one Host header.");
        }
        closing = parts[2].equals("HTTP/1.0") || mentions(headers, "Connection", "close");
        return new HttpRequest(parts[0], target, headers, body(headers));
    }

    private String checkedTarget(String text) throws UnreadableRequestException {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c <= 0x20 || c >= 0x7f || c == '#') {
                throw unreadable(400, "The request target holds a character that must be percent-encoded.");
            }
        }
        if (text.isEmpty()) {
            throw unreadable(400, "The request target is empty.");
        }
        return text;
    }

    private HttpHeaders headers() throws IOException {
        HttpHeaders headers = new HttpHeaders();
        int left = MAX_HEAD;
        while (true) {
            String line = line(left, 431);
            if (line == null) {
                throw new EOFException();
            }
            if (line.isEmpty()) {
                return headers;
            }
            left -= line.length();
            int colon = line.indexOf(':');
            if (colon < 1 || !TOKEN.matcher(line.substring(0, colon)).matches()) {
                throw unreadable(400, "A header line has no name.");
            }
            headers.add(line.substring(0, colon), checkedValue(line.substring(colon + 1)));
        }
    }

    private String checkedValue(String text) throws UnreadableRequestException {
        if (text.chars().anyMatch(c -> (c < 0x20 && c != '\t') || c == 0x7f)) {
            throw unreadable(400, "A header value holds a control character.");
        }
        return text.strip();
    }

    private byte[] body(HttpHeaders headers) throws IOException {
        List<String> codings = headers.all("Transfer-Encoding");
        List<String> lengths = headers.all("Content-Length");
        if (codings.isEmpty() && lengths.isEmpty()) {
            return new byte[0];
        }
        if (codings.size() + lengths.size() > 1) {
            throw unreadable(400, "The length of the body is given twice.");
        }
        if (codings.isEmpty()) {
            String length = lengths.get(0);
            if (!DIGITS.matcher(length).matches()) {
                throw unreadable(400, "Content-Length is no number.");
            }
            if (Long.parseLong(length) > MAX_BODY) {
                throw tooLarge();
            }
            continueIfAsked(headers);
            return exactly(Integer.parseInt(length));
        }
        if (!codings.get(0).equalsIgnoreCase("chunked")) {
            throw unreadable(501, "The only transfer coding known here is chunked.");
        }
        continueIfAsked(headers);
        return chunks();
    }

    private void continueIfAsked(HttpHeaders headers) throws IOException {
        if (mentions(headers, "Expect", "100-continue")) {
            out.write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
        }
    }

    private byte[] chunks() throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        while (true) {
            String line = line(MAX_LINE, 400);
            String size = line == null ? "" : line.split(";", 2)[0].strip();
            if (!HEX.matcher(size).matches()) {
                throw unreadable(400, "A chunk of the body has no size.");
            }
            long length = Long.parseLong(size, 16);
            if (all.size() + length > MAX_BODY) {
                throw tooLarge();
            }
            if (length == 0) {
                headers(); // trailers: read over
                return all.toByteArray();
            }
            all.writeBytes(exactly((int) length));
            if (!"".equals(line(2, 400))) {
                throw unreadable(400, "A chunk of the body is longer than it says.");
            }
        }
    }

    private byte[] exactly(int length) throws IOException {
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException();
        }
        return bytes;
    }

    /** One line without its CR LF; null when the connection ends before its first byte. */
    private @Nullable String line(int max, int statusIfLonger) throws IOException {
        StringBuilder line = new StringBuilder(128);
        for (int c = in.read(); c >= 0; c = in.read()) {
            if (c == '\n') {
                int end = line.length() - 1;
                if (end < 0 || line.charAt(end) != '\r') {
                    throw unreadable(400, "A line ends without CR.");
                }
                line.setLength(end);
                return line.toString();
            }
            if (line.length() > max) {
                throw unreadable(statusIfLonger, "The head of the request is too long.");
            }
            line.append((char) c);
        }
        if (line.length() > 0) {
            throw new EOFException();
        }
        return null;
    }

    private static boolean mentions(HttpHeaders headers, String name, String word) {
        return headers.all(name).stream()
                .flatMap(value -> Pattern.compile(",").splitAsStream(value))
                .anyMatch(option -> option.strip().equalsIgnoreCase(word));
    }

    private UnreadableRequestException tooLarge() {
        return unreadable(413, "The body is larger than " + MAX_BODY + " bytes.");
    }

    private UnreadableRequestException unreadable(int status, String why) {
        return new UnreadableRequestException(status, target, why);
    }
}
