"""Feeds: RSS 0.9x, 1.0 and 2.0, Atom (RFC 4287), JSON Feed 1 and 1.1, and lists of feeds (OPML 2.0)."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from lxml import etree

from exchange.errors import BrokenListError
from exchange.network.addresses import is_address
from exchange.reading import xml
from exchange.saved.entries import Entry, Listing, moment, unique
from text.clean import clean_line
from text.document import Metadata
from text.html.elements import name
from text.html.tags import TAG

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from lxml.etree import _Element as Element

_CORE = {
    "http://www.w3.org/2005/atom": "",
    "http://purl.org/atom/ns#": "",
    "http://purl.org/rss/1.0/": "",
    "http://my.netscape.com/rdf/simple/0.9/": "",
    "http://channel.netscape.com/rdf/simple/0.9/": "",
    "http://purl.org/dc/elements/1.1/": "dc:",
    "http://purl.org/dc/terms/": "dcterms:",
    "http://purl.org/rss/1.0/modules/content/": "content:",
    "http://www.w3.org/1999/xhtml": "xhtml:",
    "http://www.itunes.com/dtds/podcast-1.0.dtd": "itunes:",
}
"""The vocabularies that are read, beside that of the root, and how their words are told here; those of others
are passed over."""

_PREFIXES = frozenset(_CORE.values())
_CREATED = (
    *("pubdate", "published", "dc:date", "issued", "dcterms:issued", "created", "dcterms:created"),
    *("updated", "modified", "dcterms:modified"),
)
_BARE = re.compile(r"<!\[CDATA\[.*?\]\]>|&(?!#?\w+;)", re.DOTALL)
"""A section that is text as it stands, or an ampersand that should have been written as an entity."""

_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_BASE = "{http://www.w3.org/XML/1998/namespace}base"
_CONTENTS = ("content:encoded", "content", "xhtml:body", "body", "fullitem")
_PLAIN = frozenset({"text", "text/plain"})
_TEXTS = _PLAIN | {"", "html", "text/html", "xhtml", "application/xhtml+xml"}
_WHOLE = 1000
"""From how many code points on what is called a summary is the article itself, as in many feeds."""

_PERSON = re.compile(r"[^\s()@]+@[^\s()]+ ?\((.+)\)|(.+?) ?[(<][^\s()<>@]+@[^\s()<>]+[)>]")

_SCHEME = re.compile(r"\Afeed:(?://)?(https?://)?", re.IGNORECASE)
_FEED_TYPES = frozenset({"rss", "rss1", "atom", "include", "link"})

_Fields = dict[str, list["Element"]]


def parse(data: bytes, label: str, address: str = "") -> Listing:
    """The feed, or the list of feeds, in `data`, which came from `address`.

    What is damaged is read as far as can be told. Raises `BrokenListError`, and what
    `exchange.reading.xml.decoded` raises; they call it `label`.
    """
    root = _root(xml.decoded(data, label))
    if root is None:
        raise BrokenListError(name=label, what="a feed")
    if name(root) == "opml":
        return _outlines(root)
    core = _CORE | {_space(root): ""}
    own = _fields(next((each for each in root if name(each) == "channel"), root), core)
    title = _plain((*own.get("title", ()), *own.get("dc:title", ())))
    base = urljoin(address or _link(own, ""), root.get(_BASE) or "")
    common = Metadata(
        publisher=title, language=_first(own, "language", "dc:language") or root.get(_LANGUAGE, "")
    )
    items = (each for each in root.iter() if name(each) in {"item", "entry"})
    return Listing(title, tuple(_entry(item, core, base, common) for item in items), is_feed=True)


def _root(text: str) -> Element | None:
    """The root of a feed, which often is not quite well-formed; nothing outside of it is loaded."""
    parser = etree.XMLParser(
        encoding="utf-8", recover=True, resolve_entities=False, no_network=True, load_dtd=False
    )
    try:
        escaped = _BARE.sub(lambda found: "&amp;" if found[0] == "&" else found[0], text)
        return etree.fromstring(escaped.encode(errors="replace"), parser)
    except etree.XMLSyntaxError:
        return None


def _outlines(root: Element) -> Listing:
    """The feeds of an OPML list, each once; some programs write `url` for `xmlUrl`. Links are pages."""
    title = next((clean_line("".join(each.itertext())) for each in root.iter() if name(each) == "title"), "")
    feeds: dict[str, None] = {}
    pages: list[Entry] = []
    unnamed = 0
    for outline in (each for each in root.iter() if name(each) == "outline"):
        own = {str(key).lower(): str(value) for key, value in outline.items()}
        address = _SCHEME.sub(_web, clean_line(own.get("xmlurl") or own.get("url") or ""))
        if not is_address(address):
            unnamed += bool(address) or own.get("type", "").lower() in _FEED_TYPES
        elif own.get("type", "").lower() == "link" and "xmlurl" not in own:
            pages.append(Entry(address, Metadata(clean_line(own.get("text") or own.get("title") or ""))))
        else:
            feeds[address] = None
    return Listing(title, unique(pages), tuple(feeds), is_feed=not pages, unnamed=unnamed)


def _web(scheme: re.Match[str]) -> str:
    """What is asked for where a program that reads feeds is named."""
    return scheme[1] or "http://"


def _entry(item: Element, core: Mapping[str, str], base: str, common: Metadata) -> Entry:
    own = _fields(item, core)
    written = _first(own, *_CREATED)
    saved = moment(written)
    known = Metadata(
        title=_plain((*own.get("title", ()), *own.get("dc:title", ()))),
        byline=", ".join(dict.fromkeys(filter(None, _authors(own)))),
        publisher=_first(own, "dc:publisher") or common.publisher,
        published=(saved if re.match(r"\d{4}-\d\d-\d\d", written) is None else written)[:10],
        language=_first(own, "language", "dc:language") or item.get(_LANGUAGE) or common.language,
        tags=tuple(dict.fromkeys(filter(None, _tags(own)))),
    )
    address = _link(own, urljoin(base, item.get(_BASE) or "")) or _about(item)
    content, is_plain = _content(own)
    return Entry(address, known, content, is_plain, saved)


def _fields(element: Element, core: Mapping[str, str]) -> _Fields:
    """The parts of a feed or an entry by their names, in small letters.

    A prefix that the feed has not declared means what it usually does.
    """
    found: _Fields = {}
    for part in element:
        if isinstance(part.tag, str):
            told = "" if not (space := _space(part)) else core.get(space)
            prefix, colon, _ = name(part).rpartition(":")
            if told is not None and prefix + colon in _PREFIXES:
                found.setdefault(told + name(part), []).append(part)
    return found


def _space(element: Element) -> str:
    """The namespace of an element, in small letters; empty where it has none."""
    tag = str(element.tag)
    return tag[1:].partition("}")[0].lower() if tag.startswith("{") else ""


def _first(own: _Fields, *keys: str) -> str:
    """The words of the first part that has any."""
    said = (clean_line("".join(part.itertext())) for key in keys for part in own.get(key, ()))
    return next(filter(None, said), "")


def _plain(parts: Iterable[Element]) -> str:
    """The words of a title, which may be HTML that is written as text."""
    said = (clean_line(html.unescape(TAG.sub("", "".join(part.itertext())))) for part in parts)
    return next(filter(None, said), "")


def _authors(own: _Fields) -> Iterator[str]:
    parts = [*own.get("author", ()), *own.get("dc:creator", ()), *own.get("dc:author", ())]
    for part in parts or own.get("itunes:author", []):
        words = "".join(part.itertext() if not len(part) else _named(part))
        person = _PERSON.fullmatch(" ".join(words.split()))
        yield clean_line((person[1] or person[2]) if person else words)


def _named(person: Element) -> Iterator[str]:
    return (text for part in person if name(part) == "name" for text in part.itertext())


def _tags(own: _Fields) -> Iterator[str]:
    for part in (*own.get("category", ()), *own.get("dc:subject", ())):
        yield clean_line(part.get("label") or part.get("term") or "".join(part.itertext()))


def _link(own: _Fields, base: str) -> str:
    """The address of the page, from the links of Atom and RSS, or the permanent id that is one."""
    links = (part for part in own.get("link", ()) if part.get("rel", "alternate") == "alternate")
    said = (clean_line(part.get("href") or part.text or "") for part in links)
    named = [part for part in own.get("guid", ()) if part.get("isPermaLink") != "false"]
    ids = (clean_line(part.text or "") for part in (*named, *own.get("id", ())))
    found = (*(urljoin(base, each) for each in said if each), *ids)
    return next(filter(is_address, found), "")


def _about(item: Element) -> str:
    """The address of an entry of RSS 1.0."""
    said = item.get("{http://www.w3.org/1999/02/22-rdf-syntax-ns#}about", "")
    return said if is_address(said) else ""


def _content(own: _Fields) -> tuple[str, bool]:
    """The article where the feed has it whole, and whether it is plain text."""
    summary = _longest((*own.get("description", ()), *own.get("summary", ())))
    content = _longest(part for key in _CONTENTS for part in own.get(key, ()))
    if _length(content) and 2 * _length(content) >= _length(summary):
        return content
    return summary if _length(summary) >= _WHOLE else ("", False)


def _longest(parts: Iterable[Element]) -> tuple[str, bool]:
    return max(map(_markup, parts), key=_length, default=("", False))


def _length(markup: tuple[str, bool]) -> int:
    return len(clean_line(TAG.sub("", markup[0])))


def _markup(part: Element) -> tuple[str, bool]:
    """The HTML of a part (RFC 4287, 3.1 and 4.1.3), and whether it is plain text instead."""
    kind = part.get("type", "")
    if part.get("mode") == "base64":
        return "", False
    inner = [each for each in part.iterdescendants() if isinstance(each.tag, str)]
    if inner and kind not in _PLAIN:
        for each in inner:
            each.tag = name(each)
        return etree.tostring(part, encoding="unicode", method="html", with_tail=False), False
    if kind not in _TEXTS:
        return "", False
    return "".join(part.itertext()), kind in _PLAIN


def from_json(feed: dict[str, object]) -> Listing:
    """A JSON Feed (jsonfeed.org, version 1.1) that has been read."""
    title = _said(feed, "title")
    items = feed.get("items")
    listed = [item for item in items if isinstance(item, dict)] if isinstance(items, list) else []
    return Listing(title, tuple(_item(item, feed, title) for item in listed), is_feed=True)


def _item(item: dict[str, object], feed: dict[str, object], title: str) -> Entry:
    written = _said(item, "date_published") or _said(item, "date_modified")
    markup, plain = _said(item, "content_html", str), _said(item, "content_text", str)
    tags = item.get("tags")
    known = Metadata(
        title=_said(item, "title"),
        byline=", ".join(_people(item) or _people(feed)),
        publisher=title,
        published=written[:10] if moment(written) else "",
        language=_said(item, "language") or _said(feed, "language"),
        tags=tuple(clean_line(tag) for tag in tags if isinstance(tag, str)) if isinstance(tags, list) else (),
    )
    addresses = filter(is_address, (_said(item, key) for key in ("url", "external_url", "id")))
    return Entry(next(addresses, ""), known, markup or plain, not markup, moment(written))


def _people(said: dict[str, object]) -> list[str]:
    authors = said.get("authors")
    people = authors if isinstance(authors, list) else [said.get("author")]
    return [words for each in people if isinstance(each, dict) and (words := _said(each, "name"))]


def _said(item: dict[str, object], key: str, tidy: Callable[[str], str] = clean_line) -> str:
    value = item.get(key)
    return tidy(value) if isinstance(value, str) else ""
