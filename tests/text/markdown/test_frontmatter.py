from __future__ import annotations

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from text.document import Metadata
from text.markdown import frontmatter

NAMES = st.text(string.ascii_lowercase, min_size=1, max_size=9)


@given(st.text(max_size=80), st.sampled_from(["---", "+++"]))
def test_no_text_is_hidden(body: str, fence: str) -> None:
    source = f"{fence}\n{body}\n{fence}\nrest"
    metadata, text = frontmatter.split(source)
    assert source.endswith(text)
    assert text == source or text.endswith("rest")
    assert text == source or metadata == frontmatter.split(source)[0]


@given(st.lists(NAMES, unique=True, min_size=2, max_size=6))
def test_tags_are_the_same_however_they_are_written(names: list[str]) -> None:
    forms = [
        "---\ntags: [" + ", ".join(f'"{name}"' for name in names) + "]\n---\n",
        "---\nkeywords:\n" + "".join(f"  - '#{name}'\n" for name in names) + "---\n",
        "---\nCategories: '" + ", ".join(names) + "'\n---\n",
        "---\ntags: '#" + " #".join(names) + "'\n---\n",
        "+++\ntags = [" + ", ".join(f'"{name}"' for name in names) + "]\n+++\n",
    ]
    assert {frontmatter.split(form)[0].tags for form in forms} == {tuple(names)}


def test_tags_of_all_keys_are_taken_once() -> None:
    metadata, _ = frontmatter.split("---\ntags: [a, B]\ncategories: c d\nkeywords: a, e f\n---\n")
    assert metadata.tags == ("a", "B", "e f", "c", "d")


@pytest.mark.parametrize(
    "front",
    [
        (
            "---\ntitle: A B\nauthor:\n  - name: Ann Lee\n  - Bo Rae\n"
            "site: Post\ndate: 2025-03-17\nlang: en\n---\n"
        ),
        (
            '+++\ntitle = "A B"\nauthors = ["Ann Lee", "Bo Rae"]\n'
            'site = "Post"\ndate = 2025-03-17\nlang = "en"\n+++\n'
        ),
    ],
    ids=["yaml", "toml"],
)
def test_fields(front: str) -> None:
    expected = Metadata("A B", "Ann Lee, Bo Rae", "Post", "2025-03-17", "en")
    assert frontmatter.split(front + "text") == (expected, "text")


@pytest.mark.parametrize(
    "front",
    [
        "---\ntitle: [\n---\n",
        "---\njust words\n---\n",
        "---\n- a\n- b\n---\n",
        "---\na: !!python/object:os.system {}\n---\n",
        "---\nx: " + "[" * 5000 + "\n---\n",
        "---\na: &a {x: y}\n" + "b: {<<: [*a, *a]}\n" * 20 + "---\n",
        "+++\ntitle = [\n+++\n",
        "---\ntitle: a\n",
        "---\n---\n",
    ],
    ids=["unclosed", "scalar", "list", "object", "nesting", "aliases", "toml", "no end", "empty"],
)
def test_what_is_no_front_matter_is_text(front: str) -> None:
    assert frontmatter.split(front + "rest") == (Metadata(), front + "rest")


def test_an_alias_of_an_alias_says_nothing() -> None:
    levels = "".join(f"a{level}: &a{level}\n- *a{level - 1}\n- *a{level - 1}\n" for level in range(1, 10))
    metadata, text = frontmatter.split(f"---\na0: &a0 [x]\n{levels}author: *a9\ntitle: T\n---\nrest")
    assert (metadata.title, metadata.byline, text) == ("T", "", "rest")
