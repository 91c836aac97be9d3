"""One aligner on one pair of texts, in a process of its own."""

from __future__ import annotations

import multiprocessing
import resource
import time
from dataclasses import dataclass

from alignments.encoders import load_encoder
from alignments.evaluation import Ladder
from benchmarks.peers.aligners import PEERS
from benchmarks.quality import GoldPair


@dataclass(frozen=True)
class Run:
    """What one aligner gave for one pair, in how many seconds and megabytes above its start."""

    beads: Ladder
    seconds: float
    megabytes: float


def run(name: str, pair: GoldPair, encoder: str) -> Run | str:
    """Run one aligner in this process; the reason in words where it is not there."""
    loaded = load_encoder(encoder)
    loaded.encode(["Warm."])
    small = pair.source.with_segments(pair.source.segments[:20])
    other = pair.target.with_segments(pair.target.segments[:20])
    try:
        PEERS[name](small, other, loaded)  # imports, and what is compiled at the first call
    except ImportError as error:
        return f"not installed ({error})"
    before = _peak()
    begin = time.perf_counter()
    try:
        beads = PEERS[name](pair.source, pair.target, loaded)
    except ValueError as error:  # nltk refuses long texts
        return f"refused: {str(error).partition('.')[0]}"
    return Run(beads, time.perf_counter() - begin, _peak() - before)


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def run_alone(name: str, pair: GoldPair, encoder: str) -> Run | str:
    """Run one aligner in a new process, so that its memory is its own."""
    context = multiprocessing.get_context("spawn")
    with context.Pool(1) as pool:
        return pool.apply(run, (name, pair, encoder))
