"""Checking a TMX file against the rules of the strictest known readers.

Checked are the TMX 1.4 document type, what OmegaT's schema adds (xml:lang, no namespace), and what
TMXValidator adds (source language in every unit, canonical tags, dates, paired codes, x numbers).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import BinaryIO

from alignments.errors import FormatError
from alignments.formats.tmx.parsing import Element, forget, parse_events, refuse_reference
from alignments.formats.tmx.rules import ALL_LANGUAGES, RULES, XML_LANG, ElementRule, value_problem

MAX_PROBLEMS = 100
_NUMBERED = ("bpt", "it", "ph", "hi")


def check_tmx(stream: BinaryIO) -> list[str]:
    """Every rule the file breaks, in the order of the file, with its line; empty: accepted.

    Stops after a hundred problems and says so. Never raises for what is in the file.
    """
    problems: list[str] = []
    try:
        for problem in _problems(stream):
            if len(problems) == MAX_PROBLEMS:
                problems.append(f"checking stopped after {MAX_PROBLEMS} problems")
                break
            problems.append(problem)
    except FormatError as broken:
        problems.append(str(broken))
    return problems


def _problems(stream: BinaryIO) -> Iterator[str]:
    source = ALL_LANGUAGES
    for event, element in parse_events(stream, ("end",)):
        if event == "root":
            if element.tag != "tmx" or element.nsmap:
                yield f"line {element.sourceline}: the root must be <tmx> without any namespace"
                return
            continue
        refuse_reference(element)
        yield from (f"line {element.sourceline}: {said}" for said in _element_problems(element))
        if element.tag == "header":
            source = element.get("srclang") or ALL_LANGUAGES
        if element.tag == "tu":
            yield from (
                f"line {element.sourceline}: {said}" for said in _unit_problems(element, source)
            )
        parent = element.getparent()
        if parent is not None and parent.tag == "body":
            if element.tag != "tu":
                yield f"line {element.sourceline}: <body> may hold only tu elements"
            forget(element)


def _element_problems(element: Element) -> Iterator[str]:
    rule = RULES.get(element.tag)
    if rule is None:
        yield f"<{element.tag}> is no element of TMX"
        return
    yield from _attribute_problems(element, rule)
    yield from _content_problems(element, rule)
    if element.tag == "seg":
        yield from _pair_problems(element)


def _attribute_problems(element: Element, rule: ElementRule) -> Iterator[str]:
    for name in sorted(rule.required - set(element.keys())):
        yield f"<{element.tag}> lacks {_shown(name)}"
    for name, value in element.items():
        if name not in rule.required | rule.optional:
            yield f"<{element.tag}> may not have {_shown(name)}"
        elif problem := value_problem(element.tag, name, value):
            yield f'{_shown(name)} of <{element.tag}> {problem}, not "{value}"'


def _shown(name: str) -> str:
    return "xml:lang" if name == XML_LANG else name


def _content_problems(element: Element, rule: ElementRule) -> Iterator[str]:
    names = [str(child.tag) for child in element]
    fits = set(names) <= rule.children
    if rule.order is not None:
        fits = rule.order.fullmatch("".join(f"{name} " for name in names)) is not None
    if not fits:
        yield f"<{element.tag}> must hold {rule.said}; it holds: {' '.join(names) or 'nothing'}"
    texts = [element.text, *(child.tail for child in element)]
    if not rule.has_text and any(text and text.strip() for text in texts):
        yield f"<{element.tag}> may not hold text of its own"


def _pair_problems(segment: Element) -> Iterator[str]:
    """Each bpt needs one ept with the same i."""
    if not len(segment):
        return
    opened = Counter(code.get("i") for code in segment.iter("bpt"))
    closed = Counter(code.get("i") for code in segment.iter("ept"))
    for number in sorted((opened | closed).keys() - {None}):
        if opened[number] != 1 or closed[number] != 1:
            yield f'bpt and ept with i="{number}" are not exactly one pair'


def _unit_problems(unit: Element, source: str) -> Iterator[str]:
    variants = list(unit.iterchildren("tuv"))
    languages = [variant.get(XML_LANG) for variant in variants]
    if source != ALL_LANGUAGES and source not in languages:
        yield f'<tu> lacks a tuv whose xml:lang is "{source}", letter by letter as in the header'
    numbers = [_code_numbers(variant) for variant in variants]
    if any(any(count > 1 for count in found.values()) for found in numbers):
        yield "the same x is used twice for one kind of code in a tuv"
    if any(found != numbers[0] for found in numbers[1:]):
        yield "the x numbers of the codes differ between the tuv elements"


def _code_numbers(variant: Element) -> Counter[tuple[str, str]]:
    codes = variant.iter(*_NUMBERED)
    return Counter((code.tag, code.get("x")) for code in codes if code.get("x") is not None)
