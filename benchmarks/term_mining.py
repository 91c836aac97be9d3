"""The term pairs mined from a gold alignment or a TMX, best first, to be judged by reading.

    python -m benchmarks.term_mining EN.txt RU.txt --gold LADDER [--top 100] [--least 2]
    python -m benchmarks.term_mining BOOK.tmx [--top 100]

The ladder's left side is English. A TMX should hold sure pairs only.
"""

from __future__ import annotations

import argparse
import time
from pathlib import Path

from alignments.evaluation import read_ladder
from alignments.formats.tmx import read_tmx
from alignments.name_sounds import sound_alike
from glossary.mining.pairs import MiningSettings, mine_pairs


def gold_pairs(english: Path, russian: Path, ladder: Path) -> list[tuple[str, str]]:
    """Russian and English texts of the beads that have both sides."""
    left = english.read_text(encoding="utf-8").splitlines()
    right = russian.read_text(encoding="utf-8").splitlines()
    beads = read_ladder(ladder.read_text(encoding="utf-8"))
    return [
        (" ".join(right[k] for k in russian_ids), " ".join(left[k] for k in english_ids))
        for english_ids, russian_ids in beads
        if english_ids and russian_ids
    ]


def tmx_pairs(path: Path, sure: float) -> list[tuple[str, str]]:
    """Russian and English texts of the units that are at least this sure."""
    with path.open("rb") as stream:
        return [
            (unit.texts["ru"], unit.texts["en"])
            for unit in read_tmx(stream, source_language="ru", target_language="en")
            if len(unit.texts) == 2 and float(unit.properties.get("x-confidence", "1") or 1) >= sure
        ]


def main() -> None:
    """Mine and print."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--gold", type=Path)
    parser.add_argument("--top", type=int, default=100)
    parser.add_argument("--least", type=int, default=3)
    parser.add_argument("--sure", type=float, default=0.9)
    chosen = parser.parse_args()
    if chosen.gold:
        english, russian = chosen.files
        pairs = gold_pairs(english, russian, chosen.gold)
    else:
        pairs = tmx_pairs(chosen.files[0], chosen.sure)
    began = time.process_time()
    found = mine_pairs(pairs, "ru", "en", MiningSettings(least=chosen.least), sounds=sound_alike)
    seconds = time.process_time() - began
    for number, each in enumerate(found[: chosen.top], 1):
        name = "name" if each.name else ""
        print(
            f"{number:4} {each.score:8.1f} {each.dice:5.2f} {each.frequency:4} {name:5}"
            f"{each.source}  =  {each.target}"
        )
    print(f"{len(pairs):,} pairs, {len(found):,} candidates, {seconds:.1f} CPU s")


if __name__ == "__main__":
    main()
