"""Answers, a book and a lawbook made by hand, with text in them that tries to forge the page."""

from datetime import date
from fractions import Fraction

from xenotime.casework.traceview import TraceRow, TraceView
from xenotime.deciding.answer import (
    Answer,
    DutyDue,
    Flip,
    Found,
    GapNote,
    OpenQuestion,
    PositionNote,
    ProvisionFinding,
)
from xenotime.exact import ANYTHING, Range, exactly
from xenotime.facts.book import Book
from xenotime.facts.item import Item
from xenotime.facts.party import Party
from xenotime.facts.seen import About, Line, Missing, yes_or_no
from xenotime.facts.shipment import Shipment
from xenotime.law.condition import Leaf, parse_condition
from xenotime.law.lawbook import Instrument, Lawbook, Regime
from xenotime.law.provision import Dated, Place, Rule
from xenotime.law.question import Question
from xenotime.showing.check.report import Report, report_of

DAY = date(2030, 1, 1)
EVIL = '<script>alert("1")</script>'
ESCAPE = "magnet\x1b[31m red\u202e"
CHINESE = "含有镝吗？"
MAGNET = About("item", "M7")

HAS_DY = Missing("has(Dy)", MAGNET, "Is there any Dy in M7?", CHINESE)
PRICE = Missing("price of Dy", MAGNET, "What does a kilogram of Dy cost?")

SHARE = Found(
    "share(zz/listed, origin = ZZ) >= threshold.content [0.1 %]",
    None,
    "0.05 % to 0.2 %",
    sheet=(
        ("M7 > Dy", "1/3 to 1/2 EUR", "1 x 0.1 kg"),
        ("share of zz/listed in M7", "1/2000 to 1/500", "shipped"),
    ),
)
CHAIN = Found(
    "",
    None,
    how="all",
    parts=(
        Found("destination != ZZ", True, "YY"),
        Found("zz/listed", None, how="any", parts=(SHARE, Found("other", False))),
    ),
)
PROVISION = ProvisionFinding(
    provision="zz/act 1(1)",
    heading="Foreign-made items",
    concludes="licence required",
    counts=None,
    conditions_hold=None,
    status="in force from 2029-01-01",
    rank="law",
    seen="official",
    source="https://law.example/zz/act",
    text="An item made abroad is caught\nwhen it holds enough.",
    conditions=CHAIN,
)
LEFT = ProvisionFinding(
    provision="zz/act 2",
    heading="Relief goods",
    concludes="no licence required",
    counts=False,
    conditions_hold=False,
    status="in force from 2029-01-01",
    rank="guidance",
    seen="digest",
    source="",
    text="",
    conditions=Found("", False, how="all", parts=(Found("end_use == relief", False, "civil"),)),
)

SEVERE, MILD = "licence required", "no licence required"


def answer(shipment: str = "S1", line: str | None = "10", **more: object) -> Answer:
    """An answer that is settled and mild, unless told otherwise."""
    fields: dict[str, object] = {
        "item": "M7",
        "on": DAY,
        "known_on": DAY,
        "regime": "zz",
        "outcome": MILD,
        "policy": None,
        "possible": (MILD,),
        "policies": (),
        "action": "release",
        "action_because": f"{MILD}, settled",
    }
    return Answer(shipment, line, **{**fields, **more})  # type: ignore[arg-type]


BLOCKED = answer(
    "S2",
    None,
    outcome=SEVERE,
    policy="presumption of denial",
    possible=(SEVERE,),
    policies=("presumption of denial",),
    action="block",
    action_because=SEVERE,
    because=("zz/act 1(1)",),
    duties=(DutyDue("zz/act 1(1)", "exporter", "apply", "before export"),),
)
HELD = answer(
    "S3",
    outcome=None,
    possible=(MILD, SEVERE),
    policies=("ordinary", "presumption of denial"),
    action="hold",
    action_because="not settled: 1 fact missing, 1 open question of law",
    because=("zz/act 1(1)", "zz/act P2-M3", "zz/nowhere 9"),
    missing=(HAS_DY, PRICE),
    policy_missing=(Missing("kind", About("party", "P1"), "What kind of party is P1?"),),
    open=(
        OpenQuestion("zz/q", "Has it woken?", "revived", {"revived": (SEVERE,), "asleep": (MILD,)}),
        OpenQuestion("zz/r", "Which tier?", "each", {"each": (SEVERE,), "one": (MILD,)}, "one", "given"),
    ),
    would_settle=((HAS_DY,), (HAS_DY, PRICE)),
    flips=(
        Flip("share", MAGNET, "0.05 %", "from 0.1 %", (SEVERE,), "2"),
        Flip("date", About("shipment", "S3"), "2030-01-01", "to 2028-12-31", ()),
    ),
    gaps=(GapNote("zz/gap", "The annex was not read.", clearance=False), GapNote("zz/gap2", "Later days.")),
    assumed=("parties.kind = civil",),
    positions=(
        PositionNote("zz/q", "asleep", "memo-1", "A. Head", "B. Counsel", date(2029, 12, 31), expired=True),
        PositionNote("zz/r", "one", "", "", "", None),
    ),
    guidance=("zz/act 2",),
    contradictions=("two statements on Dy in M7",),
    own_law=("zz/house 1",),
    tight=False,
    findings=(PROVISION,),
    looked_at=(LEFT, LEFT),
)
FORGED = answer(
    "S4",
    EVIL,
    item="X1",
    action="escalate",
    action_because=f"{ESCAPE} {EVIL}",
    because=("zz/evil 1",),
    assumed=(EVIL, "[bold]not markup[/bold]"),
    findings=(
        ProvisionFinding(
            "zz/evil 1",
            EVIL,
            "subject",
            True,
            True,
            ESCAPE,
            "law",
            "memory",
            "javascript:alert(1)",
            EVIL,
            Found(EVIL, True, ESCAPE, "javascript:alert(1)"),
        ),
    ),
)
OUTSIDE = answer(
    "S5",
    outcome=None,
    possible=(),
    action="hold",
    action_because="encoded from 2029-01-01; there is no answer",
)
REPORTED = answer(
    "S6",
    outcome="exempt, report",
    possible=("exempt, report",),
    action="escalate",
    action_because="a report is due",
)
LEANING = answer("S7", outcome=SEVERE, possible=(MILD, SEVERE), action="hold", action_because="open")
EVERY = (answer(), BLOCKED, HELD, FORGED, OUTSIDE, REPORTED, LEANING)


