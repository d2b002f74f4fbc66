// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.emulator.internal.rules;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.scpsdk.emulator.Response;
import io.github.scpsdk.emulator.internal.description.Behaviour;
import io.github.scpsdk.emulator.internal.description.Check;
import io.github.scpsdk.emulator.internal.description.DescribedCall;
import io.github.scpsdk.emulator.internal.state.Event;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Responds by the rules, which read and change the state. Threads may share it. */
public final class StatefulBehaviour implements Behaviour {
    private final World world;
    private final RuleBook rules;
    private final Behaviour withoutRule;

    /**
     * Puts the parts together.
     *
     * @param withoutRule responds to operations that have no rule
     */
    public StatefulBehaviour(World world, RuleBook rules, Behaviour withoutRule) {
        this.world = world;
        this.rules = rules;
        this.withoutRule = withoutRule;
    }

    private record Outcome(
            int status,
            Map<String, String> headers,
            @Nullable JsonNode body) {}

    @Override
    public Response respond(DescribedCall call) {
        OperationRule rule =
                rules.operation(call.version().service(), call.operation().id());
        if (rule == null) {
            return withoutRule.respond(call);
        }
        Outcome outcome = hold(() -> apply(rule, call));
        JsonNode body = outcome.body();
        Map<String, String> headers = new TreeMap<>(outcome.headers());
        if (body != null) {
            headers.put("Content-Type", "application/json");
        }
        return new Response(outcome.status(), headers, body == null ? "" : body.toString());
    }

    /** Does something with the state while no request does, after everything that is due. */
    public <T> T hold(Supplier<T> work) {
        return world.store().hold(this::happen, work);
    }

    private void happen(Event event) {
        rules.event(event.resource().kind().service(), event.name()).apply(event.resource(), world);
    }

    /** The body has what the description of the called version has of it. */
    private Outcome apply(OperationRule rule, DescribedCall call) {
        RuleCall ruleCall = new RuleCall(world, call);
        JsonNode body = rule.apply(ruleCall);
        Check described = call.operation().success(ruleCall.status());
        if (described == null) {
            return new Outcome(ruleCall.status(), ruleCall.headers(), null);
        }
        if (body == null) {
            throw new IllegalStateException("The rule of " + call.operation().id() + " gave no body.");
        }
        return new Outcome(ruleCall.status(), ruleCall.headers(), described.shape(body));
    }
}
