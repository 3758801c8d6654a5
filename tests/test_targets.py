"""A package holds the files that mailing systems take in, and the sums that prove them."""

from __future__ import annotations

import shutil
import subprocess

import pytest

from .conftest import Desk

NAMES = ["SHA256SUMS", "email.html", "email.txt", "manifest.json", "message.eml", "web.html"]
NAMES += [
    f"platforms/{platform}/{name}"
    for platform in (
        "brevo", "keila", "listmonk", "mailchimp", "mailgun", "neutral", "postmark", "sendgrid", "ses",
    )
    for name in ("body.html", "body.txt", "request.json")
]  # fmt: skip
NAMES.sort()


def test_a_package_holds_just_these_files(desk: Desk) -> None:
    """Their names are an interface: mailing systems look for them."""
    assert sorted(desk.pack()) == NAMES


def test_files_are_utf8_and_text_ends_with_a_line(desk: Desk) -> None:
    files = desk.pack()
    for content in files.values():
        assert not content.startswith(b"\xef\xbb\xbf")
        content.decode()
    assert files["email.txt"].endswith(b"\n")
    assert b"\r" not in files["email.html"] + files["email.txt"] + files["web.html"]


@pytest.mark.skipif(not shutil.which("sha256sum"), reason="sha256sum is not on this system")
def test_the_sums_pass_sha256sum(desk: Desk) -> None:
    folder = desk.root / "package"
    folder.mkdir()
    for name, content in desk.pack().items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    command = ["sha256sum", "--check", "--strict", "SHA256SUMS"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines() == [f"{name}: OK" for name in NAMES[1:]]
    (folder / "email.html").write_bytes(b"<p>Other</p>")
    assert subprocess.run(command, cwd=folder, capture_output=True, check=False).returncode == 1
