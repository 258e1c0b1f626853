from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exchange.reading.lenient import parse

ENDS = ["</body>", "</html>", "</HTML >", "</html></body>"]
TAGS = [*ENDS, "<p>", "</p>", "<html>", "<body>", "<!-- </html> -->", "<br title='</html>'>"]


@given(st.lists(st.tuples(st.sampled_from(TAGS), st.text("abc", min_size=1, max_size=4)), max_size=12))
def test_no_end_of_a_page_hides_what_follows(parts: list[tuple[str, str]]) -> None:
    tree = parse("start" + "".join(tag + words for tag, words in parts))
    assert tree is not None
    assert "".join(tree.xpath("//text()")) == "start" + "".join(words for _, words in parts)


@pytest.mark.parametrize(
    "told",
    [
        "<textarea>a</html>b</textarea>",
        "<img alt='a</body>b'>",
        "<script>'</html>'</script>",
        "<title></html></title>",
    ],
)
def test_an_end_that_is_only_told_of_is_none(told: str) -> None:
    tree = parse(f"<body>{told}<p>one</p></html><p>two</p>")
    assert tree is not None
    assert [paragraph.text for paragraph in tree.iter("p")] == ["one", "two"]
    said = ["".join(element.itertext()) + element.get("alt", "") for element in tree.iter()]
    assert any("</" in each for each in said)


def test_images_within_tags_are_left_out_and_large_tags_are_small() -> None:
    data = f"data:image/png;base64,{'A' * 500}"
    tree = parse(f"<p><img src='{data}'>{data}<b {'a=b ' * 10_000}>c</b>")
    assert tree is not None
    (image,), (bold,) = tree.iter("img"), tree.iter("b")
    assert (image.get("src"), image.tail) == ("data:,", data)
    assert (bold.items(), bold.text) == ([], "c")


@pytest.mark.parametrize("source", ["", "<!-- a -->", "<div>" * 20_000])
def test_what_is_no_tree_is_none(source: str) -> None:
    assert parse(source) is None
