"""The characters, marks and words that files are made of: those that mean something somewhere."""

from __future__ import annotations

import re

from hypothesis import strategies as st

from tests.conftest import ISSUE, ROOT

README = re.findall(r"```yaml\n(briefing:.*?)```", (ROOT / "README.md").read_text("utf-8"), flags=re.DOTALL)
ISSUES = [ISSUE, *README, *(path.read_text("utf-8") for path in sorted((ROOT / "issues").glob("*.yaml")))]
"""Issues without a fault, the smallest first."""

NASTY = [
    *"\"':#&*|>%@`!?{}[](),-_~\\/<=+.;$^ \t\n",
    "\r\n", "\u00a0", "\u2028", "\u2029", "\u0085", "\u200b", "\u200d", "\u202e", "\u2066",
    "\u00ad", "“", "”", "‘", "’", "«", "„", "—", "–", "…", "é", "e\u0301",
    "ﬁ", "中国", "習", "مرحبا", "שלום", "\u0301", "👩\u200d👧", "🇰🇿", "а", "ß", "\U0010ffff", "\ue000", "Ã©",
    ": ", " #", "- ", "{{", "*|", "|*", "<%", "%%", "---\n", "...\n", "<<: ", "''", '""', "\\x41", "\\ud800", "\\0",
    "!!binary ", "!x ", "&a ", "*a", "? ", "|\n", ">-\n", "|2-\n", "|+\n", "|9\n", "# waive P101: so\n", "# waive\n",
]  # fmt: skip
"""Characters and marks that mean something somewhere, or nothing anywhere."""

REFUSED = ["\x00", "\x0b", "\x1b", "\x7f", "\ufffe", "\ufeff", "\ud800"]
"""Characters that no file may hold, wherever they stand."""

ALMOST = [
    "[a](https://example.org/a)", "[a] (https://example.org/a b)", "[a](", "[a]()", "[](https://x.org)", "](", "![a](x)",
    "[a](“https://x.org”)", "[a](www.x.org)", "[a](javascript:alert(1))", "[a](mailto:a@b.org?x)", "[a\n\nb](https://x.org)",
    "<https://x.org>", "https://www.google.com/url?q=https%3A%2F%2Fx.org", "http://x.org?utm_source=a&b=c", "https://[::1",
    "https://slot.invalid/x", "**a**", "** a**", "*a *b* c*", "_a_", "__", "***", "\\*", "\\", "&amp;", "&#0;", "&nbsp;",
    "&copy", "<b>", "- a\n- b", "- ", "1. ", "# x", "> x", "`a`", "~~a~~", "|a|", "click here", "in order to", "May 32",
    "Monday, May 21, 2024", "the 1990's", "5 %", "10,00", "U.S", "RFERL", "'Tis", "\"a“", "a -- b", "a—b", "a ... b", "a….",
    "Xi’s", "  ", "\u00a0", "\u200b", "Kyiv", "Kiev", "TK", "XXX", "lorem ipsum", "a" * 300, "中文。", "é́", "\ufb01",
    "[中国]{zh}", "[a]{Chinese}", "[سلام] {fa}", "路 {zh}", "{ru}", "{ru", "]{", "[и](ru)", "слово", "Київ",
    "%FIRSTNAME%", "*|FNAME|*", "{{ name }}", "<% a %>", "a ,b", "a  b", "(a", "a)", "?!", "!!", "....", "$5 million",
]  # fmt: skip
"""Words of the copy that are markup, almost markup, or what the checks look for."""


odd_text = st.lists(st.sampled_from(NASTY) | st.sampled_from(["a", "Words", "of it"]), max_size=6).map(
    "".join
)
any_text = odd_text | st.sampled_from(ALMOST) | st.sampled_from(REFUSED) | st.text(max_size=8)
plain_words = st.sampled_from([" ", " ", ", ", ". ", "Words", "of it", "The loan", "\n", "\n\n"])
prose = st.lists(
    plain_words | st.sampled_from(ALMOST) | plain_words | st.sampled_from(NASTY), max_size=9
).map("".join)
"""What may stand in a text."""
ends = st.sampled_from(["\n"] * 8 + ["\r\n", "\r", "\u2028"])
"""What ends a line."""
