"""YAML of our own grammar, or nearly: the fields of an issue with values of every style, or others."""

from __future__ import annotations

from collections.abc import Mapping

from hypothesis import strategies as st

from copydesk.fields import Field
from copydesk.leaves import LEAVES
from copydesk.library import Library
from copydesk.structure import structure
from tests.conftest import ROOT

from .styles import Writer, usual, wild, written
from .words import ends, odd_text

FRAME = structure(Library((ROOT / "components",), ROOT), "china-in-eurasia", "special")
Pair = tuple[str, str, Writer]


def mapping(pairs: list[Pair]) -> Writer:
    """Fields one below the other; each with what stands between its name and its value."""
    return lambda indent: "".join(
        f"\n{indent}{name}:{between}{value(indent + '  ')}" for name, between, value in pairs
    )


def items(found: list[tuple[str, Writer]]) -> Writer:
    """The items of a list; each with what stands before it."""
    return lambda indent: "".join(
        f"\n{indent}- {before}{value(indent + '  ').lstrip()}" for before, value in found
    )


def often(usually: st.SearchStrategy[Writer], seldom: st.SearchStrategy[Writer]) -> st.SearchStrategy[Writer]:
    """The one 39 times in 40, the other else."""
    return st.sampled_from([usually] * 39 + [seldom]).flatmap(lambda chosen: chosen)


between = st.sampled_from(
    [" "] * 200 + ["", "  ", "\t", "\u00a0", "\n", " &a ", " *a ", " !x ", " !!str ", " # x\n"]
)
before = st.sampled_from([""] * 100 + ["&a ", "!x ", "# x\n", "- ", "\t", "\u00a0"])
anything = st.recursive(
    usual | written | wild,
    lambda inner: (
        st.lists(st.tuples(odd_text | st.sampled_from(["a", "text", "<<", "1"]), between, inner), max_size=3).map(mapping)
        | st.lists(st.tuples(before, inner), max_size=3).map(items)
    ),
    max_leaves=5,
)  # fmt: skip


def value_of(field: Field) -> st.SearchStrategy[Writer]:
    """A value that fits a field, nearly always."""
    if field.type in LEAVES:
        return often(written if field.type == "prose" else usual | written, anything)
    if field.type == "list":
        return often(
            st.lists(st.tuples(before, value_of(Field(type=field.of))), min_size=1, max_size=3).map(items),
            anything,
        )
    return often(fields(FRAME.fields_of(field.type)), anything)


def _pair(name: str, field: Field) -> st.SearchStrategy[list[Pair]]:
    """A field or none, and sometimes one of another name behind it."""
    none = st.just([])
    right = st.tuples(st.just(name), between, value_of(field)).map(lambda pair: [pair])
    other = st.tuples(odd_text | st.sampled_from([name, name[:-1], "x", ""]), between, anything)
    both = st.tuples(right, other).map(lambda two: [*two[0], two[1]])
    return st.sampled_from([none] * 12 + [right] * 24 + [both]).flatmap(lambda chosen: chosen)


def fields(declared: Mapping[str, Field]) -> st.SearchStrategy[Writer]:
    """Some of the fields that are declared, and now and then another."""
    return st.tuples(*(_pair(name, field) for name, field in declared.items())).map(
        lambda pairs: mapping([pair for some in pairs for pair in some])
    )


OPENINGS = [
    *["briefing: china-in-eurasia", "briefing: china-in-eurasia\nedition: special"] * 5,
    "\ufeffbriefing: china-in-eurasia", "# waive P101: so\nbriefing: china-in-eurasia", "", "%YAML 1.2\n---",
]  # fmt: skip
yaml = st.builds(
    lambda opening, rest, end: (opening + rest("") + "\n").replace("\n", end),
    st.sampled_from(OPENINGS),
    fields({name: field for name, field in FRAME.fields.items() if name not in {"briefing", "edition"}}),
    ends,
)
