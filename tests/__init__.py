"""Tests, mirroring the rooms."""

from __future__ import annotations
