"""Documents set in rows of cells, and the window on them."""

from __future__ import annotations
