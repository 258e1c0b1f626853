"""The network: pages asked for, politely and within limits."""

from __future__ import annotations
