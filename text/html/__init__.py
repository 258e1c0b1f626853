"""Markup: a tree of HTML or a fragment of it, read as pieces of an article."""

from __future__ import annotations
