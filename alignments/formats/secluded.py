"""Reading files made by strangers in a process of its own, with limits on memory and time.

Parsers of containers are large and written in C; a file may be made to fill the memory or never to
end. The child reads standard input and writes JSON; whatever becomes of it, this process goes on.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from alignments.errors import FormatError
from alignments.formats.containers import Container
from alignments.formats.extracts import Extract, from_json

_ROOT = Path(__file__).resolve().parents[2]
_KILLED = (-9, -24)  # SIGKILL, SIGXCPU
_SMALLER = "save it anew, or divide it and import the parts"


@dataclass(frozen=True, slots=True)
class Limits:
    """What reading one file may cost: MiB of memory and of output, seconds of work, and of all."""

    memory: int = 1024
    output: int = 256
    work: int = 60
    wall: int = 120


LIMITS = Limits()
AT_ONCE = 2
"""How many files are read at once; the others wait, so that memory has a limit as a whole."""
_turns = threading.BoundedSemaphore(AT_ONCE)


def read_secluded(data: bytes, name: str, kind: Container, limits: Limits = LIMITS) -> Extract:
    """What `read_container` finds in the bytes, read by a child process within limits.

    Raises FormatError, which names the file, for what the reader refuses and for a limit reached.
    """
    with _turns, tempfile.TemporaryFile() as out:
        status = _run(data, kind, limits, out)
        out.seek(0)
        answer = out.read()
    if status is None or status in _KILLED:
        raise FormatError(
            f"{name}: reading it takes more than {limits.work} seconds, so it was given up; it may "
            f"be damaged or made to hinder: {_SMALLER}."
        )
    found = _parse(answer) if status == 0 else None
    if found is None:
        raise FormatError(
            f"{name}: the reader broke down over it (status {status}) within its limits of "
            f"{limits.memory} MiB of memory and {limits.output} MiB of text: {_SMALLER}."
        )
    if "refused" in found:
        raise FormatError(f"{name}: {found['refused']}.")
    return from_json(found)


def _run(data: bytes, kind: Container, limits: Limits, out: IO[bytes]) -> int | None:
    """The child's exit status; None if it was killed for its time."""
    command = [sys.executable, "-P", "-m", "alignments.formats.reading_child", kind]
    command += [str(limits.memory), str(limits.output), str(limits.work)]
    with subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=out,
        stderr=subprocess.DEVNULL,
        env=_environment(),
        close_fds=True,
    ) as child:
        try:
            child.communicate(data, timeout=limits.wall)
        except subprocess.TimeoutExpired:
            child.kill()
            return None
    return child.returncode


def _environment() -> dict[str, str]:
    """No more than Python needs: nothing of the server's settings or passwords goes along."""
    kept = ("SYSTEMROOT", "LD_LIBRARY_PATH", "VIRTUAL_ENV", "TMPDIR")
    found = {name: os.environ[name] for name in kept if name in os.environ}
    return found | {"PYTHONPATH": str(_ROOT), "PYTHONIOENCODING": "utf-8", "PYTHONUTF8": "1"}


def _parse(answer: bytes) -> dict[str, object] | None:
    try:
        found = json.loads(answer)
    except ValueError:
        return None
    return found if isinstance(found, dict) else None
