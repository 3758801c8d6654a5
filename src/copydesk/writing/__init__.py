"""Files and folders that are there whole or not at all: the modules that write to the disk."""

from copydesk.writing.backstage import Backstage
from copydesk.writing.file import there, unwritable, write_anew, write_file
from copydesk.writing.folder import Files, discard, fill
from copydesk.writing.mirror import mirror

__all__ = [
    "Backstage",
    "Files",
    "discard",
    "fill",
    "mirror",
    "there",
    "unwritable",
    "write_anew",
    "write_file",
]
