"""Quantities that articles state, and where their accounts differ. Pure: no clock, no configuration reading.

`numbers` finds numbers, `reading` says what each counts, `comparing` says which figures are for the same thing and
differ; `tables` holds the words that they go by. The first two look at one article alone.
"""

from generator.figures.comparing import Account, conflict, differ, differs, kind, obstacle
from generator.figures.reading import read
from generator.figures.tables import Synonyms, tables

__all__ = ["Account", "Synonyms", "conflict", "differ", "differs", "kind", "obstacle", "read", "tables"]
