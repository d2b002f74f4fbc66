// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.emulator.internal.rules.model;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * What should exist in Archive Storage: buckets, the policies that fill them from object storage once a day, objects and
 * their versions, and recoveries into object storage.
 */
final class ArchivesModel implements Model {
    static final Duration RUN = Duration.ofMinutes(5);

    private static final List<String> APIS = List.of("archivestorage 1.0", "archivestorage 1.1", "archivestorage 1.3");
    private static final List<String> WITH_VERSIONS = APIS.subList(1, 3);
    private static final List<String> OF_ALL_POLICIES = APIS.subList(0, 2);
    private static final List<String> WITH_PREFIXES = APIS.subList(2, 3);
    private static final List<String> PATHS = List.of("a.txt", "hello/b.txt", "hello/c.txt");
    private static final List<String> PREFIXES = List.of("/", "hello/", "a");
    private static final Duration NAME_BLOCKED = Duration.ofHours(1);
    private static final String PERIOD =
            "&start_at_from=2000-01-01T00:00:00%2B09:00&start_at_to=2999-12-31T23:59:59%2B09:00";

    private final List<Bucket> buckets = new ArrayList<>();
    private final Map<String, Map<String, Stored>> sources = new HashMap<>(); // by region and name, then by path
    private final TreeSet<String> names = new TreeSet<>(); // region and name

    /** An object in object storage. */
    private record Stored(int size, Instant at) {}

    private static final class Bucket {
        final Thing thing;
        String source;
        boolean versioned;
        boolean encrypted;
        final List<Policy> policies = new ArrayList<>();
        final Map<String, List<Version>> objects = new TreeMap<>(); // versions, the newest first
        final List<Snapshot> archivings = new ArrayList<>();
        final List<Snapshot> recoveries = new ArrayList<>();

        Bucket(Thing thing) {
            this.thing = thing;
        }

        boolean isRunning() {
            return archivings.stream().anyMatch(run -> run.state.equals("RUNNING"))
                    || recoveries.stream().anyMatch(run -> run.state.equals("RUNNING"));
        }

        int usage() {
            return objects.values().stream()
                    .flatMap(List::stream)
                    .mapToInt(Version::size)
                    .sum();
        }
    }

    private static final class Policy {
        final String id;
        final String prefix;
        boolean active = true;

        Policy(String id, String prefix) {
            this.id = id;
            this.prefix = prefix;
        }
    }

    private record Version(int size, Instant sourceTime, Object identity) {}

    @Override
    public List<Operation> operations() {
        return List.of(
                this::create,
                this::create,
                this::list,
                this::show,
                this::setVersioning,
                this::setEncryption,
                this::delete,
                this::aDayPasses,
                this::aDayPasses,
                this::storeAtSource,
                this::storeAtSource,
                this::createPolicy,
                this::createPolicy,
                this::listPolicies,
                this::setPolicyState,
                this::deletePolicy,
                this::listRuns,
                this::cancelRun,
                this::listObjects,
                this::listVersions,
                this::deleteObject,
                this::deleteVersion,
                this::recover,
                this::recover,
                this::cancelRecovery);
    }

    @Override
    public void lookAtAll(Exchange exchange) {
        list(exchange, Exchange.PLAIN);
        for (Bucket bucket : buckets) {
            show(exchange, bucket);
            listPolicies(exchange, bucket);
            listRuns(exchange, bucket);
            listObjects(exchange, bucket);
            PATHS.forEach(path -> versions(exchange, bucket, path));
        }
    }

    private Bucket pick(Step step) {
        return pick(step, bucket -> true);
    }

    private Bucket pick(Step step, Predicate<Bucket> fits) {
        Map<Thing, Bucket> byThing = new LinkedHashMap<>();
        buckets.forEach(bucket -> byThing.put(bucket.thing, bucket));
        Thing thing = Thing.pick(List.copyOf(byThing.keySet()), step.first(), each -> fits.test(byThing.get(each)));
        Bucket bucket = byThing.get(thing);
        return bucket == null ? new Bucket(Thing.unknown()) : bucket;
    }

