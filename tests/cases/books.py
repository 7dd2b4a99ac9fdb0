"""Write a situation as a book: the same CSV files that a user of the program writes."""

import csv
import re
from collections.abc import Collection, Mapping
from fractions import Fraction
from pathlib import Path

from cases.situation import EXAMPLE, NEED, UNKNOWN, Situation
from xenotime.reading.book.columns import TABLES

SOLD = "GOODS"
PARTS = "PART"
MAGNET = "MAGNET"
SELLER, BUYER, REST = "SELLER", "BUYER", "THE REST"
ROLES = ("exporter", "consignee", "purchaser", "intermediary", "end_user")
BUYERS = ("consignee", "purchaser", "end_user")
PARTY_FACTS = (
    "headquarters", "partner_headquarters", "us_entry_policy", "controlled_by_listed", "us_owned", "us_person", "supplies_military",
)  # fmt: skip
OWN = {
    table: {fact for column in TABLES[table] for fact, _ in column.own} for table in ("items", "shipments")
}
"""The facts of a table that have a column of their own."""
CONTENT = Fraction(1000)
"""What the tested content is worth; only ratios are stated."""
NONE, SOME = "none", "0.000001 %"
NOBODY_NAMED = frozenset(
    {"others", "rest", "other holders", "other owners", "remaining holders", "free float", "public"}
)
"""Owners that stand for whoever else holds shares."""
SOURCE = "the published answer"
UNSURE = re.compile(
    r"^(?:unknown|not (?:known|stated|disclosed)|undisclosed)[,;:(]+ ?(?:but )?(?:known to be )?|\)$",
    re.IGNORECASE,
)
BOUNDS = {
    "at least|no(?:t)? less than|minimum(?: of)?|from": "≥", "more than|over|above|exceeding": ">",
    "at most|no(?:t)? more than|up to|maximum(?: of)?": "≤", "less than|below|under|short of|just under": "<",
}  # fmt: skip
"""Words in front of a share, to their sign."""
OR_MORE = re.compile(
    r"(?P<figure>[\d.]+) ?%? or (?:(?P<more>more|above|over|greater)|less|fewer|below)", re.IGNORECASE
)
SPAN = re.compile(r"(?:between )?(?P<low>[\d.]+) ?%? ?(?:-|–|to|and) ?(?P<high>[\d.]+)")
Table = list[dict[str, str]]


