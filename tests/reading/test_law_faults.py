"""Every fault of the law is named with its file, its line, its provision and what is allowed."""

from pathlib import Path

import pytest

from reading.law_samples import COVERAGE, FACTS, FRONT, HERE, RULE, SOUND, lay, line_of, problems_of
from xenotime.errors import UnreadableLaw
from xenotime.reading.law.files import LARGEST, read_law

ENTRY = "in_force = [{ from = 2024-06-01 }]\n"
CLASH = '```clash\nid = "zz/c"\nwhat = "x"\ndo = "y"\n' + ENTRY
CASE = '```case\nname = "one"\non = 2025-01-01\nexpect = "not subject"\n'

BLOCKS: dict[str, tuple[str, str]] = {
    "unknown kind of block": ("```rull\n```", "unknown kind of block 'rull'"),
    "a listed party that is none of the shipment": (
        CASE + 'listed = { buyer = "Tin Works" } # here\nfacts = {}\n```',
        "this is no party",
    ),
    "a listed name that no list has": (
        CASE + 'listed = { purchaser = "Tin Works" }\nfacts = {}\n```',
        "no list of parties has the purchaser",
    ),
    "lists of a listed party that are told again": (
        CASE + 'listed = { purchaser = "Tin Works" }\nfacts = { "purchaser.lists" = "none" } # here\n```',
        "this is said twice",
    ),
    "a holding without a share that can be read": (
        CASE + 'holdings = ["zz/barred > end_user half"] # here\nfacts = {}\n```',
        "this is no holding",
    ),
    "a holding of more than all": (
        CASE + 'holdings = ["zz/barred > end_user 101 %"] # here\nfacts = {}\n```',
        "this is no holding",
    ),
    "a holding of somebody on an unknown list": (
        CASE + 'holdings = ["zz/bared > end_user 50 %"] # here\nfacts = {}\n```',
        "unknown list of parties",
    ),
    "a block without a kind": ("```\n```", "unknown kind of block ''"),
    "a block that does not end": ('```rule\nconcludes = "prohibited"', "a block does not end"),
    "what is no TOML": (
        '```rule\nconcludes = "prohibited"\nin_force = [{ from 2024 }] # here\n```',
        "this is not TOML",
    ),
    "a value without quotes": ("```rule\nconcludes = prohibited # here\n```", "this is not TOML"),
    "a missing key": ("```rule\n" + ENTRY + "```", "the key 'concludes' is missing"),
    "an unknown key": (RULE + "unles = [] # here\n```", "unknown key 'unles'"),
    "an unknown conclusion": (
        '```rule\nconcludes = "licence needed" # here\n' + ENTRY + "```",
        "unknown concludes",
    ),
    "an unknown rank": (RULE + 'rank = "rumour" # here\n```', "unknown rank"),
    "an unknown mark": (RULE + 'seen = "heard" # here\n```', "unknown seen"),
    "an unknown fact": (RULE + 'all = ["colour == red"] # here\n```', "unknown fact"),
    "an unknown fact in a later line": (
        RULE + 'all = [\n  "form == metal",\n  "colour == red", # here\n]\n```',
        "unknown fact",
    ),
    "an unknown fact in a table within": (
        RULE + 'any = [\n  "form == metal",\n  { none = [\n    "colour == red", # here\n  ] },\n]\n```',
        "unknown fact",
    ),
    "an unknown fact of a party": (
        RULE + 'all = ["end_user.colour == red"] # here\n```',
        "unknown fact of a party",
    ),
    "an unknown role": (RULE + 'all = ["enduser.kind == civil"] # here\n```', "unknown role"),
    "a fact of a party without the party": (RULE + 'all = ["kind == civil"] # here\n```', "say whose"),
    "an unknown kind of subject": (
        RULE + 'all = ["sum(zz/act/things) >= 1 %"] # here\n```',
        "unknown kind of subject",
    ),
    "what is no condition": (
        RULE + 'all = ["form is metal"] # here\n```',
        "a condition is: subject, relation, value",
    ),
    "a condition that is no text": (RULE + "all = [7] # here\n```", "a condition is text"),
    "an empty any": (RULE + "any = [] # here\n```", "names no condition"),
    "a word that the fact does not have": (
        RULE + 'all = ["form == metall"] # here\n```',
        "is not a word of the fact 'form'",
    ),
    "a word in a set that the fact does not have": (
        RULE + 'all = ["form in [metal, parts]"] # here\n```',
        "is not a word of the fact 'form'",
    ),
    "a country that is none": (RULE + 'all = ["made_in == Zephyr"] # here\n```', "this is not a country"),
    "a code that is none": (RULE + 'all = ["codes == A1"] # here\n```', "this is not a code"),
    "a step without a country": (RULE + 'all = ["made_with == magnet"] # here\n```', "this is not a step"),
    "a truth that is none": (RULE + 'all = ["calcined == perhaps"] # here\n```', "this fact is yes or no"),
    "a word compared by size": (RULE + 'all = ["form >= metal"] # here\n```', "cannot be compared by size"),
    "a number compared as a word": (
        RULE + 'all = ["node_nm in [14, 16]"] # here\n```',
        "numbers are compared by size",
    ),
    "a number compared with a word": (
        RULE + 'all = ["node_nm >= small"] # here\n```',
        "a number is compared with a number",
    ),
    "a mass in per cent": (RULE + 'all = ["mass_kg >= 2 %"] # here\n```', "the unit does not fit"),
    "a mass without a unit": (RULE + 'all = ["mass_kg >= 20"] # here\n```', "the unit does not fit"),
    "a share in grams": (RULE + 'all = ["share(zz/act/things) >= 2 g"] # here\n```', "the unit does not fit"),
    "a day compared with a number": (RULE + 'all = ["date >= 14"] # here\n```', "the unit does not fit"),
    "a threshold of another unit": (
        RULE + 'all = ["share(zz/act/things) >= threshold.weight"] # here\n```',
        "the unit of threshold 'weight' does not fit",
    ),
    "an unknown threshold": (RULE + 'all = ["mass_kg >= threshold.wait"] # here\n```', "unknown threshold"),
    "two facts of two types": (RULE + 'all = ["form == made_in"] # here\n```', "is not of the same type"),
    "an unknown list": (RULE + 'all = ["item in zz/act/thing"] # here\n```', "unknown list"),
    "an unknown list inside": (RULE + 'all = ["has(zz/act/thing)"] # here\n```', "unknown list"),
    "a substance that is none": (RULE + 'all = ["has(Dz)"] # here\n```', "this is no substance"),
    "an unknown group": (RULE + 'all = ["made_in in zz/act/hom"] # here\n```', "unknown group"),
    "a list where a group belongs": (
        RULE + 'all = ["made_in in zz/act/things"] # here\n```',
        "this is a list of items",
    ),
    "a group whose members are no words of the fact": (
        RULE + 'all = ["form in zz/act/home"] # here\n```',
        "'ZZ' is not a word of the fact 'form'",
    ),
    "an unknown list of parties": (
        RULE + 'all = ["end_user.lists == zz/bared"] # here\n```',
        "unknown group",
    ),
    "an unknown option": (
        RULE + 'all = ["share(zz/act/things, per = value) >= 1 %"] # here\n```',
        "unknown option",
    ),
    "an unknown way of counting": (
        RULE + 'all = ["share(zz/act/things, counting = all) >= 1 %"] # here\n```',
        "unknown 'counting' of share()",
    ),
    "an origin that is none": (
        RULE + 'all = ["share(zz/act/things, origin = zz) >= 1 %"] # here\n```',
        "not a country",
    ),
    "a party in a list of items": (RULE + 'all = ["end_user in zz/act/things"] # here\n```', "only an item"),
    "only in a group": (RULE + 'all = ["form only in zz/act/home"] # here\n```', "names them"),
    "only in a list of countries": (RULE + 'all = ["made_in only in [ZZ]"] # here\n```', "words of its own"),
    "only in with a word that is none": (
        RULE + 'all = ["form only in [metal, song]"] # here\n```',
        "not a word of the fact",
    ),
    "has with a number": (RULE + 'all = ["has(Dy) >= 3"] # here\n```', "has() is yes or no"),
    "a date without a meaning": (
        '```rule\nconcludes = "prohibited"\nin_force = [{ from = "June" }] # here\n```',
        "must be a day",
    ),
    "an hour for a day": (
        '```rule\nconcludes = "prohibited"\nin_force = [{ from = 2024-06-01T10:00:00 }] # here\n```',
        "must be a day",
    ),
    "a last day before the first": (
        (
            '```rule\nconcludes = "prohibited"\nin_force = [\n  { from = 2024-06-01 },\n'
            "  { from = 2025-06-01, until = 2025-05-31 }, # here\n]\n```"
        ),
        "the last day lies before the first",
    ),
    "a rule that is never in force": (
        '```rule\nconcludes = "prohibited"\nin_force = [] # here\n```',
        "never in force",
    ),
    "an unknown key of an entry": (
        '```rule\nconcludes = "prohibited"\nin_force = [{ form = 2024-06-01 }] # here\n```',
        "unknown key 'form'",
    ),
    "a rule upon an unknown paragraph": (RULE + 'upon = ["7"] # here\n```', "has no such paragraph"),
    "a rule upon an unknown instrument": (RULE + 'upon = ["zz/acts 1"] # here\n```', "unknown instrument"),
    "a rule upon a paragraph without a rule": (
        RULE + 'upon = ["3"] # here\n```\n\n## 3 Third\n',
        "no rule stands at zz/act 3",
    ),
    "an exception to itself": (RULE + 'exception_to = ["2"] # here\n```', "cannot be an exception to itself"),
    "an exception to its whole instrument": (
        RULE + 'exception_to = ["zz/act"] # here\n```',
        "cannot be an exception to itself",
    ),
    "an unknown question": (RULE + 'under = "zz/opn = this" # here\n```', "unknown question"),
    "a reading that the question does not have": (
        RULE + 'under = "zz/open = those" # here\n```',
        "'zz/open' has no such reading",
    ),
    "a reading without an equals sign": (RULE + 'under = "zz/open" # here\n```', "question = reading"),
    "a threshold that is no number": (
        '```threshold\nname = "more"\nvalues = [{ from = 2024-06-01, value = "much" }] # here\n```',
        "not a number with its unit",
    ),
    "a threshold without a value": ('```threshold\nname = "more"\nvalues = [] # here\n```', "needs a value"),
    "a threshold declared twice": (
        '```threshold\nname = "weight" # here\nvalues = [{ from = 2024-06-01, value = "1 g" }]\n```',
        "two blocks declare 'zz/act/weight'",
    ),
    "a list declared twice": (
        '```list\nname = "things" # here\ncomplete = true\nrows = []\n```',
        "two blocks declare 'zz/act/things'",
    ),
    "a list named as a group": (
        '```list\nname = "home" # here\ncomplete = true\nrows = []\n```',
        "two blocks declare 'zz/act/home'",
    ),
    "a list with name and id": (
        '```list\nname = "more"\nid = "zz/more"\ncomplete = true\n```',
        "either a name or an id",
    ),
    "a list that does not say whether it is complete": (
        '```list\nname = "more"\n```',
        "the key 'complete' is missing",
    ),
    "a list that includes an unknown one": (
        '```list\nname = "more"\ncomplete = true\nincludes = ["zz/act/thing"] # here\n```',
        "unknown list",
    ),
    "a list that includes itself": (
        '```list\nname = "more"\ncomplete = true\nincludes = ["zz/act/more"] # here\n```',
        "a list includes itself",
    ),
    "a row without text": (
        '```list\nname = "more"\ncomplete = true\nrows = [\n  { code = "B1" }, # here\n]\n```',
        "the key 'text' is missing",
    ),
    "a row with an unknown form": (
        '```list\nname = "more"\ncomplete = true\nrows = [\n  { code = "B1", text = "b", form = "brick" }, # here\n]\n```',
        "is not a word of the fact 'form'",
    ),
    "a row with an unknown substance": (
        '```list\nname = "more"\ncomplete = true\nrows = [\n  { code = "B1", text = "b", has = ["Dy", "Qy"] }, # here\n]\n```',
        "this is no substance",
    ),
    "two rows that are the same": (
        (
            '```list\nname = "more"\ncomplete = true\nrows = [\n  { code = "B1", text = "b" },\n'
            '  { code = "B1", text = "b" }, # here\n]\n```'
        ),
        "two rows of the list are the same",
    ),
    "a CSV file that is not there": (
        '```list\nname = "more"\ncomplete = true\nfile = "more.csv" # here\n```',
        "no such file beside the instrument",
    ),
    "a file outside the folder": (
        '```list\nname = "more"\ncomplete = true\nfile = "../../more.csv" # here\n```',
        "a CSV file beside its instrument",
    ),
    "more rows of an unknown list": (
        '```list\nextends = "zz/act/thing" # here\nrows = []\n```',
        "names nothing that exists",
    ),
    "a member that is no word": ('```group\nname = "more"\nmembers = [7] # here\n```', "a member is a word"),
    "a member with an unknown reading": (
        '```group\nname = "more"\nmembers = [\n  { is = "QM", under = "zz/open = those" }, # here\n]\n```',
        "has no such reading",
    ),
    "a suspension of an unknown paragraph": (
        '```suspends\nprovisions = ["1", "9"] # here\nfrom = 2025-01-01\n```',
        "has no such paragraph",
    ),
    "a suspension of an unknown instrument": (
        '```suspends\nprovisions = [\n  "zz/act 1",\n  "zz/acts", # here\n]\nfrom = 2025-01-01\n```',
        "unknown instrument",
    ),
    "a suspension that ends before it starts": (
        '```suspends\nprovisions = ["1"]\nfrom = 2025-01-01\nuntil = 2024-12-31 # here\n```',
        "the last day lies before the first",
    ),
    "a question with one reading": (
        '```question\nid = "zz/q"\nasks = "?"\nreadings = ["only"] # here\ndefault = "only"\n```',
        "two or more different readings",
    ),
    "a default that is no reading": (
        '```question\nid = "zz/q"\nasks = "?"\nreadings = ["a", "b"]\ndefault = "c" # here\n```',
        "unknown default",
    ),
    "a question asked twice": (
        '```question\nid = "zz/open" # here\nasks = "?"\nreadings = ["a", "b"]\ndefault = "a"\n```',
        "two blocks declare 'zz/open'",
    ),
    "an answer to an unknown question": (
        '```question\nid = "zz/opn" # here\nanswered = "this"\n```',
        "unknown question",
    ),
    "an answer that is no reading": (
        '```question\nid = "zz/open"\nanswered = "those" # here\n```',
        "has no such reading",
    ),
    "shares that add up to an unknown list": (
        '```adds\nlists = ["zz/bared"] # here\nat = ">= 50 %"\n```',
        "unknown list of parties",
    ),
    "a line that is none": (
        '```adds\nlists = ["zz/barred"]\nat = "half" # here\n```',
        "no line that shares can reach",
    ),
    "a line above all": (
        '```adds\nlists = ["zz/barred"]\nat = ">= 150 %" # here\n```',
        "no line that shares can reach",
    ),
    "rows left out of a list that is not added": (
        '```adds\nlists = ["zz/barred"]\nat = ">= 50 %"\nwithout = ["zz/barred"] # here\n```',
        "this is no row of the lists",
    ),
    "an unknown way to add owners": (
        '```adds\nlists = ["zz/barred"]\nat = ">= 50 %"\nowners = "all" # here\n```',
        "unknown owners 'all'",
    ),
    "a way that hangs on an unknown question": (
        '```adds\nlists = ["zz/barred"]\nat = ">= 50 %"\nowners = "question:zz/opn" # here\n```',
        "unknown question",
    ),
    "a way that hangs on a question about something else": (
        '```adds\nlists = ["zz/barred"]\nat = ">= 50 %"\nowners = "question:zz/open" # here\n```',
        "the readings of 'zz/open' must be these",
    ),
    "a barrier without a condition": ('```barrier\nname = "b"\n```', "the barrier has no condition"),
    "a barrier of an unknown list": (
        '```barrier\nname = "b"\nall = ["form == part"]\nof = ["zz/act/thing"] # here\n```',
        "unknown list",
    ),
    "a duty upon nothing": (
        '```duty\nwho = "exporter"\nwhat = "report"\nwhen = "soon"\nupon = ["9"] # here\n```',
        "has no such paragraph",
    ),
    "a link to nothing": (
        '```link\nkind = "mirrors"\nto = "zz/act 9" # here\n```',
        "names nothing that exists",
    ),
    "a clash without anything to do": (
        '```clash\nid = "zz/c"\nkind = "obeying is forbidden"\nwhat = "x"\nto = ["1"]\nin_force = []\n```',
        "the key 'do' is missing",
    ),
    "a clash of an unknown kind": (CLASH + 'kind = "is awkward" # here\nto = ["1"]\n```', "unknown kind"),
    "a clash with nothing": (
        CLASH + 'kind = "obeying is forbidden"\nto = ["zz/act 9"] # here\n```',
        "has no such paragraph",
    ),
    "a clash with a paragraph that has no rule": (
        CLASH + 'kind = "obeying is forbidden"\nto = ["2"] # here\n```',
        "no rule stands at zz/act 2",
    ),
    "a clash under an unknown fact": (
        CLASH + 'kind = "obeying is forbidden"\nto = ["1"]\nall = ["colour == red"] # here\n```',
        "unknown fact",
    ),
    "a clash without an id": (
        '```clash\nid = "clash" # here\nkind = "obeying is forbidden"\nto = ["1"]\nwhat = "x"\ndo = "y"\n'
        + ENTRY
        + "```",
        "this is no id of a clash",
    ),
    "two clashes of one id": (
        CLASH
        + 'kind = "obeying is forbidden"\nto = ["1"]\n```\n'
        + CLASH.replace('id = "zz/c"', 'id = "zz/c" # here')
        + 'kind = "obeying is forbidden"\nto = ["1"]\n```',
        "two clashes have one id",
    ),
    "a case with an unknown clash": (
        CASE + 'facts = {}\n[clashes]\n"zz/none" = "stands" # here\n```',
        "unknown clash",
    ),
    "an event that touches nothing": (
        '```event\nid = "zz/talk"\nday = 2025-01-01\nwhat = "a talk"\naffects = ["zz/acts"] # here\n```',
        "names nothing that exists",
    ),
    "a case with an unknown fact": (CASE + '[facts]\ncolour = "red" # here\n```', "unknown fact"),
    "a case with a wrong word": (
        CASE + '[facts]\nform = "metall" # here\n```',
        "is not a word of the fact 'form'",
    ),
    "a case with a wrong word of a party": (
        CASE + '[facts]\n"end_user.kind" = "navy" # here\n```',
        "is not a word of the fact",
    ),
    "a case with a mass in per cent": (
        CASE + '[facts]\nmass_kg = "2 %" # here\n```',
        "the unit does not fit",
    ),
    "a case whose range runs down": (
        CASE + '[facts]\nmass_kg = "7..5 kg" # here\n```',
        "a range runs upwards",
    ),
    "a case with a share of an unknown list": (
        CASE + '[facts]\n"share(zz/act/thing)" = "2 %" # here\n```',
        "unknown list",
    ),
    "a case with a truth value": (CASE + "[facts]\ncalcined = true # here\n```", "a fact's value is text"),
    "a case with a day that is none": (CASE + '[facts]\ndate = "June" # here\n```', "this fact is a day"),
    "a case that expects the impossible": (
        '```case\nname = "one"\non = 2025-01-01\nexpect = "fine" # here\nfacts = {}\n```',
        "unknown expect",
    ),
    "a case of an unknown policy": (CASE + 'policy = "strict" # here\nfacts = {}\n```', "unknown policy"),
    "a case because of nothing": (CASE + 'because = ["9"] # here\nfacts = {}\n```', "has no such paragraph"),
    "a case not because of nothing": (
        CASE + 'not_because = ["9"] # here\nfacts = {}\n```',
        "has no such paragraph",
    ),
    "a case that misses an unknown fact": (
        CASE + 'missing = ["colour"] # here\nfacts = {}\n```',
        "unknown fact",
    ),
    "a case that names an unknown gap": (CASE + 'gaps = ["zz/none"] # here\nfacts = {}\n```', "unknown gap"),
    "a case for each value of a fact that it states": (
        CASE + 'facts = { destination = "QM" }\neach = { destination = ["QN"] } # here\n```',
        "one fact that is not stated besides",
    ),
    "a case for each of two facts": (
        CASE + 'facts = {}\neach = { destination = ["QN"], form = ["part"] } # here\n```',
        "one fact that is not stated besides",
    ),
    "a case for each of some words of which one is none": (
        CASE + 'facts = {}\neach = { form = ["part", "sausage"] } # here\n```',
        "is not a word of the fact",
    ),
    "a case that is open to an unknown outcome": (
        CASE + 'possible = ["maybe"] # here\nfacts = {}\n```',
        "unknown outcome",
    ),
    "a case of what becomes of goods, in a word": (
        CASE + 'released = "no" # here\nfacts = {}\n```',
        "must be true or false",
    ),
    "a case under an unknown reading": (
        CASE + 'facts = {}\nreadings = { "zz/open" = "those" } # here\n```',
        "has no such reading",
    ),
}


