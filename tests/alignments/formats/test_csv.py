"""CSV: RFC 4180, safe to open in a spreadsheet, and every text comes back."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alignments.bitext import Bead, Reason
from alignments.errors import FormatError
from alignments.exports import ExportSettings
from alignments.formats.csv_files import guarded, read_csv, unguarded, write_csv
from alignments.formats.sheet_rows import COLUMNS
from alignments.units import Decision, ReviewedBead
from alignments.xml_characters import clean_xml
from tests.alignments.formats.hostile import ANY_TEXT, HOSTILE

PAIR = Bead(range(1), range(1), 0.875, (Reason("length-odd", "10 and 90 characters"),))


def written(*beads: ReviewedBead, bom: bool = True) -> str:
    out = io.BytesIO()
    write_csv(out, beads, ExportSettings("ru", "en", byte_order_mark=bom))
    return out.getvalue().decode()


def rows(text: str) -> list[dict[str, str]]:
    return list(read_csv(io.StringIO(text, newline="")))


def test_a_row_says_what_a_reviewer_needs() -> None:
    decision = Decision("confirmed", "Анна", note="Look, again")
    null = ReviewedBead(
        "8",
        Bead(range(1, 1), range(1, 2)),
        (),
        ("Ed.",),
        Decision("confirmed", null_reason="editor"),
    )
    first, second = rows(written(ReviewedBead("7", PAIR, ("Раз,",), ('"One"',), decision), null))
    assert first == {
        "number": "1",
        "source_text": "Раз,",
        "target_text": '"One"',
        "state": "confirmed",
        "confidence": "0.8750",
        "reason": "the lengths do not fit: 10 and 90 characters",
        "reviewer": "Анна",
        "note": "Look, again",
        "id": "7",
    }
    assert (second["number"], second["source_text"], second["reason"]) == (
        "2",
        "",
        "the editor's text",
    )


def test_the_number_is_that_of_the_pair_among_all_whatever_is_left_out() -> None:
    beads = [
        ReviewedBead("a", PAIR, ("а",), ("a",)),
        ReviewedBead("b", PAIR, ("б",), ("b",), Decision("confirmed")),
    ]
    out = io.BytesIO()
    write_csv(out, beads, ExportSettings("ru", "en", include="confirmed"))
    assert [row["number"] for row in rows(out.getvalue().decode())] == ["2"]


def test_lines_end_as_the_standard_says_and_the_mark_can_be_left_out() -> None:
    text = written(ReviewedBead("1", PAIR, ("а",), ("b",)))
    assert text.startswith("\ufeff" + ",".join(COLUMNS) + "\r\n")
    assert text.count("\r\n") == 2
    assert "\ufeff" not in written(bom=False)


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("+1", "'+1"),
        ("-1", "'-1"),
        ("@x", "'@x"),
        ("\t=1", "'\t=1"),
        ("\r=1", "'\r=1"),
        # East Asian settings take the wide signs for the narrow ones
        ("＝1", "'＝1"),
        # an apostrophe gets another, so that one can always be taken away
        ("'tis", "''tis"),
        # a dash at the beginning of speech is no minus
        ("— Да", "— Да"),
        ("a=1", "a=1"),
        ("", ""),
    ],
)
def test_no_cell_begins_like_a_formula(text: str, cell: str) -> None:
    assert guarded(text) == cell
    assert unguarded(cell) == text


@settings(max_examples=120, deadline=None)
@given(ANY_TEXT, ANY_TEXT, ANY_TEXT)
def test_any_text_comes_back_and_no_cell_is_a_formula(source: str, target: str, note: str) -> None:
    bead = ReviewedBead("1", PAIR, (source,), (target,), Decision(note=note))
    text = written(bead)
    (row,) = rows(text)
    expected = [clean_xml(one)[0] for one in (source, target, note)]
    assert [row["source_text"], row["target_text"], row["note"]] == expected
    for cells in csv.reader(io.StringIO(text, newline="")):
        assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for cell in cells)


def test_every_hostile_text_is_in_the_file_once() -> None:
    beads = [ReviewedBead(str(n), PAIR, (text,), ("x",)) for n, text in enumerate(HOSTILE)]
    assert [row["source_text"] for row in rows(written(*beads))] == [
        clean_xml(text)[0] for text in HOSTILE
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a,b\r\n1\r\n", "line 2 has 1 fields, the heading 2"),
        ('a,b\r\n1,"2\r\n', "is it a CSV file"),
    ],
)
def test_what_is_no_such_file_is_refused_with_its_line(text: str, said: str) -> None:
    with pytest.raises(FormatError, match=said):
        rows(text)


@settings(max_examples=60)
@given(st.text())
def test_guarding_is_undone_by_unguarding(text: str) -> None:
    assert unguarded(guarded(text)) == text