class BookOf:
    """The tables of one situation; `partners` are elements that no entry lists by themselves, each with those beside which they are."""

    def __init__(self, it: Situation, partners: Mapping[str, Collection[str]] | None = None) -> None:
        self.it, self.partners = it, partners or {}
        self.items: Table = []
        self.bill: Table = []
        self.contents: Table = []
        self.parties: dict[str, dict[str, str]] = {}
        self.holdings: Table = []
        self._goods()
        self._owners()
        self.shipments = [self._shipment()]
        self._nobody_else()

    def tables(self) -> dict[str, Table]:
        """The rows of every table, by its name."""
        return {
            "items": self.items, "bill": self.bill, "contents": self.contents,
            "parties": list(self.parties.values()), "holdings": self.holdings, "shipments": self.shipments,
        }  # fmt: skip

    def write(self, folder: Path) -> Path:
        """Write the tables into the folder."""
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "book.toml").write_text('format = 1\nname = "a published answer"\n', "utf-8")
        for name, rows in self.tables().items():
            if rows:
                columns = list(dict.fromkeys(column for row in rows for column in row))
                with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
                    writer = csv.DictWriter(file, columns)
                    writer.writeheader()
                    writer.writerows(rows)
        return folder

    # goods ------------------------------------------------------------------------------------------------------------

    def _goods(self) -> None:
        it = self.it
        form = it.said("item.form") or ("permanent_magnet" if it.magnet else "")
        tiers = list(it.chain) or [""]
        apart = it.magnet and form not in {"permanent_magnet", "powder", ""}
        if (apart or it.said("inner.form") == "target") and len(tiers) == 1:
            tiers = ["", *tiers]
        names = self._names(len(tiers))
        for tier, (name, country) in enumerate(zip(names, tiers, strict=True), 1):
            own = form if name == SOLD else self._inner_form(name)
            made_in = it.said("item.made_in") if name == SOLD or not country else ""
            self._item(name, own, made_in or country, tier, last=name == SOLD)
            if tier > 1:
                self.bill.append({"parent": name, "child": names[tier - 2], "quantity": "1", "unit": "piece"})
        self._contents(names)
        self._american()

    def _names(self, tiers: int) -> list[str]:
        return [MAGNET, *(f"{PARTS}{number}" for number in range(2, tiers)), SOLD] if tiers > 1 else [SOLD]

    def _inner_form(self, name: str) -> str:
        return self.it.said("inner.form") or "part" if name != MAGNET else self._deepest()

    def _deepest(self) -> str:
        return "target" if self.it.said("inner.form") == "target" else "permanent_magnet"

    def _item(self, name: str, form: str, made_in: str, tier: int, *, last: bool) -> None:
        ratio = self.it.ratios.get(0 if last and 0 in self.it.ratios else tier)
        if last and ratio is None and self.it.said("value_test.ratio_pct"):
            ratio = self.it.said("value_test.ratio_pct")
        row = {"item": name, "name": name, "form": form, "made_in": made_in, "base_unit": "piece"}
        row |= {"value": _decimal(CONTENT * 100 / Fraction(ratio))} if ratio else {}
        row |= {"currency": "USD"} if self.it.ratios or self.it.said("value_test.ratio_pct") else {}
        if last:
            row |= self._said_of("item", {"kind", "made_with"})
            row |= {"codes": "; ".join(self.it.codes), "facts": self._facts("item")}
        self.items.append({key: cell for key, cell in row.items() if cell})

    def _contents(self, names: list[str]) -> None:
        it, deepest = self.it, names[0]
        rows = [{"substance": each} for each in it.magnets] + it.has
        told = {part for row in rows if len(parts := _elements(row)) > 1 for part in parts}
        told |= {row["substance"] for row in rows if row.get("share_low", "0 %") != "0 %"}
        for row in rows:
            if row.keys() == {"substance"} and row["substance"] in told:
                # the compound that it is a part of is named, or how much of it there is
                continue
            it_is = {"item": deepest, "said_by": SOURCE} | row
            if it.said("item.form") == "alloy" and _elements(row) == [row["substance"]]:
                # what an alloy is made of is in it as an alloy
                it_is.setdefault("form", "alloy")
            if it_is not in self.contents:
                self.contents.append(it_is)
        self._tested(deepest)
        for each in it.lacks:
            self.contents.append({"item": deepest, "substance": each, "share_high": NONE, "said_by": SOURCE})
        if it.closed:
            self.contents += [*self._no_partners(deepest), *(self._nothing_else(each) for each in names)]

    def _no_partners(self, item: str) -> Table:
        """That elements which are listed beside a named one alone are not there: the published composition is all of it."""
        told = {row["substance"] for row in self.contents}
        named = told | {part for row in self.contents for part in _elements(row)}
        away = [one for one, beside in self.partners.items() if one not in named and named & {*beside}]
        return [{"item": item, "substance": one, "share_high": NONE, "said_by": SOURCE} for one in away]

    def _american(self) -> None:
        """Content of United States origin, in per cent of a value of 100; nothing else of it is there.

        Where some of it comes in another part, what comes directly is a part of its own: both are counted together.
        """
        through = any(each["through"] or each.get("facts") for each in self.it.american)
        for number, each in enumerate(self.it.american, 1):
            holder, worth = SOLD, {"value_low": each.get("low", each["pct"]), "value_high": each["pct"]}
            if through:
                holder = f"{PARTS}{number}"
                self._american_part(holder, each)
                self.bill.append({"parent": SOLD, "child": holder, "quantity": "1", "unit": "piece"})
            if each["through"] or not through:
                row = {"item": holder, "substance": each["code"], "origin": "US", "said_by": SOURCE}
                row |= {"form": form} if (form := _form_of(each["code"])) else {}
                self.contents.append(row | worth)
        if self.it.american or self.it.no_content:
            sold = next(row for row in self.items if row["item"] == SOLD)
            sold |= {"value": "100", "currency": "USD"}
            holders = dict.fromkeys(row["item"] for row in self.contents)
            self.contents += [self._nothing_else(holder) for holder in {**holders, SOLD: None}]

    def _american_part(self, name: str, content: dict[str, str]) -> None:
        """A foreign part that content comes in, or the content itself where it comes directly."""
        own = {
            "made_in": "US",
            "codes": content["code"],
            "value": content["pct"],
            "facts": content.get("facts", ""),
        }
        foreign = {"made_in": content["through"], "codes": "us:EAR99", "facts": self._facts("through")}
        common = {"item": name, "name": name, "base_unit": "piece", "currency": "USD"}
        self.items.append(common | (foreign if content["through"] else own))

    def _nothing_else(self, item: str) -> dict[str, str]:
        return {"item": item, "substance": "others", "share_high": NONE, "said_by": SOURCE}

    def _tested(self, deepest: str) -> None:
        """The Chinese content whose value is tested, or that there is none: whatever else is in it is not Chinese."""
        parts = self.it.chinese_parts or ({self.it.chinese: Fraction(1)} if self.it.chinese else {})
        tested = bool(self.it.ratios) or bool(self.it.said("value_test.ratio_pct"))
        if not parts and not self.it.foreign:
            return
        named = {each.partition(" ")[0] for each in parts}
        named |= {each for one in named for each in re.findall(r"[A-Z][a-z]?", one)}
        self.contents = [row for row in self.contents if row["substance"] not in named]
        made_in = self.it.chain or tuple(filter(None, [self.it.said("item.made_in")]))
        if (tested or not parts) and made_in and "CN" not in made_in:
            for each in self.contents:
                each.setdefault("origin", made_in[0])
            self.contents.append(self._nothing_else(deepest))
        for part, share in parts.items():
            element, _, form = part.partition(" ")
            value = _decimal(CONTENT * share / (sum(parts.values()) or 1))
            # what is worth something is there
            worth = (
                {"value_low": value, "value_high": value, "share_low": SOME if share else ""}
                if tested
                else {}
            )
            row = {"item": deepest, "substance": element, "form": form, "origin": "CN", "said_by": SOURCE}
            self.contents.append(row | worth)

    # parties ----------------------------------------------------------------------------------------------------------

    def _party(self, name: str, role: str = "") -> str:
        cells = {"party": name, "name": self.it.said(f"{role or name}.name") or name}
        row = self.parties.setdefault(name, cells)
        for column in ("country", "nationality", "kind", "lists"):
            place = f"{role or name}.{column}"
            said = self.it.said(place) or (self.it.said(f"buyers.{column}") if role in BUYERS else "")
            granted = self.it.usual_said or (column == "lists" and self.it.unlisted_said)
            rank, word = self.it.facts.get(place, (EXAMPLE, ""))
            if word == UNKNOWN and (rank == NEED or not granted):
                row[column] = ""
            elif said:
                row[column] = said
        owned = any((each.owned or BUYER) == name for each in self.it.owned)
        whose = [role or name, name, *(["owned"] if owned else [])]
        facts = [
            (each, next(filter(None, (self.it.said(f"{who}.{each}") for who in whose)), ""))
            for each in PARTY_FACTS
        ]
        if any(word for _, word in facts):
            row["facts"] = "; ".join(f"{each}={word}" for each, word in facts if word)
        return name

    def _owners(self) -> None:
        owners = {each.owner for each in self.it.owned}
        for each in self.it.owned:
            owned = each.owned or BUYER
            if each.owner.casefold() in NOBODY_NAMED and self.it.said(f"{each.owner}.lists") == NONE:
                self.it.say("holdings.others", NONE)
                continue
            for party in (each.owner, owned):
                self._party(party)
            if owned not in owners:
                self.parties[owned].setdefault("lists", NONE)
            low, high = _share(self.it.said("holdings.before_sale") or each.percent)
            if self.it.facts.get("holdings.before_sale", (0, ""))[1] == UNKNOWN:
                # the sale may not count: the seller may hold all of it still, and the buyers nothing
                low, high = ("0 %" if self.it.said(f"{each.owner}.lists") == NONE else low), "100 %"
            self._held(each.owner, owned, low, high)

    def _nobody_else(self) -> None:
        """Nobody else on a list holds a share of any party, where that is granted or said.

        It is granted only of whoever is said to be owned by nobody, or wholly by those who are named.
        """
        said = self.it.usual_said or self.it.said("holdings.others") or self.it.usual_kinds
        if self.it.usual_parties or said:
            for owned in dict(self.parties):
                if not said and self._is_held_in_part(owned):
                    continue
                if any(
                    row["owned"] == owned and row["share_low"] != row["share_high"] for row in self.holdings
                ):
                    # a share that is not exact leaves the rest to somebody, who is on no list and owned by nobody on one
                    if REST not in self.parties:
                        self._held("others", REST, "", NONE)
                    self.parties.setdefault(REST, {"party": REST, "name": REST, "lists": NONE})
                    self._held(REST, owned, "0 %", "100 %")
                self._held("others", owned, "", NONE)

    def _held(self, owner: str, owned: str, low: str, high: str) -> None:
        row = {"owner": owner, "owned": owned, "kind": "equity", "share_low": low, "share_high": high}
        self.holdings.append(row)

    def _is_held_in_part(self, owned: str) -> bool:
        shares = [each.percent for each in self.it.owned if (each.owned or BUYER) == owned]
        figures = [Fraction(each) for each in shares if re.fullmatch(r"[\d.]+", each)]
        return bool(shares) and (len(figures) < len(shares) or sum(figures) < 100)

    def _sink(self) -> str:
        owners = {each.owner for each in self.it.owned}
        owned = [each.owned or BUYER for each in self.it.owned]
        named = self.it.said("end_user.name")
        if named in owners | set(owned):
            return named
        return next((each for each in reversed(owned) if each not in owners), BUYER)

    def _shipment(self) -> dict[str, str]:
        it = self.it
        origin = it.said("shipment.from") or (it.chain[-1] if it.chain else it.said("item.made_in"))
        row = {"shipment": "S1", "item": SOLD, "date": it.said("shipment.date"), "from": origin}
        row |= {"to": it.said("shipment.to")} | self._said_of(
            "shipment", {"act", "circumstance", "end_use", "via"}
        )
        row["facts"] = self._facts("shipment")
        if it.usual_use and not row.get("end_use") and it.facts.get("shipment.end_use") != (NEED, UNKNOWN):
            row["end_use"] = "civil"
        for role in ROLES:
            row[role] = self._role(role, origin, row["to"])
        return {key: cell for key, cell in row.items() if cell}

    def _role(self, role: str, origin: str, to: str) -> str:
        usual = self.it.usual_parties
        own = any(place.startswith(f"{role}.") for place in self.it.facts)
        if role == "exporter":
            name = SELLER
        elif own and role != "end_user":
            name = role.upper()
        elif role == "intermediary":
            return NONE if usual else ""
        else:
            name = self._sink()
        if not (own or usual or self._is_spoken_of(role)):
            return ""
        party = self.parties[self._party(name, role)]
        party.setdefault("country", origin if role == "exporter" else to)
        if usual:
            self._usual(party)
        return name

    def _is_spoken_of(self, role: str) -> bool:
        buyers = role in BUYERS and any(place.startswith("buyers.") for place in self.it.facts)
        return role == "exporter" or buyers or (role == "end_user" and bool(self.it.owned))

    def _usual(self, party: dict[str, str]) -> None:
        party.setdefault("lists", NONE)
        if not (self.it.usual_kinds or self.it.usual_said):
            return
        party.setdefault("kind", "civil")
        party.setdefault("nationality", party["country"])
        facts = party.get("facts", "")
        if party["country"] and " headquarters=" not in f" {facts}":
            party["facts"] = "; ".join(filter(None, [facts, f"headquarters={party['country']}"]))

    # cells ------------------------------------------------------------------------------------------------------------

    def _said_of(self, table: str, columns: set[str]) -> dict[str, str]:
        return {each: self.it.said(f"{table}.{each}") for each in sorted(columns)}

    def _facts(self, table: str) -> str:
        """The facts that have no column: what has one counts as it stands there, if it does."""
        front, own = f"{table}.facts.", OWN["shipments" if table == "shipment" else "items"]
        return "; ".join(
            f"{name}={word.replace('; ', '|')}"
            for place, (_, word) in sorted(self.it.facts.items())
            if place.startswith(front) and word != UNKNOWN and (name := place.removeprefix(front)) not in own
        )


