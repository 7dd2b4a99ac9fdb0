"""A random book with everything that a book can hold: few rows in each table, unknowns and ranges in many cells."""

import csv
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from random import Random

from screening.screen_books import HEADER, Row
from xenotime.casework.owners import questions_in
from xenotime.desk import answering
from xenotime.law.lawbook import Lawbook
from xenotime.law.vocabulary import FactKind

PLACES = (
    "CN",
    "HK",
    "MO",
    "TW",
    "DE",
    "US",
    "JP",
    "KR",
    "KP",
    "RU",
    "VN",
    "IR",
    "GB",
    "FR",
    "QN",
    "ZZ",
    "KH",
    "NI",
)
SUBSTANCES = (
    "Dy",
    "Tb",
    "Nd",
    "Sm",
    "Y2O3",
    "Dy2O3",
    "Ga",
    "Ge",
    "Sb",
    "W",
    "Bi",
    "Mo",
    "Li",
    "Fe",
    "Co",
    "Gd",
    "C",
)
CODES = {
    "cn": ("1C902.a.1", "1C902.b.4", "none"), "us": ("EAR99", "3A001", "3A090", "4A090", "1C010", "none"),
    "eu": ("3A001", "none"), "uk": ("3A001", "none"), "hs": ("85051110",), "zz": ("A2.a", "none"),
}  # fmt: skip
HAVE_COLUMNS = frozenset((
    "kind", "form", "made_in", "codes", "made_with", "maker", "mass_kg", "from", "destination", "via", "act", "circumstance",
    "end_use", "date", "undertaking_onward", "undertakings_kept", "undertaking_use", "party.country", "party.nationality",
    "party.kind", "party.lists", "party.owner_lists",
))  # fmt: skip
"""Facts that stand in columns of their own, or follow from other tables."""
CHOICES = {"to": "place", "from": "place", "via": "place", "act": "act", "circumstance": "circumstance", "end_use": "end_use",
           "consignee": "party", "purchaser": "party", "end_user": "party", "exporter": "party"}  # fmt: skip
"""Columns in which several values may stand, with what they are chosen from."""
TURNING = ("2025-09-29", "2025-10-09", "2025-11-10", "2026-11-09", "2026-11-10", "2026-11-27", "2026-11-28")
ASSUMED = ('contents.others = "none"', 'parties.kind = "civil"', 'shipments.intermediary = "none"')


