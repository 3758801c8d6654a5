"""One target under atheris, which looks for inputs that reach code not reached before: `-m tests.fuzz.guided prose ...`."""

from __future__ import annotations

import sys
from contextlib import suppress

import atheris


def main() -> None:
    """Try the target that is named, with libFuzzer's options and folders behind its name; ends the process."""
    name, *options = sys.argv[1:]
    with atheris.instrument_imports(include=["copydesk"]):
        from .targets import TARGETS, kept

        # This brings in what is imported late. What breaks is found once more, and named.
        for path in kept(name):
            with suppress(Exception):
                TARGETS[name](path.read_bytes())
    atheris.Setup([name, *options], TARGETS[name])
    atheris.Fuzz()


if __name__ == "__main__":
    main()
