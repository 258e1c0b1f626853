"""The plain words in a line of Markdown, as they stand in the text that was marked."""

from __future__ import annotations

import re
from html import unescape

_IMAGE = re.compile(r"!\[[^\]\n]{0,1000}\]\([^()\s]{0,2000}(?:\([^()\s]{0,200}\)[^()\s]{0,2000})?\)")
_LINK = re.compile(
    r"\[([^\[\]\n]{1,1000})\]\((?:https?|mailto|#|/)[^()\s]{0,2000}(?:\([^()\s]{0,200}\)[^()\s]{0,2000})?\)"
)
_STRONG = re.compile(r"\*\*(?=\S)([^*\n]{1,5000})(?<=\S)\*\*|(?<!\w)__(?=\S)([^_\n]{1,5000})(?<=\S)__(?!\w)")
_EMPHASIS = re.compile(
    r"(?<![*\w\\])\*(?=[^\s*])([^*\n]{1,5000})(?<=[^\s*\\])\*(?![*\w])"
    r"|(?<![_\w\\])_(?=[^\s_])([^_\n]{1,5000})(?<=[^\s_\\])_(?![_\w])"
)
_CODE = re.compile(r"(?<!`)`([^`\n]{1,1000})`(?!`)")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~\n])")
_ENTITY = re.compile(r"&(?:#\w{1,8}|\w{2,32});")


def unlinked(text: str) -> str:
    """The text without images, the addresses of links, and the signs for what is strong."""
    shown = _LINK.sub(r"\1", _IMAGE.sub("", text)) if "](" in text else text
    return _STRONG.sub(r"\1\2", shown) if "**" in shown or "__" in shown else shown


def plain(text: str) -> str:
    """The text without all signs of Markdown within a line; escapes and entities are what they stand for."""
    shown = _CODE.sub(r"\1", _EMPHASIS.sub(r"\1\2", unlinked(text)))
    return _ENTITY.sub(lambda entity: unescape(entity[0]), _ESCAPE.sub(r"\1", shown))
