"""YAML front matter: what a Markdown file says of itself before it begins."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from yaml import SafeDumper

    from exchange.formats.outline import Fact

_NUMBER = re.compile(r"(?:[-+]?(?:\.\d+|\d+(?:\.\d*)?)(?:e[-+]?\d+)?|0o[0-7]+)\Z", re.ASCII | re.IGNORECASE)


def front_matter(facts: Mapping[str, Fact]) -> str:
    """Facts as the front matter of a file."""
    import yaml  # noqa: PLC0415 - 40 ms, and files about many things have no front matter

    known = {name: list(value) if isinstance(value, tuple) else value for name, value in facts.items()}
    told = yaml.dump(known, Dumper=_dumper(), allow_unicode=True, sort_keys=False, width=float("inf"))
    return f"---\n{told}---\n\n"


@cache
def _dumper() -> type[SafeDumper]:
    """What sets in quotation marks also what is a number only since YAML 1.2, such as `1e3` and `08`."""
    import yaml  # noqa: PLC0415 - 40 ms

    class Dumper(yaml.SafeDumper):
        """PyYAML's own, which knows YAML 1.1."""

    Dumper.add_implicit_resolver("tag:yaml.org,2002:float", _NUMBER, list("-+.0123456789"))
    return Dumper
