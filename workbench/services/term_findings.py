"""What a check of terms says, as findings among those of the other checks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from alignments.bitext import SIDES
from alignments.checks.values import Finding, Place, Severity, about, shown
from glossary.findings import SEVERITIES, TermFinding
from workbench.records import StoredFinding
from workbench.services.joined_pairs import JoinedPair
from workbench.services.seeing_terms import SeenAlignment

TERM_SEVERITIES: Mapping[str, Severity] = {
    code.value: Severity(severity.value) for code, severity in SEVERITIES.items()
}
_SHOWN = 2  # places whose words stand in a list


def with_terms(
    findings: Sequence[StoredFinding], whole: SeenAlignment
) -> tuple[StoredFinding, ...]:
    """The findings and those of the terms, in the order of the rows, within a row terms last."""
    if not whole.findings:
        return tuple(findings)
    rows = {pair.bead: row for row, pair in enumerate(whole.pairs)}
    both = [*findings, *_of_terms(whole)]
    return tuple(sorted(both, key=lambda one: rows.get(one.bead, len(rows))))


def _of_terms(whole: SeenAlignment) -> Iterator[StoredFinding]:
    for finding in whole.findings:
        pair = whole.pairs[finding.position]
        lit = list(_places(finding, pair))
        if lit:
            yield _stored(finding, pair.bead, lit)


def _places(finding: TermFinding, pair: JoinedPair) -> Iterator[tuple[str, Place]]:
    """The places in the segments with the segments' texts, original first."""
    for side in SIDES:
        for each in finding.places:
            if each.side == side:
                for position, start, end, text in pair.side(side).stretches(each.start, each.end):
                    yield text, Place(side, position, start, end)


def _stored(finding: TermFinding, bead: int, lit: Iterable[tuple[str, Place]]) -> StoredFinding:
    texts, places = zip(*lit, strict=True)
    code = finding.code.value
    expected = f"; expected {' or '.join(finding.expected)}" if finding.expected else ""
    return StoredFinding(
        Finding(
            code,
            f"{finding.message}{expected}",
            places,
            about(code, zip(texts, places, strict=True)),
        ),
        TERM_SEVERITIES[code],
        bead,
        texts,
        " · ".join(map(shown, texts[:_SHOWN], places)),
    )
