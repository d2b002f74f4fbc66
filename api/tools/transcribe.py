#!/usr/bin/env python3
"""Turns the text of the storage API guide into the documents and the examples of this folder.

    python3 api/tools/transcribe.py GUIDE                      write api/<service>/<version>.yaml and api/examples/
    python3 api/tools/transcribe.py GUIDE --descriptions DIR   the same, taking the descriptions from DIR/<service>.yaml
    python3 api/tools/transcribe.py GUIDE --check              write nothing, fail where a file is not what the guide gives

The guide gives the facts: names, types, limits, examples. The descriptions are ours and live in the documents; each run
carries them over from there. What the guide says twice and differently is settled in api/decisions.yaml. Where a
documented body breaks its schema is computed here and explained in api/examples/deviations.yaml.

Needs Python 3.9 and PyYAML.
"""

import argparse
import ast
import datetime
import json
import re
import sys
from pathlib import Path

import yaml

API = Path(__file__).resolve().parent.parent

# Guide chapter -> service name in the host, and the name for people.
SERVICES = {
    "Archive Storage": "archivestorage",
    "Backup": "backup",
    "Block Storage(BM)": "baremetal-blockstorage",
    "File Storage": "filestorage",
    "Parallel File Storage": "parallel-filestorage",
}
TITLES = {"Block Storage(BM)": "Block Storage (BM)"}

EXPECTED = {
    "services": 5,
    "documents": 12,
    "operations": 129,
    "operation-versions": 348,
    "schemas": 223,
    "schema fields": 947,
    "bodies": 470,
    "request lines equal to path and required query": 348,
    "bodies whose keys equal the fields of their schema": 470,
    "bodies that break their schema": 101,
    "fields at which they do": 35,
    "request bodies that break their schema": 4,
}


class Trouble(Exception):
    """The guide, or what stands beside it, is not as expected; the message says where."""


def expect(condition, message):
    if not condition:
        raise Trouble(message)


# --------------------------------------------------------------------------------------------------------------------
# Reading the guide
# --------------------------------------------------------------------------------------------------------------------

HEADING = re.compile(r"^(\d+(?:\.\d+)*) - (.+)$")
ROW = re.compile(r"^\| ?(.*?) ?\|*$")
FIELD = re.compile(r"^\| (\w+) (required|optional) \|(.*)$")
PARAMETER = re.compile(r"^\| (path|query|body) \| (\w+) (required|optional) \|(.*)$")
CONSTRAINTS = [  # in the order in which they stand at the end of a description, last one first
    ("maxLength", re.compile(r"Maximum length : (\d+)$"), int),
    ("minLength", re.compile(r"Minimum length : (\d+)$"), int),
    ("maximum", re.compile(r"Maximum : (\d+)$"), int),
    ("minimum", re.compile(r"Minimum : (\d+)$"), int),
    ("pattern", re.compile(r"Pattern : (.*)$"), str),
]
EXAMPLE = re.compile(r"(?:^|\s)Example :\s?(.*)$")


class Reader:
    """The guide's lines, with a position for messages."""

    def __init__(self, text):
        self.lines = text.split("\n")
        starts = [i for i, line in enumerate(self.lines) if re.match(r"^1 - ", line)]
        expect(len(starts) == 1, "the guide has no single first chapter")
        self.at = starts[0]

    def peek(self):
        return self.lines[self.at] if self.at < len(self.lines) else None

    def next(self):
        line = self.peek()
        self.at += 1
        return line

    def take(self, text):
        line = self.next()
        expect(line == text, f"line {self.at}: expected {text!r}, found {line!r}")

    def rows(self):
        """A table: header, dashes, rows. Gives (line number, row) of the rows."""
        expect(self.next().startswith("| "), f"line {self.at}: expected the head of a table")
        expect(self.next().startswith("|---"), f"line {self.at}: expected the dashes of a table")
        found = []
        while (self.peek() or "").startswith("|"):
            found.append((self.at + 1, self.next()))
        return found


def cells(row):
    return [cell.strip() for cell in row.strip().strip("|").split("|")]


