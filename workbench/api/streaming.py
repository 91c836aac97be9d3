"""Queues of the background as asynchronous streams, for server-sent events."""

from __future__ import annotations

import asyncio
import queue
import threading
from collections.abc import AsyncIterator
from typing import Any, TypeVar

Item = TypeVar("Item")

LOOK_EVERY = 0.05
# FastAPI describes an event's frame by itself; what it holds is said in the route's text.
EVENT_STREAM: dict[int | str, dict[str, Any]] = {200: {"description": "Server-sent events"}}


async def arriving(items: queue.Queue[Item], stopping: threading.Event) -> AsyncIterator[Item]:
    """What is put into the queue, as it comes, until the server stops.

    It looks twenty times a second instead of waiting in a thread: every open page listens all the
    time, and a thread each would leave none for the requests.
    """
    while not stopping.is_set():
        try:
            yield items.get_nowait()
        except queue.Empty:
            await asyncio.sleep(LOOK_EVERY)
