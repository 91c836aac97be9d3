from __future__ import annotations

import re
import time

from hypothesis import given, settings
from hypothesis import strategies as st

from alignments.bitext import Block, BlockKind, Document, Join, Span, SpanKind, Stream
from alignments.segmentation import segment_document

MARKS = [
    (SpanKind.NOTE_MARK, re.compile(r"<sup>\[\d+\]</sup>")),
    (SpanKind.COMPLETION, re.compile(r"(?<=\w)\[\w+\]")),
    (SpanKind.MARKUP, re.compile(r"^#+ |\*+", re.MULTILINE)),
    (SpanKind.MARKUP, re.compile(r"</?sup>")),
]


def make(
    *texts: str,
    kinds: dict[int, BlockKind] | None = None,
    aside: tuple[int, ...] = (),
    joins: tuple[Join, ...] = (),
    language: str = "en",
) -> Document:
    """A document of one block per text, with a blank line between, and the spans found in it."""
    blocks, at = [], 0
    for number, text in enumerate(texts):
        stream = Stream.ASIDE if number in aside else Stream.BODY
        kind = (kinds or {}).get(number, BlockKind.PARAGRAPH)
        blocks.append(Block(kind, at, at + len(text), stream=stream))
        at += len(text) + 2
    whole = "\n\n".join(texts)
    spans = [Span(kind, *m.span()) for kind, mark in MARKS for m in mark.finditer(whole)]
    return Document("test", language, whole, tuple(blocks), tuple(spans), joins)


def cut(document: Document) -> list[str]:
    done = segment_document(document)
    return [done.segment_text(number) for number in range(len(done))]


def test_segments_stay_in_their_blocks() -> None:
    done = segment_document(make("One. Two.", "three without a stop", "Four."))
    assert [segment.block for segment in done.segments] == [0, 0, 1, 2]


def test_heading_is_one_segment_without_its_markup() -> None:
    heading = make("## *B) From the war. To the peace*", kinds={0: BlockKind.HEADING})
    assert cut(heading) == ["B) From the war. To the peace"]


def test_list_item_keeps_its_number() -> None:
    item = make("1. The first. The second.", kinds={0: BlockKind.LIST_ITEM})
    assert cut(item) == ["1. The first.", "The second."]


def test_markup_around_a_block_stays_outside() -> None:
    assert cut(make("*One. Two.*", "**One.**", "*One* two.", "Two *three. Four*, five.")) == [
        "One.",
        "Two.",
        "One.",
        "*One* two.",
        "Two *three. Four*, five.",
    ]


def test_emphasised_lines_are_trimmed_one_by_one() -> None:
    assert cut(make("**The Party**  \n**May 1932**")) == ["The Party", "May 1932"]


def test_block_of_markup_only_gives_no_segment() -> None:
    assert cut(make("**", "# ", "One.")) == ["One."]


def test_note_mark_belongs_to_the_segment_on_its_left() -> None:
    assert cut(make("It fell.<sup>[8]</sup> Then it rose.<sup>[9]</sup>")) == [
        "It fell.<sup>[8]</sup>",
        "Then it rose.<sup>[9]</sup>",
    ]


def test_completion_is_never_cut() -> None:
    document = make("The p[arty. Then] rose. It fell.")
    document = Document(
        document.name,
        document.language,
        document.text,
        document.blocks,
        (Span(SpanKind.COMPLETION, 5, 17),),
    )
    assert cut(document) == ["The p[arty. Then] rose.", "It fell."]


def test_aside_blocks_get_no_segments() -> None:
    assert cut(make("One.", "Visit us.", "Two.", aside=(1,))) == ["One.", "Two."]


def test_accepted_join_lets_a_segment_run_over_the_gap() -> None:
    joined = make("It was the. End of the", "long road. Then we slept.", joins=(Join(0, 1, "x"),))
    done = segment_document(joined)
    assert done.segment_text(1) == "End of the\n\nlong road."
    assert [segment.block for segment in done.segments] == [0, 0, 1]


def test_refused_join_leaves_two_blocks() -> None:
    joined = make("End of the", "long road.", joins=(Join(0, 1, "x", accepted=False),))
    assert cut(joined) == ["End of the", "long road."]


def test_joined_segment_runs_over_the_furniture_between() -> None:
    joined = make("The end of the", "To contact us. Visit:", "long road. We slept.", aside=(1,))
    joined = Document("t", "en", joined.text, joined.blocks, joins=(Join(0, 2, "page"),))
    assert cut(joined) == ["The end of the\n\nTo contact us. Visit:\n\nlong road.", "We slept."]


def test_furniture_between_two_whole_sentences_stays_outside() -> None:
    joined = make("The end.", "Visit us.", "We slept.", aside=(1,), joins=(Join(0, 2, "page"),))
    assert cut(joined) == ["The end.", "We slept."]


def test_joins_chain_over_three_blocks() -> None:
    joins = (Join(0, 1, "page"), Join(1, 2, "page"))
    assert cut(make("one", "two", "three.", joins=joins)) == ["one\n\ntwo\n\nthree."]


def test_join_over_a_block_with_segments_is_not_made() -> None:
    joined = make("The end of the", "A note.", "long road.", joins=(Join(0, 2, "page"),))
    assert cut(joined) == ["The end of the", "A note.", "long road."]


def test_empty_document_has_no_segments() -> None:
    assert cut(Document("empty", "ru", "")) == []


PIECES = """
Он шёл.|В 1926 г. Орлов|(т. е. мы)|«Ура!» — сказал он.|# |*Да.*|и|б[ольшевик]|Нет.<sup>[3]</sup>
|1. Раз.|**Два.|— Три!|см. стр. 5.
""".replace("\n", "").split("|")
PARAGRAPHS = st.lists(st.sampled_from(PIECES), min_size=1, max_size=8).map(" ".join)


@settings(deadline=None, max_examples=100)
@given(st.lists(PARAGRAPHS, min_size=1, max_size=5), st.lists(PARAGRAPHS, max_size=3))
def test_blocks_before_change_nothing_and_all_text_is_covered(
    paragraphs: list[str], before: list[str]
) -> None:
    document = segment_document(make(*paragraphs, language="ru"))
    later = segment_document(make(*before, *paragraphs, language="ru"))
    shift = sum(len(text) + 2 for text in before)
    alone = [(segment.start + shift, segment.end + shift) for segment in document.segments]
    assert [(s.start, s.end) for s in later.segments if s.start >= shift] == alone

    covered = set().union(*(range(s.start, s.end) for s in document.segments), set())
    for span in document.spans:
        if span.kind is SpanKind.MARKUP:
            covered.update(range(span.start, span.end))
    left = [c for place, c in enumerate(document.text) if place not in covered]
    assert not "".join(left).strip()
    protected = [s for s in document.spans if s.kind is not SpanKind.MARKUP]
    for segment in document.segments:
        for span in protected:
            assert not span.start < segment.start < span.end
            assert not span.start < segment.end < span.end


def test_many_segments_are_cut_in_seconds() -> None:
    document = make(*["Он шёл по дороге. Она ждала его<sup>[3]</sup> дома."] * 10_000)
    start = time.process_time()
    assert len(segment_document(document)) == 20_000
    assert time.process_time() - start < 8  # a tenth of it where nothing else runs
