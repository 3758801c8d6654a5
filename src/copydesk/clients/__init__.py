"""Mail clients, and what each of them supports: the tests of https://www.caniemail.com, carried as data.

The data is made of the npm package `caniemail` (MIT, see caniemail/LICENSE) by `make caniemail`.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

CARRIED = Path(__file__).with_name("caniemail")
"""Where the data stands."""


@cache
def clients() -> dict[str, str]:
    """What people call each client, by its name: `Outlook, Windows` for `outlook.windows`."""
    lines = (CARRIED / "clients.txt").read_text("utf-8").splitlines()
    return dict(line.split(" ", 1) for line in lines)
