"""Exporting: what is selected, brought to files, and brought up there again."""

from __future__ import annotations
