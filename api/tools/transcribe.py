#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Turns the text of the storage API guide into the documents and the examples of this folder.

    python3 api/tools/transcribe.py GUIDE                     write api/<service>/<version>.yaml and api/examples/
    python3 api/tools/transcribe.py GUIDE --descriptions DIR  the same, with the descriptions of DIR/<service>.yaml
    python3 api/tools/transcribe.py GUIDE --check             write nothing, fail where a file is out of date

The guide gives the facts: names, types, limits, examples. The descriptions are ours and live in the documents; each run
carries them over from there. What the guide says twice and differently is settled in api/decisions.yaml. Where a
documented body breaks its schema is computed here and explained in api/examples/deviations.yaml.

Needs Python 3.9 and PyYAML.
"""

import argparse
import json
import sys
from pathlib import Path

sys.dont_write_bytecode = True

from bodies import base_name, deviations, key_differences  # noqa: E402
from documents import document, texts_from_documents, texts_from_file  # noqa: E402
from guide import SERVICES, Trouble, expect, read_guide  # noqa: E402
from printing import load_yaml, print_yaml  # noqa: E402
from schemas import Decisions  # noqa: E402

API = Path(__file__).resolve().parent.parent

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


class Outcome:
    """The files to write, and the numbers that must come out."""

    def __init__(self):
        self.files = {}  # path below api/ -> text
        self.counts = dict.fromkeys(EXPECTED, 0)
        self.deviations = {}  # (service, base schema, field) -> {schemas, kinds, values, examples}
        self.broken_requests = []
        self.unexplained = []  # what stands in examples/deviations.yaml without a reason


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
    for path in newer_documents():
        hold_examples(path, out)
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
    expect(same, f"line {operation['line']}: state or date are not those of its version")


def add_examples(service, operation, schemas, out):
    folder = f"examples/{service['name']}/{operation['version']}/{operation['id']}"
    required = [p["name"] for p in operation["parameters"] if p["place"] == "query" and p["required"]]
    query = "&".join(f"{name}={{{name}}}" for name in required)
    built = operation["path"] + ("?" + query if query else "")
    at = f"line {operation['line']}"
    expect(built == operation["requestLine"], f"{at}: request line {operation['requestLine']}, not {built}")
    out.counts["request lines equal to path and required query"] += 1
    lines = [f"{operation['method'].upper()} {operation['requestLine']}"]
    lines += [f"{name}: {value}" for name, value in operation["headers"]]
    out.files[f"{folder}/request.http"] = "\n".join(lines) + "\n"

    schema_of = {status: schema for status, _, schema in operation["responses"]}
    expect((operation["body"] is None) == (operation["requestBody"] is None), f"{at}: body or example missing")
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
        if collect(deviations(value, ref, schemas), service["name"], path, out) and name == "request":
            out.broken_requests.append(path)
            check_correction(path, ref, schemas)


def newer_documents():
    """The documents of versions that came after the guide: they say where they are known from."""
    found = sorted(p for name in SERVICES.values() for p in (API / name).glob("[0-9]*.yaml"))
    return [path for path in found if "x-known-from" in path.read_text(encoding="utf-8")]


def hold_examples(path, out):
    """Holds the examples of a newer version against its schemas; neither is written by this program."""
    made, service = load_yaml(path), path.parent.name
    schemas = made["components"]["schemas"]
    for operation in (operation for item in made["paths"].values() for operation in item.values()):
        contents = {"request": operation.get("requestBody", {})}
        contents.update({f"response-{status}": response for status, response in operation["responses"].items()})
        for name, holder in contents.items():
            example = f"examples/{service}/{path.stem}/{operation['operationId']}/{name}.json"
            if "content" not in holder or not (API / example).exists():
                continue
            ref = holder["content"]["application/json"]["schema"]
            value = json.loads((API / example).read_text(encoding="utf-8"))
            differences = list(key_differences(value, ref, schemas))
            expect(not differences, f"{example}: {differences}")
            if collect(deviations(value, ref, schemas), service, example, out) and name == "request":
                out.broken_requests.append(example)
                check_correction(example, ref, schemas)


def collect(found, service, path, out):
    some = False
    for (schema, field), kind, value in found:
        some = True
        place = (service, base_name(schema), field)
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
# The documented bodies that break their own schema: each field at which they do, once. Where versions have a copy of
# a schema under a name of their own, the copies count as one field and stand in `alsoIn`. `values` is what the bodies
# say. Written by tools/transcribe.py; the reasons are ours, and each run carries them over.
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
    content = {
        "deviations": entries,
        "corrections": [{"path": path, "reason": corrections.get(path, "")} for path in sorted(fixed)],
    }
    for entry in entries + content["corrections"]:
        if not entry["reason"]:
            out.unexplained.append(entry.get("path") or f"{entry['schema']}.{entry['field']}")
    return DEVIATIONS_HEAD + print_yaml(content)


def present_files():
    """The files that a run owns: what belongs to a version of the guide, without what is written by hand."""
    found = {API / "examples/deviations.yaml"}
    documents = {p for name in SERVICES.values() for p in (API / name).glob("[0-9]*.yaml")}
    for document in documents - set(newer_documents()):
        found.add(document)
        examples = API / "examples" / document.parent.name / document.stem
        found |= {p for p in examples.rglob("*") if p.is_file() and p.name != "request.corrected.json"}
    return {p.relative_to(API).as_posix() for p in found}


def main():
    parser = argparse.ArgumentParser(description="Transcribes the storage API guide into api/.")
    parser.add_argument("guide", type=Path)
    parser.add_argument("--descriptions", type=Path, help="folder with a <service>.yaml of descriptions, to start from")
    parser.add_argument("--check", action="store_true", help="write nothing; fail where a file is out of date")
    options = parser.parse_args()
    out = transcribe(options.guide.read_text(encoding="utf-8"), options.descriptions)
    stale = present_files() - out.files.keys()
    changed = [
        path
        for path, text in sorted(out.files.items())
        if not (API / path).exists() or (API / path).read_bytes() != text.encode("utf-8")
    ]
    if options.check:
        expect(not changed and not stale, f"not what the guide gives: {changed + sorted(stale)}")
        expect(not out.unexplained, f"examples/deviations.yaml has no reason for {out.unexplained}")
    else:
        for path in changed:
            (API / path).parent.mkdir(parents=True, exist_ok=True)
            (API / path).write_bytes(out.files[path].encode("utf-8"))
        for path in stale:
            (API / path).unlink()
        for place in out.unexplained:
            print(f"examples/deviations.yaml: write a reason for {place}")
        print(f"{len(changed)} files written, {len(stale)} removed, {len(out.files) - len(changed)} as they were")
    for name, number in out.counts.items():
        print(f"{number:6} {name}")


if __name__ == "__main__":
    try:
        main()
    except Trouble as trouble:
        sys.exit(f"transcribe: {trouble}")
