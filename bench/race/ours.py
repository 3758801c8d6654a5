"""Copydesk in a long-lived process: from the YAML of an issue to all files of its package, in memory.

    python -m bench.race.ours WORKSPACE

Reads a line with the path of an issue, and answers with a line of JSON, as run.mjs does: the milliseconds,
the bytes of the e-mail's HTML, and the most memory that the process ever had, in MiB.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

from copydesk.diagnostic import has_errors
from copydesk.examine import examine
from copydesk.packing import pack
from copydesk.workspace import Workspace


def peak() -> float:
    """The most memory that this process ever had, in MiB; Linux counts it from its own start."""
    status = Path("/proc/self/status").read_text("ascii")
    return int(status.partition("VmHWM:")[2].split()[0]) / 1024


def made(source: Path, workspace: Workspace) -> dict[str, bytes]:
    fitted = examine(source, workspace)
    if fitted.issue is None or has_errors(fitted.diagnostics):
        raise SystemExit(f"{source} has errors")
    return pack(fitted.document, fitted.issue, workspace)


def main(root: str) -> None:
    workspace = Workspace(Path(root))
    for line in sys.stdin:
        source, _, output = line.rstrip("\n").partition("\t")
        begun = time.perf_counter()
        html = made(Path(source), workspace)["email.html"]
        took = (time.perf_counter() - begun) * 1000
        if output:
            Path(output).write_bytes(html)
        print(json.dumps({"ms": took, "bytes": len(html), "peak": peak()}), flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
