"""The tables for languages without one of their own, and for Greek, whose question mark is `;`."""

from __future__ import annotations

from alignments.segmentation.table import Behaviour, RuleTable, words

_ABBREVIATIONS = {
    Behaviour.NEVER: """
        Mr Mrs Ms Dr Prof Mme Mlle Hr Fr St Sr Sra cf vgl ca z.B d.h bzw pp
        a b c d e f g h i j k l m n o p q r s t u v w x y z tj np m.in tzn dr prof inż ul gen mgr
    """,
    Behaviour.CAPITAL: "etc usw al ibid ff",
    Behaviour.BEFORE_NUMBER: "No Nr S vol Bd art Jan Feb Mar Apr Aug Sept Okt Dez",
}

GENERIC = RuleTable(
    languages=("und",),
    abbreviations=_ABBREVIATIONS,
    century_words=words("s siècle Jh Jahrhundert"),
    latin_numerals=True,
)

GREEK = RuleTable(
    languages=("el", "grc"),
    abbreviations={
        Behaviour.NEVER: "κ κκ π.χ δηλ βλ",
        Behaviour.CAPITAL: "κ.λπ κλπ κ.ά μ.Χ π.μ μ.μ",
        Behaviour.BEFORE_NUMBER: "σ σελ τ τόμ αρ",
    },
    extra_stops=";\u037e",
)
