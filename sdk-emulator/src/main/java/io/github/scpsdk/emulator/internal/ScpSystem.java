// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.emulator.internal;

import io.github.scpsdk.emulator.Response;
import io.github.scpsdk.emulator.internal.auth.SignatureCheck;
import io.github.scpsdk.emulator.internal.description.Catalogue;
import io.github.scpsdk.emulator.internal.description.DescribedVersion.Match;
import io.github.scpsdk.emulator.internal.description.RequestViolations;
import io.github.scpsdk.emulator.internal.http.HttpRequest;
import io.github.scpsdk.emulator.internal.refusal.Refusal;
import io.github.scpsdk.emulator.internal.refusal.Refusals;
import java.time.Clock;
import java.util.Map;

/**
 * The platform. Its order: the headers of a request make it one for the platform (else the gateway's 404); it has an address;
 * it is signed; the version is served.
 */
public final class ScpSystem implements EmulatedSystem {
    private final Catalogue catalogue;
    private final Refusals refusals;
    private final SignatureCheck signatures;

    /**
     * The platform.
     *
     * @param secretKeys by access key; may change while in use
     * @param clock      that timestamps are checked against
     */
    public ScpSystem(Catalogue catalogue, Refusals refusals, Map<String, String> secretKeys, Clock clock) {
        this.catalogue = catalogue;
        this.refusals = refusals;
        this.signatures = new SignatureCheck(secretKeys, clock);
    }

    @Override
    public Arrival arrive(HttpRequest request, Trace trace) {
        for (String name : SignatureCheck.HEADERS) {
            if (request.headers().all(name).isEmpty()) {
                throw Refusal.noRoute("Without a header " + name + " the gateway knows no route.");
            }
        }
        Address address = Address.of(request, catalogue);
        trace.at(address.region(), address.path());
        signatures.check(request.method(), address.url(), request.headers());
        if (request.method().equals("OPTIONS")) {
            throw refusals.refusal(address.service(), "options");
        }
        boolean listsVersions = address.path().isEmpty() || address.path().equals("/");
        if (listsVersions && request.method().equals("GET")) { // for the client of a version that is not served, too
            Response list = VersionList.of(address.versions(), address.base());
            return new Arrival(address.versions().get(0), address.region(), address.base(), null, list);
        }
        Arrival arrival = address.arrival(request.method());
        if (arrival == null) {
            throw refusals.refusal(address.service(), "version-unknown", address.service() + " " + address.asked());
        }
        return arrival;
    }

    /** Who signs may do everything. */
    @Override
    public void authorize(HttpRequest request, Arrival arrival, Match match) {}

    @Override
    public void checkHeaders(HttpRequest request, RequestViolations violations) {
        HeaderCheck.checkThoseOfThePlatform(request, violations);
    }

    @Override
    public Refusals refusals() {
        return refusals;
    }

    @Override
    public Refusal unreadable(int status, String why) {
        return Refusal.gateway(status, why);
    }
}
