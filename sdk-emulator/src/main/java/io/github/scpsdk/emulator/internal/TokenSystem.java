// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.emulator.internal;

import io.github.scpsdk.emulator.internal.auth.TokenCheck;
import io.github.scpsdk.emulator.internal.auth.Tokens;
import io.github.scpsdk.emulator.internal.description.DescribedVersion;
import io.github.scpsdk.emulator.internal.description.DescribedVersion.Match;
import io.github.scpsdk.emulator.internal.description.RequestViolations;
import io.github.scpsdk.emulator.internal.http.HttpRequest;
import io.github.scpsdk.emulator.internal.refusal.Refusal;
import io.github.scpsdk.emulator.internal.refusal.Refusals;
import java.util.List;

/**
 * A system with one version, whose callers log in and send a token from then on. On this machine, the first segment of a
 * path is the region, if the system has regions.
 */
public final class TokenSystem implements EmulatedSystem {
    /** The region of a system that is in one place. */
    public static final String NO_REGION = "here";

    private final DescribedVersion described;
    private final List<String> regions;
    private final String scope;
    private final Refusals refusals;
    private final TokenCheck tokens;

    /**
     * A system.
     *
     * @param regions where it is; empty for one that is in one place
     * @param scope   the parameter of paths that a token has to be good for; empty for none
     */
    public TokenSystem(
            DescribedVersion described, List<String> regions, String scope, Tokens tokens, Refusals refusals) {
        this.described = described;
        this.regions = regions;
        this.scope = scope;
        this.refusals = refusals;
        this.tokens = new TokenCheck(tokens, refusals, described);
    }

    @Override
    public Arrival arrive(HttpRequest request, Trace trace) {
        String host = String.valueOf(request.headers().first("Host"));
        String path = request.rawPath();
        if (!Address.isThisMachine(host)) {
            throw unreadable(404, "No " + described.service() + " answers at that host.");
        }
        String base = "http://" + host;
        if (regions.isEmpty()) {
            trace.at(NO_REGION, path);
            return new Arrival(described, NO_REGION, base, described.match(request.method(), path), null);
        }
        String region = regions.stream()
                .filter(known -> path.startsWith("/" + known + "/"))
                .findFirst()
                .orElseThrow(() -> unreadable(404, "On this machine a path starts with one of " + regions + "."));
        String rest = path.substring(region.length() + 1);
        trace.at(region, rest);
        return new Arrival(described, region, base + "/" + region, described.match(request.method(), rest), null);
    }

    @Override
    public void authorize(HttpRequest request, Arrival arrival, Match match) {
        if (!match.operation().isOpen()) {
            tokens.check(request.headers(), match.pathText().getOrDefault(scope, ""));
        }
    }

    @Override
    public void checkHeaders(HttpRequest request, RequestViolations violations) {}

    @Override
    public Refusals refusals() {
        return refusals;
    }

    @Override
    public Refusal unreadable(int status, String why) {
        return Refusal.of(refusals.form().error(status, "", List.of(why)), why);
    }
}
