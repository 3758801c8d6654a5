"""The layers of the code: a module imports only from layers below its own, and each library has one door."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from .conftest import ROOT

SOURCE = ROOT / "src" / "copydesk"

LAYERS: tuple[tuple[str, ...], ...] = (
    ("__main__",),
    ("cli",),
    ("online", "preview", "sending", "verify"),
    ("press", "founding"),
    ("archive", "making", "importing", "lsp"),
    ("crew", "packing"),
    ("recipe",),
    ("inspection",),
    ("schema", "finishing"),
    ("snippets",),
    ("targets", "examine", "manual", "gallery", "platforms"),
    ("workspace", "skeleton", "checks", "render"),
    ("message",),
    ("fitting",),
    ("issue",),
    ("wording", "offers", "manuscript"),
    ("structure",),
    ("slots", "library"),
    ("briefing",),
    ("faults", "legal", "house", "fixing", "waivers", "limits", "clients"),
    ("fields", "addresses"),
    ("shapes",),
    ("leaves",),
    ("reading",),
    ("recovering",),
    ("walking",),
    ("rewriting",),
    ("document", "prose", "line", "report", "formats"),
    ("writing",),
    ("mistakes", "problems", "patching", "scalars", "markdown", "faces"),
    ("mending", "diagnostic", "offspring", "litter", "markup", "pieces", "late", "answer", "languages"),
)
"""High to low. Modules of one layer are strangers to each other."""

DOORS = {
    "click": "cli",
    "cssselect": "checks.sheet",
    "distributed": "making.cluster",
    "jinja2": "render",
    "lsprotocol": "lsp",
    "lxml": "markup",
    "mammoth": "importing.word",
    "markdown_it": "markdown",
    "mjml": "render.compile",
    "premailer": "render.inline",
    "pydantic": "targets.described",
    "pydantic_core": "shapes",
    "pygls": "lsp",
    "requests": "online.asking",
    "smtplib": "sending",
    "sqlite3": "press.record",
    "starlette": "preview",
    "tinycss2": "checks.sheet",
    "uvicorn": "preview.serving",
    "watchfiles": "preview.watching",
    "yaml": "walking",
}
"""The one module, or package, that imports each library, so that a swap is one place."""


def modules() -> list[str]:
    return sorted(
        ".".join(path.relative_to(SOURCE).with_suffix("").parts).removesuffix(".__init__")
        for path in SOURCE.rglob("*.py")
    )


def imports(module: str) -> Iterator[str]:
    path = SOURCE / Path(*module.split("."))
    source = path.with_suffix(".py") if path.with_suffix(".py").exists() else path / "__init__.py"
    for node in ast.walk(ast.parse(source.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield f"{'.' * node.level}{node.module or ''}"


def own(module: str) -> set[str]:
    """The parts of copydesk that a module imports, by their top-level name."""
    found = {name.removeprefix("copydesk.") for name in imports(module) if name.startswith("copydesk.")}
    return {name.split(".")[0] for name in found} - {module.split(".", maxsplit=1)[0]}


def layer(part: str) -> int:
    return next(number for number, parts in enumerate(LAYERS) if part in parts)


@pytest.mark.parametrize("module", [name for name in modules() if name != "__init__"])
def test_a_module_imports_only_from_layers_below(module: str) -> None:
    here = layer(module.split(".", maxsplit=1)[0])
    assert {part for part in own(module) if layer(part) <= here} == set()


@pytest.mark.parametrize(("library", "door"), DOORS.items())
def test_a_library_has_one_door(library: str, door: str) -> None:
    users = {module for module in modules() if any(name.split(".")[0] == library for name in imports(module))}
    assert users
    assert {user for user in users if user != door and not user.startswith(f"{door}.")} == set()


def test_sockets_are_opened_in_online_preview_and_sending_alone() -> None:
    """A library that opens them has its door there; `lsp` speaks with its editor through pipes."""
    openers = {"socket", "ssl", "smtplib", "requests", "http", "urllib.request", "ftplib"}
    users = {module for module in modules() if openers & set(imports(module))}
    assert users == {
        "online.asking",
        "preview.serving",
        "sending.bounded",
        "sending.conversation",
        "sending.opening",
        "sending.unreached",
    }


def test_only_the_command_line_prints() -> None:
    printing = [path.name for path in SOURCE.rglob("*.py") if "print(" in path.read_text("utf-8")]
    assert printing == []


def test_there_are_no_drawers() -> None:
    drawers = {"utils", "helpers", "common", "base", "misc"}
    assert [module for module in modules() if drawers & set(module.split("."))] == []


def test_every_module_is_in_the_table_of_contributing() -> None:
    table = (ROOT / "CONTRIBUTING.md").read_text("utf-8").partition("| verb |")[2].partition("\n\n")[0]
    named = re.findall(r"`([\w/]+(?:\.py)?/?)`", table)
    folder = ROOT / "src" / "copydesk"
    there = [f"{each.name}/" for each in folder.iterdir() if (each / "__init__.py").exists()]
    there += [each.name for each in folder.glob("*.py") if not each.name.startswith("__")]
    assert sorted(named) == sorted(there)
