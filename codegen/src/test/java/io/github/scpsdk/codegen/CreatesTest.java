// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.codegen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.scpsdk.codegen.Documents.Document;
import io.github.scpsdk.codegen.read.InvalidDescriptionException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What {@code service.yaml} says of how things that are created are found: it is complete, and mistakes stop the generator. */
class CreatesTest {

    private static final Path CASE = Path.of("src/test/resources/cases/creates/api/things");

    /** Every operation that creates something, where a list tells how it went. */
    @Test
    void whatIsCreatedAndListedCanBeFound() {
        Set<String> missing = new TreeSet<>();
        for (Document document : Documents.all()) {
            JsonNode service = ListsAndWaitsTest.service(document);
            document.operations().stream()
                    .map(Documents.Operation::id)
                    .filter(id -> id.startsWith("create"))
                    .filter(id -> service.get("operations")
                            .get(id)
                            .path("verifyWith")
                            .asText()
                            .startsWith("list"))
                    .filter(id -> !service.path("creates").has(id))
                    .forEach(id -> missing.add(document.service() + " " + id));
        }

        assertThat(missing).isEmpty();
    }

    static Stream<Arguments> mistakes() {
        return Stream.of(
                Arguments.of("    id: copy_id", "    key: copy_id", "'key' is not understood"),
                Arguments.of("    id: copy_id\n", "", "(creates/createCopy): 'id' is missing"),
                Arguments.of("    id: copy_id", "    id: id", "(creates/createCopy): Copy has no 'id'"),
                Arguments.of(
                        "  createCopy: #", "  createTwin: #", "(creates/createTwin): no document has the operation"),
                Arguments.of(
                        "    list: listCopies",
                        "    list: listTwins",
                        "(creates/createCopy): no document has the operation 'listTwins'"),
                Arguments.of(
                        "    list: listCopies",
                        "    list: listThings",
                        "(creates/createCopy): the outcome of createCopy is not told by listThings, see 'verifyWith'"),
                Arguments.of(
                        "    items: copies\n",
                        "",
                        "(creates/createCopy): 'items' says where the list is, and only where it is not paged"),
                Arguments.of(
                        "    list: listThings\n",
                        "    list: listThings\n    items: things\n",
                        "(creates/createThing): 'items' says where the list is, and only where it is not paged"),
                Arguments.of(
                        "    at: created_at",
                        "    at: shelf",
                        "(creates/createThing): 'shelf' of Thing has not the type"),
                Arguments.of(
                        "    at: made\n",
                        "",
                        "(creates/createCopy): nothing tells what was made: 'at', 'name' or 'match' is missing"),
                Arguments.of(
                        "shelf: place.shelf",
                        "kind2: kind",
                        "(creates/createThing): no version has 'kind2' in its list and what it is compared with in its"
                                + " body"),
                Arguments.of(
                        "name: {name: rule_name}",
                        "name: {name: name}",
                        "(creates/createRule): no version has 'name' in its list and what it is compared with"),
                Arguments.of(
                        "name: {name: rule_name}",
                        "name: {}",
                        "(creates/createRule/name): 'name' is one field of the list and one of the body"),
                Arguments.of("kind: kind,", "kind: passphrase,", "'passphrase' is a secret, which is not compared"),
                Arguments.of("_[0-9]{3}", "_[0-9", "(creates/createThing/suffix): the suffix is no pattern"),
                Arguments.of(
                        "    at: made",
                        "    at: made\n    suffix: x",
                        "(creates/createCopy): 'suffix' belongs to 'name'"),
                Arguments.of("[GONE, GOING]", "[]", "(creates/createThing/except): 'state' needs a list of words"),
                Arguments.of("{state: [GONE", "{place: [GONE", "(creates/createThing): Thing has no 'place'"),
                Arguments.of("{id: thing_id, ", "{", "(creates/createThing/ifAbsent): 'id' is missing"),
                Arguments.of("{id: thing_id, ", "{id: id, ", "(creates/createThing): ThingCreateResponse has no 'id'"),
                Arguments.of(
                        "broken: {state", "bad: {state", "(creates/createThing/ifAbsent/bad): 'bad' is not understood"),
                Arguments.of(
                        "    at: made",
                        "    at: made\n    ifAbsent: {id: copy_id}",
                        "(creates/createCopy): only what has a name that must be sent, and a body and a response alone, is"
                                + " adopted"),
                Arguments.of(
                        "sort: \"name:asc\"",
                        "order: \"name:asc\"",
                        "(creates/createThing): listThings has no query parameter 'order' of the type needed"));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void refuses(String original, String changed, String message, @TempDir Path root) throws IOException {
        String service = Files.readString(CASE.resolve("service.yaml"));
        assertThat(service).contains(original);
        generate(root, Files.readString(CASE.resolve("1.0.yaml")), service.replace(original, changed), message);
    }

    @Test
    void refusesAListThatNeedsMoreThanTheOperationHas(@TempDir Path root) throws IOException {
        String document = Files.readString(CASE.resolve("1.0.yaml"));
        String needs = "name: sort, in: query, required: false";
        assertThat(document).contains(needs);

        generate(
                root,
                document.replace(needs, needs.replace("false", "true")),
                Files.readString(CASE.resolve("service.yaml")),
                "(creates/createThing): createThing has no 'sort', which its list needs");
    }

    @Test
    void refusesAnOperationWithTheNameOfTheMethod(@TempDir Path root) throws IOException {
        generate(
                root,
                Files.readString(CASE.resolve("1.0.yaml"))
                        .replace("operationId: listThings", "operationId: verifyCreateThing"),
                Files.readString(CASE.resolve("service.yaml")).replace("listThings", "verifyCreateThing"),
                "the operation 'verifyCreateThing' has the name of another method");
    }

    private static void generate(Path root, String document, String service, String message) throws IOException {
        Path folder = Files.createDirectories(root.resolve("api/things"));
        Files.writeString(folder.resolve("1.0.yaml"), document);
        Files.writeString(folder.resolve("service.yaml"), service);

        assertThatThrownBy(() -> Generator.generate(root))
                .isInstanceOf(InvalidDescriptionException.class)
                .hasMessageContaining(message);
    }
}
