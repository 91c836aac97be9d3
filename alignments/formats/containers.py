"""Which files are more than plain text, and the reader of each.

Known by their first bytes, not by their names.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from alignments.errors import FormatError
from alignments.formats.extracts import Extract

Container = Literal["package"]

SUFFIXES = (".docx",)
"""The suffixes of the files that are read beside plain text and Markdown."""
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")


def container_of(data: bytes) -> Container | None:
    """What kind of container the bytes are; None for plain text and all that is refused."""
    return "package" if data.startswith(_ZIP) else None


def read_container(data: bytes, kind: Container) -> Extract:
    """The blocks of a container, in this very process; FormatErrors do not name the file.

    Meant for a process of its own: see `alignments.formats.secluded`.
    """
    return _READERS[kind](data)


def _read_package(data: bytes) -> Extract:
    from alignments.formats.docx.reading import MAIN, read_docx
    from alignments.formats.packages import open_package

    package = open_package(data)
    if MAIN in package:
        return read_docx(package)
    if any(name.startswith("xl/") for name in package.names):
        raise FormatError(
            "it is an Excel workbook: save the columns as text files, one segment per line, and "
            "import them as segmented"
        )
    raise FormatError(
        "it is a ZIP archive that holds no text document: unpack it first and import the text "
        "file inside"
    )


_READERS: dict[Container, Callable[[bytes], Extract]] = {"package": _read_package}
