"""From the last keystroke to the diagnostics in the editor: `copydesk lsp`, spoken to over its stdio.

    make bench

A burst is eight keystrokes, 20 ms apart. Times are milliseconds of wall time, until the diagnostics of
the last keystroke have been read by the client: the median, and in brackets the lower and upper quartile.
The server waits PAUSE for another keystroke; that is part of each time.
"""

from __future__ import annotations

import asyncio
import sys
import time
from pathlib import Path
from statistics import quantiles

from lsprotocol import types as lsp
from pygls.lsp.client import LanguageClient

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "issues" / "2024-05-10.yaml"
BURSTS, KEYSTROKES, APART = 40, 8, 0.02


async def measured() -> list[float]:
    client = LanguageClient("bench", "1")
    arrived: asyncio.Queue[tuple[int | None, float]] = asyncio.Queue()

    @client.feature(lsp.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
    def publish(params: lsp.PublishDiagnosticsParams) -> None:
        arrived.put_nowait((params.version, time.perf_counter()))

    await client.start_io(str(Path(sys.executable).with_name("copydesk")), "lsp", cwd=ROOT)
    await client.initialize_async(lsp.InitializeParams(lsp.ClientCapabilities(), root_uri=ROOT.as_uri()))
    client.initialized(lsp.InitializedParams())
    text, uri = SOURCE.read_text("utf-8"), SOURCE.as_uri()
    client.text_document_did_open(lsp.DidOpenTextDocumentParams(lsp.TextDocumentItem(uri, "yaml", 0, text)))
    await arrived.get()
    taken = []
    for burst in range(BURSTS):
        for key in range(KEYSTROKES):
            await asyncio.sleep(APART)
            version = burst * KEYSTROKES + key + 1
            changed = text.replace("Here's what", f"{'So ' * (version % 97)}Here's  what")
            client.text_document_did_change(
                lsp.DidChangeTextDocumentParams(
                    lsp.VersionedTextDocumentIdentifier(version, uri),
                    [lsp.TextDocumentContentChangeWholeDocument(changed)],
                )
            )
        struck = time.perf_counter()
        while (found := await arrived.get())[0] != version:
            pass
        taken.append((found[1] - struck) * 1000)
    await client.shutdown_async(None)
    client.exit(None)
    await client.stop()
    return taken


if __name__ == "__main__":
    times = asyncio.run(measured())
    low, middle, high = quantiles(times, n=4)
    print(f"\nIn an editor, {BURSTS} bursts of {KEYSTROKES} keystrokes into {SOURCE.name}")
    print(f"{'last keystroke to diagnostics':<44} {'median':>8}  quartiles, ms")
    print(f"{'copydesk lsp':<44} {middle:8.1f}  ({low:.1f} to {high:.1f}), at most {max(times):.1f}")
