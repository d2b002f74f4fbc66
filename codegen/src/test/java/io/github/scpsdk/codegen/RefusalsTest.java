// SPDX-License-Identifier: Apache-2.0
package io.github.scpsdk.codegen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.scpsdk.codegen.read.InvalidDescriptionException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the generator does not understand stops it, with the file and the line. */
class RefusalsTest {

    private static final String DOCUMENT = """
            openapi: 3.1.0
            info: {title: Cases, version: "1.0", x-service: widgets, x-state: CURRENT}
            servers:
              - url: https://widgets.{region}.example.com
                x-locations: [{environment: a, region: north}]
            security: [{token: []}]
            paths:
              /v1/widgets/{widget_id}:
                put:
                  operationId: setWidget
                  summary: Set Widget
                  parameters:
                    - {name: widget_id, in: path, required: true, schema: {type: string}}
                    - {name: mode, in: query, schema: {type: string, enum: [A, B]}}
                  requestBody: {required: true, content: {application/json: {schema: {$ref: '#/components/schemas/Widget'}}}}
                  responses:
                    '200': {description: OK, content: {application/json: {schema: {$ref: '#/components/schemas/Widget'}}}}
            components:
              schemas:
                Widget:
                  type: object
                  required: [id]
                  properties:
                    id: {type: string}
                    size: {type: integer, format: int32}
              securitySchemes:
                token: {type: apiKey, in: header, name: X-Token}
            """;

    private static final String SERVICE = """
            folder: sdk-widgets
            package: io.github.scpsdk.cases.refused
            client: WidgetsClient
            title: Widgets
            description: An invented service.
            javaNames:
              schemas: {}
              properties: {}
            enumerations:
              - {name: Mode, description: mode, values: [A, B], constants: {}}
            operations:
              setWidget: {idempotent: true}
            """;

    @Test
    void theUnchangedDescriptionIsUnderstood(@TempDir Path root) throws IOException {
        write(root, DOCUMENT, SERVICE);

        assertThat(Generator.generate(root)).isNotEmpty();
    }

