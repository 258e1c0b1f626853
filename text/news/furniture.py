"""What stands on a news page beside the article: credits, links to other pages, pleas and notices."""

from __future__ import annotations

import re

from text.news.phrases import one_of

_CREDIT_LENGTH = 160
_PLEA_LENGTH = 320
_CAPTION_LENGTH = 640
"""The longest credit line, plea, and caption that ends in a credit, in code points."""

_PICTURE = r"(?:photos?|photographs?|pictures?|images?|illustrations?|graphics?|video|screenshot|artwork)"
_LABELLED = r"(?:\s*[:：/©,]|\s+courtesy\b|\s+(?-i:by|via)\s+(?-i:[A-Z]))\s*\S.*"
_BY = r"(?:by\b|[:/=–-]|courtesy|via)"

_CREDIT = one_of(rf"""
    (?:(?:main|cover|lead|file|top|featured?|header) )?{_PICTURE}(?:{_LABELLED}|\s*:)
    {_PICTURE} (?:credits?|source|caption|courtesy|copyright){_LABELLED}
    (?:photo |image )?credits?(?:\s*[:：]\s*|(?-i:(?=[A-Z])))\S.*
    (?:foto|fotos|bild|bilder|bildquelle|imagen|imagem|immagine)\s*[:/]\s*\S.*
    (?:фото|іллюстрація|иллюстрация|写真|사진)\s*[:：/]\s*\S.*
    [(\[](?:AP |Reuters |AFP )?(?:{_PICTURE}|credit|foto|사진)\b\s*{_BY}[^()\[\]]+[)\]]\.?
""")
_CREDIT_AT_END = re.compile(
    r"""
      \((?:AP|AFP|Reuters|EPA|PA)?\s?(?:[Pp]hoto|[Ii]mage|[Cc]redit)(?:graph)?\b[^()]{2,120}\)
    | \b(?:Getty\ Images?|Shutterstock|Wikimedia\ Commons|Alamy(?:\ Stock\ Photo)?|iStock\w*|Unsplash)\)?
    | (?:\bREUTERS/|\bAFP/|\bAP\ Photo/|\bEPA-EFE/)[\w .’'-]{2,60}
    | /(?:AP|AFP|Reuters|EPA|PA|TASS|Getty)(?:\ (?:Photo|Images?))?(?:\ via\ [\w ]{2,40})?\)?
    | \b(?:Photograph|Photo|Illustration|Composite|Credit|Image):\ [^.:]{2,80}
    | [.\s]©\ ?[A-Z][^.:]{2,80}
    """,
    re.VERBOSE,
)

