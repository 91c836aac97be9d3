"""Concept, Term and TermBase: the words of TBX (ISO 30042), as frozen values.

A Concept is a thing that has names; a Term is one of its names in one language. An abbreviation
names the full form it stands for, so that both are known as one rendering in two lengths.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property

from glossary.errors import ConceptError

MAX_TERM = 500
"""A longer "term" (code points) is a text that slipped into the wrong column."""


class Status(StrEnum):
    """What a translator may do with a term."""

    PREFERRED = "preferred"
    ADMITTED = "admitted"
    DEPRECATED = "deprecated"
    PROPOSED = "proposed"


class Kind(StrEnum):
    """What sort of name a term is."""

    FULL_FORM = "full form"
    ABBREVIATION = "abbreviation"
    VARIANT = "variant"
    PHRASE = "phrase"


class PartOfSpeech(StrEnum):
    """The part of speech of a term's head word; UNKNOWN where nobody said."""

    UNKNOWN = ""
    NOUN = "noun"
    PROPER_NOUN = "proper noun"
    VERB = "verb"
    ADJECTIVE = "adjective"
    ADVERB = "adverb"
    OTHER = "other"


class Case(StrEnum):
    """Whether a term's capitals must stand in the text.

    BY_RULE asks for the capitals of acronyms (ЦК, VKP), of proper nouns and of single words that
    begin with a capital (Правда); it leaves those of other terms free (Left Opposition).
    """

    BY_RULE = "by rule"
    AS_WRITTEN = "as written"
    FREE = "free"


@dataclass(frozen=True, slots=True)
class Term:
    """One name of a concept. `abbreviates` is the text of the full form in the same language.

    `do_not_translate` says that the other language keeps the very same letters. `context` is an
    example of use. Raises ConceptError for a text without a letter
    or figure, with blanks around it, or too long.
    """

    text: str
    language: str
    status: Status = Status.PREFERRED
    kind: Kind = Kind.FULL_FORM
    part_of_speech: PartOfSpeech = PartOfSpeech.UNKNOWN
    case: Case = Case.BY_RULE
    do_not_translate: bool = False
    abbreviates: str = ""
    context: str = ""
    note: str = ""
    source: str = ""

    def __post_init__(self) -> None:
        if not any(map(str.isalnum, self.text)):
            raise ConceptError(f'"{self.text}" is no term: it has no letter and no digit')
        if self.text != self.text.strip():
            raise ConceptError(f'the term "{self.text}" begins or ends with a blank; take it away')
        if len(self.text) > MAX_TERM:
            raise ConceptError(
                f'a term of {len(self.text)} characters ("{self.text[:40]}…") is a text, not a '
                f"term; the longest that is taken has {MAX_TERM}"
            )
        if not self.language:
            raise ConceptError(f'the term "{self.text}" has no language; give it a tag such as en')

    @property
    def key(self) -> tuple[str, str]:
        """What makes it this term within its concept: language and text."""
        return self.language, self.text

    @property
    def allowed(self) -> bool:
        """Whether a translation may use it: preferred or admitted."""
        return self.status in (Status.PREFERRED, Status.ADMITTED)


@dataclass(frozen=True, slots=True)
class Concept:
    """A thing and its names. `id` is unique in its base; `image` is the address of a picture.

    Raises ConceptError for a concept without id or terms, for the same term twice, and for an
    abbreviation whose full form is not among the terms of its language.
    """

    id: str
    terms: tuple[Term, ...]
    definition: str = ""
    domain: str = ""
    notes: tuple[str, ...] = ()
    source: str = ""
    image: str = ""

    def __post_init__(self) -> None:
        if not self.id.strip():
            raise ConceptError("a concept has no id; give each a name of its own")
        if not self.terms:
            raise ConceptError(f"the concept {self.id} has no terms; give it at least one")
        keys = [term.key for term in self.terms]
        twice = next((key for key in keys if keys.count(key) > 1), None)
        if twice:
            raise ConceptError(f'the concept {self.id} has "{twice[1]}" ({twice[0]}) twice')
        for term in self.terms:
            if term.abbreviates == term.text:
                raise ConceptError(f'the concept {self.id}: "{term.text}" abbreviates itself')
            if term.abbreviates and (term.language, term.abbreviates) not in keys:
                raise ConceptError(
                    f'the concept {self.id}: "{term.text}" abbreviates "{term.abbreviates}", '
                    f"which is not among its terms in {term.language}"
                )

    def in_language(self, language: str) -> tuple[Term, ...]:
        """The terms in a language, those of its regions included, in their order."""
        return tuple(term for term in self.terms if speaks(term.language, language))

    def preferred(self, language: str) -> Term | None:
        """The rendering to use: a preferred full form, else any preferred, else an admitted."""
        rank = {Status.PREFERRED: 0, Status.ADMITTED: 2}
        allowed = [term for term in self.in_language(language) if term.status in rank]
        return min(
            allowed,
            key=lambda term: rank[term.status] + (term.kind is Kind.ABBREVIATION),
            default=None,
        )

    def full_form(self, term: Term) -> Term | None:
        """The term that an abbreviation stands for; None where it is not linked."""
        wanted = (term.language, term.abbreviates)
        return next((each for each in self.terms if each.key == wanted), None)


def speaks(tag: str, language: str) -> bool:
    """Whether a tag is the language or a region or script of it: en-GB is en, en is not en-GB."""
    tag, language = tag.lower(), language.lower()
    return tag == language or tag.startswith(f"{language}-")


@dataclass(frozen=True)
class TermBase:
    """Concepts with a name and a priority: of two bases the higher one has the say.

    Raises ConceptError where two concepts have one id.
    """

    concepts: tuple[Concept, ...] = ()
    name: str = ""
    priority: int = 0

    def __post_init__(self) -> None:
        seen: set[str] = set()
        for concept in self.concepts:
            if concept.id in seen:
                raise ConceptError(f"two concepts of the base have the id {concept.id}")
            seen.add(concept.id)

    @cached_property
    def by_id(self) -> dict[str, Concept]:
        """The concepts by their ids."""
        return {concept.id: concept for concept in self.concepts}

    @cached_property
    def languages(self) -> tuple[str, ...]:
        """The tags of all terms, the most frequent first."""
        counts: dict[str, int] = {}
        for term in self.terms():
            counts[term.language] = counts.get(term.language, 0) + 1
        return tuple(sorted(counts, key=lambda tag: (-counts[tag], tag)))

    def terms(self) -> Iterator[Term]:
        """All terms of all concepts."""
        for concept in self.concepts:
            yield from concept.terms


def replace_terms(concept: Concept, terms: Iterable[Term]) -> Concept:
    """The concept with other terms; links to full forms that are gone are cut."""
    kept = tuple(terms)
    keys = {term.key for term in kept}
    mended = (
        term if (term.language, term.abbreviates) in keys else replace(term, abbreviates="")
        for term in kept
    )
    return replace(concept, terms=tuple(mended))
