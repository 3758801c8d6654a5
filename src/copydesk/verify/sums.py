"""The files of a package against what its manifest and its sums say of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from hashlib import sha256

from copydesk.diagnostic import Diagnostic
from copydesk.report import joined
from copydesk.targets import MANIFEST, SUMS, TARGETS
from copydesk.targets.manifest import Manifest
from copydesk.verify.taken import MEND, Taken, is_safe

CORE = (*TARGETS, MANIFEST, SUMS)
"""The files that every package has."""

_LINE = re.compile(r"([0-9a-f]{64})  (.+)")

Said = Mapping[str, Mapping[str, str]]
"""What each of the two says: the sum of each file that it names."""


def of_sums(taken: Taken) -> tuple[dict[str, str], list[Diagnostic]]:
    """What SHA256SUMS says: the sum of each file; and what is no line of it."""
    found: dict[str, str] = {}
    faults: list[Diagnostic] = []
    lines = taken.files.get(SUMS, b"").decode("utf-8", "replace").splitlines()
    for number, line in enumerate(lines, 1):
        match = _LINE.fullmatch(line)
        if match and match[2] not in found and is_safe(match[2]):
            found[match[2]] = match[1]
        else:
            faults.append(taken.fault("K005", f"Line {number} is no sum of a file.", MEND, SUMS))
    return found, faults


def faults_of(taken: Taken, manifest: Manifest | None) -> Iterator[Diagnostic]:
    """Each file that was altered, is missing, or was added."""
    sums, faults = of_sums(taken)
    yield from faults
    said: dict[str, Mapping[str, str]] = {SUMS: sums} if SUMS in taken.files else {}
    if manifest:
        said = {MANIFEST: {name: file.sha256 for name, file in manifest.files.items()}, **said}
    for file in sorted({*CORE, *taken.files, *(name for each in said.values() for name in each)}):
        yield from _file(taken, file, said, manifest)


def _file(taken: Taken, file: str, said: Said, manifest: Manifest | None) -> Iterator[Diagnostic]:
    content = taken.files.get(file)
    naming = [name for name, each in said.items() if file in each]
    if not is_safe(file):
        yield taken.fault("K006", f"`{file}` in {joined(naming)} leads out of the package.", MEND)
    elif content is None:
        why = f" {joined(naming)} {_verb(naming, 'name')} it." if naming else " Every package has it."
        yield taken.fault("K002", f"This file is missing.{why}", MEND, file)
    elif wrong := [name for name in naming if sha256(content).hexdigest() != said[name][file]]:
        yield taken.fault(
            "K001", f"This file was altered: {joined(wrong)} {_verb(wrong, 'say')} otherwise.", MEND, file
        )
    elif absent := [name for name in _witnesses(file) if name in said and name not in naming]:
        yield taken.fault(
            "K003", f"This file was added: {joined(absent)} {_verb(absent, 'do')} not name it.", MEND, file
        )
    elif manifest and file in manifest.files and len(content) != manifest.files[file].bytes:
        what = f"This file has {len(content):,} bytes, and the manifest says {manifest.files[file].bytes:,}."
        yield taken.fault("K001", what, MEND, file)


def _witnesses(file: str) -> tuple[str, ...]:
    """Which of the two have to name a file: none names itself, and the manifest does not know its own sum."""
    return {SUMS: (), MANIFEST: (SUMS,)}.get(file, (MANIFEST, SUMS))


def _verb(names: list[str], verb: str) -> str:
    singular = {"name": "names", "say": "says", "do": "does"}
    return singular[verb] if len(names) == 1 else verb