def place(paragraph: str, instrument: str = "zz/act", **more: object) -> Place:
    """A place in the made law."""
    fields: dict[str, object] = {
        "heading": "Foreign-made items",
        "text": "In our own words.",
        "issued": date(2028, 1, 1),
    }
    return Place(instrument, paragraph, **{**fields, **more})  # type: ignore[arg-type]


def instrument(id_: str, source: str = "https://law.example/zz/act", *, own: bool = False) -> Instrument:
    """An instrument of the made law."""
    return Instrument(
        id_, f"Act {id_}", "The ministry", date(2028, 1, 1), source, "official", DAY, "zz/act.md", own
    )


CONDITION = Leaf(parse_condition("made_in == ZZ", {"made_in": "item"}, ("item",)))
ISSUED = date(2028, 1, 1)
LAW = Lawbook(
    regimes={"zz": Regime("zz", "Zedland", date(2029, 1, 1), DAY)},
    instruments={
        "zz/act": instrument("zz/act"),
        "zz/evil": instrument("zz/evil", "javascript:alert(1)"),
        "zz/house": instrument("zz/house", own=True),
    },
    rules=(
        Rule(place("1(1)"), SEVERE, CONDITION, (Dated(date(2029, 1, 1), issued=ISSUED),)),
        Rule(place("2"), MILD, CONDITION, (Dated(date(2031, 1, 1), issued=ISSUED),), rank="guidance"),
    ),
    questions={
        "zz/q": Question(
            place("3"),
            "zz/q",
            "Has it woken?",
            ("revived", "asleep"),
            "revived",
            notes="Text: a year. Instrument: none was found.",
        )
    },
    sha256="0" * 64,
)
BOOK = Book(
    name="Motors 电机",
    items={
        "M7": Item(
            "M7",
            "Magnet",
            form=("permanent_magnet",),
            made_in=("YY",),
            base_unit="piece",
            maker="Magnet works",
        ),
        "X1": Item("X1", EVIL, maker="own"),
    },
    parties={"P1": Party("P1", "Robot maker", ("YY",))},
    shipments=(
        Shipment(
            "S3",
            "M7",
            DAY,
            "10",
            quantity=exactly(3),
            value=Range(Fraction(10), Fraction(20)),
            currency="EUR",
            act=("provide",),
            origin=("ZZ",),
            destination=("YY",),
            parties={"end_user": ("P1",), "intermediary": ()},
        ),
    ),
)
TRACE = TraceView(
    BOOK.items["M7"],
    DAY,
    (
        TraceRow(
            "zz/listed",
            "Listed",
            "ZZ",
            "value",
            "acquired",
            Range(Fraction(1, 3), Fraction(2)),
            "EUR",
            Range(Fraction(1, 1000), Fraction(1, 3)),
            lines=(Line("M7 > Dy", "1/3 to 2 EUR", "listed"),),
            missing=(PRICE,),
            contradiction="two figures for Dy",
            assumed=("contents.others = none",),
        ),
        TraceRow("zz/other", "Other", "", "mass", "element", ANYTHING, "kg", None),
    ),
    {"Dy": yes_or_no(MAGNET, None, missing=(HAS_DY,)), "Tb": yes_or_no(MAGNET, truth=False)},
)


def report(*answers: Answer) -> Report:
    """The report of some made answers."""
    return report_of(answers or EVERY, BOOK, LAW, DAY, "0.1.0")
