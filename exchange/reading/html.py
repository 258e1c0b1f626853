"""Web pages: the article without its page, or the whole page where it holds no article."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import unquote, urljoin

from exchange.reading import lenient
from exchange.reading.extractor import Extract, extract
from text.addresses import is_web
from text.anchoring.align import fold
from text.builder import Piece, build
from text.clean import clean_line
from text.document import BlockKind, Metadata, Parsed, Role
from text.html import fragment, plain
from text.html.choice import choose
from text.html.linking import linked
from text.html.scribe import Located
from text.html.tree import walk
from text.news import furniture

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from lxml.html import HtmlElement

_TOO_LITTLE = 250
"""An article of fewer code points, and of less than half its page, is none: the page is of another kind."""

_SEPARATORS = " -–—|·:•»"


def parse(source: str, address: str = "") -> Parsed:
    """The article of the page `source`, which came from `address`.

    A page without an article is taken whole, but for its menus. One nested too deep to be read as a
    tree is read tag by tag, and what is beyond all measure only by its words.
    """
    head, rest = plain.split(source, plain.MOST_TAGS)
    tree = lenient.parse(head)
    if tree is None:
        return Parsed(build((*fragment.pieces(head), *plain.paragraphs(rest))), Metadata())
    own = _own_address(tree)
    page = walk(tree, urljoin(address, _base(tree)))
    found = extract(tree)
    title = _title_index(page, found.known.title)
    chosen = _chosen(page, found, title)
    words = clean_line(page[title].piece.text) if title < len(page) else _without_site(found.known)
    known = replace(found.known, title=words, language=_language(tree))
    return Parsed(build((*_pieces(page, chosen, title, words), *plain.paragraphs(rest))), known, own)


def parse_content(source: str, known: Metadata, address: str = "") -> Parsed:
    """An article that came without its page, whole; `known` is said of it elsewhere, its title among that."""
    head, rest = plain.split(source, plain.MOST_TAGS)
    tree = lenient.parse(head)
    page = walk(tree, address) if tree is not None else [Located(piece) for piece in fragment.pieces(head)]
    title = _title_index(page, known.title) if known.title else len(page)
    pieces = _pieces(page, [True] * len(page), title, known.title)
    return Parsed(build((*pieces, *plain.paragraphs(rest))), known)


def _base(tree: HtmlElement) -> str:
    """What the page's relative addresses are relative to, where it says that."""
    for path in (".//base[@href]", ".//link[@rel='canonical'][@href]"):
        element = tree.find(path)
        if element is not None:
            return element.get("href", "")
    return ""


def _own_address(tree: HtmlElement) -> str:
    """The address on the web that the page says is its own."""
    told = ((".//link[@rel='canonical']", "href"), (".//meta[@property='og:url']", "content"))
    found = (element.get(name, "").strip() for path, name in told for element in tree.findall(path))
    return next(filter(is_web, found), "")


def _language(tree: HtmlElement) -> str:
    return clean_line(tree.get("lang") or tree.get("xml:lang") or "")


def _title_index(page: Sequence[Located], title: str) -> int:
    """Which piece of the page is its title, of those that stand in it as headings; its end if none is."""
    headings = ((index, one.piece) for index, one in enumerate(page) if one.piece.kind is BlockKind.HEADING)
    if not title:
        return next((index for index, piece in headings if piece.level == 1), len(page))
    return next((index for index, piece in headings if _is_alike(piece.text, title)), len(page))


def _is_alike(heading: str, title: str) -> bool:
    """Whether the one is the most of the other; titles often name their site too."""
    shorter, longer = sorted((fold(clean_line(heading).casefold()), fold(title.casefold())), key=len)
    return shorter in longer and 2 * len(shorter) >= len(longer)


def _without_site(known: Metadata) -> str:
    bare = known.title.removesuffix(known.publisher).rstrip(_SEPARATORS) if known.publisher else ""
    return bare or known.title


def _chosen(page: Sequence[Located], found: Extract, title: int) -> list[bool]:
    """For each piece, whether it is the article's, or the whole page's where that is too little."""
    whole = [not one.in_menu for one in page]
    if not found.broad:
        return whole
    article = choose(page, found.broad, found.sure, title)
    size = _size(page, article)
    return whole if size < _TOO_LITTLE and 2 * size < _size(page, whole) else article


def _size(page: Sequence[Located], chosen: Sequence[bool]) -> int:
    return sum(len(one.piece.text) for one, is_chosen in zip(page, chosen, strict=True) if is_chosen)


def _pieces(page: Sequence[Located], chosen: Sequence[bool], title: int, words: str) -> Iterable[Piece]:
    """The title, from the page or from what it says of itself, and the pieces chosen."""
    kept = [located for index, located in enumerate(page) if chosen[index] and index != title]
    pieces = [_with_role(located.piece) for located in kept]
    if words:
        headline = page[title] if title < len(page) else Located(Piece(words, BlockKind.HEADING))
        pieces.insert(0, replace(headline.piece, level=1, role=Role.TITLE))
        kept.insert(0, headline)
    places: dict[str, int] = {}
    for place, located in enumerate(kept):
        for each in located.ids:
            places.setdefault(f"#{each}", place)
    return linked(pieces, places, unquote)


def _with_role(piece: Piece) -> Piece:
    """The piece as what its own words show it to be."""
    if piece.kind is not BlockKind.PARAGRAPH or "\n" in piece.text:
        return piece
    if furniture.is_furniture(piece.text):
        return replace(piece, role=Role.FURNITURE)
    return replace(piece, role=Role.CREDIT) if furniture.is_credit(piece.text) else piece
