"""An inspection says what clients lack, where and what stands in; what a message weighs; whom it tells."""

from __future__ import annotations

import json

import pytest

from copydesk.clients.support import Level
from copydesk.diagnostic import Diagnostic
from copydesk.examine import examine
from copydesk.inspection.gaps import Gap
from copydesk.inspection.weight import STYLE_LIMIT, forecast
from copydesk.inspection.whole import Inspection, inspect
from copydesk.workspace import Workspace

from .conftest import ISSUE, ROOT, Desk, lengthy

COMPONENTS = ROOT / "components"
BRIEFING = (COMPONENTS / "briefings" / "china-in-eurasia.yaml").read_text("utf-8")
PHOTO = """\
photo:
  image: https://example.org/harbor.{ending}
  alt: Five cranes over an empty quay
  caption: The terminal, on May 28.
  credit: Staff photo
"""


def inspected(desk: Desk, issue: str = ISSUE, address: int = 200) -> Inspection:
    path = desk.write("issues/2024-05-22.yaml", issue)
    return inspect(examine(path, desk.workspace), desk.workspace.library, address)


def change(desk: Desk, place: str, old: str, new: str) -> None:
    """Change a shipped component in the workspace."""
    text = (
        desk.root / "components" / place
        if (desk.root / "components" / place).exists()
        else COMPONENTS / place
    )
    source = text.read_text("utf-8")
    assert old in source
    desk.write(f"components/{place}", source.replace(old, new, 1))


def gap(found: Inspection, key: str) -> Gap:
    return next(each for each in found.gaps if each.feature.key == key)


def said(found: Inspection, code: str) -> list[Diagnostic]:
    return [each for each in found.diagnostics if each.code == code]


def place(found: Diagnostic) -> str:
    """The file that a diagnostic is about, below components/ of the workspace or of copydesk."""
    return found.path.rpartition("components/")[2]


# --- clients


@pytest.mark.parametrize("issue", sorted((ROOT / "issues").glob("*.yaml")), ids=lambda path: path.stem)
def test_of_the_shipped_issues_and_components_there_is_nothing_to_say(issue: object) -> None:
    """Whatever a client does not support has a fallback, and every fallback is of use."""
    workspace = Workspace(ROOT)
    found = inspect(examine(ROOT / "issues" / getattr(issue, "name", ""), workspace), workspace.library)
    assert found.gaps
    assert found.diagnostics == ()


def test_a_gap_names_clients_versions_the_day_of_the_test_and_the_fallback(desk: Desk) -> None:
    found = gap(inspected(desk), "css-at-media-prefers-color-scheme")
    assert found.feature.tested == "2023-03-08"
    assert ("outlook.windows", "2019") in [(each.client, each.version) for each in found.at(Level.NONE)]
    assert "apple-mail.ios" in [each.client for each in found.at(Level.FULL)]
    assert list(found.fallbacks) == ["layout"]


def test_what_a_client_supports_in_part_comes_with_its_note(desk: Desk) -> None:
    found = gap(inspected(desk), "css-border")
    (outlook,) = found.at(Level.PART)
    assert outlook.notes[0] == "Partial. A border can not be bigger than 8px."


def test_what_every_named_client_supports_is_no_gap(desk: Desk) -> None:
    change(desk, "briefings/china-in-eurasia.yaml", BRIEFING[BRIEFING.index("clients:") : BRIEFING.index("# The hosts")],
           "clients:\n  - apple-mail.macos\n\n")  # fmt: skip
    assert "css-max-width" not in [each.feature.key for each in inspected(desk).gaps]


def test_what_is_new_in_a_component_is_a_warning_at_that_component(desk: Desk) -> None:
    change(desk, "imprint/imprint.mjml.j2", "<span", '<span style="border-radius:4px"')
    found = inspected(desk)
    assert found.places["css-border-radius"] == ("imprint",)
    (fault,) = said(found, "C101")
    assert (place(fault), fault.severity) == ("imprint/component.yaml", "warning")
    assert fault.message == "`border-radius` is not supported by Outlook (Windows) (tested 2021-03-09)."


def test_a_fallback_of_the_component_answers_it(desk: Desk) -> None:
    change(desk, "imprint/imprint.mjml.j2", "<span", '<span style="border-radius:4px"')
    change(
        desk, "imprint/component.yaml", "fields:", "fallbacks:\n  css-border-radius: Square corners.\nfields:"
    )
    found = inspected(desk)
    assert found.diagnostics == ()
    assert gap(found, "css-border-radius").fallbacks == {"imprint": "Square corners."}


