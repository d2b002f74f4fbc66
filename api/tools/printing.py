# SPDX-License-Identifier: Apache-2.0
"""Prints YAML that people can read: no line much wider than 100, short lists on one line, no aliases."""

import re

import yaml


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
Dumper.add_representer(
    Flow, lambda dumper, data: dumper.represent_mapping("tag:yaml.org,2002:map", data, flow_style=True)
)


def print_yaml(data):
    return yaml.dump(data, Dumper=Dumper, width=100, allow_unicode=True, sort_keys=False, default_flow_style=False)


def load_yaml(path):
    return yaml.safe_load(path.read_text(encoding="utf-8"))
