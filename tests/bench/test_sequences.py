from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bench.screen import Screen
from bench.sequences import Form, tokens, words

PIECES = st.sampled_from(
    ("\x1b", "[", "]", "P", "_", "31m", "?1049h", "0;x", "\x07", "\x1b\\", "\x9b", "\r", "\n", "a", "é", "漢")
)
OUTPUTS = st.one_of(st.binary(), st.lists(PIECES).map(lambda pieces: "".join(pieces).encode()))


@given(OUTPUTS)
@example(b"\x1b")
@example(b"\x1b]0;never ended")
def test_nothing_is_left_out(output: bytes) -> None:
    assert "".join(token.text for token in tokens(output)) == output.decode("utf-8", "surrogateescape")


@given(OUTPUTS)
def test_text_holds_no_control_character(output: bytes) -> None:
    assert all(character >= " " and not "\x7f" <= character <= "\x9f" for character in words(output))


@pytest.mark.parametrize(
    ("output", "form"),
    [
        (b"\x1b[38;2;1;2;3m", Form.CSI),
        (b"\x1b[?2026$p", Form.CSI),
        (b"\x1b]52;c;eA==\x07", Form.OSC),
        (b"\x1b]0;title\x1b\\", Form.OSC),
        (b"\x1bP+q544e\x1b\\", Form.STRING),
        (b"\x1b_Gi=1;AAAA\x1b\\", Form.STRING),
        (b"\x1bc", Form.ESCAPE),
        (b"\x1b(0", Form.ESCAPE),
        (b"\x1b]0;never ended", Form.TORN),
        ("\x9b".encode(), Form.C1),
        (b"\x9b", Form.UNDECODABLE),
        (b"\x7f", Form.C0),
    ],
)
def test_each_form_is_told(output: bytes, form: Form) -> None:
    assert next(iter(tokens(output))).form is form


def test_the_screen_shows_what_was_written_where() -> None:
    screen = Screen(6, 3)
    screen.feed("\x1b[2;3Hab\x1b[1mc\x1b[1;1H漢字\r\nx".encode())
    assert list(screen.rows()) == ["漢字", "x abc", ""]
