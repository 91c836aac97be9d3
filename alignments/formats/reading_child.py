"""The child process of `alignments.formats.secluded`: limits first, then the reader.

Given: kind, MiB of memory, MiB of output and seconds of work as arguments, the file on standard
input. Written: one JSON object, the extract or {"refused": why}.
"""

from __future__ import annotations

import json
import sys
from typing import cast

from alignments.errors import FormatError
from alignments.formats.containers import Container, read_container
from alignments.formats.extracts import to_json

_TOO_LARGE = (
    "it needs more memory than a file may take to be read; it may be made to fill the memory: "
    "divide it and import the parts"
)


def main(arguments: list[str]) -> int:
    """Read one file; the exit status is 0 where an answer was written."""
    kind, memory, output, work = arguments
    _limit(int(memory) << 20, int(output) << 20, int(work))
    sys.stdout.write(_answer(sys.stdin.buffer.read(), cast(Container, kind)))
    return 0


def _answer(data: bytes, kind: Container) -> str:
    try:
        return to_json(read_container(data, kind))
    except FormatError as refused:
        return json.dumps({"refused": str(refused).rstrip(".")})
    except MemoryError:
        return json.dumps({"refused": _TOO_LARGE})


def _limit(memory: int, output: int, work: int) -> None:
    if sys.platform == "win32":  # which has no such limits; the parent's clock still counts
        return
    import resource

    for which, most in (
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_FSIZE, output),
        (resource.RLIMIT_CPU, work),
        (resource.RLIMIT_CORE, 0),
    ):
        _, hard = resource.getrlimit(which)
        within = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(which, (within, within))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
