"""What is written beside the weights: training.json for programs, README.md for people."""

from __future__ import annotations

import platform
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from importlib.metadata import version
from pathlib import Path

from benchmarks.training.folder import write_json
from benchmarks.training.pairs import Corpus
from benchmarks.training.settings import Settings
from benchmarks.training.sources import SOURCES, UNKNOWN_SOURCE

Figures = Mapping[str, tuple[float, float]]


@dataclass(frozen=True, slots=True)
class Training:
    """A finished training: what went in, what came out, how long it took.

    `aligned_with` is the revision of the model that aligned the books, if there were any.
    """

    settings: Settings
    corpora: Sequence[Corpus]
    revision: str
    aligned_with: str | None
    megabytes: float
    minutes: float
    cpu_minutes: float
    figures: Figures


def write_card(folder: Path, training: Training) -> None:
    """training.json (settings, data, revision, figures) and the model card README.md."""
    facts = {
        "revision": training.revision,
        "languages": ["en", "ru"],
        "books_aligned_with": training.aligned_with,
        "settings": asdict(training.settings),
        "data": [
            {"name": c.name, "pairs": len(c.pairs), "weight": training.settings.weight(c)}
            for c in training.corpora
        ],
        "retrieval": {name: list(figures) for name, figures in training.figures.items()},
        "versions": {
            "python": platform.python_version(),
            **{name: version(name) for name in ("numpy", "tokenizers", "torch")},
        },
    }
    write_json(folder / "training.json", facts)
    (folder / "README.md").write_text(_card(training), encoding="utf-8")


def _card(training: Training) -> str:
    settings, pairs = training.settings, sum(len(c.pairs) for c in training.corpora)
    sources = "\n".join(_source_row(corpus, settings) for corpus in training.corpora)
    figures = "\n".join(
        f"| {name} | {forth:.3f} | {back:.3f} |" for name, (forth, back) in training.figures.items()
    )
    return f"""{_HEAD}
Revision `{training.revision}`, {training.megabytes:.1f} MB. {settings.vocabulary:,} tokens of a
WordPiece vocabulary learned from both languages, {settings.dimensions} dimensions, signed bytes
with a factor per token.

{_USE}
## Figures

Cosine retrieval, precision at one, among all sentences of the set:

| set | en>ru | ru>en |
| - | - | - |
{figures or "| (not measured) | | |"}

The settings were chosen with an eye on these sets, so the figures flatter the model a little.

## Training

`python -m benchmarks.train_encoder` on {pairs:,} pairs; {training.minutes:.0f} minutes
({training.cpu_minutes:.0f} minutes of processor time) on {settings.threads} threads. All settings
stand in training.json; the same data, settings and versions give the same bytes on the same kind of
processor.

{_BOOKS.format(training.aligned_with) if training.aligned_with else ""}{_NEVER}
## Sources and licences

Every pair of a source is seen `times` times in an epoch.

| source | pairs | times | from | licence |
| - | - | - | - | - |
{sources}
"""


def _source_row(corpus: Corpus, settings: Settings) -> str:
    origin, licence = SOURCES.get(corpus.name, UNKNOWN_SOURCE)
    weight = settings.weight(corpus)
    return f"| {corpus.name} | {len(corpus.pairs):,} | {weight} | {origin} | {licence} |"


_HEAD = """---
language: [en, ru]
library_name: sentence-transformers
pipeline_tag: sentence-similarity
license: cc-by-sa-4.0
tags: [sentence-transformers, static-embedding, parallel-text, alignment]
---

# English-Russian static sentence encoder

Turns English and Russian sentences into vectors whose cosine says how likely one translates the
other. A text's vector is the sum of its tokens' vectors: no context, no word order, but tens of
thousands of sentences a second on one processor core. Made for aligning a text with its
translation; old Russian spelling (ѣ, і, ѳ, ѵ, final ъ), ё and stress marks are folded.
"""

_USE = """## Use

```python
from sentence_transformers import SentenceTransformer

model = SentenceTransformer("alignments/model")  # 6.2 or later
```

or, without torch, `alignments.encoders.load_encoder("builtin")`: the same vectors to 1e-5.

Limits: word order, negation and rare names count for little; words that the training never saw are
pieced together; a text without a known token has a zero vector. Most of the sentence pairs
are software documentation; no text of the 1920s and 1930s was at hand, the nearest are two novels
of 1869 and 1907 and two Bible translations.
"""

_NEVER = """It must not be trained on the texts that the engine is measured on, and was not: any
edition of the Communist Manifesto, Anna Karenina, War and Peace volume 3 part 1, any gold
alignment, any of the retrieval sets above. `--never FILE_OR_FOLDER` drops pairs that share a side
with such texts.
"""

_BOOKS = """Books (`--books FOLDER`) are aligned by `alignments.aligner` with the model
`{}`, which was trained on the other sources alone. Beads 1:1, 1:2 and 2:1 are kept that are at
least .9 sure (The Mother, whose Russian was rewritten after the translation: .97). The rest of War
and Peace is among them, so what is measured on its volume 3 part 1 flatters the model.

"""
