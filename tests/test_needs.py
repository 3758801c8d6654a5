"""Where a check is not run for want of what it needs, it would have found nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from hypothesis import example, given
from hypothesis import strategies as st

from copydesk.checks import CHECKS
from copydesk.checks.registry import Check, Finding
from copydesk.fitting import fit
from copydesk.issue import Fitted
from copydesk.library import Library
from copydesk.manuscript import WORDS, Copy, Manuscript, Needs, anything
from copydesk.reading import parse

from .conftest import ISSUE, ROOT

LIBRARY = Library((ROOT / "components",), ROOT)
HOUSE = LIBRARY.house_style
FORMS = [
    *(form for each in HOUSE.spellings for form in (*each.instead_of, *each.but_not)),
    *(each.avoid for each in (*HOUSE.phrases, *HOUSE.attribution)),
    *(each.lower() for each in HOUSE.titles),
    *(word for each in HOUSE.people for word in (each, *each.split())),
    *(word for pair in HOUSE.acronyms.items() for word in pair),
]
PIECES = [
    *" \n\t0123456789.,;:!?'\"()[]{}<>*#`~&-%$/|_", *"’‘“”„‟–—…•\u00a0\u200b\u0301\u0308", "中", "習", "и", "é", "ﬁ", "İ", "Σ", "٣",
    "\n\n", "  ", " - ", "- ", "\n- ", "1. ", ". . .", "....", "~~x~~", "**", "*star", "`code`", "<b>", "<!--", "](", "&amp;",
    "[中]{zh}", "[b]{Chinese}", "]{", "{zh}", "{ru", "слово", "[link]", "[insert x]", "[date]", "[a] (https://x.org/a b)", "[a](https://x.org/May-5)", "https://x.org/TODO", "www.x.org",
    "{{x}}", "May ", "May 5", "5 May", "the 5th of May", "Sept. ", "Friday, May 31", "May 17–16", "May 2nd", "March ", "st", "nd",
    "the the", "The ", "a ", "said ", "President ", "million dollars", "USD 5", " ships ", "9 ships", "14000 men", "fourteen men",
    "3rd time", "TODO", "tk", "XXX", "lorem ipsum", "Ã©", "â€™", "o  ", "\"Yes,\" he claimed.", "Xi'an",
]  # fmt: skip
TEXTS = st.lists(st.sampled_from([*PIECES, *FORMS]), max_size=30).map("".join)


@dataclass(frozen=True, eq=False)
class Unfiltered(Manuscript):
    """A manuscript in which every check reads everything."""

    def chosen(self, on: tuple[str, ...] = WORDS, needs: Needs = anything) -> tuple[Copy, ...]:
        return super().chosen(on)

    def has(self, form: str) -> bool:
        return True

    repeats = True


def findings(fitted: Fitted) -> Iterator[tuple[Any, ...]]:
    for code, each in CHECKS.items():
        if isinstance(each, Check):
            for copy in fitted.chosen(each.on, each.needs):
                yield from (shown(code, finding, copy) for finding in each.run(copy))
        else:
            yield from (shown(code, finding, finding.copy) for finding in each.run(fitted))


def shown(code: str, finding: Finding, copy: Copy | None) -> tuple[Any, ...]:
    place = copy.path if copy else ()
    return code, place, finding.start, finding.end, finding.message, finding.replacement, finding.edits


@given(text=TEXTS, line=TEXTS)
@example(text="- 1. one", line="")
@example(text="#\tone", line="")
@example(text="[a](https://x.org/TODO)", line="")
@example(text="[TODO](https://x.org)", line="")
@example(text="https://x.org/TODO~~x~~", line="")
@example(text="There.\n\n٣ ships and 1٣000 men, May ٣.", line="")
def test_a_check_that_is_not_run_would_have_found_nothing(text: str, line: str) -> None:
    fitted = fit(parse(ISSUE.encode(), "issues/2024-05-22.yaml"), LIBRARY)
    put = {"text": text, "title": line, "headline": line, "label": line}
    copies = tuple(
        replace(copy, text=copy.text._replace(value=put.get(str(copy.path[-1]), copy.text.value)))
        for copy in fitted.copy
        if copy.path[0] in {"date", "title", "lead", "watch"}
    )
    read, all_read = (replace(fitted, manuscript=kind(copies)) for kind in (Manuscript, Unfiltered))
    assert sorted(findings(read), key=repr) == sorted(findings(all_read), key=repr)
