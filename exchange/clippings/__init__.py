"""Clippings: what other programs marked, read from their files; one module a format."""

from __future__ import annotations