def read_guide(text):
    """services: chapter, name, versions {version: {state, notBefore}}, locations, operations[], schemas{}"""
    reader = Reader(text)
    services = []
    chapter_schemas = schema_names_by_chapter(reader.lines)
    while reader.peek() is not None:
        line = reader.next()
        heading = HEADING.match(line)
        if not heading:
            if line.strip():
                raise Trouble(f"line {reader.at}: {line!r} belongs to nothing")
            continue
        number, title = heading.groups()
        depth = number.count(".")
        if depth == 0:
            service = read_service_head(reader, title)
            services.append(service)
            known = chapter_schemas[number]
        elif depth == 1:
            expect(title in ("APIs", "Models"), f"line {reader.at}: unknown section {title!r}")
            section = title
        elif section == "APIs" and depth == 2:
            operation_title = title
        elif section == "APIs":
            service["operations"].append(read_operation(reader, operation_title, title, known))
        else:
            expect(title not in service["schemas"], f"line {reader.at}: schema {title} a second time")
            service["schemas"][title] = read_schema(reader, title, known)
    return services


def schema_names_by_chapter(lines):
    names = {}
    models = None
    for line in lines:
        heading = HEADING.match(line)
        if heading:
            number, title = heading.groups()
            if number.count(".") == 1:
                models = number if title == "Models" else None
            elif models and number.startswith(models + "."):
                names.setdefault(number.split(".")[0], set()).add(title)
    return names


def read_service_head(reader, chapter):
    expect(chapter in SERVICES, f"line {reader.at}: unknown service {chapter!r}")
    service = {"chapter": chapter, "name": SERVICES[chapter], "versions": {}, "operations": [], "schemas": {}}
    while not reader.peek().startswith("| Version |"):
        reader.next()  # what the chapter says in prose
    for at, row in reader.rows():
        version, state, not_before = cells(row)
        service["versions"][version] = {"state": state, "notBefore": date(not_before, at)}
    reader.take("OpenAPI URL")
    service["url"] = reader.next()
    reader.take("Environment and Region List")
    service["locations"] = [tuple(cells(row)) for _, row in reader.rows()]
    return service


def date(cell, at):
    if cell == "-":
        return None
    expect(re.fullmatch(r"\d{8}", cell), f"line {at}: {cell!r} is no date")
    return datetime.datetime.strptime(cell, "%Y%m%d").date().isoformat()


def read_operation(reader, title, version, known):
    operation = {"title": title, "id": operation_id(title), "version": version, "line": reader.at}
    operation["method"], operation["path"] = reader.next().split(" ")
    reader.take("Description")
    while not reader.peek().startswith("State "):
        reader.next()  # the guide's words, which stay there
    state = re.fullmatch(r"State ACTIVE \((\w+)\)", reader.next())
    expect(state, f"line {reader.at}: no state")
    operation["state"] = state.group(1)
    if not reader.peek().startswith("|"):
        reader.next()  # what a deprecated version says
    [(at, row)] = reader.rows()
    row_version, not_before = cells(row)
    expect(row_version == version, f"line {at}: version {row_version} below a heading for {version}")
    operation["notBefore"] = date(not_before, at)

    reader.take("Parameters")
    operation["parameters"], operation["body"] = [], None
    for at, row in reader.rows():
        place, name, need, rest = PARAMETER.match(row).groups()
        field = read_cells(rest, known, at)
        field.update(name=name, required=need == "required", line=at)
        if place == "body":
            expect(name == "body" and field["required"] and operation["body"] is None, f"line {at}: odd body")
            operation["body"] = field["type"]
        else:
            operation["parameters"].append(dict(field, place=place))

    reader.take("Responses")
    operation["responses"] = []
    for at, row in reader.rows():
        status, description, schema = cells(row)
        expect(schema == "None" or schema in known, f"line {at}: unknown schema {schema}")
        operation["responses"].append((status, description, None if schema == "None" else schema))

    reader.take("Example HTTP request")
    reader.take("Request path")
    operation["requestLine"] = reader.next()
    reader.take("Request header")
    operation["headers"] = []
    while (reader.peek() or "").startswith('"'):
        header = re.fullmatch(r'"([\w-]+) = (.*)",?', reader.next())
        expect(header, f"line {reader.at}: no header")
        operation["headers"].append(header.groups())
    operation["requestBody"] = None
    if reader.peek() == "Request body":
        reader.next()
        operation["requestBody"] = read_body(reader)
    reader.take("Example HTTP response")
    operation["responseBodies"] = {}
    operation["shownStatuses"] = []
    while reader.peek() is not None and re.fullmatch(r"Response \d{3}", reader.peek()):
        status = reader.next().split(" ")[1]
        operation["shownStatuses"].append(status)
        body = read_body(reader)
        if body is not None:
            operation["responseBodies"][status] = body
    return operation


def read_body(reader):
    lines = []
    while reader.peek() is not None:
        line = reader.peek()
        if HEADING.match(line) or line == "Example HTTP response" or re.fullmatch(r"Response \d{3}", line):
            break
        lines.append(reader.next())
    text = "\n".join(lines).strip("\n")
    return text + "\n" if text else None


