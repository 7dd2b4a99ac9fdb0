"""Add one entry to a TOML file of a book that only grows."""

import json
from collections.abc import Iterable, Mapping
from pathlib import Path


def quoted(text: str) -> str:
    """The text as a string of TOML.

    >>> quoted("42SH")
    '"42SH"'
    """
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def quoted_list(texts: Iterable[str]) -> str:
    """The texts as a list of TOML."""
    return f"[{', '.join(map(quoted, texts))}]"


def entry(name: str, values: Mapping[str, object]) -> str:
    """One entry of the list `name`: texts, lists of texts and days; what is empty is left out."""
    return "".join(
        [f"[[{name}]]\n", *(f"{key} = {_value(value)}\n" for key, value in values.items() if value)]
    )


def _value(value: object) -> str:
    if isinstance(value, tuple):
        return quoted_list(value)
    return quoted(value) if isinstance(value, str) else str(value)


def add_entry(path: Path, text: str) -> Path:
    """The file, to which the entry was added behind all others."""
    before = path.read_bytes() if path.exists() else b""
    gap = "" if not before else "\n" if before.endswith(b"\n") else "\n\n"
    with path.open("a", encoding="utf-8", newline="\n") as stream:
        stream.write(gap + text)
    return path
