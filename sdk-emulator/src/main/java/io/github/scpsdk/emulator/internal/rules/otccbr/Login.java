// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.emulator.internal.rules.otccbr;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.scpsdk.emulator.internal.auth.Tokens;
import io.github.scpsdk.emulator.internal.auth.Tokens.Issued;
import io.github.scpsdk.emulator.internal.rules.RuleCall;
import io.github.scpsdk.emulator.internal.state.Times;

/** The identity service: a token is for one project, and the response has it in a header. */
final class Login {
    private final Tokens tokens;
    private final String domain;

    Login(Tokens tokens, String domain) {
        this.tokens = tokens;
        this.domain = domain;
    }

    JsonNode login(RuleCall call) {
        JsonNode auth = call.body().path("auth");
        JsonNode user = auth.path("identity").path("password").path("user");
        boolean isKnown = user.path("domain").path("name").asText().equals(domain)
                && tokens.isPassword(
                        user.path("name").asText(), user.path("password").asText());
        if (!isKnown) {
            throw call.refuse("login-wrong");
        }
        String project = auth.path("scope").path("project").path("id").asText();
        if (project.isEmpty()) {
            throw call.invalid("body.auth.scope.project.id", "Field required");
        }
        Issued issued = tokens.issue(project);
        call.header("X-Subject-Token", issued.token());
        JsonNode token = RuleCall.object()
                .put("issued_at", Times.microsOffset(call.now()))
                .put("expires_at", Times.microsOffset(issued.session().expires()));
        return RuleCall.object().set("token", token);
    }
}
