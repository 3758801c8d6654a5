"""Compiled templates, kept: to compile those of an issue takes a sixth of a build that begins anew."""

from __future__ import annotations

from contextlib import suppress
from functools import cached_property
from importlib.metadata import version
from pathlib import Path
from types import CodeType
from zlib import crc32

from jinja2.bccache import Bucket, BytecodeCache, FileSystemBytecodeCache


class _Compiled(BytecodeCache):
    """Templates are compiled once in a process, and for all processes of a user, while nothing of them changes.

    Jinja keeps them in the user's own folder below the system's temporary one, and never in a workspace: what is
    compiled is run, and a workspace may come from anybody. Where they cannot be kept, they are compiled anew.
    """

    def __init__(self) -> None:
        self._known: dict[tuple[str, str], CodeType | None] = {}

    @cached_property
    def _files(self) -> FileSystemBytecodeCache | None:
        with suppress(OSError, RuntimeError):  # RuntimeError is Jinja's word for a folder of somebody else
            return FileSystemBytecodeCache(pattern=f"copydesk-{version('jinja2')}-{_code()}-%s")
        return None

    def load_bytecode(self, bucket: Bucket) -> None:
        bucket.code = self._known.get((bucket.key, bucket.checksum))
        if bucket.code is None and self._files:
            try:
                self._files.load_bytecode(bucket)
            except Exception:  # noqa: BLE001 - whatever stands there, it is written anew
                bucket.reset()
            self._known[bucket.key, bucket.checksum] = bucket.code

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._known[bucket.key, bucket.checksum] = bucket.code
        if self._files:
            with suppress(OSError):
                self._files.dump_bytecode(bucket)


def _code() -> str:
    """The sum of the code of this package: what its filters make of fixed words is compiled, too."""
    return f"{crc32(b''.join(path.read_bytes() for path in sorted(Path(__file__).parent.glob('*.py')))):08x}"


COMPILED = _Compiled()
