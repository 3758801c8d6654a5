"""Whatever was done to a workspace, in whatever order: after a build, dist/ is what a build from nothing makes."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

from tests.conftest import ISSUE, ROOT
from tests.shelves import BRIEFING, SECOND, THIRD, Shelf

ROUNDS = 20 if "COPYDESK_STRESS" in os.environ else 2
"""Orders that are tried."""
STEPS = 12
DAYS = {"2024-05-22": ISSUE, "2024-06-05": SECOND, "2023-12-20": THIRD}
WORDS = ["A Harbor", "One Harbor", "A Tunnel", "Two Tunnels"]


class Life:
    """What may happen to a workspace; what is done is chosen by chance, which a seed repeats."""

    def __init__(self, root: Path, seed: int) -> None:
        self.shelf, self.chance = Shelf(root).serve(), Random(seed)
        self.done: list[str] = []
        for day, text in DAYS.items():
            self.shelf.write(f"issues/{day}.yaml", text)

    def step(self) -> None:
        """Something happens."""
        acts: list[Callable[[], object]] = [
            self.edit, self.edit, self.touch, self.take_away, self.break_off, self.component, self.alter,
            self.forge, self.delete, self.forget, self.restore, self.build_one, self.build, self.keep,
        ]  # fmt: skip
        act = self.chance.choice(acts)
        self.done.append(act.__name__)
        act()

    def _issue(self) -> Path:
        return self.shelf.root / f"issues/{self.chance.choice([*DAYS])}.yaml"

    def _output(self) -> Path | None:
        found = sorted(path for path in self.shelf.dist.rglob("*") if path.is_file())
        return self.chance.choice(found) if found else None

    def edit(self) -> None:
        """A correspondent writes."""
        path = self._issue()
        words = self.chance.choice(WORDS)
        text = DAYS[path.stem].replace("A Harbor", words).replace("A Tunnel", words)
        path.write_text(text, "utf-8")

    def touch(self) -> None:
        """A file gets another time, and stays what it is."""
        for path in (self._issue(), self._output()):
            if path and path.exists():
                os.utime(path, (self.chance.randrange(10**9),) * 2)

    def take_away(self) -> None:
        """An issue is gone."""
        self._issue().unlink(missing_ok=True)

    def break_off(self) -> None:
        """An issue has an error."""
        path = self._issue()
        path.write_text(DAYS[path.stem].replace("title:", "titel:"), "utf-8")

    def component(self) -> None:
        """A designer changes a component, or takes the change back."""
        place = self.chance.choice(
            ["story/story.css", "photo/photo.css", "house-style.yaml", "about/about.txt.j2"]
        )
        own = self.shelf.root / "components" / place
        if own.exists():
            own.unlink()
        else:
            self.shelf.write(f"components/{place}", (ROOT / "components" / place).read_text("utf-8") + "\n")

    def alter(self) -> None:
        """Somebody writes into a file of dist/."""
        if path := self._output():
            path.write_bytes(path.read_bytes() + b" ")

    def forge(self) -> None:
        """Somebody puts another file there, of the same size and time."""
        if path := self._output():
            content, state = bytearray(path.read_bytes()), path.stat()
            content[self.chance.randrange(len(content))] ^= 1
            path.unlink()
            path.write_bytes(content)
            os.utime(path, ns=(state.st_atime_ns, state.st_mtime_ns))

    def delete(self) -> None:
        """Somebody deletes a file of dist/, or all of it."""
        if path := self._output():
            shutil.rmtree(self.shelf.dist) if self.chance.random() < 0.2 else path.unlink()

    def forget(self) -> None:
        """What was built last is known no more, or cannot be read."""
        record = self.shelf.root / ".copydesk/builds.sqlite3"
        if self.chance.random() < 0.5:
            shutil.rmtree(record.parent, ignore_errors=True)
        elif record.exists():
            record.write_bytes(b"\0" * self.chance.randrange(5_000))

    def keep(self) -> None:
        """Somebody keeps a copy of dist/ and of what is known."""
        for name in ("dist", ".copydesk"):
            shutil.rmtree(self.shelf.root.parent / f"kept-{name}", ignore_errors=True)
            if (self.shelf.root / name).exists():
                shutil.copytree(self.shelf.root / name, self.shelf.root.parent / f"kept-{name}")

    def restore(self) -> None:
        """Somebody puts that copy back: of the one, or of the other."""
        name = self.chance.choice(["dist", ".copydesk"])
        if (kept := self.shelf.root.parent / f"kept-{name}").exists():
            shutil.rmtree(self.shelf.root / name, ignore_errors=True)
            shutil.copytree(kept, self.shelf.root / name)

    def build_one(self) -> None:
        """One issue is built."""
        if (path := self._issue()).exists():
            self.shelf.run("build", path.relative_to(self.shelf.root).as_posix())

    def build(self) -> None:
        """All are."""
        self.shelf.run("build")

    def packages(self, shelf: Shelf) -> dict[str, bytes]:
        """The packages of the issues that can be built."""
        days = [path.stem for path in shelf.root.glob("issues/*") if "titel" not in path.read_text("utf-8")]
        return {
            name: content
            for name, content in shelf.everything.items()
            if any(name.startswith(f"{BRIEFING}/{day}/") for day in days)
        }


@pytest.mark.parametrize("number", range(ROUNDS))
def test_after_a_build_the_packages_are_those_of_a_build_from_nothing(tmp_path: Path, number: int) -> None:
    seed = number if ROUNDS == 2 else Random().randrange(10**9)
    life = Life(tmp_path / "desk", seed)
    for _ in range(STEPS):
        life.step()
        if life.chance.random() < 0.4:
            life.build()
            _hold(life, tmp_path / "fresh", seed)
    life.build()
    _hold(life, tmp_path / "fresh", seed)


def _hold(life: Life, place: Path, seed: int) -> None:
    shutil.rmtree(place, ignore_errors=True)
    shutil.copytree(life.shelf.root, place, ignore=shutil.ignore_patterns("dist", ".copydesk"))
    fresh = Shelf(place)
    fresh.run("build")
    assert life.packages(life.shelf) == life.packages(fresh), (seed, life.done)
    assert life.shelf.ahead() == [], (seed, life.done)
    ready = {each["folder"] for each in fresh.index["packages"]} if fresh.dist.exists() else set()
    if ready:
        found = {each["folder"] for each in life.shelf.index["packages"] if each["ready"]}
        assert found == ready, (seed, life.done)
