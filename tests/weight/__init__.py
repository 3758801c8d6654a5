"""What others make of the same MJML: official MJML and juice, the usual chain for such an e-mail."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from copydesk.issue import Issue
from copydesk.library import Library
from copydesk.render import sources

HERE = Path(__file__).parent


def official(issue: Issue, library: Library, *, minify: bool = False) -> str:
    """The e-mail of an issue, its slots open, as official MJML and juice make it.

    Single quotes go in as they are: MJML's minifier takes no `&#39;` in a style.
    """
    mjml, css = sources(issue, library)
    job = {"mjml": mjml.replace("&#39;", "'"), "css": css, "minify": minify}
    done = subprocess.run(
        [Path(sys.executable).with_name("node"), HERE / "official.mjs"],
        input=json.dumps(job).encode(),
        capture_output=True,
        check=True,
    )
    return done.stdout.decode()
