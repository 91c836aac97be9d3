"""Pages by key: a cursor is the sort key of the last item given, so no page is ever counted off."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import TypeVar

from workbench.errors import InputError
from workbench.records import Page

Item = TypeVar("Item")
LARGEST = 2**63 - 1
_CURSOR = re.compile(r"\d{1,19}(\.\d{1,19})*", re.ASCII)


def read_cursor(after: str | None, parts: int) -> tuple[int, ...] | None:
    """The numbers of a cursor. Raises `InputError` for one that this list never gave."""
    if after is None:
        return None
    if _CURSOR.fullmatch(after):
        numbers = tuple(int(number) for number in after.split("."))
        if len(numbers) == parts and max(numbers) <= LARGEST:
            return numbers
    raise InputError(f"{after[:60]!r} is no cursor of this list; use `next` of the page before")


def page_of(items: Sequence[Item], limit: int, key: Callable[[Item], Sequence[int]]) -> Page[Item]:
    """A page of up to `limit` items, of `limit` + 1 that were looked for."""
    given = tuple(items[:limit])
    more = len(items) > limit and given
    return Page(given, ".".join(str(n) for n in key(given[-1])) if more else None)
