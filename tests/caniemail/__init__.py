"""Can I email's data from npm -> the form in which copydesk carries them: `make caniemail` writes it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

PACKAGE = Path(__file__).parent / "node_modules" / "caniemail"
CARRIED = Path(__file__).parents[2] / "src" / "copydesk" / "clients" / "caniemail"
"""Where the files stand that copydesk carries."""


def carried(package: Path = PACKAGE) -> dict[str, str]:
    """The files made of an unpacked npm package, by their names: data, names of clients, licence."""
    data = json.loads((package / "data" / "caniemail.json").read_text("utf-8"))
    version = json.loads((package / "package.json").read_text("utf-8"))["version"]
    return {
        "data.json": _data(data, version),
        "clients.txt": _clients(data),
        "LICENSE": (package / "LICENSE").read_text("utf-8"),
    }


def _data(data: dict[str, Any], version: str) -> str:
    """One line a feature, so that a change of the data can be read as one."""
    head = {
        "source": f"https://www.npmjs.com/package/caniemail/v/{version}",
        "updated": data["last_update_date"],
    }
    names = _names(data)
    lines = [f"{_json(each['slug'])}:{_json(_feature(each, names))}" for each in data["data"]]
    return f'{_json(head)[:-1]},"features":{{\n' + ",\n".join(lines) + "\n}}\n"


def _feature(given: dict[str, Any], names: list[str]) -> dict[str, Any]:
    support = _support(given["stats"])
    found = {
        "title": given["title"],
        "tested": given["last_test_date"],
        "support": [support.get(name, "") for name in names],
    }
    return found | ({"notes": given["notes_by_num"]} if given["notes_by_num"] else {})


def _support(stats: dict[str, dict[str, dict[str, str]]]) -> dict[str, str]:
    """The newest version of each client, which stands last, and what it supports: `2019 n #1`."""
    return {
        f"{family}.{platform}": " ".join(list(versions.items())[-1])
        for family, platforms in stats.items()
        for platform, versions in platforms.items()
        if versions
    }


def _names(data: dict[str, Any]) -> list[str]:
    return sorted({name for feature in data["data"] for name in _support(feature["stats"])})


def _clients(data: dict[str, Any]) -> str:
    """One line a client: its name, then what people call it. The data gives its support in this order."""
    families, platforms = data["nicenames"]["family"], data["nicenames"]["platform"]
    parts = [(name, *name.split(".")) for name in _names(data)]
    return "".join(f"{name} {families[family]}, {platforms[platform]}\n" for name, family, platform in parts)


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
