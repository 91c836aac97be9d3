"""Who looks at which alignment now, inside one process: for those who review beside each other.

Nothing of it is stored. A page says again and again where it is; one that falls silent is gone.
"""

from __future__ import annotations

import threading
import time
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass

SILENT = 25.0
"""After so many seconds without a word a page counts as gone; pages speak every ten."""

MOST_PAGES = 200
"""So many pages of one alignment are remembered; the one silent for longest makes way."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a page is: whose it is, its bead, and the segment whose words it is changing."""

    page: str
    actor: str
    bead: int | None = None
    segment: int | None = None


@dataclass(frozen=True, slots=True)
class Present:
    """All pages that show an alignment, in the order in which they came."""

    places: tuple[Place, ...]


class Presence:
    """The pages of every alignment. Thread-safe; `clock` gives seconds that never go back."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._seen: defaultdict[int, dict[str, tuple[float, Place]]] = defaultdict(dict)

    def come(self, alignment_id: int, place: Place) -> Present:
        """A page says where it is; gives all who are there."""
        with self._lock:
            pages = self._seen[alignment_id]
            pages[place.page] = (self._clock(), place)
            if len(pages) > MOST_PAGES:
                del pages[min(pages, key=lambda page: pages[page][0])]
            return self._there(alignment_id)

    def go(self, alignment_id: int, page: str) -> Present:
        """A page was closed; gives those who stay."""
        with self._lock:
            self._seen[alignment_id].pop(page, None)
            return self._there(alignment_id)

    def there(self, alignment_id: int) -> Present:
        """Who is there now."""
        with self._lock:
            return self._there(alignment_id)

    def _there(self, alignment_id: int) -> Present:
        now, pages = self._clock(), self._seen[alignment_id]
        for page in [page for page, (heard, _) in pages.items() if now - heard > SILENT]:
            del pages[page]
        if not pages:
            del self._seen[alignment_id]
        return Present(tuple(place for _, place in pages.values()))