    static Stream<Arguments> documents() {
        return Stream.of(
                Arguments.of(
                        "size: {type: integer, format: int32}",
                        "size: {type: integer, format: int32, multipleOf: 2}",
                        "api/widgets/1.0.yaml:25 (components/schemas/Widget/properties/size/multipleOf): 'multipleOf'"
                                + " is not understood here"),
                Arguments.of(
                        "size: {type: integer, format: int32}",
                        "size: {type: integer}",
                        "api/widgets/1.0.yaml:25 (components/schemas/Widget/properties/size): a type without 'format'"
                                + " is not understood here; understood: int32, int64"),
                Arguments.of(
                        "size: {type: integer, format: int32}",
                        "size: {type: string, format: email}",
                        "(components/schemas/Widget/properties/size): format 'email' is not understood here;"
                                + " understood: date-time, date, local-date-time, password, numeric-string"),
                Arguments.of(
                        "size: {type: integer, format: int32}",
                        "size: {type: [string, integer]}",
                        "(components/schemas/Widget/properties/size): the union [integer, string] is not understood"),
                Arguments.of(
                        "size: {type: integer, format: int32}",
                        "size: {type: integer, format: int32, pattern: x}",
                        "(components/schemas/Widget/properties/size): 'pattern' and lengths belong to plain strings"),
                Arguments.of(
                        "size: {type: integer, format: int32}",
                        "size: {type: integer, format: int32, minimum: 1.5}",
                        "(components/schemas/Widget/properties/size): 'minimum' and 'maximum' must be whole numbers"),
                Arguments.of(
                        "size: {type: integer, format: int32}",
                        "size: {type: string, pattern: '('}",
                        "(components/schemas/Widget/properties/size): the pattern is none that Java understands"),
                Arguments.of(
                        "size: {type: integer, format: int32}",
                        "size: {type: object, properties: {a: {type: string}}}",
                        "(components/schemas/Widget/properties/size): an object inside another needs a name"),
                Arguments.of(
                        "size: {type: integer, format: int32}",
                        "size: {type: array, items: {type: array, items: {type: string}}}",
                        "(components/schemas/Widget/properties/size/items): lists of this are not understood"),
                Arguments.of(
                        "size: {type: integer, format: int32}",
                        "size: {type: array}",
                        "(components/schemas/Widget/properties/size): a list needs 'items'"),
                Arguments.of(
                        "size: {type: integer, format: int32}",
                        "size: {oneOf: [{type: string}]}",
                        "(components/schemas/Widget/properties/size/oneOf): 'oneOf' is not understood here"),
                Arguments.of(
                        "size: {type: integer, format: int32}",
                        "size: {type: string, enum: [A, C]}",
                        "(components/schemas/Widget/properties/size): no enumeration has the values [A, C]; name it"
                                + " under 'enumerations' in api/widgets/service.yaml"),
                Arguments.of(
                        "size: {type: integer, format: int32}",
                        "size: {$ref: '#/components/schemas/Gadget'}",
                        "(components/schemas/Widget/properties/size/$ref): there is no schema 'Gadget'"),
                Arguments.of(
                        "size: {type: integer, format: int32}",
                        "ID: {type: integer, format: int32}",
                        "(components/schemas/Widget/properties/ID): 'id' and 'ID' would both be id; name one of them"
                                + " under javaNames/properties in api/widgets/service.yaml"),
                Arguments.of(
                        "size: {type: integer, format: int32}",
                        "1st: {type: integer, format: int32}",
                        "(components/schemas/Widget/properties/1st): '1st' cannot be the name of a component"),
                Arguments.of(
                        "required: [id]",
                        "required: [name]",
                        "(components/schemas/Widget): 'name' is required but no property"),
                Arguments.of(
                        "name: mode, in: query",
                        "name: mode, in: header",
                        "(paths/v1/widgets/{widget_id}/put/parameters/1): parameters stand in the path or in the query,"
                                + " not in 'header'"),
                Arguments.of(
                        "name: widget_id",
                        "name: gadget_id",
                        "paths.'/v1/widgets/{widget_id}'. Declared path parameter widget_id needs to be defined"),
                Arguments.of(
                        "requestBody: {required: true, content",
                        "requestBody: {content",
                        "(paths/v1/widgets/{widget_id}/put/requestBody): only bodies with 'required: true'"),
                Arguments.of(
                        "'200': {description: OK,",
                        "'204': {description: No Content}\n        '200': {description: OK,",
                        "(paths/v1/widgets/{widget_id}/put): successes with and without a body in one operation"),
                Arguments.of(
                        "'200': {description: OK,",
                        "default: {description: OK,",
                        "(paths/v1/widgets/{widget_id}/put/responses/default): 'default' is no HTTP status"),
                Arguments.of(
                        "operationId: setWidget", "deprecated: true\n      operationId: setWidget", "'deprecated' is"),
                Arguments.of(
                        "operationId: setWidget",
                        "operationId: putWidget",
                        "(paths/v1/widgets/{widget_id}/put): api/widgets/service.yaml:1 does not say whether"
                                + " 'putWidget' may be repeated"),
                Arguments.of(
                        "type: apiKey, in: header, name: X-Token",
                        "type: apiKey, in: header, name: X-Token, x-authenticator: magic",
                        "(components/securitySchemes/token/x-authenticator): 'magic' is not understood"),
                Arguments.of(
                        "type: apiKey, in: header, name: X-Token",
                        "type: apiKey, in: query, name: token",
                        "(components/securitySchemes/token): only 'type: apiKey' with 'in: header' is understood"),
                Arguments.of("{region}.example", "{zone}.example", "the variables of a server are {region} and"),
                Arguments.of("x-state: CURRENT", "x-state: OLD", "(info/x-state): 'OLD' is no state"),
                Arguments.of(
                        "x-state: CURRENT",
                        "x-state: DEPRECATED",
                        "the newest version is deprecated: nothing is left to use instead"),
                Arguments.of(
                        "version: \"1.0\"", "version: \"1.1\"", "the file is named after another version than 1.1"),
                Arguments.of("openapi: 3.1.0", "openapi: 3.0.3", "(openapi): only OpenAPI 3.1 is understood"),
                Arguments.of(
                        "size: {type: integer, format: int32}",
                        "size: {type: string, enum: []}",
                        "(components/schemas/Widget/properties/size): an enumeration without values"),
                Arguments.of(
                        "size: {type: integer, format: int32}",
                        "size: {type: [string, 'null'], enum: [null]}",
                        "(components/schemas/Widget/properties/size): an enumeration without values"),
                Arguments.of(
                        "size: {type: integer, format: int32}",
                        "size: {type: string, enum: [A, B, A]}",
                        "(components/schemas/Widget/properties/size): 'A' is twice among the values"),
                Arguments.of(
                        "size: {type: integer, format: int32}",
                        "size: {type: string, enum: [yes, no]}",
                        "(components/schemas/Widget/properties/size): 'true' among the values is no string; quote it"),
                Arguments.of(
                        "size: {type: integer, format: int32}",
                        "size: {type: string, enum: [A, B, null]}",
                        "(components/schemas/Widget/properties/size): null is among the values, but not among the"
                                + " types"),
                Arguments.of(
                        "size: {type: integer, format: int32}",
                        "size: {$ref: '#/components/schemas/Widget', type: object}",
                        "(components/schemas/Widget/properties/size/type): 'type' is not understood here; understood"
                                + " are [$ref, description]"),
                Arguments.of(
                        "size: {type: integer, format: int32}",
                        "size: {$ref: '#/components/schemas/Widget', properties: {a: {type: string}}}",
                        "(components/schemas/Widget/properties/size/properties): 'properties' is not understood here"),
                Arguments.of(
                        "size: {type: integer, format: int32}",
                        "size: {anyOf: [{$ref: '#/components/schemas/Widget', description: lost}, {type: 'null'}]}",
                        "(components/schemas/Widget/properties/size/anyOf/0/description): 'description' is not"
                                + " understood here; understood are [$ref]"),
                Arguments.of(
                        "size: {type: integer, format: int32}",
                        "size: {anyOf: [{$ref: '#/components/schemas/Widget'}, {type: 'null'}], default: x}",
                        "(components/schemas/Widget/properties/size/default): 'default' is not understood here"),
                Arguments.of(
                        "size: {type: integer, format: int32}",
                        "size: {type: string, properties: {a: {type: string}}}",
                        "(components/schemas/Widget/properties/size): 'properties' belongs to an object"),
                Arguments.of(
                        "size: {type: integer, format: int32}",
                        "size: {type: integer, format: int64, maximum: 92233720368547758070}",
                        "(components/schemas/Widget/properties/size): 'minimum' and 'maximum' must be within 64 bits"),
                Arguments.of(
                        "size: {type: integer, format: int32}",
                        "size: {type: integer, format: int32, minimum: 2, maximum: 1}",
                        "(components/schemas/Widget/properties/size): 'minimum' is more than 'maximum'"),
                Arguments.of(
                        "size: {type: integer, format: int32}",
                        "size: {type: string, minLength: 2, maxLength: 1}",
                        "(components/schemas/Widget/properties/size): 'minLength' is more than 'maxLength'"),
                Arguments.of(
                        "size: {type: integer, format: int32}",
                        "size: {type: string, maxLength: 99999999999}",
                        "(components/schemas/Widget/properties/size): 'maxLength' is no number that is understood"),
                Arguments.of(
                        "size: {type: integer, format: int32}",
                        "size: {type: string, minLength: 1.5}",
                        "(components/schemas/Widget/properties/size): 'minLength' is no number that is understood"),
                Arguments.of(
                        "Widget:\n      type: object",
                        "Widget:\n      type: object\n      minItems: 3",
                        "(components/schemas/Widget/minItems): 'minItems' is not understood here"),
                Arguments.of(
                        "Widget:\n      type: object",
                        "Widget:\n      type: [object, 'null']",
                        "(components/schemas/Widget): a component may not be null; say so where it is pointed to"),
                Arguments.of(
                        "operationId: setWidget",
                        "operationId: import",
                        "(paths/v1/widgets/{widget_id}/put): 'import' cannot be a method"),
                Arguments.of(
                        "operationId: setWidget",
                        "operationId: SetWidget",
                        "(paths/v1/widgets/{widget_id}/put): 'SetWidget' cannot be a method"),
                Arguments.of(
                        "operationId: setWidget",
                        "operationId: hashCode",
                        "(paths/v1/widgets/{widget_id}/put): 'hashCode' cannot be a method"),
                Arguments.of(
                        "operationId: setWidget",
                        "operationId: versions",
                        "(paths/v1/widgets/{widget_id}/put): 'versions' cannot be a method"),
                Arguments.of("\n    put:", "\n    get:", "(paths/v1/widgets/{widget_id}/get): a GET has no body"),
                Arguments.of(
                        "name: mode, in: query, schema: {type: string, enum: [A, B]}",
                        "name: mode, in: query, schema: {type: string, format: password}",
                        "(paths/v1/widgets/{widget_id}/put/parameters/1): a secret is understood in a body only"),
                Arguments.of(
                        "in: path, required: true, schema: {type: string}",
                        "in: path, required: true, schema: {type: string, format: password}",
                        "(paths/v1/widgets/{widget_id}/put/parameters/0): parameters in the path are plain strings"),
                Arguments.of(
                        "in: path, required: true, schema: {type: string}",
                        "in: path, required: true, schema: {type: string, format: date-time}",
                        "(paths/v1/widgets/{widget_id}/put/parameters/0): parameters in the path are plain strings"),
                Arguments.of(
                        "in: path, required: true, schema: {type: string}",
                        "in: path, required: true, schema: {type: string, enum: [A, B]}",
                        "(paths/v1/widgets/{widget_id}/put/parameters/0): parameters in the path are plain strings"),
                Arguments.of(
                        "in: path, required: true, schema: {type: string}",
                        "in: path, required: true, schema: {type: string, maxLength: 3}",
                        "(paths/v1/widgets/{widget_id}/put/parameters/0): parameters in the path are plain strings"),
                Arguments.of(
                        "security: [{token: []}]",
                        "x-version-header: X-Version\nsecurity: [{token: []}]",
                        "(x-version-header): this must have keys"),
                Arguments.of(
                        "x-locations: [{environment: a, region: north}]",
                        "x-locations: {a: north}",
                        "(servers/0/x-locations): this must be a list"),
                Arguments.of(
                        "x-locations: [{environment: a, region: north}]",
                        "x-locations: [north]",
                        "(servers/0/x-locations): a location is an environment and a region"),
                Arguments.of(
                        "x-locations: [{environment: a, region: north}]",
                        "x-locations: []",
                        "(servers/0): 'x-locations' must list the valid pairs"),
                Arguments.of(
                        "region: north}",
                        "region: north.east}",
                        "(servers/0/x-locations): 'north.east' is no label of a host"),
                Arguments.of("url: https://", "url: ftp://", "(servers/0): the URL of a server begins with https://"),
                Arguments.of(
                        "x-service: widgets",
                        "x-service: our widgets",
                        "(info/x-service): 'our widgets' cannot be the name of a service"),
                Arguments.of(
                        "x-state: CURRENT",
                        "x-state: CURRENT, x-not-before: '2031-01-31'",
                        "(info/x-not-before): only a deprecated version has an end"),
                Arguments.of(
                        "x-state: CURRENT",
                        "x-state: DEPRECATED, x-not-before: '2031-13-31'",
                        "(info/x-not-before): '2031-13-31' is no date"),
                Arguments.of(
                        "summary: Set Widget",
                        "summary: Set Widget\n      x-known-from: {kind: rumour, of: '1.0', date: '2031-01-31'}",
                        "api/widgets/1.0.yaml:12 (paths/v1/widgets/{widget_id}/put/x-known-from/kind): 'rumour' is no"
                                + " way to know something; understood are [page, vendor-client, carried-over, example,"
                                + " derived]"),
                Arguments.of(
                        "summary: Set Widget",
                        "summary: Set Widget\n      x-known-from: {kind: page, of: '1.0'}",
                        "(paths/v1/widgets/{widget_id}/put/x-known-from): 'date' is missing"),
                Arguments.of(
                        "required: [id]",
                        "required: [id]\n      x-known-from: {kind: page, of: '1.0', date: yesterday}",
                        "(components/schemas/Widget/x-known-from/date): 'yesterday' is no date like 2031-01-31"),
                Arguments.of(
                        "required: [id]",
                        "required: [id]\n      x-known-from: {kind: page, of: '1.0', date: '2031-01-31', by: me}",
                        "(components/schemas/Widget/x-known-from/by): 'by' is not understood here; understood are"
                                + " [date, kind, name, note, of]"),
                Arguments.of(
                        "id: {type: string}",
                        "id: {type: string, x-known-from: {kind: page, of: '1.0', date: '2031-01-31'}}",
                        "(components/schemas/Widget/properties/id/x-known-from): 'x-known-from' is not understood"
                                + " here"),
                Arguments.of(
                        "x-state: CURRENT", "x-state: CURRENT, x-uncertain: ''", "(info): 'x-uncertain' is missing"),
                Arguments.of(
                        "title: Cases", "title: Cases, title: Cases", "this is not YAML: found duplicate key title"));
    }

