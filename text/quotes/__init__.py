"""Quotes: what is said in an article, and by whom."""

from __future__ import annotations

from text.quotes.aliases import alike, same_person
from text.quotes.finder import quotes
from text.quotes.quote import Quote

__all__ = ["Quote", "alike", "quotes", "same_person"]
