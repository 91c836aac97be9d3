"""Streams to write to: one that keeps nothing, one that hands the bytes to another thread.

Writers push bytes, a server pulls them. Between the two stands a queue of a few chunks, so that an
export of any size takes no more memory than those.
"""

from __future__ import annotations

import io
import queue
import threading
from collections.abc import Callable, Iterator
from typing import Any, BinaryIO, cast

CHUNK = 1 << 16
WAITING_CHUNKS = 8
LOOK_EVERY = 0.1


class Nowhere(io.RawIOBase):
    """Takes everything and keeps nothing."""

    def writable(self) -> bool:
        """Always."""
        return True

    def write(self, data: Any) -> int:  # noqa: ANN401 - io's own signature
        """Forget `data`."""
        return len(data)


class ReaderGone(ConnectionError):
    """Nobody takes the bytes any more: the writer may stop."""


class _Handover(io.RawIOBase):
    """Gathers what is written into chunks and waits until the reader takes them."""

    def __init__(self) -> None:
        super().__init__()
        self.chunks: queue.Queue[bytes | Exception | None] = queue.Queue(WAITING_CHUNKS)
        self.reader_gone = threading.Event()
        self._pending = bytearray()

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:  # noqa: ANN401 - io's own signature
        self._pending += data
        if len(self._pending) >= CHUNK:
            self.send_pending()
        return len(data)

    def send_pending(self) -> None:
        if self._pending:
            self.send(bytes(self._pending))
            self._pending.clear()

    def send(self, item: bytes | Exception | None) -> None:
        # A reader that left takes nothing from a full queue: look now and then whether it is there.
        while not self.reader_gone.is_set():
            try:
                return self.chunks.put(item, timeout=LOOK_EVERY)
            except queue.Full:
                continue
        raise ReaderGone("nobody takes the bytes any more")


def pull(write: Callable[[BinaryIO], object]) -> Iterator[bytes]:
    """What `write` writes, chunk by chunk, while it writes in a thread of its own.

    An exception of `write` is raised here, after the bytes before it. When the iterator is closed
    early, the next write raises ReaderGone.
    """
    handover = _Handover()

    def run() -> None:
        end: Exception | None = None
        try:
            write(cast(BinaryIO, handover))
            handover.send_pending()
        except ReaderGone:
            return
        except Exception as error:  # noqa: BLE001 - raised again where the bytes are read
            end = error
        try:
            handover.send(end)
        except ReaderGone:
            return

    writer = threading.Thread(target=run, name="export", daemon=True)
    writer.start()
    try:
        while isinstance(item := handover.chunks.get(), bytes):
            yield item
        if item is not None:
            raise item
    finally:
        handover.reader_gone.set()
        writer.join()