@pytest.mark.parametrize(("block", "what"), BLOCKS.values(), ids=BLOCKS)
def test_a_fault_is_named_with_its_line(tmp_path: Path, block: str, what: str) -> None:
    page = FRONT + SOUND + block
    expected = line_of(page, HERE if HERE in block else block.split("\n", 1)[0])
    if HERE not in block:
        expected = (FRONT + SOUND).count("\n") + 1
    problems = problems_of(tmp_path / "law", SOUND + block)
    hits = [problem for problem in problems if what in problem.what]
    assert hits, [problem.what for problem in problems]
    assert (hits[0].file, hits[0].row) == ("law/zz/act.md", expected)


@pytest.mark.parametrize("block", [block for block, _ in BLOCKS.values()], ids=BLOCKS)
def test_one_slip_makes_no_problem_elsewhere(tmp_path: Path, block: str) -> None:
    problems = problems_of(tmp_path / "law", SOUND + block)
    before = (FRONT + SOUND).count("\n") + 1
    assert problems
    assert not [problem for problem in problems if (problem.row or before) < before]


def test_the_sound_law_has_no_fault(tmp_path: Path) -> None:
    assert problems_of(tmp_path / "law", SOUND) == ()


def test_a_problem_names_the_provision_and_the_nearest_word(tmp_path: Path) -> None:
    (problem,) = problems_of(tmp_path / "law", SOUND + RULE + 'all = ["destinaton == QM"]\n```')
    assert problem.column == "zz/act 2"
    assert problem.found == "destinaton"
    assert "destination" in problem.allowed
    assert problem.do == "did you mean 'destination'?"


