"""HTML tags inside Markdown: their names, their attributes, and what they are."""

from __future__ import annotations

import html
import re

from text.document import Style

STYLED_NAMES = {
    "a": Style.LINK,
    "b": Style.STRONG,
    "strong": Style.STRONG,
    "em": Style.EMPHASIS,
    "i": Style.EMPHASIS,
    "cite": Style.EMPHASIS,
    "code": Style.CODE,
    "kbd": Style.CODE,
    "samp": Style.CODE,
    "tt": Style.CODE,
    "del": Style.STRIKE,
    "s": Style.STRIKE,
    "strike": Style.STRIKE,
}
"""Tags that set words in a style."""

_BLOCKS = (
    "address article aside blockquote body caption center dd details dialog div dl dt fieldset figcaption"
    " figure footer form h1 h2 h3 h4 h5 h6 head header hr html legend li main menu nav ol option p"
    " picture pre search section summary table tbody td tfoot th thead title tr ul video"
)
BLOCK_NAMES = frozenset(_BLOCKS.split())
"""Tags before and after which a new line begins."""

TAG = re.compile(r"""</?[a-zA-Z](?:[^"'<>]++|"[^"]*+"|'[^']*+')*+>""")
"""One tag, from `<` to `>`."""

_NAME = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)")
_ATTRIBUTE = r"""\s{}\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))"""


def named(tag: str) -> tuple[str, bool]:
    """The tag's name in lower case, and whether it closes an element; no name for what is no tag."""
    found = _NAME.match(tag)
    return (found[2].lower(), bool(found[1])) if found else ("", False)


def attribute(tag: str, name: str) -> str | None:
    """The value of a tag's attribute, entities decoded; None where it has no such attribute."""
    found = re.search(_ATTRIBUTE.format(name), tag, re.IGNORECASE)
    return html.unescape(next(value for value in found.groups() if value is not None)) if found else None
