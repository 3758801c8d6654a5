"""The legal notice, to the letter.

For some readers, opening the mail is dangerous, and these are the words that say so. They are code
and no data, so that no briefing, component or issue can change them: a new language, or a new
wording, is a change of this file that somebody reviews. The build holds every finished message
against them.
"""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlsplit

from copydesk.prose import parse

NOTICES: Mapping[str, str] = {
    "en": """\
RFE/RL has been declared an "undesirable organization" by the Russian government.

If you are in Russia or the Russia-controlled parts of Ukraine and hold a Russian passport or are a \
stateless person residing permanently in Russia or the Russia-controlled parts of Ukraine, please note \
that you could face fines or imprisonment for sharing, liking, commenting on, or saving our content, or \
for contacting us.

To find out more, [click here]({address}).
""",
}
"""The wording by language, in the markup of prose; `{address}` is where `click here` leads."""


HOSTS = ("rferl.org",)
"""The hosts, with those below them, that the link of the notice may lead to: the broadcaster's own."""


def leads_home(address: str) -> bool:
    """Whether an address is one of the broadcaster's, over https."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    host = parts.hostname or ""
    return parts.scheme == "https" and any(host == own or host.endswith(f".{own}") for own in HOSTS)


def notice(language: str, address: str) -> str:
    """The notice in a language, its link leading to `address`. Raises KeyError without a wording."""
    return NOTICES[language].replace("{address}", address)


def words(language: str) -> tuple[str, ...]:
    """The paragraphs of the notice, words alone. Raises KeyError without a wording."""
    return tuple(parse(NOTICES[language]).plain().split("\n"))
