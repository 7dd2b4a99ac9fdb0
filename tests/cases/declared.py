"""What the law declares for its facts, their names and words: a case that uses them needs no phrase of its own."""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from pathlib import Path
from typing import Any

LAW = Path(__file__).parents[2] / "law"
COLUMNS = {
    "item": {"kind", "form", "made_in", "codes", "made_with"},
    "shipment": {"date", "from", "via", "act", "circumstance", "end_use"},
    "party": {"kind", "country", "nationality", "lists", "headquarters", "controlled_by_listed"},
}
"""By subject, what a book has a column for; everything else stands among the facts of its row."""
EQUIPMENT = "equipment_type"
ROLES = ("exporter", "consignee", "purchaser", "intermediary", "end_user")
SAME = {
    "pct": "percent",
    "wt": "",
    "per": "",
    "mean": "",
    "average": "",
    "typical": "",
    "measured": "",
    "d50": "",
    "memory": "dram",
    "micron": "um",
    "microns": "um",
    "dislocations": "dislocation",
    "particles": "particle",
    "temp": "temperature",
    "grit": "particle",
    "grits": "particle",
    "grain": "particle",
    "grains": "particle",
    "avg": "",
    "median": "",
    "rated": "",
    "nominal": "",
    "inches": "inch",
    "logic": "node",
    "bending": "flexural",
    "etch": "",
    "pit": "dislocation",
    "pits": "dislocation",
    "bulk": "",
    "degc": "c",
    "max": "",
    "maximum": "",
    "reaction": "",
}
"""Parts of names, as people write them, to how the law writes them; what is empty adds nothing."""
UNITS = frozenset(
    {"percent", "ppm", "um", "mm", "cm2", "m", "nm", "g", "kg", "n", "mpa", "gpa", "hrb", "kw", "mhz", "khz"}
    | {"wh", "mah", "s", "cm3", "a", "c", "t", "pa", "m3", "min", "inch", "day"}
)
TELLING_UNITS = frozenset({"m3", "t", "gpa", "wh", "mah"})
"""Units that say by themselves which figure is meant, where only one has them."""
SCALES = (
    ("tb/s", "gb_s", "1000"), ("tb_s", "gb_s", "1000"), ("tbps", "gb_s", "1000"), ("gbps", "gb_s", "1"), ("mb/s", "gb_s", "0.001"), ("mb_s", "gb_s", "0.001"), ("nm", "um", "0.001"),
    ("mm", "um", "1000"), ("mm", "inch", "5/127"), ("cm", "inch", "50/127"), ("cm", "mm", "10"), ("m", "mm", "1000"), ("mm", "m", "0.001"), ("kpa", "mpa", "0.001"), ("gpa", "mpa", "1000"),
    ("mpa", "gpa", "0.001"), ("kbar", "gpa", "0.1"), ("bar", "gpa", "0.0001"), ("kilobar", "gpa", "0.1"), ("w", "kw", "0.001"), ("mw", "kw", "1000"), ("ghz", "mhz", "1000"), ("hz", "khz", "0.001"), ("g", "kg", "0.001"),
    ("kg_m3", "g_cm3", "0.001"), ("t_m3", "g_cm3", "1"), ("g_cc", "g_cm3", "1"), ("g_ml", "g_cm3", "1"), ("kg_l", "g_cm3", "1"), ("kg_dm3", "g_cm3", "1"), ("n_mm2", "mpa", "1"), ("kwh_kg", "wh_kg", "1000"), ("ah_g", "mah_g", "1000"),
    ("ah_kg", "mah_g", "1"), ("gauss", "t", "1/10000"), ("kilogauss", "t", "1/10"), ("kgauss", "t", "1/10"), ("mt", "t", "1/1000"), ("t", "kg", "1000"), ("l", "m3", "0.001"), ("h", "min", "60"),
    ("kgf_cm2", "mpa", "0.0980665"), ("kg_cm2", "mpa", "0.0980665"), ("kp_cm2", "mpa", "0.0980665"), ("kgf_mm2", "mpa", "9.80665"), ("kg_mm2", "mpa", "9.80665"), ("bar", "mpa", "0.1"), ("n_cm2", "mpa", "0.01"),
    ("psi", "mpa", "0.006894757"), ("ksi", "mpa", "6.894757"), ("mm2", "cm2", "100"),
)  # fmt: skip
"""A unit, one in which the law may have the figure, and how many of these it is."""
TESLA, TONNES = "_T", "t"
SHARES = frozenset({"percent", "ppm"})
NUMBER = re.compile(r"[\d.]+")
COUNTRY = re.compile(r"[A-Z]{2}")
NONE = "none"
PARTS = re.compile(r"_([^_]+)$")
"""The last part of a word: a `czochralski crystal-growth furnace` is a `czochralski_furnace`."""
TRUTH = {"yes": "yes", "true": "yes", "no": "no", "false": "no"}


