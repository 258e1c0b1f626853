from __future__ import annotations

import datetime as dt

from hypothesis import strategies as st

from text.clean import clean, clean_line, newlines

HOSTILE = (
    *(
        '"',
        '""',
        ",",
        ";",
        "\n",
        "\r\n",
        "'",
        "]]",
        "--",
        "--[[",
        "\\",
        "\\n",
        "=1+1",
        "@cmd",
        "</span>",
        "&amp;",
    ),
    *(
        "{",
        "}",
        "[",
        "{{x}}",
        " | ",
        "“q”",
        "\u202e",
        "\x00",
        "\x1b[2J",
        "\u2028",
        "\U0001f600",
        "e\u0301",
        "> ",
    ),
    *("# ", "^id", "- Your Highlight on page 1 | Added on Friday, 1 May 2020 1:02:03", "<!-- ", "]]>", "%22"),
)
_SIGNS = st.characters(codec="utf-8", exclude_categories=["Cs"], exclude_characters="\ufeff")
_PIECES = st.lists(st.text(_SIGNS, max_size=12) | st.sampled_from(HOSTILE), min_size=1, max_size=5).map(
    "".join
)

PROSE = _PIECES.map(lambda text: clean(newlines(text)).strip()).filter(bool)
"""Text of one or more lines, already as clippings keep it."""

LINE = _PIECES.map(clean_line).filter(bool)
"""Text of one line."""

TAGS = st.lists(LINE, max_size=3, unique=True).map(tuple)

MOMENTS = st.integers(946_684_800, 4_102_444_799).map(
    lambda seconds: dt.datetime.fromtimestamp(seconds, dt.UTC).replace(tzinfo=None)
)
"""Moments without a zone, to the second, as devices tell them."""


def utc(moment: dt.datetime) -> str:
    """A moment in UTC as clippings tell it."""
    return f"{moment.isoformat()}.000Z"
