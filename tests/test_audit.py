"""What everybody installs is what was locked: each package by its version and its hash, of a licence that may be used."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from importlib.metadata import Distribution, PackageNotFoundError, distribution, distributions
from pathlib import Path

import pytest
from packaging.markers import default_environment
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from .conftest import ROOT

LOCKS = [
    ROOT / "requirements.lock",
    ROOT / "tests/systems/requirements.lock",
    ROOT / "tests/fuzz/requirements.lock",
]
NPM = [*ROOT.glob("tests/*/package-lock.json"), ROOT / "bench/race/package-lock.json"]
NO_PART = {"copydesk", "pip", "setuptools", "wheel", "uv"}
"""What an environment has without being asked, and what `make lock` asks for."""
FREE = re.compile(
    r"MIT|BSD|0BSD|ISC|Apache|PSF|Python Software Foundation|^Python$|MPL|Mozilla|LGPL|Public Domain|Unlicense",
    re.IGNORECASE,
)
"""Licences under which a program of any licence may use a package."""
BY_ITSELF = {"yamllint": "GPL-3.0-or-later"}
"""Programs that are run by a benchmark as they are, and imported by nothing."""


def required(lock: str) -> Iterator[tuple[Requirement, list[str]]]:
    """The requirements of a lock, each with its hashes."""
    for block in re.split(r"\n(?=\S)", lock):
        if not block.startswith("#") and block.strip():
            words, *hashes = block.replace("\\\n", " ").split("--hash=")
            yield Requirement(words.strip()), [each.strip() for each in hashes]


def faults(lock: str) -> list[str]:
    """What of a lock says less than which bytes are meant."""
    return [
        str(requirement)
        for requirement, hashes in required(lock)
        if not re.fullmatch(r"==[\w.!+]+", str(requirement.specifier))
        or not hashes
        or not all(re.fullmatch(r"sha256:[0-9a-f]{64}", each) for each in hashes)
        or requirement.url
    ]


def licence(found: Distribution) -> str:
    """The licence that a package says it has, in its own words."""
    said = found.metadata
    kinds = [
        each.rpartition(" :: ")[2] for each in said.get_all("Classifier", []) if each.startswith("License ::")
    ]
    return said.get("License-Expression") or ", ".join(kinds) or (said.get("License") or "")


def meant(lock: Path) -> dict[str, str]:
    """What a lock has installed here: the version of each package."""
    here = dict(default_environment())
    return {
        canonicalize_name(each.name): str(each.specifier).removeprefix("==")
        for each, _ in required(lock.read_text("utf-8"))
        if each.marker is None or each.marker.evaluate(here)
    }


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.parent.name)
def test_every_package_is_locked_by_its_version_and_its_hashes(lock: Path) -> None:
    text = lock.read_text("utf-8")
    assert len([*required(text)]) > 1 or lock == LOCKS[2]
    assert faults(text) == []
    assert "://" not in text


@pytest.mark.parametrize(
    "line",
    [
        "click>=8.2 --hash=sha256:" + "0" * 64,
        "click==8.* --hash=sha256:" + "0" * 64,
        "click==8.2",
        "click==8.2 --hash=md5:" + "0" * 32,
        "click @ https://example.org/click.whl --hash=sha256:" + "0" * 64,
    ],
)
def test_a_line_that_says_less_is_found(line: str) -> None:
    assert len(faults(f"{line}\n")) == 1


@pytest.mark.parametrize("lock", NPM, ids=lambda lock: lock.parent.name)
def test_every_package_of_npm_is_locked_by_its_hash(lock: Path) -> None:
    packages = json.loads(lock.read_text("utf-8"))["packages"]
    # What is in a bundle comes with the package around it, under the hash of that.
    loose = [
        name
        for name, each in packages.items()
        if name and not each.get("inBundle") and not each.get("integrity", "").startswith("sha512-")
    ]
    assert packages
    assert loose == []


def test_what_is_installed_is_what_is_locked() -> None:
    """Nothing more and nothing else, but for what `make fuzz` adds."""
    locked, more = meant(LOCKS[0]), meant(LOCKS[2])
    there = {canonicalize_name(each.name): each.version for each in distributions()}
    assert {name: there.get(name) for name in locked} == locked
    assert there.keys() - locked.keys() - more.keys() <= NO_PART


def test_the_packages_get_on_with_one_another() -> None:
    ran = subprocess.run([sys.executable, "-m", "pip", "check"], capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stdout.strip()) == (0, "No broken requirements found.")


def test_every_package_has_a_licence_under_which_it_may_be_used() -> None:
    odd = {
        each.name: licence(each)
        for each in distributions()
        if each.name not in BY_ITSELF
        and not FREE.search(licence(each))
        and not FREE.search(each.metadata.get("License") or "")
    }
    assert odd == {}


@pytest.mark.parametrize("name", BY_ITSELF)
def test_nothing_imports_a_program_of_another_kind_of_licence(name: str) -> None:
    """It is no part of what people install with copydesk either."""
    imported = re.compile(rf"^\s*(?:import|from) {name}\b", re.MULTILINE)
    sources = [*ROOT.glob("src/**/*.py"), *ROOT.glob("tests/**/*.py"), *ROOT.glob("bench/**/*.py")]
    assert [path for path in sources if imported.search(path.read_text("utf-8"))] == []
    assert licence(distribution(name)) == BY_ITSELF[name]
    assert name not in shipped("copydesk")


def shipped(name: str, known: frozenset[str] = frozenset()) -> frozenset[str]:
    """All that is installed with a package."""
    if name in known:
        return known
    known |= {name}
    try:
        needs = distribution(name).requires or []
    except PackageNotFoundError:
        return known
    for each in map(Requirement, needs):
        if each.marker is None or each.marker.evaluate({**default_environment(), "extra": ""}):
            known = shipped(canonicalize_name(each.name), known)
    return known
