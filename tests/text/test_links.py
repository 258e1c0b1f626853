from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from text.links import BadAddressError, link


@pytest.mark.parametrize(
    ("address", "host"),
    [
        ("https://example.org/a?b#c", "example.org"),
        ("HTTP://Example.ORG", "example.org"),
        ("https://bank.com@evil.example/", "evil.example"),
        ("https://bank.com:pass@evil.example:8080/x", "evil.example"),
        ("https://аррle.com/", "аррle.com (xn--le-6kc8da.com)"),
        ("https://bücher.example", "bücher.example (xn--bcher-kva.example)"),
    ],
)
def test_the_host_is_the_one_that_is_gone_to(address: str, host: str) -> None:
    assert link(address).host == host
    assert link(address).address == address


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "file:///etc/passwd",
        "ftp://example.org",
        "mailto:a@example.org",
        "chapter-2.html",
        "https://",
        "https:evil.example",
        "https://evil.example\\@bank.com",
        "https://exam\nple.org",
        "https://example.org/\u202efdp.exe",
        "https://[broken",
        "https://" + "a" * 100 + ".com",
        "",
    ],
)
def test_what_is_no_plain_web_address_is_refused_in_a_sentence(address: str) -> None:
    with pytest.raises(BadAddressError) as refusal:
        link(address)
    assert str(refusal.value).endswith(".")


@given(st.text(max_size=40))
def test_nothing_else_is_ever_raised(address: str) -> None:
    for each in (address, "https://" + address):
        try:
            found = link(each)
        except BadAddressError:
            continue
        assert found.address.lower().startswith(("http://", "https://"))
        assert found.host
