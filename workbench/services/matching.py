"""Matching: a file of loose sentences and a file of pool lines in, an answer for each line out."""

from __future__ import annotations

import json
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from alignments.bitext import Notice
from workbench.errors import InputError
from workbench.services.aligning import LoadEncoder, OnProgress, cached_encoder
from workbench.services.exporting import opened_output
from workbench.services.importing import language_warnings

if TYPE_CHECKING:
    from alignments.encoders import Encoder
    from alignments.formats.segmented import LooseSegments
    from alignments.matching import Match


def read_lines(path: Path, language: str | None, encoding: str | None) -> LooseSegments:
    """The lines of a file, blank ones too. Raises FormatError, EncodingError, OSError."""
    from alignments.formats import read_loose

    return read_loose(path.read_bytes(), path.name, language, encoding)


@dataclass(frozen=True, slots=True)
class Matched:
    """Texts, pool, and the answer for each line of the texts; warnings, and how long it took."""

    texts: LooseSegments
    pool: LooseSegments
    matches: Sequence[Match]
    warnings: Sequence[Notice]
    signature: str
    seconds: float


def match_lines(
    texts: LooseSegments,
    pool: LooseSegments,
    encoder_name: str = "builtin",
    *,
    min_confidence: float = 0.0,
    on_progress: OnProgress | None = None,
    load_encoder: LoadEncoder = cached_encoder,
) -> Matched:
    """Find the counterpart of every text in the pool, or none.

    Raises InputError for a `min_confidence` that is no probability, and EncoderError. `on_progress`
    gets a fraction of a phase, from 0 to 1, and the phase; what it raises stops the work.
    """
    from alignments.matching import Matcher
    from alignments.reading import reading_texts

    if not 0.0 <= min_confidence <= 1.0:
        raise InputError(
            f"the least confidence is a probability from 0 to 1, not {min_confidence:g}"
        )
    started = time.monotonic()
    encoder = load_encoder(encoder_name)
    matcher = Matcher(encoder, min_confidence=min_confidence)
    matches = matcher.match(
        texts.by_line(reading_texts(texts.document)),
        pool.by_line(reading_texts(pool.document)),
        text_language=texts.document.language,
        pool_language=pool.document.language,
        on_progress=on_progress,
    )
    return Matched(
        texts,
        pool,
        matches,
        _warnings(texts, pool, encoder),
        matcher.signature,
        time.monotonic() - started,
    )


def _warnings(texts: LooseSegments, pool: LooseSegments, encoder: Encoder) -> list[Notice]:
    """What looks wrong: the notices of reading, the languages, what the encoder does not know."""
    found = [*texts.document.notices, *pool.document.notices]
    languages = [_primary(side.document.language) for side in (texts, pool)]
    if languages[0] == languages[1] != "und":
        message = (
            f"The texts and the pool both seem to be in {languages[0]}: the pool should hold the "
            "other language."
        )
        return [*found, Notice("sides-alike", message)]
    found += language_warnings(texts.document, pool.document)
    unknown = sorted(set(languages) - encoder.languages - {"und"})
    if encoder.languages and unknown:
        message = (
            f"The encoder {encoder.name} was not made for {' and '.join(unknown)}; name another "
            "one with --encoder."
        )
        found.append(Notice("encoder-language", message))
    return found


def _primary(language: str) -> str:
    return language.replace("_", "-").partition("-")[0].lower()


def write_matched(matched: Matched, output: Path | None) -> None:
    """Write the answers as TSV to a file, or to stdout. Raises InputError, OSError.

    A file takes its name only once it is whole.
    """
    from alignments.formats.matches import write_matches
    from alignments.units import segment_texts

    sides = [side.by_line(segment_texts(side.document)) for side in (matched.texts, matched.pool)]
    with opened_output(output) as out:
        write_matches(out, matched.matches, *sides)


@dataclass(frozen=True, slots=True)
class MatchSummary:
    """What was matched, in numbers.

    `doubtful` are answers below the threshold; `shared` are pool lines that serve several texts.
    """

    texts: int
    blank_texts: int
    pool_lines: int
    matched: int
    without_counterpart: int
    doubtful: int
    shared: int
    mean_confidence: float
    seconds: float
    signature: str

    def line(self) -> str:
        """The numbers in one line."""
        blank = f" ({self.blank_texts} blank)" if self.blank_texts else ""
        return (
            f"{self.texts} texts{blank} and {self.pool_lines} pool lines, {self.matched} matched, "
            f"{self.without_counterpart} without counterpart, {self.doubtful} doubtful answers, "
            f"{self.seconds:.1f} s"
        )

    def as_dict(self) -> dict[str, Any]:
        """The numbers by name, for JSON."""
        return asdict(self)


def summarise_matched(matched: Matched) -> MatchSummary:
    """What was matched, in numbers; blank lines count among the texts, not among the answers."""
    from alignments.doubt import DOUBT_THRESHOLD

    answers = [matched.matches[line] for line in matched.texts.lines]
    lines = [answer.line for answer in answers if answer.line is not None]
    return MatchSummary(
        texts=matched.texts.total,
        blank_texts=matched.texts.total - len(answers),
        pool_lines=matched.pool.total,
        matched=len(lines),
        without_counterpart=len(answers) - len(lines),
        doubtful=sum(answer.confidence < DOUBT_THRESHOLD for answer in answers),
        shared=sum(lines.count(line) > 1 for line in set(lines)),
        mean_confidence=sum(answer.confidence for answer in answers) / max(len(answers), 1),
        seconds=matched.seconds,
        signature=matched.signature,
    )


def write_match_report(path: Path, matched: Matched, output: Path | None) -> None:
    """Write what was matched as JSON."""
    content = {
        "matching": summarise_matched(matched).as_dict(),
        "warnings": [{"code": each.code, "message": each.message} for each in matched.warnings],
        "output": str(output or ""),
    }
    path.write_text(json.dumps(content, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