def operation_id(title):
    words = title.split(" ")
    joined = words[0] + "".join(word[0].upper() + word[1:] for word in words[1:])
    return joined[0].lower() + joined[1:]


def read_schema(reader, name, known):
    fields = {}
    for at, row in reader.rows():
        match = FIELD.match(row)
        expect(match, f"line {at}: {row!r} is no field")
        field_name, need, rest = match.groups()
        expect(field_name not in fields, f"line {at}: {name}.{field_name} a second time")
        fields[field_name] = dict(read_cells(rest, known, at), required=need == "required", line=at)
    return fields


def read_cells(rest, known, at):
    """The cells after the name: description (or none), type (or none), default (or none).

    A cell may contain the character that separates cells, so the type is looked for from the right.
    """
    parts = [part.strip() for part in rest.split("|")]
    for i in reversed(range(len(parts))):
        if is_type(parts[i], known):
            after = [part for part in parts[i + 1:] if part]
            expect(len(after) <= 1, f"line {at}: too much after the type: {after}")
            default = after[0] if after and after[0] != "None" else None
            return dict(read_description(text_of(rest, i)), type=parts[i], default=default)
    return dict(read_description(text_of(rest, len(parts))), type=None, default=None)


def text_of(rest, i):
    """The text of the first i cells as it stands, with the separators inside it."""
    return "|".join(rest.split("|")[:i]).strip().rstrip("|").strip()


def is_type(text, known):
    if text in ("string", "string (date-time)", "string (numeric-string)", "integer", "boolean", "object"):
        return True
    if text in known:
        return True
    if re.fullmatch(r"enum \([^()]+\)", text):
        return True
    if (inner := re.fullmatch(r"array\[([^\[\]]+)\]", text)):
        return is_type(inner.group(1), known)
    if (inner := re.fullmatch(r"any of \[(.+)\]", text)):
        return all(part == "null" or is_type(part, known) for part in alternatives(inner.group(1)))
    return False


def alternatives(text):
    """Splits at the commas that are not inside brackets."""
    parts, depth, start = [], 0, 0
    for i, char in enumerate(text):
        depth += (char in "[(") - (char in "])")
        if char == "," and depth == 0:
            parts.append(text[start:i].strip())
            start = i + 1
    return parts + [text[start:].strip()]


def read_description(text):
    """What a description cell carries besides the words: example, pattern, limits, all glued together."""
    facts = {}
    for key, regex, convert in CONSTRAINTS:
        match = regex.search(text)
        if match:
            facts[key] = convert(match.group(1))
            text = text[:match.start()]
    match = EXAMPLE.search(text)
    example = match.group(1).strip() if match else ""
    words = text[: match.start()].strip() if match else text.strip()
    return {"example": example or None, "constraints": dict(reversed(facts.items())), "words": words}


# --------------------------------------------------------------------------------------------------------------------
# Schemas
# --------------------------------------------------------------------------------------------------------------------


def json_schema(guide_type):
    """The JSON Schema of a type as the guide writes it."""
    if guide_type == "string":
        return {"type": "string"}
    if (inner := re.fullmatch(r"string \((.+)\)", guide_type)):
        return {"type": "string", "format": inner.group(1)}
    if guide_type == "integer":
        return {"type": "integer", "format": "int32"}
    if guide_type in ("boolean", "object"):
        return {"type": guide_type}
    if (inner := re.fullmatch(r"enum \((.+)\)", guide_type)):
        return {"type": "string", "enum": [value.strip() for value in inner.group(1).split(",")]}
    if (inner := re.fullmatch(r"array\[(.+)\]", guide_type)):
        return {"type": "array", "items": json_schema(inner.group(1))}
    if (inner := re.fullmatch(r"any of \[(.+)\]", guide_type)):
        schemas = [{"type": "null"} if part == "null" else json_schema(part) for part in alternatives(inner.group(1))]
        return one_of_these(schemas)
    return {"$ref": f"#/components/schemas/{guide_type}"}


def one_of_these(schemas):
    """`any of [string, null]` as one schema with a list of types: every keyword of it speaks of one type only."""
    expect(all("$ref" not in schema for schema in schemas), f"an alternative that is a reference: {schemas}")
    types, merged = [], {}
    for schema in schemas:
        types.append(schema["type"])
        merged.update({key: value for key, value in schema.items() if key != "type"})
    if "null" in types and "enum" in merged:
        merged["enum"] = merged["enum"] + [None]
    return {"type": types, **merged}


