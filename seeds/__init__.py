"""The sample articles and the tutor."""

from __future__ import annotations
