"""The language of foreign words: which there are, what was meant by a wrong one, and what letters alone say."""

from __future__ import annotations

import pytest

from copydesk.checks.scripts import stretches, written_in
from copydesk.languages import language, languages, meant, runs_from_right


@pytest.mark.parametrize("tag", ["zh", "ZH", "zh-Hant", "pt-BR", "es-419", "uz-Cyrl-UZ", "prs", "yue"])
def test_a_tag_names_a_language_and_may_say_its_script_and_country(tag: str) -> None:
    assert language(tag) is not None


@pytest.mark.parametrize("tag", ["", "xx", "zh_CN", "chinese", "cn", "zh-", "zh-Chinese", "z", "中"])
def test_anything_else_is_no_tag(tag: str) -> None:
    assert language(tag) is None


@pytest.mark.parametrize(
    "tag", ["ar", "fa", "prs", "ps", "ur", "ug", "he", "yi", "sd", "ckb", "dv", "az-Arab"]
)
def test_some_languages_run_from_right_to_left(tag: str) -> None:
    assert runs_from_right(tag)


@pytest.mark.parametrize("tag", ["zh", "en", "tg", "ku", "uz", "ug-Latn", "ps-Cyrl", "xx", ""])
def test_the_others_do_not_nor_do_those_in_another_script(tag: str) -> None:
    assert not runs_from_right(tag)


@pytest.mark.parametrize(
    ("typed", "tag"),
    [
        ("Chinese", "zh"),
        ("chineze", "zh"),
        ("cn", "zh"),
        ("lang=fa", "fa"),
        ("language: Farsi", "fa"),
        ("zh_TW", "zh-TW"),
        ("ua", "uk"),
        ("Crimean Tatar", "crh"),
        ("zh-Chinese", "zh"),
        ("klingon", ""),
        ("qq", ""),
    ],
)
def test_what_was_meant_by_another_is_guessed(typed: str, tag: str) -> None:
    assert meant(typed) == tag


def test_every_guess_is_a_language() -> None:
    for each in languages().values():
        assert meant(each.name) in languages()
        assert language(each.tag) == each


@pytest.mark.parametrize(
    ("words", "own", "found"),
    [
        ("the 一带一路 plan", "en", ["zh"]),
        ("a ひらがな 漢字 mix", "en", ["ja"]),
        ("Україна й Росія, слово", "en", ["uk", ""]),
        ("слово і слово", "ru", []),
        ("слово سلام", "tg", [""]),
        ("سلام слово", "fa", [""]),
        ("漢字", "ja", []),
        ("Тоҷикистон, ұлт, Ћирилица, Αθήνα, Երևան, საქართველო, 한국, ไทย, བོད", "en", ["tg", "kk", "sr", "el", "hy", "ka", "ko", "th", "bo"]),
        ("aбв, Latin only, déjà vu", "en", []),
    ],
)  # fmt: skip
def test_letters_say_the_language_only_where_no_other_has_them(
    words: str, own: str, found: list[str]
) -> None:
    by_place = sorted(
        (start, written_in(script, words[start:end])) for script, start, end in stretches(words, own)
    )
    assert [tag for _, tag in by_place] == found
