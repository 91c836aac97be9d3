"""A progress bar for a terminal or a log: one line, redrawn at most ten times a second."""

from __future__ import annotations

import sys
import time
from typing import TextIO

WIDTH = 30


class Progress:
    """Draws `label [####    ] 42 %  3:10 of 7:30  note`; in a log it writes a line per tenth."""

    def __init__(self, label: str, total: int, stream: TextIO | None = None) -> None:
        self.label, self.total = label, max(total, 1)
        self.stream = stream if stream is not None else sys.stderr
        self.started = self.drawn = time.monotonic()
        self.done = self.tenth = 0

    def advance(self, note: str = "") -> None:
        """One step more is done."""
        self.done += 1
        now, tenth, last = time.monotonic(), 10 * self.done // self.total, self.done == self.total
        due = now - self.drawn > 0.1 if self.stream.isatty() else tenth > self.tenth
        if due or last:
            self.drawn, self.tenth = now, tenth
            self._draw(now - self.started, note, last)

    def _draw(self, seconds: float, note: str, last: bool) -> None:
        share = self.done / self.total
        bar = ("#" * round(WIDTH * share)).ljust(WIDTH)
        times = f"{_clock(seconds)} of {_clock(seconds / share)}"
        end = "\n" if last or not self.stream.isatty() else ""
        start = "\r" if self.stream.isatty() else ""
        print(
            f"{start}{self.label} [{bar}] {share:4.0%}  {times}  {note}",
            end=end,
            file=self.stream,
            flush=True,
        )


def _clock(seconds: float) -> str:
    return f"{int(seconds) // 60}:{int(seconds) % 60:02d}"
