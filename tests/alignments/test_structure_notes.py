from __future__ import annotations

from alignments.bitext import Block, BlockKind, Document, SpanKind, Stream
from alignments.structure import find_structure
from alignments.structure.tokens import Dialect

BODY = (
    "The declaration<sup>[1]</sup> was signed by many.<sup>[2]</sup> It was read aloud.\n\n"
    "A second platform<sup>[3]</sup> followed it, and then a third.<sup>[5]</sup> They were few."
)
NOTES = {
    "1": "The declaration of the forty-six was issued by old members in the autumn of that year.",
    "2": "Among the signatories were supporters of several tendencies, as the archive shows.",
    "3": "This platform was written by thirteen members of the central committee in September.",
    "4": "What is meant here are specifically the meetings of workers in which they took part.",
    "5": "The source of this quotation is not clear.",
}


def structure(text: str, dialect: Dialect = "markdown") -> Document:
    return find_structure(text, "a.md", "en", dialect)


def notes(document: Document, stream: Stream = Stream.NOTES) -> list[Block]:
    return [b for b in document.blocks if b.kind is BlockKind.NOTE and b.stream is stream]


def test_numbered_blocks_at_the_end_are_notes() -> None:
    text = BODY + "".join(f"\n\n[{n}] {words}" for n, words in NOTES.items())
    document = structure(text)
    assert [block.number for block in notes(document)] == list(NOTES)
    numbers = [s for s in document.spans if s.kind is SpanKind.NOTE_NUMBER]
    assert [document.text[s.start : s.end] for s in numbers] == [f"[{n}]" for n in NOTES]


def test_a_note_split_over_pages_is_one_note_with_a_join() -> None:
    text = f"{BODY}\n\n[1] {NOTES['1'][:40]}\n\n{NOTES['1'][41:]}\n\n[2] {NOTES['2']}\n"
    document = structure(text)
    assert [block.number for block in notes(document)] == ["1", "1", "2"]
    assert len(document.joins) == 1


def test_markdown_notes_in_the_middle_of_the_text_are_notes() -> None:
    text = "One[^1] is called.\n\n[^1]: The note.\n\n    Its second paragraph.\n\nThe text goes on."
    document = structure(text)
    kinds = [(block.kind.value, block.number) for block in document.blocks]
    assert kinds == [("paragraph", ""), ("note", "1"), ("note", "1"), ("paragraph", "")]
    marks = [document.text[s.start : s.end] for s in document.spans if s.kind is SpanKind.MARKUP]
    assert marks == ["^", "^", ":"]


def test_notes_under_their_own_heading_need_no_brackets() -> None:
    text = f"# Title\n\n{BODY}\n\n## Notes\n\n1. {NOTES['1']}\n2. {NOTES['2']}\n"
    document = structure(text)
    assert [block.number for block in notes(document)] == ["1", "2"]
    assert document.blocks[3].stream is Stream.NOTES


def test_notes_at_the_foot_of_a_plain_page_are_notes() -> None:
    text = (
        "Первый абзац с вызовом¹ и ещё одним*) дальше идёт текст.\n\n"
        "¹ Первое примечание к нему.\n\n*) Второе примечание к нему.\n\n"
        "Текст идёт дальше, как ни в чём не бывало.\n"
    )
    document = find_structure(text, "a.txt", "ru", "plain")
    assert [block.number for block in notes(document)] == ["1", "*"]


def test_lines_that_begin_with_a_call_are_no_notes() -> None:
    text = "\n\n".join(
        f"[{n}] {words}" for n, words in (("3", "Members left."), ("13", "He said."))
    )
    assert notes(structure(text)) == []


def two_copies() -> Document:
    clean = "".join(f"\n\n{words}" for words in NOTES.values())
    noisy = "".join(
        f"\n\n[{n}] {words.replace('autumn', 'autunm')}" for n, words in NOTES.items() if n in "123"
    )
    noisy = noisy.replace("\n\n[2]", "\n\nTo contact the editors visit:\n\n[2]")
    return structure(f"# Title\n\n{BODY}\n\n{BODY}{clean}{noisy}\n")


def test_the_clean_copy_takes_the_numbers_and_the_noisy_one_is_put_aside() -> None:
    document = two_copies()
    assert [block.number for block in notes(document)] == ["1", "2", "3", "4", "5"]
    aside = notes(document, Stream.ASIDE)
    assert [block.number for block in aside] == ["1", "2", "3"]
    for block in aside:
        assert block.duplicate_of is not None
        assert document.blocks[block.duplicate_of].number == block.number


def test_two_copies_are_reported_with_what_one_lacks() -> None:
    notices = {notice.code: notice.message for notice in two_copies().notices}
    assert "it lacks 4, 5" in notices["notes-twice"]
    assert notices["note-uncalled"] == "Note 4 is called nowhere in this text."


def test_the_fuller_of_two_copies_is_kept() -> None:
    numbered = "".join(f"\n\n[{n}] {words}" for n, words in NOTES.items())
    clean = "".join(f"\n\n{NOTES[n]}" for n in "123")
    document = structure(f"# Title\n\n{BODY}{clean}{numbered}\n")
    assert [block.number for block in notes(document)] == ["1", "2", "3", "4", "5"]
    assert len(notes(document, Stream.ASIDE)) == 3


def test_calls_without_notes_and_numbers_used_twice_are_reported() -> None:
    text = "One[^1], two[^2], three.[^7]\n\n[^1]: A.\n\n[^2]: B.\n\n[^2]: C.\n"
    found = {notice.code: notice.message for notice in structure(text).notices}
    assert found == {
        "note-missing": "The call 7 has no note in this text.",
        "note-twice": "The note number 2 stands twice.",
    }
