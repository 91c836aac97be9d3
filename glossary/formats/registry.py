"""Which formats there are, and which one a file is in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import PurePath

from glossary.concepts import TermBase
from glossary.errors import TermFormatError
from glossary.formats.omegat import read_omegat, write_omegat
from glossary.formats.results import ReadBase, ReadOptions, WriteOptions, WrittenBase
from glossary.formats.tables import read_table, write_table
from glossary.formats.tbx_reading import read_tbx
from glossary.formats.tbx_words import Tbx
from glossary.formats.tbx_writing import write_tbx


@dataclass(frozen=True, slots=True)
class Format:
    """A format by its name, the suffixes of its files, and how it is read and written."""

    name: str
    suffixes: tuple[str, ...]
    read: Callable[[bytes, ReadOptions], ReadBase]
    write: Callable[[TermBase, WriteOptions], WrittenBase]


def _tbx(dialect: Tbx, *suffixes: str) -> Format:
    return Format(
        dialect.value, suffixes, read_tbx, lambda base, options: write_tbx(base, dialect, options)
    )


def _table(name: str, delimiter: str) -> Format:
    return Format(
        name,
        (f".{name}",),
        read_table,
        lambda base, options: write_table(base, delimiter, options),
    )


FORMATS: dict[str, Format] = {
    each.name: each
    for each in (
        _tbx(Tbx.DCA, ".tbx", ".xml"),
        _tbx(Tbx.DCT),
        _tbx(Tbx.V2),
        _table("csv", ","),
        _table("tsv", "\t"),
        Format("omegat", (".txt", ".tab", ".utf8"), read_omegat, write_omegat),
    )
}
"""All formats by name; TBX is read in any dialect whatever its name."""


def format_of(name: str) -> Format:
    """The format that a file's name asks for. Raises TermFormatError, naming the suffixes."""
    suffix = PurePath(name).suffix.lower()
    for each in FORMATS.values():
        if suffix in each.suffixes:
            return each
    known = " ".join(suffix for each in FORMATS.values() for suffix in each.suffixes)
    raise TermFormatError(f'"{suffix}" is no suffix of a term base; known are {known}')


def read_base(data: bytes, name: str, options: ReadOptions | None = None) -> ReadBase:
    """The base in these bytes, by the file's name. Raises TermFormatError with file and place."""
    try:
        return format_of(name).read(data, options or ReadOptions())
    except TermFormatError as error:
        raise TermFormatError(f"{name}: {error}") from error


def write_base(
    base: TermBase, format_name: str, options: WriteOptions | None = None
) -> WrittenBase:
    """The bytes of the base in a format of FORMATS, and what it could not hold."""
    return FORMATS[format_name].write(base, options or WriteOptions())