def test_all_faults_of_all_files_come_at_once(tmp_path: Path) -> None:
    second = (
        FRONT.replace("zz/act", "zz/other") + '## 1 One\n```rule\nconcludes = "no"\nin_force = [{}]\n```\n'
    )
    act = SOUND + RULE + 'all = ["colour == red"]\nrank = "rumour"\n```\n```rull\n```\n'
    problems = problems_of(
        tmp_path / "law", act, zz__other_dot_md=second, zz__coverage_dot_toml=COVERAGE + "nots = 1\n",
        facts_dot_toml=FACTS + '[item.x]\ntype = "wrd"\nask = "a"\nask_zh = "b"\n',
    )  # fmt: skip
    assert {problem.what for problem in problems} >= {
        "unknown fact",
        "unknown rank 'rumour'",
        "unknown kind of block 'rull'",
        "unknown concludes 'no'",
        "unknown key 'nots'",
        "unknown type 'wrd'",
    }
    assert {problem.file for problem in problems} == {
        "law/facts.toml",
        "law/zz/act.md",
        "law/zz/coverage.toml",
        "law/zz/other.md",
    }


def test_a_clash_of_which_no_side_asks_for_anything_is_refused(tmp_path: Path) -> None:
    mild = SOUND.replace('concludes = "licence required"', 'concludes = "subject" ')
    clash = CLASH + 'kind = "obeying is forbidden"\nto = ["1"]\n```\n'
    problems = problems_of(tmp_path / "mild", mild + clash)
    assert [each.what for each in problems] == ["no side of the clash 'zz/c' asks for anything"]
    assert problems_of(tmp_path / "strict", SOUND + clash) == ()


