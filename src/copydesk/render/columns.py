"""The boxes that MJML puts between a section and its words, where the section has a single column."""

from __future__ import annotations

import re
from typing import Any

from copydesk.markup import finder
from copydesk.render.declarations import Style, put_style, style_of

_GROUP = "mj-outlook-group-fix"
_FULL = "mj-column-per-100"
_PLACED = {"display": "inline-block", "vertical-align": "top", "width": "100%"}
"""How MJML sets columns side by side."""
_BOX = {"font-size", "text-align", "direction"}
"""What a column says of its texts, each of which says it anew."""
_CELL = {"font-size": "0", "padding": "0", "word-break": "break-word"}
"""The cell of a text without a ground or a padding of its own."""
_COLUMN_SHEET = re.compile(
    r"\s*(?:@media[^{}]*\{)?(?:\s*(?:\.moz-text-html\s+)?\.mj-column-[\w-]+\s*\{[^{}]*\})+\s*\}?\s*"
)

_FULL_COLUMNS = finder(f"//div[contains(@class, '{_FULL}')]")
_COLUMNS = finder("//*[contains(@class, 'mj-column-')]")
_COLUMN_SHEETS = finder("//style[contains(text(), '.mj-column-')]")
_TABLES = finder("//td/div/table[@role='presentation']")
_ONLY_CELL = finder("./tbody[count(*) = 1]/tr[count(*) = 1]/td[count(*) = 1]")


def fill_sections(tree: Any) -> None:
    """Make the only column of a section a plain block; it fills its section with or without style sheets."""
    for column in _FULL_COLUMNS(tree):
        style = style_of(column)
        if _FULL in _classes(column) and _PLACED.items() <= style.items() and _is_alone(column):
            put_style(column, {name: value for name, value in style.items() if name not in _PLACED})
            _put_classes(column, [each for each in _classes(column) if each not in (_FULL, _GROUP)])
    if not _COLUMNS(tree):
        for sheet in _COLUMN_SHEETS(tree):
            if _COLUMN_SHEET.fullmatch(sheet.text):
                sheet.getparent().remove(sheet)


def join_texts(tree: Any) -> None:
    """Make one block of a column, its table and its text, where it has one text and looks like nothing itself.

    A class that a style sheet speaks of stays on the element that it was given to.
    """
    spoken_of = set(re.findall(r"\.([\w-]+)", " ".join(each.text or "" for each in tree.iter("style"))))
    for table in _TABLES(tree):
        column, cell = table.getparent(), _only_cell(table)
        if cell is None or not _is_alone(table) or not _is_alone(cell[0]) or cell[0].tag != "div":
            continue
        classes = [*_classes(column), *_classes(cell)]
        if _says_nothing(column, table, cell) and spoken_of.isdisjoint(classes):
            _put_in_place(column, cell[0], classes)


def _says_nothing(column: Any, table: Any, cell: Any) -> bool:
    """Whether only the text between three boxes has a look of its own."""
    return (
        style_of(column).keys() <= _BOX
        and style_of(cell[0]).keys() >= _BOX - {"direction"}
        and style_of(cell) == _CELL
        and {*table.keys()} <= {"role", "width", "cellpadding", "cellspacing"}
        and {*cell.keys()} <= {"align", "class", "style"}
        and {*column.keys()} <= {"class", "style"}
        and cell[0].keys() == ["style"]
    )


def _put_in_place(column: Any, text: Any, classes: list[str]) -> None:
    direction: Style = {name: value for name, value in style_of(column).items() if name == "direction"}
    put_style(text, {**direction, **style_of(text), "word-break": _CELL["word-break"]})
    _put_classes(text, classes)
    text.tail = column.tail
    column.getparent().replace(column, text)


def _only_cell(table: Any) -> Any:
    """The cell of a table that has only one, with one element in it; None for another."""
    cells = _ONLY_CELL(table)
    return cells[0] if len(cells) == 1 and len(table) == 1 else None


def _is_alone(element: Any) -> bool:
    """Whether nothing but comments stands beside an element."""
    around = element.getparent()
    elements = [each for each in around if isinstance(each.tag, str)]
    beside = [around.text, *(each.tail for each in around)]
    return elements == [element] and not "".join(filter(None, beside)).strip()


def _classes(element: Any) -> list[str]:
    return str(element.get("class", "")).split()


def _put_classes(element: Any, classes: list[str]) -> None:
    if classes:
        element.set("class", " ".join(classes))
    else:
        element.attrib.pop("class", None)
