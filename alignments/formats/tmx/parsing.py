"""XML as a stream of events, with everything an outsider's file could do to us switched off."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any, BinaryIO

from lxml import etree

from alignments.errors import FormatError

# lxml ships no types.
Element = Any
_Parser = Any
_CHUNK = 1 << 16
_PLACE = re.compile(r", line \d+, column \d+$")
# No entity is resolved, no DTD or network read; libxml2's limits (10 MB a text, 256 levels) stay.
_SAFE = {
    "resolve_entities": False,
    "load_dtd": False,
    "no_network": True,
    "huge_tree": False,
    "remove_comments": True,
    "remove_pis": True,
}


def parse_events(
    stream: BinaryIO, events: Sequence[str], tags: Sequence[str] | None = None
) -> Iterator[tuple[str, Element]]:
    """The events of an XML file as it is read, at first ("root", root element).

    Raises FormatError, naming the line, for XML that is broken and for files that declare entities.
    """
    parser = etree.XMLPullParser(events=tuple(events), tag=tags, **_SAFE)
    probe: _Parser = etree.XMLPullParser(events=("start",), **_SAFE)
    chunk = stream.read(_CHUNK)
    if not chunk:
        raise FormatError("the file is empty")
    try:
        while chunk:
            if probe is not None:
                probe.feed(chunk)
                for _, root in probe.read_events():
                    _refuse_entities(root)
                    yield "root", root
                    # From here on the first parser alone, which wakes us for `tags` only.
                    probe = None
                    break
            parser.feed(chunk)
            yield from parser.read_events()
            chunk = stream.read(_CHUNK)
        yield from _rest(probe, parser)
    except etree.XMLSyntaxError as error:
        raise FormatError(_said(error, parser)) from error


def _rest(probe: _Parser, parser: _Parser) -> Iterator[tuple[str, Element]]:
    """What the parsers held back until the end of the file was certain."""
    if probe is not None:
        root = probe.close()
        _refuse_entities(root)
        yield "root", root
    parser.close()
    yield from parser.read_events()


def _refuse_entities(root: Element) -> None:
    declared = root.getroottree().docinfo.internalDTD
    names = [entity.name for entity in declared.iterentities()] if declared is not None else []
    if names:
        raise FormatError(
            f'the file declares the entity "{names[0]}" in its DOCTYPE; entities can hide other '
            "files or grow without end and are not read: save the file with plain text instead"
        )


def refuse_reference(element: Element) -> None:
    """Raise FormatError if a reference to an undeclared entity stands inside the element."""
    for reference in element.iter(etree.Entity):
        raise FormatError(
            f"line {element.sourceline}: the entity {reference.text} is not one of XML's five; "
            "write the character itself"
        )


def local_name(element: Element) -> str:
    """The element's name without its namespace."""
    return str(etree.QName(element).localname)


def forget(element: Element) -> None:
    """Drop an element that was read, and its finished neighbours: memory stays flat."""
    element.clear()
    while element.getprevious() is not None:
        del element.getparent()[0]


def _said(error: etree.XMLSyntaxError, parser: _Parser) -> str:
    # After some errors lxml itself only says "no element found, line 0"; libxml2's own log knows.
    entries = list(parser.feed_error_log)
    line, column, words = (
        (entries[0].line, entries[0].column, entries[0].message)
        if entries
        else (error.lineno or 0, error.offset or 0, str(error.msg))
    )
    words = _PLACE.sub("", words)
    remedy = "repair or export the file anew"
    if "amplification" in words:
        remedy = "it declares entities that grow without end, which are not read"
    if "huge" in words.lower():
        remedy = "a text over 10 MB or 256 nested elements is not read"
    return f"line {line}, column {column}: the XML is broken ({words}); {remedy}"
