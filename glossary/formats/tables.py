"""CSV and TSV: a row a term, which holds everything, or a row a concept by a mapping."""

from __future__ import annotations

from glossary.concepts import Case, Concept, Kind, PartOfSpeech, Status, Term, TermBase
from glossary.errors import TermFormatError
from glossary.formats.cells import guess_delimiter, read_rows, rows_as_text
from glossary.formats.decoding import decode
from glossary.formats.drafts import ConceptDraft, TermDraft, build_base
from glossary.formats.languages import tidy_tag
from glossary.formats.results import Loss, ReadBase, ReadOptions, WriteOptions, WrittenBase
from glossary.formats.wide import read_wide, write_wide

TERM_COLUMNS = (
    "concept", "language", "term", "status", "kind", "part of speech", "case", "do not translate",
    "abbreviates", "context", "term note", "term source",
)  # fmt: skip
CONCEPT_COLUMNS = ("definition", "domain", "notes", "source", "image")
"""Written in the first row of a concept; in its other rows they are empty."""

_NOTE_BREAK = "\n\n"


def read_table(data: bytes, options: ReadOptions) -> ReadBase:
    """The base of a table whose first row names the columns.

    With the columns "concept", "language" and "term" it has a row a term, else a row a concept.
    Raises TermFormatError, naming line and column, for what is no such table.
    """
    text = decode(data, options.encoding)
    delimiter = options.delimiter or guess_delimiter(text)
    rows = list(read_rows(text, delimiter))
    head = [cell.strip().lower() for cell in rows[0][1]] if rows else []
    if not options.columns and {"concept", "language", "term"} <= set(head):
        return _read_long(rows, head, options)
    return read_wide(rows, options)


def _read_long(
    rows: list[tuple[int, list[str]]], head: list[str], options: ReadOptions
) -> ReadBase:
    notices = [
        f'column "{name}" is not known and not read'
        for name in head
        if name and name not in TERM_COLUMNS + CONCEPT_COLUMNS
    ]
    drafts: dict[str, ConceptDraft] = {}
    for line, cells in rows[1:]:
        if len(cells) > len(head):
            raise TermFormatError(
                f"line {line}: {len(cells)} cells under {len(head)} columns; quote cells that hold "
                "the delimiter"
            )
        row = dict(zip(head, cells, strict=False))
        identifier = row.get("concept", "").strip()
        draft = drafts.get(identifier)
        if draft is None:
            draft = drafts[identifier] = ConceptDraft(identifier, f"line {line}", _concept(row))
        draft.terms.append(_term(row, f"line {line}", notices))
    base = build_base(drafts.values(), options.name, notices)
    return ReadBase(base, tuple(notices))


def _concept(row: dict[str, str]) -> dict[str, object]:
    values: dict[str, object] = {name: row.get(name, "").strip() for name in CONCEPT_COLUMNS}
    values["notes"] = tuple(filter(None, row.get("notes", "").strip().split(_NOTE_BREAK)))
    return values


def _term(row: dict[str, str], place: str, notices: list[str]) -> TermDraft:
    def word(name: str) -> str:
        return row.get(name, "").strip()

    language = tidy_tag(word("language"))
    if not language:
        raise TermFormatError(
            f'{place}, column "language": "{word("language")}" is no language tag such as en or ru'
        )
    values: dict[str, object] = {
        "text": word("term"),
        "language": language,
        "kind": _choice(Kind, word("kind"), Kind.FULL_FORM, f'{place}, column "kind"'),
        "part_of_speech": _choice(
            PartOfSpeech, word("part of speech"), PartOfSpeech.UNKNOWN, f"{place}, part of speech"
        ),
        "case": _choice(Case, word("case"), Case.BY_RULE, f'{place}, column "case"'),
        "do_not_translate": word("do not translate").lower() in ("yes", "true", "1"),
        "abbreviates": word("abbreviates"),
        "context": word("context"),
        "note": word("term note"),
        "source": word("term source"),
    }
    status = word("status")
    if status and status not in set(Status):
        notices.append(f'{place}: the status "{status}" is not known and not kept')
    return TermDraft(values, Status(status) if status in set(Status) else None, place)


def _choice(
    kind: type[Kind] | type[PartOfSpeech] | type[Case],
    word: str,
    default: Kind | PartOfSpeech | Case,
    place: str,
) -> Kind | PartOfSpeech | Case:
    if not word:
        return default
    if word not in set(kind):
        known = ", ".join(filter(None, kind))
        raise TermFormatError(f'{place}: "{word}" is none of: {known}')
    return kind(word)


def write_table(base: TermBase, delimiter: str, options: WriteOptions) -> WrittenBase:
    """The base as a table, UTF-8 with its mark, so that spreadsheets read it as such.

    With `columns` a row a concept; else a row a term, where nothing is lost but the base's name and
    priority, and notes with an empty line in them, which come back as two.
    """
    if options.columns:
        return write_wide(base, delimiter, options)
    rows: list[list[str]] = [[*TERM_COLUMNS, *CONCEPT_COLUMNS]]
    losses: list[Loss] = []
    for concept in base.concepts:
        if any(_NOTE_BREAK in note for note in concept.notes):
            losses.append(Loss(concept.id, "", "a note with an empty line becomes two notes"))
        for number, term in enumerate(concept.terms):
            rows.append(_row(concept.id, term) + (_about(concept) if not number else [""] * 5))
    if base.priority:
        losses.append(Loss("(base)", "", "its priority has no place in a table"))
    text = rows_as_text(rows, delimiter)
    return WrittenBase(text.encode("utf-8-sig", "replace"), tuple(losses))


def _row(identifier: str, term: Term) -> list[str]:
    return [
        identifier,
        term.language,
        term.text,
        term.status.value,
        "" if term.kind is Kind.FULL_FORM else term.kind.value,
        term.part_of_speech.value,
        "" if term.case is Case.BY_RULE else term.case.value,
        "yes" if term.do_not_translate else "",
        term.abbreviates,
        term.context,
        term.note,
        term.source,
    ]


def _about(concept: Concept) -> list[str]:
    notes = _NOTE_BREAK.join(concept.notes)
    return [concept.definition, concept.domain, notes, concept.source, concept.image]