    private static String name(Step step) {
        return "archive-" + step.first() % 5;
    }

    private void create(Exchange exchange, Step step) {
        String region = exchange.region();
        boolean taken = names.contains(region + name(step));
        String body = "{'name':'" + name(step) + "'}";
        JsonNode made = exchange.expect(taken ? 409 : 201, region, exchange.version(APIS), "POST /buckets", body);
        if (!taken) {
            names.add(region + name(step));
            buckets.add(new Bucket(new Thing(made.path("id").asText(), name(step), region)));
        }
    }

    private void list(Exchange exchange, Step step) {
        String region = exchange.region();
        JsonNode list = exchange.expect(200, region, exchange.version(APIS), "GET /buckets?limit=1000", "");
        List<String> shown = new ArrayList<>();
        list.path("buckets").forEach(bucket -> shown.add(bucket.path("id").asText()));
        Exchange.same(
                shown, Thing.ids(buckets.stream().map(bucket -> bucket.thing).toList(), region));
    }

    private static JsonNode ask(Exchange exchange, Bucket bucket, String line, String body) {
        return exchange.ask(bucket.thing, 0, 200, APIS, line, body);
    }

    private void show(Exchange exchange, Step step) {
        show(exchange, pick(step));
    }

    private void show(Exchange exchange, Bucket bucket) {
        JsonNode shown = ask(exchange, bucket, "GET /buckets/{id}", "");
        if (shown != null) {
            Exchange.same(shown.path("state").asText(), "ACTIVE");
            Exchange.same(shown.path("usage").asText(), String.valueOf(bucket.usage()));
        }
    }

    private void setVersioning(Exchange exchange, Step step) {
        Bucket bucket = pick(step);
        boolean enabled = step.second() % 3 != 0;
        String body = "{'enabled':" + enabled + "}";
        if (exchange.ask(bucket.thing, 0, 200, WITH_VERSIONS, "PUT /buckets/{id}/versioning", body) != null) {
            bucket.versioned = enabled;
        }
    }

    private void setEncryption(Exchange exchange, Step step) {
        Bucket bucket = pick(step);
        boolean enabled = step.second() % 2 == 0;
        if (ask(exchange, bucket, "PUT /buckets/{id}/encryption", "{'enabled':" + enabled + "}") != null) {
            bucket.encrypted = enabled;
        }
        JsonNode shown = ask(exchange, bucket, "GET /buckets/{id}/encryption", "");
        if (shown != null) {
            Exchange.same(shown.path("enabled").asBoolean(), bucket.encrypted);
        }
    }

    /** Its name is blocked for another hour. */
    private void delete(Exchange exchange, Step step) {
        Bucket bucket = pick(step);
        int refusal = bucket.isRunning() ? 409 : 0;
        if (exchange.ask(bucket.thing, refusal, 202, APIS, "DELETE /buckets/{id}", "") != null) {
            bucket.thing.exists = false;
            String name = bucket.thing.region + bucket.thing.name;
            exchange.later(NAME_BLOCKED, () -> names.remove(name));
        }
    }

    private static String source(int choice) {
        return "source-" + choice % 3;
    }

    private Map<String, Stored> source(String region, String name) {
        return sources.computeIfAbsent(region + " " + name, s -> new TreeMap<>());
    }

    /** Mostly where a bucket archives from. */
    private void storeAtSource(Exchange exchange, Step step) {
        Bucket bucket = pick(step, b -> b.source != null);
        String region = bucket.source == null ? exchange.region() : bucket.thing.region;
        String source = bucket.source == null ? source(step.first()) : bucket.source;
        int size = 1 + step.second() % 100;
        store(exchange, region, source, path(step), size);
        exchange.seed(region, source, path(step), size);
    }

    /** In which policies do their work, and objects become old enough. */
    private void aDayPasses(Exchange exchange, Step step) {
        exchange.advance(Duration.ofDays(1));
        exchange.advance(RUN);
    }

