"""Bytes from a writer that pushes to a reader that pulls."""

from __future__ import annotations

import threading
import time
from typing import BinaryIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.services.sinks import CHUNK, WAITING_CHUNKS, ReaderGone, pull


@settings(max_examples=30, deadline=None)
@given(st.lists(st.binary(max_size=3 * CHUNK // 2), max_size=6))
def test_every_byte_arrives_in_order(parts: list[bytes]) -> None:
    def write(out: BinaryIO) -> None:
        for part in parts:
            out.write(part)

    assert b"".join(pull(write)) == b"".join(parts)


def test_what_the_writer_raises_arrives_after_the_bytes_before_it() -> None:
    def write(out: BinaryIO) -> None:
        out.write(b"x" * CHUNK)
        raise ValueError("broken here")

    chunks = pull(write)
    assert len(next(chunks)) == CHUNK
    with pytest.raises(ValueError, match="broken here"):
        next(chunks)


def test_a_writer_waits_for_a_slow_reader_and_stops_when_it_leaves() -> None:
    written = 0
    stopped = threading.Event()

    def write(out: BinaryIO) -> None:
        nonlocal written
        try:
            while True:
                out.write(b"x" * CHUNK)
                written += 1
        except ReaderGone:
            stopped.set()
            raise

    chunks = pull(write)
    next(chunks)
    time.sleep(0.2)
    assert written <= WAITING_CHUNKS + 2
    chunks.close()  # type: ignore[attr-defined]
    assert stopped.is_set()
