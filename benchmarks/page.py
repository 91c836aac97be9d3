"""The review page over many rows, in a real Chromium: `python -m benchmarks.page [ROWS ...]`.

Makes an alignment of that many beads in a temporary database, serves it, and drives the page by
its keys. Prints milliseconds from the key to the painted frame: median, 95 % and worst; for what
the server has to answer, to the first result on the screen.
"""

from __future__ import annotations

import argparse
import os
import platform
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from alignments.bitext import Alignment, Bead, Block, BlockKind, Document, Reason, Segment

if TYPE_CHECKING:
    from playwright.sync_api import Page

KEYS_A_SECOND = 30
SECONDS_TO_CALM_DOWN = 3
ARGUMENTS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run")
WORDS = {
    "ru": ("колония", "совещание", "письмо", "зима", "голод", "решение", "рабочий", "печать"),
    "en": ("colony", "meeting", "letter", "winter", "hunger", "decision", "worker", "press"),
}
SHAPES = ((1, 1),) * 17 + ((2, 1), (1, 2), (1, 0))

# From the key's own time stamp to the first task after the frame that shows its effect.
PROBE = """() => {
  window.latencies = [];
  const channel = new MessageChannel();
  const waiting = [];
  channel.port1.onmessage = () => window.latencies.push(performance.now() - waiting.shift());
  addEventListener("keydown", (event) => requestAnimationFrame(() => {
    waiting.push(event.timeStamp);
    channel.port2.postMessage(0);
  }), { capture: true });
}"""


# Rows that stay in view from frame to frame move together, unless one of them changed its height.
JUMPS = """() => {
  window.jumps = [];
  let before = new Map();
  const look = () => {
    const now = new Map();
    const box = document.querySelector(".pairs").getBoundingClientRect();
    for (const row of document.querySelectorAll(".row[data-bead]")) {
      const { top, bottom } = row.getBoundingClientRect();
      if (bottom > box.top && top < box.bottom) now.set(row.dataset.bead, top);
    }
    const still = [...now].filter(([bead]) => before.has(bead));
    const moved = still.map(([bead, top]) => top - before.get(bead));
    if (moved.length > 1) window.jumps.push(Math.max(...moved) - Math.min(...moved));
    before = now;
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}"""


@dataclass(frozen=True)
class Figures:
    """Milliseconds of one kind of key."""

    name: str
    values: tuple[float, ...]

    def line(self) -> str:
        """One row of the table: median, 95 % quantile, worst, number."""
        ordered = sorted(self.values)
        late = ordered[min(len(ordered) - 1, round(0.95 * len(ordered)))]
        median = statistics.median(ordered)
        return f"{self.name:34} {median:7.1f} {late:7.1f} {ordered[-1]:7.1f} {len(ordered):5}"


def made_document(name: str, language: str, size: int, chance: random.Random) -> Document:
    """A text of `size` segments of 4 to 30 words; every fortieth is a heading."""
    pieces: list[str] = []
    blocks: list[Block] = []
    segments: list[Segment] = []
    start = 0
    for number in range(size):
        heading = number % 40 == 0
        count = 3 if heading else chance.randint(4, 30)
        text = " ".join(chance.choices(WORDS[language], k=count)).capitalize() + "."
        kind = BlockKind.HEADING if heading else BlockKind.PARAGRAPH
        blocks.append(Block(kind, start, start + len(text), level=2 if heading else 0))
        segments.append(Segment(start, start + len(text), number))
        pieces.append(text)
        start += len(text) + 2
    return Document(name, language, "\n\n".join(pieces), tuple(blocks), segments=tuple(segments))


