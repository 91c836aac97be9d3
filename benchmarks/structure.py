"""What structure gives: `python -m benchmarks.structure DATA_FOLDER/parallel/eval`.

Sentence pairs become Markdown documents as translators publish them: a title, an editor's
introduction that only the translation has, sections with headings, paragraphs, numbered theses,
marks of notes, and notes at the end whose numbers differ from side to side, some of them the
editor's own. Sentences are left out, joined, put in. Each document is imported and aligned with its
structure and without; gold is known from the offsets at which the sentences were written.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from alignments.aligner import Aligner, AlignerOptions
from alignments.bitext import Bead, Document, Stream
from alignments.encoders import load_encoder
from alignments.evaluation import Evaluation, Ladder, score
from alignments.formats import read_document
from benchmarks.training.pairs import read_pairs

Pair = tuple[str, str]
LANGUAGES = ("ru", "en")
SECTIONS, PARAGRAPHS, NOTES = 5, 6, 12
HEADINGS: Sequence[Pair] = (
    ("Положение в партии", "The Situation in the Party"),
    ("Наши задачи", "Our Tasks"),
    ("Международное положение", "The International Situation"),
    ("Рабочий класс и крестьянство", "The Working Class and the Peasantry"),
    ("Заключение", "Conclusion"),
)


@dataclass
class Page:
    """One side of a document while it is written: its text, and where each sentence stands."""

    text: str = ""
    places: list[tuple[int, int, int]] = field(default_factory=list)

    def write(self, words: str, sentence: int | None = None) -> None:
        """Add words; they are sentence number `sentence`, if one is named."""
        if sentence is not None:
            self.places.append((len(self.text), len(self.text) + len(words), sentence))
        self.text += words


class Writer:
    """Writes both sides; sentences are numbered, and gold links their numbers."""

    def __init__(self, pairs: Iterator[Pair], random: Random, *, below: bool) -> None:
        self.pairs, self.random, self.below = pairs, random, below
        self.pages = Page(), Page()
        self.count = 0
        self.notes: list[tuple[int, ...]] = []
        self.note_texts: dict[int, tuple[int, Pair]] = {}
        self.written = [0, 0]

    def both(self, words: str) -> None:
        """Mark-up that both sides have."""
        for page in self.pages:
            page.write(words)

    def sentence(self, words: Sequence[str | None], end: str = " ") -> None:
        """A sentence on the sides that have words for it."""
        for page, text in zip(self.pages, words, strict=True):
            if text is not None:
                page.write(text, self.count)
                page.write(end)
        self.count += 1

    def paragraph(self, size: int, number: int | None) -> None:
        """A paragraph of so many sentences, a numbered thesis where a number is given."""
        if number is not None:
            self.both(f"{number}. ")
        for _ in range(size):
            russian, english = next(self.pairs)
            chance = self.random.random()
            if chance < 0.03:
                self.sentence((russian, None))
            elif chance < 0.06:
                self.sentence((None, english))
            elif chance < 0.18 and len(self.notes) < NOTES:
                self.sentence(self._marked((russian, english)))
            else:
                self.sentence((russian, english))
        self.both("\n\n")

    def _marked(self, texts: Pair) -> list[str]:
        """A note that both sides have, or the editor of one of them; each side has its numbers."""
        sides = self.random.choice([(0, 1), (0, 1), (0, 1), (0,), (1,)])
        self.notes.append(sides)
        numbers = [sum(side in note for note in self.notes) for side in (0, 1)]
        marks = [f"[^{numbers[0]}]" if self.below else f"<sup>[{numbers[0]}]</sup>"]
        marks.append(f"<sup>[{numbers[1]}]</sup>")
        return [text + marks[side] if side in sides else text for side, text in enumerate(texts)]

    def end_section(self) -> None:
        """Where the original's notes stand below their sections, those of this one."""
        if self.below:
            self._write_notes(0)

    def end_notes(self) -> None:
        """The notes in the order of their marks."""
        if not self.below:
            self.pages[0].write("## Примечания\n\n")
            self._write_notes(0)
        self.pages[1].write("## Notes\n\n")
        self._write_notes(1)

    def _write_notes(self, side: int) -> None:
        written = self.written[side]
        for k, sides in enumerate(self.notes):
            if k < written or side not in sides:
                continue
            if k not in self.note_texts:
                self.note_texts[k] = self.count, next(self.pairs)
                self.count += 1
            sentence, texts = self.note_texts[k]
            number = sum(side in note for note in self.notes[: k + 1])
            below = self.below and side == 0
            self.pages[side].write(f"[^{number}]: " if below else f"[{number}] ")
            self.pages[side].write(texts[side], sentence)
            self.pages[side].write("\n\n")
        self.written[side] = len(self.notes)


def made(pairs: Sequence[Pair], seed: int, *, below: bool) -> tuple[Page, Page]:
    """Both sides of one document; the same sentence has the same number on both.

    `below`: the original's notes stand below their sections, the translation's at its end.
    """
    random = Random(seed)
    shuffled = list(pairs)
    start = random.randrange(len(shuffled))
    stream = iter(shuffled[start:] + shuffled[:start])
    writer = Writer(stream, random, below=below)
    writer.both("# ")
    writer.sentence(("Письмо товарищам", "A Letter to Comrades"), "\n\n")
    _introduction(writer)
    number = 0
    for heading in HEADINGS[:SECTIONS]:
        writer.both("## ")
        writer.sentence(heading, "\n\n")
        for _ in range(PARAGRAPHS):
            thesis = random.random() < 0.3
            number += thesis
            writer.paragraph(random.randint(2, 6), number if thesis else None)
        writer.end_section()
    writer.end_notes()
    return writer.pages


