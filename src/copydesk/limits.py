"""What a field asks for, in words: how long it may be, how many it may hold."""

from __future__ import annotations

from copydesk.fields import Field
from copydesk.report import counted

COUNTED = {"line": "character", "label": "character", "prose": "paragraph", "list": "item"}
"""What `min` and `max` count, by the type of the field."""


def limits(field: Field) -> str:
    """`at most 110 characters`, `exactly 3 items`; empty where nothing is asked for."""
    noun = COUNTED.get(field.type)
    least, most = field.min or 0, field.max
    if noun is None or (most is None and least <= 1):
        return ""
    if most is None:
        return f"at least {counted(least, noun)}"
    if least == most:
        return f"exactly {counted(most, noun)}"
    return f"{least} to {counted(most, noun)}" if least > 1 else f"at most {counted(most, noun)}"


def described(field: Field) -> str:
    """What a field is for, whether it is needed, and how long it may be, as sentences."""
    doc = " ".join(field.doc.split())
    asked = ", ".join(part for part in ("" if field.required else "optional", limits(field)) if part)
    return f"{doc} {asked.capitalize()}.".strip() if asked else doc
