"""Where marks hang in a text, and how they are found again in another state of it."""

from __future__ import annotations
