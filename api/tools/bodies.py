# SPDX-License-Identifier: Apache-2.0
"""Holds documented bodies against their schemas."""

import re

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
            yield owner, f"{kind_of(value)} for {with_article(types[0])}", value
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


def with_article(kind):
    return {"integer": "an integer", "object": "an object", "array": "a list", "string": "a text"}.get(
        kind, f"a {kind}"
    )


def base_name(schema):
    """A schema's name without the version it may carry: the copies for other versions count as one."""
    return re.sub(r"V?1Dot\d$", "", schema)
