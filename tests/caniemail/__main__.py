"""`make caniemail`: writes what copydesk carries of Can I email's data."""

from __future__ import annotations

from . import CARRIED, carried

for name, text in carried().items():
    CARRIED.mkdir(exist_ok=True)
    (CARRIED / name).write_text(text, "utf-8")
