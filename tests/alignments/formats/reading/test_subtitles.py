from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alignments.errors import FormatError
from alignments.formats import encoding_of, read_document
from alignments.formats.subtitles import read_subtitles
from alignments.structure.declared import build_document
from tests.alignments.formats.reading.made import blocks, texts

SRT = """1
00:00:01,000 --> 00:00:02,500
- Кто <i>идёт</i>?
- Я иду

2
00:00:03,000 --> 00:00:04,000
и не вернусь.
"""
VTT = """WEBVTT - a film

NOTE made by hand

first
00:01.000 --> 00:02.500 align:start
<v Ivan>Fish &amp; bread</v>

00:03.000 --> 00:04.000
{\\an8}No.
"""


def test_cues_are_blocks_and_their_times_stay_aside() -> None:
    found = read_document(SRT.encode("cp1251"), "film.srt")
    assert blocks(found) == [
        ("furniture", "1\n00:00:01,000 --> 00:00:02,500"),
        ("paragraph", "- Кто идёт?\n- Я иду"),
        ("furniture", "2\n00:00:03,000 --> 00:00:04,000"),
        ("paragraph", "и не вернусь."),
    ]
    assert [found.text[s.start : s.end] for s in found.spans if s.label == "1"] == ["идёт"]
    assert len(found.joins) == 1, "a sentence runs on over two cues"
    assert encoding_of(SRT.encode("cp1251"), "film.srt") == "cp1251"


def test_webvtt_is_read_without_its_settings_and_tags() -> None:
    found = read_document(VTT.encode(), "film.vtt")
    assert texts(found)[1::2] == ["Fish & bread", "No."]
    assert [n.message for n in found.notices] == ["2 comments and styles were left out."]


def test_cues_without_blank_lines_between_them_are_told_apart() -> None:
    found = build_document(read_subtitles(SRT.replace("\n\n", "\n")).blocks, (), "a", "ru")
    assert len(found.blocks) == 4


@pytest.mark.parametrize("name", ["a.srt", "a.vtt"])
def test_a_file_without_cues_is_refused(name: str) -> None:
    with pytest.raises(FormatError, match=f"{name}: no cue.*txt"):
        read_document(b"Just words.", name)


@given(st.text(max_size=200))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        found = read_subtitles(text + SRT)
    except FormatError:
        return
    build_document(found.blocks, found.notices, "a", "en")
