"""HTML inside Markdown: tags and comments go, the words they stood around stay."""

from __future__ import annotations

import html
import re

LINE_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)

_TAG = re.compile(r"</?[a-zA-Z][^<>]*>|<[!?][^<>]*>")
_BLOCK_TAG = re.compile(
    r"</?(?:address|article|aside|blockquote|body|center|dd|details|div|dl|dt|figcaption|figure|footer|form"
    r"|h[1-6]|header|hr|html|li|main|nav|ol|p|pre|section|summary|table|tbody|thead|title|tr|ul)\b[^<>]*>",
    re.IGNORECASE,
)
_UNSEEN = re.compile(r"<(/?)(script|style)\b[^<>]*>", re.IGNORECASE)
_PARAGRAPHS = re.compile(r"\n[ \t]*\n\s*")


def paragraphs(source: str) -> list[str]:
    """The paragraphs of words in a piece of HTML, entities decoded, none of them empty."""
    text = _without_scripts(_without_comments(source))
    text = _BLOCK_TAG.sub("\n\n", LINE_BREAK.sub("\n", text))
    words = html.unescape(_TAG.sub("", text))
    lines = (" ".join(part.split()) for part in _PARAGRAPHS.split(words))
    return [line for line in lines if line]


def _without_comments(source: str) -> str:
    """The source without its comments; one that is never closed hides nothing."""
    head, *rest = source.split("<!--")
    parts = [head]
    for chunk in rest:
        comment, closing, after = chunk.partition("-->")
        parts.append(after if closing else comment)
    return "".join(parts)


def _without_scripts(source: str) -> str:
    """The source without what stands between script and style tags; one never closed hides nothing."""
    parts: list[str] = []
    start, name = 0, ""
    for tag in _UNSEEN.finditer(source):
        if not name and not tag[1]:
            parts.append(source[start : tag.start()])
            start, name = tag.end(), tag[2].lower()
        elif tag[1] and tag[2].lower() == name:
            start, name = tag.end(), ""
    return "".join([*parts, source[start:]])
