// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.codegen.model;

import io.github.scpsdk.codegen.model.AndWaitModel.Expected;
import io.github.scpsdk.codegen.model.AndWaitModel.Given;
import io.github.scpsdk.codegen.model.OperationModel.PathArgument;
import io.github.scpsdk.codegen.model.PagingModels.Fields;
import io.github.scpsdk.codegen.model.Type.Scalar;
import io.github.scpsdk.codegen.model.WaiterModel.Argument;
import io.github.scpsdk.codegen.read.InvalidDescriptionException;
import io.github.scpsdk.codegen.read.ServiceFile;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The operations of a version that are followed by a wait, by what {@code service.yaml} says of them. */
final class AndWaitModels {

    private final ServiceFile service;
    private final RecordModels schemas;
    private final List<OperationModel> operations;
    private final Set<String> constants = new HashSet<>();

    AndWaitModels(ServiceFile service, RecordModels schemas, List<OperationModel> operations) {
        this.service = service;
        this.schemas = schemas;
        this.operations = operations;
    }

    List<AndWaitModel> andWaits(List<WaiterModel> waiters) {
        List<AndWaitModel> andWaits = new ArrayList<>();
        waiters.forEach(waiter -> constants.add(waiter.constant()));
        service.andWait().forEach((id, andWait) -> {
            OperationModel operation = operation(id);
            WaiterModel waiter = waiters.stream()
                    .filter(candidate -> candidate.name().equals(andWait.waiter()))
                    .findFirst()
                    .orElse(null);
            if (service.waiters().stream()
                    .noneMatch(candidate -> candidate.name().equals(andWait.waiter()))) {
                throw new InvalidDescriptionException(andWait.place(), "there is no waiter '" + andWait.waiter() + "'");
            }
            if (operation != null && waiter != null) {
                andWaits.add(andWait(andWait, operation, waiter));
            }
        });
        return List.copyOf(andWaits);
    }

    private AndWaitModel andWait(ServiceFile.AndWait andWait, OperationModel operation, WaiterModel waiter) {
        List<Given> given = new ArrayList<>();
        for (Argument argument : waiter.arguments()) {
            String path = argument.equals(waiter.id()) && andWait.id() != null
                    ? andWait.id()
                    : andWait.also().get(argument.wireName());
            given.add(path == null ? own(andWait, operation, argument) : answered(andWait, operation, argument, path));
        }
        for (String name : andWait.also().keySet()) {
            if (waiter.arguments().stream()
                    .noneMatch(argument -> argument.wireName().equals(name))) {
                throw new InvalidDescriptionException(
                        andWait.place(), waiter.name() + " has no argument '" + name + "'");
            }
        }
        return new AndWaitModel(operation, waiter, List.copyOf(given), expected(andWait, operation, waiter));
    }

    private List<Expected> expected(ServiceFile.AndWait andWait, OperationModel operation, WaiterModel waiter) {
        List<Expected> expected = new ArrayList<>();
        andWait.shows().forEach((shown, body) -> expected.add(expected(andWait, operation, waiter, shown, body, true)));
        andWait.lacks()
                .forEach((shown, body) -> expected.add(expected(andWait, operation, waiter, shown, body, false)));
        return List.copyOf(expected);
    }

    private Expected expected(
            ServiceFile.AndWait andWait,
            OperationModel operation,
            WaiterModel waiter,
            String shown,
            String body,
            boolean all) {
        if (operation.body() == null) {
            throw new InvalidDescriptionException(andWait.place(), operation.name() + " has no body");
        }
        String looked =
                waiter.latest() == null ? waiter.shown() : waiter.latest().entry();
        return new Expected(
                new Fields(schemas, andWait.place(), looked).values(shown),
                new Fields(schemas, andWait.place(), operation.body()).values(body),
                all);
    }

    private Given answered(ServiceFile.AndWait andWait, OperationModel operation, Argument argument, String path) {
        if (operation.result() == null) {
            throw new InvalidDescriptionException(andWait.place(), operation.name() + " answers nothing");
        }
        List<Field> fields = new Fields(schemas, andWait.place(), operation.result()).path(path);
        if (fields.get(fields.size() - 1).type() != Scalar.STRING) {
            throw new InvalidDescriptionException(andWait.place(), "'" + path + "' is no string");
        }
        String constant = Names.free(
                Names.constant(operation.name()) + "_" + Names.constant(argument.wireName()), constants::contains);
        constants.add(constant);
        return new Given(null, null, fields, constant);
    }

    private static Given own(ServiceFile.AndWait andWait, OperationModel operation, Argument argument) {
        for (PathArgument path : operation.path()) {
            if (path.wireName().equals(argument.wireName())) {
                return new Given(path.name(), null, List.of(), null);
            }
        }
        if (operation.params() != null) {
            for (Field field : operation.params().fields()) {
                if (field.wireName().equals(argument.wireName()) && field.required() && field.type() == Scalar.STRING) {
                    return new Given(null, field, List.of(), null);
                }
            }
        }
        throw new InvalidDescriptionException(
                andWait.place(),
                "neither the arguments of " + operation.name() + " nor its response give '" + argument.wireName()
                        + "'");
    }

    private @Nullable OperationModel operation(String id) {
        return operations.stream()
                .filter(operation -> operation.name().equals(id))
                .findFirst()
                .orElse(null);
    }
}
