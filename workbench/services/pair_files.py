"""Files of pairs, TMX or TSV, as the checks see them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from alignments.bitext import Side
from alignments.checks.texts import CheckedSegment, Half, Pair, Whole, spans_in
from alignments.errors import FormatError
from alignments.languages import guess_language


@dataclass(frozen=True, slots=True)
class Unit:
    """A pair of a file: its name there, and its texts; an empty one is none."""

    name: str
    source: str
    target: str


def read_units(
    path: Path, source_language: str | None = None, target_language: str | None = None
) -> tuple[list[Unit], tuple[str, str]]:
    """The pairs of a .tmx, or of a TSV, and their languages.

    Languages not given are those of the TMX, or are told by the words. Raises FormatError for a
    file that holds no pairs, OSError.
    """
    if path.suffix.lower() == ".tmx":
        units, languages = _read_tmx(path, source_language, target_language)
    else:
        units = list(_read_tsv(path))
        languages = (
            source_language or guess_language("\n".join(unit.source for unit in units)),
            target_language or guess_language("\n".join(unit.target for unit in units)),
        )
    if not units:
        raise FormatError(f"{path}: there are no pairs in this file")
    return units, languages


def whole_of_units(units: Sequence[Unit], languages: tuple[str, str]) -> Whole:
    """Pairs of a file as the checks see them: every text a paragraph of its own."""
    source: Side = "source"
    target: Side = "target"
    left = [_segment(source, n, unit.source, languages[0]) for n, unit in enumerate(units)]
    right = [_segment(target, n, unit.target, languages[1]) for n, unit in enumerate(units)]
    pairs = tuple(
        Pair(Half(source, languages[0], one), Half(target, languages[1], other))
        for one, other in zip(left, right, strict=True)
    )
    return Whole(
        Half(source, languages[0], tuple(s for one in left for s in one)),
        Half(target, languages[1], tuple(s for one in right for s in one)),
        pairs,
    )


def _segment(side: Side, position: int, text: str, language: str) -> tuple[CheckedSegment, ...]:
    if not text.strip():
        return ()
    return (CheckedSegment(side, position, text, spans_in(text, language), position),)


def _read_tmx(
    path: Path, source: str | None, target: str | None
) -> tuple[list[Unit], tuple[str, str]]:
    from alignments.formats.tmx import canonical_tag, read_tmx

    with path.open("rb") as stream:
        reader = read_tmx(stream)
        declared = reader.header.source_language
        found = list(reader)
    tags = list(dict.fromkeys(tag for unit in found for tag in unit.texts))
    first = source or ("" if declared in ("", "*all*") else declared)
    left = _tag_of(canonical_tag(first), tags) if first else next(iter(tags), "")
    others = [tag for tag in tags if tag != left]
    right = _tag_of(canonical_tag(target), tags) if target else next(iter(others), "")
    if not left or not right:
        raise FormatError(
            f"{path}: two languages are needed, and the file has {', '.join(tags) or 'none'}; "
            "name them with --source-lang and --target-lang"
        )
    units = [
        Unit(f"unit {unit.id or number}", unit.texts.get(left, ""), unit.texts.get(right, ""))
        for number, unit in enumerate(found, start=1)
    ]
    return units, (left, right)


def _tag_of(wanted: str, tags: Sequence[str]) -> str:
    """The tag itself, else the first one of the same language; empty where there is none."""
    same = [tag for tag in tags if tag.partition("-")[0] == wanted.partition("-")[0]]
    return wanted if wanted in tags else next(iter(same), "")


def _read_tsv(path: Path) -> Iterator[Unit]:
    from alignments.formats.tsv import read_tsv

    try:
        lines = path.read_text(encoding="utf-8-sig").split("\n")
    except UnicodeDecodeError as error:
        raise FormatError(f"{path}: not UTF-8 text at byte {error.start}; save it so") from error
    lines = lines[:-1] if lines[-1] == "" else lines
    if lines and "source_text" in lines[0].split("\t"):
        try:
            for number, fields in enumerate(read_tsv(lines), start=2):
                yield Unit(f"line {number}", fields["source_text"], fields["target_text"])
        except FormatError as error:
            raise FormatError(f"{path}: {error}") from error
        return
    for number, line in enumerate(lines, start=1):
        fields_of_line = line.rstrip("\r").split("\t")
        if len(fields_of_line) != 2:
            raise FormatError(
                f"{path}: line {number} has {len(fields_of_line)} fields; two are needed, original "
                "and translation, with a tab between them"
            )
        yield Unit(f"line {number}", *fields_of_line)
