// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.codegen.model;

import io.github.scpsdk.codegen.model.CreationModel.Given;
import io.github.scpsdk.codegen.model.CreationModel.IfAbsent;
import io.github.scpsdk.codegen.model.CreationModel.Match;
import io.github.scpsdk.codegen.model.CreationModel.Name;
import io.github.scpsdk.codegen.model.CreationModel.Words;
import io.github.scpsdk.codegen.model.OperationModel.PathArgument;
import io.github.scpsdk.codegen.model.PagingModels.Fields;
import io.github.scpsdk.codegen.model.Type.ListOf;
import io.github.scpsdk.codegen.model.Type.Nested;
import io.github.scpsdk.codegen.model.Type.Scalar;
import io.github.scpsdk.codegen.model.WaiterModel.Fixed;
import io.github.scpsdk.codegen.read.InvalidDescriptionException;
import io.github.scpsdk.codegen.read.ServiceFile;
import io.github.scpsdk.codegen.read.SourceLocation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Decides how what the operations of one version create is found, by what {@code service.yaml} says of them. */
final class CreationModels {

    private final RecordModels schemas;
    private final List<OperationModel> operations;

    CreationModels(RecordModels schemas, List<OperationModel> operations) {
        this.schemas = schemas;
        this.operations = operations;
    }

    /** Refuses a field that no version has in both places: versions differ, but a field that is nowhere is a mistake. */
    static void checkFields(ServiceFile service, List<VersionModel> versions) {
        service.creates().forEach((id, creation) -> {
            List<CreationModel> all = versions.stream()
                    .flatMap(version -> version.creations().stream())
                    .filter(model -> model.operation().name().equals(id))
                    .toList();
            if (creation.name() != null && all.stream().allMatch(model -> model.name() == null)) {
                throw nowhere(creation.place(), creation.name());
            }
            for (String field : creation.match().keySet()) {
                if (all.stream()
                        .flatMap(model -> model.match().stream())
                        .noneMatch(match -> match.field().equals(field))) {
                    throw nowhere(creation.place(), field);
                }
            }
        });
    }

    private static InvalidDescriptionException nowhere(SourceLocation place, String field) {
        return new InvalidDescriptionException(
                place, "no version has '" + field + "' in its list and what it is compared with in its body");
    }

    List<CreationModel> of(ServiceFile service) {
        List<CreationModel> creations = new ArrayList<>();
        service.creates().forEach((id, creation) -> {
            OperationModel operation = operation(id);
            OperationModel list = operation(creation.list());
            if (operation != null && list != null) {
                creations.add(creation(creation, operation, list));
            }
        });
        return List.copyOf(creations);
    }

    private CreationModel creation(ServiceFile.Creation creation, OperationModel operation, OperationModel list) {
        SourceLocation place = creation.place();
        if (!list.name().equals(operation.verifyWith())) {
            throw new InvalidDescriptionException(
                    place,
                    "the outcome of " + operation.name() + " is not told by " + list.name() + ", see 'verifyWith'");
        }
        Field items = items(creation, list);
        String item = items == null ? Objects.requireNonNull(list.paging()).item() : ((Nested) items.element()).name();
        Fields listed = new Fields(schemas, place, item);
        Fields sent = operation.body() == null ? null : new Fields(schemas, place, operation.body());
        List<Match> match = new ArrayList<>();
        creation.match().forEach((shown, body) -> {
            if (sent != null && sent.has(body) && listed.has(shown)) {
                match.add(new Match(shown, listed.values(shown), notSecret(place, sent.values(body))));
            }
        });
        Field at = creation.at() == null ? null : listed.get(creation.at(), Scalar.DATE_TIME, Scalar.STRING);
        if (at == null && creation.name() == null && creation.match().isEmpty()) {
            throw new InvalidDescriptionException(
                    place, "nothing tells what was made: 'at', 'name' or 'match' is missing");
        }
        return new CreationModel(
                operation,
                Names.constant(operation.name()),
                list,
                items,
                given(place, operation, list, sent),
                creation.with().entrySet().stream()
                        .map(fixed -> new Fixed(
                                WaiterModels.parameter(place, list, fixed.getKey(), Scalar.STRING, Scalar.INT32),
                                fixed.getValue()))
                        .toList(),
                item,
                listed.get(creation.id(), Scalar.STRING),
                at,
                name(creation, listed, sent),
                List.copyOf(match),
                words(creation.only(), listed),
                words(creation.except(), listed),
                sent == null
                        ? List.of()
                        : schemas.shared(schemas.choices(Objects.requireNonNull(operation.body()))).stream()
                                .filter(field -> field.sensitive() && field.type() == Scalar.STRING)
                                .toList(),
                creation.ifAbsent() == null ? null : ifAbsent(creation, creation.ifAbsent(), operation, listed));
    }

