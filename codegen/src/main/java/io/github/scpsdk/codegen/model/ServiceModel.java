package io.github.scpsdk.codegen.model;

import java.util.List;

/**
 * Everything that is printed for one service, decided.
 *
 * @param source      the folder of its descriptions
 * @param wireName    its name in hosts and version headers
 * @param folder      the module the sources go to
 * @param packageName the root package; versions, {@code model} and {@code json} are below it
 * @param versions    oldest first
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
        List<ResultModel> results) {

    /** The package of records and enumerations. */
    public String modelPackage() {
        return packageName + ".model";
    }

    /** The package of readers and writers. */
    public String jsonPackage() {
        return packageName + ".json";
    }
}