FRONTS = {
    "no front matter": ("# Act\n", 1, "does not begin with front matter"),
    "front matter without an end": ('+++\nid = "zz/act"\n', 1, "the front matter does not end"),
    "front matter that is no TOML": (FRONT.replace('"Act"', "Act"), 3, "this is not TOML"),
    "a missing key": (FRONT.replace('issuer = "Assembly"\n', ""), 1, "the key 'issuer' is missing"),
    "an unknown key": (FRONT.replace("issuer", "isuer"), 4, "unknown key 'isuer'"),
    "an unknown mark": (FRONT.replace('"official"', '"heard"'), 7, "unknown seen 'heard'"),
    "an issue date as text": (
        FRONT.replace("issued = 2024-02-01", 'issued = "May"'),
        5,
        "'issued' must be a day",
    ),
    "checked before it was issued": (
        FRONT.replace("2026-01-01", "2023-01-01"),
        8,
        "checked before it was issued",
    ),
    "an id without a country": (FRONT.replace("zz/act", "act"), 2, "this is no id of an instrument"),
    "an id of another country": (
        FRONT.replace("zz/act", "qq/act"),
        2,
        "not begin with the name of the file's folder",
    ),
    "a country without coverage": (FRONT.replace("zz/act", "qq/act"), 2, "there is no coverage of 'qq'"),
}


