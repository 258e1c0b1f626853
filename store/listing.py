"""Lists of articles that answer a query: by what they say of themselves, or by their own text.

Plain words may stand anywhere in what an article says of itself, also inside a word; only where no
article has them all, typing errors are forgiven. In the texts words are sought as they are, or begun.
"""

from __future__ import annotations

import json
from itertools import islice
from typing import TYPE_CHECKING

from store import articles, errors
from store.filters import Filter, over_articles
from store.functions import folded_lines
from store.records import Passage
from store.revisions import text_of
from text.condition import Phrase, Word, every, of_fields, required, wanted_words
from text.query import parse
from text.skim import best_line, excerpt, first_line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from sqlite3 import Connection

    from store.records import Article
    from text.condition import Condition
    from text.query import Query

_TAGS = "(SELECT group_concat(value, ' ') FROM json_each(article.tags))"
_FACTS = ("article.title", "article.byline", "article.publisher", "article.source", f"ifnull({_TAGS}, '')")
IN_FACTS = f"instr(folded_lines({' || char(10) || '.join(_FACTS)}), ?)"
"""Whether folded words stand in a row in what an article says of itself."""

_TEXT = (
    "(SELECT revision.text FROM revision"
    " WHERE revision.id = article.revision AND revision.article = article.id)"
)


def listed(connection: Connection, query: str, now: str) -> list[Article]:
    """The articles that answer any string whatever, newest added first."""
    asked = parse(query)
    if asked.in_articles:
        return list(_saying(connection, asked, now))
    found = articles.everything(connection, over_articles(asked.condition, now, holds=IN_FACTS))
    return _with_words(found, asked.words) if asked.words else found


def passages(
    connection: Connection, query: str, now: str, limit: int, cancelled: Callable[[], bool] | None = None
) -> list[Passage]:
    """Where the texts of articles answer a query, a passage for each article, the newest added first.

    Their first lines where no word is asked for. Raises `SearchCancelledError`.
    """
    asked = parse(query)
    wanted = tuple(dict.fromkeys([*asked.words, *wanted_words(asked.condition)]))
    found = islice(_saying(connection, asked, now, cancelled), limit)
    return [_passage(connection, article, wanted) for article in found]


def _passage(connection: Connection, article: Article, wanted: tuple[str, ...]) -> Passage:
    text = text_of(connection, article.id, article.revision)
    line = best_line(text, wanted) or first_line(text)
    span = excerpt(text, line, wanted)
    return Passage(article, span, span.of(text), wanted)


def _saying(
    connection: Connection, asked: Query, now: str, cancelled: Callable[[], bool] | None = None
) -> Iterator[Article]:
    """The articles whose texts answer, one by one: a look into a long text takes a while."""
    parts = required(asked.condition)
    fields = over_articles(every(part for part in parts if of_fields(part)), now, holds="0")
    texts = _over_texts(asked, every(part for part in parts if not of_fields(part)), now)
    for article_id in _ids(connection, fields):
        if cancelled and cancelled():
            raise errors.SearchCancelledError
        this = Filter((), f"article.id = ? AND ({texts.where or '1'})", (article_id, *texts.parameters))
        yield from articles.everything(connection, this)


def _ids(connection: Connection, wanted: Filter) -> list[str]:
    """The articles that a filter lets through, newest added first."""
    found = connection.execute(
        f"SELECT id FROM article WHERE deleted = 0 AND ({wanted.where or '1'}) ORDER BY number DESC",  # noqa: S608 - a filter is SQL
        wanted.parameters,
    )
    return [article_id for (article_id,) in found]


def _over_texts(asked: Query, condition: Condition | None, now: str) -> Filter:
    """The filter on what articles say; the words are looked for first, for that is quick."""
    rest = over_articles(condition, now, holds=f"holds_row({_TEXT}, ?)")
    words = [*asked.words, *(word for part in required(condition) for word in _begun(part))]
    if not words:
        return rest
    where = " AND ".join(filter(None, [f"begins_words({_TEXT}, ?)", rest.where]))
    return Filter((), where, (json.dumps(words), *rest.parameters))


def _begun(part: Condition) -> tuple[str, ...]:
    return wanted_words(part) if isinstance(part, Word | Phrase) else ()


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
