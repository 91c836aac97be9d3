"""Two copies of the same notes: a clean one without numbers, and a damaged one with them.

A converter that reads both a page's foot and its link list gives every note twice. The copies are
recognised by the words they share (runs of three words), in order; the fuller one becomes the
text's notes, takes the numbers, and the other is put aside.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from alignments.bitext import BlockKind, Notice, Stream
from alignments.structure.drafts import Draft
from alignments.structure.joins import Proposal

_ALIKE = 0.4  # share of the shorter text's word triples found in the other
_FEWEST = 3
_MARGIN = 20  # blocks looked at beyond three for each note, on either side
_COMMON = 30  # a triple in more notes than this says nothing
_WORD = re.compile(r"\w+")
_LINK = re.compile(r"(?:https?://|www\.)\S+")


@dataclass(slots=True)
class _Unit:
    """A note, or what may be one: its blocks (more than one if a page cut it) and word triples."""

    drafts: list[Draft]
    triples: frozenset[tuple[str, ...]]
    number: str = ""
    size: int = field(init=False)

    def __post_init__(self) -> None:
        self.size = sum(len(draft) for draft in self.drafts)


def find_copies(
    text: str, drafts: Sequence[Draft], proposals: Sequence[Proposal], called: Iterable[str]
) -> list[Notice]:
    """Number the unnumbered copy of the notes, put the lesser copy aside, and say so.

    No notice, and nothing changed, where no such copy is found. `called` holds the note numbers
    that the text calls.
    """
    places = [n for n, d in enumerate(drafts) if d.kind is BlockKind.NOTE]
    notes = _units(text, [drafts[n] for n in places], proposals)
    notes = [note for note in notes if note.drafts[0].number.isdecimal()]
    if len(notes) < _FEWEST:
        return []
    reach = 3 * len(notes) + _MARGIN
    around = drafts[max(0, places[0] - reach) : places[-1] + reach]
    wanted = (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM)
    units = _units(text, [d for d in around if d.kind in wanted and not d.verbatim], proposals)
    matches = _best_chain(_alike(units, notes))
    if len(matches) < max(_FEWEST, len(notes) // 2):
        return []
    copy = _region(around, units, matches, drafts[places[0]])
    if 2 * len(matches) < len(copy):
        return []
    _number(copy, {id(units[u]): notes[n].drafts[0].number for u, n in matches}, set(called))
    return [_settle(copy, notes)]


def _units(text: str, drafts: Sequence[Draft], proposals: Sequence[Proposal]) -> list[_Unit]:
    """Blocks chained by joins, or as a note's continuation."""
    left_of = {id(p.right): p.left for p in proposals}
    chains: list[list[Draft]] = []
    for draft in drafts:
        left = left_of.get(id(draft))
        joined = chains and (draft.continues or (left is not None and left is chains[-1][-1]))
        if joined:
            chains[-1].append(draft)
        else:
            chains.append([draft])
    return [_Unit(chain, _triples(text, chain)) for chain in chains]


def _triples(text: str, chain: Sequence[Draft]) -> frozenset[tuple[str, ...]]:
    joined = " ".join(text[draft.words : draft.end] for draft in chain).lower()
    words = _WORD.findall(_LINK.sub(" ", joined))
    if len(words) < 3:
        return frozenset([tuple(words)] if words else [])
    return frozenset(zip(words, words[1:], words[2:], strict=False))


def _alike(units: Sequence[_Unit], notes: Sequence[_Unit]) -> list[tuple[int, int, int]]:
    """Pairs (unit, note, shared triples) of texts that are much alike."""
    index: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for number, note in enumerate(notes):
        for triple in note.triples:
            index[triple].append(number)
    pairs: list[tuple[int, int, int]] = []
    for place, unit in enumerate(units):
        shared: Counter[int] = Counter()
        for triple in unit.triples:
            found = index.get(triple, ())
            if len(found) <= _COMMON:
                shared.update(found)
        for number, count in sorted(shared.items()):
            if count >= _ALIKE * min(len(unit.triples), len(notes[number].triples)):
                pairs.append((place, number, count))
    return pairs


