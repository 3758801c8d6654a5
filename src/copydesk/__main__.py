"""The way in. The help page is read from a file, so that it is there before any library is loaded."""

from __future__ import annotations

import os
import sys

HELP = os.path.join(os.path.dirname(__file__), "help.txt")  # noqa: PTH118, PTH120 - pathlib costs 6 ms


def main() -> None:
    """Run the command line."""
    if sys.argv[1:] in (["--help"], ["-h"]):
        with open(HELP, encoding="utf-8") as page:  # noqa: PTH123 - pathlib costs 6 ms
            sys.stdout.write(page.read())
        return
    from copydesk import litter  # noqa: PLC0415 - as below

    litter.rarely()
    from copydesk.cli import main as run  # noqa: PLC0415 - click costs 30 ms

    try:
        run(prog_name="copydesk")
    finally:
        litter.never()


if __name__ == "__main__":
    main()
