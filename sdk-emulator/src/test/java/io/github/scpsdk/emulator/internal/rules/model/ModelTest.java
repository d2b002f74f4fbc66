// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.emulator.internal.rules.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.scpsdk.emulator.ScpEmulator;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Sends random sequences of operations, and compares each response with a model of what should exist. A sequence that
 * disagrees shrinks before it is reported. No library generates here: jqwik needs an older JUnit Platform than ours.
 */
class ModelTest {
    private static final int STEPS = 100;
    private static final long SEED = Long.getLong("model.seed", 20260101L);
    private static final int OPERATIONS = Integer.getInteger("model.operations", 20_000);

    private List<String> sent = List.of();

    @Test
    void agreesWithTheModelAfterEveryOperation() {
        try (ScpEmulator scp = ScpEmulator.start()) {
            int operations = 0;
            for (long seed = SEED; operations < OPERATIONS; seed++) {
                List<Step> steps = steps(new Random(seed));
                if (disagrees(scp, steps) != null) {
                    List<Step> shrunk = shrink(scp, steps);
                    AssertionError disagreement = disagrees(scp, shrunk);
                    throw new AssertionError(
                            "-Dmodel.seed=" + seed + ", shrunk to " + shrunk.size() + " steps:\n"
                                    + String.join("\n", sent),
                            disagreement);
                }
                operations += sent.size();
                scp.clearRequests();
            }
            assertThat(operations).isGreaterThanOrEqualTo(OPERATIONS);
        }
    }

    private static List<Step> steps(Random random) {
        return Stream.generate(
                        () -> new Step(random.nextInt(1 << 20), random.nextInt(1 << 20), random.nextInt(1 << 20)))
                .limit(STEPS)
                .toList();
    }

    /** The first disagreement in a sequence that starts with nothing, or null. */
    private AssertionError disagrees(ScpEmulator scp, List<Step> steps) {
        scp.reset();
        Exchange exchange = new Exchange(scp);
        sent = exchange.sent();
        List<List<Operation>> services = services();
        try {
            for (Step step : steps) {
                List<Operation> service = services.get(step.operation() % services.size());
                service.get(step.operation() / services.size() % service.size()).run(exchange, step);
            }
            return null;
        } catch (AssertionError e) {
            return e;
        }
    }

    /** One entry for each service that is modelled, all but Archive Storage; their resources do not meet. */
    private static List<List<Operation>> services() {
        return List.of(
                new FilesModel().operations(),
                new ParallelFilesModel().operations(),
                new BlocksModel().operations(),
                new BackupsModel().operations());
    }

    /** Leaves out parts, halves first and single steps last, as long as the rest disagrees. */
    private List<Step> shrink(ScpEmulator scp, List<Step> failing) {
        List<Step> steps = failing;
        for (int length = steps.size() / 2; length > 0; length = length / 2) {
            for (int from = 0; from < steps.size(); ) {
                List<Step> fewer = new ArrayList<>(steps);
                fewer.subList(from, Math.min(from + length, fewer.size())).clear();
                if (disagrees(scp, fewer) == null) {
                    from += length;
                } else {
                    steps = fewer;
                }
            }
        }
        return steps;
    }
}
