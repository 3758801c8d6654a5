"""What the YAML library's own words mean to a correspondent."""

from __future__ import annotations

_PROBLEMS = (
    (
        "mapping values are not allowed",
        "This line was read as more of the text above it.",
        "Indent it as far as the field above it. If that field has no colon after its name, add it.",
    ),
    (
        "could not find expected ':'",
        "This line is neither a field nor a part of the text above it.",
        "Begin it with a field's name and a colon, or indent it as far as the text above it.",
    ),
    (
        "did not find expected key",
        "This line begins in a column in which nothing above it begins.",
        "Indent it as far as its neighbors: the fields of one part begin in one column, and so do the lines of a text.",
    ),
    (
        "did not find expected '-' indicator",
        "This line stands among the items of a list and is none.",
        "Begin it with `- ` if it is an item; else indent it as far as the line that it belongs with.",
    ),
    (
        "unexpected end of stream",
        "A quotation begins here and never ends.",
        "Close it, or put `|` after the colon and the text on the next line, two blanks further in.",
    ),
)


def translated(problem: str) -> tuple[str, str]:
    """What the YAML library's own words mean to a correspondent, and how to mend it."""
    for words, message, mend in _PROBLEMS:
        if words in problem:
            return message, mend
    return (
        f"This line cannot be read as YAML ({problem}).",
        "Compare its indentation, colons and quotation marks with the lines around it.",
    )


def is_late(problem: str) -> bool:
    """Whether YAML notices this only behind the line that it is about."""
    return "expected ':'" in problem or "unexpected end" in problem