    private void store(Exchange exchange, String region, String bucket, String path, int size) {
        source(region, bucket).put(path, new Stored(size, exchange.now()));
    }

    private static String plain(String prefix) {
        return prefix.equals("/") ? "" : prefix;
    }

    private static boolean overlap(String one, String other) {
        return plain(one).startsWith(plain(other)) || plain(other).startsWith(plain(one));
    }

    /** The first policy chooses the source, which no other bucket may have; versions before 1.3 archive everything. */
    private void createPolicy(Exchange exchange, Step step) {
        Bucket bucket = pick(step);
        String api = exchange.version(APIS);
        String prefix = WITH_PREFIXES.contains(api) ? PREFIXES.get(step.second() % PREFIXES.size()) : "/";
        String source = source(step.second() / 3);
        boolean used = bucket.source != null && !bucket.source.equals(source)
                || buckets.stream()
                        .anyMatch(b -> b != bucket
                                && b.thing.exists
                                && b.thing.region.equals(bucket.thing.region)
                                && source.equals(b.source));
        boolean refused = used || bucket.policies.stream().anyMatch(p -> overlap(p.prefix, prefix));
        String body = "{'archiving_policy_name':'daily','archiving_source_bucket_name':'" + source
                + "','archiving_source':{'bucket_name':'" + source + "'},'object_path':'/','archiving_prefix':'"
                + prefix
                + "','object_lifecycle':'1'}";
        JsonNode made = exchange.ask(
                bucket.thing, refused ? 409 : 0, 201, List.of(api), "POST /archiving-policies?bucket_id={id}", body);
        if (made != null) {
            Policy policy = new Policy(made.path("id").asText(), prefix);
            bucket.source = source;
            bucket.policies.add(policy);
            exchange.later(Duration.ofDays(1), () -> run(exchange, bucket, policy));
        }
    }

    private void run(Exchange exchange, Bucket bucket, Policy policy) {
        if (!bucket.thing.exists || !bucket.policies.contains(policy)) {
            return;
        }
        exchange.later(Duration.ofDays(1), () -> run(exchange, bucket, policy));
        if (policy.active) {
            Snapshot run = begin(bucket.archivings);
            exchange.later(RUN, () -> {
                if (run.state.equals("RUNNING")) {
                    boolean goesOn = bucket.policies.contains(policy);
                    run.state = goesOn ? "SUCCESS" : "CANCELED";
                    if (goesOn) {
                        archive(exchange, bucket, policy);
                    }
                }
            });
        }
    }

    private static Snapshot begin(List<Snapshot> runs) {
        Snapshot run = Snapshot.asked(null);
        run.state = "RUNNING";
        runs.add(run);
        return run;
    }

    /** What is a day old and has changed becomes the newest version, in place of the one before without versioning. */
    private void archive(Exchange exchange, Bucket bucket, Policy policy) {
        source(bucket.thing.region, bucket.source).forEach((path, stored) -> {
            boolean old = !stored.at().isAfter(exchange.now().minus(Duration.ofDays(1)));
            if (!path.startsWith(plain(policy.prefix)) || !old) {
                return;
            }
            List<Version> versions = bucket.objects.computeIfAbsent(path, p -> new ArrayList<>());
            if (versions.isEmpty() || !versions.get(0).sourceTime().equals(stored.at())) {
                if (!versions.isEmpty() && !bucket.versioned) {
                    versions.remove(0);
                }
                versions.add(0, new Version(stored.size(), stored.at(), new Object()));
            }
        });
    }

    private void listPolicies(Exchange exchange, Step step) {
        listPolicies(exchange, pick(step));
    }

    private void listPolicies(Exchange exchange, Bucket bucket) {
        JsonNode list = ask(exchange, bucket, "GET /archiving-policies?bucket_id={id}", "");
        if (list != null) {
            Exchange.same(list.path("archiving_policies").size(), bucket.policies.size());
        }
    }