@pytest.mark.parametrize(("front", "line", "what"), FRONTS.values(), ids=FRONTS)
def test_bad_front_matter_is_named_with_its_line(tmp_path: Path, front: str, line: int, what: str) -> None:
    folder = lay(tmp_path / "law", "")
    (folder / "zz" / "act.md").write_text(front, "utf-8")
    with pytest.raises(UnreadableLaw) as caught:
        read_law([folder])
    assert (what, line) in [(what, problem.row) for problem in caught.value.problems if what in problem.what]


def test_two_instruments_with_one_id_are_named(tmp_path: Path) -> None:
    problems = problems_of(tmp_path / "law", SOUND, zz__again_dot_md=FRONT)
    assert ("law/zz/again.md", 2, "two instruments have one id") in [
        (p.file, p.row, p.what) for p in problems
    ]


def test_two_paragraphs_with_one_number_are_named(tmp_path: Path) -> None:
    (problem,) = problems_of(tmp_path / "law", SOUND + "## 1 Again\n")
    assert (problem.what, problem.row) == ("two paragraphs have one number", (FRONT + SOUND).count("\n") + 1)


def test_a_rule_under_a_heading_without_a_number_is_named(tmp_path: Path) -> None:
    (problem,) = problems_of(tmp_path / "law", SOUND + "## Of bells\n" + RULE + "```\n")
    assert problem.what == "the heading above this block has no paragraph number"
    assert (problem.found, problem.row) == ("Of bells", (FRONT + SOUND).count("\n") + 2)


