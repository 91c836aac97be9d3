"""The page knows the forms of what the server tells, so that it can say it in other languages."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from alignments.aligner import Aligner
from alignments.bitext import Bead, Document
from alignments.checks.registry import CHECKS
from alignments.checks.running import check_whole
from alignments.checks.texts import whole_of
from alignments.doubt import REASONS
from alignments.formats.extracts import Counts
from tests.workbench.api.conftest import HashingEncoder, Json
from workbench.services import importing
from workbench.services.checking import SEVERITY_OF
from workbench.services.pair_files import Unit, whole_of_units

WORDS = Path(__file__).parents[3] / "workbench" / "web" / "src" / "text"
FORMS: dict[str, dict[str, str]] = json.loads((WORDS / "told.json").read_text(encoding="utf-8"))
NOTES = "# Text\n\nA call<sup>[1]</sup>{}.\n\n## Notes\n\n[1] One.{}\n"
RUSSIAN = "Рабочие вышли на улицу и требовали хлеба, и им отказали."
ENGLISH = "The workers went out into the street and they demanded bread."


def is_known(group: str, code: str, sentence: str) -> bool:
    """Whether a form of this code fits the whole sentence."""
    forms = [form for key, form in FORMS[group].items() if key.partition("/")[0] == code]
    return any(re.fullmatch(form, sentence, re.DOTALL) for form in forms)


def test_every_reason_for_doubt_has_a_form() -> None:
    assert set(FORMS["doubts"]) == set(REASONS)


def test_every_check_has_a_form() -> None:
    assert {key.partition("/")[0] for key in FORMS["findings"]} == set(SEVERITY_OF)


FINDINGS = [
    ("В марте 1924 года и в XV главе.", "In May 1925."),
    ("В марте 1924 года.", "He left [it."),
    ("Он ушёл.", 'In March 1924 the the дом и тaк  was “it".'),
    ("Он ушёл отсюда раз и навсегда", "he left “it for good."),
    ("Кто это?", "So it is."),
    ("Первое[^1] и третье[^3].", "The first[^1]."),
    ("Второе.", "The second[^2]."),
    ("Так он и пошёл к себе домой.", "So he went home."),
    ("Так он и пошёл к себе домой!", "He went to his home then."),
    ("Туда он и ушёл.", "He went to his home then."),
    ("Дом за домом шёл туда, всё дальше и дальше, " * 9, "House after house, and that was all."),
    ("В марте.", "He left."),
    ("Das ist ein altes Haus.", "Das ist ein altes Haus."),
]


def test_sentences_of_findings_fit_their_forms() -> None:
    units = [Unit("", *texts) for texts in FINDINGS]
    units += [Unit("", f"Слово за словом, раз {'а' * n}.", f"Word after word, {'a' * n}.")
              for n in range(2, 20)]  # fmt: skip
    cyrillic = check_whole(whole_of_units(units, ("ru", "en")))
    latin = check_whole(whole_of_units(units, ("de", "en")))
    notes = "# T\n\nA call[^1] and[^2].\n\n[^1]: One.\n\n[^3]: Three.\n"
    document = importing.read(notes.encode(), "t.md", "en")
    beads = [Bead(range(0), range(n, n + 1)) for n in range(len(document))]
    alone = check_whole(whole_of((Document("", "ru", ""), document), beads, {}))
    found = {(one.code, one.message) for one in (*cyrillic, *latin, *alone)}
    assert [told for told in found if not is_known("findings", *told)] == []
    assert {code for code, _ in found} == set(CHECKS)


def test_details_of_doubts_fit_their_forms_and_phases_have_words() -> None:
    lines = [
        f"Word{n} word{n * 7} went home in {1900 + n} and word{n * 3}." + " Yes." * (n % 5 == 0)
        for n in range(60)
    ]
    other = [line.replace("19", "18") if n % 7 == 0 else line for n, line in enumerate(lines)]
    del other[10:14], other[30]
    for n in range(1, 50, 4):  # half of what is said differs, in words and in length
        other[n] = f"Word{n} word{n * 7} stayed where it was, whatever was said of it in the town."
    other[20:22] = [f"{other[20]} {other[21]} And more was said of {k}." for k in (7, 8)]
    source, target = (
        importing.read("\n\n".join(text).encode(), name, "en")
        for name, text in (("a.txt", lines), ("b.txt", other))
    )
    phases: set[str] = set()
    beads = Aligner(HashingEncoder()).align(
        source, target, on_progress=lambda _, phase: phases.add(phase)
    )
    doubts = [reason for bead in beads for reason in bead.reasons]
    assert len({reason.code for reason in doubts}) > 1
    assert [doubt for doubt in doubts if not is_known("doubts", doubt.code, doubt.detail)] == []
    english = (WORDS / "en.ts").read_text(encoding="utf-8")
    told = re.search(r"phases: \{(.*?)\}", english, re.DOTALL)
    assert told is not None
    assert phases <= set(re.findall(r'(\w[\w ]*)"?: "', told[1]))


@pytest.mark.parametrize(
    ("code", "side", "data"),
    [
        ("note-uncalled", "target", NOTES.format("", "\n\n[2] Two.")),
        ("note-missing", "target", NOTES.format("<sup>[2]</sup>", "")),
        ("bracket-unpaired", "target", "A bracket [ is open here. Another sentence.\n"),
        ("encoding", "source", RUSSIAN.encode("cp1251")),
        ("language-mismatch", "source", ENGLISH),
        ("language-mismatch", "target", RUSSIAN),
    ],
)
def test_notices_of_an_import_fit_their_forms(
    client: TestClient, project: Json, code: str, side: str, data: str | bytes
) -> None:
    body = data.encode() if isinstance(data, str) else data
    answer = client.post(
        f"/api/v1/projects/{project['id']}/documents",
        data={"side": side},
        files={"file": ("text.md", body)},
    )
    notices = answer.json()["notices"]
    assert code in [notice["code"] for notice in notices]
    assert [n for n in notices if not is_known("notices", n["code"], n["message"])] == []


def test_what_an_import_counts_has_a_form() -> None:
    things = [
        ("hidden passage", "hidden passages", "left out"),
        ("tracked change", "tracked changes", "taken as accepted"),
        ("text box", "text boxes", "read after the paragraph that holds it"),
        ("part of the page around the text", "parts of the page around the text", "put aside"),
    ]
    counts = Counts()
    for count, thing in enumerate(things, start=1):
        counts.add(*thing, count)
    assert len(counts.notices()) == len(things)
    assert [n for n in counts.notices() if not is_known("notices", n.code, n.message)] == []


def test_a_join_gives_a_reason_that_has_a_form() -> None:
    text = "They missed the great-\n\nest hours.\n\nThey came to Moscow,\n\ndespite the frost.\n"
    joins = importing.read(text.encode(), "text.txt", "en").joins
    assert len(joins) == 2
    assert [join for join in joins if not is_known("joins", "join", join.reason)] == []


@pytest.mark.parametrize(
    ("key", "data"),
    [
        ("unreadable/empty", b""),
        ("unreadable/binary", b"\x89PNG\r\n\x1a\n" * 40),
        ("unreadable/blank", b"---\n"),
        ("unreadable/container", b"PK\x03\x04 cut off"),
        ("unreadable/container", b"<html><body>" + b"<div>" * 300),
        ("unknown-encoding/damaged", "Рабочие вышли на улицу. ".encode() * 9 + b"\xff\xd0 ab"),
    ],
)
def test_refusals_of_a_file_fit_their_forms(
    client: TestClient, project: Json, key: str, data: bytes
) -> None:
    answer = client.post(
        f"/api/v1/projects/{project['id']}/documents",
        data={"side": "target"},
        files={"file": ("text.txt", data)},
    )
    found = answer.json()
    assert found["code"] == key.partition("/")[0]
    assert re.fullmatch(FORMS["refusals"][key], found["detail"], re.DOTALL), found["detail"]


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        ("term-missing", 'no rendering of "Письма" was found; expected epistle or letter'),
        ("term-forbidden", '"comrade" is not to be used; expected fellow'),
        ("term-forbidden", '"comrade" is not to be used'),
        ("term-translated", '"Pravda" is to stay as it is; expected Pravda'),
        (
            "abbreviation-unexplained",
            '"CC" is used before "Central Committee" explains it; expected x',
        ),
        ("term-inconsistent", '"cell" here, "nucleus" 12 times; expected nucleus'),
    ],
)
def test_what_the_terms_say_has_a_form(code: str, sentence: str) -> None:
    assert is_known("findings", code, sentence)
