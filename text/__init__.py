"""Pure functions over text: documents, sentences, quotations, anchors, wrapping."""

from __future__ import annotations
