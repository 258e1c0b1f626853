"""Cues: the words that tell of saying."""

from __future__ import annotations

from text.quotes.lexicon import listed


def _forms(stems: str) -> frozenset[str]:
    """The forms a regular English verb takes in reports, for each of the stems."""
    return frozenset(form for stem in stems.split() for form in _regular(stem))


def _regular(stem: str) -> tuple[str, ...]:
    if stem.endswith("e"):
        return (stem, stem + "s", stem + "d", stem[:-1] + "ing")
    if stem.endswith("y") and stem[-2] not in "aeiou":
        return (stem, stem[:-1] + "ies", stem[:-1] + "ied", stem + "ing")
    sibilant = "es" if stem.endswith(("s", "sh", "ch", "x")) else "s"
    return (stem, stem + sibilant, stem + "ed", stem + "ing")


SAYING = listed(
    "say says said saying tell tells told telling write writes wrote written writing read reads "
    "speak speaks spoke spoken speaking begin begins began think thinks thought thinking feel feels felt "
    "go goes went put puts quip quips quipped quipping admit admits admitted admitting "
    "retort retorts retorted plead pleads pleaded pled swear swears swore sworn "
    "tweeting hear hears heard know knows knew find finds found hold holds held "
    "understand understands understood foresee foresees foresaw"
) | _forms(
    "add ask answer reply respond continue explain argue announce declare state note remark observe "
    "comment conclude insist claim assert contend maintain suggest stress emphasize emphasise underline "
    "underscore reiterate repeat confirm concede acknowledge allow recall remember recount relate report "
    "reveal disclose tweet retweet post joke laugh cry shout yell scream whisper mutter murmur chant "
    "exclaim proclaim pronounce promise pledge vow warn caution predict forecast complain lament muse "
    "wonder believe hope estimate expect demand urge advise order counter interject intone opine boast "
    "brag crow gush snap growl charge allege testify affirm advocate profess propose point deny mention "
    "signal indicate imply guess figure reason sigh recommend inform assure reassure remind challenge "
    "sum elaborate clarify summarize summarise quote cite echo agree disagree offer protest "
    "object shoot fire thunder rail rant fume blog message text email e-mail deadpan inquire enquire "
    "query question implore beg beseech counsel instruct decree rule dictate preach lecture volunteer "
    "venture hint confide confess apologize apologise attest certify vouch speculate theorize surmise "
    "reflect ponder sing rap recite narrate ad-lib chime pipe assess reckon conjecture explode explicate "
    "bemoan bellow bark blurt chuckle deplore decry denounce condemn criticize criticise blast slam rip "
    "praise laud hail applaud thank accuse blame credit mock tease taunt scold chide rebuke lambast "
    "lambaste attack assail ridicule scoff sneer defend justify hedge equivocate demur fret worry "
    "grouse gripe grumble whine marvel enthuse rejoice celebrate cheer congratulate greet welcome "
    "introduce address headline title start open close finish end follow press prod press"
)
"""Verbs that tell of saying, writing or thinking and may take a whole speech."""

NAMING = _forms(
    "call dub describe label brand term name deem refer characterize characterise portray paint cast depict "
    "dismiss deride ridicule mock denounce decry slam blast condemn criticize criticise praise hail laud "
    "trash bash accuse blame tout champion reject entitle"
) | listed("branded labelled labelling dubbed dubbing slammed slamming")
"""Verbs that tell what somebody calls something."""

NOUNS = listed(
    "statement comment remark tweet email e-mail letter memo speech post message response reply answer "
    "words claim warning question message slogan caption headline line phrase quote saying mantra"
)
"""Nouns for what was said."""

OTHER = listed(
    # German
    "sagte sagt sagten erklärte erklärt meinte meint betonte betont fügte schrieb schreibt warnte warnt "
    "kritisierte forderte fordert teilte kündigte behauptete behauptet antwortete fragte "
    # French
    "dit disait déclaré déclare affirmé affirme expliqué explique ajouté ajoute estimé estime souligné "
    "souligne écrit lancé lance assuré assure répondu répond précisé précise indiqué indique "
    # Polish
    "powiedział powiedziała mówi mówił mówiła dodał dodała stwierdził stwierdziła podkreślił podkreśliła "
    "napisał napisała zaznaczył zaznaczyła ocenił oceniła zapytał zapytała odpowiedział odpowiedziała "
    # Spanish, Italian
    "dijo dice afirmó añadió declaró explicó aseguró señaló ha detto disse affermato dichiarato"
)
"""Verbs of saying in other languages."""

CUES = SAYING | NAMING | OTHER

ADDRESSING = _forms("ask warn remind assure reassure inform advise urge address answer interview") | listed(
    "tell tells told telling"
)
"""Verbs of saying whose object is who is spoken to."""
