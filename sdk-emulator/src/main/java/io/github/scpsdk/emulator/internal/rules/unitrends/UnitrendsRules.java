// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.emulator.internal.rules.unitrends;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.scpsdk.emulator.internal.auth.Tokens;
import io.github.scpsdk.emulator.internal.auth.Tokens.Issued;
import io.github.scpsdk.emulator.internal.rules.RuleCall;
import io.github.scpsdk.emulator.internal.rules.ServiceRules;
import java.time.Duration;

/** A Unitrends appliance. */
public final class UnitrendsRules implements ServiceRules {
    private final Tokens tokens;
    private final Sources sources = new Sources();
    private final Targets targets = new Targets();
    private final Jobs jobs = new Jobs();

    /** The rules. */
    public UnitrendsRules(Tokens tokens) {
        this.tokens = tokens;
    }

    @Override
    public String service() {
        return "unitrends";
    }

    @Override
    public void register(Registration book) {
        book.on("login", this::login)
                .on("listSystems", sources::systems)
                .on("listPendingSources", sources::pending)
                .on("resolveSource", sources::resolve)
                .on("setSourceStorage", sources::setStorage)
                .on("suspendSource", sources::suspend)
                .on("resumeSource", sources::resume)
                .on("listStorage", sources::storage)
                .on("createTarget", targets::create)
                .when("target answered", targets::answer)
                .on("listTargets", targets::list)
                .on("listConnectedTargets", targets::connected)
                .on("createJobOrder", jobs::createOrder)
                .on("listJobOrders", jobs::orders)
                .on("runJobOrder", jobs::runOrder)
                .on("deleteJobOrder", jobs::deleteOrder)
                .on("backUpNow", jobs::backUpNow)
                .when("job ended", jobs::end)
                .on("listActiveJobs", jobs::active)
                .on("listJobHistory", jobs::history)
                .on("listReplicationQueue", jobs::queue)
                .on("getCatalog", jobs::catalog);
    }

    private JsonNode login(RuleCall call) {
        String user = String.valueOf(call.text("username"));
        if (!tokens.isPassword(user, String.valueOf(call.text("password")))) {
            throw call.refuse("login-wrong");
        }
        Issued issued = tokens.issue("");
        return RuleCall.object()
                .put("auth_token", issued.token())
                .put(
                        "timeout",
                        Duration.between(call.now(), issued.session().expires()).toSeconds());
    }
}
