// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.emulator.internal.rules;

import io.github.scpsdk.emulator.internal.rules.archivestorage.ArchiveStorageRules;
import io.github.scpsdk.emulator.internal.rules.backup.BackupRules;
import io.github.scpsdk.emulator.internal.rules.blockstoragebm.BlockStorageBmRules;
import io.github.scpsdk.emulator.internal.rules.filestorage.FileStorageRules;
import io.github.scpsdk.emulator.internal.rules.parallelfilestorage.ParallelFileStorageRules;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The rules of all services, each service's bound when they are needed first. Threads may share it. */
public final class RuleBook {
    private final Map<String, ServiceRules> services = new HashMap<>();
    private final Map<String, Section> sections = new ConcurrentHashMap<>();

    /** The rules of some services. */
    public RuleBook(List<ServiceRules> all) {
        all.forEach(rules -> services.put(rules.service(), rules));
    }

    /** All rules of the platform: a service is one line here. */
    public static RuleBook ofThisModule() {
        return new RuleBook(List.of(
                new FileStorageRules(),
                new ParallelFileStorageRules(),
                new BlockStorageBmRules(),
                new BackupRules(),
                new ArchiveStorageRules()));
    }

    /** The rule of an operation; null when there is none. */
    public @Nullable OperationRule operation(String service, String operation) {
        return section(service).operations.get(operation);
    }

    /**
     * Refuses the name of a service or of an operation that does not exist.
     *
     * @param service   null for any
     * @param operation null for any
     */
    public void check(@Nullable String service, @Nullable String operation) {
        if (service != null && !services.containsKey(service)) {
            throw new IllegalArgumentException("There is no service '" + service + "'; there are "
                    + String.join(", ", new TreeSet<>(services.keySet())) + ".");
        }
        Collection<String> possible = service == null ? services.keySet() : List.of(service);
        if (operation != null && possible.stream().allMatch(each -> operation(each, operation) == null)) {
            throw new IllegalArgumentException(
                    (service == null ? "No service has an operation '" : service + " has no operation '") + operation
                            + "'.");
        }
    }

    /** The rule of an event. */
    EventRule event(String service, String event) {
        return Objects.requireNonNull(section(service).events.get(event), () -> "no rule for the event " + event);
    }

    private Section section(String service) {
        return sections.computeIfAbsent(service, s -> new Section(services.get(s)));
    }

    private static final class Section implements ServiceRules.Registration {
        private final Map<String, OperationRule> operations = new HashMap<>();
        private final Map<String, EventRule> events = new HashMap<>();

        Section(@Nullable ServiceRules rules) {
            if (rules != null) {
                rules.register(this);
            }
        }

        @Override
        public ServiceRules.Registration on(String operation, OperationRule rule) {
            return put(operations, operation, rule);
        }

        @Override
        public ServiceRules.Registration when(String event, EventRule rule) {
            return put(events, event, rule);
        }

        private <R> ServiceRules.Registration put(Map<String, R> rules, String name, R rule) {
            if (rules.putIfAbsent(name, rule) != null) {
                throw new IllegalStateException("'" + name + "' is bound twice");
            }
            return this;
        }
    }
}
