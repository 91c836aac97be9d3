"""Who is there is what was said lately, and no more."""

from __future__ import annotations

from workbench.presence import MOST_PAGES, SILENT, Place, Presence, Present


class Clock:
    """A clock that a test moves."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        """Seconds."""
        return self.now


def test_each_page_stands_where_it_last_said_it_is() -> None:
    presence = Presence()
    presence.come(1, Place("page-one", "Anna", bead=3))
    presence.come(1, Place("page-two", "Boris", bead=9))
    there = presence.come(1, Place("page-one", "Anna", bead=4, segment=12))
    assert there == Present(
        (Place("page-one", "Anna", bead=4, segment=12), Place("page-two", "Boris", bead=9))
    )


def test_a_page_that_goes_or_falls_silent_is_gone() -> None:
    clock = Clock()
    presence = Presence(clock)
    presence.come(1, Place("page-one", "Anna"))
    presence.come(1, Place("page-two", "Boris"))
    assert presence.go(1, "page-two") == Present((Place("page-one", "Anna"),))
    clock.now = SILENT + 1
    assert presence.come(1, Place("page-two", "Boris")) == Present((Place("page-two", "Boris"),))
    assert presence.go(1, "page-two") == Present(())


def test_alignments_do_not_hear_of_each_other() -> None:
    presence = Presence()
    presence.come(1, Place("page-one", "Anna"))
    assert presence.come(2, Place("page-two", "Boris")).places == (Place("page-two", "Boris"),)


def test_made_up_pages_cannot_fill_the_memory() -> None:
    clock = Clock()
    presence = Presence(clock)
    for number in range(MOST_PAGES + 50):
        clock.now += 0.01
        there = presence.come(1, Place(f"page-{number}", "Nobody"))
    assert len(there.places) == MOST_PAGES
    assert there.places[0].page == "page-50"
