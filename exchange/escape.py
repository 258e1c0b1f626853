"""Plain text to Markdown that says exactly that text, and nothing more.

Every sign that CommonMark, GitHub, Obsidian (with Templater and Dataview) or Logseq would act on
is escaped, and only where it would act, so prose stays readable in the source. The text is taken
as the library holds it: cleaned, with no control characters but line feeds and tabs.
"""

from __future__ import annotations

import re

_WORD = r"[^\W_]"

_ACTIVE = re.compile(
    rf"""
    ([\\`*\[_#^<&%={{:(])            # one of these, which a class finds fast, where it is one of
    (?: (?<=[\\`*\[])               # escapes, code, emphasis, links, footnotes
      | (?<=_)(?<!{_WORD}_)          # emphasis, but snake_case is none
      | (?<=[#^])(?<!{_WORD}.)(?<!/.)  # headings, tags, block ids, but not an address's fragment
      | (?<=<)(?=\d*[^\s\d])         # HTML, autolinks, templates, but "<3" is none
      | (?<=&)(?=\#?\w+;)            # entities
      | (?<=[%={{:(])\1+             # comments, highlights, templates, fields, block references
      | (?<=<%) | (?<=`=)            # templates, computed fields
    )
    """,
    re.VERBOSE,
)
_SIGNS = (*"\\`*[_#^<&", "%%", "==", "{{", "::", "((")
"""One of these is wherever `_ACTIVE` finds anything; prose has none of them, and that is seen sooner."""
_BACKSLASHED = {ord(sign): f"\\{sign}" for sign in "\\`*[_#^<&%={:("}
_BY_ADDRESS = _BACKSLASHED | {ord("<"): "&lt;"}
"""GitHub takes a backslash behind an address for part of it, and what follows for HTML."""
_LINE_START = re.compile(
    r"""
    ^ (?:
      (?P<mark> [|>]                        # tables, quotations
              | [-+=:] (?=[-+=:|\s]|$) )    # lists, rules, underlines, table borders
    | (?P<number> \d{1,9} (?=[.)](?:\s|$)) ) # numbered lists
    )
    """,
    re.VERBOSE,
)
_FIRST = "|>-+=:"
"""What `_LINE_START` finds begins with one of these, or a digit; few lines do, and that is seen sooner."""
_EDGE_SPACE = re.compile(r"^\s|\s$")
_ADDRESS = re.compile(r"(?://|www\.)\S*\Z")
"""An address at the end of a line: GitHub would take a backslash for part of it."""
_ODD_FEEDS = re.compile(r"\A\n+|\n+\Z|(?<=\n\n)\n+")


def block(text: str) -> str:
    """`text` as Markdown paragraphs.

    A reader of CommonMark gets the very text back, reading two line feeds between paragraphs and
    one at a hard break.
    """
    spelt = _spelt(text)
    for sign in "$~":  # formulas and strikethrough; one sign alone encloses nothing
        if sign in spelt and spelt.count(sign) > 1:
            spelt = spelt.replace(sign, f"\\{sign}")
    if "\n" not in spelt:
        return _line(spelt)
    spelt = _ODD_FEEDS.sub(_entities, spelt)
    return "\n\n".join(map(_broken, spelt.split("\n\n")))


def inline(text: str) -> str:
    """`text` as Markdown on one line, which other texts may share with it."""
    spelt = _spelt(text.replace("\n", " "))
    for sign in "$~":  # one in the next text would close what one in this opens
        spelt = spelt.replace(sign, f"\\{sign}")
    return _line(spelt)


def quotation(markdown: str) -> str:
    """Markdown set as a block quotation."""
    if "\n" not in markdown:
        return f"> {markdown}"
    return "\n".join(f"> {row}" if row else ">" for row in markdown.split("\n"))


def _spelt(text: str) -> str:
    for sign in _SIGNS:  # a loop, as a generator takes twice the time
        if sign in text:
            break
    else:
        return text
    spelt = _BY_ADDRESS if "//" in text or "www." in text else _BACKSLASHED
    return _ACTIVE.sub(lambda found: found.group().translate(spelt), text)


def _line(escaped: str) -> str:
    """Escaped text as a line of its own; white space at its ends is spelt out, as parsers strip it."""
    first = escaped[:1]
    if first in _FIRST or first.isdecimal() or first.isspace() or escaped[-1].isspace():
        return _EDGE_SPACE.sub(_entities, _LINE_START.sub(_disarmed, escaped))
    return escaped


def _broken(paragraph: str) -> str:
    """A paragraph with a hard break behind each line but the last."""
    *lines, last = map(_line, paragraph.split("\n"))
    return "".join(f"{line}{hard_break(line)}\n" for line in lines) + last


def hard_break(line: str) -> str:
    """What makes the end of a line a hard break."""
    is_ended_by_address = ("//" in line or "www." in line) and _ADDRESS.search(line)
    return "  " if is_ended_by_address else "\\"


def _disarmed(found: re.Match[str]) -> str:
    return f"{found['number']}\\" if found["number"] else f"\\{found['mark']}"


def _entities(found: re.Match[str]) -> str:
    return "".join(f"&#{ord(sign)};" for sign in found.group())
