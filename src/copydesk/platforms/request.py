"""request.json: the ready body of a platform's call, without secrets and without what is the desk's own."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import partial
from typing import Any

PLACES = ("html", "text", "subject", "preheader", "name", "sender", "sender_name", "sender_address")
"""What a request is filled with."""
_PLACE = re.compile(r"\{(\w+)\}")


def filled(request: str, values: Mapping[str, str]) -> str:
    """A platform's request with these values in their places."""
    found = walk(json.loads(request), partial(_in_place, values))
    return json.dumps(found, ensure_ascii=False, indent=2) + "\n"


def walk(value: Any, change: Any) -> Any:
    """A JSON value with each text changed."""
    if isinstance(value, dict):
        return {key: walk(each, change) for key, each in value.items()}
    if isinstance(value, list):
        return [walk(each, change) for each in value]
    return change(value) if isinstance(value, str) else value


def places(request: str) -> list[re.Match[str]]:
    """The places in a request that something is filled into."""
    return list(_PLACE.finditer(request))


def _in_place(values: Mapping[str, str], text: str) -> str:
    return _PLACE.sub(lambda match: values[match[1]], text)


def differences(template: Any, found: Any, values: Mapping[str, str], path: str = "") -> list[str]:
    """Where a request differs from its template with these values: the names of the fields."""
    if isinstance(template, str):
        parts = _PLACE.split(template)
        parts[1::2] = [values[name] for name in parts[1::2]]
        return [] if found == "".join(parts) else [path]
    if type(template) is not type(found):
        return [path]
    if isinstance(template, dict):
        if template.keys() != found.keys():
            return [f"{path}.{key}".strip(".") for key in sorted(template.keys() ^ found.keys())]
        pairs = [(f"{path}.{key}".strip("."), each, found[key]) for key, each in template.items()]
    elif isinstance(template, list) and len(template) == len(found):
        pairs = [(f"{path}[{number}]", each, found[number]) for number, each in enumerate(template)]
    else:
        return [] if template == found else [path]
    return [name for where, one, other in pairs for name in differences(one, other, values, where)]