def field_schema(field, decision, where):
    """The schema of a field or parameter, with the decision about it applied, and its examples in JSON."""
    if decision:
        compare_quotes(field, decision["guide"], where)
    if field["type"] is None:
        expect(decision and "type" in decision["decided"], f"{where} has no type and decisions.yaml settles none")
        schema = {}
    else:
        schema = json_schema(field["type"])
    examples = None
    if decision:
        decided = dict(decision["decided"])
        examples = decided.pop("examples", None)
        schema.update(decided)
    schema.update(field["constraints"])
    if field["default"] is not None:
        schema["default"] = typed(field["default"], schema, where)
    if examples is None and field["example"] is not None:
        examples = [typed(field["example"], schema, where)]
    return schema, examples


def compare_quotes(field, quoted, where):
    """What a decision says that the guide says must be what the guide says."""
    for key, text in quoted.items():
        if key == "values":
            expect(field["words"].endswith(text), f"{where}: decisions.yaml quotes values that the guide does not have")
        else:
            expect(key in ("type", "example"), f"{where}: decisions.yaml quotes {key}")
            found = field[key] or "none"
            expect(found == text, f"{where}: decisions.yaml quotes the {key} {text!r}, the guide has {found!r}")


def typed(text, schema, where):
    """An example or default as JSON; the guide writes values of Python."""
    types = schema.get("type")
    types = types if isinstance(types, list) else [types]
    if "integer" in types:
        return int(text)
    if "boolean" in types:
        expect(text.lower() in ("true", "false"), f"{where}: {text!r} is no boolean")
        return text.lower() == "true"
    if "array" in types or "object" in types:
        return ast.literal_eval(text)
    return text


class Decisions:
    """api/decisions.yaml, looked up by place; every entry must be used."""

    def __init__(self, entries):
        self.entries = {}
        for entry in entries:
            for key in ("service", "field", "guide", "decided", "reason"):
                expect(key in entry, f"decisions.yaml: an entry without {key}: {entry}")
            owners = entry.get("schema") or entry.get("operation")
            for owner in owners if isinstance(owners, list) else [owners]:
                place = (entry["service"], owner, entry["field"])
                expect(place not in self.entries, f"decisions.yaml: {place} twice")
                self.entries[place] = entry
        self.unused = set(self.entries)

    def get(self, service, owner, field):
        self.unused.discard((service, owner, field))
        return self.entries.get((service, owner, field))


# --------------------------------------------------------------------------------------------------------------------
# Documents
# --------------------------------------------------------------------------------------------------------------------


class Texts:
    """Our descriptions of one service: the specific key wins over the bare one."""

    def __init__(self):
        self.info = {}
        self.operations, self.parameters, self.schemas, self.fields = {}, {}, {}, {}

    def parameter(self, operation, name):
        return self.parameters.get(f"{operation}.{name}") or self.parameters.get(name)

    def field(self, schema, name):
        return self.fields.get(f"{schema}.{name}") or self.fields.get(name)


def texts_from_file(path):
    texts = Texts()
    content = yaml.safe_load(path.read_text(encoding="utf-8")) or {}
    info = content.get("info")
    texts.info = info if isinstance(info, dict) else ({None: info} if info else {})
    for kind in ("operations", "parameters", "schemas", "fields"):
        setattr(texts, kind, content.get(kind) or {})
    return texts


def texts_from_documents(paths):
    """The descriptions that the documents already have; documents of one service agree on what they share."""
    texts = Texts()
    for path in paths:
        document = yaml.safe_load(path.read_text(encoding="utf-8"))
        if "description" in document["info"]:
            texts.info[document["info"]["version"]] = document["info"]["description"]
        for item in document["paths"].values():
            for operation in item.values():
                name = operation["operationId"]
                if "description" in operation:
                    keep(texts.operations, name, operation["description"], path)
                for parameter in operation.get("parameters", []):
                    if "description" in parameter:
                        keep(texts.parameters, f"{name}.{parameter['name']}", parameter["description"], path)
        for name, schema in document["components"]["schemas"].items():
            if "description" in schema:
                keep(texts.schemas, name, schema["description"], path)
            for field, content in schema["properties"].items():
                if "description" in content:
                    keep(texts.fields, f"{name}.{field}", content["description"], path)
    return texts


def keep(texts, key, text, path):
    expect(texts.setdefault(key, text) == text, f"{path}: the description of {key} differs from another version's")


