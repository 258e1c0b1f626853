"""What can be wrong with a template of the reader's own."""

from __future__ import annotations

from exchange.errors import RefusedError


class BadTemplateError(RefusedError):
    """The template “{name}” cannot be used: {reason}."""


class SlowTemplateError(RefusedError):
    """The template “{name}” took over {seconds} seconds for one file: look for an endless loop."""
