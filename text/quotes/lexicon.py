"""The lexicon: the small words by which sentences are taken apart."""

from __future__ import annotations


def listed(words: str) -> frozenset[str]:
    """The words of a list parted by spaces."""
    return frozenset(words.split())


ROLES = listed(
    "president vice prime minister secretary senator senators sen rep reps representative gov governor mayor "
    "congressman congresswoman judge justice attorney director chief chair chairman chairwoman spokesman "
    "spokeswoman spokesperson chancellor king queen prince princess pope ambassador envoy advisor adviser "
    "officer manager ceo professor prof dr mr mrs ms miss sir lord lady gen general col colonel sgt captain "
    "capt lt adm admiral maj major cmdr commander rev reverend hon pastor bishop cardinal archbishop rabbi "
    "imam father sister brother deputy foreign assistant press state nominee candidate frontrunner delegate "
    "republican democrat democratic independent leader speaker premier host analyst strategist author "
    "actor actress comedian sheriff detective coach emperor sultan sheikh emir first "
    "auditor commissioner editor editor-in-chief whip treasurer councilman councilwoman inspector lieutenant "
    "sergeant reporter pollster challenger "
    "herr frau monsieur madame pan pani señor señora bundeskanzler bundeskanzlerin präsident prezydent"
)
"""Words that stand before a name and are none of it, or that say what somebody is."""

NO_NAMES = listed(
    "the a an in on at but and or if when as after before while for from to by with of meanwhile asked "
    "though although since because so then now later this that these those his her their its our my your he "
    "she it they we i you who what why how where there here not no yes one some many most all both each "
    "every monday tuesday wednesday thursday friday saturday sunday january february march april may june "
    "july august september october november december last next earlier however also still even despite "
    "according about like unlike during until unless"
)
"""Words that are written with a capital at the head of a sentence, and are no name."""

PRONOUNS = listed("he she they i we you it who er sie ich wir il elle je nous ils elles one")
LINKING = listed(
    "and but or nor as that when while because if where which who whom whose although though since so than "
    "then before until unless whether after what how why yet plus"
)
"""Words at which a subject that stands before its verb begins at the latest."""

PREPOSITIONS = listed(
    "in on at to during through by via about with from into over under against among after before between "
    "upon within without amid despite near around across along since until toward towards regarding "
    "concerning following for of like"
)
INSIDE = listed("of for at from with in de du des van von der di da al el bin ibn la le")
"""Words that a subject may hold between others."""

CLOSES = listed(
    "in on during to through by via about into over after before as when while last this earlier later "
    "yesterday today tonight recently again early late because if since until upon amid regarding where "
    "then who and but that how why whether there here not with without despite against "
    "monday tuesday wednesday thursday friday saturday sunday"
)
"""Words that end a subject that stands after its verb."""

TIMES = listed(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july "
    "august september october november december jan feb aug sept oct nov dec today yesterday tonight "
    "earlier recently morning afternoon evening night week month year last this"
)
"""Words for when, which may stand between a subject and its verb."""

AUXILIARIES = listed(
    "has have had having is are was were be been being do does did will would can could may might must shall "
    "should not also then later once again never ever just only even still already often sometimes always "
    "soon now reportedly n’t n't hasn’t didn’t doesn’t famously first further himself herself themselves "
    "itself to hat habe hatten a ont avait"
)
"""What may stand between a subject and its verb."""

DETERMINERS = listed("the a an his her their its this that our my your no any some")
QUANTIFIERS = listed("several many most some other another both few two three four five thousands hundreds")