def document(service, version, texts, decisions):
    """The OpenAPI document of one version of a service."""
    operations = [op for op in service["operations"] if op["version"] == version]
    about = service["versions"][version]
    info = {"title": "Samsung Cloud Platform " + TITLES.get(service["chapter"], service["chapter"]), "version": version}
    put(info, "description", texts.info.get(version) or texts.info.get(None))
    info["x-service"] = service["name"]
    info["x-state"] = about["state"]
    put(info, "x-not-before", about["notBefore"])

    paths = {}
    for operation in operations:
        item = paths.setdefault(operation["path"], {})
        expect(operation["method"] not in item, f"line {operation['line']}: {operation['method']} a second time")
        item[operation["method"]] = operation_object(service, operation, texts, decisions)

    schemas = {}
    for name in reachable(service, operations):
        schemas[name] = schema_object(service, name, texts, decisions)

    [header] = {value for op in operations for key, value in op["headers"] if key == "Scp-Api-Version"}
    expect(header == f"{service['name']} {version}", f"{service['name']} {version}: header {header!r}")
    environments = list(dict.fromkeys(environment for environment, _ in service["locations"]))
    regions = list(dict.fromkeys(region for _, region in service["locations"]))
    return {
        "openapi": "3.1.0",
        "info": info,
        "servers": [{
            "url": service["url"],
            "variables": {
                "region": {"enum": regions, "default": regions[0]},
                "environment": {"enum": environments, "default": "e"},
            },
            "x-locations": [Flow(environment=e, region=r) for e, r in service["locations"]],
        }],
        "x-version-header": {"name": "Scp-Api-Version", "value": header},
        "security": [{"scpSignature": []}],
        "paths": paths,
        "components": {
            "schemas": schemas,
            "securitySchemes": {"scpSignature": {
                "type": "apiKey",
                "in": "header",
                "name": "Scp-Signature",
                "description": "Base64 of the HMAC-SHA256, keyed with the secret key, of method, URL, timestamp, access key, account id "
                               "and client type. Sent together with Scp-Accesskey, Scp-Timestamp and Scp-ClientType.",
                "x-authenticator": "scp-hmac",
            }},
        },
    }


def put(target, key, value):
    if value is not None:
        target[key] = value.strip() if isinstance(value, str) else value


def operation_object(service, operation, texts, decisions):
    name = operation["id"]
    result = {"operationId": name, "summary": operation["title"]}
    put(result, "description", texts.operations.get(name))
    parameters = []
    for field in operation["parameters"]:
        where = f"{service['name']} {operation['version']} {name}.{field['name']}"
        schema, examples = field_schema(field, decisions.get(service["name"], name, field["name"]), where)
        parameter = {"name": field["name"], "in": field["place"], "required": field["required"]}
        put(parameter, "description", texts.parameter(name, field["name"]))
        parameter["schema"] = schema
        if examples:
            parameter["example"] = examples[0]
        parameters.append(parameter)
    if parameters:
        result["parameters"] = parameters
    if operation["body"]:
        result["requestBody"] = {"required": True, "content": content(operation["body"])}
    responses = result["responses"] = {}
    for status, description, schema in operation["responses"]:
        expect(status not in responses, f"line {operation['line']}: status {status} twice")
        responses[status] = {"description": description}
        if schema:
            responses[status]["content"] = content(schema)
    return result


def content(schema):
    return {"application/json": {"schema": {"$ref": f"#/components/schemas/{schema}"}}}


def schema_object(service, name, texts, decisions):
    fields = service["schemas"][name]
    result = {"type": "object"}
    put(result, "description", texts.schemas.get(name))
    required = [field for field, about in fields.items() if about["required"]]
    if required:
        result["required"] = required
    result["properties"] = {}
    for field, about in fields.items():
        where = f"{service['name']} {name}.{field}"
        schema, examples = field_schema(about, decisions.get(service["name"], name, field), where)
        described = {}
        for key in ("$ref", "type", "format", "enum", "items"):
            put(described, key, schema.pop(key, None))
        put(described, "description", texts.field(name, field))
        described.update(schema)
        if examples:
            described["examples"] = examples
        result["properties"][field] = described
    return result


def reachable(service, operations):
    """The schemas that these operations use, in the guide's order."""
    wanted = [op["body"] for op in operations] + [schema for op in operations for _, _, schema in op["responses"]]
    found = set()
    while wanted:
        name = wanted.pop()
        if name and name not in found:
            found.add(name)
            for about in service["schemas"][name].values():
                wanted += [word for word in re.findall(r"\w+", about["type"] or "") if word in service["schemas"]]
    return [name for name in service["schemas"] if name in found]


# --------------------------------------------------------------------------------------------------------------------
# Bodies against their schemas
# --------------------------------------------------------------------------------------------------------------------


RFC_3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")