def _form_of(code: str) -> str:
    """Of content that is technology or software by the letter of its code, that it is."""
    letter = re.match(r"us:\d(?P<letter>[DE])\d", code)
    return {"D": "software", "E": "technology"}.get(letter["letter"], "") if letter else ""


def _elements(row: dict[str, str]) -> list[str]:
    """The elements of a formula; of a code none."""
    formula = row["substance"]
    return re.findall(r"[A-Z][a-z]?", formula) if re.fullmatch(r"(?:[A-Z][a-z]?[\d.]*)+", formula) else []


def _share(said: str) -> tuple[str, str]:
    """The least and the most that a holding can be: a figure, `<50`, `majority`, or not known."""
    said = UNSURE.sub("", said).strip().removesuffix("%").strip()
    for words, sign in BOUNDS.items():
        said = re.sub(rf"^(?:{words}) ?(?=[\d.])", sign, said, flags=re.IGNORECASE)
    if about := OR_MORE.fullmatch(said):
        said = f"{'≥' if about['more'] else '≤'}{about['figure']}"
    if span := SPAN.fullmatch(said):
        return f"{span['low']} %", f"{span['high']} %"
    bounds = {
        "majority": (">", "50"),
        "more than half": (">", "50"),
        "over half": (">", "50"),
        "half or more": ("≥", "50"),
        "at least half": ("≥", "50"),
        "not less than half": ("≥", "50"),
        "minority": ("<", "50"),
        "less than half": ("<", "50"),
        "under half": ("<", "50"),
        "below half": ("<", "50"),
        "not half": ("<", "50"),
        "not quite half": ("<", "50"),
        "just under half": ("<", "50"),
        "at most half": ("≤", "50"),
        "no more than half": ("≤", "50"),
        "up to half": ("≤", "50"),
        "all": ("", "100"),
        "wholly owned": ("", "100"),
    }
    sign, figure = bounds.get(said) or (said[:1] if said[:1] in "<>≥≤" else "", said.lstrip("<>≥≤= "))
    if not re.fullmatch(r"[\d.]+", figure):
        return "0 %", "100 %"
    low = {"<": "0 %", "≤": "0 %", ">": f"{float(figure) + 0.01:g} %"}.get(sign, f"{figure} %")
    high = {">": "100 %", "≥": "100 %", "<": f"{float(figure) - 0.01:g} %"}.get(sign, f"{figure} %")
    return low, high


def _decimal(amount: Fraction) -> str:
    """A value to a millionth: an exact ratio of a round content stays exact."""
    return f"{float(amount):.6f}".rstrip("0").rstrip(".")
