"""Attaching: other programs' marks, and Postil's own, put onto the articles they belong to."""

from __future__ import annotations