def test_a_rule_before_any_heading_is_named_and_a_group_is_not(tmp_path: Path) -> None:
    group = '```group\nname = "early"\nmembers = ["QM"]\n```\n'
    (problem,) = problems_of(tmp_path / "law", group + RULE + "```\n" + SOUND)
    assert problem.what == "this block stands under no paragraph"
    assert problem.row == FRONT.count("\n") + 5


def test_a_circle_of_rules_is_named_in_full(tmp_path: Path) -> None:
    circle = RULE + 'upon = ["3"]\n```\n## 3 Third\n' + RULE + 'upon = ["4"]\n```\n## 4 Fourth\n' + RULE
    (problem,) = problems_of(tmp_path / "law", SOUND + circle + 'exception_to = ["2"]\n```\n')
    assert problem.found == "zz/act 2 > zz/act 3 > zz/act 4 > zz/act 2"
    assert problem.row == (FRONT + SOUND).count("\n") + 1


def test_a_rule_upon_its_own_instrument_is_a_circle(tmp_path: Path) -> None:
    (problem,) = problems_of(tmp_path / "law", SOUND + RULE + 'upon = ["zz/act"]\n```\n')
    assert problem.found == "zz/act 2 > zz/act 2"


def test_lists_that_include_each_other_are_named(tmp_path: Path) -> None:
    lists = "".join(
        f'```list\nname = "{name}"\ncomplete = true\nincludes = ["zz/act/{other}"]\n```\n'
        for name, other in (("a", "b"), ("b", "a"))
    )
    (problem,) = problems_of(tmp_path / "law", SOUND + lists)
    assert problem.found == "zz/act/a > zz/act/b > zz/act/a"


