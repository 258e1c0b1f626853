from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from text.anchoring.anchor import CONTEXT
from text.anchoring.lookup import Lookup
from text.anchoring.reattach import occurrences
from text.span import Span

SIGNS = st.text("ab'’\"“ \n\t-–", max_size=40)


@given(SIGNS, SIGNS.filter(str.strip))
def test_words_are_found_where_occurrences_finds_them(text: str, words: str) -> None:
    wanted = words.strip()
    expected = occurrences(text, wanted)
    found = Lookup(text).place(wanted)
    assert (found in expected) if expected else found is None


@given(SIGNS, SIGNS, SIGNS)
def test_words_are_found_again_in_their_own_text(before: str, words: str, after: str) -> None:
    text = before + words + after
    span = Span(len(before), len(before) + len(words)).trimmed(text)
    found = Lookup(text).place(span.of(text), text[: span.start], text[span.end :], span.start)
    assert found == (span if len(span) else None)


def test_of_several_places_the_surroundings_tell_one() -> None:
    text = "One ship came. Two ships went. Then a ship was gone."
    assert Lookup(text).place("ship", "Then a ", " was gone") == Span(38, 42)
    assert Lookup(text).place("ship", "Two ", "s went") == Span(19, 23)


def test_of_several_places_without_surroundings_the_offset_tells_one() -> None:
    text = "a ship " * 50
    assert Lookup(text).place("ship", start=72) == Span(72, 76)


@given(SIGNS, SIGNS, SIGNS, SIGNS)
def test_the_very_surroundings_tell_one_place_of_any_number(
    before: str, words: str, after: str, rest: str
) -> None:
    words = words.strip()
    text = f"{words} " * 30 + before + words + after + rest + f" {words}" * 30
    found = Lookup(text).place(words, before, after)
    whole = before[-CONTEXT:] + words + after[:CONTEXT]
    if words:
        assert found
        assert text[: found.end + CONTEXT][found.start - len(before[-CONTEXT:]) :].startswith(whole)


def test_of_more_places_than_can_be_compared_the_surroundings_and_the_offset_tell_one() -> None:
    text = "a ship " * 5_000 + "one ship\n\nwas gone" + " a ship" * 5_000
    looked = Lookup(text)
    wanted = text.index("one ship") + 4
    assert looked.place("ship", "one ", "\n\nwas") == Span(wanted, wanted + 4)
    assert looked.place("ship", "one ", " was gone") == Span(wanted, wanted + 4)
    assert looked.place("ship", start=wanted + 1) == Span(wanted, wanted + 4)
    assert looked.place("one ship was gone") == Span(wanted - 4, wanted + 14)


@given(
    st.text("ab \n\u00ad'’", max_size=60),
    st.text("ab '’\n", min_size=1, max_size=3).filter(str.strip),
    st.integers(0, 60),
)
def test_of_several_places_the_nearest_is_taken(text: str, words: str, start: int) -> None:
    words = words.strip()
    places = occurrences(text, words)
    found = Lookup(text).place(words, start=start)
    if places and words in text:
        assert found
        assert abs(found.start - start) == min(abs(place.start - start) for place in places)


def test_spaces_soft_hyphens_and_quotes_may_differ() -> None:
    text = "He said:\n\n“Some\u00adthing is — gone.”\u200b Then\u00a0\n it rained."
    looked = Lookup(text)
    assert looked.place('"Something is - gone."').of(text) == "“Some\u00adthing is — gone.”"  # type: ignore[union-attr]  # it is there
    assert looked.place("Then it rained.").of(text) == "Then\u00a0\n it rained."  # type: ignore[union-attr]  # it is there
    assert looked.place("it snowed") is None
    assert looked.place(" \n") is None


@given(
    st.lists(st.sampled_from([*"abc", "ship ", "’s ", "lamp\n", " — ", '"']), max_size=300).map("".join),
    st.data(),
)
def test_what_is_expected_is_found_where_it_is_found_alone(text: str, data: st.DataObject) -> None:
    starts = data.draw(st.lists(st.integers(0, len(text)), min_size=150, max_size=200))
    wanted = [text[start : start + length % 60] for length, start in enumerate(starts)]
    wanted += [words.replace("’", "'").replace("\n", " ") + "x" * (len(words) % 7 == 0) for words in wanted]
    together, alone = Lookup(text, wanted), Lookup(text)
    assert [together.place(words) for words in wanted] == [alone.place(words) for words in wanted]
