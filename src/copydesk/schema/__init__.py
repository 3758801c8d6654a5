"""The declared fields of a briefing -> a JSON Schema (draft-07) of its issues, for editors.

It is laid out for the YAML language server (2.0), which VS Code, Neovim, Helix, Zed and Emacs ask:
`errorMessage` and `patternErrorMessage` are what it says of a fault, `markdownDescription` is what it
shows of a field, and `defaultSnippets` with `sortText` are what it offers, in the order of the briefing;
`doNotSuggest` keeps it from offering each field a second time. It has no words of ours for `minItems` and
`maxLength`: an `if` and a `pattern` count in their place. Other readers pass these keywords over.
"""

from __future__ import annotations

from collections.abc import Mapping

from copydesk.library import Library
from copydesk.schema.parts import WORDS, Fields, Schema, fields_of, of_fields
from copydesk.structure import structure


def schema(library: Library, slug: str, edition: str = "") -> Schema:
    """The schema of a briefing's issues: of one edition, or of all that there are.

    Raises Refused where there is no such briefing.
    """
    usual = structure(library, slug, edition)
    names = () if edition else tuple(usual.loaded.briefing.editions)
    special = {name: structure(library, slug, name) for name in names}
    found = _of_editions(
        fields_of(usual, (), usual.fields),
        {name: fields_of(frame, (), frame.fields) for name, frame in special.items()},
    )
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": usual.loaded.briefing.name,
        **found,
    }


def _of_editions(usual: Fields, special: Mapping[str, Fields]) -> Schema:
    """The fields at the top. What an edition has otherwise depends on the edition that an issue names."""
    varied = {key for each in special.values() for key in usual.varied(each)}
    if not varied:
        return of_fields(usual)
    everything = {key: found for each in (usual, *special.values()) for key, found in each.properties.items()}
    shared = Fields(
        {key: _shown(found) if key in varied else found for key, found in everything.items()},
        {key: text for key, text in usual.missing.items() if key not in varied},
        usual.snippets,
    )
    cases = [{"if": _is_of([name]), "then": _case(each, varied)} for name, each in special.items()]
    others = {"if": _is_of(list(special)), "else": _case(_reserved(usual, special), varied)}
    return {**of_fields(shared), "allOf": [*cases, others]}


def _is_of(editions: list[str]) -> Schema:
    return {"properties": {"edition": {"enum": editions}}, "required": ["edition"]}


def _shown(found: Schema) -> Schema:
    """What is said of a field, without what may stand in it."""
    return {word: found[word] for word in WORDS if word in found}


def _case(fields: Fields, varied: set[str]) -> Schema:
    missing = [
        {"required": [key], "errorMessage": text} for key, text in fields.missing.items() if key in varied
    ]
    properties = {key: found for key, found in fields.properties.items() if key in varied}
    return {"properties": properties, **({"allOf": missing} if missing else {})}


def _reserved(usual: Fields, special: Mapping[str, Fields]) -> Fields:
    """The fields of the usual issue, with a word on those that only an edition may write."""
    properties = dict(usual.properties)
    for name, each in special.items():
        for key, found in each.properties.items():
            mine = properties.setdefault(key, _only(name))
            reserved = found.get("properties", {}).keys() - mine.get("properties", {}).keys()
            if reserved and "properties" in mine:
                own = {**mine["properties"], **{inner: _only(name) for inner in sorted(reserved)}}
                properties[key] = {**mine, "properties": own}
    return Fields(properties, usual.missing, usual.snippets)


def _only(edition: str) -> Schema:
    """A field that has to be left out, or empty."""
    message = f"The briefing holds its wording. Only `edition: {edition}` may write its own."
    return {"type": "null", "errorMessage": message, "doNotSuggest": True}
