"""How often is a suggestion right? By the kind of its reason, as measured.

The certainty is how many in a hundred first suggestions of that kind are right. It was measured on a public map of
1,250 spellings of 755 organisations (`python -m pipelines.organisations.quality FILE` prints the table again), with
half of the names taken to be of organisations the register does not hold, and is stated rounded down:

    same words in any order, form or language      97 of 97 right for names in the register   stated 95
    words contained, nearly all of the name        35 of 35                                   stated 90
    acronym                                         6 of  6                                   stated 80
    letters agree by 90 %, and the initials fit    12 of 12                                   stated 78
    initials                                        8 of  8                                   stated 75
    one part is a registered name or acronym        9 of  9                                   stated 75 and 70
    words contained                                28 of 30                                   stated 65
    letters agree by 90 %, fitting initials or not 12 of 12, more strangers                   stated 65
    words in common                                14 of 17                                   stated 40
    an acronym several have; a name and a country; fewer letters: too few cases, or mostly wrong   40 to 20

The map has few names in other scripts, and the list of words (data/reference/organisation_words.csv) was made by
people who knew such names: elsewhere expect less.
"""

from __future__ import annotations

# From here on a name is likely to be the same one misspelt.
MISSPELT = 90
# How many in a hundred first suggestions are right, by kind of reason and least strength; rounded down. The strength
# of an acronym that several organisations have is the share left for each of them.
MEASURED = {
    "same words": ((0, 95.0),),
    "same meaning": ((0, 95.0),),
    "words contained": ((70, 90.0), (0, 65.0)),
    "letters and initials": ((0, 78.0),),
    "acronym": ((100, 80.0), (0, 40.0)),
    "part is the name": ((0, 75.0),),
    "part is the acronym": ((100, 70.0), (0, 35.0)),
    "letters": ((MISSPELT, 65.0), (0, 20.0)),
    "initials": ((100, 75.0), (0, 25.0)),
    "words": ((0, 40.0),),
    "name and country": ((0, 25.0),),
}


def certainty(kind: str, strength: float) -> float:
    """How many in a hundred suggestions of a kind and strength are right, as measured."""
    return next(share for least, share in MEASURED[kind] if strength >= least)
