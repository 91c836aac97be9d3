"""The term base that comes with the workbench: Soviet party history of the 1920s and 1930s."""

from __future__ import annotations

from dataclasses import replace
from importlib.resources import files

from glossary.concepts import TermBase
from glossary.formats.registry import FORMATS
from glossary.formats.results import ReadOptions

STARTER_NAME = "Soviet party history, 1920s and 1930s"


def starter_base() -> TermBase:
    """The shipped base; its priority is below that of any base of one's own."""
    data = (files("glossary") / "data" / "soviet-history.csv").read_bytes()
    base = FORMATS["csv"].read(data, ReadOptions(name=STARTER_NAME)).base
    return replace(base, priority=-1)
