"""The two themes: warm paper by night and by day."""

from __future__ import annotations

from textual.theme import Theme

DARK = Theme(
    name="postil-dark",
    dark=True,
    primary="#d9a441",
    secondary="#8fb4ff",
    warning="#ffc561",
    error="#ff8a80",
    success="#86d9a0",
    accent="#d9a441",
    background="#1c1b19",
    surface="#272522",
    panel="#2f2c28",
    foreground="#d8d3c8",
    variables={
        "title": "#f3ead8",
        "aside": "#8f897d",
        "code": "#c3b8f0",
        "quotation": "#c9c2b2",
        "cursor-line": "#3a362f",
        "quote-ground": "#2b3f66",
        "quote-letter": "#8fb4ff",
        "claim-ground": "#5c4312",
        "claim-letter": "#ffc561",
        "highlight-ground": "#27502f",
        "highlight-letter": "#86d9a0",
        "selection": "#d8d3c8",
        "selection-text": "#1c1b19",
    },
)

LIGHT = Theme(
    name="postil-light",
    dark=False,
    primary="#8a5a00",
    secondary="#2a56b0",
    warning="#8a5a00",
    error="#a3261b",
    success="#1f6b38",
    accent="#8a5a00",
    background="#faf7f0",
    surface="#f0ebe0",
    panel="#e6e0d2",
    foreground="#2b2926",
    variables={
        "title": "#000000",
        "aside": "#6d675d",
        "code": "#4b3fa0",
        "quotation": "#4a463f",
        "cursor-line": "#e6dfcd",
        "quote-ground": "#cfdcf7",
        "quote-letter": "#2a56b0",
        "claim-ground": "#f6dda6",
        "claim-letter": "#8a5a00",
        "highlight-ground": "#cfead5",
        "highlight-letter": "#1f6b38",
        "selection": "#2b2926",
        "selection-text": "#faf7f0",
    },
)