@dataclass(frozen=True)
class Declared:
    """One fact of the law: whose it is, its name, and its words where it has any."""

    subject: str
    name: str
    words: tuple[str, ...]
    type: str

    def place(self, role: str = "") -> str:
        """Where a book has it."""
        front = role if self.subject == "party" else self.subject
        return f"{front}.{self.name}" if self.name in COLUMNS[self.subject] else f"{front}.facts.{self.name}"

    def word(self, text: str) -> tuple[str, str]:
        """The word of this fact that a text begins with, and what comes after it; two empty ones where it has none."""
        if self.type == "number":
            found = NUMBER.match(text)
            return (found[0], text[found.end() :]) if found else ("", "")
        known = {re.sub("[_-]", "[ _-]?", each): each for each in self.words}
        if self.type == "truth":
            known = dict(TRUTH)
        for pattern in sorted(known, key=len, reverse=True):
            found = re.match(rf"{pattern}(?![\w-])", text, re.IGNORECASE)
            if found:
                return known[pattern], text[found.end() :]
        return "", ""

    def meant(self, text: str) -> str:
        """The word of this fact that a whole text is; empty where it is none. What has no words takes any."""
        if (
            text == NONE
            or self.type not in {"", "truth", "number", "country"}
            or not (self.words or self.type)
        ):
            return text
        if self.type == "country":
            return text if COUNTRY.fullmatch(text) else ""
        word, rest = self.word(text)
        return "" if rest else word


@dataclass(frozen=True)
class Vocabulary:
    """Every fact that the law declares."""

    facts: tuple[Declared, ...]

    @cached_property
    def figures(self) -> Mapping[frozenset[str], Declared]:
        """The figures and truths of items and shipments, by the parts of their names."""
        return {
            _parts(each.name): each
            for each in self.facts
            if each.type in {"number", "truth"} and each.subject != "party"
        }

    @cached_property
    def said(self) -> frozenset[str]:
        """Every word of the law's own words for its facts."""
        return frozenset(part for fact in self.facts for each in fact.words for part in _parts(each))

    def places(self, key: str) -> tuple[str, ...]:
        """Where the figure stands that a key names in its own way: by the same parts, by some of them, or by its unit."""
        parts = _parts(key)
        unit = parts & UNITS
        same = {named: each.place() for named, each in self.figures.items() if unit and named & UNITS == unit}
        some = tuple(place for named, place in same.items() if parts - unit and parts < named)
        if not some and parts not in self.figures:
            # `visible transmission percent` is a `transmission percent`
            wider = tuple(place for named, place in same.items() if named - unit and named < parts)
            some = wider if len(wider) == 1 else ()
        if parts in self.figures:
            return (self.figures[parts].place(), *some)
        named = any((parts - unit) & (each - UNITS) for each in self.figures.keys() - same.keys())
        if not (some or named) and unit & TELLING_UNITS and not (TONNES in unit and not key.endswith(TESLA)):
            some = tuple(same.values())
        return some if len(some) == 1 else ()

    def scaled(self, key: str, unit: str) -> tuple[tuple[str, ...], Fraction]:
        """Where the figure of a key stands in another unit, and by what its number is taken times."""
        key = key.replace("_per_", "_")
        for own, other, factor in sorted(SCALES, key=lambda each: not self._is_named(key, unit, *each[:2])):
            end = f"_{own.replace('/', '_')}"
            bare = key[: -len(end)] if not unit and key.casefold().endswith(end) else key
            spelt = own.replace("/", "_")
            if (unit.casefold().replace("/", "_") == spelt or bare != key) and (
                found := self.places(f"{bare}_{other}")
            ):
                return found, Fraction(factor)
        return (), Fraction(1)

    def _is_named(self, key: str, unit: str, own: str, other: str) -> bool:
        """Whether the law has a figure that is named as a key is, in another unit than its own."""
        bare = key if unit else re.sub(rf"_{own.replace('/', '_')}$", "", key, flags=re.IGNORECASE)
        return (bool(unit) or bare != key) and _parts(f"{bare}_{other}") in self.figures

    def is_size(self, key: str, said: str) -> bool:
        """Whether a key gives a figure in a unit of measure, and no share of anything."""
        return bool(NUMBER.match(said)) and bool(_parts(key) & UNITS - SHARES)

    def fact_at(self, place: str) -> Declared | None:
        """The fact that a book has at a place."""
        role, _, name = place.replace(".facts.", ".").partition(".")
        subject = "party" if role in ROLES else role
        return next((each for each in self.facts if (each.subject, each.name) == (subject, name)), None)

    def named(self, name: str, role: str = "") -> Iterator[tuple[str, Declared]]:
        """The facts of a name, with their places."""
        for each in self.facts:
            if each.name == name and (each.subject == "party") == bool(role):
                yield each.place(role), each

    def named_things(self, fronts: Mapping[str, str]) -> Iterator[dict[str, Any]]:
        """Rows of phrases for what the law has a word for: `magnet jet mill`, or `jet mill for NdFeB powder`.

        `fronts` are the first parts of such words that say what the thing is for, with what people write for them.
        """
        for word in next((each.words for each in self.facts if each.name == EQUIPMENT), ()):
            front, _, rest = word.partition("_")
            if not rest:
                continue
            name = PARTS.sub(r"(?: [\\w-]+){0,2} \1", word).replace("_", "[ -]") + "s?"
            if front in fronts:
                name += f"|(?:{fronts[front]})(?: (?!hot|cold|isostatic)[\\w-]+)? {rest.replace('_', '[ -]')}(?:e?s)?"
                name += (
                    f"|{rest.replace('_', '[ -]')}s?(?: [\\w-]+)? (?:for|of) [^;,]*(?:{fronts[front]})[^;,]*"
                )
            yield {"says": name, "set": {"item.form": "equipment", f"item.facts.{EQUIPMENT}": word}}
        yield from self._plain_names(fronts)

    def _plain_names(self, fronts: Mapping[str, str]) -> Iterator[dict[str, Any]]:
        """A `jet mill` of which it is not told what for may be any of those that the law names, or none of them."""
        named: dict[str, list[str]] = {}
        for word in next((each.words for each in self.facts if each.name == EQUIPMENT), ()):
            front, _, rest = word.partition("_")
            if front in fronts:
                named.setdefault(rest, []).append(word)
        for rest, words in named.items():
            either = {f"item.facts.{EQUIPMENT}": [*words, "other"]}
            yield {
                "says": rest.replace("_", "[ -]") + "(?:e?s)?",
                "set": {"item.form": "equipment"},
                "either": either,
            }