def _best_chain(pairs: Sequence[tuple[int, int, int]]) -> list[tuple[int, int]]:
    """The pairs, rising on both sides, that share most: a weighted longest increasing chain."""
    ends: list[int] = []  # note numbers, rising, and for each the best weight of a chain up to it
    weights: list[int] = []
    chain_at: list[int] = []
    previous: list[int] = [-1] * len(pairs)
    order = sorted(range(len(pairs)), key=lambda p: (pairs[p][0], -pairs[p][1]))
    for pair in order:
        _, note, count = pairs[pair]
        at = bisect_left(ends, note)
        weight = count + (weights[at - 1] if at else 0)
        previous[pair] = chain_at[at - 1] if at else -1
        if at < len(ends) and ends[at] == note and weights[at] >= weight:
            continue
        stop = at
        while stop < len(ends) and weights[stop] <= weight:
            stop += 1
        ends[at:stop], weights[at:stop], chain_at[at:stop] = [note], [weight], [pair]
    chain: list[tuple[int, int]] = []
    pair = chain_at[-1] if chain_at else -1
    while pair >= 0:
        chain.append((pairs[pair][0], pairs[pair][1]))
        pair = previous[pair]
    return chain[::-1]


def _region(
    around: Sequence[Draft],
    units: Sequence[_Unit],
    matches: Sequence[tuple[int, int]],
    first_note: Draft,
) -> list[_Unit]:
    """The units from the first match to the last, and on to the notes if no heading parts them."""
    first, last = matches[0][0], matches[-1][0]
    end = units[last].drafts[-1].end
    if end <= first_note.start:
        between = [d for d in around if end <= d.start < first_note.start]
        if all(d.kind is not BlockKind.HEADING for d in between):
            while last + 1 < len(units) and units[last + 1].drafts[0].start < first_note.start:
                last += 1
    return list(units[first : last + 1])


def _number(copy: Sequence[_Unit], known: dict[int, str], called: set[str]) -> None:
    """Give every unit its number: matched ones their note's, the others by counting on."""
    following = 0
    ahead: list[int] = []  # for each unit the next matched number after it
    for unit in reversed(copy):
        number = known.get(id(unit))
        following = int(number) if number else following
        ahead.append(following)
    ahead.reverse()
    limit = max((int(label) for label in called if label.isdecimal()), default=0)
    count = 0
    for unit, bound in zip(copy, ahead, strict=True):
        number = known.get(id(unit), "")
        if not number and count + 1 < (bound or max(limit, count + 1) + 1):
            number = str(count + 1)
        count = int(number) if number else count
        unit.number = number


def _settle(copy: Sequence[_Unit], notes: Sequence[_Unit]) -> Notice:
    for unit in copy:
        for position, draft in enumerate(unit.drafts):
            draft.kind, draft.number, draft.style = BlockKind.NOTE, unit.number, ""
            draft.continues = position > 0 or not unit.number
    for note in notes:
        note.number = note.drafts[0].number
    fuller = sum(unit.size for unit in copy) >= sum(note.size for note in notes)
    kept, lesser = (copy, notes) if fuller else (notes, copy)
    heads = {unit.number: unit.drafts[0] for unit in kept if unit.number}
    for unit in lesser:
        original = heads.get(unit.number)
        for draft in unit.drafts:
            if original is not None:
                draft.copy_of, draft.stream = original, Stream.ASIDE
    missing = sorted(set(heads) - {unit.number for unit in lesser}, key=int)
    which = "with numbers" if fuller else "without numbers"
    lacks = f"; it lacks {', '.join(missing)}" if missing else ""
    return Notice(
        "notes-twice",
        f"The notes stand twice in this text. The fuller copy ({len(heads)} notes) is used; the "
        f"other one, {which} ({len(lesser)} notes), is put aside{lacks}.",
        lesser[0].drafts[0].start,
    )
