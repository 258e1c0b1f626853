"""Markdown, read as an article."""

from __future__ import annotations
