"""What the elements of a web page are: blocks, furniture, or nothing a reader sees."""

from __future__ import annotations

import re
from typing import Any

from alignments.bitext import Stream

Element = Any

HEADINGS = {f"h{level}": level for level in range(1, 7)}
BLOCKS = frozenset(
    re.findall(
        r"\w+",
        """address article aside blockquote body caption center dd details dialog div dl dt fieldset
        figcaption figure footer form header hgroup hr html legend li main menu nav ol p pre
        section summary table tbody td tfoot th thead tr ul""",
    )
) | frozenset(HEADINGS)
UNSEEN = frozenset(
    re.findall(
        r"\w+",
        """script style head noscript template iframe object embed svg math canvas audio video
        select textarea option datalist rp rt map button""",
    )
)
_FURNITURE = frozenset({"nav", "footer", "aside", "form", "dialog"})
_ROLES = frozenset({"navigation", "banner", "contentinfo", "search", "complementary", "toolbar"})
_NOTES_ROLES = frozenset({"doc-footnote", "doc-endnote", "footnote", "endnote", "rearnote"})
_CALL_ROLES = frozenset({"doc-noteref", "noteref"})
_FURNITURE_NAMES = re.compile(
    r"(?:.*[-_])?(?:nav|navbar|navigation|menu|breadcrumbs?|sidebar|share|sharing|social|related"
    r"|newsletter|cookies?|advert(?:isement)?|promo|toolbar|pagination|toplinks?|footer|siteheader"
    r"|masthead|skip|comments|donate|subscribe)(?:[-_](?:links?|bar|box|list|menu|nav|widget))?$"
)
_BYLINE_NAMES = re.compile(
    r"(?:.*[-_])?(?:author|byline|dateline|pubdate|published|translator)(?:[-_]name)?$"
)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_WHOLE = frozenset({"html", "body", "main", "article"})


def tag_of(element: Element) -> str:
    """The element's name in small letters, without namespace; empty for comments."""
    tag = element.tag
    return tag.rpartition("}")[2].lower() if isinstance(tag, str) else ""


def _names(element: Element) -> list[str]:
    return f"{element.get('class') or ''} {element.get('id') or ''}".lower().split()


def _roles(element: Element) -> frozenset[str]:
    said = f"{element.get('role') or ''} {element.get('epub:type') or ''}"
    return frozenset(said.lower().split())


def is_unseen(element: Element) -> bool:
    """Whether a browser shows nothing of it."""
    return (
        tag_of(element) in UNSEEN
        or element.get("hidden") is not None
        or _HIDDEN.search(element.get("style") or "") is not None
    )


def is_furniture(element: Element) -> bool:
    """Whether it holds the page's own words: its ways, its foot, what it asks its readers."""
    tag = tag_of(element)
    if tag in _WHOLE or tag not in BLOCKS:
        return False
    roles = _roles(element)
    if roles & _NOTES_ROLES:
        return False
    named = any(_FURNITURE_NAMES.match(name) for name in _names(element))
    return tag in _FURNITURE or bool(roles & _ROLES) or named


def is_note(element: Element) -> bool:
    """Whether it says of itself that it is a note."""
    return bool(_roles(element) & _NOTES_ROLES)


def is_call(element: Element) -> bool:
    """Whether a link says of itself that it calls a note."""
    return bool(_roles(element) & _CALL_ROLES)


def stream_of(element: Element) -> Stream | None:
    """FRONT for the names and dates below a title, where the page says so."""
    tag = tag_of(element)
    if tag in ("address", "time") or element.get("rel") == "author":
        return Stream.FRONT
    if tag in HEADINGS or tag in _WHOLE:
        return None
    return Stream.FRONT if any(_BYLINE_NAMES.match(n) for n in _names(element)) else None
