"""What was saved elsewhere: feeds, lists of articles, and archives of them."""

from __future__ import annotations
