// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.emulator.internal.auth;

import io.github.scpsdk.emulator.internal.auth.Tokens.Session;
import io.github.scpsdk.emulator.internal.description.DescribedVersion;
import io.github.scpsdk.emulator.internal.http.HttpHeaders;
import io.github.scpsdk.emulator.internal.refusal.Refusal;
import io.github.scpsdk.emulator.internal.refusal.Refusals;
import java.util.List;

/** Whether a request has a token that holds, in the header that the description names. */
public final class TokenCheck {
    private final Tokens tokens;
    private final Refusals refusals;
    private final String service;
    private final String header;
    private final String prefix;

    /** Checks the tokens of a system. */
    public TokenCheck(Tokens tokens, Refusals refusals, DescribedVersion described) {
        this.tokens = tokens;
        this.refusals = refusals;
        this.service = described.service();
        this.header = described.known("token/header");
        String word = described.known("token/prefix");
        this.prefix = word.isEmpty() ? "" : word + " ";
    }

    /**
     * Passes, or refuses.
     *
     * @param scope what the token has to be good for; empty for nothing in particular
     */
    public void check(HttpHeaders headers, String scope) {
        List<String> sent = headers.all(header);
        if (sent.isEmpty()) {
            throw refusal("token-missing");
        }
        if (sent.size() > 1 || !sent.get(0).startsWith(prefix)) {
            throw refusal("token-form");
        }
        Session session = tokens.find(sent.get(0).substring(prefix.length()));
        if (session == null) {
            throw refusal("token-unknown");
        }
        if (tokens.isExpired(session)) {
            throw refusal("token-expired");
        }
        if (!scope.isEmpty() && !scope.equals(session.scope())) {
            throw refusal("token-of-another-project");
        }
    }

    private Refusal refusal(String condition) {
        return refusals.refusal(service, condition, header);
    }
}
