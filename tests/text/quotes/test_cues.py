from __future__ import annotations

from text.quotes import cues


def test_verbs_have_their_regular_forms() -> None:
    assert {"add", "adds", "added", "adding"} <= cues.SAYING
    assert {"reply", "replies", "replied", "replying"} <= cues.SAYING
    assert {"state", "states", "stated", "stating"} <= cues.SAYING
    assert {"preach", "preaches"} <= cues.SAYING


def test_what_may_be_a_noun_and_what_takes_a_capital_are_cues() -> None:
    assert cues.REPORTS <= cues.CUES
    assert cues.NOUNS & cues.SAYING
