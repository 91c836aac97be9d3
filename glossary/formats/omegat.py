"""OmegaT's glossary: three columns apart by tabs (source, target, comment), # begins a remark."""

from __future__ import annotations

from glossary.concepts import Concept, TermBase
from glossary.errors import TermFormatError
from glossary.formats.decoding import decode
from glossary.formats.drafts import ConceptDraft, TermDraft, build_base
from glossary.formats.results import Loss, ReadBase, ReadOptions, WriteOptions, WrittenBase

_FIRST = "# Glossary in tab-separated format -*- coding: utf-8 -*-"


def read_omegat(data: bytes, options: ReadOptions) -> ReadBase:
    """A concept for each source term with its comment; its targets are synonyms.

    Lines without a tab, and remarks, are named in the notices. Raises TermFormatError for a file
    that has lines, none of them with two columns.
    """
    notices: list[str] = []
    drafts: dict[tuple[str, str], ConceptDraft] = {}
    for number, line in enumerate(decode(data, options.encoding).splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            if line.startswith("#") and number > 1:
                notices.append(f"line {number}: a remark, not read")
            continue
        cells = [cell.strip() for cell in line.split("\t")]
        if len(cells) < 2 or not cells[0]:
            notices.append(f"line {number}: has no two columns apart by a tab; left out")
            continue
        _add(drafts, cells, number, options)
    if not drafts and any("no two columns" in notice for notice in notices):
        raise TermFormatError(
            "no line has two columns apart by a tab; for a comma or semicolon name it .csv"
        )
    return ReadBase(build_base(drafts.values(), options.name, notices), tuple(notices))


def _add(
    drafts: dict[tuple[str, str], ConceptDraft],
    cells: list[str],
    number: int,
    options: ReadOptions,
) -> None:
    source, target, comment = (*cells[:3], "", "")[:3]
    place = f"line {number}"
    draft = drafts.get((source, comment))
    if draft is None:
        draft = drafts[source, comment] = ConceptDraft("", place, {"definition": comment})
        draft.terms.append(TermDraft({"text": source, "language": options.source}, None, place))
    if target:
        draft.terms.append(TermDraft({"text": target, "language": options.target}, None, place))


def write_omegat(base: TermBase, options: WriteOptions) -> WrittenBase:
    """Every allowed pair of source and target terms, the preferred rendering first.

    What the three columns cannot hold is reported: other languages, deprecated terms, notes.
    """
    lines, losses = [_FIRST], list[Loss]()
    for concept in base.concepts:
        sources = [t for t in concept.in_language(options.source) if t.allowed]
        targets = [t for t in concept.in_language(options.target) if t.allowed]
        best = concept.preferred(options.target)
        targets.sort(key=lambda term: term is not best)
        comment = _plain(concept.definition, concept, "", losses)
        for source in sources:
            if source.text.startswith("#"):
                losses.append(Loss(concept.id, source.text, "begins with #, which makes a remark"))
                continue
            for target in targets:
                cells = [_plain(t.text, concept, t.text, losses) for t in (source, target)]
                lines.append("\t".join([*cells, comment]).rstrip("\t"))
        losses += _lost(concept, [*sources, *targets] if sources and targets else [])
    return WrittenBase(("\n".join(lines) + "\n").encode("utf-8", "replace"), tuple(losses))


def _plain(text: str, concept: Concept, term: str, losses: list[Loss]) -> str:
    plain = " ".join(text.split())
    if any(sign in text for sign in "\t\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"):
        losses.append(Loss(concept.id, term, "tabs and line breaks became blanks"))
    return plain


def _lost(concept: Concept, written: list[object]) -> list[Loss]:
    losses = [
        Loss(concept.id, term.text, f"a {term.status.value} term in {term.language} has no place")
        for term in concept.terms
        if term not in written
    ]
    fields = [name for name in ("domain", "notes", "source", "image") if getattr(concept, name)]
    return losses + [Loss(concept.id, "", f"its {name} has no place") for name in fields]
