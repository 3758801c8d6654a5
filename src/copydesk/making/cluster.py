"""A Dask cluster as hands: the extra `copydesk[dask]`."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from copydesk.diagnostic import Diagnostic, Refused, Severity, Span
from copydesk.making.hands import Hands

PATIENCE = 10
"""Seconds in which the cluster has to answer."""


@contextmanager
def cluster(address: str) -> Iterator[Hands]:
    """The workers of a Dask cluster, which have copydesk and see the workspace in the same place.

    Raises Refused where there is no Dask here, or no cluster at the address.
    """
    try:
        import distributed  # noqa: PLC0415 - an extra, and slow to load
    except ImportError as error:
        what = "Dask is not installed here."
        raise _refused(address, what, "Type `pip install 'copydesk[dask]'`.") from error
    library: Any = distributed  # which has no types
    try:
        client = library.Client(address, timeout=PATIENCE)
    except (OSError, ValueError) as error:
        what = f"No Dask cluster answers there: {error}."
        raise _refused(
            address, what, "Give the address of its scheduler, such as `tcp://127.0.0.1:8786`."
        ) from error
    with client:
        count = sum(client.nthreads().values())
        yield Hands(client.get_executor(), max(count, 1))


def _refused(address: str, what: str, mend: str) -> Refused:
    return Refused(Diagnostic(address, Span(), Severity.ERROR, "W006", what, mend))
