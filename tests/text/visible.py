"""What of a reference rendering a reader would see, and how much of it stands in a text, in order."""

from __future__ import annotations

from html.parser import HTMLParser

UNSEEN = frozenset({"script", "style"})
"""Elements whose content no browser shows."""


class _Seen(HTMLParser):
    """The words and alternative texts of a page, and the addresses of its links."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.words: list[str] = []
        self.addresses: list[str] = []
        self._unseen = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._unseen += tag in UNSEEN
        self.words += [value or "" for name, value in attrs if (tag, name) == ("img", "alt")]
        self.addresses += [value or "" for name, value in attrs if (tag, name) == ("a", "href")]

    def handle_endtag(self, tag: str) -> None:
        self._unseen -= tag in UNSEEN and self._unseen > 0

    def handle_data(self, data: str) -> None:
        if not self._unseen:
            self.words.append(data)


def _read(html: str) -> _Seen:
    seen = _Seen()
    seen.feed(html)
    seen.close()
    return seen


def visible(html: str) -> str:
    """The characters of HTML with ink: text and alternative texts, entities decoded, no white space."""
    return "".join("".join(_read(html).words).split())


def addresses(html: str) -> list[str]:
    """The addresses of the links of HTML that have words or pictures in them, in order."""
    return _read(html).addresses


def missing(expected: str, shown: str) -> int:
    """How many characters of `expected` are not in `shown` in their order.

    Those are the ones outside the longest common subsequence of the two.
    """
    if expected in shown:
        return 0
    row = [0] * (len(shown) + 1)
    for character in expected:
        before = row
        row = [0]
        for index, other in enumerate(shown):
            row.append(before[index] + 1 if other == character else max(before[index + 1], row[index]))
    return len(expected) - row[-1]