    @ParameterizedTest
    @MethodSource("documents")
    void refusesInADocument(String original, String changed, String message, @TempDir Path root) throws IOException {
        assertThat(DOCUMENT).contains(original);
        write(root, DOCUMENT.replace(original, changed), SERVICE);

        assertThatThrownBy(() -> Generator.generate(root))
                .isInstanceOf(InvalidDescriptionException.class)
                .hasMessageStartingWith("api/widgets/1.0.yaml")
                .hasMessageContaining(message);
    }

    static Stream<Arguments> serviceFiles() {
        return Stream.of(
                Arguments.of("folder: sdk-widgets", "", "api/widgets/service.yaml:2: 'folder' is missing"),
                Arguments.of(
                        "title: Widgets", "title: Widgets\ncolour: red", ":5 (colour): 'colour' is not understood"),
                Arguments.of(
                        "idempotent: true", "idempotent: maybe", ":12 (operations/setWidget): 'idempotent' must be"),
                Arguments.of(
                        "idempotent: true",
                        "idempotent: false",
                        ":12 (operations/setWidget): an operation that must not be repeated says which operation"
                                + " tells"),
                Arguments.of(
                        "idempotent: true",
                        "idempotent: false, verifyWith: showWidget",
                        ":12 (operations/setWidget): version 1.0 has no operation 'showWidget'"),
                Arguments.of(
                        "setWidget: {idempotent: true}",
                        "setWidget: {idempotent: true}\n  getWidget: {idempotent: true}",
                        ":13 (operations/getWidget): no document has this operation"),
                Arguments.of(
                        "values: [A, B]",
                        "values: [5min, B]",
                        "(enumerations/0): '5MIN' cannot be a constant; name it under 'constants'"),
                Arguments.of(
                        "values: [A, B]",
                        "values: [a-b, a_b]",
                        "(enumerations/0): 'a-b' and 'a_b' would both be A_B; name one of them under 'constants'"),
                Arguments.of(
                        "constants: {}",
                        "constants: {C: SEE}",
                        "(enumerations/0): 'constants' names values that Mode has"),
                Arguments.of(
                        "operations:",
                        "  - {name: Way, description: way, values: [C], constants: {}}\noperations:",
                        "(enumerations/1): nothing has the values of Way"),
                Arguments.of(
                        "operations:",
                        "  - {name: Way, description: way, values: [B, A], constants: {}}\noperations:",
                        "(enumerations/1): Way has the same values as Mode: one set, one type"),
                Arguments.of(
                        "constants: {}",
                        "constants: {}, since: {C: '1.1'}",
                        "(enumerations/0): 'since' names values that Mode has not: [C]"),
                Arguments.of(
                        "constants: {}",
                        "constants: {}, since: {A: '1.1', B: '1.1'}",
                        "(enumerations/0): 'since' is understood for some of the values, all of the same version"),
                Arguments.of(
                        "constants: {}",
                        "constants: {}, since: {B: '1.0'}",
                        "(enumerations/0): nothing has the values of Mode without those of 'since'"),
                Arguments.of(
                        "operations:",
                        "words: [{name: Kind, description: kind, fields: [Widget.id], why: because}]\noperations:",
                        "(words/0): words need 'values', or the name of an enumeration that has them"),
                Arguments.of(
                        "operations:",
                        "words: [{name: Mode, description: mode, values: [A, B], fields: [Widget.id], why: because}]\n"
                                + "operations:",
                        "(words/0): the enumeration Mode has the values"),
                Arguments.of(
                        "operations:",
                        "words: [{name: Kind, description: kind, values: [a], fields: [Widget.name], why: because}]\n"
                                + "operations:",
                        "(words/0): no document has the field Widget.name"),
                Arguments.of(
                        "operations:",
                        "words: [{name: Kind, description: kind, values: [a], fields: [Widget.size], why: because}]\n"
                                + "operations:",
                        "(words/0): Widget.size is no string"),
                Arguments.of(
                        "operations:",
                        "words: [{name: Kind, description: kind, values: [a], fields: [], why: because}]\noperations:",
                        "(words/0): words need the 'fields' that hold them"),
                Arguments.of(
                        "operations:",
                        "words: [{name: Kind, description: kind, values: [a-b, a_b], fields: [Widget.id], why:"
                                + " because}]\n"
                                + "operations:",
                        "(words/0): 'a-b' and 'a_b' would both be A_B; name one of them under 'constants'"),
                Arguments.of(
                        "operations:",
                        "words: [{name: String, description: kind, values: [a], fields: [Widget.id], why: because}]\n"
                                + "operations:",
                        "(words/0): 'String' cannot be the name of a class of words"),
                Arguments.of(
                        "operations:",
                        "words: [{name: Widget, description: kind, values: [a], fields: [Widget.id], why: because}]\n"
                                + "operations:",
                        "the record Widget would be taken for the words Widget"),
                Arguments.of(
                        "operations:",
                        "words: [{name: Kind, description: kind, values: [a], fields: [Widget.id], why: because},"
                                + " {name: Mode, fields: [Widget.id], why: because}]\noperations:",
                        "(words/1): Widget.id has the words of Kind already"),
                Arguments.of(
                        "enumerations:",
                        "leftOut: {1.0: nobody knows it}\nenumerations:",
                        "api/widgets/service.yaml:1 says under 'leftOut' that this version is left out"),
                Arguments.of(
                        "enumerations:",
                        "remedies: {Widget.id: ask}\nenumerations:",
                        ":9 (remedies): this must be a list"),
                Arguments.of(
                        "enumerations:",
                        "remedies: [{fields: [Widget.id], text: ask}, {fields: [Widget.id], text: look}]\n"
                                + "enumerations:",
                        ":9 (remedies/1): 'Widget.id' has another remedy already"),
                Arguments.of(
                        "enumerations:",
                        "remedies: [{fields: [Widget.size], text: ask}]\nenumerations:",
                        "remedies names what no request must give: [Widget.size]"),
                Arguments.of(
                        "package: io.github.scpsdk.cases.refused",
                        "package: io.github.default",
                        ":2 (package): 'io.github.default' cannot be the name of a package"),
                Arguments.of(
                        "client: WidgetsClient",
                        "client: Our Widgets",
                        ":3 (client): 'Our Widgets' cannot be the name of a client"),
                Arguments.of(
                        "folder: sdk-widgets",
                        "folder: ../sdk-widgets",
                        ":1 (folder): '../sdk-widgets' is no name of a folder"),
                Arguments.of(
                        "properties: {}",
                        "properties: {Widget.size: class}",
                        "'class' cannot be the name of a component"),
                Arguments.of(
                        "properties: {}",
                        "properties: {Widget.size: toString}",
                        "'toString' cannot be the name of a component"),
                Arguments.of("constants: {}", "constants: {A: text}", "(enumerations/0): 'text' cannot be a constant"),
                Arguments.of("constants: {}", "constants: {A: _}", "(enumerations/0): '_' cannot be a constant"),
                Arguments.of("values: [A, B]", "values: [A, B, A]", "(enumerations/0): 'A' is twice among the values"),
                Arguments.of("name: Mode", "name: String", "(enumerations/0): 'String' cannot be the name of an"),
                Arguments.of(
                        "schemas: {}", "schemas: {Gadget: X}", "javaNames names schema 'Gadget', which no document"),
                Arguments.of(
                        "properties: {}", "properties: {Widget.colour: x}", "names properties that no document has"));
    }