def test_a_fallback_of_another_component_does_not(desk: Desk) -> None:
    change(desk, "imprint/imprint.mjml.j2", "<span", '<span style="border-radius:4px"')
    change(desk, "unsubscribe/unsubscribe.mjml.j2", "<a ", '<a style="border-radius:4px" ')
    change(
        desk, "imprint/component.yaml", "fields:", "fallbacks:\n  css-border-radius: Square corners.\nfields:"
    )
    assert [place(each) for each in said(inspected(desk), "C101")] == ["unsubscribe/component.yaml"]


def test_what_the_copy_brings_in_is_a_warning_at_its_line(desk: Desk) -> None:
    """Outlook shows no webP."""
    issue = ISSUE + PHOTO.format(ending="webp")
    found = inspected(desk, issue)
    (fault,) = said(found, "C101")
    line = issue[: issue.index("  image:")].count("\n") + 1
    assert (fault.path, fault.span.line) == ("issues/2024-05-22.yaml", line)
    assert fault.message.startswith("`webP image format` is not supported by ")
    assert found.lines["image-webp"] == (line,)


def test_a_picture_that_every_client_shows_is_none(desk: Desk) -> None:
    assert inspected(desk, ISSUE + PHOTO.format(ending="jpg")).diagnostics == ()


def test_a_link_that_writes_an_e_mail_is_found_at_its_line(desk: Desk) -> None:
    issue = ISSUE.replace(
        "The terminal stands empty.", "The terminal\n    [stands](mailto:a@example.org) empty."
    )
    line = issue[: issue.index("[stands]")].count("\n") + 1
    assert inspected(desk, issue).lines["html-mailto-links"] == (line,)


@pytest.mark.parametrize(
    ("fallback", "code", "message", "mend"),
    [
        ("css-border-radius", "C102", "The component does not use `css-border-radius`.", "Delete the fallback."),
        ("html-p", "C103", "Every client that a briefing names supports `html-p` (tested 2020-05-08).", "Delete the fallback."),
        ("css-bordr-radius", "C104", "Can I email has no feature `css-bordr-radius`.", "Did you mean `css-border-radius`?"),
    ],
)  # fmt: skip
def test_a_fallback_that_is_of_no_use_is_said_at_its_line(
    desk: Desk, fallback: str, code: str, message: str, mend: str
) -> None:
    change(desk, "opening/component.yaml", "fallbacks:\n", f"fallbacks:\n  {fallback}: Something else.\n")
    (fault,) = inspected(desk).diagnostics
    assert (fault.code, fault.message, fault.mend) == (code, message, mend)
    source = (desk.root / "components/opening/component.yaml").read_text("utf-8").splitlines()
    assert source[fault.span.line - 1] == f"  {fallback}: Something else."


def test_a_fallback_for_what_only_the_sample_shows_is_of_use(desk: Desk) -> None:
    """The row of podcasts, with its border, stands in few issues."""
    found = inspected(desk)
    assert "opening" not in found.places["css-border"]
    assert said(found, "C102") == []


def test_a_briefing_that_names_no_clients_is_told_nothing(desk: Desk) -> None:
    change(
        desk,
        "briefings/china-in-eurasia.yaml",
        BRIEFING[BRIEFING.index("clients:") : BRIEFING.index("# The hosts")],
        "",
    )
    found = inspected(desk)
    assert (found.clients, found.gaps, found.diagnostics) == ((), (), ())


# --- weight


def test_sections_and_what_is_around_them_make_the_whole(desk: Desk) -> None:
    found = inspected(desk).weight
    assert sum(found.sections.values()) + found.around == found.html
    assert list(found.sections)[:3] == ["browser", "masthead", "headline"]
    assert list(found.sections)[-1] == "unsubscribe"


def test_the_manifest_has_the_bytes_of_each_section(desk: Desk) -> None:
    files = desk.pack()
    assert json.loads(files["manifest.json"])["sections"] == inspected(desk).weight.sections
    assert inspected(desk).weight.html == len(files["email.html"])
    assert inspected(desk).weight.text == len(files["email.txt"])


def test_a_section_weighs_what_its_words_weigh(desk: Desk) -> None:
    """In bytes, and no other section weighs more for it."""
    before, after = (
        inspected(desk).weight,
        inspected(desk, ISSUE.replace("again in June", "again in 五月")).weight,
    )
    grown = {key: after.sections[key] - size for key, size in before.sections.items()}
    assert grown.pop("watch") == len("五月".encode()) - len("June")
    assert set(grown.values()) == {0}
    assert after.around == before.around