def vocabulary(folders: Iterable[str]) -> Vocabulary:
    """The facts of the law of these folders, those of the house's own law first."""
    found: dict[tuple[str, str], Declared] = {}
    for path in (LAW / "facts.toml", *(LAW / each / "facts.toml" for each in folders)):
        if path.exists():
            for subject, facts in tomllib.loads(path.read_text("utf-8")).items():
                for name, row in facts.items() if subject in COLUMNS else ():
                    found[subject, name] = _declared(subject, name, row, found.get((subject, name)))
    return Vocabulary(tuple(found.values()))


def _declared(subject: str, name: str, row: Mapping[str, Any], known: Declared | None) -> Declared:
    words = (*(known.words if known else ()), *row.get("words", ()))
    return Declared(subject, name, words, known.type if known else row.get("type", ""))


RAISED = str.maketrans("²³µ", "23u")
OTHER_NAMES = (
    (
        re.compile(r"(?<![a-z])(?:uts|(?:ultimate_)?tensile(?:_strength|_stress)?|rm)(?![a-z])"),
        "tensile_strength",
    ),
    (
        re.compile(
            r"(?<![a-z])(?:yield(?:_strength|_stress|_point|_limit)?|proof_(?:stress|strength)|elastic_limit|rp0?2)(?![a-z])"
        ),
        "elastic_limit",
    ),
    (re.compile(r"elongation(?:_(?:at|to|after)_(?:break|failure|fracture|rupture))"), "elongation"),
)
"""Figures of strength under the names that they have in test sheets."""


def _parts(name: str) -> frozenset[str]:
    name = name.casefold()
    for pattern, own in OTHER_NAMES:
        name = pattern.sub(own, name)
    parts = (
        SAME.get(each, each)
        for each in re.split(r"[_\W]+", name.casefold().replace("gbps", "gb_s").translate(RAISED))
    )
    return frozenset(each for each in parts if each)
