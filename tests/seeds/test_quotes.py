"""Every quotation of the two articles, with who said it."""

from __future__ import annotations

import pytest

import seeds
from text.quotes import quotes

ORDA, BEAST, _ = seeds.NAMES
PRESIDENT = "Donald Trump"

QUOTED = {
    ORDA: [
        (PRESIDENT, "cares about"),
        (PRESIDENT, "wants people to stop dying."),
        (PRESIDENT, "would never have started"),
        ("Volodymyr Zelenskyy", "give away"),
        (
            "Volodymyr Zelenskyy",
            "The Americans have helped the most, … we're all for it",
        ),  # has no marks at all
        (PRESIDENT, "it will happen quickly."),
        (PRESIDENT, "Let's arrange these meetings. … People are dying every day."),
        (PRESIDENT, "within 24 hours of taking office."),
    ],
    BEAST: [
        (PRESIDENT, "Dividing Up Certain Assets"),
        (PRESIDENT, "Maybe we can, maybe we can’t."),
        (PRESIDENT, "dividing up certain assets"),
        (PRESIDENT, "We’ll be talking about land, … by both sides, Ukraine and Russian."),
        (PRESIDENT, "We’re already talking about … working on that."),
        ("Alexander Grushko", "will demand that ironclad security guarantees"),
        ("Alexander Grushko", "Part of these guarantees … into the alliance,"),
        (PRESIDENT, "We want to see … a very good chance."),
        ("Mike Waltz", "drive every Russian … including Crimea"),
        ("Mike Waltz", "endless warfare."),
        ("Kremlin", "cautious optimism"),
        (PRESIDENT, "good and productive."),
        (PRESIDENT, "dictator."),
        (PRESIDENT, "I was being a little bit sarcastic … I’ll be successful."),
    ],
}


@pytest.mark.parametrize("name", QUOTED)
def test_every_quotation_is_found_with_its_speaker(name: str) -> None:
    document = seeds.draft(name).document
    found = quotes(document)
    assert [quote.speaker for quote in found] == [speaker for speaker, _ in QUOTED[name]]
    for quote, (_, words) in zip(found, QUOTED[name], strict=True):
        first, _, last = words.partition(" … ")
        assert quote.span.of(document.text).startswith(first)
        assert quote.span.of(document.text).endswith(last)


def test_the_claim_of_both_articles_is_reported_of_the_same_speaker() -> None:
    said = [quotes(seeds.draft(name).document, indirect=True) for name in QUOTED]
    texts = [seeds.draft(name).document.text for name in QUOTED]
    hours = [
        quote.speaker
        for found, text in zip(said, texts, strict=True)
        for quote in found
        if "within 24 hours" in quote.span.of(text)
    ]
    assert hours == [PRESIDENT, PRESIDENT]
