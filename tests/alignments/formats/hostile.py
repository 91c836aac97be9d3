"""Texts that try to be more than text, and a bitext that has all a page can show."""

from __future__ import annotations

from hypothesis import strategies as st

from alignments.bitext import Alignment, Bead, Bitext
from alignments.formats import read_document
from alignments.segmentation import segment_document

HOSTILE = (
    "</td></tr></table><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '"><a href="javascript:alert(1)">',
    "]]><!--",
    "--></style><style>*{display:none}",
    "&lt;b&gt; &amp; &#60;",
    '=HYPERLINK("http://example.org";"x")',
    "+1+cmd|' /C calc'!A0",
    "-2+3",
    "@SUM(1)",
    "\tx",
    "\r=1",
    "'=1",
    "_x0041_ _x005F_",
    "a\x00b\x0bc\ud800d\ufffee",
    "\u202eabc\u202c \u2066x",
    "{\\rtf1} \\u263a ${x} {{x}}",
    "a" * 40_000,
)
ANY_TEXT = st.text(st.characters(exclude_categories=()), max_size=30) | st.sampled_from(HOSTILE)

RUSSIAN = """# О печати

Они знали[^1]. Мы молчали.

# Примечания

[^1]: Первое примечание.
"""
ENGLISH = """# On *the* press

They knew[^1]. We kept <silent>[^2]. [The editor's words.]

# Notes

[^1]: The first note.

[^2]: The second note. It is long.
"""


def made_bitext() -> Bitext:
    """Seven and ten segments: a heading, pairs, the editor's sentence, notes with and without."""
    source = segment_document(read_document(RUSSIAN.encode(), "press.ru.md", "ru"))
    target = segment_document(read_document(ENGLISH.encode(), "press.en.md", "en"))
    runs = [(1, 1), (1, 1), (1, 1), (0, 1), (1, 1), (1, 1), (0, 1), (0, 1)]
    beads, at = [], (0, 0)
    for width, height in runs:
        following = (at[0] + width, at[1] + height)
        beads.append(Bead(range(at[0], following[0]), range(at[1], following[1]), 0.9))
        at = following
    return Bitext(source, target, Alignment(tuple(beads), len(source), len(target)))
