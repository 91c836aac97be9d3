"""Term bases and bitexts from files: read, merged, mined, checked; no database is needed."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from alignments.formats.tmx import read_tmx
from alignments.name_sounds import sound_alike
from glossary.checks import check_pairs
from glossary.concepts import Concept, Kind, Status, Term, TermBase
from glossary.findings import Severity, TermFinding, TextPair
from glossary.formats import WriteOptions, WrittenBase, format_of, read_base, write_base
from glossary.formats.cells import rows_as_text
from glossary.formats.results import ReadBase, ReadOptions
from glossary.merging import merge_bases
from glossary.mining.brackets import BracketCandidate, Origin, mine_brackets
from glossary.mining.pairs import MiningSettings, PairCandidate, mine_pairs
from glossary.starter import starter_base
from workbench.errors import InputError
from workbench.services import exporting, importing

CANDIDATE_COLUMNS = (
    "found by", "source", "target", "short", "full", "frequency", "score", "dice", "places",
)  # fmt: skip
_CONFIDENCE = "x-confidence"


@dataclass(frozen=True, slots=True)
class Candidates:
    """What a file gave: pairs of terms, and abbreviations by language."""

    pairs: tuple[PairCandidate, ...]
    brackets: tuple[tuple[str, BracketCandidate], ...]

    def line(self) -> str:
        """One line for a person."""
        return f"{len(self.pairs)} term pairs, {len(self.brackets)} abbreviations and completions"


def read_bitext(path: Path, source: str, target: str, sure: float = 0.0) -> list[TextPair]:
    """The pairs of a TMX, those at least as sure as asked for where it says how sure it is.

    Raises FormatError and OSError; InputError for a file without a pair in these languages.
    """
    pairs: list[TextPair] = []
    with path.open("rb") as stream:
        for unit in read_tmx(stream, source_language=source, target_language=target):
            if _sure(unit.properties.get(_CONFIDENCE, "")) >= sure:
                texts = unit.texts
                pairs.append(TextPair(unit.id, texts.get(source, ""), texts.get(target, "")))
    if not any(pair.source and pair.target for pair in pairs):
        raise InputError(f'{path}: no unit has texts in both "{source}" and "{target}"')
    return pairs


def _sure(written: str) -> float:
    try:
        return float(written)
    except ValueError:
        return 1.0


def read_bases(paths: Iterable[Path], options: ReadOptions) -> tuple[TermBase, list[str]]:
    """The bases of the files as one, the first file's the highest, and notices about all of it.

    Without files it is the starter base. Raises TermFormatError and OSError.
    """
    read: list[tuple[Path, ReadBase]] = [
        (path, read_base(path.read_bytes(), path.name, options)) for path in paths
    ]
    if not read:
        return starter_base(), []
    notices = [f"{path.name}: {notice}" for path, each in read for notice in each.notices]
    if len(read) == 1:
        return read[0][1].base, notices
    merged = merge_bases([each.base for _, each in read])
    return merged.base, [*notices, *merged.notices]


def write_file(base: TermBase, output: Path, options: WriteOptions, to: str = "") -> WrittenBase:
    """Write a base to a file in the named format, else by its suffix; an account of the losses."""
    written = write_base(base, to or format_of(output.name).name, options)
    with exporting.opened_output(output) as out:
        out.write(written.data)
    return written


def extract(
    path: Path, source: str, target: str, settings: MiningSettings, sure: float
) -> Candidates:
    """Candidates from a TMX (both kinds) or from a text (abbreviations).

    Raises what reading raises.
    """
    if path.suffix.lower() != ".tmx":
        document = importing.read_file(path)
        found = mine_brackets(document.text)
        return Candidates((), tuple((document.language, each) for each in found))
    pairs = read_bitext(path, source, target, sure)
    texts = [(pair.source, pair.target) for pair in pairs if pair.source and pair.target]
    mined = mine_pairs(texts, source, target, settings, sound_alike)
    brackets = [
        (language, each)
        for language, side in ((source, 0), (target, 1))
        for each in mine_brackets("\n\n".join(text[side] for text in texts))
    ]
    return Candidates(tuple(mined), tuple(brackets))


def candidates_as_table(candidates: Candidates) -> bytes:
    """The candidates as a TSV, the likeliest first; `places` counts a TMX's pairs from 0."""
    rows: list[list[str]] = [list(CANDIDATE_COLUMNS)]
    for pair in candidates.pairs:
        places = " ".join(map(str, pair.places))
        figures = [str(pair.frequency), f"{pair.score:.1f}", f"{pair.dice:.2f}", places]
        rows.append(["pair", pair.source, pair.target, "", "", *figures])
    for language, each in candidates.brackets:
        places = " ".join(f"{place.start}-{place.end}" for place in each.places)
        figures = [str(len(each.places)), "", "", places]
        rows.append([f"{each.origin} ({language})", "", "", each.short, each.full, *figures])
    return rows_as_text(rows, "\t").encode()


