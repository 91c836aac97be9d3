"""A ZIP package in memory, with limits on what it may hold.

The directory is judged before anything is unpacked, and a part is never unpacked beyond the size
that the directory says. Nothing is written to the disk.
"""

from __future__ import annotations

import io
import stat
import struct
import zipfile
import zlib
from collections.abc import Sequence
from pathlib import PurePosixPath

from alignments.errors import FormatError

MOST_PARTS = 2_000
LARGEST_PART = 64 << 20
LARGEST_PACKAGE = 256 << 20
HIGHEST_RATIO = 200
_RATIO_COUNTS_FROM = 1 << 20
_LOCAL_HEADER = 30
_ENCRYPTED = 0x1
_REPAIR = "open it in the program it was made with and save it anew"
_BOMB = "it looks made to fill the memory and is not read; take it from its source again"
# All that zipfile and zlib are known to raise over damaged bytes.
_DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    KeyError,
    NotImplementedError,
    ValueError,
    EOFError,
    RuntimeError,
    OSError,
    OverflowError,
    IndexError,
)


class Package:
    """The parts of a package by name."""

    def __init__(self, file: zipfile.ZipFile) -> None:
        self._file = file
        self.names: tuple[str, ...] = tuple(file.namelist())

    def __contains__(self, name: str) -> bool:
        return name in self.names

    def read(self, name: str) -> bytes:
        """The bytes of a part. Raises FormatError if it is missing or damaged."""
        if name not in self.names:
            raise FormatError(f"the part {name} is missing: the file is damaged; {_REPAIR}")
        try:
            info = self._file.getinfo(name)
            with self._file.open(info) as stream:
                data = stream.read(info.file_size + 1)
                rest = stream.read(1)
        except _DAMAGE as error:
            raise FormatError(f"the part {name} is damaged ({error}); {_REPAIR}") from error
        if rest or len(data) != info.file_size:
            raise FormatError(f"the part {name} has another size than it says: {_BOMB}")
        return data


def open_package(data: bytes) -> Package:
    """The package in these bytes; raises FormatError for damaged ones and for all that is a trap:
    too many or too large parts, parts that lie over one another, paths out of the package, links.
    """
    try:
        file = zipfile.ZipFile(io.BytesIO(data))
        infos = file.infolist()
    except _DAMAGE as error:
        raise FormatError(f"the file is damaged or cut off ({error}); {_REPAIR}") from error
    _check_sizes(infos)
    for info in infos:
        _check_part(info)
    _check_places(infos)
    return Package(file)


def _check_sizes(infos: Sequence[zipfile.ZipInfo]) -> None:
    if len(infos) > MOST_PARTS:
        raise FormatError(f"it holds {len(infos):,} parts, more than {MOST_PARTS:,}: {_BOMB}")
    total = sum(info.file_size for info in infos)
    if total > LARGEST_PACKAGE:
        raise FormatError(
            f"it unpacks to {total >> 20:,} MiB, more than {LARGEST_PACKAGE >> 20} MiB: {_BOMB}"
        )
    names = [info.filename for info in infos]
    twice = next((n for n in names if names.count(n) > 1), None) if _repeats(names) else None
    if twice is not None:
        raise FormatError(f"the part {twice} is there twice: the file is damaged; {_REPAIR}")


def _repeats(names: Sequence[str]) -> bool:
    return len(set(names)) < len(names)


def _check_part(info: zipfile.ZipInfo) -> None:
    name = info.filename
    if info.flag_bits & _ENCRYPTED:
        raise FormatError("it is protected by a password: save it without one and import that")
    path = PurePosixPath(name.replace("\\", "/"))
    if path.is_absolute() or ".." in path.parts or ":" in name[:2]:
        raise FormatError(f"the part {name!r} points out of the package, as no sound file does")
    if stat.S_ISLNK(info.external_attr >> 16):
        raise FormatError(f"the part {name!r} is a link to another file, as no sound file has")
    if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise FormatError(f"the part {name!r} is packed in an unusual way: {_REPAIR}")
    if info.file_size > LARGEST_PART:
        size = info.file_size >> 20
        raise FormatError(
            f"the part {name!r} unpacks to {size:,} MiB, more than {LARGEST_PART >> 20} MiB: "
            f"{_BOMB}"
        )
    if info.file_size > max(_RATIO_COUNTS_FROM, HIGHEST_RATIO * info.compress_size):
        raise FormatError(
            f"the part {name!r} unpacks to more than {HIGHEST_RATIO} times its size: {_BOMB}"
        )


def _check_places(infos: Sequence[zipfile.ZipInfo]) -> None:
    end, before = 0, ""
    for info in sorted(infos, key=lambda info: info.header_offset):
        if info.header_offset < end:
            raise FormatError(f"the parts {before!r} and {info.filename!r} overlap: {_BOMB}")
        end = info.header_offset + _LOCAL_HEADER + info.compress_size
        before = info.filename