    private IfAbsent ifAbsent(
            ServiceFile.Creation creation, ServiceFile.IfAbsent ifAbsent, OperationModel operation, Fields listed) {
        SourceLocation place = creation.place();
        if (operation.body() == null
                || operation.result() == null
                || operation.params() != null
                || !operation.path().isEmpty()
                || creation.sentName() == null
                || !new Fields(schemas, place, operation.body())
                        .get(creation.sentName())
                        .mandatory()) {
            throw new InvalidDescriptionException(
                    place, "only what has a name that must be sent, and a body and a response alone, is adopted");
        }
        List<Field> id = new Fields(schemas, place, operation.result()).path(ifAbsent.id());
        if (id.get(id.size() - 1).type() != Scalar.STRING) {
            throw new InvalidDescriptionException(place, "'" + ifAbsent.id() + "' is no string");
        }
        return new IfAbsent(id, words(ifAbsent.broken(), listed));
    }

    private @Nullable Field items(ServiceFile.Creation creation, OperationModel list) {
        if ((list.paging() == null) == (creation.items() == null) || list.body() != null || list.result() == null) {
            throw new InvalidDescriptionException(
                    creation.place(), "'items' says where the list is, and only where it is not paged");
        }
        if (creation.items() == null) {
            return null;
        }
        Field items = new Fields(schemas, creation.place(), list.result()).get(creation.items());
        if (!(items.type() instanceof ListOf of) || !(of.element() instanceof Nested)) {
            throw new InvalidDescriptionException(creation.place(), "'" + creation.items() + "' is no list of objects");
        }
        return items;
    }

    private static ValuePath notSecret(SourceLocation place, ValuePath path) {
        path.steps().stream()
                .filter(step -> step.field().sensitive())
                .findFirst()
                .ifPresent(step -> {
                    throw new InvalidDescriptionException(
                            place, "'" + step.field().wireName() + "' is a secret, which is not compared");
                });
        return path;
    }

    private static @Nullable Name name(ServiceFile.Creation creation, Fields listed, @Nullable Fields sent) {
        return creation.name() == null
                        || creation.sentName() == null
                        || sent == null
                        || !sent.has(creation.sentName())
                        || !listed.has(creation.name())
                ? null
                : new Name(
                        sent.get(creation.sentName(), Scalar.STRING),
                        listed.get(creation.name(), Scalar.STRING),
                        creation.suffix());
    }

    private static List<Words> words(Map<String, List<String>> words, Fields listed) {
        return words.entrySet().stream()
                .map(entry -> new Words(entry.getKey(), listed.values(entry.getKey()), entry.getValue()))
                .toList();
    }

    /** What the list needs, from the arguments of the operation by their names. */
    private List<Given> given(
            SourceLocation place, OperationModel operation, OperationModel list, @Nullable Fields sent) {
        return Stream.concat(
                        list.path().stream().map(argument -> given(place, operation, sent, argument.wireName(), null)),
                        (list.params() == null
                                        ? List.<Field>of()
                                        : list.params().fields())
                                .stream()
                                        .filter(Field::required)
                                        .map(field -> given(place, operation, sent, field.wireName(), field)))
                .toList();
    }

    private static Given given(
            SourceLocation place, OperationModel operation, @Nullable Fields sent, String name, @Nullable Field query) {
        for (PathArgument argument : operation.path()) {
            if (argument.wireName().equals(name)) {
                return new Given(query, argument.name(), null, null);
            }
        }
        if (operation.params() != null) {
            for (Field field : operation.params().fields()) {
                if (field.wireName().equals(name) && field.type() == Scalar.STRING) {
                    return new Given(query, null, field, null);
                }
            }
        }
        if (sent != null && sent.has(name)) {
            return new Given(query, null, null, sent.get(name, Scalar.STRING));
        }
        throw new InvalidDescriptionException(place, operation.name() + " has no '" + name + "', which its list needs");
    }

    private @Nullable OperationModel operation(String id) {
        return operations.stream()
                .filter(operation -> operation.name().equals(id))
                .findFirst()
                .orElse(null);
    }
}
