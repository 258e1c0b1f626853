"""Measurements against peers and limits."""

from __future__ import annotations
