"""Superscripts in an HTML tree, those of formulas among them."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from text.html.elements import name
from text.superscripts import around

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

    from text.html.scribe import Scribe

MATH = ("mi", "mn", "mo", "mrow", "mtext", "mfrac", "msqrt", "mstyle", "msub", "msup", "mfenced")
"""The parts of formulas that may stand raised."""

_RAISING = frozenset({"msup", "msubsup"})
_FEW = 50
"""How many elements and texts of a superscript are looked at."""


def enter(scribe: Scribe, element: Element) -> None:
    """Begins a superscript, as an exponent where it is one; links are references to notes."""
    words = "".join(islice(element.itertext(), _FEW))
    is_note = any(name(each) == "a" for each in islice(element.iter(), _FEW))
    opening, closing = ("", "") if is_note else around(scribe.run.last, words, element.tail or "")
    scribe.run.write(opening)
    scribe.raised.append(closing)


def leave(scribe: Scribe, _: Element) -> None:
    """Ends a superscript."""
    scribe.run.write(scribe.raised.pop())


def enter_math(scribe: Scribe, element: Element) -> None:
    """Begins a part of a formula, which may be a superscript."""
    if _is_power(element):
        enter(scribe, element)


def leave_math(scribe: Scribe, element: Element) -> None:
    """Ends a part of a formula."""
    if _is_power(element):
        leave(scribe, element)


def _is_power(element: Element) -> bool:
    """Whether a part of a formula is the superscript of what stands before it (MathML Core, 3.4.1)."""
    parent = element.getparent()
    return parent is not None and name(parent) in _RAISING and parent[-1] is element
