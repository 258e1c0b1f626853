"""The screens: library, reader, search, and the dialogs over them."""

from __future__ import annotations
