"""Pairs of terms from texts that translate each other, by how often they stand in the same bead.

For each source phrase the target phrase that shares its beads best (Dice), if the choice is mutual;
ranked by Dunning's log-likelihood ratio. Names that sound alike are taken where they stand together
once. Which names sound alike is a question to the caller, who knows the scripts.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from glossary.mining.phrases import Phrase, phrases_of

Sounds = Callable[[str, str], float]
"""From two words to how likely they are one name, from 0 to 1."""

_MOST_PLACES = 50
_KEPT_BELOW = 0.85  # a part that stands almost only in the longer phrase is no term of its own


@dataclass(frozen=True, slots=True)
class MiningSettings:
    """`least` beads that two phrases must share, with at least this `dice`."""

    least: int = 3
    dice: float = 0.5
    name_sound: float = 0.8


@dataclass(frozen=True, slots=True)
class PairCandidate:
    """A source and a target phrase as most often printed, and what speaks for them.

    `frequency` beads have both; `score` is the log-likelihood ratio, `dice` the part of the beads
    of either that are both's; `places` are positions of such beads, the first fifty.
    """

    source: str
    target: str
    frequency: int
    score: float
    dice: float
    name: bool
    places: tuple[int, ...]


@dataclass(slots=True)
class _Side:
    beads: dict[tuple[str, ...], list[int]]
    printed: dict[tuple[str, ...], Counter[str]]
    names: Counter[tuple[str, ...]]
    by_bead: list[set[tuple[str, ...]]]


def mine_pairs(
    pairs: Iterable[tuple[str, str]],
    source_language: str,
    target_language: str,
    settings: MiningSettings | None = None,
    sounds: Sounds | None = None,
) -> list[PairCandidate]:
    """The candidates, the likeliest first; beads with an empty side say nothing.

    Give sure beads only: a wrong one makes wrong pairs.
    """
    chosen = settings or MiningSettings()
    texts = [(source, target) for source, target in pairs]
    source = _side([text for text, _ in texts], source_language)
    target = _side([text for _, text in texts], target_language)
    joint = _joint(source, target)
    linked = _mutual(joint, source, target, chosen, sounds)
    found = [_candidate(key, source, target, len(texts)) for key in linked]
    kept = _without_parts(found, linked, source)
    return sorted(kept, key=lambda each: (-each.score, each.source, each.target))


def _side(texts: Sequence[str], language: str) -> _Side:
    side = _Side(defaultdict(list), defaultdict(Counter), Counter(), [])
    for position, text in enumerate(texts):
        found: dict[tuple[str, ...], Phrase] = {}
        for phrase in phrases_of(text, language):
            found.setdefault(phrase.key, phrase)
            side.printed[phrase.key][phrase.printed] += 1
            side.names[phrase.key] += phrase.name
        for key in found:
            side.beads[key].append(position)
        side.by_bead.append(set(found))
    return side


_Link = tuple[tuple[str, ...], tuple[str, ...]]


def _joint(source: _Side, target: _Side) -> Counter[_Link]:
    joint: Counter[_Link] = Counter()
    for left, right in zip(source.by_bead, target.by_bead, strict=True):
        joint.update((one, other) for one in left for other in right)
    return joint


def _mutual(
    joint: Counter[_Link],
    source: _Side,
    target: _Side,
    settings: MiningSettings,
    sounds: Sounds | None,
) -> list[_Link]:
    """The links that are the best of both their ends; of equals the longer phrases win."""
    best_of_source: dict[tuple[str, ...], tuple[float, int, _Link]] = {}
    best_of_target: dict[tuple[str, ...], tuple[float, int, _Link]] = {}
    for link, together in joint.items():
        one, other = link
        dice = 2 * together / (len(source.beads[one]) + len(target.beads[other]))
        alike = _sound(link, source, target, sounds) >= settings.name_sound if sounds else False
        if not alike and (together < settings.least or dice < settings.dice):
            continue
        rank = (dice + alike, len(one) + len(other), link)
        if one not in best_of_source or rank > best_of_source[one]:
            best_of_source[one] = rank
        if other not in best_of_target or rank > best_of_target[other]:
            best_of_target[other] = rank
    return [
        rank[2]
        for one, rank in best_of_source.items()
        if best_of_target[rank[2][1]][2] == rank[2] and one == rank[2][0]
    ]


def _sound(link: _Link, source: _Side, target: _Side, sounds: Sounds | None) -> float:
    one, other = link
    if sounds is None or len(one) > 1 or len(other) > 1:
        return 0.0
    if not (source.names[one] and target.names[other]):
        return 0.0
    return sounds(one[0], other[0])


def _candidate(link: _Link, source: _Side, target: _Side, total: int) -> PairCandidate:
    one, other = link
    left, right = source.beads[one], target.beads[other]
    places = sorted(set(left) & set(right))
    return PairCandidate(
        source.printed[one].most_common(1)[0][0],
        target.printed[other].most_common(1)[0][0],
        len(places),
        round(log_likelihood(len(places), len(left), len(right), total), 2),
        round(2 * len(places) / (len(left) + len(right)), 3),
        bool(source.names[one] and target.names[other]),
        tuple(places[:_MOST_PLACES]),
    )


def log_likelihood(together: int, one: int, other: int, total: int) -> float:
    """Dunning's ratio for two phrases in `one` and `other` of `total` beads, `together` in both."""
    cells = (
        (together, one * other),
        (one - together, one * (total - other)),
        (other - together, (total - one) * other),
        (total - one - other + together, (total - one) * (total - other)),
    )
    return 2 * sum(n * math.log(n * total / expected) for n, expected in cells if n > 0)


def _without_parts(
    found: Sequence[PairCandidate], links: Sequence[_Link], source: _Side
) -> list[PairCandidate]:
    """Without pairs whose words stand nearly always inside a longer pair that was found too."""
    longer = [link for link in links if len(link[0]) > 1 and len(link[1]) > 1]
    parts: set[_Link] = set()
    for link in links:
        for big in longer:
            if link != big and set(link[0]) <= set(big[0]) and set(link[1]) <= set(big[1]):
                share = len(source.beads[big[0]]) / len(source.beads[link[0]])
                if share >= _KEPT_BELOW:
                    parts.add(link)
    return [each for each, link in zip(found, links, strict=True) if link not in parts]
