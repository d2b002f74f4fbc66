// SPDX-License-Identifier: Apache-2.0
/**
 * What the operations do to the state. A service is one class that implements {@link
 * io.github.scpsdk.emulator.internal.rules.ServiceRules} in a package of its own, for example {@code rules.filestorage},
 * and one line in {@link io.github.scpsdk.emulator.internal.rules.RuleBook#ofThisModule()}.
 *
 * <p>How to add one:
 * <ol>
 *   <li>{@code XRules implements ServiceRules}: {@code register} binds each {@code operationId} to a small method ({@code
 *       book.on("createVolume", volumes::create)}), and each event to what happens then ({@code book.when("volume
 *       created", volumes::becomeAvailable)}).
 *   <li>A rule gets a {@link io.github.scpsdk.emulator.internal.rules.RuleCall}: the request, already judged against
 *       its description, and the store, which nobody else holds meanwhile. It first refuses what must be refused, in the
 *       order <em>shape (400), existence (404), state (409 or 400)</em>, and then changes resources; a rule that has
 *       changed something must not refuse any more.
 *   <li>It returns the body of the response with the fields of the newest version. The engine leaves out what the called
 *       version does not have, adds null where the version allows it, and answers with the first described success,
 *       unless the rule chose another one ({@code call.status(202)}).
 *   <li>Every refusal is a line in {@code src/main/data/refusals.yaml}: {@code throw call.refuse("volume-unknown",
 *       id)}. Errors of shape that no description has: {@code throw call.invalid("body.name", "…")}.
 *   <li>Lists: {@code call.list(resources).contains("name").exact("type_name").page("filestorages")} filters, sorts and
 *       pages as the operation's parameters say.
 *   <li>What takes time: {@code call.later(volume, "volume created")}; how long stands in {@code src/main/data/delays.yaml}
 *       by service and operation (0 unless asked for). Events are names and not code, because the state is saved.
 *   <li>Servers, subnets and object storage buckets are in the {@link io.github.scpsdk.emulator.internal.rules.Registry}.
 *   <li>Tests: a story per rule in {@code rules.x.XTest}; {@code EveryOperationTest} calls each operation of each version
 *       with the state that {@code src/test/.../rules/Scenes.java} sets up, and validates the response.
 * </ol>
 *
 * <p>The rules of a system of others ({@code rules.otccbr}, {@code rules.unitrends}, {@code rules.zstack}) are the same, but
 * its emulator makes them, with the tokens that its login gives out; their tests are in {@code emulator.neighbours}.
 */
@NullMarked
package io.github.scpsdk.emulator.internal.rules;

import org.jspecify.annotations.NullMarked;
