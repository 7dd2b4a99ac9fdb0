"""A country that nobody has heard of: its regime takes files of law alone, no line of code and none of the shipped law."""

from pathlib import Path

import pytest

from story_books import run, write_book
from xenotime.cli import main

COVERAGE = """
title = "Quarrymark (invented)"
from = 2026-01-01
checked = 2026-11-24
countries = ["XQ"]
asked = "mentioned"

[[gap]]
id = "xq/services"
what = "Services are not encoded."
touches = ["form == service"]
"""
FACTS = """
[item.form]
words = ["bell_metal"]

[item.tone_hz]
type = "number"
ask = "Which tone does {id} give, in Hz?"
ask_zh = "{id} 的音调是多少（Hz）？"

[shipment.end_use]
words = ["bell_tower"]

[party.lists]
words = ["xq/silenced-houses"]

[party.owner_lists]
words = ["xq/silenced-houses"]
"""
BELL_ACT = """+++
id = "xq/bell-act"
title = "Bell Act"
issuer = "Council of Quarrymark"
issued = 2026-02-01
source = "https://law.example/xq/bell-act"
seen = "official"
checked = 2026-11-24
+++
# Bell Act

## 1 Bell metal
Bell metal with dysprosium in it that sounds at 440 Hz and above needs a licence to leave.

```threshold
name = "tone"
values = [{ from = 2026-03-01, value = "440" }]
```
```list
name = "bells"
complete = true
rows = [{ code = "B1", text = "bell metal with dysprosium", form = "bell_metal", has = "Dy", all = ["tone_hz >= threshold.tone"] }]
```
```rule
concludes = "licence required"
in_force = [{ from = 2026-03-01 }]
all = ["from == XQ", "destination != XQ", "item in xq/bell-act/bells"]
```
```link
kind = "mirrors"
to = ["cn/2025-18 1"]
note = "There: licences for the same element in other forms."
```

## 2 Towers
For bell towers none is needed.

```rule
concludes = "no licence required"
exception_to = ["1"]
in_force = [{ from = 2026-03-01, under = "xq/towers = towers are free" }]
all = ["from == XQ", "destination != XQ", "item in xq/bell-act/bells", "end_use == bell_tower"]
```
```question
id = "xq/towers"
asks = "Is a tower without a clock a bell tower?"
readings = ["it needs a licence", "towers are free"]
default = "it needs a licence"
raised_by = "paragraph 2, which does not say what a tower is"
```

## 3 Silenced houses
Nothing listed goes to a silenced house.

```rule
concludes = "prohibited"
upon = ["1"]
in_force = [{ from = 2026-03-01 }]
any = ["consignee.lists == xq/silenced-houses", "consignee.owner_lists == xq/silenced-houses"]
```
```adds
lists = ["xq/silenced-houses"]
at = "> 50 %"
owners = "together"
tiers = "multiply"
in_force = [{ from = 2026-03-01 }]
```
```suspends
provisions = ["3"]
from = 2026-06-01
until = 2026-06-30
```

## 4 Clocks
A clock made abroad with bells of Quarrymark worth a tenth of it needs a licence as well, whoever sends it.

```threshold
name = "tenth"
values = [{ from = 2026-03-01, value = "10 %" }]
```
```group
id = "xq/neighbours"
members = ["QO", { is = "QP", from = 2026-07-01 }]
```
```rule
concludes = "licence required"
in_force = [{ from = 2026-03-01 }]
all = ["from in xq/neighbours", "destination != XQ", "made_in != XQ", "share(xq/bell-act/bells, origin = XQ) >= threshold.tenth"]
```

## 9 Cases
```case
name = "a bell at concert pitch"
on = 2026-03-01
expect = "licence required"
because = ["1"]
facts = { from = "XQ", destination = "QO", form = "bell_metal", "has(Dy)" = "yes", tone_hz = 440, end_use = "civil", "consignee.lists" = "none" }
```
"""
ITEMS = """item,form,made_in,base_unit,mass_kg,value,currency,facts
BELL,bell_metal,XQ,piece,1,50,EUR,tone_hz=440
FLAT,bell_metal,XQ,piece,1,50,EUR,tone_hz=439.9
MUTE,bell_metal,XQ,piece,1,50,EUR,
CLOCK,finished_good,QO,piece,9,500,EUR,
DEAR,finished_good,QO,piece,9,501,EUR,"""
CONTENTS = "item,substance,share_low,share_high,origin,said_by\n" + "\n".join(
    f"{item},Dy,1 %,1 %,XQ,Founder\n{item},others,none,,,Founder" for item in ("BELL", "FLAT", "MUTE")
)
CONTENTS += "\nCLOCK,others,none,,,Founder\nDEAR,others,none,,,Founder"
BILL = "parent,child,quantity,unit\nCLOCK,BELL,1,piece\nDEAR,BELL,1,piece"
PARTIES = """party,name,country,lists,kind
MAKER,Maker,XQ,none,civil
BUYER,Buyer,QO,none,civil
HUSH,House of Hush,QO,xq/silenced-houses,civil
WHISPER,Whisper and Sons,QO,none,civil"""
HOLDINGS = "owner,owned,kind,share_low,share_high\nHUSH,WHISPER,equity,51 %,51 %\nothers,BUYER,equity,0,none"
SHIPMENTS = """shipment,item,quantity,act,from,to,via,exporter,consignee,purchaser,intermediary,end_user,end_use,date
AT-PITCH,BELL,1,export,XQ,QO,none,MAKER,BUYER,BUYER,none,BUYER,civil,2026-07-01
BELOW,FLAT,1,export,XQ,QO,none,MAKER,BUYER,BUYER,none,BUYER,civil,2026-07-01
UNHEARD,MUTE,1,export,XQ,QO,none,MAKER,BUYER,BUYER,none,BUYER,civil,2026-07-01
HUSHED,BELL,1,export,XQ,QO,none,MAKER,HUSH,HUSH,none,HUSH,civil,2026-07-01
ASLEEP,BELL,1,export,XQ,QO,none,MAKER,HUSH,HUSH,none,HUSH,civil,2026-06-30
TOWER,BELL,1,export,XQ,QO,none,MAKER,BUYER,BUYER,none,BUYER,bell_tower,2026-07-01
OWNED,BELL,1,export,XQ,QO,none,MAKER,WHISPER,WHISPER,none,WHISPER,civil,2026-07-01
ABROAD,CLOCK,1,re-export,QO,QP,none,MAKER,BUYER,BUYER,none,BUYER,civil,2026-07-01
DILUTED,DEAR,1,re-export,QO,QP,none,MAKER,BUYER,BUYER,none,BUYER,civil,2026-07-01"""
KNOWN = ("--known-on", "2026-11-24")


