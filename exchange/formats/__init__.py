"""What marks are written as: one module a format, each a function from sheets to text."""

from __future__ import annotations
