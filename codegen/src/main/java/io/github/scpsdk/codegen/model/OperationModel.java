// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.codegen.model;

import io.github.scpsdk.codegen.read.ApiOperation;
import io.github.scpsdk.codegen.read.KnownFrom;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An operation of one version.
 *
 * @param name     the method, lower camel
 * @param title    the provider's title
 * @param path     the path parameters in the path's order
 * @param params   the query parameters, if there are any
 * @param body     the record of the body
 * @param responses  the documented successes, in the document's order
 * @param result   the record or sealed result that the method returns; absent for {@code void}
 * @param refusals the other documented statuses
 * @param verifyWith   the operation that tells how this one went, where it must not be repeated
 * @param since    the API version that brought it, where older ones of the service lack it
 * @param paging   how its pages are walked, where it has pages
 * @param anonymous whether it is sent without credentials
 * @param job      what a 202 means, where that is no success like others
 * @param knownFrom where it is known from; absent where that is the guide
 */
public record OperationModel(
        String name,
        String title,
        String description,
        String method,
        String pathTemplate,
        List<PathArgument> path,
        @Nullable ParamsModel params,
        @Nullable String body,
        List<SuccessResponse> responses,
        @Nullable String result,
        List<Integer> refusals,
        boolean idempotent,
        @Nullable String verifyWith,
        @Nullable String since,
        @Nullable PagingModel paging,
        boolean anonymous,
        ApiOperation.@Nullable Job job,
        @Nullable KnownFrom knownFrom) {

    /** A path parameter; always a string. */
    public record PathArgument(String wireName, String name, FieldDocs facts) {}

    /**
     * A documented success.
     *
     * @param record its record; absent where it has no body
     */
    public record SuccessResponse(int status, @Nullable String record) {}
}
