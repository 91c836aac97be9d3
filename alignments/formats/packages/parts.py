"""The XML of a part as a tree, with everything switched off that an outsider could use."""

from __future__ import annotations

from typing import Any

from lxml import etree

from alignments.errors import FormatError

# lxml ships no types.
Element = Any


def parse_part(data: bytes, name: str) -> Element:
    """The root of an XML part; comments and instructions are dropped.

    Raises FormatError, naming part and line, for broken XML, for a DOCTYPE that declares entities
    and for more than 256 nested elements or texts over 10 MB.
    """
    parser = etree.XMLParser(
        resolve_entities=False,
        load_dtd=False,
        dtd_validation=False,
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError, LookupError) as error:
        raise FormatError(f"the part {name}: {_said(error)}") from error
    if root is None:
        raise FormatError(f"the part {name} holds no XML: the file is damaged; export it anew")
    declared = root.getroottree().docinfo.internalDTD
    if declared is not None and any(True for _ in declared.iterentities()):
        raise FormatError(
            f"the part {name} declares entities in its DOCTYPE; they can hide other files or grow "
            "without end and are not read: export the file anew"
        )
    return root


def _said(error: Exception) -> str:
    words = str(error)
    if "memory" in words.lower() or words.startswith("unknown error"):  # as libxml2 calls it
        return "it needs more memory than a file may take to be read; divide the text into parts"
    if "amplification" in words or "entity" in words.lower():
        return f"it declares or uses entities, which are not read ({words}); export the file anew"
    if "depth" in words.lower() or "huge" in words.lower():
        return f"over 256 nested elements or 10 MB of text in one are not read ({words})"
    return f"the XML is broken ({words}); repair the file or export it anew"
