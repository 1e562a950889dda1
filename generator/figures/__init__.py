"""Quantities that articles state, and where their accounts differ. Pure: no clock, no configuration reading.

`numbers` finds numbers, `reading` says what each counts, `circumstances` who, where and when: all of one article alone.
`comparing` says which figures are for the same thing and differ. `tables` holds the words that they go by.
"""

from generator.figures.comparing import Account, conflict, differ, differs, kind, obstacle
from generator.figures.reading import read
from generator.figures.tables import Synonyms, tables

__all__ = ["Account", "Synonyms", "conflict", "differ", "differs", "kind", "obstacle", "read", "tables"]
