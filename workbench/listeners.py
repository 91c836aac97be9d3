"""Who listens to what, inside one process: the live side of progress and of reviews."""

from __future__ import annotations

import queue
import threading
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Generic, TypeVar

Key = TypeVar("Key")
Value = TypeVar("Value")

MOST_WAITING = 1000


class Listeners(Generic[Key, Value]):
    """Queues by key; what is published under a key is put into all its queues. Thread-safe."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._queues: defaultdict[Key, list[queue.Queue[Value]]] = defaultdict(list)

    @contextmanager
    def listen(self, key: Key) -> Iterator[queue.Queue[Value]]:
        """A queue of all that is published under the key while the block runs.

        A listener that does not keep up loses the oldest values.
        """
        mine: queue.Queue[Value] = queue.Queue(MOST_WAITING)
        with self._lock:
            self._queues[key].append(mine)
        try:
            yield mine
        finally:
            with self._lock:
                self._queues[key].remove(mine)
                if not self._queues[key]:
                    del self._queues[key]

    def publish(self, key: Key, value: Value) -> None:
        """Hand a value to all who listen now; never waits."""
        with self._lock:
            for listener in self._queues.get(key, ()):
                if listener.full():
                    listener.get_nowait()
                listener.put_nowait(value)
