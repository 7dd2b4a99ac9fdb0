"""Hashes: of bytes, of a JSON value however it was laid out, of many files together."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any


def sha256(content: bytes) -> str:
    """The SHA-256 of some bytes, in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def canonical(value: Any) -> bytes:
    r"""The one way to write a JSON value: keys in order, no space, UTF-8.

    >>> canonical({"b": 1, "a": "é"})
    b'{"a":"\xc3\xa9","b":1}'
    """
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def legible(value: Any) -> bytes:
    """A JSON value as people read it, in one way only."""
    return (json.dumps(value, ensure_ascii=False, sort_keys=True, indent=1) + "\n").encode()


def sha256_of(value: Any) -> str:
    """The SHA-256 of a JSON value, however it was laid out."""
    return sha256(canonical(value))


def hashes_of(files: Mapping[str, bytes]) -> dict[str, str]:
    """The SHA-256 of each file by its name."""
    return {name: sha256(content) for name, content in sorted(files.items())}
