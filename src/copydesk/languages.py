"""The languages that words in an issue may be in: their tags, their names, and the direction they run in.

The tags, and which script a language is written in, are those of the IANA Language Subtag Registry
(https://www.iana.org/assignments/language-subtag-registry); what HTML means by them is BCP 47.
"""

from __future__ import annotations

import re
from difflib import get_close_matches
from functools import cache
from typing import NamedTuple


class Language(NamedTuple):
    """A language: its tag, its name in English, and the script it is usually written in."""

    tag: str
    name: str
    script: str


_TABLE = """
ar Arabic Arab, az Azerbaijani Latn, ba Bashkir Cyrl, be Belarusian Cyrl, bg Bulgarian Cyrl, bn Bengali Beng, bo Tibetan Tibt,
bs Bosnian Latn, ca Catalan Latn, ce Chechen Cyrl, cnr Montenegrin Latn, crh Crimean-Tatar Latn, cs Czech Latn, cv Chuvash Cyrl,
da Danish Latn, de German Latn, dv Divehi Thaa, el Greek Grek, en English Latn, es Spanish Latn, et Estonian Latn, fa Persian Arab,
fi Finnish Latn, fr French Latn, ga Irish Latn, gu Gujarati Gujr, he Hebrew Hebr, hi Hindi Deva, hr Croatian Latn, hu Hungarian Latn,
hy Armenian Armn, id Indonesian Latn, is Icelandic Latn, it Italian Latn, ja Japanese Jpan, ka Georgian Geor, kk Kazakh Cyrl,
km Khmer Khmr, ko Korean Kore, ku Kurdish Latn, ckb Sorani Arab, ky Kyrgyz Cyrl, la Latin Latn, lb Luxembourgish Latn, lo Lao Laoo,
lt Lithuanian Latn, lv Latvian Latn, mk Macedonian Cyrl, mn Mongolian Cyrl, ms Malay Latn, mt Maltese Latn, my Burmese Mymr,
ne Nepali Deva, nl Dutch Latn, no Norwegian Latn, os Ossetian Cyrl, pa Punjabi Guru, pl Polish Latn, prs Dari Arab, ps Pashto Arab,
pt Portuguese Latn, ro Romanian Latn, ru Russian Cyrl, sah Yakut Cyrl, sd Sindhi Arab, si Sinhala Sinh, sk Slovak Latn,
sl Slovenian Latn, sq Albanian Latn, sr Serbian Cyrl, sv Swedish Latn, sw Swahili Latn, ta Tamil Taml, te Telugu Telu, tg Tajik Cyrl,
th Thai Thai, tk Turkmen Latn, tl Tagalog Latn, tr Turkish Latn, tt Tatar Cyrl, tyv Tuvan Cyrl, ug Uyghur Arab, uk Ukrainian Cyrl,
ur Urdu Arab, uz Uzbek Latn, vi Vietnamese Latn, yi Yiddish Hebr, yue Cantonese Hant, zh Chinese Hani
"""
_TAKEN_FOR = {
    "am": "hy", "cn": "zh", "cz": "cs", "dk": "da", "farsi": "fa", "ge": "ka", "gr": "el", "ir": "fa", "iw": "he", "jp": "ja",
    "kg": "ky", "kr": "ko", "kz": "kk", "mandarin": "zh", "rs": "sr", "se": "sv", "tj": "tg", "tw": "zh-Hant", "ua": "uk",
    "by": "be", "chi": "zh", "zho": "zh", "rus": "ru", "per": "fa", "fas": "fa", "ukr": "uk", "ara": "ar", "heb": "he",
    "ger": "de", "deu": "de", "fre": "fr", "fra": "fr", "jpn": "ja", "kor": "ko", "kaz": "kk", "uyghur": "ug", "uighur": "ug",
}  # fmt: skip
"""What is typed for a tag: that of a country, of an older list, or another name."""
_RIGHT_TO_LEFT = frozenset({"arab", "hebr", "thaa", "syrc", "nkoo", "adlm"})
_SUBTAGS = re.compile(r"([a-z]{2,3})(?:-([a-z]{4}))?(?:-(?:[a-z]{2}|\d{3}))?", re.IGNORECASE | re.ASCII)
_BEFORE = re.compile(r"^\W*(?:lang(?:uage)?\W*)?", re.IGNORECASE)


@cache
def languages() -> dict[str, Language]:
    """Every language by its tag."""
    rows = (row.split() for row in _TABLE.replace("\n", " ").split(","))
    return {tag: Language(tag, name.replace("-", " "), script) for tag, name, script in rows}


def language(tag: str) -> Language | None:
    """The language that a tag such as `zh`, `zh-Hant` or `pt-BR` names; None for what is no tag of one."""
    found = _SUBTAGS.fullmatch(tag)
    known = languages().get(found[1].lower()) if found else None
    return known._replace(tag=tag, script=found[2] or known.script) if found and known else None


def runs_from_right(tag: str) -> bool:
    """Whether words in a language run from right to left."""
    found = language(tag)
    return found is not None and found.script.lower() in _RIGHT_TO_LEFT


def meant(typed: str) -> str:
    """The tag that was probably meant by what was typed for one, such as `Chinese`; empty without a guess."""
    bare = _BEFORE.sub("", typed).strip(" \"'=:.").replace("_", "-")
    low = bare.lower()
    if language(bare):
        return bare
    if low in _TAKEN_FOR:
        return _TAKEN_FOR[low]
    names = {each.name.lower(): each.tag for each in languages().values()}
    near = get_close_matches(low, names, n=1, cutoff=0.75)
    first = low.split("-")[0]
    return names[near[0]] if near else first if "-" in low and language(first) else ""
