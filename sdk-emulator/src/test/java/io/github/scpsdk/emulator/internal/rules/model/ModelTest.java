// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.emulator.internal.rules.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.scpsdk.emulator.ReceivedRequest;
import io.github.scpsdk.emulator.ScpEmulator;
import io.kotest.property.Arb;
import io.kotest.property.RTree;
import io.kotest.property.RandomSource;
import io.kotest.property.ShrinkerKt;
import io.kotest.property.arbitrary.BindKt;
import io.kotest.property.arbitrary.CollectionsKt;
import io.kotest.property.arbitrary.IntsKt;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import kotlin.ranges.IntRange;
import org.junit.jupiter.api.Test;

/**
 * Sends random sequences of operations, and compares each response with a model of what should exist. A sequence that
 * disagrees shrinks before it is reported. Kotest generates the sequences and keeps the tree of shorter ones; jqwik would
 * need an older JUnit Platform than ours.
 */
class ModelTest {
    private static final int LONGEST = 300;
    private static final long SEED = Long.getLong("model.seed", 20260101L);
    private static final int OPERATIONS = Integer.getInteger("model.operations", 20_000);

    private final StandingClock clock = new StandingClock();
    private final Set<String> called = new TreeSet<>();
    private final Set<String> succeeded = new TreeSet<>();
    private List<String> sent = List.of();

    @Test
    void agreesWithTheModelAfterEveryOperation() {
        try (ScpEmulator scp = emulator()) {
            int operations = 0;
            for (long seed = SEED; operations < OPERATIONS; seed++) {
                List<Step> steps =
                        sequences().sample(RandomSource.Companion.seeded(seed)).getValue();
                if (disagreement(scp, steps, seed) != null) {
                    List<Step> shrunk = shrink(scp, steps, seed);
                    Throwable disagreement = disagreement(scp, shrunk, seed);
                    throw new AssertionError(
                            "-Dmodel.seed=" + seed + ", shrunk from " + steps.size() + " to " + shrunk.size()
                                    + " steps:\n" + String.join("\n", sent),
                            disagreement);
                }
                operations += sent.size();
                count(scp);
            }
            called.removeAll(succeeded);
            assertThat(called).as("operations that never succeeded").isEmpty();
        }
    }

    private void count(ScpEmulator scp) {
        for (ReceivedRequest request : scp.requests()) {
            String version =
                    request.headers().getOrDefault("Scp-Api-Version", List.of()).get(0);
            String operation = version.substring(0, version.indexOf(' ')) + " " + request.operation();
            called.add(operation);
            if (request.status() < 300) {
                succeeded.add(operation);
            }
        }
        scp.clearRequests();
    }

    private ScpEmulator emulator() {
        return ScpEmulator.builder()
                .clock(clock)
                .delay("filestorage", "createVolume", FilesModel.CREATE)
                .delay("filestorage", "deleteVolume", FilesModel.DELETE)
                .delay("filestorage", "createVolumeReplication", FilesModel.REPLICATE)
                .delay("filestorage", "deleteVolumeReplication", FilesModel.PART)
                .delay("backup", "manualBackup", BackupsModel.RUN)
                .delay("archivestorage", "createArchivingPolicy", ArchivesModel.RUN)
                .delay("archivestorage", "recoverObjects", ArchivesModel.RUN)
                .start();
    }

    private static Arb<List<Step>> sequences() {
        Arb<Integer> number = IntsKt.nonNegativeInt(Arb.Companion, 1 << 20);
        Arb<Step> step = BindKt.bind(Arb.Companion, number, number, number, number, Step::new);
        return CollectionsKt.list(Arb.Companion, step, new IntRange(LONGEST / 3, LONGEST));
    }

    /** The first disagreement in a sequence, which starts with nothing and ends with a look at everything; or null. */
    private Throwable disagreement(ScpEmulator scp, List<Step> steps, long seed) {
        scp.reset();
        clock.catchUp();
        Exchange exchange = new Exchange(scp);
        sent = exchange.sent();
        List<Model> models = models(seed);
        try {
            for (Step step : steps) {
                List<Operation> model =
                        models.get(step.operation() % models.size()).operations();
                exchange.begin(step);
                model.get(step.operation() / models.size() % model.size()).run(exchange, step);
            }
            exchange.begin(Exchange.PLAIN);
            Set.copyOf(models).forEach(model -> model.lookAtAll(exchange));
            return null;
        } catch (AssertionError | RuntimeException e) {
            return e;
        }
    }

    /**
     * Resources of two services do not meet. So each seed keeps to one service, whose operations then find what they need;
     * every sixth goes through all of them.
     */
    private static List<Model> models(long seed) {
        List<Model> services = List.of(
                new FilesModel(), new ParallelFilesModel(), new BlocksModel(), new BackupsModel(), new ArchivesModel());
        int chosen = Math.floorMod(seed, services.size() + 1);
        List<Model> models = new ArrayList<>(services);
        if (chosen < services.size()) {
            models = new ArrayList<>(Collections.nCopies(4, services.get(chosen)));
        }
        models.add(new TimeModel());
        return models;
    }

    /** Goes down the tree of shorter and simpler sequences, as long as one of them disagrees. */
    private List<Step> shrink(ScpEmulator scp, List<Step> failing, long seed) {
        RTree<List<Step>> smallest = ShrinkerKt.rtree(ModelTest::simpler, failing);
        for (RTree<List<Step>> next = smallest; next != null; ) {
            smallest = next;
            next = smallest.getChildren().getValue().stream()
                    .filter(tree -> disagreement(scp, tree.getValue().invoke(), seed) != null)
                    .findFirst()
                    .orElse(null);
        }
        return smallest.getValue().invoke();
    }

    /** The same without a part of it, long parts first; then with one step at its simplest. */
    private static List<List<Step>> simpler(List<Step> steps) {
        List<List<Step>> all = new ArrayList<>();
        for (int length = steps.size() / 2; length > 0; length = length / 2) {
            for (int from = 0; from < steps.size(); from += length) {
                List<Step> fewer = new ArrayList<>(steps);
                fewer.subList(from, Math.min(from + length, fewer.size())).clear();
                all.add(fewer);
            }
        }
        for (int i = 0; i < steps.size(); i++) {
            Step step = steps.get(i);
            for (Step simple : Stream.of(
                            new Step(step.operation(), 0, step.second(), step.where()),
                            new Step(step.operation(), step.first(), 0, step.where()),
                            new Step(step.operation(), step.first(), step.second(), 1))
                    .filter(simple -> !simple.equals(step))
                    .toList()) {
                List<Step> changed = new ArrayList<>(steps);
                changed.set(i, simple);
                all.add(changed);
            }
        }
        return all;
    }
}
