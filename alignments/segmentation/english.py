"""The rule table for English."""

from __future__ import annotations

from alignments.segmentation.table import Behaviour, RuleTable, words

ENGLISH = RuleTable(
    languages=("en",),
    abbreviations={
        Behaviour.NEVER: """
            Mr Mrs Ms Messrs Mme Mlle Dr Prof Rev Hon Gen Col Lt Capt Maj Cpl Sgt Adm Cdr Sen
            Rep Gov Pres Amb Fr Mt Mts Ft Cde Com Comr Wm Chas Geo Jos Thos Vl Yu Ye Ya Zh Kh Sh
            i.e e.g viz cf ca approx vs esp incl resp transl introd N.B P.S
        """,
        Behaviour.STARTER: """
            St Jr Sr U.S U.K U.S.A U.N U.S.S.R C.C C.I C.P S.R S.D S.L.P A.F.L I.L.O Ph.D M.D
            B.A M.A D.C Ave Blvd Rd ed eds trans Inc Bros Alex Co Corp Ltd
        """,
        Behaviour.CAPITAL: """
            etc &c al seq ff ibid id loc.cit op.cit passim a.m p.m A.M P.M am pm B.C A.D
            per.cent cwt lb lbs oz ft mi yd yds doll deg min hr hrs sec
        """,
        Behaviour.BEFORE_NUMBER: """
            no nos No Nos p pp vol vols ch chap chs fig figs art arts sect para par pt n nn note
            f fol l ll col cols bk app tab pl Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec
        """,
    },
    starters=words("""
        The This That These Those A An He She It We They You There Here Now Then Thus Hence So
        Such In On At By For From With Without To Of As But And Or Nor Yet If When While Since
        Because After Before Although Though However Therefore Moreover Nevertheless Meanwhile
        Still Only Not No Nobody Nothing None All Both Each Every Either Neither Some Many Most
        Much More Few Several Another Other Others One Two Three His Her Its Our Their My Your
        What Which Who Whose Whom Why How Where Was Were Is Are Did Does Do Had Has Have Can
        Could Will Would Should May Must Let See During Under Over Between Among Against Until
        Once Even Also Perhaps Yes Twice Instead Despite Through Upon Within Again Never Nor
        Later Soon Today Finally First Second
    """),
    phrase_openers=words("""
        in on at by since until from after before about around early late during till between
        near of
    """),
    conjunctions=words("and but or while when that where as so because if although though"),
    century_words=words("century centuries c cent"),
    speech_verbs=words("""
        said says asked asks answered replied cried shouted wrote writes exclaimed added
        remarked declared whispered continued objected muttered repeated explained retorted
        observed thought wondered called
    """),
    citation_parts=words("Vol Vols P Pp No Nos Ch Part Art Sect Book Fig"),
    labels=words("""
        chapter part section article art thesis theses appendix note fig figure table book act
        scene letter number no lecture point question paragraph sec ch
    """),
)
