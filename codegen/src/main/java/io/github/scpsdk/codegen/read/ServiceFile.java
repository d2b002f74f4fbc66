package io.github.scpsdk.codegen.read;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a provider does not say about a service: names in Java, and which operations may be sent twice.
 *
 * @param place         the file itself
 * @param folder        the module that the sources go to
 * @param packageName   the root package
 * @param client        the name of the client interface
 * @param schemaNames   Java names of schemas, where the schema's own name will not do
 * @param propertyNames Java names of properties, by {@code Schema.property}
 */
public record ServiceFile(
        Place place,
        String folder,
        String packageName,
        String client,
        String title,
        String description,
        Map<String, String> schemaNames,
        Map<String, String> propertyNames,
        List<ValueSet> valueSets,
        Map<String, Semantics> operations) {

    /**
     * An enumeration.
     *
     * @param constants Java constants by wire text, where the text in upper snake case will not do
     */
    public record ValueSet(
            Place place, String name, String description, List<String> values, Map<String, String> constants) {}

    /**
     * What sending an operation twice means.
     *
     * @param toldBy the operation that tells how an unrepeatable one went; absent where none does
     */
    public record Semantics(
            Place place, boolean repeatable, @Nullable String toldBy) {}
}
