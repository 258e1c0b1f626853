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
    "begin begins began think thinks thought thinking feel feels felt "
    "put puts quip quips quipped quipping admit admits admitted admitting "
    "retort retorts retorted plead pleads pleaded pled swear swears swore sworn "
    "tweeting"
) | _forms(
    "add ask answer reply respond continue explain argue announce declare state note remark observe "
    "comment conclude insist claim assert contend maintain suggest stress emphasize emphasise underline "
    "underscore reiterate repeat confirm concede acknowledge recall remember recount relate report reveal "
    "disclose tweet retweet post joke laugh cry shout yell scream whisper mutter murmur chant exclaim "
    "proclaim pronounce promise pledge vow warn caution predict forecast complain lament muse wonder "
    "believe hope estimate expect demand urge advise interject intone opine boast brag crow gush snap growl "
    "charge allege testify affirm advocate profess propose point deny mention signal indicate "
    "imply guess sigh recommend inform assure reassure remind challenge sum elaborate clarify summarize "
    "summarise quote cite echo agree disagree offer protest rail rant fume blog message text email e-mail "
    "deadpan inquire enquire query question implore beg beseech instruct decree dictate preach lecture "
    "volunteer venture hint confide confess apologize apologise attest certify vouch speculate theorize "
    "surmise reflect ponder sing rap recite narrate ad-lib chime pipe assess reckon conjecture explode "
    "explicate bemoan bellow bark blurt chuckle deplore decry denounce condemn criticize criticise blast "
    "slam rip praise laud hail applaud thank accuse blame mock tease taunt scold chide rebuke lambast "
    "lambaste attack assail ridicule scoff sneer defend justify hedge equivocate demur fret worry grouse "
    "gripe grumble whine marvel enthuse congratulate prod react boom"
)
"""Verbs that tell of saying, writing or thinking and may take a whole speech."""

NAMING = _forms(
    "call dub describe label brand term name deem refer characterize characterise portray paint cast depict "
    "dismiss deride ridicule mock denounce decry slam blast condemn criticize criticise praise hail laud "
    "trash bash accuse blame tout champion reject entitle"
) | listed("branded labelled labelling dubbed dubbing slammed slamming")
"""Verbs that tell what somebody calls something."""

THINKING = _forms(
    "believe hope estimate expect demand urge propose promise offer guess wonder worry fret fear express "
    "voice want plan agree disagree advocate reflect ponder attack defend reject suspect"
) | listed("think thinks thought thinking feel feels felt feeling")
"""Verbs that tell of a thought or a wish, in words that may be a reporter's."""

REPORTS = listed(
    "said says asked asks added adds claimed claims warned warns declared declares insisted insists "
    "told tells vowed vows argued argues wrote writes calls called slams slammed accuses accused"
)
"""Forms that are cues with a capital too: at the head of a sentence, and in headlines."""

NOUNS = listed(
    "answer answers blast blog chant chants charge charges claim claims comment comments complaint cry "
    "demand demands email emails e-mail estimate estimates forecast forecasts guess hope hopes joke "
    "jokes message messages note notes offer offers pledge pledges point points post posts praise "
    "prediction promise promises protest protests question questions quote quotes remark remarks reply "
    "replies report reports request response responses signal signals state states text texts tweet "
    "tweets urge vow vows warning whisper attack attacks advocate advocates rap rip hint hints boast "
    "laugh murmur address query lecture riff challenge expects bark preach cast paint"
)
"""Forms of those verbs that are more often something else."""

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

PHRASAL = listed("shot shoots fired fires hit hits went goes clapped struck")
"""Verbs that tell of saying with "back" or "on" behind them ("shot back")."""

CUES = SAYING | NAMING | OTHER | THINKING

ADDRESSING = _forms("ask warn remind assure reassure inform advise urge address answer interview") | listed(
    "tell tells told telling"
)
"""Verbs of saying whose object is who is spoken to."""
