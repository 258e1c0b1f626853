"""What stands before the items of lists."""

from __future__ import annotations

BULLET = "•"
UNTICKED = "☐"
TICKED = "☑"