    private JsonNode onPolicy(
            Exchange exchange, Step step, List<String> apis, int success, String method, String below, String body) {
        Bucket bucket = pick(step, b -> !b.policies.isEmpty());
        Policy policy = policy(bucket, step);
        String id = policy == null ? "unknown" : policy.id;
        String line = method + " /archiving-policies/" + id + below + "?bucket_id={id}";
        return exchange.ask(bucket.thing, policy == null ? 404 : 0, success, apis, line, body);
    }

    private static Policy policy(Bucket bucket, Step step) {
        int index = step.second() % (bucket.policies.size() + 1);
        return index < bucket.policies.size() ? bucket.policies.get(index) : null;
    }

    private void setPolicyState(Exchange exchange, Step step) {
        boolean active = step.first() % 2 == 0;
        String body = "{'state':'" + (active ? "ACTIVE" : "INACTIVE") + "'}";
        Policy policy = policy(pick(step, b -> !b.policies.isEmpty()), step);
        if (onPolicy(exchange, step, WITH_VERSIONS, 200, "PUT", "/state", body) != null) {
            policy.active = active;
        }
    }

    private void deletePolicy(Exchange exchange, Step step) {
        Bucket bucket = pick(step, b -> !b.policies.isEmpty());
        Policy policy = policy(bucket, step);
        if (onPolicy(exchange, step, WITH_PREFIXES, 200, "DELETE", "", "") != null) {
            bucket.policies.remove(policy);
        }
    }

    private void listRuns(Exchange exchange, Step step) {
        listRuns(exchange, pick(step));
    }

    private void listRuns(Exchange exchange, Bucket bucket) {
        String line = "GET /archiving-histories?bucket_id={id}&limit=1000" + PERIOD;
        learn(exchange.ask(bucket.thing, 0, 200, OF_ALL_POLICIES, line, ""), bucket.archivings);
        learn(
                ask(exchange, bucket, "GET /recovery-histories?bucket_id={id}&limit=1000" + PERIOD, ""),
                bucket.recoveries);
    }

    /** Learns the ids of runs, whose states have to be those that are known. */
    private static void learn(JsonNode list, List<Snapshot> runs) {
        if (list == null) {
            return;
        }
        JsonNode contents = list.path("contents");
        Exchange.same(list.path("total_count").asInt(), runs.size());
        for (int i = 0; i < contents.size(); i++) {
            Snapshot run = runs.get(runs.size() - 1 - i);
            run.id = contents.path(i).path("id").asText();
            Exchange.same(contents.path(i).path("state").asText(), run.state);
        }
    }

    private void cancelRun(Exchange exchange, Step step) {
        Bucket bucket = pick(step, b -> b.isRunning());
        cancel(exchange, step, bucket, bucket.archivings, "/archiving-histories/cancel-archiving");
    }

    private void cancelRecovery(Exchange exchange, Step step) {
        recover(exchange, step);
        Bucket bucket = pick(step, b -> b.isRunning());
        cancel(exchange, step, bucket, bucket.recoveries, "/recovery-histories/cancel-recovery");
    }

    private void cancel(Exchange exchange, Step step, Bucket bucket, List<Snapshot> runs, String path) {
        listRuns(exchange, bucket);
        Snapshot run = runs.isEmpty() ? null : runs.get(runs.size() - 1 - step.second() % Math.min(3, runs.size()));
        String id = run == null || run.id == null ? "unknown" : run.id;
        int refusal = id.equals("unknown") ? 404 : run.state.equals("RUNNING") ? 0 : 409;
        if (exchange.ask(bucket.thing, refusal, 202, APIS, "PUT " + path + "?bucket_id={id}&id=" + id, "") != null) {
            run.state = "CANCELED";
        }
    }

    private void listObjects(Exchange exchange, Step step) {
        listObjects(exchange, pick(step));
    }

