"""Quantities that articles state, and where articles differ on one. Pure: no clock, no configuration reading.

`numbers` finds numbers, `reading` what each counts, `context` who, where and when: all of one article alone.
`agreement` weighs what two sentences have in common, `comparing` groups the figures that are for the same thing and
differ. `tables` holds the words that they go by.
"""

from generator.figures.comparing import (
    ComparedQuantity,
    comparison_key,
    exclusion_reason,
    find_discrepancies,
    incompatibility,
    is_different,
)
from generator.figures.reading import find_quantities
from generator.figures.tables import Synonyms, tables

__all__ = [
    "ComparedQuantity",
    "Synonyms",
    "comparison_key",
    "exclusion_reason",
    "find_discrepancies",
    "find_quantities",
    "incompatibility",
    "is_different",
    "tables",
]