def key_differences(value, schema, schemas, path=""):
    """Where the keys of a body are not the fields of its schema, in either direction; looks into lists and objects."""
    name = reference(schema)
    if name:
        if isinstance(value, dict):
            fields = schemas[name]["properties"]
            for key in value.keys() ^ fields.keys():
                yield f"{path}/{key} is only in the {'body' if key in value else 'schema'} {name}"
            for key in value.keys() & fields.keys():
                yield from key_differences(value[key], fields[key], schemas, f"{path}/{key}")
    elif isinstance(value, list) and "items" in schema:
        for i, element in enumerate(value):
            yield from key_differences(element, schema["items"], schemas, f"{path}/{i}")


def reference(schema):
    return schema["$ref"].rsplit("/", 1)[1] if "$ref" in schema else None


def deviations(value, schema, schemas, owner=None):
    """(owner, what is wrong, value) for each place where a value breaks its schema. The owner is (schema, field)."""
    name = reference(schema)
    if name:
        if not isinstance(value, dict):
            yield owner, f"{kind_of(value)} for an object", value
            return
        for field, about in schemas[name]["properties"].items():
            if field in value:
                yield from deviations(value[field], about, schemas, (name, field))
            elif field in schemas[name].get("required", []):
                yield (name, field), "missing", None
        return
    types = schema.get("type")
    if types:
        types = types if isinstance(types, list) else [types]
        if not any(is_of(value, kind) for kind in types):
            yield owner, f"{kind_of(value)} for {a(types[0])}", value
            return
    if value is None:
        return
    if "enum" in schema and value not in schema["enum"]:
        yield owner, "value outside the enumeration", value
    if isinstance(value, str):
        if schema.get("format") == "date-time" and not RFC_3339.fullmatch(value):
            yield owner, "time without a zone", value
        if schema.get("format") == "numeric-string" and not re.fullmatch(r"-?\d+(\.\d+)?", value):
            yield owner, "text that is no number", value
        if "pattern" in schema and not re.search(schema["pattern"], value):
            yield owner, "text that breaks the pattern", value
        if not schema.get("minLength", 0) <= len(value) <= schema.get("maxLength", len(value)):
            yield owner, "text of another length", value
    if isinstance(value, int) and not isinstance(value, bool):
        if not schema.get("minimum", value) <= value <= schema.get("maximum", value):
            yield owner, "number out of range", value
    if isinstance(value, list) and "items" in schema:
        for element in value:
            yield from deviations(element, schema["items"], schemas, owner)


def is_of(value, kind):
    if kind == "null":
        return value is None
    if kind == "boolean":
        return isinstance(value, bool)
    if kind == "integer":
        return isinstance(value, int) and not isinstance(value, bool)
    return isinstance(value, {"string": str, "array": list, "object": dict}[kind])


def kind_of(value):
    if value == "":
        return "empty text"
    if isinstance(value, bool):
        return "boolean"
    return {str: "text", int: "number", float: "number", list: "list", dict: "object", type(None): "null"}[type(value)]


def a(kind):
    return {"integer": "an integer", "object": "an object", "array": "a list", "string": "a text"}.get(kind, f"a {kind}")


def base_name(schema):
    """A schema's name without the version it may carry: the copies for other versions count as one."""
    return re.sub(r"V?1Dot\d$", "", schema)


# --------------------------------------------------------------------------------------------------------------------
# All of it
# --------------------------------------------------------------------------------------------------------------------


class Outcome:
    """The files to write, and the numbers that must come out."""

    def __init__(self):
        self.files = {}  # path below api/ -> text
        self.counts = dict.fromkeys(EXPECTED, 0)
        self.deviations = {}  # (service, base schema, field) -> {schemas, kinds, values, examples}
        self.broken_requests = []


def transcribe(guide, descriptions):
    out = Outcome()
    decisions = Decisions(load_yaml(API / "decisions.yaml"))
    for service in read_guide(guide):
        out.counts["services"] += 1
        texts = texts_of(service, descriptions)
        documents = {}
        for version in sorted(service["versions"]):
            documents[version] = document(service, version, texts, decisions)
            out.files[f"{service['name']}/{version}.yaml"] = print_yaml(documents[version])
        check_service(service, documents, out)
        for operation in service["operations"]:
            check_states(service, operation)
            add_examples(service, operation, documents[operation["version"]]["components"]["schemas"], out)
    expect(not decisions.unused, f"decisions.yaml settles what the guide does not have: {sorted(decisions.unused)}")
    out.counts["bodies that break their schema"] = len({e for d in out.deviations.values() for e in d["examples"]})
    out.counts["fields at which they do"] = len(out.deviations)
    out.counts["request bodies that break their schema"] = len(out.broken_requests)
    out.files["examples/deviations.yaml"] = deviations_file(out)
    for name, number in EXPECTED.items():
        expect(out.counts[name] == number, f"expected {number} {name}, found {out.counts[name]}")
    return out


