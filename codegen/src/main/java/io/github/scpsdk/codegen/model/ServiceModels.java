// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.codegen.model;

import io.github.scpsdk.codegen.model.VersionModel.Deprecation;
import io.github.scpsdk.codegen.read.ApiDocument;
import io.github.scpsdk.codegen.read.ApiFolder;
import io.github.scpsdk.codegen.read.ApiOperation;
import io.github.scpsdk.codegen.read.InvalidDescriptionException;
import io.github.scpsdk.codegen.read.ServiceFile;
import io.github.scpsdk.codegen.read.ServiceFile.Semantics;
import io.github.scpsdk.codegen.read.SourceLocation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Decides everything about one service; what it returns only needs printing. */
public final class ServiceModels {

    private final ApiFolder folder;
    private final ServiceFile service;
    private final ValueSets valueSets;
    private final WordSets wordSets;
    private final RecordModels schemas;
    private final OperationModels operations;

    private ServiceModels(ApiFolder folder) {
        this.folder = folder;
        this.service = folder.service();
        this.valueSets = new ValueSets(service);
        this.wordSets = new WordSets(service, valueSets);
        this.schemas = new RecordModels(folder, valueSets, wordSets);
        this.operations = new OperationModels(folder, schemas);
    }

    /** The model of the service described in this folder. */
    public static ServiceModel of(ApiFolder folder) {
        return new ServiceModels(folder).model();
    }

    private ServiceModel model() {
        checkSameService();
        checkLeftOut();
        checkOperationsAgree();
        List<VersionModel> versions =
                folder.documents().stream().map(this::version).toList();
        CreationModels.checkFields(service, versions);
        List<ResultModel> results = operations.results();
        List<RecordModel> records = schemas.records(results);
        checkResultNames(results, records);
        return new ServiceModel(
                folder.folder(),
                folder.documents().get(0).service(),
                service.folder(),
                service.packageName(),
                service.title(),
                service.description(),
                versions,
                records,
                valueSets.all(),
                wordSets.all(),
                results,
                service.leftOut());
    }

    private void checkSameService() {
        String name = folder.documents().get(0).service();
        for (ApiDocument document : folder.documents()) {
            if (!document.service().equals(name)) {
                throw new InvalidDescriptionException(
                        document.place(), "this describes '" + document.service() + "', its neighbour '" + name + "'");
            }
        }
    }

    private void checkLeftOut() {
        for (ApiDocument document : folder.documents()) {
            if (service.leftOut().containsKey(document.version())) {
                throw new InvalidDescriptionException(
                        document.place(), service.place() + " says under 'leftOut' that this version is left out");
            }
        }
    }

    private void checkOperationsAgree() {
        Set<String> described = new TreeSet<>();
        for (ApiDocument document : folder.documents()) {
            Set<String> ids = new HashSet<>();
            for (ApiOperation operation : document.operations()) {
                if (!ids.add(operation.id())) {
                    throw new InvalidDescriptionException(operation.place(), "'" + operation.id() + "' is there twice");
                }
                if (!Names.operation(operation.id())) {
                    throw new InvalidDescriptionException(
                            operation.place(), "'" + operation.id() + "' cannot be a method");
                }
                Semantics semantics = operations.semantics(operation);
                if (semantics.verifyWith() != null
                        && document.operations().stream()
                                .noneMatch(other -> other.id().equals(semantics.verifyWith()))) {
                    throw new InvalidDescriptionException(
                            semantics.place(),
                            "version " + document.version() + " has no operation '" + semantics.verifyWith() + "'");
                }
            }
            described.addAll(ids);
        }
        service.operations().forEach((id, semantics) -> {
            if (!described.contains(id)) {
                throw new InvalidDescriptionException(semantics.place(), "no document has this operation");
            }
        });
        Map<SourceLocation, String> named = new LinkedHashMap<>();
        service.paging().forEach((id, paging) -> named.put(paging.place(), id));
        service.waiters().forEach(waiting -> named.put(waiting.place(), waiting.operation()));
        service.andWait().forEach((id, andWait) -> named.put(andWait.place(), id));
        service.creates().forEach((id, creation) -> {
            if (!described.contains(creation.list())) {
                throw new InvalidDescriptionException(
                        creation.place(), "no document has the operation '" + creation.list() + "'");
            }
            named.put(creation.place(), id);
        });
        named.forEach((place, id) -> {
            if (!described.contains(id)) {
                throw new InvalidDescriptionException(place, "no document has the operation '" + id + "'");
            }
        });
    }

    /** The newest version that is no preview; the newest of all, if all are. */
    private String newest() {
        List<ApiDocument> documents = folder.documents();
        return documents.stream()
                .filter(document -> document.preview() == null)
                .reduce((older, newer) -> newer)
                .orElse(documents.get(documents.size() - 1))
                .version();
    }

    private VersionModel version(ApiDocument document) {
        String newest = newest();
        if (document.deprecated() && document.version().equals(newest)) {
            throw new InvalidDescriptionException(
                    document.place(), "the newest version is deprecated: nothing is left to use instead");
        }
        List<OperationModel> models = new ArrayList<>();
        for (ApiOperation operation : document.operations()) {
            models.add(operations.of(operation));
        }
        List<WaiterModel> waiters = new WaiterModels(service, schemas, wordSets, models).waiters();
        List<AndWaitModel> andWaits = new AndWaitModels(service, schemas, models).andWaits(waiters);
        List<CreationModel> creations = new CreationModels(schemas, models).of(service);
        checkMethodNames(models, andWaits, creations);
        String client = service.client();
        return new VersionModel(
                document.place().file(),
                document.version(),
                service.packageName() + ".v" + document.version().replace('.', '_'),
                client,
                client.replaceFirst("Client$", "") + "Operations",
                document.hostTemplate(),
                document.locations(),
                document.header(),
                document.errors(),
                document.security(),
                document.deprecated() ? new Deprecation(document.notBefore(), newest) : null,
                document.uncertain(),
                document.preview(),
                newer(document),
                document.knownFrom(),
                List.copyOf(models),
                waiters,
                andWaits,
                creations);
    }

    private @Nullable String newer(ApiDocument document) {
        ApiDocument last = folder.documents().get(folder.documents().size() - 1);
        return last.version().equals(document.version()) ? null : last.version();
    }

    private void checkMethodNames(
            List<OperationModel> operations, List<AndWaitModel> andWaits, List<CreationModel> creations) {
        Set<String> taken = new HashSet<>(Set.of("waiters"));
        operations.stream()
                .filter(operation -> operation.paging() != null)
                .forEach(operation -> taken.add(operation.name() + "Paginator"));
        andWaits.forEach(andWait -> taken.add(andWait.operation().name() + "AndWait"));
        creations.forEach(creation -> {
            taken.add(creation.verify());
            if (creation.ifAbsent() != null) {
                taken.add(creation.ensure());
            }
        });
        for (OperationModel operation : operations) {
            if (taken.contains(operation.name())) {
                throw new InvalidDescriptionException(
                        service.place(), "the operation '" + operation.name() + "' has the name of another method");
            }
        }
    }

    private void checkResultNames(List<ResultModel> results, List<RecordModel> records) {
        Set<String> taken = new HashSet<>(valueSets.names());
        records.forEach(record -> taken.add(record.name()));
        for (ResultModel result : results) {
            if (taken.contains(result.name())) {
                throw new InvalidDescriptionException(
                        service.place(),
                        "the schema or enumeration " + result.name() + " has the name of the result of "
                                + result.title() + "; name it otherwise under javaNames");
            }
        }
    }
}
