"""One answer as a memo: the question, who to ask, what it rests on; text and page show the same one."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from xenotime.deciding.answer import Answer, Found, OpenQuestion, ProvisionFinding
from xenotime.exact import Range, as_decimal
from xenotime.facts.book import Book
from xenotime.facts.seen import About, Missing
from xenotime.facts.shipment import Shipment, order_name
from xenotime.law.lawbook import Lawbook
from xenotime.showing.check.citations import Citations, Cited
from xenotime.showing.check.to_ask import Asks, ToAsk, by_subject
from xenotime.showing.words import either, headline, in_percent, policy_line, rounded, stated


@dataclass(frozen=True)
class CalculationSheet:
    """How one figure was worked out."""

    condition: str
    provision: str
    lines: tuple[tuple[str, str, str], ...]

    @property
    def shown(self) -> tuple[tuple[str, str, str, str], ...]:
        """Each line with its amount as people read it, its exact amount, and why; a share in percent."""
        share = "share(" in self.condition
        last = len(self.lines) - 1
        return tuple(
            (what, in_percent(amount) if share and number == last else rounded(amount), amount, rounded(why))
            for number, (what, amount, why) in enumerate(self.lines)
        )

    @property
    def has_total(self) -> bool:
        """Whether the last line is the sum of those above it."""
        return len(self.lines) > 1 and ("share(" in self.condition or "content(" in self.condition)


@dataclass(frozen=True)
class Memo:
    """One answer with everything that a reader needs beside it."""

    answer: Answer
    order: str
    item_name: str
    question: str
    headline: str
    policy: str
    facts: tuple[tuple[str, str], ...]
    because: tuple[Cited, ...]
    ask: tuple[ToAsk, ...]
    ask_policy: tuple[ToAsk, ...]
    ask_gaps: tuple[ToAsk, ...]
    told: Mapping[str, str]
    """What the lawbook says of each open question: what its text, an announcement and an instrument say."""
    sheets: tuple[CalculationSheet, ...]

    @property
    def open_questions(self) -> tuple[tuple[str, OpenQuestion], ...]:
        """The open questions with what each bears on: the outcome first, then how an application would be met."""
        outcome = [("open question", each) for each in self.answer.open]
        return (*outcome, *(("open for policy", each) for each in self.answer.policy_open))

    @property
    def asks(self) -> tuple[Asks, ...]:
        """What is missing, put together by what it is about."""
        return by_subject(self.ask)

    @property
    def asks_policy(self) -> tuple[Asks, ...]:
        """The same of what only bears on how an application would be met."""
        return by_subject(self.ask_policy)

    @property
    def asks_gaps(self) -> tuple[Asks, ...]:
        """The same of what a mild answer waits for, since a gap may touch it."""
        return by_subject(self.ask_gaps)


class Clerk:
    """Writes memos from answers, with the book and the law at hand."""

    def __init__(self, book: Book, law: Lawbook, citations: Citations) -> None:
        self.book, self.law, self.citations = book, law, citations
        self.shipments = {(each.id, each.line): each for each in book.shipments}

    def memo(self, answer: Answer) -> Memo:
        """The memo of one answer."""
        shipment = self.shipments.get((answer.shipment, answer.line))
        item = self.book.items.get(answer.item)
        return Memo(
            answer=answer,
            order=order_name(answer.shipment, answer.line),
            item_name=item.name if item else "",
            question=self._question(answer, shipment),
            headline=headline(answer),
            policy=policy_line(answer),
            facts=tuple(self._facts(answer, shipment)) if shipment else (),
            because=tuple(self.citations.find(each) for each in answer.because),
            ask=tuple(self._to_ask(each) for each in answer.missing),
            ask_policy=tuple(self._to_ask(each) for each in answer.policy_missing),
            ask_gaps=tuple(self._to_ask(each) for each in answer.waits_for),
            told={each.question: self._told(each, answer) for each in (*answer.open, *answer.policy_open)},
            sheets=sheets_of(answer.findings),
        )

    def _told(self, asked: OpenQuestion, answer: Answer) -> str:
        """The notes of a question, which are of the day on which its law was checked; of an earlier one nothing is told."""
        known, question = self.law.regimes.get(answer.regime), self.law.questions.get(asked.question)
        earlier = known is not None and answer.known_on < known.checked
        return "" if earlier or question is None else question.notes

    def regime(self, regime: str) -> str:
        """The name of a regime."""
        known = self.law.regimes.get(regime)
        return known.title if known else regime

    def party(self, party: str) -> str:
        """A party's name with its country."""
        known = self.book.parties.get(party)
        if known is None:
            return party
        return (known.name or party) + (f" ({'; '.join(known.country)})" if known.country else "")

    def _question(self, answer: Answer, shipment: Shipment | None) -> str:
        item = self.book.items.get(answer.item)
        name = f" ({item.name})" if item and item.name else ""
        law = f"on {answer.on} under the law of {self.regime(answer.regime)}, as known on {answer.known_on}"
        if shipment is None:
            return f"May {answer.item}{name} go in {order_name(answer.shipment, answer.line)} {law}?"
        act = {"provide": "provided", "transfer": "transferred"}.get(
            shipment.act[0] if shipment.act and len(shipment.act) == 1 else "", "sent"
        )
        quantity = f"{amount_text(shipment.quantity)} × " if shipment.quantity else ""
        way = f" from {'; '.join(shipment.origin)}" if shipment.origin else ""
        way += f" to {'; '.join(shipment.destination)}" if shipment.destination else ""
        takers = shipment.parties.get("end_user") or shipment.parties.get("consignee") or ()
        to = f", to {either([self.party(each) for each in takers], 'and')}," if takers else ""
        return f"May {quantity}{answer.item}{name} be {act}{way}{to} {law}?"

    def _facts(self, answer: Answer, shipment: Shipment) -> Iterator[tuple[str, str]]:
        item = self.book.items.get(answer.item)
        yield "Item", answer.item + (f", {item.name}" if item and item.name else "")
        if item:
            yield "Made in", stated(item.made_in)
            yield "Form", stated(item.form)
            yield "Codes", stated(item.codes)
        if shipment.quantity:
            unit = item.base_unit if item else ""
            yield "Quantity", f"{amount_text(shipment.quantity)} {unit}".strip()
        if shipment.value:
            yield "Value of the line", f"{amount_text(shipment.value)} {shipment.currency}".strip()
        yield (
            "Act",
            stated(shipment.act) + (f", {stated(shipment.circumstance)}" if shipment.circumstance else ""),
        )
        yield "From, to", f"{stated(shipment.origin)} → {stated(shipment.destination)}"
        if shipment.via:
            yield "Via", stated(shipment.via)
        for role, parties in shipment.parties.items():
            yield (
                role.replace("_", " ").capitalize(),
                either([self.party(p) for p in parties], "and") or "nobody",
            )
        yield "End use", stated(shipment.end_use)
        yield "Day", str(answer.on)

    def _to_ask(self, missing: Missing) -> ToAsk:
        item = self.book.items.get(missing.about.id) if missing.about.kind == "item" else None
        return ToAsk(missing, self.whom(missing.about), item.name if item else "")

    def whom(self, about: About) -> str:
        """Who can say what is not known about something."""
        if about.kind == "item":
            return self._maker_of(about.id)
        if about.kind in {"party", "holding"}:
            asked = about.id.rpartition(" > ")[2] if about.kind == "holding" else about.id
            known = self.book.parties.get(asked)
            return known.name or asked if known else asked
        if about.kind in {"question", "text", "law"}:
            return "counsel"
        if about.kind in self.law.vocabulary.party_roles:
            return "whoever took the order"
        return "whoever took the order" if about.kind == "shipment" else "whoever made the statement"

    def _maker_of(self, item_id: str) -> str:
        item = self.book.items.get(item_id)
        if item and item.maker:
            known = [(self.book.parties.get(each), each) for each in item.makers]
            name = either([party.name if party and party.name else each for party, each in known])
            part = f" (their part {item.maker_part})" if item.maker_part else ""
            return "own engineering" if item.maker == "own" else name + part
        rows = [row.supplier or row.said_by for row in self.book.contents if row.item == item_id]
        named = sorted({each for each in rows if each})
        return either(named) if named else "its maker or supplier (not named in the book)"


def amount_text(amount: Range) -> str:
    """An amount with its bounds."""
    if amount.high is None:
        return f"{as_decimal(amount.low)} or more"
    return (
        as_decimal(amount.low)
        if amount.is_exact
        else f"{as_decimal(amount.low)} to {as_decimal(amount.high)}"
    )


def sheets_of(findings: tuple[ProvisionFinding, ...]) -> tuple[CalculationSheet, ...]:
    """Every calculation behind an answer, each once."""
    found: dict[str, CalculationSheet] = {}
    for finding in findings:
        for node in _with_sheet(finding.conditions):
            sheet = CalculationSheet(node.what, finding.provision, node.sheet)
            known = found.setdefault(node.what, sheet)
            if finding.provision not in known.provision.split(", "):
                found[node.what] = replace(known, provision=f"{known.provision}, {finding.provision}")
    return tuple(found.values())


def _with_sheet(found: Found) -> Iterator[Found]:
    if found.sheet:
        yield found
    for part in found.parts:
        yield from _with_sheet(part)
