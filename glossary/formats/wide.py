"""Tables with a row a concept, as people keep them: which column holds what is a mapping.

A role is a language (its term; several names apart by "|"), "synonyms", "abbreviation",
"deprecated" or "proposed" with a language, or one of definition, domain, note, source, image, id.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from glossary.concepts import Concept, Kind, Status, TermBase, speaks
from glossary.errors import TermFormatError
from glossary.formats.cells import rows_as_text
from glossary.formats.drafts import ConceptDraft, TermDraft, build_base
from glossary.formats.languages import tidy_tag
from glossary.formats.results import Loss, ReadBase, ReadOptions, WriteOptions, WrittenBase

_GROUPS = ("synonyms", "abbreviation", "deprecated", "proposed")
_FIELDS = ("definition", "domain", "note", "source", "image", "id")
_HEADS = {
    "comment": "note", "notes": "note", "subject": "domain", "subject field": "domain",
    "concept": "id", "description": "definition",
}  # fmt: skip
_BETWEEN = re.compile(r"\s*\|\s*")
_BETWEEN_SYNONYMS = re.compile(r"\s*[|;]\s*")

Role = tuple[str, str]
"""("term" or a group, language) or (field, "")."""


def read_wide(rows: Sequence[tuple[int, list[str]]], options: ReadOptions) -> ReadBase:
    """The base of a table with a row a concept.

    Columns are told by `options.columns`, else by their heads; a table of two columns whose heads
    say nothing has no heads: source and target. Raises TermFormatError where no column is a term.
    """
    head = rows[0][1]
    roles, has_head = _roles(head, options)
    notices: list[str] = []
    if has_head:
        notices += [
            f'column "{name}" is not known and not read; name its role if it is wanted'
            for number, name in enumerate(head)
            if name.strip() and number not in roles
        ]
    drafts = [_draft(line, cells, roles) for line, cells in rows[1 if has_head else 0 :]]
    return ReadBase(build_base(drafts, options.name, notices), tuple(notices))


def _roles(head: Sequence[str], options: ReadOptions) -> tuple[dict[int, Role], bool]:
    names = [cell.strip().lower() for cell in head]
    if options.columns:
        return _mapped(names, options.columns), not all(map(str.isdigit, options.columns))
    roles = {number: role for number, name in enumerate(names) if (role := _by_head(name, options))}
    if sum(role[0] == "term" for role in roles.values()) > 0:
        return roles, True
    if len(names) in (2, 3):
        wanted: list[Role] = [("term", options.source), ("term", options.target), ("note", "")]
        return dict(enumerate(wanted[: len(names)])), False
    raise TermFormatError(
        f"line 1: none of the columns ({', '.join(head)[:120]}) is named as a language; "
        'name their roles, such as --column "Russisch=ru"'
    )


def _mapped(names: Sequence[str], columns: dict[str, str]) -> dict[int, Role]:
    roles: dict[int, Role] = {}
    for column, written in columns.items():
        number = int(column) - 1 if column.isdigit() else -1
        if column.strip().lower() in names:
            number = names.index(column.strip().lower())
        if not 0 <= number < len(names):
            raise TermFormatError(
                f'the table has no column "{column}"; it has {", ".join(filter(None, names))}'
            )
        roles[number] = parse_role(written)
    if not any(role[0] == "term" for role in roles.values()):
        raise TermFormatError('no column has a language as its role, such as "ru"')
    return roles


def parse_role(written: str) -> Role:
    """A role as people write it. Raises TermFormatError for what is none."""
    words = written.strip().lower().split()
    if len(words) == 1 and words[0] in _FIELDS:
        return words[0], ""
    if len(words) == 2 and words[0] in _GROUPS and (tag := tidy_tag(words[1])):
        return words[0], tag
    if len(words) == 1 and (tag := tidy_tag(words[0])):
        return "term", tag
    raise TermFormatError(
        f'"{written}" is no role of a column; a role is a language, {", ".join(_GROUPS)} with a '
        f"language, or one of {', '.join(_FIELDS)}"
    )


def _by_head(name: str, options: ReadOptions) -> Role | None:
    if name in ("source term", "target term", "target"):
        return "term", options.source if name.startswith("source") else options.target
    name = _HEADS.get(name, name)
    if name in _FIELDS:
        return name, ""
    language, _, rest = name.replace("_", " ").partition(" ")
    group, _, tag = name.partition(" ")
    if group in _GROUPS and tidy_tag(tag):
        return group, tidy_tag(tag)
    if re.fullmatch(r"[a-z]{2}(?:-[a-z]{2})?", language.strip()) and tidy_tag(language):
        if rest in ("", "term"):
            return "term", tidy_tag(language)
        if rest in ("aliases", "synonyms"):
            return "synonyms", tidy_tag(language)
    if name.startswith("definition"):
        return "definition", ""
    return None


def _draft(line: int, cells: Sequence[str], roles: dict[int, Role]) -> ConceptDraft:
    draft = ConceptDraft("", f"line {line}")
    values: dict[str, object] = {}
    firsts: dict[str, str] = {}
    for number, (role, language) in sorted(roles.items(), key=lambda item: item[1][0] != "term"):
        cell = cells[number].strip() if number < len(cells) else ""
        if not cell:
            continue
        if role == "id":
            draft.id = cell
        elif role == "note":
            values["notes"] = (cell,)
        elif role in _FIELDS:
            values[role] = cell
        else:
            draft.terms += _terms(role, language, cell, firsts, f"line {line}")
    draft.values = values
    return draft


def _terms(
    role: str, language: str, cell: str, firsts: dict[str, str], place: str
) -> list[TermDraft]:
    between = _BETWEEN if role == "term" else _BETWEEN_SYNONYMS
    status = {
        "synonyms": Status.ADMITTED,
        "deprecated": Status.DEPRECATED,
        "proposed": Status.PROPOSED,
        "abbreviation": Status.PREFERRED,
    }
    drafts = []
    for text in filter(None, between.split(cell)):
        values: dict[str, object] = {"text": text, "language": language}
        if role == "abbreviation":
            values |= {"kind": Kind.ABBREVIATION, "abbreviates": firsts.get(language, "")}
        firsts.setdefault(language, text)
        drafts.append(TermDraft(values, status.get(role), place))
    return drafts


def write_wide(base: TermBase, delimiter: str, options: WriteOptions) -> WrittenBase:
    """A row a concept under the roles asked for; what they do not hold is reported.

    Raises TermFormatError for roles that are none.
    """
    roles = [parse_role(role) for role in options.columns]
    rows = [list(options.columns)]
    losses: list[Loss] = []
    for concept in base.concepts:
        rows.append([_cell(concept, role) for role in roles])
        losses += _losses(concept, roles)
    text = rows_as_text(rows, delimiter)
    return WrittenBase(text.encode("utf-8-sig", "replace"), tuple(losses))


def _cell(concept: Concept, role: Role) -> str:
    name, language = role
    if name == "id":
        return concept.id
    if name == "note":
        return "\n".join(concept.notes)
    if name in _FIELDS:
        return str(getattr(concept, name))
    return " | ".join(term for term, place in _placed(concept, language) if place == name)


def _placed(concept: Concept, language: str) -> list[tuple[str, str]]:
    """Each term of the language and the group it belongs in."""
    best = concept.preferred(language)
    placed = []
    for term in concept.in_language(language):
        group = "synonyms"
        if term is best:
            group = "term"
        elif term.status is Status.DEPRECATED:
            group = "deprecated"
        elif term.status is Status.PROPOSED:
            group = "proposed"
        elif term.kind is Kind.ABBREVIATION:
            group = "abbreviation"
        placed.append((term.text, group))
    return placed


def _losses(concept: Concept, roles: Sequence[Role]) -> list[Loss]:
    losses = [
        Loss(concept.id, "", f"its {name} has no column")
        for name in ("definition", "domain", "source", "image")
        if getattr(concept, name) and (name, "") not in roles
    ]
    if concept.notes and ("note", "") not in roles:
        losses.append(Loss(concept.id, "", "its notes have no column"))
    written = {
        (language, text)
        for name, language in roles
        if language
        for text, place in _placed(concept, language)
        if place == name
    }
    for term in concept.terms:
        languages = [language for language, text in written if text == term.text]
        if not any(speaks(term.language, language) for language in languages):
            losses.append(Loss(concept.id, term.text, "has no column"))
        elif "|" in term.text:
            losses.append(Loss(concept.id, term.text, "has a |, which parts names"))
    return losses
