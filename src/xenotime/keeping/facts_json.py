"""Write frozen facts as JSON and read them back the same, exactly: amounts as fractions, days as text."""

import types
from collections.abc import Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date
from fractions import Fraction
from functools import lru_cache
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

from xenotime.exact import as_decimal

Fact = TypeVar("Fact")


class UnknownShape(ValueError):
    """The JSON was not written for this kind of fact, or by a later program."""


def to_json(fact: Any) -> Any:
    """A value as JSON; of a record only what is not as it is by default."""
    if is_dataclass(fact) and not isinstance(fact, type):
        values = {each.name: getattr(fact, each.name) for each in fields(fact)}
        return {
            each.name: to_json(values[each.name])
            for each in fields(fact)
            if values[each.name] != _default(each)
        }
    if isinstance(fact, Fraction):
        return as_decimal(fact)
    if isinstance(fact, date):
        return fact.isoformat()
    if isinstance(fact, Mapping):
        return {str(key): to_json(value) for key, value in fact.items()}
    if isinstance(fact, tuple | list):
        return [to_json(value) for value in fact]
    if isinstance(fact, set | frozenset):
        return sorted(to_json(value) for value in fact)
    return fact


def _default(one: Field[Any]) -> Any:
    if one.default is not MISSING:
        return one.default
    return one.default_factory() if one.default_factory is not MISSING else MISSING


def from_json(kind: type[Fact], written: Any) -> Fact:
    """The fact that was written. Raises UnknownShape where it was not written for this kind."""
    try:
        found: Fact = _read(kind, written)
    except (TypeError, ValueError, KeyError, ZeroDivisionError) as wrong:
        raise UnknownShape(f"not a {kind.__name__}: {wrong}") from wrong
    return found


@lru_cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)


def _read(kind: Any, written: Any) -> Any:
    origin = get_origin(kind)
    if origin in {Union, types.UnionType}:
        if written is None:
            return None
        return _read(next(each for each in get_args(kind) if each is not type(None)), written)
    if origin is tuple:
        parts = get_args(kind)
        if parts[-1] is Ellipsis:
            return tuple(_read(parts[0], each) for each in written)
        return tuple(_read(part, each) for part, each in zip(parts, written, strict=True))
    if origin in {dict, Mapping}:
        return {key: _read(get_args(kind)[1], value) for key, value in written.items()}
    if origin is frozenset:
        return frozenset(_read(get_args(kind)[0], each) for each in written)
    if is_dataclass(kind):
        return _record(kind, written)
    return _plain(kind, written)


def _record(kind: Any, written: Any) -> Any:
    hints = _hints(kind)
    if not isinstance(written, dict):
        raise UnknownShape(f"{written!r} is no {kind.__name__}")
    if unknown := set(written) - {each.name for each in fields(kind)}:
        raise UnknownShape(f"{kind.__name__} has no {', '.join(sorted(unknown))}")
    return kind(**{name: _read(hints[name], value) for name, value in written.items()})


def _plain(kind: Any, written: Any) -> Any:
    if kind is Fraction:
        return Fraction(written)
    if kind is date:
        return date.fromisoformat(written)
    if kind in {str, int, bool} and type(written) is not kind:
        raise UnknownShape(f"{written!r} is no {kind.__name__}")
    return written
