"""Postil: a keyboard-driven reading and annotation program for the terminal."""

from __future__ import annotations

__version__ = "0.1.0"