@dataclass
class RandomBook:
    """Written into `folder`; `rows` makes shipments of it."""

    folder: Path
    random: Random
    law: Lawbook
    items: list[str] = field(default_factory=list)
    parties: list[str] = field(default_factory=list)
    lots: list[tuple[str, str]] = field(default_factory=list)
    units: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.folder.mkdir(parents=True)
        self.items = [f"I{at}" for at in range(self.random.randint(3, 8))]
        self.units = {each: self.random.choice(["piece", "piece", "kg", "g"]) for each in self.items}
        self.parties = [f"P{at}" for at in range(self.random.randint(3, 6))]
        self.lots = [(f"L{at}", self.random.choice(self.items)) for at in range(self.random.choice([0, 3]))]
        self._goods()
        self._contents()
        self._people()
        self._positions()
        assumed = self.random.sample(ASSUMED, self.random.choice([0, 0, 1, 3]))
        text = "\n".join(["format = 1", *(["[assume]", *assumed] if assumed else [])])
        (self.folder / "book.toml").write_text(text + "\n", "utf-8")

    def rows(self, count: int) -> list[Row]:
        """Shipments of every sort."""
        return [self._row(number) for number in range(count)]

    def _goods(self) -> None:
        rows = []
        for item in self.items:
            some = self.random.sample(sorted(CODES), self.random.choice([0, 0, 1, 3]))
            codes = "; ".join(f"{name}:{self.random.choice(CODES[name])}" for name in some)
            step = "; ".join(dict.fromkeys(self._step() for _ in range(self.random.choice((1, 2)))))
            rows.append((
                item, item, self._one(self._words("kind"), 0.8), self._one(self._words("form"), 0.8), self._one(PLACES, 0.8),
                self.units[item], self._one([self._amount(0.1, 20)], 0.7), self._one([self._amount(1, 2000)], 0.7),
                self._one(["1", "100"], 0.2), self._one(["EUR", "USD"], 0.9), codes, self._one([step, step, "none"], 0.4), self._facts("item"),
            ))  # fmt: skip
        columns = (
            "item,name,kind,form,made_in,base_unit,mass_kg,value,value_per,currency,codes,made_with,facts"
        )
        self._write("items", columns, rows)
        lines = []
        for _ in range(self.random.randint(1, 2 * len(self.items))):
            above, below = sorted(self.random.sample(self.items, 2))
            kind = self.random.choice(["normal"] * 6 + ["phantom", "option", "by-product"])
            usual = self.units[below], kind, self._one(["A"], 0.15), self._one(["50 %"], 0.1)
            amounts = self._amount(1, 4, 0), self._one(["1", "10"], 0.2)
            lines.append((above, below, *amounts, *usual, *self._period()))
        self._write(
            "bill",
            "parent,child,quantity,base_quantity,unit,line_kind,alternative,usage_share,from,until",
            lines,
        )

    def _step(self) -> str:
        """A step of manufacture with its country and, it may be, its code."""
        place = self.random.choice(("US", self.random.choice(PLACES)))
        return f"{self.random.choice(self._words('made_with'))}:{place}{self._one([':3E001', ':9E515'])}"

    def _contents(self) -> None:
        rows = []
        for item in self.items:
            lots = [lot for lot, of in self.lots if of == item] or [""]
            for _ in range(self.random.randint(0, 3)):
                low = round(self.random.uniform(0, 0.3), 3)
                share = self.random.choice([(low, low), (low, round(low + 0.1, 3)), ("", "")])
                own = self._one(PLACES), self._one(lots, 0.3), self._one(["A", "B"], 0.3), self._day(0.3)
                rows.append(
                    (item, self._one(SUBSTANCES, 1), self._one(self._words("form"), 0.3), *share, *own)
                )
            rows += [(item, "others", "", "", "none", "", "", "", "")] if self.random.random() < 0.4 else []
        self._write("contents", "item,substance,form,share_low,share_high,origin,lot,said_by,said_on", rows)
        self._write("lots", "lot,item", self.lots)
        used = [(a, b, self._one(["yes", "no"], 1)) for a, _ in self.lots for b, _ in self.lots if a < b]
        self._write("used_lots", "lot,used,complete", used)
        prices = [
            (each, "USD", self.random.randint(1, 50), self.random.randint(50, 400), self._day(0.7))
            for each in self.random.sample(SUBSTANCES, 4)
        ]
        self._write("prices", "substance,currency,per_kg_low,per_kg_high,on", prices)
        self._write("rates", "currency,in,rate,on", [("EUR", "USD", "1.1", self._day(1))])
        promises = [
            (f"U{at}", self._one(self.parties), self._one(self.items, 1), self._one(["free", "consent", "never"]), self._day())
            for at in range(self.random.choice([0, 2]))
        ]  # fmt: skip
        self._write("undertakings", "undertaking,end_user,item,onward,until", promises)

    def _people(self) -> None:
        words, rows, held = answering.book_words(self.law), [], []
        for at, party in enumerate(self.parties):
            lists = self.random.choice(
                ["none", "none", "none", "", *self.random.sample(words.party_lists, 4)]
            )
            kind = self.random.choice(["civil", "civil", "", *words.party_kinds])
            branch = self._one(self.parties[:at] or [""], 0.15)
            places = self._one(PLACES, 0.85), self._one(PLACES, 0.2)
            rows.append((party, party, *places, lists, kind, branch, self._facts("party")))
            for owner in self.random.sample(self.parties[:at], min(at, self.random.choice([0, 1, 2]))):
                low = self.random.choice([100, 50, 49, 30])
                share = f"{low} %", f"{min(100, low + self.random.choice([0, 0, 20]))} %"
                held.append((owner, party, self._one(["equity", "votes"], 1), *share, *self._period()))
            if self.random.random() < 0.4:
                held.append(("others", party, "equity", "none", "none", "", ""))
        self._write("parties", "party,name,country,nationality,lists,kind,branch_of,facts", rows)
        self._write("holdings", "owner,owned,kind,share_low,share_high,from,until", held)

    def _positions(self) -> None:
        of_owners = {question for adds in self.law.adds for question in questions_in(adds)}
        open_ones = sorted(self.law.questions.keys() - of_owners)
        questions = self.random.sample(open_ones, self.random.choice([0, 3]))
        blocks = []
        for name in questions:
            start = date.fromisoformat(self._day(1))
            reading = self.random.choice(list(self.law.questions[name].readings))
            blocks.append(f"""[[position]]
question = "{name}"
reading = "{reading}"
scope = {self.random.choice(['"book"', '{ items = ["I0", "I1"] }'])}
reason = "r"
decided_by = "A"
approved_by = "B"
from = {start}
until = {start + timedelta(days=self.random.randint(1, 300))}
""")
        (self.folder / "positions.toml").write_text("\n".join(blocks), "utf-8")

    def _row(self, number: int) -> Row:
        usual, item = self._one(self.parties, 1), self._one(self.items, 1)
        lots = [lot for lot, of in self.lots if of == item] or [""]
        roles = ("exporter", "consignee", "purchaser", "intermediary", "end_user")
        cells = {each: self.random.choice([usual, usual, *self.parties, "", "none"]) for each in roles}
        cells |= {
            "shipment": f"S{number}", "item": item, "quantity": self._one(["1", "10", "2..3"]), "lot": self._one(lots),
            "value": self._one(["10000", "800..900", str(self.random.randint(1, 40_000))], 0.7),
            "currency": self._one(["EUR", "USD"], 0.8), "act": self._one(self._words("act"), 0.9),
            "circumstance": self._one(self._words("circumstance"), 0.8), "from": self._one(["CN", *PLACES], 0.9),
            "to": self._one(PLACES, 0.9), "via": self._one(["none", "HK"]), "facts": self._facts("shipment"),
            "end_use": self._one(["civil", "civil", "civil;military", *self._words("end_use")], 0.9),
            "date": self._one([*TURNING, *(self._day(1) for _ in TURNING)], 1),
        }  # fmt: skip
        cells |= {"line": self._one(["10", "001"], 0.2), "unit": self._one(["kg", "g", "lb"], 0.2)}
        for name in self.random.sample(sorted(CHOICES), 3 if self.random.random() < 0.3 else 0):
            cells[name] = ";".join(self.random.sample(self._choices(CHOICES[name]), 2))
        for name in self.random.sample(
            [*roles, "item", "to", "end_use"], 2 if self.random.random() < 0.2 else 0
        ):
            cells[name] = f" {cells[name]}\u00a0"
        return tuple(cells.get(name, "") for name in HEADER)

    def _choices(self, of: str) -> list[str]:
        every = {"place": list(PLACES), "party": self.parties}
        return every.get(of) or self._words(of)

    def _facts(self, about: str) -> str:
        kinds = [each for each in self.law.vocabulary.facts.values() if each.about == about]
        kinds = [each for each in kinds if each.name not in HAVE_COLUMNS and self._value(each)]
        some = self.random.sample(kinds, min(len(kinds), self.random.choice([0, 0, 1, 3])))
        return "; ".join(f"{each.name.removeprefix('party.')}={self._value(each)}" for each in some)

    def _value(self, kind: FactKind) -> str:
        if kind.words:
            return "|".join(self.random.sample(kind.words, 2 if kind.many and len(kind.words) > 1 else 1))
        if kind.type == "number":
            return self._amount(0, 1200, 1)
        return self._one({"truth": ("yes", "no"), "country": PLACES}.get(kind.type, [""]), 1)

    def _words(self, fact: str) -> list[str]:
        return list(self.law.vocabulary.facts[fact].words)

    def _one(self, of: Sequence[str], chance: float = 0.5) -> str:
        return self.random.choice(of) if self.random.random() < chance else ""

    def _day(self, chance: float = 0.5) -> str:
        day = date(2023, 6, 1) + timedelta(days=self.random.randint(0, 1400))
        return day.isoformat() if self.random.random() < chance else ""

    def _period(self) -> tuple[str, str]:
        start, until = sorted((self._day(1), self._day(1)))
        return self.random.choice([("", ""), ("", ""), (start, ""), ("", until), (start, until)])

    def _amount(self, low: float, high: float, decimals: int = 2) -> str:
        one, other = sorted(round(self.random.uniform(low, high), decimals) for _ in range(2))
        return self.random.choice([str(one), f"{one}..{other}"])

    def _write(self, name: str, columns: str, rows: Sequence[tuple[object, ...]]) -> None:
        if rows:
            with (self.folder / f"{name}.csv").open("w", newline="", encoding="utf-8") as opened:
                csv.writer(opened).writerows([columns.split(","), *rows])
