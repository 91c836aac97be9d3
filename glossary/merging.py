"""Several term bases as one: the higher base has the say, the lower ones add what it lacks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from glossary.concepts import Concept, Status, Term, TermBase
from glossary.folding import fold


@dataclass(frozen=True, slots=True)
class Merged:
    """The base, and in words what was decided between the bases that went into it."""

    base: TermBase
    notices: tuple[str, ...] = ()


def merge_bases(bases: Sequence[TermBase], name: str = "") -> Merged:
    """One base of all concepts; of equal priority the earlier base is the higher one.

    Concepts are one where they share a term in each of two languages, or, in bases of one language,
    the id and a term. A lower base adds terms and fills empty fields; a status that contradicts the
    higher base's gives way: a second preferred term becomes admitted.
    """
    ordered = sorted(bases, key=lambda base: -base.priority)
    concepts: dict[str, Concept] = {}
    where: dict[tuple[str, str], list[str]] = {}
    notices: list[str] = []
    for base in ordered:
        # What one base keeps apart, such as a party and its journal, stays apart.
        higher = {key: tuple(ids) for key, ids in where.items()}
        for concept in base.concepts:
            known = _same(concept, concepts, higher)
            if known is None:
                concept = _named_apart(concept, concepts, base, notices)
                concepts[concept.id] = concept
            else:
                concepts[known.id] = concept = _joined(known, concept, base, notices)
            for term in concept.terms:
                ids = where.setdefault((term.language, fold(term.text)), [])
                if concept.id not in ids:
                    ids.append(concept.id)
    top = ordered[0].priority if ordered else 0
    return Merged(TermBase(tuple(concepts.values()), name, top), tuple(notices))


def join_concepts(high: Concept, low: Concept) -> Concept:
    """One concept of two, under the first one's id; it has the say as a higher base has."""
    return _joined(high, low, TermBase(), [])


def _same(
    concept: Concept, concepts: dict[str, Concept], where: dict[tuple[str, str], tuple[str, ...]]
) -> Concept | None:
    """The concept of a higher base that this one is; of several the one with the same id."""
    shared: dict[str, set[str]] = {}
    for term in concept.terms:
        for known in where.get((term.language, fold(term.text)), ()):
            shared.setdefault(known, set()).add(term.language)
    enough = min(2, len({term.language for term in concept.terms}))
    if len(shared.get(concept.id, ())) >= enough:
        return concepts[concept.id]
    several = (known for known, languages in shared.items() if len(languages) >= enough > 1)
    return next((concepts[known] for known in several), None)


def _named_apart(
    concept: Concept, concepts: dict[str, Concept], base: TermBase, notices: list[str]
) -> Concept:
    if concept.id not in concepts:
        return concept
    number = 2
    while f"{concept.id}-{number}" in concepts:
        number += 1
    new = f"{concept.id}-{number}"
    notices.append(f'{base.name or "a base"}: its concept "{concept.id}" is another one, now {new}')
    return replace(concept, id=new)


def _joined(high: Concept, low: Concept, base: TermBase, notices: list[str]) -> Concept:
    texts = {term.key for term in high.terms}
    ruled = {term.language for term in high.terms if term.status is Status.PREFERRED}
    added: list[Term] = []
    for term in low.terms:
        if term.key in texts:
            continue
        if term.status is Status.PREFERRED and term.language in ruled:
            notices.append(
                f'{base.name or "a base"}: "{term.text}" of {high.id} is admitted only, '
                "since a higher base prefers another term"
            )
            term = replace(term, status=Status.ADMITTED)
        added.append(term)
    notes = (*high.notes, *(note for note in low.notes if note not in high.notes))
    return replace(
        high,
        terms=(*high.terms, *_linked(added, high.terms)),
        definition=high.definition or low.definition,
        domain=high.domain or low.domain,
        notes=notes,
        source=high.source or low.source,
        image=high.image or low.image,
    )


def _linked(added: Iterable[Term], known: Sequence[Term]) -> list[Term]:
    """The terms with links to full forms that are there."""
    added = list(added)
    keys = {term.key for term in (*known, *added)}
    return [
        term if (term.language, term.abbreviates) in keys else replace(term, abbreviates="")
        for term in added
    ]