def test_a_threshold_without_a_value_on_the_first_day_is_named(tmp_path: Path) -> None:
    late = SOUND.replace('{ from = 2024-06-01, value = "20 g" }', '{ from = 2024-06-02, value = "20 g" }')
    (problem,) = problems_of(tmp_path / "law", late)
    assert "has no value when the rule starts" in problem.what
    assert problem.column == "zz/act 1"


def test_a_threshold_with_two_values_from_one_day_is_named(tmp_path: Path) -> None:
    two = SOUND.replace('value = "20 g" }]', 'value = "20 g" }, { from = 2024-06-01, value = "30 g" }]')
    (problem,) = problems_of(tmp_path / "law", two)
    assert "two values from one day" in problem.what


def test_a_case_before_coverage_can_expect_nothing_else(tmp_path: Path) -> None:
    early = CASE.replace("2025-01-01", "2023-12-31") + "facts = {}\n```\n"
    (problem,) = problems_of(tmp_path / "law", SOUND + early)
    assert "does not fit the day on which coverage begins" in problem.what


HEADER = "code,text,form,has,all,hs,seen,source,issued,from,until,under\n"
ROWS = {
    "an unknown column": ("code,text,fom\n", 1, "unknown column"),
    "a missing column": ("code,form\n", 1, "a column is missing"),
    "a column twice": ("code,text,text\n", 1, "a column stands there twice"),
    "an empty file": ("", 1, "the file has no header"),
    "too many cells": (HEADER + "B1,b,metal\n", 2, "another number of cells"),
    "a row without a code": (HEADER + ",b" + "," * 10 + "\n", 2, "the key 'code' is missing"),
    "an unknown form": (HEADER + "B1,b,metal;brick" + "," * 9 + "\n", 2, "is not a word of the fact 'form'"),
    "a fault below a cell of several lines": (
        HEADER + 'B1,"one\ntwo"' + "," * 10 + "\nB2,b,brick" + "," * 9 + "\n",
        4,
        "is not a word of the fact 'form'",
    ),
    "an unknown condition": (HEADER + "B1,b,,,colour == red" + "," * 7 + "\n", 2, "unknown fact"),
    "a day that is none": (HEADER + "B1,b,,,,,,,,June,,\n", 2, "must be a day"),
    "a last day before the first": (
        HEADER + "B1,b,,,,,,,,2025-01-02,2025-01-01,\n",
        2,
        "lies before the first",
    ),
    "an unknown mark": (HEADER + "B1,b,,,,,heard,,,,,\n", 2, "unknown seen"),
    "an unknown reading": (HEADER + "B1,b,,,,,,,,,,zz/open = those\n", 2, "has no such reading"),
    "an open quotation mark": (HEADER + 'B1,"b\n', 2, "this is not CSV"),
}


@pytest.mark.parametrize(("rows", "line", "what"), ROWS.values(), ids=ROWS)
def test_a_fault_in_a_csv_file_is_named_with_its_line(
    tmp_path: Path, rows: str, line: int, what: str
) -> None:
    act = SOUND + '```list\nname = "more"\ncomplete = true\nfile = "more.csv"\n```\n'
    problems = problems_of(tmp_path / "law", act, zz__more_dot_csv=rows)
    assert [(p.file, p.row) for p in problems if what in p.what] == [("law/zz/more.csv", line)]


COVERAGES = {
    "a missing key": ('title = "t"\nchecked = 2026-01-01\n', 1, "the key 'from' is missing"),
    "a gap without words": (COVERAGE + '[[gap]]\nid = "a"\n', 5, "the key 'what' is missing"),
    "two gaps with one id": (COVERAGE + '[[gap]]\nid = "a"\nwhat = "x"\n' * 2, 9, "two gaps have one id"),
    "a gap that touches an unknown fact": (
        COVERAGE + '[[gap]]\nid = "a"\nwhat = "x"\ntouches = [\n  "form == metal",\n  "colour == red",\n]\n',
        10,
        "unknown fact",
    ),
    "checked before coverage begins": (COVERAGE.replace("2026", "2023"), 3, "checked before coverage begins"),
}


@pytest.mark.parametrize(("text", "line", "what"), COVERAGES.values(), ids=COVERAGES)
def test_a_fault_of_coverage_is_named_with_its_line(tmp_path: Path, text: str, line: int, what: str) -> None:
    problems = problems_of(tmp_path / "law", SOUND, zz__coverage_dot_toml=text)
    assert [(p.file, p.row) for p in problems if what in p.what] == [("law/zz/coverage.toml", line)]


