"""Describing: whether a description is of somebody who can speak, a person or a body."""

from __future__ import annotations

import re

from text.quotes.lexicon import DETERMINERS, LINKING, PREPOSITIONS, ROLES, listed

_OWNED = listed("his her its their our my your")
_BEHIND = (
    PREPOSITIONS
    | LINKING
    | listed("close familiar involved surveyed outside inside behind there here however earlier later")
)
"""Words behind which in a description stands what only tells more of whom it describes."""

_FOREIGN = listed("le la les un une der die das ein eine el los las il lo una")
"""Articles behind which stand nouns that are not told apart here."""

_SOMEBODY = listed(
    "person people man men woman women child boy girl kid guy baby youth mother father mom dad parent wife "
    "husband son daughter brother sister sibling uncle aunt cousin niece nephew widow relative friend fan "
    "neighbour neighbor colleague ally boss chief head aide source expert critic veteran student pupil "
    "nurse judge host guest coach captain pilot guard cop soldier medic clerk chef nun priest monk saint "
    "victim witness suspect inmate patient client couple duo pair twin owner rival peer partner "
    "scholar academic graduate surrogate delegate candidate advocate architect mechanic spokesperson "
    "spokespeople nominee official activist individual national local resident native conservative liberal "
    "progressive representative executive detective operative billionaire millionaire entrepreneur "
    "intellectual professional loyalist secretary attorney those someone somebody everyone everybody fellow "
    "tycoon mogul surgeon neurosurgeon diplomat star user heavyweight"
)
_BODIES = listed(
    "crowd audience group team club band party campaign company firm bank business agency bureau department "
    "ministry office administration government cabinet council committee commission board panel court jury "
    "parliament senate congress assembly house union league association federation organisation organization "
    "foundation fund charity institute institution university college school church museum hospital police "
    "military army navy force service press newspaper paper magazine outlet network broadcaster station "
    "channel media publication company authority city town county state nation country family community "
    "majority coalition alliance movement chapter staff faculty publisher troupe public "
    "embassy consulate diocese trust society squad unit corporation cooperative conglomerate retailer"
)
_SHORT = 4
"""Letters of words whose ending tells nothing."""

_DOERS = re.compile(r"(?:er|or|ist|ian|man|men|woman|women|person|people|ee|ant|folk)s?$")
_THINGS = listed(
    "letter newsletter poster banner number order offer chapter flyer flier sticker ticker counter "
    "factor motor error answer matter manner dinner computer twitter folder header power tower trailer "
    "river water disaster center theater paper remember either neither another other whether after "
    "never better former later fewer lower higher greater rather together further under degree "
    "guarantee jubilee coffee three plant restaurant grant warrant covenant color colour floor labor "
    "labour behavior behaviour minor major prior human cover teleprompter"
)
"""Words that end like those for persons, and stand for none."""


def speaks(description: str) -> bool:
    """Whether a description, as "a friend of Bob Ray", names a person, or a body whose words it may be.

    A word with a capital is a name. "Her office" is nobody's that could be told.
    """
    words = description.split()
    first = words[0].lower() if words else ""
    if first in _FOREIGN and len(words) > 1:
        return True
    owned = first in _OWNED
    if first in DETERMINERS:
        words = words[1:]
    end = next((number for number, word in enumerate(words) if word.lower() in _BEHIND), len(words))
    head = words[end - 1].strip(".’'") if end else ""
    return head[:1].isupper() or _is_person(head) or (not owned and _is_among(head, _BODIES))


def _is_person(word: str) -> bool:
    """Whether a common noun stands for persons; of one with hyphens its last part tells."""
    last = word.rpartition("-")[2]
    if _is_among(last, _SOMEBODY | ROLES):
        return True
    return len(last) > _SHORT and _DOERS.search(last) is not None and not _is_among(last, _THINGS)


def _is_among(word: str, words: frozenset[str]) -> bool:
    """Whether a word, or what it is the plural of, is one of these."""
    singular = word.removesuffix("ies") + "y" if word.endswith("ies") else word.removesuffix("s")
    return word in words or singular in words or word.removesuffix("es") in words
