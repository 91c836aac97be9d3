"""What every writer promises, whatever its format."""

from __future__ import annotations

import io
import tracemalloc
import zipfile
from collections.abc import Iterator

import pytest

from alignments.bitext import Bead
from alignments.exports import ExportReport, ExportSettings, Include, Part
from alignments.formats.tmx import check_tmx, read_tmx
from alignments.formats.writers import WRITERS, Writer
from alignments.units import Decision, ReviewedBead

PACKED = (".docx", ".xlsx")
NASTY = "Раз\x00 & <b>\u2028два\ud800 ]]> \\t 😀 =1"


def beads(pairs: int) -> Iterator[ReviewedBead]:
    """Pairs, every third confirmed, then a segment without original and one left out."""
    for number in range(pairs):
        run = range(number, number + 1)
        decision = Decision("confirmed", "Анна") if number % 3 == 0 else Decision()
        yield ReviewedBead(f"b{number}", Bead(run, run, 0.5), (NASTY,), (NASTY,), decision)
    yield ReviewedBead("added", Bead(range(pairs, pairs), range(pairs, pairs + 1)), (), ("Added.",))
    yield ReviewedBead(
        "omitted", Bead(range(pairs, pairs + 1), range(pairs + 1, pairs + 1)), ("Нет.",), ()
    )


class Sink(io.BytesIO):
    """Counts what is written and keeps nothing."""

    size = 0

    def write(self, data: object) -> int:
        assert isinstance(data, bytes | bytearray)
        self.size += len(data)
        return len(data)


@pytest.fixture(params=list(WRITERS.values()), ids=list(WRITERS))
def writer(request: pytest.FixtureRequest) -> Writer:
    found: Writer = request.param
    return found


def run(
    writer: Writer, include: Include = "all", part: Part = "main"
) -> tuple[bytes, ExportReport]:
    out = io.BytesIO()
    settings = ExportSettings("ru", "en", tool_version="1", include=include, part=part)
    report = writer.write(out, beads(9), settings)
    return out.getvalue(), report


def test_the_name_is_the_key(writer: Writer) -> None:
    assert WRITERS[writer.name] is writer
    assert writer.suffix.startswith(".")


def test_every_bead_is_accounted_for(writer: Writer) -> None:
    _, report = run(writer)
    assert report.beads == 11
    assert report.units == (11 if writer.holds_nulls else 9)
    assert (report.without_source, report.without_target) == (1, 1)


def test_only_confirmed_beads_leave_when_asked(writer: Writer) -> None:
    _, report = run(writer, include="confirmed")
    assert (report.units, report.unconfirmed) == (3, 0)
    assert report.left_out_unconfirmed == (8 if writer.holds_nulls else 6)


def test_segments_without_original_have_a_file_of_their_own(writer: Writer) -> None:
    data, report = run(writer, part="without_source")
    assert report.units == 1
    assert "Added." in text_of(writer, data) or writer.name == "ladder"


def text_of(writer: Writer, data: bytes) -> str:
    """All text of a file; of an Office file, of all its parts."""
    if writer.suffix not in PACKED:
        return data.decode()
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return "".join(archive.read(name).decode() for name in archive.namelist())


def test_the_file_is_utf8_and_the_same_every_time(writer: Writer) -> None:
    data, _ = run(writer)
    assert "b1" in text_of(writer, data) or writer.name in ("ladder", "html", "docx")
    assert data.endswith(b"\n") or writer.suffix in PACKED
    assert run(writer)[0] == data


def test_beads_the_machine_is_sure_of_may_leave_with_the_confirmed_ones(writer: Writer) -> None:
    sure = [
        ReviewedBead(f"b{number}", Bead(run, run, confidence), ("Да.",), ("Yes.",), decision)
        for number, (confidence, decision) in enumerate(
            [
                (0.9, Decision()),
                (0.8, Decision()),  # at the threshold of doubt
                (0.79, Decision()),
                (None, Decision()),  # a person cut it, and said no more
                (0.1, Decision("confirmed")),
            ]
        )
        for run in [range(number, number + 1)]
    ]
    report = writer.write(io.BytesIO(), sure, ExportSettings("ru", "en", include="sure"))
    assert (report.units, report.unconfirmed, report.left_out_unconfirmed) == (3, 2, 2)
    assert report.expected_wrong == pytest.approx(0.3)


def test_what_the_format_cannot_carry_is_counted(writer: Writer) -> None:
    _, report = run(writer)
    xml = ("tmx", "html", "docx", "xlsx", "csv")
    lost = 36 if writer.name in xml else {"tsv": 18}.get(writer.name, 0)
    assert report.cleaned_characters == lost


def test_nothing_to_write_is_no_error(writer: Writer) -> None:
    out = io.BytesIO()
    assert writer.write(out, iter(()), ExportSettings("ru", "en")).units == 0


def test_memory_does_not_grow_with_the_file(writer: Writer) -> None:
    sink = Sink()
    tracemalloc.start()
    try:
        writer.write(sink, beads(1200), ExportSettings("ru", "en"))
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert sink.size > 1200 * 10
    # The ids of TMX units are remembered, since each may be used only once. What packs an Office
    # file has tables of its own, of a fixed size.
    packing = 600_000 if writer.suffix in PACKED else 0
    assert peak < packing + 300_000 + 150 * 1200, f"{peak} bytes held to write {sink.size}"


def test_the_tmx_of_a_bead_stream_is_accepted_and_read_back() -> None:
    parts: tuple[Part, Part] = ("main", "without_source")
    for part in parts:
        data, report = run(WRITERS["tmx"], part=part)
        assert check_tmx(io.BytesIO(data)) == []
        assert len(list(read_tmx(io.BytesIO(data)))) == report.units
