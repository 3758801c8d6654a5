"""The bytes of the e-mail beside what official MJML and juice make of the same MJML.

    make bench

The two whole editions are taken too, where they are at hand. Bytes are the same in every run.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from copydesk.fitting import fit
from copydesk.importing import Options, import_text
from copydesk.issue import Issue
from copydesk.library import Library
from copydesk.reading import parse
from copydesk.render import render
from copydesk.workspace import Workspace

ROOT = Path(__file__).parents[1]
SEEDS = ROOT.parent / "shared" / "seeds"

sys.path.insert(0, str(ROOT))
from tests.test_seeds import EDITIONS  # noqa: E402 - not installed, but a neighbor
from tests.weight import official  # noqa: E402


def issues(library: Library) -> Iterator[tuple[str, Issue | None]]:
    for source in sorted((ROOT / "issues").glob("*.yaml")):
        yield source.name, fit(parse(source.read_bytes(), source.name), library).issue
    for each in EDITIONS:
        if (SEEDS / each.file).exists():
            text = (SEEDS / each.file).read_text("utf-8")
            found = import_text(text, each.file, library, Options("china-in-eurasia", each.day, None))
            yield f"edition of {each.day}", fit(parse(found.yaml.encode(), each.file), library).issue


def main() -> None:
    library = Workspace(ROOT).library
    print(f"\n{'bytes of HTML':<26} {'ours':>8} {'MJML, juice':>14} {'minified, juice':>18}")
    for name, issue in issues(library):
        if issue is None:
            raise SystemExit(f"{name} does not fit")
        ours = len(render(issue, library).html.encode())
        sizes = [len(official(issue, library, minify=minify).encode()) for minify in (False, True)]
        shares = [f"{size:,} ({1 - ours / size:.1%} less)" for size in sizes]
        print(f"{name:<26} {ours:>8,} {shares[0]:>20} {shares[1]:>20}")


if __name__ == "__main__":
    main()
