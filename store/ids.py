"""Ids: random, so that libraries that never met can be put together."""

from __future__ import annotations

import os


def new_id(size: int = 8) -> str:
    """An id of so many random bytes, in hexadecimal.

    The randomness is that of `secrets`, whose import would cost every command 5 ms.
    """
    return os.urandom(size).hex()
