"""Lists of articles that answer a query: by what they say of themselves, or by their own text.

Plain words may stand anywhere in what an article says of itself, also inside a word; only where no
article has them all, typing errors are forgiven.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from store import articles
from store.filters import over_articles
from store.functions import folded_lines
from store.passages import articles_saying
from text.query import parse

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from sqlite3 import Connection

    from store.records import Article

_TAGS = "(SELECT group_concat(value, ' ') FROM json_each(article.tags))"
_FACTS = ("article.title", "article.byline", "article.publisher", "article.source", f"ifnull({_TAGS}, '')")
IN_FACTS = f"instr(folded_lines({' || char(10) || '.join(_FACTS)}), ?)"
"""Whether folded words stand in a row in what an article says of itself."""


def listed(connection: Connection, query: str, now: str) -> list[Article]:
    """The articles that answer any string whatever, newest added first."""
    asked = parse(query)
    if asked.in_articles:
        return articles_saying(connection, asked, now)
    found = articles.everything(connection, over_articles(asked.condition, now, holds=IN_FACTS))
    return _with_words(found, asked.words) if asked.words else found


def _with_words(found: Sequence[Article], wanted: Sequence[str]) -> list[Article]:
    facts = {article.id: folded_lines(_facts(article)) for article in found}
    those = [article for article in found if all(word in facts[article.id] for word in wanted)]
    if those:
        return those
    from text.fuzzy import near  # noqa: PLC0415 - most words are spelt right

    vocabulary = sorted({word for held in facts.values() for word in held.split()})
    meant = [[word, *(f" {other} " for other in near(word, vocabulary))] for word in wanted]
    return [article for article in found if all(_any_in(words, facts[article.id]) for words in meant)]


def _any_in(words: Iterable[str], held: str) -> bool:
    return any(word in held for word in words)


def _facts(article: Article) -> str:
    said = (article.title, article.byline, article.publisher, article.source, " ".join(article.tags))
    return "\n".join(said)
