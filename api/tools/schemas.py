# SPDX-License-Identifier: Apache-2.0
"""Makes JSON Schema of the types that the guide writes, with what api/decisions.yaml says about them."""

import ast
import re

from guide import alternatives, expect


def json_schema(guide_type):
    """The JSON Schema of a type as the guide writes it."""
    if guide_type == "string":
        return {"type": "string"}
    if inner := re.fullmatch(r"string \((.+)\)", guide_type):
        return {"type": "string", "format": inner.group(1)}
    if guide_type == "integer":
        return {"type": "integer", "format": "int32"}
    if guide_type in ("boolean", "object"):
        return {"type": guide_type}
    if inner := re.fullmatch(r"enum \((.+)\)", guide_type):
        return {"type": "string", "enum": [value.strip() for value in inner.group(1).split(",")]}
    if inner := re.fullmatch(r"array\[(.+)\]", guide_type):
        return {"type": "array", "items": json_schema(inner.group(1))}
    if inner := re.fullmatch(r"any of \[(.+)\]", guide_type):
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
            if "version" in entry:
                self.add((entry["service"], entry["version"], "x-state"), entry)
                continue
            for key in ("service", "field", "guide", "decided", "reason"):
                expect(key in entry, f"decisions.yaml: an entry without {key}: {entry}")
            owners = entry.get("schema") or entry.get("operation")
            for owner in owners if isinstance(owners, list) else [owners]:
                self.add((entry["service"], owner, entry["field"]), entry)
        self.unused = set(self.entries)

    def add(self, place, entry):
        expect(place not in self.entries, f"decisions.yaml: {place} twice")
        self.entries[place] = entry

    def state(self, service, version, guide):
        """What is known of a version today: its state, its end, what is not sure."""
        decision = self.get(service, version, "x-state")
        if not decision:
            return guide
        expect(
            decision["guide"]["state"] == guide["state"],
            f"{service} {version}: decisions.yaml quotes the state {decision['guide']['state']}",
        )
        expect(decision["reason"], f"{service} {version}: a decision without a reason")
        return {**guide, **decision["decided"]}

    def get(self, service, owner, field):
        self.unused.discard((service, owner, field))
        return self.entries.get((service, owner, field))