_THINGS = (
    r"(?:news|stor(?:y|ies)|articles?|posts?|topics?|headlines|links?|reading|coverage|videos?|reads|now)"
)
_LINKS = one_of(rf"""
    (?:read|see|view|watch) (?:more|next|also|all|related)
    (?:read|see|view|watch) (?:more|all|related) (?:from|on|about|in|stories|news|photos|articles)\b.{{0,40}}
    (?:the |our |today['’]s )?(?:latest|related|recommended|popular|trending)(?: {_THINGS})?
    (?:the |our |today['’]s )?(?:top|most popular|recent|other|further|similar)(?: {_THINGS})?
    (?:breaking|featured|more) {_THINGS}(?: (?:from|on|in|about|for)\b.{{0,30}})?
    more (?:from|on|about|in|like) .{{1,40}}
    most (?:read|popular|viewed|shared|commented)(?: .{{1,20}})?
    you (?:may|might) (?:also )?(?:like|be interested in)
    (?:also|must|what to) read(?: next)?
    explore more(?: .{{1,40}})?
    see also|don['’]t miss|up next|trending now|share this|tags|topics|categories
    editor['’]?s['’]? (?:picks?|choice)
    in this (?:story|article)|story timeline|around the web|from the web|elsewhere on .{{2,30}}
    (?:promoted|sponsored) (?:content|stories|links)
    mehr zum thema|lesen sie auch|auch interessant|à lire aussi|lire aussi|lea también|leia também|leggi anche
    lees ook|läs också|читайте также|читайте також|последние новости|останні новини|関連記事|相关阅读|관련기사
""")
_POINTER = one_of(r"""
    (?:read (?:more|next|also)|also read|see also|related(?: \w+)?|recommended)\s*[:：|»>]\s*\S.*
    (?:watch|listen|don['’]t miss|more)\s*[:：|»>]\s*\S.*
    (?:lesen sie auch|à lire aussi|lire aussi|leggi anche|lea también)\s*[:：|»>]\s*\S.*
    (?:читайте также|читайте також)\s*[:：|»>]\s*\S.*
    read (?:more|next|also|the (?:rest|full \w+))(?: here| below| on .{2,40}| at .{2,40})?
    (?:see|view|watch|click here) (?:more|to) .{2,60}
    (?:click|tap) here\b.{0,80}
""")
_SHARE = r"(?:share|save|print|e-?mail|copy link|tweet|facebook|twitter|whatsapp|linkedin|reddit|telegram)"
_NOTICE = one_of(rf"""
    advertisement|advertising|paid (?:post|content)|ads? by .{{2,30}}|sponsored(?: by .{{2,40}})?
    anzeige|publicité|publicidad|реклама
    (?:story|article|text) continues (?:below|after).{{0,40}}
    continue reading.{{0,60}}|skip (?:to|past) .{{2,60}}|loading
    {_SHARE}(?:[ ,|/•·]*{_SHARE})*
    share (?:this|on|via|full|or comment|your (?:thoughts|views|story))\b.{{0,80}}
    you can (?:share this|now listen)\b.{{0,80}}
    (?:follow|like|find|join) us (?:on|at)\b.{{0,80}}
    follow .{{2,60}} on (?:twitter|x|facebook|instagram|telegram|google news|social media)\b.{{0,60}}
    follow \S+(?: \S+)?['’]s? coverage\b.{{0,120}}
    \d[\d,.]*[km]? (?:comments?|shares?|views?|likes?|replies|reactions)|comments? ?\(\d+\)|comments
    (?:view|show|leave|post|add|see|read) (?:a |all |the )?(?:\d+ )?(?:comments?|reply)
    (?:join|start) the (?:conversation|discussion)
    what do you think\? .{{2,60}}
    be the first to comment|comments (?:are|have been) closed.{{0,60}}
    \d+[ -]min(?:ute)?s?(?: read)?|reading time\b.{{0,30}}
    listen to (?:this|the) (?:article|story)\b.{{0,40}}|play (?:audio|video)
    enlarge(?: this)? image|toggle caption|image \d+ of \d+
    (?:view|open) (?:image|gallery|in gallery|full ?screen)\b.{{0,40}}
    our standards: .{{2,80}}|see more photos|back to top
""")
_PLEA = one_of(r"""
    (?:got|have|do you have|know) (?:a|any|some) (?:news )?(?:tip|story|confidential)\b.{0,20}\?
    (?:got|have) (?:a )?(?:question|comment|story idea|correction)s?\?
    send (?:us )?(?:your )?(?:tips?|news)\b
    (?:sign up|subscribe|register)\b.{0,80}\b(?:newsletters?|inbox|e-?mails?|briefing|channel|podcast)\b
    (?:sign up|subscribe|register)\b.{0,60}\b(?:daily|weekly|free|today|here)\b
    get .{0,80}\b(?:newsletter|inbox|by email|notifications|news alerts)\b
    (?:download|get) (?:our|the) .{0,30}\bapp\b
    (?:join|follow) (?:our|the) .{0,40}\b(?:channel|newsletter|whatsapp|telegram)\b
    already (?:a )?(?:subscribed|subscriber|member)\b|thanks for reading!
    support (?:our|independent|quality) .{0,30}journalism
    (?:support \w+ or )?become (?:a|our) (?:member|subscriber|supporter|patron)\b
    (?:enable|turn on|allow) (?:notifications|javascript|cookies)|(?:this site|we) uses? cookies
    by (?:signing up|subscribing)\b
""")
_RIGHTS = one_of(r"""
    (?:©|\(c\)|ⓒ|copyright\b|저작권자)\W*(?:©|\(c\)|ⓒ|copyright)?\W*(?:\d{4}|(?-i:[A-Z])|\().*
    .{0,200}(?:all rights reserved|alle rechte vorbehalten|tous droits réservés).{0,100}
    .{0,200}(?:все права защищены|무단전재).{0,100}
    this material may not be published.*
""")
_HOLDER = re.compile(
    r"(?:©|\([cC]\)|[Cc]opyright)\W*(?:©|\([cC]\)|[Cc]opyright)?\s*"
    r"(?:\d{4}(?:\s*[-–]\s*\d{2,4})?)?,?\s*(?:by\s+)?"
    r"([A-Z][\w&’' -]{1,60}?)(?=\s*(?:,|\.|\||-|\d{4}|[Aa]ll [Rr]ights|$))"
)
_TIPS_TO = re.compile(
    r"\b[Ss](?:end|ubmit)\b(?: \w+){0,3} to ((?:[Tt]he )?[A-Z][\w’'-]*(?: [A-Z][\w’'-]*){0,4})"
)
_TRIMMINGS = " .:…>»*–—-[]"


def is_credit(text: str) -> bool:
    """Whether `text` says who made or owns a picture, by itself or after its caption."""
    if len(text) <= _CREDIT_LENGTH and _CREDIT.fullmatch(text):
        return True
    return len(text) <= _CAPTION_LENGTH and _ends_in_credit(text.removesuffix("."))


def _ends_in_credit(text: str) -> bool:
    tail = text[-180:]
    return any(found.end() == len(tail) for found in _CREDIT_AT_END.finditer(tail))


def is_furniture(text: str) -> bool:
    """Whether `text` is a notice, a plea or a pointer to another page, whole and by itself."""
    if len(text) > _PLEA_LENGTH:
        return False
    bare = text.strip(_TRIMMINGS)
    if len(text) <= _CREDIT_LENGTH and (_NOTICE.fullmatch(bare) or _POINTER.fullmatch(bare)):
        return True
    return (_PLEA.match(text) or _RIGHTS.fullmatch(text)) is not None


def opens_links(text: str) -> bool:
    """Whether `text` is the heading of a list of links to other pages ("Latest news", "Related stories")."""
    return len(text) <= 60 and _LINKS.fullmatch(text.strip(_TRIMMINGS)) is not None


def publisher(text: str) -> str:
    """The publisher a notice names: whom to send tips to, or who holds the copyright; else ""."""
    found = _TIPS_TO.search(text) or _HOLDER.match(text)
    return found[1].strip() if found else ""