@pytest.fixture
def quarrymark(tmp_path: Path) -> Path:
    folder = tmp_path / "law" / "xq"
    folder.mkdir(parents=True)
    for name, text in {"coverage.toml": COVERAGE, "facts.toml": FACTS, "bell-act.md": BELL_ACT}.items():
        (folder / name).write_text(text, "utf-8")
    return folder.parent


def test_its_shipments_are_answered_with_its_own_words_and_questions(
    quarrymark: Path, tmp_path: Path
) -> None:
    book = write_book(
        tmp_path / "book",
        items=ITEMS,
        contents=CONTENTS,
        parties=PARTIES,
        holdings=HOLDINGS,
        bill=BILL,
        shipments=SHIPMENTS,
    )
    _, printed, _ = run("check", book, "--law", quarrymark, *KNOWN)
    assert printed["problems"] == []
    mine = {each["shipment"]: each for each in printed["answers"] if each["regime"] == "xq"}
    assert {name: each["possible"] for name, each in mine.items()} == {
        "AT-PITCH": ["licence required"],
        "BELOW": ["not subject"],
        "UNHEARD": ["not subject", "licence required"],
        "HUSHED": ["prohibited"],
        "ASLEEP": ["licence required"],
        "TOWER": ["no licence required", "licence required"],
        "OWNED": ["prohibited"],
        "ABROAD": ["licence required"],
        "DILUTED": ["not subject"],
    }
    assert [each["fact"] for each in mine["UNHEARD"]["missing"]] == ["tone_hz"]
    assert "in Hz" in mine["UNHEARD"]["missing"][0]["ask"]
    assert [each["question"] for each in mine["TOWER"]["open"]] == ["xq/towers"]
    assert mine["HUSHED"]["own_law"] == ["xq/bell-act 1", "xq/bell-act 3"]
    assert {each["regime"] for each in printed["answers"]} == {"cn", "xq"}


@pytest.mark.parametrize(
    ("command", "told"),
    [
        (("list",), ("xq/bell-act (own)", "Bell Act")),
        (("show", "xq/bell-act", "1"), ("item in xq/bell-act/bells", "own entry")),
        (
            ("timeline", "--regime", "xq"),
            ("tone is 440", "only where xq/towers = towers are free", "lets wake"),
        ),
        (("mirror",), ("xq/bell-act 1 mirrors cn/2025-18 1",)),
        (("questions",), ("Is a tower without a clock a bell tower?",)),
        (("coverage",), ("xq/services", "Services are not encoded.")),
    ],
)
def test_its_law_is_read_like_any_other(
    quarrymark: Path, capsys: pytest.CaptureFixture[str], command: tuple[str, ...], told: tuple[str, ...]
) -> None:
    assert main(["law", *command, "--law", str(quarrymark), *KNOWN]) == 0
    text = " ".join(capsys.readouterr().out.split())
    assert [each for each in told if each not in text] == []


def test_what_differs_in_its_law_is_told_and_a_fault_in_it_is_named(
    quarrymark: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    days = ["--from", "2026-02-28", "--to", "2026-03-01", "--regime", "xq"]
    assert main(["law", "diff", *days, "--law", str(quarrymark), *KNOWN]) == 0
    assert "xq/bell-act 1" in capsys.readouterr().out
    act = quarrymark / "xq" / "bell-act.md"
    act.write_text(BELL_ACT.replace("bell_tower", "bell_towre"), "utf-8")
    assert main(["law", "list", "--law", str(quarrymark), *KNOWN]) == 2
    assert "'bell_towre' is not a word of the fact 'end_use'" in capsys.readouterr().err
