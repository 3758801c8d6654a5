"""The search for inputs that break a target: each under atheris in a process of its own, for some seconds."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from importlib.util import find_spec
from pathlib import Path

from tests.conftest import ROOT

from .targets import CORPUS, TARGETS
from .words import ALMOST, NASTY

FOUND = ROOT / "build" / "fuzz"
"""Where the next search goes on: what reached new code, and what broke a property."""
LARGEST = 4096
MEMORY = 2048
"""The most bytes of an input; the most MiB that a target may take for one."""
HANGS = 60
"""Seconds after which an input is taken to have no end."""


@dataclass(frozen=True)
class Searched:
    """What came of a search: how many inputs, the reached places of the code, and what broke the property."""

    name: str
    inputs: int
    places: int
    found: str = ""


def is_possible() -> bool:
    """Whether there is an atheris for this system."""
    return find_spec("atheris") is not None


def search(seconds: int) -> Iterator[Searched]:
    """Search every target, as many at once as there are cores."""
    FOUND.mkdir(parents=True, exist_ok=True)
    dictionary = FOUND / "words.txt"
    dictionary.write_bytes(b"".join(map(_quoted, dict.fromkeys([*NASTY, *ALMOST]))))
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        yield from pool.map(partial(_searched, seconds=seconds, dictionary=dictionary), TARGETS)


def _quoted(word: str) -> bytes:
    r"""A word of libFuzzer's dictionary: all but letters as `\xAB`."""
    return b'"%s"\n' % "".join(f"\\x{each:02X}" for each in word.encode("utf-8", "surrogatepass")).encode()


def _searched(name: str, seconds: int, dictionary: Path) -> Searched:
    corpus = FOUND / name
    shutil.copytree(CORPUS / name, corpus, dirs_exist_ok=True)
    command = (
        sys.executable, "-m", "tests.fuzz.guided", name, f"-max_total_time={seconds}", f"-timeout={HANGS}",
        f"-rss_limit_mb={MEMORY}", f"-max_len={LARGEST}", f"-dict={dictionary}", "-print_final_stats=1",
        f"-artifact_prefix={FOUND}/{name}-", corpus,
    )  # fmt: skip
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, errors="replace", check=False)
    return Searched(
        name,
        _last(r"executed_units: +(\d+)", done.stderr),
        _last(r"cov: (\d+)", done.stderr),
        _broken(done),
    )


def _last(pattern: str, said: str) -> int:
    return int((re.findall(pattern, said) or ["0"])[-1])


def _broken(done: subprocess.CompletedProcess[str]) -> str:
    """What broke a property, as it says itself, and the input; of what ends otherwise, the last that was said."""
    if done.returncode == 0:
        return ""
    written = re.search(r"Test unit written to (\S+)", done.stderr)
    shown = done.stdout.strip() or done.stderr[-2000:]
    return f"{shown}\nthe input: {written[1]}" if written else shown
