"""XML from outside, with everything switched off that a file could do to us; and XML to outside."""

from __future__ import annotations

import re
from typing import Any

from glossary.errors import TermFormatError
from glossary.formats.decoding import refuse_too_much

Element = Any
"""lxml ships no types."""

XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
# What XML 1.0 cannot carry, not even as a reference.
_ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def parse_xml(data: bytes) -> Element:
    """The root element. Raises TermFormatError for broken XML and for declared entities.

    Nothing is resolved or fetched; a text of over 10 MB or 256 nested elements is refused.
    """
    from lxml import etree

    refuse_too_much(data)
    parser = etree.XMLParser(
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        words = re.sub(r", line \d+, column \d+$", "", str(error.msg))
        raise TermFormatError(
            f"line {error.lineno or 0}: the XML is broken ({words}); repair or export it anew"
        ) from error
    declared = root.getroottree().docinfo.internalDTD
    names = [each.name for each in declared.iterentities()] if declared is not None else []
    if names:
        raise TermFormatError(
            f'the file declares the entity "{names[0]}" in its DOCTYPE; entities can hide other '
            "files or grow without end and are not read: save the file with plain text instead"
        )
    reference = next(root.iter(etree.Entity), None)
    if reference is not None:
        raise TermFormatError(
            f"line {reference.getparent().sourceline}: the entity {reference.text} is not one of "
            "XML's five; write the character itself"
        )
    return root


def local_name(element: Element) -> str:
    """The element's name without its namespace."""
    return str(element.tag).rpartition("}")[2]


def all_text(element: Element) -> str:
    """The text in an element and all below it, without the blanks around it."""
    return "".join(element.itertext()).strip()


def legal(text: str) -> str:
    """The text without the characters that XML cannot carry."""
    return _ILLEGAL.sub("", text)
