"""Articles and annotations in and out, one module a format."""

from __future__ import annotations