    private void listObjects(Exchange exchange, Bucket bucket) {
        JsonNode list = ask(exchange, bucket, "GET /buckets/{id}/objects", "");
        if (list != null) {
            TreeSet<String> entries = new TreeSet<>();
            bucket.objects.keySet().forEach(path -> entries.add(path.contains("/") ? "hello/" : path));
            Exchange.same(list.findValuesAsText("object_name"), List.copyOf(entries));
        }
    }

    private static String path(Step step) {
        return PATHS.get(step.second() % PATHS.size());
    }

    private JsonNode versions(Exchange exchange, Bucket bucket, String path) {
        List<Version> versions = bucket.objects.getOrDefault(path, List.of());
        String line = "GET /buckets/{id}/object-versions?limit=1000&object_path=" + path;
        JsonNode list = exchange.ask(bucket.thing, versions.isEmpty() ? 404 : 0, 200, WITH_VERSIONS, line, "");
        if (list != null) {
            List<String> sizes = versions.stream()
                    .map(version -> String.valueOf(version.size()))
                    .toList();
            Exchange.same(list.findValuesAsText("size"), sizes);
        }
        return list;
    }

    private void listVersions(Exchange exchange, Step step) {
        versions(exchange, pick(step, b -> !b.objects.isEmpty()), path(step));
    }

    /** The latest version of each, of a whole folder at times. */
    private void deleteObject(Exchange exchange, Step step) {
        Bucket bucket = pick(step, b -> !b.objects.isEmpty());
        String path = step.second() % 7 == 0 ? "hello/" : path(step);
        String body = "{'paths':['" + path + "']}";
        if (exchange.ask(bucket.thing, 0, 202, APIS, "DELETE /buckets/{id}/objects", body) != null) {
            bucket.objects.forEach((each, versions) -> {
                if (each.equals(path) || path.endsWith("/") && each.startsWith(path)) {
                    versions.remove(0);
                }
            });
            bucket.objects.values().removeIf(List::isEmpty);
        }
    }

    private void deleteVersion(Exchange exchange, Step step) {
        Bucket bucket = pick(step, b -> !b.objects.isEmpty());
        JsonNode list = versions(exchange, bucket, path(step));
        if (list != null) {
            List<Version> versions = bucket.objects.get(path(step));
            int index = step.first() % versions.size();
            String id =
                    list.path("contents").path(index).path("object_version_id").asText();
            String body = "{'path':'" + path(step) + "','versions':[{'id':'" + id + "'}]}";
            exchange.ask(bucket.thing, 0, 202, WITH_VERSIONS, "DELETE /buckets/{id}/object-versions", body);
            versions.remove(index);
            bucket.objects.values().removeIf(List::isEmpty);
        }
    }

    /** The latest version goes into a bucket of object storage, where it can be archived from again. */
    private void recover(Exchange exchange, Step step) {
        Bucket bucket = pick(step, b -> !b.objects.isEmpty());
        String path = path(step);
        String target = source(step.first());
        boolean overwrite = step.second() % 2 == 0;
        List<Version> versions = bucket.objects.getOrDefault(path, List.of());
        String body = "{'recovery_target_bucket_name':'" + target + "','recovery_target':{'bucket_name':'" + target
                + "'},'recovery_infos':[{'source_object_path':'" + path + "','object_type':'FILE'}],'overwrite':"
                + overwrite + "}";
        int refusal = versions.isEmpty() ? 404 : 0;
        if (exchange.ask(bucket.thing, refusal, 202, APIS, "PUT /buckets/{id}/recover-objects", body) != null) {
            Version version = versions.get(0);
            Snapshot run = begin(bucket.recoveries);
            exchange.later(RUN, () -> {
                if (run.state.equals("RUNNING")) {
                    run.state = "SUCCESS";
                    boolean there = source(bucket.thing.region, target).containsKey(path);
                    boolean kept = bucket.objects.getOrDefault(path, List.of()).contains(version);
                    if (kept && (overwrite || !there)) {
                        store(exchange, bucket.thing.region, target, path, version.size());
                    }
                }
            });
        }
    }
}
