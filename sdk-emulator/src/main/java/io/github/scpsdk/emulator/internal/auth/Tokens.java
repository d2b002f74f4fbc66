// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.emulator.internal.auth;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Who may log in, and the tokens that were given out. Of passwords and tokens only hashes are kept. They are no part of the
 * state that is saved. Threads may share it.
 */
public final class Tokens {
    private final Map<String, String> users = new ConcurrentHashMap<>();
    private final Map<String, Session> sessions = new ConcurrentHashMap<>();
    private final Clock clock;
    private final Duration lifetime;

    /**
     * Nobody may log in yet.
     *
     * @param clock    on which tokens expire
     * @param lifetime of a token
     */
    public Tokens(Clock clock, Duration lifetime) {
        this.clock = clock;
        this.lifetime = lifetime;
    }

    /**
     * What belongs to a token.
     *
     * @param scope   what it is good for, for example a project; empty for everything
     * @param expires on the emulator's clock
     */
    public record Session(String scope, Instant expires) {}

    /** A new token and what belongs to it. */
    public record Issued(String token, Session session) {}

    /** Lets somebody log in. */
    public void addUser(String name, String password) {
        users.put(name, sha512(password));
    }

    /** Whether a password is that of a user. */
    public boolean isPassword(String name, String password) {
        return isHashOfPassword(name, sha512(password));
    }

    /** Whether the SHA-512 of a password, in hexadecimal digits, is that of a user. */
    public boolean isHashOfPassword(String name, String hash) {
        byte[] known = users.getOrDefault(name, "").getBytes(StandardCharsets.UTF_8);
        return MessageDigest.isEqual(known, hash.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8));
    }

    /** Gives out a new token: 32 hexadecimal digits. */
    public Issued issue(String scope) {
        String token = UUID.randomUUID().toString().replace("-", "");
        Session session = new Session(scope, clock.instant().plus(lifetime));
        sessions.put(sha512(token), session);
        return new Issued(token, session);
    }

    /** What belongs to a token; null when it was not given out here. */
    @Nullable
    Session find(String token) {
        return sessions.get(sha512(token));
    }

    boolean isExpired(Session session) {
        return !clock.instant().isBefore(session.expires());
    }

    private static String sha512(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-512").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-512", e);
        }
    }
}
