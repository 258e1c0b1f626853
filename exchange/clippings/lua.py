"""Tables of data in Lua, read and never run: constructors, strings, numbers, and nothing that acts.

(Lua 5.1 reference manual, 2.1 and 2.5.7, with the escapes of later versions and LuaJIT)
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterator

Lua: TypeAlias = "bool | int | float | str | dict[Lua, Lua] | None"
"""What a table of data can hold."""

_DEEPEST = 64
_MOST_DIGITS = 400

_TOKEN = re.compile(
    r"""
      (?P<blank> \s++ | --\[(?P<level>=*+)\[ .*? \](?P=level)\] | --(?!\[=*+\[)[^\n]*+ )
    | (?P<string> "(?:[^"\\\n]++|\\.)*+" | '(?:[^'\\\n]++|\\.)*+' )
    | (?P<long> \[(?P<depth>=*+)\[ .*? \](?P=depth)\] )
    | (?P<number> -?\s?(?:0[xX][\da-fA-F]++ | (?:\d++\.?\d*+|\.\d++)(?:[eE][+-]?\d++)?) | -(?:inf|nan)\b )
    | (?P<name> [A-Za-z_]\w*+ )
    | (?P<sign> [{}\[\]=,;] )
    """,
    re.VERBOSE | re.DOTALL,
)
_ESCAPE = re.compile(r"\\(?:(\d{1,3})|x([\da-fA-F]{2})|u\{([\da-fA-F]{1,6})\}|z\s*+|(.))", re.DOTALL)
_LETTERS = {"n": "\n", "t": "\t", "r": "\r", "a": "\a", "b": "\b", "f": "\f", "v": "\v"}
_CONSTANTS: dict[str, Lua] = {"true": True, "false": False, "nil": None, "inf": None, "nan": None}


class LuaError(Exception):
    """The text is no plain table of data; the message says where and why, as a clause."""


def parse(text: str) -> dict[Lua, Lua]:
    """The table that the text returns, or consists of; raises `LuaError` for anything else."""
    return _Reader(text).document()


class _Reader:
    """A place in a list of tokens, which only moves on."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._tokens = _tokens(text)
        self._kind, self._spelling, self._at = next(self._tokens)

    def document(self) -> dict[Lua, Lua]:
        if self._spelling == "return":
            self._advance()
        value = self._value(0)
        if not isinstance(value, dict):
            raise self._error("it holds no table")
        while self._spelling == ";":
            self._advance()
        if self._kind:
            raise self._error("more than a table stands there")
        return value

    def _value(self, depth: int) -> Lua:
        kind, spelling = self._kind, self._spelling
        if spelling == "{" and kind == "sign":
            return self._table(depth + 1)
        value = self._plain(kind, spelling)
        self._advance()
        return value

    def _plain(self, kind: str, token: str) -> Lua:
        if kind == "string":
            return _unescaped(token[1:-1])
        if kind == "long":
            inside = token.index("[", 1) + 1
            return token[inside:-inside].removeprefix("\n")
        if kind == "number":
            return _number(token)
        if kind == "name" and token in _CONSTANTS:
            return _CONSTANTS[token]
        raise self._error("something else than data stands there")

    def _table(self, depth: int) -> dict[Lua, Lua]:
        if depth > _DEEPEST:
            raise self._error(f"its tables are more than {_DEEPEST} deep")
        self._expect("{")
        table: dict[Lua, Lua] = {}
        index = 1
        while self._spelling != "}" or self._kind != "sign":
            key, value = self._field(depth)
            if key is None:
                key, index = index, index + 1
            table[key] = value
            if self._kind != "sign" or self._spelling not in ",;":
                break
            self._advance()
        self._expect("}")
        return table

    def _field(self, depth: int) -> tuple[Lua, Lua]:
        """The key and value of a field; the key is None where the field has only a place."""
        if self._kind == "sign" and self._spelling == "[":
            self._advance()
            key = self._plain(self._kind, self._spelling)
            self._advance()
            self._expect("]")
            self._expect("=")
            return ("" if key is None else key), self._value(depth)
        if self._kind == "name" and self._spelling not in _CONSTANTS:
            name = self._spelling
            self._advance()
            self._expect("=")
            return name, self._value(depth)
        return None, self._value(depth)

    def _expect(self, sign: str) -> None:
        if self._kind != "sign" or self._spelling != sign:
            raise self._error(f"“{sign}” is missing")
        self._advance()

    def _advance(self) -> None:
        self._kind, self._spelling, self._at = next(self._tokens)

    def _error(self, why: str) -> LuaError:
        return _error(self._text, self._at, why)


def _tokens(text: str) -> Iterator[tuple[str, str, int]]:
    """Kind, spelling and place of each token; after the last, for ever, one of no kind."""
    at = 0
    while at < len(text):
        found = _TOKEN.match(text, at)
        if found is None:
            raise _error(text, at, "something else than data stands there")
        kind = str(
            found.lastgroup if found.lastgroup in _KINDS else next(k for k in _KINDS if found[k] is not None)
        )
        if kind != "blank":
            yield kind, found[0], at
        at = found.end()
    while True:
        yield "", "", at


_KINDS = ("blank", "string", "long", "number", "name", "sign")


def _error(text: str, at: int, why: str) -> LuaError:
    return LuaError(f"{why}, on line {text.count(chr(10), 0, at) + 1}")


def _number(token: str) -> Lua:
    """A number, as Lua reads it; nothing where it is infinite or has more digits than any needs."""
    digits = token.replace(" ", "")
    if len(digits) > _MOST_DIGITS or digits.endswith(("inf", "nan")):
        return None
    if "x" in digits or "X" in digits:
        return int(digits, 16)
    return int(digits) if digits.lstrip("-").isdecimal() else float(digits)


def _unescaped(body: str) -> str:
    """The text between quotation marks; escaped bytes together are UTF-8, as everything in Lua is bytes."""
    if "\\" not in body:
        return body
    plain = _ESCAPE.sub(_character, body)
    return plain.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _character(escape: re.Match[str]) -> str:
    byte = int(escape[1]) if escape[1] else int(escape[2], 16) if escape[2] else None
    if byte is not None:
        return chr(byte) if byte < 0x80 else chr(0xDC00 + byte) if byte <= 0xFF else "\ufffd"
    if escape[3]:
        code = int(escape[3], 16)
        return chr(code) if code <= 0x10FFFF and not 0xD800 <= code <= 0xDFFF else "\ufffd"
    return _LETTERS.get(escape[4], escape[4]) if escape[4] else ""
