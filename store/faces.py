"""The library's faces for claims, speakers and links: verbs in, frozen dataclasses out, as its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from store import claims, links, speakers
from store.annotation import Kind
from store.links import Relation

if TYPE_CHECKING:
    from collections.abc import Iterable

    from store.claims import Claim, LikeClaim
    from store.library import Library
    from store.links import Link
    from store.records import Annotation
    from store.speakers import Saying, Speaker


class Ledger:
    """The claims of a library. What changes one is one change, to be undone at once."""

    def __init__(self, library: Library) -> None:
        self._library = library

    def all(self, query: str = "") -> list[Claim]:
        """Every claim, the oldest first; those that answer a query, if one is given, the best first.

        Those do of which an appearance does, and not by the title of its article alone; then those whose
        note holds the words.
        """
        with self._library.reading() as connection:
            known = {claim.id: claim for claim in claims.everything(connection)}
        if not query:
            return list(known.values())
        hits = self._library.search(query, kind=Kind.CLAIM, limit=_MOST)
        from store.answering import answering  # noqa: PLC0415 - only who asks pays for its import

        return answering(known, hits, query)

    def one(self, claim_id: str) -> Claim:
        """One claim; raises `NoSuchClaimError`."""
        with self._library.reading() as connection:
            return claims.claim(connection, claim_id)

    def like(self, words: str, limit: int = 5) -> list[LikeClaim]:
        """The claims that say nearly the same as some words, best first."""
        with self._library.reading() as connection:
            return claims.like(connection, words, limit)

    def appearances(self, claim_id: str) -> list[Annotation]:
        """The marks that make a claim, as they were marked."""
        with self._library.reading() as connection:
            return claims.appearances(connection, claim_id)

    def edit(  # noqa: PLR0913 - what a claim can carry
        self,
        claim_id: str,
        *,
        statement: str | None = None,
        status: str | None = None,
        confidence: int | None = None,
        next_action: str | None = None,
        due: str | None = None,
        note: str | None = None,
    ) -> Claim:
        """Change what is said of a claim; None leaves alone. Raises `NoSuchClaimError`.

        So does an empty statement or status. `confidence` is in percent, -1 takes it back.
        """
        wanted = {
            "statement": statement,
            "status": status,
            "confidence": confidence,
            "next_action": next_action,
            "due": due,
            "note": note,
        }
        with self._library.writing() as (connection, time):
            return claims.edit(connection, claim_id, wanted, time)

    def set_status(self, claim_ids: Iterable[str], status: str) -> int:
        """Say how those of the claims that there are stand; how many that has changed."""
        with self._library.writing() as (connection, time):
            return claims.set_status(connection, claim_ids, status, time)

    def join(self, annotation_ids: Iterable[str], claim_id: str) -> Claim:
        """Make marks appearances of a claim, which takes over what is said of those that no mark makes then.

        Raises `NoSuchClaimError` and `NoSuchAnnotationError`.
        """
        with self._library.writing() as (connection, time):
            return claims.join(connection, annotation_ids, claim_id, time)

    def separate(self, annotation_id: str) -> Claim:
        """Have a mark make a claim of its own; raises `NoSuchAnnotationError` and `SoleAppearanceError`."""
        with self._library.writing() as (connection, time):
            return claims.separate(connection, annotation_id, time)

    def merge(self, kept_id: str, other_ids: Iterable[str]) -> Claim:
        """Make all appearances of other claims those of one, with what is said of them.

        Raises `NoSuchClaimError`.
        """
        with self._library.writing() as (connection, time):
            return claims.merge(connection, kept_id, other_ids, time)


class Speakers:
    """The speakers of a library, named by any of their names."""

    def __init__(self, library: Library) -> None:
        self._library = library

    def all(self) -> list[Speaker]:
        """Everyone who is quoted, most quoted first."""
        with self._library.reading() as connection:
            return speakers.everyone(connection)

    def one(self, name: str) -> Speaker:
        """The speaker of a name; raises `NoSuchSpeakerError`."""
        with self._library.reading() as connection:
            return speakers.speaker(connection, name)

    def said_by(self, name: str) -> list[Annotation]:
        """The marks of a speaker, by the date of their article and their place in it."""
        with self._library.reading() as connection:
            return speakers.said_by(connection, name)

    def sayings(self, name: str) -> list[Saying]:
        """What a speaker has said, in the same order: as little of it as sorting it takes."""
        with self._library.reading() as connection:
            return speakers.sayings(connection, name)

    def rename(self, name: str, new: str) -> Speaker:
        """Call a speaker otherwise, or make them the one so called.

        Raises `NoSuchSpeakerError` and `BadSpeakerNameError`.
        """
        with self._library.writing() as (connection, time):
            return speakers.rename(connection, name, new, time)

    def merge(self, kept: str, others: Iterable[str]) -> Speaker:
        """Make other speakers the same as one, under its name. Raises `NoSuchSpeakerError`."""
        with self._library.writing() as (connection, time):
            return speakers.merge(connection, kept, others, time)

    def split(self, name: str, alias: str) -> Speaker:
        """Make one of a speaker's names a speaker again. Raises `NoSuchSpeakerError`."""
        with self._library.writing() as (connection, time):
            return speakers.split(connection, name, alias, time)


class Links:
    """The links between the marks of a library; one whose end is deleted is out of sight."""

    def __init__(self, library: Library) -> None:
        self._library = library

    def among(self, annotation_ids: Iterable[str]) -> list[Link]:
        """The links that begin or end at one of the marks, as they were made."""
        with self._library.reading() as connection:
            return links.among(connection, annotation_ids)

    def make(self, source: str, relation: Relation, target: str) -> Link:
        """Link a mark to another, once. Raises `NoSuchAnnotationError` and `NoLinkToItselfError`."""
        with self._library.writing() as (connection, time):
            return links.make(connection, source, Relation(relation), target, time)

    def remove(self, link_ids: Iterable[str]) -> int:
        """Take links away; how many there were of them."""
        with self._library.writing() as (connection, time):
            return links.remove(connection, link_ids, time)


_MOST = 100_000
"""Appearances that are looked at for a query."""
