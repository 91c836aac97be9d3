"""TSV, JSON Lines and ladders: one bead per line, null beads included."""

from __future__ import annotations

import io
import json
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alignments.bitext import Bead, Reason
from alignments.errors import FormatError
from alignments.evaluation import read_ladder
from alignments.exports import ExportSettings
from alignments.formats.jsonl import write_jsonl
from alignments.formats.ladder import write_ladder
from alignments.formats.tsv import COLUMNS, read_tsv, write_tsv
from alignments.units import Decision, Edit, ReviewedBead

SETTINGS = ExportSettings("ru", "en")
BEADS = (
    ReviewedBead(
        "1",
        Bead(range(0, 2), range(0, 1), 0.98765, (Reason("length", "2.1"),), crossing=True),
        ("Раз.", "Два."),
        ("One\ttwo.\u2028",),
        Decision("confirmed", "Анна", datetime(2026, 11, 22, tzinfo=UTC), note="n"),
        (Edit("target", 0, "One."),),
    ),
    ReviewedBead("2", Bead(range(2, 2), range(1, 2)), (), ("=1+1",)),
    ReviewedBead("3", Bead(range(2, 3), range(2, 2)), ("Три.",), ()),
)
ANY_TEXT = st.text(st.characters(exclude_categories=()), max_size=20)


def written(write: object, beads: object = BEADS) -> str:
    assert callable(write)
    out = io.BytesIO()
    write(out, beads, SETTINGS)
    return out.getvalue().decode()


def test_a_ladder_is_what_the_evaluation_reads() -> None:
    text = written(write_ladder)
    assert text == "[0, 1]:[0]\n[]:[1]\n[2]:[]\n"
    assert list(read_ladder(text)) == [((0, 1), (0,)), ((), (1,)), ((2,), ())]


def test_a_line_of_json_says_everything_known_of_its_bead() -> None:
    first, second, third = map(json.loads, written(write_jsonl).splitlines())
    assert first == {
        "id": "1",
        "source": [0, 1],
        "target": [0],
        "source_text": "Раз. Два.",
        "target_text": "One\ttwo.\u2028",
        "source_segments": ["Раз.", "Два."],
        "target_segments": ["One\ttwo.\u2028"],
        "confidence": 0.98765,
        "reasons": [{"code": "length", "detail": "2.1"}],
        "crossing": True,
        "state": "confirmed",
        "null_reason": None,
        "reviewer": "Анна",
        "decided_at": "2026-11-22T00:00:00+00:00",
        "note": "n",
        "edits": [{"side": "target", "position": 0, "printed": "One."}],
    }
    assert (second["source"], second["source_text"], second["confidence"]) == ([], "", None)
    assert third["target"] == []


def test_tabs_and_line_ends_inside_a_text_become_a_space_in_tsv() -> None:
    lines = written(write_tsv).splitlines()
    assert lines[0].split("\t") == list(COLUMNS)
    assert lines[1] == "1\t0 1\t0\tРаз. Два.\tOne two. \t0.9877\tconfirmed\tlength\tyes\tАнна"
    assert [row["target_text"] for row in read_tsv(lines)] == ["One two. ", "=1+1", ""]


@settings(max_examples=40)
@given(ANY_TEXT, ANY_TEXT)
def test_any_text_makes_one_line_and_json_brings_it_back(source: str, target: str) -> None:
    beads = [ReviewedBead("1", Bead(range(1), range(1)), (source,), (target,))]
    (record,) = map(json.loads, written(write_jsonl, beads).splitlines())
    assert (record["source_text"], record["target_text"]) == (source, target)
    assert len(written(write_tsv, beads).splitlines()) == 2


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ([], "line 1 must name the columns"),
        (["a\tb"], "line 1 must name the columns"),
        (["source_text\ttarget_text", "a\tb", "a\tb\tc"], "line 3 has 3 fields, the heading 2"),
    ],
)
def test_a_tsv_that_does_not_fit_its_heading_is_refused(lines: list[str], said: str) -> None:
    with pytest.raises(FormatError, match=said):
        list(read_tsv(lines))


def test_the_columns_of_a_tsv_may_stand_in_any_order_after_a_byte_order_mark() -> None:
    lines = ["\ufefftarget_text\tsource_text\r\n", "One\tРаз\r\n"]
    assert list(read_tsv(lines)) == [{"target_text": "One", "source_text": "Раз"}]
