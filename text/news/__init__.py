"""News pages as plain text: what is head matter, what the article, and what only stood beside it."""

from __future__ import annotations
