// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.codegen.model;

import java.util.List;
import java.util.Map;

/**
 * Everything that is printed for one service, decided.
 *
 * @param source      the folder of its descriptions
 * @param wireName    its name in hosts and version headers
 * @param folder      the module the sources go to
 * @param packageName the root package; versions, {@code model} and {@code json} are below it
 * @param versions    oldest first
 * @param leftOut     why versions that exist have no client, by version
 */
public record ServiceModel(
        String source,
        String wireName,
        String folder,
        String packageName,
        String title,
        String description,
        List<VersionModel> versions,
        List<RecordModel> records,
        List<EnumerationModel> enumerations,
        List<WordsModel> words,
        List<ResultModel> results,
        Map<String, String> leftOut) {

    /** The version to use: the newest that is no preview; the newest of all, if all are. */
    public VersionModel newest() {
        return versions.stream()
                .filter(version -> version.preview() == null)
                .reduce((older, newer) -> newer)
                .orElse(versions.get(versions.size() - 1));
    }

    /** The package of records and enumerations. */
    public String modelPackage() {
        return packageName + ".model";
    }

    /** The package of readers and writers. */
    public String jsonPackage() {
        return packageName + ".json";
    }
}
