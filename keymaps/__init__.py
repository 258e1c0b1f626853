"""Keys to command names: notation, the trie, and the TOML presets."""

from __future__ import annotations
