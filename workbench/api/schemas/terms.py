"""Term bases, their concepts, terms in the texts, and proposed terms."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field

from alignments.bitext import Side
from glossary.concepts import MAX_TERM, Case, Kind, PartOfSpeech, Status
from workbench.api.schemas.fields import LanguageTag, Name, Public, RowId, Shape, Text
from workbench.services.term_marks import Met
from workbench.states import ConceptActKind

MAX_CONCEPTS_PAGE = 2000
MAX_CHANGES_PAGE = 500
MAX_BEADS_SEEN = 200
MAX_TERMS = 200

Words = Annotated[Text, Field(max_length=4000)]
TermText = Annotated[Text, Field(min_length=1, max_length=MAX_TERM)]
TermFileFormat = Literal["tbx3", "tbx3-dct", "tbx2", "csv", "tsv", "omegat"]
Priority = Annotated[int, Field(ge=-1000, le=1000)]


class TermShape(Shape):
    """A name of a concept in one language; `abbreviates` is the full form it stands for."""

    text: TermText
    language: LanguageTag
    status: Status = Status.PREFERRED
    kind: Kind = Kind.FULL_FORM
    part_of_speech: PartOfSpeech = PartOfSpeech.UNKNOWN
    case: Case = Case.BY_RULE
    do_not_translate: bool = False
    abbreviates: Annotated[Text, Field(max_length=MAX_TERM)] = ""
    context: Words = ""
    note: Words = ""
    source: Words = ""


class ConceptShape(Shape):
    """A concept as a person gives it; its id in the base is made from its terms."""

    terms: Annotated[list[TermShape], Field(min_length=1, max_length=MAX_TERMS)]
    definition: Words = ""
    domain: Words = ""
    notes: Annotated[list[Words], Field(default_factory=list, max_length=100)]
    source: Words = ""
    image: Annotated[Text, Field(max_length=2000)] = ""


class ConceptCreate(ConceptShape):
    """A new concept; without a base it goes to the project's own, which is made if need be."""

    base_id: RowId | None = None


class ConceptUpdate(ConceptShape):
    """What a concept is to be, and the version that was seen."""

    version: Annotated[int, Field(ge=1)]


class ConceptMerge(Shape):
    """The concepts that become one with this one, which has the say."""

    version: Annotated[int, Field(ge=1)]
    others: Annotated[list[RowId], Field(min_length=1, max_length=50)]


class TermPublic(Public):
    """A name of a concept."""

    text: str
    language: str
    status: Status
    kind: Kind
    part_of_speech: PartOfSpeech
    case: Case
    do_not_translate: bool
    abbreviates: str
    context: str
    note: str
    source: str


class ConceptPublic(Public):
    """A concept of a base; `key` is its id in files."""

    id: int
    base_id: int
    version: int
    key: str
    terms: list[TermPublic]
    definition: str
    domain: str
    notes: list[str]
    source: str
    image: str


class ConceptPage(Public):
    """Concepts in the order they were made; `next` is the cursor of the page after, or null."""

    items: list[ConceptPublic]
    next: str | None


class TermBaseCreate(Shape):
    """A base for a project, or for all of them."""

    name: Name
    priority: Priority = 0
    shared: bool = False


class TermBaseUpdate(Shape):
    """Another name or priority."""

    name: Name | None = None
    priority: Priority | None = None


class TermBasePublic(Public):
    """A term base; shared by all projects where `project_id` is null."""

    id: int
    project_id: int | None
    name: str
    priority: int
    head: int
    concepts: int
    created_at: datetime


class TermBaseList(Public):
    """The bases that hold for a project, the highest first."""

    items: list[TermBasePublic]


class TermImport(Public):
    """What taking in a file did: concepts added and changed, and notices about it."""

    base: TermBasePublic
    added: int
    changed: int
    notices: list[str]


class ConceptChangePublic(Public):
    """What one act did to one concept; null stands for no concept. `reverts` is the act undone."""

    number: int
    kind: ConceptActKind
    reverts: int | None
    concept_id: int
    before: ConceptPublic | None
    after: ConceptPublic | None
    actor: str
    at: datetime


class ConceptChangePage(Public):
    """What was done in a base, the newest first."""

    items: list[ConceptChangePublic]
    next: str | None


class TermUndo(Public):
    """The number of the act that was taken back."""

    undone: int


class TermSpanPublic(Public):
    """A stretch of a segment that is a form of a term, and what its pair does with it."""

    side: Side
    position: int
    start: int
    end: int
    concept: int
    term: str
    met: Met


class BeadTermsPublic(Public):
    """The terms of one bead."""

    bead: int
    spans: list[TermSpanPublic]


class SeenTerms(Public):
    """The terms of the beads asked for, and the concepts that they name."""

    items: list[BeadTermsPublic]
    concepts: list[ConceptPublic]


class TermUsagePublic(Public):
    """A rendering of a concept with its pairs; "" where a pair has none."""

    rendering: str
    status: Status | None
    count: int
    beads: list[int]


class TermUsageList(Public):
    """The renderings of a concept in an alignment, the most frequent first."""

    items: list[TermUsagePublic]


class ProposalPlace(Public):
    """A bead in which a proposed pair stands."""

    alignment_id: int
    bead_id: int


class ProposalPublic(Public):
    """A proposed pair of terms, or (`kind` not "pair") a short and a full form in `language`.

    `places` are examples.
    """

    kind: str
    language: str
    source: str
    target: str
    frequency: int
    score: float
    places: list[ProposalPlace]


class ProposalList(Public):
    """Proposed terms, the likeliest first; "running" while the texts are being read."""

    state: Literal["ready", "running"]
    total: int
    items: list[ProposalPublic]


class TermRefusal(Shape):
    """The proposed pair that is none."""

    source: Annotated[Text, Field(max_length=MAX_TERM)]
    target: Annotated[Text, Field(max_length=MAX_TERM)]


class RefusedTermPublic(Public):
    """A proposed pair that a person refused."""

    id: int
    source: str
    target: str
    actor: str
    at: datetime


class RefusedTermList(Public):
    """What was refused in a project, the oldest first."""

    items: list[RefusedTermPublic]


class CitationForm(Public):
    """The form in which a term is entered; "" where the words have no letter."""

    text: str
