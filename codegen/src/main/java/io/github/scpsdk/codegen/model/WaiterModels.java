// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.codegen.model;

import io.github.scpsdk.codegen.model.OperationModel.PathArgument;
import io.github.scpsdk.codegen.model.PagingModels.Fields;
import io.github.scpsdk.codegen.model.Type.Enumerated;
import io.github.scpsdk.codegen.model.Type.ListOf;
import io.github.scpsdk.codegen.model.Type.Nested;
import io.github.scpsdk.codegen.model.Type.Scalar;
import io.github.scpsdk.codegen.model.WaiterModel.Argument;
import io.github.scpsdk.codegen.model.WaiterModel.Detail;
import io.github.scpsdk.codegen.model.WaiterModel.Fixed;
import io.github.scpsdk.codegen.model.WaiterModel.Latest;
import io.github.scpsdk.codegen.read.ApiSchema.Limits;
import io.github.scpsdk.codegen.read.InvalidDescriptionException;
import io.github.scpsdk.codegen.read.ServiceFile;
import io.github.scpsdk.codegen.read.SourceLocation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Decides what can be waited for in one version. */
final class WaiterModels {

    private final ServiceFile service;
    private final RecordModels schemas;
    private final WordSets wordSets;
    private final List<OperationModel> operations;

    WaiterModels(ServiceFile service, RecordModels schemas, WordSets wordSets, List<OperationModel> operations) {
        this.service = service;
        this.schemas = schemas;
        this.wordSets = wordSets;
        this.operations = operations;
    }

    List<WaiterModel> waiters() {
        List<WaiterModel> waiters = new ArrayList<>();
        for (ServiceFile.WaiterSpec waiting : service.waiters()) {
            OperationModel poll = operation(waiting.operation());
            if (poll != null) {
                waiters.add(waiter(waiting, poll));
            }
        }
        return List.copyOf(waiters);
    }

    private WaiterModel waiter(ServiceFile.WaiterSpec waiting, OperationModel poll) {
        SourceLocation place = waiting.place();
        String result = poll.result();
        if (!Names.identifier(waiting.name())) {
            throw new InvalidDescriptionException(place, "'" + waiting.name() + "' cannot be a method");
        }
        if (poll.body() != null || result == null || schemas.choices(result).size() != 1) {
            throw new InvalidDescriptionException(
                    place, "a poll has no body and one kind of response; " + poll.name() + " is other");
        }
        String shown = result;
        Field items = null;
        if (waiting.items() != null) {
            items = new Fields(schemas, place, result).get(waiting.items());
            if (!(items.type() instanceof ListOf list) || !(list.element() instanceof Nested item)) {
                throw new InvalidDescriptionException(place, "'" + waiting.items() + "' is no list of objects");
            }
            shown = item.name();
        }
        List<Argument> arguments = arguments(waiting, poll);
        Latest latest = waiting.latest() == null ? null : latest(place, waiting.latest(), poll, shown, arguments);
        if (latest != null && latest.details() != null) {
            shown = Objects.requireNonNull(latest.details().result());
        }
        Fields fields = new Fields(schemas, place, shown);
        return new WaiterModel(
                waiting.name(),
                Names.constant(waiting.name()),
                waiting.description(),
                poll,
                shown,
                items,
                waiting.match() == null ? null : fields.get(waiting.match(), Scalar.STRING),
                arguments,
                id(waiting, poll, arguments),
                waiting.state() == null ? List.of() : state(waiting, fields.path(waiting.state())),
                waiting.reached(),
                waiting.failed(),
                waiting.failedOnceChanged(),
                waiting.gone(),
                waiting.progress() == null ? null : progress(place, fields.values(waiting.progress())),
                latest,
                waiting.limit(),
                waiting.interval());
    }

    /** The arguments of the path, the id to poll for, the required arguments of the query: the order of the operations that delete. */
    private static List<Argument> arguments(ServiceFile.WaiterSpec waiting, OperationModel poll) {
        List<Argument> arguments = new ArrayList<>();
        poll.path()
                .forEach(argument ->
                        arguments.add(new Argument(argument.wireName(), argument.name(), argument.facts(), null)));
        if (waiting.list() && waiting.argument() != null) {
            FieldDocs facts = new FieldDocs(
                    "id of what is waited for",
                    new Limits(null, null, null, null, null, null, null),
                    null,
                    null,
                    null,
                    null,
                    null);
            arguments.add(new Argument(waiting.argument(), Names.argument(waiting.argument()), facts, null));
        }
        if (poll.params() != null) {
            for (Field field : poll.params().fields()) {
                if (field.required()
                        && !(waiting.latest() != null
                                && waiting.latest().period().contains(field.wireName()))) {
                    if (field.type() != Scalar.STRING) {
                        throw new InvalidDescriptionException(
                                waiting.place(), "'" + field.wireName() + "' of " + poll.name() + " is no string");
                    }
                    arguments.add(new Argument(field.wireName(), field.name(), field.facts(), field));
                }
            }
        }
        Set<String> taken = new HashSet<>(Set.of("options", "limit", "shown"));
        for (Argument argument : arguments) {
            if (!Names.identifier(argument.name()) || !taken.add(argument.name())) {
                throw new InvalidDescriptionException(
                        waiting.place(), "'" + argument.name() + "' cannot be the name of an argument, or is twice");
            }
        }
        return List.copyOf(arguments);
    }

