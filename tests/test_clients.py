"""What clients support is carried as it was tested, and every feature is known by what it looks like."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from copydesk.clients import CARRIED, clients
from copydesk.clients.looks import features_of, looks, unseen
from copydesk.clients.support import Level, caniemail
from copydesk.diagnostic import Refused
from copydesk.issue import Fitted

from .caniemail import PACKAGE, carried
from .conftest import ISSUE, ROOT, Desk

BRIEFING = (ROOT / "components" / "briefings" / "china-in-eurasia.yaml").read_text("utf-8")


def test_the_data_is_what_the_script_makes_of_the_npm_package() -> None:
    """`make caniemail` writes it anew."""
    made = carried()
    assert {each.name: each.read_text("utf-8") for each in CARRIED.iterdir()} == made


def test_it_says_where_it_comes_from_and_how_old_it_is() -> None:
    given = json.loads((PACKAGE / "package.json").read_text("utf-8"))
    data = json.loads((PACKAGE / "data" / "caniemail.json").read_text("utf-8"))
    assert caniemail().source.endswith(f"caniemail/v/{given['version']}")
    assert caniemail().updated == data["last_update_date"][:10]
    assert "MIT License" in (CARRIED / "LICENSE").read_text("utf-8")


def test_of_a_client_the_newest_version_counts_which_stands_last() -> None:
    """Sorted as text, 2019 would come before 2.0, and 16.80 before 2019-10."""
    given = json.loads((PACKAGE / "data" / "caniemail.json").read_text("utf-8"))
    for feature in given["data"]:
        for family, platforms in feature["stats"].items():
            for platform, versions in platforms.items():
                found = caniemail().features[feature["slug"]].of(f"{family}.{platform}")
                version, said = list(versions.items())[-1] if versions else ("", "u")
                assert (found.version, str(found.level)) == (version, said.split()[0])


def test_support_has_a_version_a_day_and_a_note() -> None:
    radius = caniemail().features["css-border-radius"]
    assert (radius.tested, radius.url) == (
        "2021-03-09",
        "https://www.caniemail.com/features/css-border-radius/",
    )
    outlook = radius.of("outlook.windows")
    assert (outlook.version, outlook.level) == ("2019", Level.NONE)
    assert outlook.notes[0].startswith("Round corners can be used in VML")
    assert radius.of("apple-mail.ios").level is Level.FULL


def test_what_nobody_tested_is_unknown() -> None:
    assert caniemail().features["css-border-radius"].of("rainloop.desktop-webmail").level is Level.UNKNOWN


def test_every_feature_has_a_look_or_a_reason_why_it_has_none() -> None:
    seen = {key for keys in looks().values() for key in keys}
    assert seen | unseen().keys() == caniemail().features.keys()
    assert seen & unseen().keys() == set()


def test_one_trait_may_give_away_several_features() -> None:
    assert features_of([("property", "column-count"), ("element", "b")]) == {
        "css-column-count",
        "css-column-layout-properties",
    }


def test_clients_have_the_names_that_people_call_them_by() -> None:
    assert clients()["outlook.windows"] == "Outlook, Windows"


@pytest.mark.parametrize(
    ("written", "mend"),
    [
        ("outlook.window", "Did you mean `outlook.windows`?"),
        ("gmail.andriod", "Did you mean `gmail.android`?"),
        ("pine", "Write one of: aol.android, aol.desktop-webmail, "),
    ],
)
def test_a_client_that_nobody_tested_is_an_error_at_its_line(desk: Desk, written: str, mend: str) -> None:
    text = BRIEFING.replace("  - outlook.windows\n", f"  - {written}\n")
    desk.write("components/briefings/china-in-eurasia.yaml", text)
    with pytest.raises(Refused) as refused:
        desk.pack()
    (fault,) = refused.value.diagnostics
    line = text[: text.index(f"  - {written}\n")].count("\n") + 1
    assert (fault.code, fault.span.line) == ("B003", line)
    assert f"`{written}`" in fault.message
    assert fault.mend.startswith(mend)


def test_a_check_of_the_copy_loads_no_tests(fitted: Callable[[str], Fitted]) -> None:
    """They are large, and nobody asked for them."""
    caniemail.cache_clear()
    assert fitted(ISSUE).issue
    assert caniemail.cache_info().currsize == 0
