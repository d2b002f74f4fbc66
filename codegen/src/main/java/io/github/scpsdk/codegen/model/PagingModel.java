// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.codegen.model;

import io.github.scpsdk.codegen.read.ServiceFile.Style;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The paging of a list operation.
 *
 * @param place       the query parameter that says where a page begins
 * @param size        the query parameter that says how long it is
 * @param defaultSize how long it is when that is left out; 0 when the description does not say
 * @param items       the component of the response that holds the items
 * @param item        their record
 * @param total       the component that counts all items
 * @param marker      the component that says where the next page begins
 * @param more        the component that says whether there is one
 * @param identity    the components of an item that tell it from others
 */
public record PagingModel(
        Style style,
        Field place,
        Field size,
        int defaultSize,
        Field items,
        String item,
        @Nullable Field total,
        @Nullable Field marker,
        @Nullable Field more,
        List<Field> identity) {}