    private static Argument id(ServiceFile.WaiterSpec waiting, OperationModel poll, List<Argument> arguments) {
        List<PathArgument> path = poll.path();
        String name = waiting.argument() != null
                ? waiting.argument()
                : !path.isEmpty()
                        ? path.get(path.size() - 1).wireName()
                        : waiting.latest() != null && !arguments.isEmpty()
                                ? arguments.get(arguments.size() - 1).wireName()
                                : null;
        return arguments.stream()
                .filter(argument -> argument.wireName().equals(name))
                .findFirst()
                .orElseThrow(() -> new InvalidDescriptionException(
                        waiting.place(), "nothing in the path of " + poll.name() + " names what is waited for"));
    }

    private Latest latest(
            SourceLocation place,
            ServiceFile.Latest latest,
            OperationModel poll,
            String entry,
            List<Argument> arguments) {
        Fields fields = new Fields(schemas, place, entry);
        List<String> period = latest.period();
        List<Fixed> with = new ArrayList<>();
        latest.with()
                .forEach((name, value) ->
                        with.add(new Fixed(parameter(place, poll, name, Scalar.STRING, Scalar.INT32), value)));
        OperationModel details = latest.details() == null ? null : operation(latest.details());
        if (latest.details() != null && (details == null || details.body() != null || details.result() == null)) {
            throw new InvalidDescriptionException(place, latest.details() + " shows nothing");
        }
        return new Latest(
                entry,
                fields.get(latest.began(), Scalar.DATE_TIME),
                period.isEmpty() ? null : parameter(place, poll, period.get(0), Scalar.DATE_TIME),
                period.isEmpty() ? null : parameter(place, poll, period.get(1), Scalar.DATE_TIME),
                List.copyOf(with),
                details,
                details == null ? List.of() : details(details, fields, arguments));
    }

    /** The waiter's own arguments come first, then what the entry has. */
    private static List<Detail> details(OperationModel details, Fields entry, List<Argument> arguments) {
        List<Detail> given = new ArrayList<>();
        details.path().forEach(path -> given.add(detail(path.wireName(), null, entry, arguments)));
        if (details.params() != null) {
            details.params().fields().stream()
                    .filter(Field::required)
                    .forEach(field -> given.add(detail(field.wireName(), field, entry, arguments)));
        }
        return List.copyOf(given);
    }

    private static Detail detail(String name, @Nullable Field query, Fields entry, List<Argument> arguments) {
        return arguments.stream()
                .filter(argument -> argument.wireName().equals(name))
                .findFirst()
                .map(argument -> new Detail(query, argument, null))
                .orElseGet(() -> new Detail(query, null, entry.get(name, Scalar.STRING)));
    }

    static Field parameter(SourceLocation place, OperationModel poll, String name, Scalar... types) {
        return (poll.params() == null ? List.<Field>of() : poll.params().fields())
                .stream()
                        .filter(field -> field.wireName().equals(name)
                                && field.type() instanceof Scalar scalar
                                && Set.of(types).contains(scalar))
                        .findFirst()
                        .orElseThrow(() -> new InvalidDescriptionException(
                                place, poll.name() + " has no query parameter '" + name + "' of the type needed"));
    }

    private static ValuePath progress(SourceLocation place, ValuePath path) {
        if (path.end() != Scalar.INT32 && path.end() != Scalar.FLOAT64) {
            throw new InvalidDescriptionException(place, "progress is a number");
        }
        return path;
    }

    private List<Field> state(ServiceFile.WaiterSpec waiting, List<Field> path) {
        Field state = path.get(path.size() - 1);
        Type type = state.type();
        if (type instanceof Enumerated enumerated) {
            List<String> known = service.valueSets().stream()
                    .filter(set -> set.name().equals(enumerated.name()))
                    .flatMap(set -> set.values().stream())
                    .toList();
            checkStates(waiting, enumerated.name(), known);
        } else if (state.facts().words() != null) {
            checkStates(
                    waiting, state.facts().words(), wordSets.texts(state.facts().words()));
        } else if (type != Scalar.STRING && type != Scalar.BOOLEAN) {
            throw new InvalidDescriptionException(waiting.place(), "a state is a string, an enumeration or a boolean");
        }
        return path;
    }

    private static void checkStates(ServiceFile.WaiterSpec waiting, String name, List<String> texts) {
        Set<String> known =
                texts.stream().map(text -> text.toUpperCase(Locale.ROOT)).collect(Collectors.toSet());
        Stream.of(waiting.reached(), waiting.failed(), waiting.failedOnceChanged())
                .flatMap(List::stream)
                .filter(state -> !known.contains(state.toUpperCase(Locale.ROOT)))
                .findFirst()
                .ifPresent(state -> {
                    throw new InvalidDescriptionException(waiting.place(), name + " has no '" + state + "'");
                });
    }

    private @Nullable OperationModel operation(String id) {
        return operations.stream()
                .filter(operation -> operation.name().equals(id))
                .findFirst()
                .orElse(null);
    }
}
