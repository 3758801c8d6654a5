"""The schema of each type of field, and of fields that stand together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from copydesk.faults import Path
from copydesk.fields import Field, inner
from copydesk.leaves import LEAVES
from copydesk.limits import described, limits
from copydesk.offers import offers
from copydesk.snippets import another, snippet
from copydesk.structure import Structure

Schema = dict[str, Any]

WORDS = ("description", "markdownDescription", "doNotSuggest")
"""The keywords that say what a field is for."""
_NO_FIELDS = "Fields belong here. Write them under it, two blanks further in: `name: text`."
_NO_LIST = "A list belongs here. Begin each item with `- `."
_NO_TEXT = "Text belongs here, not a list or fields. Write it behind the colon."
_TEXT = {"if": {"type": ["object", "array"]}, "then": {"type": "string", "errorMessage": _NO_TEXT}}
"""Text is all but a list and fields, whatever YAML makes of it: `2024`, `true` and `null` are words here."""

_ADDRESS = (r"^\s*https?://[^\s/]+\.\S+\s*$", "This is not a web address. Write it whole, with `https://`.")
_PATTERNS = {
    "url": _ADDRESS,
    "image": _ADDRESS,
    "email": (r"^\s*\S+@\S+\.\S+\s*$", "This is not an e-mail address. Write it as in `name@example.org`."),
    "date": (r"^\s*\d{4}-\d{2}-\d{2}\s*$", "This is not a date. Write year-month-day, as in `2024-05-22`."),
    "number": (r"^\s*\d{1,9}\s*$", "A whole number belongs here. Write it in digits."),
    "switch": (
        r"^\s*([Yy][Ee][Ss]|[Nn][Oo]|[Oo][Nn]|[Oo][Ff][Ff]|[Tt][Rr][Uu][Ee]|[Ff][Aa][Ll][Ss][Ee])\s*$",
        "This is switched with `yes` or `no`.",
    ),
}


@dataclass(frozen=True, slots=True)
class Fields:
    """Fields that stand together: the schema of each, what is said where one is missing, and its snippet."""

    properties: dict[str, Schema]
    missing: dict[str, str]
    snippets: list[Schema]

    def varied(self, other: Fields) -> set[str]:
        """The names of the fields that others have otherwise."""
        names = self.properties.keys() | other.properties.keys()
        return {name for name in names if self._at(name) != other._at(name)}

    def _at(self, name: str) -> tuple[Schema | None, str | None]:
        return self.properties.get(name), self.missing.get(name)


def fields_of(structure: Structure, path: Path, fields: Mapping[str, Field]) -> Fields:
    """The fields that stand together at a path into an issue."""
    return Fields(
        {key: _property(structure, (*path, key), field) for key, field in fields.items()},
        {key: f"`{key}` is missing: {field.doc}" for key, field in fields.items() if field.required},
        [
            _offer(structure, (*path, key), field, number)
            for number, (key, field) in enumerate(fields.items())
        ],
    )


def of_fields(fields: Fields) -> Schema:
    """The schema of a value that these fields stand in."""
    names = ", ".join(fields.properties)
    missing = [{"required": [key], "errorMessage": text} for key, text in fields.missing.items()]
    return {
        "if": {"type": "object"},
        "then": {"allOf": missing} if missing else {},
        "else": {"type": "object", "errorMessage": _NO_FIELDS},
        "properties": fields.properties,
        "additionalProperties": False,
        "errorMessage": f"This is no field here. What may be written: {names}.",
        "defaultSnippets": fields.snippets,
    }


def _property(structure: Structure, path: Path, field: Field) -> Schema:
    text = described(field)
    return {
        "description": text,
        "markdownDescription": text,
        "doNotSuggest": True,
        **_value(structure, path, field),
    }


def _offer(structure: Structure, path: Path, field: Field, number: int) -> Schema:
    """The snippet of a field. Its number keeps it in the briefing's order."""
    return {
        "label": str(path[-1]),
        "sortText": f"{number:02}",
        "body": snippet(structure, path, field),
        "markdownDescription": described(field),
    }


def _value(structure: Structure, path: Path, field: Field) -> Schema:
    """What may stand in a field."""
    if field.type == "list":
        return _list(structure, path, field)
    if field.type in LEAVES:
        return _text(structure, path, field)
    fields = inner(field, structure.fields_of)
    return of_fields(fields_of(structure, path, fields))


def _list(structure: Structure, path: Path, field: Field) -> Schema:
    found = {
        "type": "array",
        "errorMessage": _NO_LIST,
        "items": _value(structure, (*path, 0), Field(type=field.of)),
        "defaultSnippets": [
            {
                "label": f"- {field.of.replace('-', ' ')}",
                "sortText": "~",
                "type": "string",
                "body": another(structure, path, field),
            }
        ],
    }
    counts = {"minItems": field.min, "maxItems": field.max}
    within = {word: count for word, count in counts.items() if count is not None}
    asked = f"`{path[-1]}` holds {limits(field) or 'at least 1 item'}."
    return {**found, "if": within, "else": {"type": "null", "errorMessage": asked}}


def _text(structure: Structure, path: Path, field: Field) -> Schema:
    known = (structure.loaded.slug,) if path == ("briefing",) else offers(structure, path, field)
    if known and field.type == "line":
        return {"enum": list(known), "errorMessage": f"Write one of: {', '.join(known)}."}
    found: Schema = dict(_TEXT)
    if field.type == "switch":
        found = {"type": ["string", "boolean", "null"], "errorMessage": _PATTERNS["switch"][1]}
    if pattern := _pattern(field):
        found["pattern"], found["patternErrorMessage"] = pattern
    if known:
        found["defaultSnippets"] = [
            {"label": name, "body": name, "sortText": f"{number:02}"} for number, name in enumerate(known)
        ]
    return found


def _pattern(field: Field) -> tuple[str, str] | None:
    """What a text has to look like, and what is said where it does not; None for running text."""
    if field.type not in ("line", "label"):
        return _PATTERNS.get(field.type)
    pattern, message = r"^(?!\s*\S.*\n\s*\S)", "This has to stand on one line"
    if field.max:
        pattern += rf"(?!\s*\S.{{{field.max - 1},}}\S)"
        message += f", of {limits(field)}"
    if field.type == "label":
        pattern += r"(?!.*:\s*$)"
        message += ", without its colon"
    return pattern, f"{message}."
