# SPDX-License-Identifier: Apache-2.0
"""Reads the text of the guide: what it says, line by line, and nothing yet about OpenAPI."""

import datetime
import re

# Chapter of the guide -> name of the service in its host.
SERVICES = {
    "Archive Storage": "archivestorage",
    "Backup": "backup",
    "Block Storage(BM)": "baremetal-blockstorage",
    "File Storage": "filestorage",
    "Parallel File Storage": "parallel-filestorage",
}


class Trouble(Exception):
    """The guide, or what stands beside it, is not as expected; the message says where."""


def expect(condition, message):
    if not condition:
        raise Trouble(message)


HEADING = re.compile(r"^(\d+(?:\.\d+)*) - (.+)$")
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
            after = [part for part in parts[i + 1 :] if part]
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
    if inner := re.fullmatch(r"array\[([^\[\]]+)\]", text):
        return is_type(inner.group(1), known)
    if inner := re.fullmatch(r"any of \[(.+)\]", text):
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
            text = text[: match.start()]
    match = EXAMPLE.search(text)
    example = match.group(1).strip() if match else ""
    words = text[: match.start()].strip() if match else text.strip()
    return {"example": example or None, "constraints": dict(reversed(facts.items())), "words": words}