def _introduction(writer: Writer) -> None:
    """What the editor of the translation says first."""
    writer.pages[1].write("## Editor's introduction\n\n")
    for _ in range(3):
        for _ in range(4):
            writer.sentence((None, next(writer.pairs)[1]))
        writer.pages[1].write("\n\n")


def gold_beads(documents: tuple[Document, Document], pages: tuple[Page, Page]) -> Ladder:
    """Segments linked by the sentences they hold, as beads; segments of none are left out."""
    holds: dict[int, tuple[set[int], set[int]]] = {}
    for side, (document, page) in enumerate(zip(documents, pages, strict=True)):
        for position, segment in enumerate(document.segments):
            for start, end, sentence in page.places:
                if min(end, segment.end) - max(start, segment.start) > min(end - start, 3) // 2:
                    holds.setdefault(sentence, (set(), set()))[side].add(position)
    groups: list[tuple[set[int], set[int]]] = []
    for source, target in holds.values():
        same = [group for group in groups if group[0] & source or group[1] & target]
        groups = [group for group in groups if group not in same]
        groups.append((source.union(*(g[0] for g in same)), target.union(*(g[1] for g in same))))
    return [(tuple(sorted(source)), tuple(sorted(target))) for source, target in groups]


def imported(page: Page, language: str) -> Document:
    """The page as the importer reads it, cut into segments."""
    return read_document(page.text.encode(), f"{language}.md", language)


@dataclass(frozen=True)
class Figures:
    """All beads, those of notes, and how many sentences of the introduction were left alone."""

    every: Evaluation
    notes: Evaluation
    introduction: tuple[int, int]


def measure(aligner: Aligner, documents: tuple[Document, Document], gold: Ladder) -> Figures:
    """Align one pair and compare it with gold; segments that gold does not know are left out."""
    known = [{k for bead in gold for k in bead[side]} for side in (0, 1)]
    beads = list(aligner.align(*documents))
    found = [
        bead for bead in beads if set(bead.source) <= known[0] and set(bead.target) <= known[1]
    ]
    note = [
        {k for k, s in enumerate(d.segments) if d.blocks[s.block].stream is Stream.NOTES}
        for d in documents
    ]
    of_notes = [
        [bead for bead in some if set(bead[0]) & note[0] or set(bead[1]) & note[1]]
        for some in (gold, ladder_of(found))
    ]
    return Figures(
        score(gold, ladder_of(found)), score(*of_notes), _left_alone(documents[1], beads, gold)
    )


def ladder_of(beads: Sequence[Bead]) -> Ladder:
    """Beads as pairs of positions."""
    return [(tuple(bead.source), tuple(bead.target)) for bead in beads]


def _left_alone(target: Document, beads: Sequence[Bead], gold: Ladder) -> tuple[int, int]:
    front = {
        k for k, s in enumerate(target.segments) if target.blocks[s.block].stream is Stream.FRONT
    } & {k for source, run in gold if not source for k in run}
    alone = {k for bead in beads if not bead.source for k in bead.target}
    return len(front & alone), len(front)


_LEAST = 300  # pairs of a file: enough for a document without repeats
_INSIDE = re.compile(r"[.!?…:;]\W+\w")


def single_sentences(pairs: Iterable[Pair]) -> list[Pair]:
    """The pairs, turned to Russian first, of which both sides are one sentence of usual length."""
    return [
        (russian, english)
        for english, russian in pairs
        if all(30 < len(text) < 400 and not _INSIDE.search(text) for text in (russian, english))
        and all(text[-1] in ".!?" for text in (russian, english))
    ]


def main() -> None:
    """Print the figures with structure and without, over all files and seeds."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("folder", type=Path, help="folder of en<TAB>ru .tsv files")
    parser.add_argument("--seeds", type=int, default=3, help="documents per file")
    parser.add_argument("--encoder", default="builtin", help="builtin, or a model's folder")
    arguments = parser.parse_args()
    encoder = load_encoder(arguments.encoder)
    files = sorted(arguments.folder.glob("*.tsv"))
    if not files:
        sys.exit(f"nothing was measured: no .tsv file in {arguments.folder}")
    print("| notes | read | documents | strict F1 | null F1 | notes' strict F1 | introduction |")
    print("|---|---|---|---|---|---|---|")
    for below, structure in ((False, True), (False, False), (True, True), (True, False)):
        aligner = Aligner(encoder, options=AlignerOptions(structure=structure))
        total, notes, alone, count = Evaluation(), Evaluation(), (0, 0), 0
        for pages in _documents(files, arguments.seeds, below=below):
            source, target = (
                imported(page, tag) for page, tag in zip(pages, LANGUAGES, strict=True)
            )
            found = measure(aligner, (source, target), gold_beads((source, target), pages))
            total, notes, count = total + found.every, notes + found.notes, count + 1
            alone = alone[0] + found.introduction[0], alone[1] + found.introduction[1]
        print(
            f"| {'apart' if below else 'at the end'} | {'with structure' if structure else 'flat'} "
            f"| {count} | {total.strict_f1:.3f} | {total.null_f1:.3f} | {notes.strict_f1:.3f} "
            f"| {alone[0]} of {alone[1]} alone |"
        )
    print(f"signature: {Aligner(encoder).signature}")


def _documents(files: Sequence[Path], seeds: int, *, below: bool) -> Iterator[tuple[Page, Page]]:
    for file in files:
        pairs = single_sentences(read_pairs(file))
        if len(pairs) >= _LEAST:
            yield from (made(pairs, seed, below=below) for seed in range(seeds))


if __name__ == "__main__":
    main()