def test_the_style_is_that_which_gmail_counts(desk: Desk) -> None:
    """What Outlook alone reads is not in it."""
    before = inspected(desk).weight.style
    change(desk, "layout/layout.mjml.j2", "<!--[if mso]><style>", "<!--[if mso]><style>" + "p{margin:0}" * 99)
    assert inspected(desk).weight.style == before
    change(desk, "layout/layout.head.css", ":root", ".x { color: red }\n" * 1_500 + ":root")
    assert inspected(desk).weight.style > STYLE_LIMIT


@pytest.mark.parametrize(
    ("link", "grown"),
    [
        ('<a href="https://example.org/">x</a>', 100 - 20),
        ("<a class='y' href='https://example.org/'>x</a>", 100 - 20),
        ('<a href="https://example.org/?a&amp;b">x</a>', 100 - 24),
        ('<a href="mailto:a@example.org">x</a>', 0),
        ('<a name="y">x</a>', 0),
        ('<link href="https://example.org/">', 0),
    ],
)
def test_a_forecast_gives_each_link_to_the_web_an_address_of_that_length(link: str, grown: int) -> None:
    assert forecast(link, 100) == len(link) + grown


def test_where_gmail_would_cut_is_named_by_its_section(desk: Desk) -> None:
    issue = ISSUE.replace("    The terminal stands empty.", lengthy(48_000))
    assert inspected(desk, issue).weight.cut == ""
    found = inspected(desk, issue, 5_000).weight
    assert found.tracked > 102_000
    assert found.cut == "legal_notice"


def test_a_message_that_is_too_large_as_it_is_is_refused_and_cut_where_it_is_large(desk: Desk) -> None:
    found = inspected(desk, ISSUE.replace("    The court sits again in June.", lengthy(90_000)))
    assert found.weight.cut == "watch"
    assert len(said(found, "M103")) == 1


# --- privacy


def test_a_message_without_a_picture_contacts_nobody(desk: Desk) -> None:
    found = inspected(desk).privacy
    assert (found.hosts, found.is_kept) == ((), True)


def test_the_briefing_s_own_host_is_named_and_no_fault(desk: Desk) -> None:
    found = inspected(desk, ISSUE + PHOTO.format(ending="jpg"))
    assert (found.privacy.hosts, found.privacy.foreign) == (("example.org",), ())


@pytest.mark.parametrize(
    ("brought", "code", "words"),
    [
        ('<img src="https://cdn.example.com/x.gif" alt="" width="90" height="90">', "M107", "cdn.example.com"),
        ('<img src="https://example.org/x.gif" alt="" width="1" height="1">', "M108", "https://example.org/x.gif"),
        ('<img src="https://example.org/x.gif" alt="" style="display:none">', "M108", "https://example.org/x.gif"),
        ('<img src="https://example.org/x.gif" alt="" style="width:2px">', "M108", "https://example.org/x.gif"),
        ("<style>@font-face{font-family:X;src:url(https://example.org/x.woff)}</style>", "M109", "@font-face"),
        ("<style>@import 'https://example.org/x.css';</style>", "M109", "@import"),
        ('<link rel="stylesheet" href="https://example.org/x.css">', "M109", "https://example.org/x.css"),
    ],
)  # fmt: skip
def test_what_tells_somebody_else_is_a_warning(desk: Desk, brought: str, code: str, words: str) -> None:
    change(desk, "imprint/imprint.mjml.j2", "{%- for", f"{brought}{{%- for")  # fmt: skip
    found = inspected(desk)
    (fault,) = said(found, code)
    assert words in fault.message
    assert not found.privacy.is_kept


def test_a_link_that_carries_tracking_is_listed(desk: Desk) -> None:
    tracked = "https://example.org/loan?utm_source=x"
    found = inspected(desk, ISSUE.replace("https://example.org/loan", tracked))
    assert found.privacy.tracking == (tracked,)


def test_a_briefing_that_names_no_host_of_its_own_has_no_foreign_ones(desk: Desk) -> None:
    hosts = BRIEFING[BRIEFING.index("image_hosts:") : BRIEFING.index("# One value")]
    change(desk, "briefings/china-in-eurasia.yaml", hosts, "")
    issue = ISSUE + PHOTO.format(ending="jpg").replace("example.org", "cdn.example.com")
    assert inspected(desk, issue).privacy.foreign == ()


def test_the_forecast_of_a_mailing_system_has_its_own_tags_and_addresses(desk: Desk) -> None:
    """SendGrid makes each link longer, and none is longer where nobody tracks."""
    found = inspected(desk)
    assert found.forecasts["neutral"] == found.weight.html
    assert found.forecasts["sendgrid"] > found.weight.html
