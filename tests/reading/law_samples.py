"""A small sound law of an invented country, and ways to break it."""

from pathlib import Path

from xenotime.errors import Problem, UnreadableLaw
from xenotime.law.lawbook import Lawbook
from xenotime.reading.law.files import read_law

FACTS = """
[item.form]
words = ["metal", "part"]
ask = "Which form has {id}?"
ask_zh = "{id} 的形态是什么？"
[item.made_in]
type = "country"
ask = "Where was {id} made?"
ask_zh = "{id} 的生产国是哪里？"
[item.made_with]
type = "step"
many = true
words = ["magnet", "mining"]
ask = "How was {id} made?"
ask_zh = "{id} 是如何生产的？"
[item.codes]
type = "code"
many = true
ask = "Which codes has {id}?"
ask_zh = "{id} 的编码是什么？"
[item.mass_kg]
type = "number"
unit = "kg"
ask = "What does {id} weigh?"
ask_zh = "{id} 的质量是多少？"
[item.node_nm]
type = "number"
ask = "At which node is {id} made?"
ask_zh = "{id} 的制程是多少？"
[item.calcined]
type = "truth"
ask = "Was {id} calcined?"
ask_zh = "{id} 是否焙烧？"
[shipment.date]
type = "date"
ask = "When does {id} go?"
ask_zh = "{id} 何时出口？"
[shipment.destination]
type = "country"
ask = "Where does {id} go?"
ask_zh = "{id} 运往哪里？"
[party.kind]
words = ["civil", "military"]
ask = "What is {id}?"
ask_zh = "{id} 属于哪类主体？"
[party.lists]
type = "list"
many = true
words = ["zz/barred"]
ask = "On which lists is {id}?"
ask_zh = "{id} 被列入哪些名单？"
[ask.has]
en = "Is there any {substance} in {item}?"
zh = "{item} 中是否含有 {substance}？"
"""

COVERAGE = 'title = "Invented"\nfrom = 2024-01-01\nchecked = 2026-01-01\ninvented = true\n'

FRONT = """+++
id = "zz/act"
title = "Act"
issuer = "Assembly"
issued = 2024-02-01
source = "https://law.example/act"
seen = "official"
checked = 2026-01-01
+++
"""

SOUND = """# Act

## 1 First
The first paragraph.

```rule
concludes = "licence required"
in_force = [{ from = 2024-06-01 }]
all = ["item in zz/act/things", "destination not in zz/act/home", "mass_kg >= threshold.weight"]
```
```list
name = "things"
complete = true
rows = [{ code = "A1", text = "dysprosium metal", form = "metal", has = "Dy" }]
```
```group
name = "home"
members = ["ZZ"]
```
```threshold
name = "weight"
values = [{ from = 2024-06-01, value = "20 g" }]
```
```question
id = "zz/open"
asks = "Which?"
readings = ["this", "that"]
default = "this"
```

## 2 Second
The second paragraph.

"""

HERE = "# here"
RULE = '```rule\nconcludes = "licence required"\nin_force = [{ from = 2024-06-01 }]\n'


def lay(folder: Path, act: str, **more: str) -> Path:
    """A folder of law with one act; `more` are other files, `__` standing for a slash, `_` before the suffix for a dot."""
    files = {"facts.toml": FACTS, "zz/coverage.toml": COVERAGE, "zz/act.md": FRONT + act}
    files |= {name.replace("__", "/").replace("_dot_", "."): text for name, text in more.items()}
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return folder


def law_of(folder: Path, act: str, **more: str) -> Lawbook:
    """The lawbook of an act laid into a folder."""
    return read_law([lay(folder, act, **more)])


def problems_of(folder: Path, act: str, **more: str) -> tuple[Problem, ...]:
    """Every problem of an act laid into a folder."""
    try:
        law_of(folder, act, **more)
    except UnreadableLaw as error:
        return error.problems
    return ()


def line_of(page: str, marked: str) -> int:
    """The line, from one, of the first line that holds the marked text."""
    return next(number for number, line in enumerate(page.split("\n"), 1) if marked in line)
