"""The app's own widgets: the page, the list, the status line."""

from __future__ import annotations
