"""How the page looks, on a screen in light and dark, on a narrow one, and on paper."""

from __future__ import annotations

import re
from importlib.resources import files


def style_sheet() -> str:
    """The rules that do not depend on the text."""
    return files("alignments.formats.html").joinpath("page.css").read_text(encoding="utf-8")


def page_title_rule(title: str) -> str:
    """The rule that sets a running title and the page's number on paper.

    Every sign of the title but plain letters, digits and blanks is an escape: nothing of it can end
    the string, the rule, or the style element.
    """
    safe = re.sub(r"[^\w ]|_", lambda hit: f"\\{ord(hit.group()):x} ", title[:120])
    return (
        "@page { size: A4; margin: 18mm 14mm 18mm; "
        f'@top-center {{ content: "{safe}"; font: 8pt serif; color: #444; }} '
        "@bottom-center { content: counter(page); font: 8pt serif; color: #444; } }\n"
        "@page :first { @top-center { content: none; } }\n"
    )
