"""Writing a base and reading it back: nothing is lost that the format can hold."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from glossary.concepts import Case, Concept, Kind, PartOfSpeech, Status, Term, TermBase
from glossary.formats import FORMATS, WriteOptions
from glossary.formats.cells import read_cell, write_cell
from glossary.formats.results import ReadOptions, WrittenBase

NASTY = (
    *("x", "ВКП(б)", "=1+1", "+7", "-x", "@a", "'=q", "''-b", "#tag", "a|b;c,d", 'q"u"o', "a\nb"),
    *("a\tb", "<b>&amp;", "]]>x", "\u202ertl", "e\u0301", "日本", "\U0001f600a", "a  b", "0"),
)
NAMES = st.sampled_from(NASTY)
TEXTS = st.just("") | NAMES
FIELDS = {"context": TEXTS, "note": TEXTS, "source": TEXTS}


@st.composite
def concepts(draw: st.DrawFn, identifier: str) -> Concept:
    terms: list[Term] = []
    for language in ("ru", "en", "en-GB"):
        for text in draw(st.lists(NAMES, max_size=3, unique=True)):
            kind = draw(st.sampled_from(Kind))
            full = next((term.text for term in terms if term.language == language), "")
            term = Term(
                text,
                language,
                status=draw(st.sampled_from(Status)),
                kind=kind,
                part_of_speech=draw(st.sampled_from(PartOfSpeech)),
                case=draw(st.sampled_from(Case)),
                do_not_translate=draw(st.booleans()),
                abbreviates=full if kind is Kind.ABBREVIATION else "",
                **draw(st.fixed_dictionaries(FIELDS)),
            )
            terms.append(term)
    notes = draw(st.lists(TEXTS.filter(bool), max_size=2))
    return Concept(
        identifier,
        tuple(terms or [Term("x", "en")]),
        definition=draw(TEXTS),
        domain=draw(TEXTS),
        notes=tuple(" ".join(note.split()) for note in notes),
        source=draw(TEXTS),
        image=draw(TEXTS),
    )


IDS = st.lists(NAMES.map(lambda text: " ".join(text.split())), max_size=3, unique=True)
BASES = IDS.flatmap(lambda ids: st.tuples(*map(concepts, ids))).map(TermBase)


def there_and_back(
    name: str, base: TermBase, options: WriteOptions
) -> tuple[TermBase, WrittenBase]:
    written = FORMATS[name].write(base, options)
    read = FORMATS[name].read(written.data, ReadOptions())
    assert read.notices == ()
    return read.base, written


@pytest.mark.parametrize("name", ["tbx2", "tbx3", "tbx3-dct", "csv", "tsv"])
@settings(max_examples=20)
@given(base=BASES)
def test_a_base_comes_back_as_it_was(name: str, base: TermBase) -> None:
    back, written = there_and_back(name, base, WriteOptions())
    assert back.concepts == base.concepts
    assert written.losses == ()


@pytest.mark.parametrize("name", ["tbx2", "tbx3", "tbx3-dct"])
@settings(max_examples=20)
@given(base=BASES)
def test_strict_tbx_loses_only_what_it_reports(name: str, base: TermBase) -> None:
    back, written = there_and_back(name, base, WriteOptions(strict=True))
    lost = {(loss.concept, loss.term) for loss in written.losses if loss.term}
    for concept, other in zip(base.concepts, back.concepts, strict=True):
        assert (other.definition, other.domain) == (concept.definition, concept.domain)
        for term, again in zip(concept.terms, other.terms, strict=True):
            if (concept.id, term.text) not in lost:
                assert again == term
            else:
                plain = replace(term, status=again.status, case=Case.BY_RULE)
                assert again == replace(plain, do_not_translate=False)


@given(st.text())
def test_any_cell_is_guarded_and_comes_back(text: str) -> None:
    assert read_cell(write_cell(text)) == text
    assert write_cell(text)[:1] not in ("=", "+", "-", "@", "\t", "\r")


@settings(max_examples=20)
@given(base=BASES)
def test_omegat_gets_every_allowed_pair_or_says_why_not(base: TermBase) -> None:
    written = FORMATS["omegat"].write(base, WriteOptions())
    lines = written.data.decode().splitlines()[1:]
    pairs = {tuple(line.split("\t")[:2]) for line in lines}
    told = {(loss.concept, loss.term) for loss in written.losses}
    for concept in base.concepts:
        for source in concept.in_language("ru"):
            for target in concept.in_language("en"):
                wanted = (" ".join(source.text.split()), " ".join(target.text.split()))
                if source.allowed and target.allowed and not source.text.startswith("#"):
                    assert wanted in pairs
                else:
                    assert {(concept.id, source.text), (concept.id, target.text)} & told


@settings(max_examples=20)
@given(base=BASES)
def test_a_table_with_a_row_a_concept_reports_every_term_it_has_no_column_for(
    base: TermBase,
) -> None:
    written = FORMATS["csv"].write(base, WriteOptions(columns=("id", "ru", "en", "definition")))
    told = {(loss.concept, loss.term) for loss in written.losses}
    for concept in base.concepts:
        for term in concept.terms:
            best = concept.preferred(term.language.partition("-")[0])
            shown = best is not None and best.text == term.text
            assert shown or (concept.id, term.text) in told