def texts_of(service, descriptions):
    if descriptions and (descriptions / f"{service['name']}.yaml").exists():
        return texts_from_file(descriptions / f"{service['name']}.yaml")
    return texts_from_documents([p for v in service["versions"] if (p := API / service["name"] / f"{v}.yaml").exists()])


def check_service(service, documents, out):
    out.counts["documents"] += len(documents)
    out.counts["operations"] += len({op["id"] for op in service["operations"]})
    out.counts["operation-versions"] += sum(len(item) for d in documents.values() for item in d["paths"].values())
    schemas = {}
    for made in documents.values():
        for name, schema in made["components"]["schemas"].items():
            expect(schemas.setdefault(name, schema) == schema, f"{service['name']}: {name} differs between versions")
    missing = service["schemas"].keys() - schemas.keys()
    expect(not missing, f"{service['name']}: no operation reaches {sorted(missing)}")
    out.counts["schemas"] += len(schemas)
    out.counts["schema fields"] += sum(len(schema["properties"]) for schema in schemas.values())


def check_states(service, operation):
    about = service["versions"][operation["version"]]
    same = (operation["state"], operation["notBefore"]) == (about["state"], about["notBefore"])
    expect(same, f"line {operation['line']}: state or date differ from those of {service['name']} {operation['version']}")


def add_examples(service, operation, schemas, out):
    folder = f"examples/{service['name']}/{operation['version']}/{operation['id']}"
    required = [p["name"] for p in operation["parameters"] if p["place"] == "query" and p["required"]]
    query = "&".join(f"{name}={{{name}}}" for name in required)
    built = operation["path"] + ("?" + query if query else "")
    expect(built == operation["requestLine"], f"line {operation['line']}: request line {operation['requestLine']}, not {built}")
    out.counts["request lines equal to path and required query"] += 1
    lines = [f"{operation['method'].upper()} {operation['requestLine']}"]
    lines += [f"{name}: {value}" for name, value in operation["headers"]]
    out.files[f"{folder}/request.http"] = "\n".join(lines) + "\n"

    schema_of = {status: schema for status, _, schema in operation["responses"]}
    expect((operation["body"] is None) == (operation["requestBody"] is None), f"line {operation['line']}: body or example missing")
    bodies = [("request", operation["body"], operation["requestBody"])] if operation["body"] else []
    for status, body in operation["responseBodies"].items():
        bodies.append((f"response-{status}", schema_of[status], body))
    for name, schema, body in bodies:
        path = f"{folder}/{name}.json"
        out.files[path] = body
        out.counts["bodies"] += 1
        ref = {"$ref": f"#/components/schemas/{schema}"}
        value = json.loads(body)
        differences = list(key_differences(value, ref, schemas))
        expect(not differences, f"{path}: {differences}")
        out.counts["bodies whose keys equal the fields of their schema"] += 1
        if collect(deviations(value, ref, schemas), service, path, out) and name == "request":
            out.broken_requests.append(path)
            check_correction(path, ref, schemas)


def collect(found, service, path, out):
    some = False
    for (schema, field), kind, value in found:
        some = True
        place = (service["name"], base_name(schema), field)
        entry = out.deviations.setdefault(place, {"schemas": [], "kinds": [], "values": [], "examples": []})
        for key, item in (("schemas", schema), ("kinds", kind), ("values", value), ("examples", path)):
            if item not in entry[key]:
                entry[key].append(item)
        expect(len(entry["kinds"]) == 1, f"{path}: {place} deviates in more than one way")
    return some


def corrected(path):
    return path.replace("request.json", "request.corrected.json")


def check_correction(path, ref, schemas):
    file = API / corrected(path)
    expect(file.exists(), f"{path} breaks its schema, so {corrected(path)} must stand beside it")
    value = json.loads(file.read_text(encoding="utf-8"))
    wrong = list(key_differences(value, ref, schemas)) + list(deviations(value, ref, schemas))
    expect(not wrong, f"{corrected(path)}: {wrong}")


DEVIATIONS_HEAD = """\
# The documented bodies that break their own schema: each field at which they do, once. Where versions have a copy of a
# schema under a name of their own, the copies count as one field and stand in `alsoIn`. `values` is what the bodies say.
# Written by tools/transcribe.py; the reasons are ours, and each run carries them over.
"""