    @ParameterizedTest
    @MethodSource("serviceFiles")
    void refusesInAServiceFile(String original, String changed, String message, @TempDir Path root) throws IOException {
        assertThat(SERVICE).contains(original);
        write(root, DOCUMENT, SERVICE.replace(original, changed));

        assertThatThrownBy(() -> Generator.generate(root))
                .isInstanceOf(InvalidDescriptionException.class)
                .hasMessageContaining("api/widgets/service.yaml")
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @MethodSource("clashes")
    void refusesASchemaThatCannotBeARecord(String name, String message, @TempDir Path root) throws IOException {
        write(root, DOCUMENT.replace("Widget'", name + "'").replace("    Widget:", "    " + name + ":"), SERVICE);

        assertThatThrownBy(() -> Generator.generate(root))
                .isInstanceOf(InvalidDescriptionException.class)
                .hasMessageContaining(message);
    }

    static Stream<Arguments> clashes() {
        return Stream.of(
                Arguments.of("Object", "'Object' cannot be the name of a record; name it under javaNames/schemas in"),
                Arguments.of("Widget-1", "'Widget-1' cannot be the name of a record"),
                Arguments.of("MODE", "the record MODE would be taken for the enumeration Mode"));
    }

    @Test
    void keepsAPathThatEndsInTheNameOfAMethod(@TempDir Path root) throws IOException {
        String other = """
              /v1/widgets/{widget_id}/put:
                post:
                  operationId: putOnShelf
                  summary: Put on Shelf
                  parameters:
                    - {name: widget_id, in: path, required: true, schema: {type: string}}
                  responses: {'204': {description: done}}
            components:
            """;
        write(root, DOCUMENT.replace("components:\n", other), SERVICE + "  putOnShelf: {idempotent: true}\n");

        assertThat(Generator.generate(root)).isNotEmpty();
    }

    @Test
    void refusesASchemaThatOneVersionKnowsNothingOf(@TempDir Path root) throws IOException {
        String schemas = "  schemas:\n";
        write(root, DOCUMENT.replace(schemas, schemas + "    Gadget: {type: object}\n"), SERVICE);
        Files.writeString(
                root.resolve("api/widgets/1.1.yaml"),
                DOCUMENT.replace("version: \"1.0\"", "version: \"1.1\"")
                        .replace(
                                schemas,
                                schemas + "    Gadget: {type: object, properties: {colour: {type: string}}}\n"));

        assertThatThrownBy(() -> Generator.generate(root))
                .isInstanceOf(InvalidDescriptionException.class)
                .hasMessage("api/widgets/1.1.yaml:20 (components/schemas/Gadget): this is object, but free_form at"
                        + " api/widgets/1.0.yaml:20 (components/schemas/Gadget)");
    }

    @Test
    void refusesADescriptionWithoutAServiceFile(@TempDir Path root) throws IOException {
        write(root, DOCUMENT, SERVICE);
        Path folder = Files.createDirectories(root.resolve("api/gadgets"));
        Files.writeString(folder.resolve("1.0.yaml"), DOCUMENT);

        assertThatThrownBy(() -> Generator.generate(root))
                .isInstanceOf(InvalidDescriptionException.class)
                .hasMessage("api/gadgets: a description is in it, but no service.yaml");
    }

    @Test
    void refusesAFileThatItDoesNotRead(@TempDir Path root) throws IOException {
        write(root, DOCUMENT, SERVICE);
        Files.writeString(root.resolve("api/widgets/1.1.yml"), DOCUMENT);

        assertThatThrownBy(() -> Generator.generate(root))
                .isInstanceOf(InvalidDescriptionException.class)
                .hasMessage("api/widgets/1.1.yml: only .yaml files are read here");
    }

    @Test
    void refusesTwoServicesInOneFolder(@TempDir Path root) throws IOException {
        write(root, DOCUMENT, SERVICE);
        Path folder = Files.createDirectories(root.resolve("api/gadgets"));
        Files.writeString(folder.resolve("1.0.yaml"), DOCUMENT);
        Files.writeString(folder.resolve("service.yaml"), SERVICE);

        assertThatThrownBy(() -> Generator.generate(root))
                .isInstanceOf(InvalidDescriptionException.class)
                .hasMessage(
                        "api/widgets/service.yaml:1: the folder 'sdk-widgets' is that of api/gadgets/service.yaml:1,"
                                + " too");
    }

    private static void write(Path root, String document, String service) throws IOException {
        Path folder = Files.createDirectories(root.resolve("api/widgets"));
        Files.writeString(folder.resolve("1.0.yaml"), document);
        Files.writeString(folder.resolve("service.yaml"), service);
    }

    /** The cases of paging and waiting, with one thing changed. */
    static Stream<Arguments> listsAndWaits() {
        return Stream.of(
                Arguments.of(
                        "paginators", "limit-offset", "limit-and-offset", "'style' must be limit-offset, page-size"),
                Arguments.of("paginators", "total: count", "total: sum", "WidgetListResponse has no 'sum'"),
                Arguments.of(
                        "paginators", "total: count", "total: widgets", "'widgets' of WidgetListResponse has not the"),
                Arguments.of("paginators", "items: widgets", "items: count", "'count' is no list of objects"),
                Arguments.of("paginators", "identity: [id]", "identity: [name]", "Widget has no 'name'"),
                Arguments.of("paginators", ", identity: []", "", "'identity' is missing; [] where nothing tells"),
                Arguments.of("paginators", "style: page-size", "style: limit-offset", "no query parameter 'offset'"),
                Arguments.of("paginators", "marker: next_marker, ", "", "'marker' belongs to limit-marker"),
                Arguments.of("paginators", "listParts: {style", "listGears: {style", "no document has the operation"),
                Arguments.of("waiters", "show: showWidget", "show: showGadget", "no document has the operation"),
                Arguments.of("waiters", "state: result.state", "state: result.mood", "Widget has no 'mood'"),
                Arguments.of(
                        "waiters", "state: result.state", "state: result", "a state is a string, an enumeration or"),
                Arguments.of("waiters", "reached: [READY]", "reached: [DONE]", "WidgetState has no 'DONE'"),
                Arguments.of("waiters", "reached: [READY]", "reached: []", "nothing ends this well"),
                Arguments.of("waiters", "limit: PT1M", "limit: a minute", "'a minute' is no duration of whole seconds"),
                Arguments.of("waiters", "    items: parts\n", "", "'items' and 'match' or 'latest' belong to 'list'"),
                Arguments.of("waiters", "    items: parts\n", "    items: parts\n    latest: x\n", "needs no 'match'"),
                Arguments.of(
                        "waiters", "    items: parts\n", "    items: parts\n    id: x\n", "'id' belongs to 'show'"),
                Arguments.of(
                        "waiters", "    items: parts\n", "    items: parts\n    with: {a: b}\n", "belong to 'latest'"),
                Arguments.of("runs", "period: [from, to]", "period: [from]", "a period is two parameters"),
                Arguments.of("runs", "latest: started_at", "latest: state", "has not the type that is needed"),
                Arguments.of("runs", "with: {sort", "with: {order", "no query parameter 'order'"),
                Arguments.of("runs", "progress: parts.rate", "progress: state", "progress is a number"),
                Arguments.of("runs", "shows: {target: target}", "shows: {target: goal}", "has no 'goal'"),
                Arguments.of("waiters", "{part_id: part_id}", "{id: part_id}", "Part has no 'id'"),
                Arguments.of(
                        "waiters", "{part_id: part_id}", "{part_id: widget_id}", "'widgetId' cannot be the name of"),
                Arguments.of(
                        "waiters", "waiter: widgetReady", "waiter: widgetBuilt", "there is no waiter 'widgetBuilt'"),
                Arguments.of("waiters", "id: widget_id}", "id: name}", "WidgetCreateResponse has no 'name'"),
                Arguments.of("waiters", "widgetReady, id: widget_id", "widgetReady", "give 'widget_id'"),
                Arguments.of("waiters", "{waiter: widgetDeleted}", "{waiter: widgetDeleted, id: x}", "answers nothing"),
                Arguments.of("waiters", "also: {widget_id:", "also: {colour:", "neither the arguments of createPart"));
    }

    @ParameterizedTest
    @MethodSource("listsAndWaits")
    void refusesListsAndWaits(String feature, String original, String changed, String message, @TempDir Path root)
            throws IOException {
        String described = feature.equals("runs") ? "api/jobs" : "api/widgets";
        Path api = Repository.CASES.resolve(feature).resolve(described);
        Path folder = Files.createDirectories(root.resolve(described));
        for (Path file : Repository.files(api, ".yaml")) {
            String text = Repository.text(file);
            boolean service = file.endsWith("service.yaml");
            assertThat(!service || text.contains(original)).isTrue();
            Files.writeString(folder.resolve(file.getFileName()), service ? text.replace(original, changed) : text);
        }

        assertThatThrownBy(() -> Generator.generate(root))
                .isInstanceOf(InvalidDescriptionException.class)
                .hasMessageContaining(described + "/service.yaml")
                .hasMessageContaining(message);
    }
}
