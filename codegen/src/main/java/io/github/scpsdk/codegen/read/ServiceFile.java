// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.codegen.read;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The facts about a service that its provider does not say: names in Java, which operations may be sent twice, how lists are
 * paged, and what can be waited for.
 *
 * @param place         the file itself
 * @param folder        the module that the sources go to
 * @param packageName   the root package
 * @param client        the name of the client interface
 * @param schemaNames   Java names of schemas, where the schema's own name will not do
 * @param propertyNames Java names of properties, by {@code Schema.property}
 * @param leftOut       why versions that exist have no document, by version
 * @param remedies      what the error about a missing value advises, by {@code Schema.property}
 */
public record ServiceFile(
        SourceLocation place,
        String folder,
        String packageName,
        String client,
        String title,
        String description,
        Map<String, String> schemaNames,
        Map<String, String> propertyNames,
        Map<String, String> leftOut,
        Map<String, String> remedies,
        List<ValueSet> valueSets,
        List<Words> words,
        Map<String, Semantics> operations,
        Map<String, PagingSpec> paging,
        List<WaiterSpec> waiters,
        Map<String, AndWait> andWait,
        Map<String, Creation> creates) {

    /**
     * An enumeration.
     *
     * @param constants Java constants by wire text, where the text in upper snake case will not do
     * @param since     the API version that brought a value, by wire text; older documents have the set without it
     */
    public record ValueSet(
            SourceLocation place,
            String name,
            String description,
            List<String> values,
            Map<String, String> constants,
            Map<String, String> since) {

        /** The values as documents older than {@link #since} have them. */
        public List<String> oldValues() {
            return values.stream().filter(text -> !since.containsKey(text)).toList();
        }
    }

    /**
     * Words that string fields hold.
     *
     * @param values    the known words; empty where the enumeration of the same name has them
     * @param constants Java constants by word, where the word in upper snake case will not do
     * @param fields    {@code Schema.property} or {@code operation.parameter}; a star stands for the rest of a name
     */
    public record Words(
            SourceLocation place,
            String name,
            String description,
            List<String> values,
            Map<String, String> constants,
            List<String> fields) {}

    /**
     * The meaning of sending an operation twice.
     *
     * @param verifyWith the operation that tells how an operation went that must not be repeated; absent where none does
     */
    public record Semantics(
            SourceLocation place,
            boolean idempotent,
            @Nullable String verifyWith) {}

    /** The ways of paging. */
    public enum Style {
        LIMIT_OFFSET,
        PAGE_SIZE,
        LIMIT_MARKER
    }

    /**
     * The paging of a list. Fields are named as in the response.
     *
     * @param total    how many items there are in all
     * @param marker   where the next page begins
     * @param more     whether there is a next page
     * @param identity what tells an item from others; may be several fields or none
     */
    public record PagingSpec(
            SourceLocation place,
            Style style,
            String items,
            @Nullable String total,
            @Nullable String marker,
            @Nullable String more,
            List<String> identity) {}

    /**
     * A thing that can be waited for. Fields are named as in the response, with dots between them where they are nested.
     *
     * @param operation         the operation that shows it
     * @param list              whether that lists it among others
     * @param items             where the list is
     * @param match             the field of an item that has its id
     * @param argument          the name of that id; of a waiter that shows, where the id is not in the path
     * @param state             where the state is; absent where being listed is all there is
     * @param failedOnceChanged states that count as failed unless the wait began in them
     * @param gone              whether the wait ends well when nothing is there any more
     * @param progress          where the per cent of the work that is done are
     * @param latest            how the latest entry of a history is found; absent where an id names what is waited for
     * @param limit             ISO duration
     * @param interval          ISO duration
     */
    public record WaiterSpec(
            SourceLocation place,
            String name,
            String description,
            String operation,
            boolean list,
            @Nullable String items,
            @Nullable String match,
            @Nullable String argument,
            @Nullable String state,
            List<String> reached,
            List<String> failed,
            List<String> failedOnceChanged,
            boolean gone,
            @Nullable String progress,
            @Nullable Latest latest,
            Duration limit,
            Duration interval) {}

    /**
     * The choice of the latest entry of a history.
     *
     * @param began   the field that says when it began
     * @param period  the query parameters for the first and the last moment of the history; empty where it needs none
     * @param with    fixed query parameters
     * @param details the operation that shows an entry; absent where the list shows everything
     */
    public record Latest(
            String began,
            List<String> period,
            Map<String, String> with,
            @Nullable String details) {}

    /**
     * A wait behind an operation.
     *
     * @param id   where its response has the id to wait for; absent where it is an argument of the operation
     * @param also where its response has other arguments of the waiter
     * @param shows fields of what is waited for that have to hold all values of fields of the body, by the former
     * @param lacks the same, where they must hold none of them
     */
    public record AndWait(
            SourceLocation place,
            String waiter,
            @Nullable String id,
            Map<String, String> also,
            Map<String, String> shows,
            Map<String, String> lacks) {}

    /**
     * How what an operation creates is found in a list. Fields are named as in requests and responses, with dots between them
     * where they are nested.
     *
     * @param list   the operation that lists such resources
     * @param items  where the list is; absent where the operation is paged
     * @param with   fixed query parameters of the list
     * @param id     the id in the list
     * @param at     when it was made, in the list; absent where that does not say
     * @param name   the name in the list; absent where there is none
     * @param sentName the name in the body
     * @param suffix pattern of what the provider adds to a name; empty where it adds nothing
     * @param match  fields of the list that have to hold the values of fields of the body, by the former
     * @param only   fields of the list with the words of which they hold one
     * @param except fields of the list with the words of which they hold none
     * @param ifAbsent how what exists is adopted; absent where it is not
     */
    public record Creation(
            SourceLocation place,
            String list,
            @Nullable String items,
            Map<String, String> with,
            String id,
            @Nullable String at,
            @Nullable String name,
            @Nullable String sentName,
            String suffix,
            Map<String, String> match,
            Map<String, List<String>> only,
            Map<String, List<String>> except,
            @Nullable IfAbsent ifAbsent) {}

    /**
     * How what exists under a name is adopted.
     *
     * @param id     where the response of the operation has the id
     * @param broken fields of the list with the words with which a resource cannot be used
     */
    public record IfAbsent(String id, Map<String, List<String>> broken) {}
}
