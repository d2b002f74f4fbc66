// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.emulator.internal.rules.blockstoragebm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.scpsdk.emulator.internal.rules.RuleCall;
import io.github.scpsdk.emulator.internal.state.Resource;
import java.util.Set;

/** The limits of SSD volumes for operations and throughput. */
final class QualityOfService {
    static final String FIELD = "qos";

    private static final String IOPS = "iops";
    private static final String THROUGHPUT = "throughput";
    private static final int MIN_IOPS = 5_000;
    private static final int MAX_IOPS = 20_000;
    private static final int MIN_THROUGHPUT = 250;
    private static final int MAX_THROUGHPUT = 1_000;
    private static final Set<String> VERSIONS_WITHOUT = Set.of("1.0", "1.1");

    private QualityOfService() {}

    /** The limits in the body; null for HDD. Versions that do not know of limits get the least ones. */
    static JsonNode ofNewVolume(RuleCall call) {
        boolean ssd = "SSD".equals(call.text("disk_type"));
        if (VERSIONS_WITHOUT.contains(call.version())) {
            return ssd ? limits(MIN_IOPS, MIN_THROUGHPUT) : NullNode.instance;
        }
        if (ssd != call.has(FIELD)) {
            throw call.invalid("body." + FIELD, ssd ? "Field required" : "Extra inputs are not permitted");
        }
        return ssd ? changed(call, call.body().path(FIELD), limits(0, 0)) : NullNode.instance;
    }

    static JsonNode set(RuleCall call) {
        changed(call, call.body(), limits(0, 0));
        Resource volume = Volumes.requireUsable(call);
        if (!volume.fields().path(FIELD).isObject()) {
            throw call.refuse("qos-of-hdd");
        }
        ObjectNode qos = changed(call, call.body(), volume.fields().path(FIELD).deepCopy());
        volume.set(FIELD, qos);
        Lifecycle.passThrough(call.world(), volume, Lifecycle.EDITING);
        return qos;
    }

    private static ObjectNode limits(int iops, int throughput) {
        return RuleCall.object().put(IOPS, iops).put(THROUGHPUT, throughput);
    }

    /** What was not sent stays as it is. */
    private static ObjectNode changed(RuleCall call, JsonNode sent, ObjectNode limits) {
        if (sent.hasNonNull(IOPS)) {
            limits.put(IOPS, Shapes.number(call, sent, IOPS, MIN_IOPS, MAX_IOPS));
        }
        if (sent.hasNonNull(THROUGHPUT)) {
            limits.put(THROUGHPUT, Shapes.number(call, sent, THROUGHPUT, MIN_THROUGHPUT, MAX_THROUGHPUT));
        }
        return limits;
    }
}
