"""The terminology engine: text and a term base in, findings out.

`concepts` holds the words (concept, term, term base), `matching` finds terms in a text, `checks`
compares the two sides of a translation, `mining` proposes terms, `formats` reads and writes term
bases, `starter` is the base that comes with the workbench.
"""