ASKS = 'ask = "a"\nask_zh = "b"\n'
USES = "[shipment.y]\nmany = true\nwords = ['civil']\n" + ASKS
VOCABULARIES = {
    "an unknown section": ("[thing.x]\n" + ASKS, "unknown key 'thing'"),
    "an unknown key": ("[item.x]\nwrods = []\n" + ASKS, "unknown key 'wrods'"),
    "a fact without a question": ("[item.x]\ntype = 'word'\n", "the key 'ask' is missing"),
    "a fact that is there already": ("[shipment.form]\n" + ASKS, "is there already"),
    "a word that is a fact": ("[item.x]\nwords = ['form']\n" + ASKS, "also the name of a fact"),
    "a dependence on nothing": ("[item.x]\ndepends_on = ['y']\n" + ASKS, "unknown fact"),
    "a fact of an item that speaks of another": (
        "[item.x]\nspeaks_of = ['form', 'metal']\n" + ASKS,
        "a fact of a shipment speaks",
    ),
    "a fact that speaks of no word": (
        "[shipment.x]\nspeaks_of = ['y']\n" + ASKS,
        "a fact of a shipment speaks",
    ),
    "a fact that speaks of a word that is none": (
        "[shipment.x]\nspeaks_of = ['y', 'peace']\n" + ASKS + USES,
        "no such word is there to speak of",
    ),
    "a fact that speaks with a word that is none": (
        "[shipment.x]\ntype = 'truth'\nspeaks_of = ['y', 'civil', 'maybe']\n" + ASKS + USES,
        "no such word is there to speak of",
    ),
    "a question with an unknown hole": (
        "[item.x]\nask = 'What is {it}?'\nask_zh = 'b'\n",
        "may leave open only these",
    ),
    "a question with an open bracket": (
        "[item.x]\nask = 'What is {it?'\nask_zh = 'b'\n",
        "may leave open only these",
    ),
}


@pytest.mark.parametrize(("text", "what"), VOCABULARIES.values(), ids=VOCABULARIES)
def test_a_fault_of_the_vocabulary_is_named(tmp_path: Path, text: str, what: str) -> None:
    problems = problems_of(tmp_path / "law", SOUND, zz__facts_dot_toml=text)
    assert [problem.file for problem in problems if what in problem.what][:1] == ["law/zz/facts.toml"]


def test_a_file_that_is_not_utf_8_is_named_with_its_line(tmp_path: Path) -> None:
    folder = lay(tmp_path / "law", SOUND)
    (folder / "zz" / "act.md").write_bytes((FRONT + SOUND).encode() + b"\n\xff\n")
    with pytest.raises(UnreadableLaw) as caught:
        read_law([folder])
    found = [(p.what, p.row) for p in caught.value.problems]
    assert ("the file is not UTF-8", (FRONT + SOUND).count("\n") + 2) in found


def test_a_file_that_is_too_large_is_named_and_not_read(tmp_path: Path) -> None:
    folder = lay(tmp_path / "law", SOUND)
    (folder / "zz" / "long.md").write_bytes(b" " * (LARGEST + 1))
    with pytest.raises(UnreadableLaw, match="too large for a legal text"):
        read_law([folder])


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(UnreadableLaw, match="there is no such folder of law"):
        read_law([tmp_path / "nowhere"])


def test_a_folder_of_the_house_without_law_in_it_is_named(tmp_path: Path) -> None:
    folder, own = lay(tmp_path / "law", SOUND), tmp_path / "own"
    own.mkdir()
    (own / "README.md").write_text("Our own law lies elsewhere.", "utf-8")
    (own / "house.txt").write_text(FRONT + SOUND, "utf-8")
    with pytest.raises(UnreadableLaw, match="the folder holds no law") as caught:
        read_law([folder], own=[own])
    assert [each.file for each in caught.value.problems] == ["own"]


def test_law_without_a_vocabulary_is_named(tmp_path: Path) -> None:
    folder = lay(tmp_path / "law", "")
    (folder / "facts.toml").unlink()
    with pytest.raises(UnreadableLaw, match="no facts were found"):
        read_law([folder])


def test_deep_nesting_is_a_fault_and_no_crash(tmp_path: Path) -> None:
    deep = "{ all = [" * 20 + '"form == metal"' + "] }" * 20
    problems = problems_of(tmp_path / "law", SOUND + RULE + f"all = [{deep}]\n```\n")
    assert [problem.what for problem in problems] == ["conditions are nested too deeply"]


def test_endless_nesting_is_a_fault_and_no_crash(tmp_path: Path) -> None:
    problems = problems_of(tmp_path / "law", SOUND + RULE + "all = " + "[" * 20000 + "\n```\n")
    assert [problem.what for problem in problems] == ["the block is nested too deeply"]
