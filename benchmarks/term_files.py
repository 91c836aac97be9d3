"""Read the term bases of a folder, write each in every format, read it back, count what differs.

python -m benchmarks.term_files FOLDER
"""

from __future__ import annotations

import sys
from pathlib import Path

from glossary.concepts import TermBase
from glossary.errors import TermFormatError
from glossary.formats import FORMATS, WriteOptions, read_base
from glossary.formats.results import ReadOptions


def trips(base: TermBase) -> str:
    """What became of the base in each format: "=" the same, else terms before and after, losses."""
    told = []
    for name, each in FORMATS.items():
        written = each.write(base, WriteOptions())
        back = each.read(written.data, ReadOptions()).base
        same = back.concepts == base.concepts
        counts = f"{sum(1 for _ in base.terms())}->{sum(1 for _ in back.terms())} terms"
        told.append(f"{name} {'=' if same else f'{counts}, {len(written.losses)} losses told'}")
    return "; ".join(told)


def main() -> None:
    """Print two lines a file."""
    for path in sorted(Path(sys.argv[1]).iterdir()):
        try:
            read = read_base(path.read_bytes(), path.name)
        except TermFormatError as error:
            print(f"{path.name}: refused: {error}")
            continue
        terms = sum(1 for _ in read.base.terms())
        print(f"{path.name}: {len(read.base.concepts)} concepts, {terms} terms, "
              f"{len(read.notices)} notices; {', '.join(read.base.languages)}")  # fmt: skip
        print(f"    {trips(read.base)}")


if __name__ == "__main__":
    main()
