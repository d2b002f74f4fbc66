// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.codegen.model;

import io.github.scpsdk.codegen.model.Type.ListOf;
import io.github.scpsdk.codegen.model.Type.Nested;
import io.github.scpsdk.codegen.model.Type.Scalar;
import io.github.scpsdk.codegen.read.InvalidDescriptionException;
import io.github.scpsdk.codegen.read.ServiceFile;
import io.github.scpsdk.codegen.read.ServiceFile.Style;
import io.github.scpsdk.codegen.read.SourceLocation;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Decides how list operations are paged. */
final class PagingModels {

    private final RecordModels schemas;

    PagingModels(RecordModels schemas) {
        this.schemas = schemas;
    }

    PagingModel of(
            ServiceFile.PagingSpec paging,
            @Nullable ParamsModel params,
            @Nullable String body,
            @Nullable String result) {
        SourceLocation place = paging.place();
        if (params == null || body != null || result == null) {
            throw new InvalidDescriptionException(
                    place, "only operations with query parameters, a response and no body are paged");
        }
        String begins =
                paging.style() == Style.LIMIT_OFFSET ? "offset" : paging.style() == Style.PAGE_SIZE ? "page" : "marker";
        Field at =
                parameter(place, params, begins, paging.style() == Style.LIMIT_MARKER ? Scalar.STRING : Scalar.INT32);
        Field size = parameter(place, params, paging.style() == Style.PAGE_SIZE ? "size" : "limit", Scalar.INT32);
        String defaultSize = size.facts().defaultValue();
        Fields response = new Fields(schemas, place, result);
        Field items = response.get(paging.items());
        if (!(items.type() instanceof ListOf list) || !(list.element() instanceof Nested item)) {
            throw new InvalidDescriptionException(place, "'" + paging.items() + "' is no list of objects");
        }
        Fields fields = new Fields(schemas, place, item.name());
        return new PagingModel(
                paging.style(),
                at,
                size,
                defaultSize == null ? 0 : Integer.parseInt(defaultSize),
                items,
                item.name(),
                paging.total() == null ? null : response.get(paging.total(), Scalar.INT32, Scalar.INT64),
                paging.marker() == null ? null : response.get(paging.marker(), Scalar.STRING),
                paging.more() == null ? null : response.get(paging.more(), Scalar.BOOLEAN),
                paging.identity().stream().map(fields::get).toList());
    }

    private static Field parameter(SourceLocation place, ParamsModel params, String name, Scalar type) {
        return params.fields().stream()
                .filter(field -> field.wireName().equals(name) && field.type() == type)
                .findFirst()
                .orElseThrow(() -> new InvalidDescriptionException(
                        place,
                        params.title() + " has no query parameter '" + name + "' of the type that paging needs"));
    }

    /** The components of a record by their wire names. */
    record Fields(RecordModels schemas, SourceLocation place, String record) {

        Field get(String wireName) {
            return schemas.shared(schemas.choices(record)).stream()
                    .filter(field -> field.wireName().equals(wireName))
                    .findFirst()
                    .orElseThrow(() -> new InvalidDescriptionException(place, record + " has no '" + wireName + "'"));
        }

        Field get(String wireName, Scalar... types) {
            Field field = get(wireName);
            if (!(field.type() instanceof Scalar scalar) || !Set.of(types).contains(scalar)) {
                throw new InvalidDescriptionException(
                        place, "'" + wireName + "' of " + record + " has not the type that is needed");
            }
            return field;
        }

        /** Returns whether a path leads anywhere. */
        boolean has(String wirePath) {
            Fields at = this;
            String[] names = wirePath.split("\\.", -1);
            for (int i = 0; i < names.length; i++) {
                String name = names[i];
                Field field = schemas.shared(schemas.choices(at.record())).stream()
                        .filter(candidate -> candidate.wireName().equals(name))
                        .findFirst()
                        .orElse(null);
                if (field == null) {
                    return false;
                }
                if (i + 1 < names.length) {
                    if (!(field.element() instanceof Nested nested)) {
                        return false;
                    }
                    at = new Fields(schemas, place, nested.name());
                }
            }
            return true;
        }

        /** Through nested records and lists of them: {@code result.attachments.id}. */
        ValuePath values(String wirePath) {
            List<ValuePath.Step> steps = new ArrayList<>();
            Fields at = this;
            String[] names = wirePath.split("\\.", -1);
            for (int i = 0; i < names.length; i++) {
                Field field = at.get(names[i]);
                steps.add(new ValuePath.Step(at.record(), field));
                if (i + 1 < names.length) {
                    if (!(field.element() instanceof Nested nested)) {
                        throw new InvalidDescriptionException(
                                place, "'" + names[i] + "' in '" + wirePath + "' holds nothing");
                    }
                    at = new Fields(schemas, place, nested.name());
                }
            }
            return new ValuePath(List.copyOf(steps));
        }

        /** Through nested records: {@code result.state}. */
        List<Field> path(String wirePath) {
            List<Field> path = new ArrayList<>();
            Fields at = this;
            String[] names = wirePath.split("\\.", -1);
            for (int i = 0; i < names.length; i++) {
                Field field = at.get(names[i]);
                path.add(field);
                if (i + 1 < names.length) {
                    if (!(field.type() instanceof Nested nested)) {
                        throw new InvalidDescriptionException(
                                place, "'" + names[i] + "' in '" + wirePath + "' holds nothing");
                    }
                    at = new Fields(schemas, place, nested.name());
                }
            }
            return List.copyOf(path);
        }
    }
}
