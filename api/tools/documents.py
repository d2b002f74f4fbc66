# SPDX-License-Identifier: Apache-2.0
"""Makes the OpenAPI document of a version of a service, with our own descriptions."""

import re

import yaml

from guide import expect
from printing import Flow
from schemas import field_schema

TITLES = {"Block Storage(BM)": "Block Storage (BM)"}
SIGNATURE = (
    "Base64 of the HMAC-SHA256, keyed with the secret key, of method, URL, timestamp, access key, account id and "
    "client type. Sent together with Scp-Accesskey, Scp-Timestamp and Scp-ClientType."
)


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
    about = decisions.state(service["name"], version, service["versions"][version])
    info = {"title": "Samsung Cloud Platform " + TITLES.get(service["chapter"], service["chapter"]), "version": version}
    put(info, "description", texts.info.get(version) or texts.info.get(None))
    info["x-service"] = service["name"]
    info["x-state"] = about["state"]
    put(info, "x-not-before", about["notBefore"])
    put(info, "x-uncertain", about.get("uncertain"))

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
        "servers": [
            {
                "url": service["url"],
                "variables": {
                    "region": {"enum": regions, "default": regions[0]},
                    "environment": {"enum": environments, "default": "e"},
                },
                "x-locations": [Flow(environment=e, region=r) for e, r in service["locations"]],
            }
        ],
        "x-version-header": {"name": "Scp-Api-Version", "value": header},
        "security": [{"scpSignature": []}],
        "paths": paths,
        "components": {
            "schemas": schemas,
            "securitySchemes": {
                "scpSignature": {
                    "type": "apiKey",
                    "in": "header",
                    "name": "Scp-Signature",
                    "description": SIGNATURE,
                    "x-authenticator": "scp-hmac",
                }
            },
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
