"""Reading: what articles are written in, from bytes to a document."""

from __future__ import annotations
