"""What reading and writing a term base give beside the base and the bytes: an account."""

from __future__ import annotations

from dataclasses import dataclass, field

from glossary.concepts import TermBase


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """How a file is to be read; what a format states itself needs no option.

    `source` and `target` are the languages of formats that do not name theirs. `columns` maps the
    heads of a table, or its column numbers from 1, to roles ("ru", "synonyms en", "definition").
    """

    source: str = "ru"
    target: str = "en"
    encoding: str = ""
    delimiter: str = ""
    columns: dict[str, str] = field(default_factory=dict)
    name: str = ""


@dataclass(frozen=True, slots=True)
class WriteOptions:
    """How a base is to be written. `strict` leaves out what the standard has no place for.

    `columns` are the roles of a table with a row a concept; without them it has a row a term.
    """

    source: str = "ru"
    target: str = "en"
    strict: bool = False
    columns: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReadBase:
    """The base, and in words with places what was read otherwise than it is written."""

    base: TermBase
    notices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Loss:
    """What a format could not hold: of which concept, of which term (or ""), and what."""

    concept: str
    term: str
    what: str

    def line(self) -> str:
        """One line for a report."""
        return f"{self.concept}: {f'{self.term}: ' if self.term else ''}{self.what}"


@dataclass(frozen=True, slots=True)
class WrittenBase:
    """The file's bytes, and what could not be written."""

    data: bytes
    losses: tuple[Loss, ...] = ()
