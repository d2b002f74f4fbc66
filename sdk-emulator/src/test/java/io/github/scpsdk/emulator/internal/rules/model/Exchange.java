// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.emulator.internal.rules.model;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.scpsdk.emulator.ScpEmulator;
import io.github.scpsdk.emulator.TestRequest.RawResponse;
import io.github.scpsdk.emulator.internal.rules.TestClient;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * What the models share in one sequence: they send requests through it, which it keeps for the report and whose responses it
 * compares, and tell it what is to happen in the model when time passes.
 */
final class Exchange {
    static final String WEST = "kr-west1";
    static final String EAST = "kr-east1";

    /** In the first version and the right region. */
    static final Step PLAIN = new Step(0, 0, 0, 1);

    private final ScpEmulator scp;
    private final List<String> sent = new ArrayList<>();
    private final PriorityQueue<Due> due =
            new PriorityQueue<>(Comparator.comparing(Due::time).thenComparing(Due::number));
    private Instant now;
    private int numbers;
    private Step step = PLAIN;

    private record Due(Instant time, int number, Runnable change) {}

    Exchange(ScpEmulator scp) {
        this.scp = scp;
        this.now = scp.clock().now();
    }

    void begin(Step next) {
        step = next;
    }

    /** Where this step creates and lists. */
    String region() {
        return step.where() % 3 == 0 ? EAST : WEST;
    }

    static String other(String region) {
        return region.equals(WEST) ? EAST : WEST;
    }

    /** Where this step asks for something: seldom in the wrong region. */
    String regionFor(Thing thing) {
        return step.where() % 8 == 7 ? other(thing.region) : thing.region;
    }

    /** The version that this step speaks. */
    String version(List<String> versions) {
        return versions.get(step.where() / 8 % versions.size());
    }

    /** Puts an object into object storage, which the emulator has to be told of. */
    void seed(String region, String bucket, String path, int size) {
        sent.add(region + " object storage: " + bucket + "/" + path + " has " + size + " bytes");
        scp.seed(region).object(bucket, path, size);
    }

    /** The body of the response, whose status has to be the model's. */
    JsonNode expect(int status, String region, String api, String line, String body) {
        sent.add(region + " " + api + ": " + line + " " + body + " -> " + status);
        RawResponse response =
                TestClient.of(scp, api).in(region).request(line, body).sendTo(scp);
        if (response.status() != status) {
            throw new AssertionError("expected " + status + ", got " + response.status() + " " + response.body());
        }
        return response.body().isBlank() ? TestClient.json("{}") : TestClient.json(response);
    }

    /**
     * Asks for something by its id, {@code {id}} in the line.
     *
     * @param refusal the status that it is refused with, if it exists where it is asked for; 0 if it is not refused
     * @return the body of a success, else null
     */
    JsonNode ask(Thing thing, int refusal, int success, List<String> versions, String line, String body) {
        String region = regionFor(thing);
        int status = !thing.exists || !region.equals(thing.region) ? 404 : refusal != 0 ? refusal : success;
        JsonNode response = expect(status, region, version(versions), line.replace("{id}", thing.id), body);
        return status == success ? response : null;
    }

    /** Lets something happen in the model after a time. */
    void later(Duration delay, Runnable change) {
        due.add(new Due(now.plus(delay), numbers++, change));
    }

    /** Lets something happen in the model when an hour comes in Seoul. */
    void atHour(int hour, Runnable change) {
        ZonedDateTime today =
                now.atZone(ZoneId.of("Asia/Seoul")).truncatedTo(ChronoUnit.DAYS).withHour(hour);
        Instant next = (today.toInstant().isAfter(now) ? today : today.plusDays(1)).toInstant();
        due.add(new Due(next, numbers++, change));
    }

    Instant now() {
        return now;
    }

    /** Lets time pass, in the emulator and in the model. */
    void advance(Duration by) {
        sent.add("the clock moves by " + by);
        scp.clock().advance(by);
        Instant until = now.plus(by);
        while (!due.isEmpty() && !due.peek().time().isAfter(until)) {
            Due next = due.remove();
            now = next.time();
            next.change().run();
        }
        now = until;
    }

    static void same(Object shown, Object expected) {
        if (!expected.equals(shown)) {
            throw new AssertionError("expected " + expected + ", got " + shown);
        }
    }

    List<String> sent() {
        return sent;
    }
}