def candidates_as_base(candidates: Candidates, source: str, target: str) -> TermBase:
    """The candidates as concepts with proposed terms; words merely cut short are none."""
    concepts = [
        Concept(
            f"pair-{number}",
            (_proposed(pair.source, source), _proposed(pair.target, target)),
            notes=(f"found in {pair.frequency} pairs, score {pair.score:.1f}",),
        )
        for number, pair in enumerate(candidates.pairs, 1)
    ]
    shorts = [pair for pair in candidates.brackets if pair[1].origin is not Origin.TRUNCATION]
    for number, (language, each) in enumerate(shorts, 1):
        terms = [_proposed(each.full, language)] if each.full else []
        if each.short != each.full:
            short = _proposed(each.short, language, Kind.ABBREVIATION, each.full)
            terms.append(short)
        concepts.append(Concept(f"short-{number}", tuple(terms)))
    return TermBase(tuple(concepts), "candidates")


def _proposed(text: str, language: str, kind: Kind = Kind.FULL_FORM, abbreviates: str = "") -> Term:
    return Term(text, language, Status.PROPOSED, kind, abbreviates=abbreviates)


@dataclass(frozen=True, slots=True)
class Checked:
    """The findings of a bitext, and how much was looked at."""

    findings: tuple[TermFinding, ...]
    pairs: int
    concepts: int

    @property
    def errors(self) -> int:
        """How many findings are errors."""
        return sum(each.severity is Severity.ERROR for each in self.findings)

    def line(self) -> str:
        """One line for a person."""
        counts = Counter(each.code.value for each in self.findings)
        told = ", ".join(f"{count} {code}" for code, count in sorted(counts.items()))
        warnings = len(self.findings) - self.errors
        return (
            f"{self.pairs} pairs, {self.concepts} concepts: {self.errors} errors, "
            f"{warnings} warnings{f' ({told})' if told else ''}"
        )


def check(path: Path, base: TermBase, source: str, target: str) -> Checked:
    """The findings of a TMX taken as one document. Raises what `read_bitext` raises."""
    pairs = read_bitext(path, source, target)
    findings = check_pairs(pairs, base, source, target)
    return Checked(tuple(findings), len(pairs), len(base.concepts))


def finding_line(finding: TermFinding) -> str:
    """A finding as one line: pair, severity, code, concept, message, what was expected."""
    expected = f"; expected {' or '.join(finding.expected)}" if finding.expected else ""
    place = f"pair {finding.pair}: {finding.severity}: {finding.code}"
    return f"{place} ({finding.concept}): {finding.message}{expected}"


def write_findings(path: Path, checked: Checked) -> None:
    """Write the findings with their places as JSON. Raises OSError, InputError."""
    content = {
        "pairs": checked.pairs,
        "concepts": checked.concepts,
        "errors": checked.errors,
        "findings": [asdict(each) | {"severity": each.severity.value} for each in checked.findings],
    }
    text = json.dumps(content, ensure_ascii=False, indent=2) + "\n"
    with exporting.opened_output(path) as out:
        out.write(text.encode())


def parse_columns(written: Sequence[str]) -> dict[str, str]:
    """Column roles as `head=role`. Raises InputError for what has no "="."""
    columns: dict[str, str] = {}
    for each in written:
        head, between, role = each.rpartition("=")
        if not between or not head:
            raise InputError(f'"{each}" names no column and role; write it as "head=role"')
        columns[head] = role
    return columns