def deviations_file(out):
    path = API / "examples/deviations.yaml"
    old = load_yaml(path) if path.exists() else {"deviations": [], "corrections": []}
    reasons = {(e["service"], e["schema"], e["field"]): e["reason"] for e in old["deviations"]}
    corrections = {e["path"]: e["reason"] for e in old["corrections"]}
    entries = []
    for (service, schema, field), about in out.deviations.items():
        schemas = sorted(about["schemas"])
        expect(schema in schemas, f"{service} {schema}.{field}: the schema without a version keeps to itself")
        entry = {"service": service, "schema": schema}
        if len(schemas) > 1:
            entry["alsoIn"] = [name for name in schemas if name != schema]
        entry["field"] = field
        entry["kind"] = about["kinds"][0]
        entry["values"] = about["values"]
        entry["reason"] = reasons.get((service, schema, field), "")
        entry["examples"] = sorted(e.removeprefix("examples/") for e in about["examples"])
        entries.append(entry)
    fixed = [corrected(path).removeprefix("examples/") for path in out.broken_requests]
    content = {"deviations": entries,
               "corrections": [{"path": path, "reason": corrections.get(path, "")} for path in sorted(fixed)]}
    for entry in entries + content["corrections"]:
        if not entry["reason"]:
            print(f"examples/deviations.yaml: no reason for {entry.get('path') or entry['schema'] + '.' + entry['field']}")
    return DEVIATIONS_HEAD + print_yaml(content)


# --------------------------------------------------------------------------------------------------------------------
# YAML
# --------------------------------------------------------------------------------------------------------------------


class Flow(dict):
    """A map on one line."""


class Dumper(yaml.SafeDumper):
    def ignore_aliases(self, data):
        return True

    def increase_indent(self, flow=False, indentless=False):
        return super().increase_indent(flow, False)


def text_node(dumper, text):
    style = None
    if "\n" in text:
        style = "|"
    elif len(text) > 72 and " " in text:
        style = ">"
    elif re.fullmatch(r"\d+[eE]\d+", text):
        style = "'"  # text here, a number to other readers of YAML
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


def list_node(dumper, items):
    flow = all(not isinstance(item, (dict, list)) and len(str(item)) <= 36 for item in items)
    node = dumper.represent_sequence("tag:yaml.org,2002:seq", items, flow_style=flow)
    if flow:  # a folded scalar cannot stand inside brackets
        for item in node.value:
            item.style = None if item.style == ">" else item.style
    return node


Dumper.add_representer(str, text_node)
Dumper.add_representer(list, list_node)
Dumper.add_representer(Flow, lambda dumper, data: dumper.represent_mapping("tag:yaml.org,2002:map", data, flow_style=True))


def print_yaml(data):
    return yaml.dump(data, Dumper=Dumper, width=100, allow_unicode=True, sort_keys=False, default_flow_style=False)


def load_yaml(path):
    return yaml.safe_load(path.read_text(encoding="utf-8"))


# --------------------------------------------------------------------------------------------------------------------


def present_files():
    """The files that a run owns: the documents, and the examples without what is written by hand."""
    found = {p for name in SERVICES.values() for p in (API / name).glob("[0-9]*.yaml")}
    found |= {p for p in (API / "examples").rglob("*") if p.is_file() and p.name != "request.corrected.json"}
    return {p.relative_to(API).as_posix() for p in found}


def main():
    parser = argparse.ArgumentParser(description="Transcribes the storage API guide into api/.")
    parser.add_argument("guide", type=Path)
    parser.add_argument("--descriptions", type=Path, help="folder with a <service>.yaml of descriptions, to start from")
    parser.add_argument("--check", action="store_true", help="write nothing; fail where a file is not what the guide gives")
    options = parser.parse_args()
    out = transcribe(options.guide.read_text(encoding="utf-8"), options.descriptions)
    stale = present_files() - out.files.keys()
    changed = [path for path, text in sorted(out.files.items())
               if not (API / path).exists() or (API / path).read_bytes() != text.encode("utf-8")]
    if options.check:
        expect(not changed and not stale, f"not what the guide gives: {changed + sorted(stale)}")
    else:
        for path in changed:
            (API / path).parent.mkdir(parents=True, exist_ok=True)
            (API / path).write_bytes(out.files[path].encode("utf-8"))
        for path in stale:
            (API / path).unlink()
        print(f"{len(changed)} files written, {len(stale)} removed, {len(out.files) - len(changed)} as they were")
    for name, number in out.counts.items():
        print(f"{number:6} {name}")


if __name__ == "__main__":
    try:
        main()
    except Trouble as trouble:
        sys.exit(f"transcribe: {trouble}")
