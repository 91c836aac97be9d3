"""Checking files of pairs, TMX or TSV, and stored alignments, from the command line."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from alignments.checks.registry import CHECKS
from alignments.checks.running import check_whole
from alignments.checks.values import Finding, Place, Severity, quoted
from workbench.errors import InputError
from workbench.services.pair_files import read_units, whole_of_units

_SHOWN = 3  # lit words in a line


@dataclass(frozen=True, slots=True)
class Told:
    """A finding as the command line tells it: where, what, and the lit words."""

    where: str
    unit: str
    finding: Finding
    words: tuple[str, ...]

    @property
    def severity(self) -> Severity:
        """How grave it is."""
        return CHECKS[self.finding.code].severity

    def line(self) -> str:
        """One line for a person."""
        lit = " · ".join(quoted(words) for words in self.words[:_SHOWN] if words.strip())
        code, message = self.finding.code, self.finding.message
        return f"{self.where}: {self.unit}: {self.severity}: {code}: {message}" + (
            f" [{lit}]" if lit else ""
        )

    def as_dict(self) -> dict[str, Any]:
        """The same for a program; offsets are code points into the pair's texts."""
        return {
            "where": self.where,
            "unit": self.unit,
            "code": self.finding.code,
            "severity": self.severity.value,
            "message": self.finding.message,
            "words": list(self.words),
            "places": [_written(place) for place in self.finding.places],
            "about": self.finding.about,
        }


@dataclass(frozen=True, slots=True)
class FileChecked:
    """What was found in a file or a stored alignment; `dismissed` findings are left out."""

    where: str
    pairs: int
    told: tuple[Told, ...]
    dismissed: int = 0

    def counts(self, severity: Severity) -> int:
        """How many findings are of this severity."""
        return sum(one.severity is severity for one in self.told)

    def line(self) -> str:
        """The sums in one line."""
        parts = [f"{self.counts(s)} {s}{'' if self.counts(s) == 1 else 's'}" for s in Severity]
        dismissed = f"; {self.dismissed} dismissed" if self.dismissed else ""
        return f"{self.where}: {self.pairs} pairs, {', '.join(parts)}{dismissed}"

    def as_dict(self) -> dict[str, Any]:
        """The report: sums by check, and every finding."""
        counts = Counter(one.finding.code for one in self.told)
        return {
            "where": self.where,
            "pairs": self.pairs,
            "errors": self.counts(Severity.ERROR),
            "warnings": self.counts(Severity.WARNING),
            "hints": self.counts(Severity.HINT),
            "dismissed": self.dismissed,
            "checks": {code: counts[code] for code in CHECKS if counts[code]},
            "findings": [one.as_dict() for one in self.told],
        }


def check_file(
    path: Path, source_language: str | None = None, target_language: str | None = None
) -> FileChecked:
    """Check a TMX, or a TSV of two columns or with the columns source_text and target_text.

    Languages not given are those of the TMX, or are told by the words. Raises FormatError for a
    file that holds no pairs, OSError.
    """
    units, languages = read_units(path, source_language, target_language)
    whole = whole_of_units(units, languages)
    texts = {(half.side, one.position): one.text for half in whole.halves for one in half.segments}
    told = tuple(
        Told(
            str(path),
            units[finding.places[0].position].name,
            finding,
            tuple(texts[p.side, p.position][p.start : p.end] for p in finding.places),
        )
        for finding in check_whole(whole)
    )
    return FileChecked(str(path), len(units), told)


def check_stored(alignment_ids: Sequence[int], data: Path | None) -> Iterator[FileChecked]:
    """Check stored alignments by their numbers. Raises NotFoundError, DatabaseError."""
    from workbench import store
    from workbench.database import open_database
    from workbench.services.checking import Checker
    from workbench.settings import Settings

    database = open_database(Settings(data=data) if data else Settings())
    try:
        for alignment_id in alignment_ids:
            with database.read() as session:
                pairs = store.get_alignment(session, alignment_id).beads
            found = Checker(database, at_once=pairs).findings(alignment_id).findings
            where = f"alignment {alignment_id}"
            told = tuple(
                Told(where, f"bead {one.bead}", one.finding, _lit(one.finding.places, one.texts))
                for one in found
                if one.dismissal is None
            )
            yield FileChecked(where, pairs, told, len(found) - len(told))
    finally:
        database.close()


def _lit(places: Iterable[Place], texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(text[p.start : p.end] for p, text in zip(places, texts, strict=True))


def check_all(
    named: Sequence[str], source: str | None, target: str | None, data: Path | None
) -> list[FileChecked]:
    """Check what is named: files, and numbers of stored alignments where no file has the name.

    Raises InputError for what is neither.
    """
    checked: list[FileChecked] = []
    for name in named:
        path = Path(name)
        if path.is_file():
            checked.append(check_file(path, source, target))
        elif name.isdecimal():
            checked += check_stored([int(name)], data)
        else:
            raise InputError(
                f"{name} is no file and no number of an alignment; give a .tmx, a .tsv, or the "
                "number in the alignment's address"
            )
    return checked


def write_check_report(path: Path, checked: Iterable[FileChecked]) -> None:
    """Write what was found as JSON."""
    content = {"checked": [one.as_dict() for one in checked]}
    path.write_text(json.dumps(content, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


def _written(place: Place) -> dict[str, Any]:
    return {"side": place.side, "start": place.start, "end": place.end}
