"""Segmentation: CPU seconds for 1 MB on one line, and F1 of boundaries on the gold files.

    python -m benchmarks.segmentation [FOLDER]

FOLDER holds `gold.LANGUAGE.txt` and `heldout.LANGUAGE.txt` (default: the tests' own).
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

from alignments.segmentation import languages, segment_text
from alignments.segmentation.gold import read_gold, score_boundaries

GOLD = Path(__file__).parents[1] / "tests" / "alignments" / "segmentation"
SIZE = 1_000_000


def main(folder: Path) -> None:
    """Print a line of figures for each gold file, with its errors below."""
    for path in sorted(folder.glob("*.txt")):
        language = path.name.split(".")[-2]
        blocks = read_gold(path.read_text(encoding="utf-8"))
        score = score_boundaries(blocks, language)
        print(
            f"{path.name:16} F1 {score.f1:.4f}  found {score.found}  invented {score.invented}  "
            f"missed {score.missed}  {_speed(blocks, language)}"
        )
        for error in score.errors:
            print(f"    {error}")
    for name, text in _hard_lines():
        start = time.process_time()
        segments = len(segment_text(text, "ru"))
        seconds = time.process_time() - start
        print(f"{name:28} {len(text):>10,} characters {segments:>7,} segments {seconds:6.2f} s")
    print(f"tables: {' '.join(languages())}")


def _speed(blocks: list[list[str]], language: str) -> str:
    line = " ".join(" ".join(block) for block in blocks)
    line = (line + " ") * (SIZE // len(line) + 1)
    start = time.process_time()
    segments = len(segment_text(line[:SIZE], language))
    return f"1 MB on one line: {time.process_time() - start:.2f} s ({segments:,} segments)"


def _hard_lines() -> list[tuple[str, str]]:
    return [
        ("initials", "А. " * 100_000),
        ("open brackets", "[" * 200_000),
        ("open quotes", "« " * 200_000),
        ("full stops", ". " * 500_000),
        ("1 MB without punctuation", "слово " * (SIZE // 6)),
        ("10 MB without punctuation", "слово " * (10 * SIZE // 6)),
    ]


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else GOLD)