def made_alignment(beads: int, chance: random.Random) -> Alignment:
    """`beads` beads of mixed shapes; one in twelve doubtful, with its reasons."""
    source = target = 0
    rows = []
    for _ in range(beads):
        n, m = chance.choice(SHAPES)
        doubtful = chance.random() < 1 / 12
        reasons = (Reason("number", "1932"), Reason("length", "")) if doubtful else ()
        confidence = chance.uniform(0.3, 0.7) if doubtful else chance.uniform(0.9, 1.0)
        runs = range(source, source + n), range(target, target + m)
        rows.append(Bead(*runs, confidence=confidence, reasons=reasons))
        source, target = source + n, target + m
    return Alignment(tuple(rows), source, target, signature="made for measuring")


def fill(folder: Path, beads: int) -> int:
    """Store the made pair in an embedded database; gives the alignment's id."""
    from workbench import store
    from workbench.database import open_database
    from workbench.settings import Settings

    chance = random.Random(7)
    alignment = made_alignment(beads, chance)
    source = made_document("made.ru.txt", "ru", alignment.source_size, chance)
    target = made_document("made.en.txt", "en", alignment.target_size, chance)
    database = open_database(Settings(data=folder, database_url=None))
    try:
        with database.write() as session:
            project = store.create_project(session, "Made for measuring", "ru", "en")
            first = store.save_document(session, project.id, "source", source, b"made", "utf-8")
            second = store.save_document(session, project.id, "target", target, b"made", "utf-8")
            kept = store.save_alignment(
                session, project.id, first.id, second.id, alignment, "builtin"
            )
    finally:
        database.close()
    return kept.id


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    """The address of a server over the folder, stopped at the end."""
    command = [sys.executable, "-m", "workbench", "serve", "--port", "0", "--data", str(folder)]
    environment = dict(os.environ) | {"PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as server:
        try:
            yield _address(server)
        finally:
            server.terminate()


def _address(server: subprocess.Popen[str]) -> str:
    for line in server.stdout or ():
        if "http://" in line:
            return "http://" + line.split("http://", 1)[1].strip().rstrip("/")
    raise SystemExit("the server ended before it said its address; its messages stand above")


def measure(page: Page, name: str, keys: Sequence[str], pace: float) -> Figures:
    """Press the keys, one every `pace` seconds, and take the times that the page noted."""
    page.evaluate("() => { window.latencies.length = 0 }")
    for key in keys:
        began = time.perf_counter()
        page.keyboard.press(key)
        time.sleep(max(0.0, pace - (time.perf_counter() - began)))
    page.wait_for_timeout(400)
    return Figures(name, tuple(page.evaluate("() => window.latencies")))


def drive(page: Page, address: str, alignment: int) -> list[Figures]:
    """Open the review and go through it by keys."""
    began = time.perf_counter()
    page.goto(f"{address}/#/alignments/{alignment}")
    page.wait_for_selector(".row.current .unit:not(.waiting)")
    first = time.perf_counter() - began
    page.wait_for_selector(".pairs[aria-busy=false]")
    print(
        f"first row {first * 1000:.0f} ms, all beads {1000 * (time.perf_counter() - began):.0f} ms"
    )
    page.wait_for_timeout(SECONDS_TO_CALM_DOWN * 1000)
    page.evaluate(PROBE)
    page.locator(".row.current .cell").first.focus()
    pace = 1 / KEYS_A_SECOND
    figures = [
        measure(page, f"J, {KEYS_A_SECOND} a second", ["j"] * 300, pace),
        measure(page, f"K, {KEYS_A_SECOND} a second", ["k"] * 100, pace),
        measure(page, "Space (confirm, next), 5 a second", ["Space"] * 60, 0.2),
        measure(page, "N (next doubtful), 5 a second", ["n"] * 40, 0.2),
        measure(page, "M, then Z (join, undo), 3 a second", ["m", "z"] * 15, 0.33),
        measure(page, "X, then Z (unlink, undo), 3 a second", ["x", "z"] * 10, 0.33),
        measure(page, "Ctrl ↓, then Z (shift, undo)", ["Control+ArrowDown", "z"] * 10, 0.33),
        measure(page, "S, Enter, Z (split, undo)", ["s", "Enter", "z"] * 10, 0.33),
        measure(page, "F (next filter), 2 a second", ["f"] * 12, 0.5),
        measure(page, "End, Home, 2 a second", ["End", "Home"] * 10, 0.5),
    ]
    figures += [searched(page), realigned(page)]
    page.keyboard.press("End")
    began = time.perf_counter()
    page.wait_for_selector(".row.current .unit:not(.waiting)")
    print(f"last row with its text after End: {1000 * (time.perf_counter() - began):.0f} ms")
    rows = page.locator(".row").count()
    heap = page.evaluate("() => performance.memory.usedJSHeapSize / 1e6")
    print(f"{rows} rows in the page, {heap:.0f} MB of script memory")
    jumps = scrolled(page)
    print(
        f"scrolled by the wheel: in {sum(jump > 1 for jump in jumps)} of {len(jumps)} frames a row"
        f" in view moved against another, by {max(jumps, default=0):.0f} px at most"
    )
    return figures


def searched(page: Page) -> Figures:
    """From the last letter of a word to the first hit that is painted."""
    times = []
    for word in ("winter", "письмо", "голод", "decision worker", "печать", "colony"):
        page.locator(".row.current .cell").first.focus()
        page.keyboard.press("/")
        box = page.locator(".reference input").first
        box.fill("")
        page.wait_for_selector(".kwic em", state="detached")
        box.fill(word[:-1])
        began = time.perf_counter()
        box.press_sequentially(word[-1])
        page.wait_for_selector(".kwic em", timeout=60_000)
        times.append(1000 * (time.perf_counter() - began))
        page.keyboard.press("Escape")
    return Figures("/ (first hits of the concordance)", tuple(times))


def realigned(page: Page) -> Figures:
    """From the key of an act to the server's proposal for the stretch around it."""
    times = []
    for turn in range(21):
        page.locator(".row.current .cell").first.focus()
        if page.locator(".row.current:is(.no-left, .no-right)").count():
            page.keyboard.press("n")  # a text alone cannot be unlinked
            page.wait_for_timeout(200)
            continue
        with page.expect_response("**/realignments", timeout=120_000) as answer:
            began = time.perf_counter()
            page.keyboard.press("x")
        answer.value.body()
        if turn:  # the first one waits until the texts are read for meaning
            times.append(1000 * (time.perf_counter() - began))
        page.keyboard.press("z")
        page.wait_for_timeout(300)
        page.keyboard.press("n")
        page.wait_for_timeout(200)
    return Figures("X to the proposal around it", tuple(times))


def scrolled(page: Page) -> list[float]:
    """By frame, while the wheel scrolls: how far rows in view moved against each other, pixels."""
    page.evaluate(JUMPS)
    page.locator(".pairs").hover()
    for _ in range(60):
        page.mouse.wheel(0, -400)
        time.sleep(0.03)
    page.wait_for_timeout(500)
    jumps: list[float] = page.evaluate("() => window.jumps")
    return jumps


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("rows", type=int, nargs="*", default=[5_000, 50_000])
    for rows in parser.parse_args().rows:
        measure_rows(rows)


def measure_rows(rows: int) -> None:
    """One alignment of so many beads, in a browser of its own."""
    from playwright.sync_api import sync_playwright

    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        alignment = fill(Path(name), rows)
        with serving(Path(name)) as address:
            browser = playwright.chromium.launch(executable_path=chromium, args=list(ARGUMENTS))
            print(f"{rows} beads, Chromium {browser.version}, {platform.machine()}")
            page = browser.new_page(viewport={"width": 1400, "height": 900})
            figures = drive(page, address, alignment)
            browser.close()
    print(f"{'milliseconds from key to paint':34} {'median':>7} {'95 %':>7} {'worst':>7} {'n':>5}")
    print("\n".join(one.line() for one in figures) + "\n", flush=True)


if __name__ == "__main__":
    main()
