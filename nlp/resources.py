"""Reads the data files that stand beside the code, and says which revision of them is in use."""

import hashlib
from functools import cache
from pathlib import Path
from typing import Any

import yaml

#: Every scalar stays a string: a word list may hold "no", "on" and "yes", which YAML else takes for true and false.
#: The C loader, where PyYAML was built with it, is ten times as fast.
_LOADER: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


@cache
def load(path: Path) -> Any:
    """Return what the YAML file at ``path`` holds, all scalars as strings. The value is shared: do not change it."""
    with path.open(encoding="utf-8") as stream:
        return yaml.load(stream, Loader=_LOADER)


@cache
def revision(*paths: Path) -> str:
    """Return twelve hexadecimal digits that change when a byte of any of the files does."""
    digest = hashlib.sha256()
    for path in paths:
        digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()[:12]
