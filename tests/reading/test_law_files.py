"""The law files become the lawbook: every kind of block, with its dates, marks, source and place."""

from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reading.law_samples import COVERAGE, FRONT, RULE, SOUND, law_of, lay, line_of, problems_of
from xenotime.errors import UnreadableLaw
from xenotime.law.condition import TRUE, Joined, Leaf, leaves
from xenotime.reading.law.files import read_law
from xenotime.reading.law.names import BLOCKS

DAY = date(2025, 1, 1)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "law"


def test_an_instrument_keeps_its_front_matter(folder: Path) -> None:
    act = law_of(folder, SOUND).instruments["zz/act"]
    assert (act.title, act.issuer, act.issued) == ("Act", "Assembly", date(2024, 2, 1))
    assert (act.seen, act.checked, act.source) == ("official", date(2026, 1, 1), "https://law.example/act")
    assert (act.file, act.own) == ("law/zz/act.md", False)


def test_a_rule_stands_at_its_paragraph(folder: Path) -> None:
    (rule,) = law_of(folder, SOUND).rules
    assert (rule.id, rule.place.heading, rule.place.text) == ("zz/act 1", "First", "The first paragraph.")
    assert rule.place.line == line_of(FRONT + SOUND, "```rule")
    assert rule.concludes == "licence required"
    assert [entry.start for entry in rule.in_force] == [date(2024, 6, 1)]


def test_rules_of_one_paragraph_are_numbered_in_their_order(folder: Path) -> None:
    two = RULE + "```\n" + RULE.replace("licence required", "prohibited") + "```\n"
    rules = [rule for rule in law_of(folder, SOUND + two).rules if rule.id == "zz/act 2"]
    assert [(rule.number, rule.concludes) for rule in rules] == [(0, "licence required"), (1, "prohibited")]


def test_all_any_and_none_of_a_rule_are_joined_by_all(folder: Path) -> None:
    rule = RULE + (
        'all = ["form == part"]\nany = ["has(Dy)", { all = ["has(Tb)", "calcined == yes"] }]\n'
        'none = ["made_in == ZZ"]\n```\n'
    )
    (tree,) = [rule.when for rule in law_of(folder, SOUND + rule).rules if rule.id == "zz/act 2"]
    assert isinstance(tree, Joined)
    assert (tree.how, len(tree.parts)) == ("all", 3)
    first, second, third = tree.parts
    assert isinstance(first, Leaf)
    assert isinstance(second, Joined)
    assert isinstance(third, Joined)
    assert (second.how, third.how) == ("any", "none")
    assert isinstance(second.parts[1], Joined)
    assert second.parts[1].how == "all"


def test_a_rule_without_conditions_always_holds(folder: Path) -> None:
    assert [r.when for r in law_of(folder, SOUND + RULE + "```\n").rules if r.id == "zz/act 2"] == [TRUE]


def test_a_bare_paragraph_is_one_of_the_same_instrument(folder: Path) -> None:
    law = law_of(
        folder,
        SOUND + RULE + 'upon = ["1"]\n```\n## 3 Third\n' + RULE + 'exception_to = ["2", "zz/act 1"]\n```',
    )
    by_id = {rule.id: rule for rule in law.rules}
    assert by_id["zz/act 2"].upon == ("zz/act 1",)
    assert by_id["zz/act 3"].exception_to == ("zz/act 2", "zz/act 1")


def test_rank_reading_and_marks_of_a_rule_are_kept(folder: Path) -> None:
    more = (
        'rank = "guidance"\nunder = "zz/open = that"\nseen = "memory"\nissued = 2025-03-04\nsource = "s"\n```'
    )
    (rule,) = [rule for rule in law_of(folder, SOUND + RULE + more).rules if rule.id == "zz/act 2"]
    assert (rule.rank, rule.under) == ("guidance", ("zz/open", "that"))
    assert (rule.place.seen, rule.place.issued, rule.place.source) == ("memory", date(2025, 3, 4), "s")


def test_an_entry_takes_what_it_does_not_say_from_its_block_and_that_from_its_instrument(
    folder: Path,
) -> None:
    act = SOUND + (
        '```threshold\nname = "more"\nseen = "digest"\nissued = 2024-05-05\nvalues = [\n'
        '  { from = 2024-06-01, value = "0.1 %" },\n'
        '  { from = 2025-06-01, value = "0.5 %", seen = "memory", issued = 2025-05-05, by = "b", source = "t" },\n]\n```'
    )
    (threshold,) = [each for each in law_of(folder, act).thresholds if each.name == "more"]
    first, second = threshold.values
    assert (first.seen, first.issued, first.source) == ("digest", date(2024, 5, 5), "https://law.example/act")
    assert (second.seen, second.issued, second.source, second.by) == ("memory", date(2025, 5, 5), "t", "b")
    assert (first.amount, first.text) == (Fraction(1, 1000), "0.1 %")


def test_rows_name_the_thresholds_of_their_own_instrument_wherever_they_are_included(folder: Path) -> None:
    act = SOUND + (
        '```threshold\nname = "more"\nvalues = [{ from = 2024-06-01, value = "5" }]\n```\n'
        '```list\nname = "pure"\ncomplete = true\n'
        'rows = [{ code = "P1", text = "p", any = ["calcined == yes", { all = ["node_nm >= threshold.more"] }] }]\n```'
    )
    (row,) = law_of(folder, act).lists["zz/act/pure"].rows
    assert row.when is not None
    assert [condition.value.threshold for condition in leaves(row.when)] == ["", "zz/act/more"]
    assert [condition.as_text() for condition in leaves(row.when)][1] == "node_nm >= threshold.more"


def test_form_and_content_of_a_row_are_conditions(folder: Path) -> None:
    act = SOUND + (
        '```list\nname = "more"\ncomplete = false\nincludes = ["zz/act/things"]\nrows = [\n'
        '  { code = "B1", text = "b", form = ["metal", "part"], has = ["Dy", "zz/act/things"], any = ["calcined == yes"] },\n'
        '  { code = "B2", text = "by hand", hs = "850511", from = 2025-01-01, until = 2025-12-31, seen = "memory" },\n]\n```'
    )
    found = law_of(folder, act).lists["zz/act/more"]
    first, second = found.rows
    assert (found.complete, found.includes) == (False, ("zz/act/things",))
    assert first.when is not None
    assert [condition.as_text() for condition in leaves(first.when)] == [
        "form in [metal, part]",
        "has(Dy) == yes",
        "has(zz/act/things) == yes",
        "calcined == yes",
    ]
    assert second.when is None
    assert second.hs == ("850511",)
    assert (second.dated.start, second.dated.until, second.dated.seen) == (DAY, date(2025, 12, 31), "memory")


def test_a_row_of_csv_is_read_as_one_of_the_page(folder: Path) -> None:
    csv = (
        "code,text,form,has,all,hs,seen,source,issued,from,until,under\n"
        '1E001,"b, and more",metal;part,Dy;Tb,calcined == yes;node_nm <= 14,0850;85,digest,s,2024-03-03,2025-01-01,'
        "2025-12-31,zz/open = that\n"
    )
    act = SOUND + '```list\nid = "zz/long"\ncomplete = true\nfile = "long.csv"\n```'
    (row,) = law_of(folder, act, zz__long_dot_csv=csv).lists["zz/long"].rows
    assert (row.code, row.text, row.hs) == ("1E001", "b, and more", ("0850", "85"))
    assert row.when is not None
    assert [condition.as_text() for condition in leaves(row.when)] == [
        "form in [metal, part]",
        "has(Dy) == yes",
        "has(Tb) == yes",
        "calcined == yes",
        "node_nm <= 14",
    ]
    dated = row.dated
    assert (dated.start, dated.until, dated.issued) == (DAY, date(2025, 12, 31), date(2024, 3, 3))
    assert (dated.seen, dated.source, dated.under) == ("digest", "s", ("zz/open", "that"))


def test_members_of_a_group_have_their_dates_and_readings(folder: Path) -> None:
    act = SOUND + (
        '```group\nid = "zz/friends"\nmembers = ["QN", { is = "QM", from = 2025-07-01, under = "zz/open = that" }]\n```'
    )
    first, second = law_of(folder, act).groups["zz/friends"].members
    assert (first.word, first.dated.start, first.dated.under) == ("QN", None, None)
    assert (second.word, second.dated.start, second.dated.under) == (
        "QM",
        date(2025, 7, 1),
        ("zz/open", "that"),
    )


def test_a_suspension_names_provisions_in_full(folder: Path) -> None:
    act = SOUND + '```suspends\nprovisions = ["1", "zz/act"]\nfrom = 2025-01-01\nuntil = 2025-05-31\n```'
    (found,) = law_of(folder, act).suspensions
    assert found.provisions == ("zz/act 1", "zz/act")
    assert (found.period.start, found.period.until, found.period.by) == (DAY, date(2025, 5, 31), "zz/act 2")


def test_a_question_and_its_answer_are_two_things(folder: Path) -> None:
    later = FRONT.replace("zz/act", "zz/later").replace("2024-02-01", "2025-03-03")
    law = law_of(
        folder,
        SOUND,
        zz__later_dot_md=later + '## 1 Said\n```question\nid = "zz/open"\nanswered = "that"\n```',
    )
    question = law.questions["zz/open"]
    assert (question.readings, question.default, question.issued) == (
        ("this", "that"),
        "this",
        date(2024, 2, 1),
    )
    assert law.answer_to("zz/open", date(2025, 3, 2)) is None
    answer = law.answer_to("zz/open", date(2025, 3, 3))
    assert answer is not None
    assert (answer.reading, answer.by) == ("that", "zz/later 1")


def test_the_line_of_ownership_is_exact_and_may_be_strict(folder: Path) -> None:
    act = SOUND + (
        '```adds\nlists = ["zz/barred"]\nat = ">= 50 %"\n```\n'
        '```adds\nlists = ["zz/barred#fn5"]\nat = "> 50 %"\nowners = "each"\ntiers = "question:zz/tiers"\n```\n'
        '```question\nid = "zz/tiers"\nasks = "?"\nreadings = ["direct", "cascade"]\ndefault = "cascade"\n```\n'
    )
    first, second = law_of(folder, act).adds
    assert (first.at, first.strictly_above, first.owners, first.tiers) == (
        Fraction(1, 2),
        False,
        "together",
        "cascade",
    )
    assert (second.at, second.strictly_above, second.owners, second.tiers) == (
        Fraction(1, 2),
        True,
        "each",
        "question:zz/tiers",
    )


def test_barriers_duties_links_and_events_are_read(folder: Path) -> None:
    act = SOUND + (
        '```barrier\nname = "b"\nall = ["form == part"]\nof = ["zz/act/things"]\n```\n'
        '```duty\nwho = "exporter"\nwhat = "report"\nwhen = "soon"\nupon = ["1"]\n```\n'
        '```link\nkind = "mirrors"\nto = ["1", "qq/far away"]\nnote = "n"\n```\n'
        '```event\nid = "zz/talk"\nday = 2025-01-01\nwhat = "a talk"\nby = "m"\naffects = ["zz/open", "1"]\n```\n'
    )
    law = law_of(folder, act)
    (barrier,), (duty,), (link,), (event,) = law.barriers, law.duties, law.links, law.events
    assert (barrier.name, barrier.of) == ("b", ("zz/act/things",))
    assert (duty.who, duty.what, duty.when, duty.upon) == ("exporter", "report", "soon", ("zz/act 1",))
    assert (link.kind, link.to, link.note) == ("mirrors", ("zz/act 1", "qq/far away"), "n")
    assert (event.id, event.day, event.affects) == ("zz/talk", DAY, ("zz/open", "zz/act 1"))


def test_a_case_keeps_its_facts_as_written(folder: Path) -> None:
    act = SOUND + (
        '```case\nname = "n"\non = 2025-01-01\nknown_on = 2024-12-01\nexpect = "unsettled"\nbecause = ["1", "A1"]\n'
        'missing = ["has(Dy)"]\npolicy = "case by case"\nreadings = { "zz/open" = "that" }\n'
        '[facts]\nform = ["metal", "part"]\nmass_kg = "5..7 g"\nnode_nm = 14\ndate = 2025-01-01\n'
        '"end_user.kind" = "civil"\n"has(Dy)" = "no"\ncodes = "none"\n'
        '"share(zz/act/things, origin = ZZ)" = "0.05..0.3 %"\n```'
    )
    (case,) = law_of(folder, act).cases
    assert (case.name, case.on, case.known_on, case.expect) == ("n", DAY, date(2024, 12, 1), "unsettled")
    assert (case.because, case.missing) == (("zz/act 1", "zz/act A1"), ("has(Dy)",))
    assert (case.policy, case.readings) == ("case by case", {"zz/open": "that"})
    assert case.facts["form"] == ["metal", "part"]
    assert (case.facts["mass_kg"], case.facts["node_nm"], case.facts["date"]) == ("5..7 g", "14", DAY)


def test_coverage_has_its_gaps(folder: Path) -> None:
    gaps = (
        '[[gap]]\nid = "a"\nwhat = "x"\n'
        '[[gap]]\nid = "b"\nwhat = "y"\ntouches = ["form == metal", "made_in == ZZ"]\nclearance = false\nsurely = true\n'
        '[[gap]]\nid = "c"\nwhat = "z"\ntouches = { any = ["form == metal", "made_in == ZZ"] }\n'
        '[[gap]]\nid = "d"\nwhat = "u"\ntouches = ["made_in == ZZ"]\nstated = ["form == metal"]\n'
    )
    regime = law_of(folder, SOUND, zz__coverage_dot_toml=COVERAGE + gaps).regimes["zz"]
    assert (regime.title, regime.coverage_from, regime.invented) == ("Invented", date(2024, 1, 1), True)
    first, second, third, fourth = regime.gaps
    assert (first.touches, first.clearance) == (TRUE, True)
    assert isinstance(second.touches, Joined)
    assert (second.touches.how, second.clearance, second.surely) == ("stated", False, True)
    assert [third.reaches(held) for held in (True, None, False)] == [True, True, False]
    assert isinstance(third.touches, Joined)
    assert third.touches.how == "any"
    assert isinstance(fourth.touches, Joined)
    assert [each.how for each in fourth.touches.parts if isinstance(each, Joined)] == ["all", "stated"]


def test_a_later_instrument_adds_rows_members_and_values_to_an_earlier_one(folder: Path) -> None:
    later = FRONT.replace("zz/act", "zz/later").replace("2024-02-01", "2025-03-03") + (
        "## 1 More\n"
        '```list\nextends = "zz/act/things"\nrows = [{ code = "A2", text = "parts", form = "part" }]\n```\n'
        '```group\nextends = "zz/act/home"\nmembers = ["QM"]\n```\n'
        '```threshold\nextends = "zz/act/weight"\nvalues = [{ from = 2025-06-01, value = "30 g" }]\n```\n'
    )
    law = law_of(folder, SOUND, zz__later_dot_md=later)
    before, after, on = date(2025, 3, 2), date(2025, 3, 3), date(2025, 6, 1)
    assert [row.code for row in law.rows("zz/act/things", on, before)] == ["A1"]
    assert [row.code for row in law.rows("zz/act/things", on, after)] == ["A1", "A2"]
    assert [member.word for member in law.members("zz/act/home", on, after)] == ["ZZ", "QM"]
    old, new = law.threshold("zz/act", "weight", on, before), law.threshold("zz/act", "weight", on, after)
    assert old is not None
    assert new is not None
    assert (old.text, new.text, new.by) == ("20 g", "30 g", "zz/later 1")


def test_the_houses_own_law_is_marked_and_laid_over_the_shipped(folder: Path, tmp_path: Path) -> None:
    own = tmp_path / "house"
    own.mkdir()
    page = FRONT.replace("zz/act", "zz/prolonged").replace("Assembly", "read by A. Reader")
    (own / "note.md").write_text(
        page + '## 1 Longer\n```suspends\nprovisions = ["zz/act"]\nfrom = 2025-01-01\n```\n', "utf-8"
    )
    law = read_law([lay(folder, SOUND)], own=[own])
    assert [(name, each.own) for name, each in sorted(law.instruments.items())] == [
        ("zz/act", False),
        ("zz/prolonged", True),
    ]
    (suspension,) = law.suspensions
    assert suspension.place.own
    assert law.status(law.rules[0], DAY, date(2026, 1, 1)).tree != TRUE
    assert law.instruments["zz/prolonged"].file == "house/note.md"


def test_a_third_country_needs_files_only(folder: Path, tmp_path: Path) -> None:
    own = tmp_path / "house"
    (own / "qq").mkdir(parents=True)
    (own / "facts.toml").write_text(
        '[item.form]\nwords = ["kite"]\n[item.colour]\nask = "Which colour has {id}?"\nask_zh = "{id} 是什么颜色？"\n',
        "utf-8",
    )
    (own / "qq" / "coverage.toml").write_text(COVERAGE, "utf-8")
    rule = RULE + 'all = ["form == kite", "colour == red"]\n```\n'
    (own / "qq" / "kites.md").write_text(FRONT.replace("zz/act", "qq/kites") + "## 1 Kites\n" + rule, "utf-8")
    law = read_law([lay(folder, SOUND)], own=[own])
    assert sorted(law.regimes) == ["qq", "zz"]
    assert [rule.id for rule in law.rules_of("qq", DAY)] == ["qq/kites 1"]
    assert law.vocabulary.facts["form"].words == ("metal", "part", "kite")


def test_the_fingerprint_changes_with_every_file_and_with_nothing_else(folder: Path, tmp_path: Path) -> None:
    once = law_of(folder, SOUND).sha256
    assert law_of(tmp_path / "elsewhere" / "law", SOUND).sha256 == once
    assert law_of(tmp_path / "prose" / "law", SOUND + "More prose.\n").sha256 != once
    assert law_of(tmp_path / "gaps" / "law", SOUND, zz__coverage_dot_toml=COVERAGE + "# a\n").sha256 != once


def test_what_stands_in_a_fence_opens_no_paragraph(folder: Path) -> None:
    law = law_of(folder, SOUND + RULE + "# 9 a remark in TOML\n## 9 another\n```\n")
    assert {rule.id for rule in law.rules} == {"zz/act 1", "zz/act 2"}


def test_windows_line_ends_and_a_byte_order_mark_change_nothing(folder: Path) -> None:
    plain = law_of(folder, SOUND)
    page = folder / "zz" / "act.md"
    page.write_bytes(b"\xef\xbb\xbf" + (FRONT + SOUND).replace("\n", "\r\n").encode())
    assert read_law([folder]).rules == plain.rules


@given(kind=st.sampled_from(BLOCKS), garbage=st.text(max_size=200))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=150)
def test_no_text_between_fences_gives_anything_but_problems(folder: Path, kind: str, garbage: str) -> None:
    _read(folder, SOUND + f"```{kind}\n{garbage}\n```\n")


VALUES = st.recursive(
    st.one_of(
        st.sampled_from(
            ['""', '"form == metal"', '"zz/act"', '"1"', "7", "-0.5", "inf", "true", "2025-01-01", "10:00:00"]
        ),
        st.sampled_from(
            [
                '"has(Dy) == yes"',
                '"zz/open = that"',
                '">= 50 %"',
                '"20 g"',
                '"item in zz/act/things"',
                '"\\u0000"',
            ]
        ),
    ),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3).map(lambda each: f"[{', '.join(each)}]"),
        st.dictionaries(
            st.sampled_from(
                ["all", "any", "none", "from", "until", "is", "code", "text", "value", "form", "has"]
            ),
            inner,
            max_size=3,
        ).map(lambda each: "{ " + ", ".join(f"{key} = {value}" for key, value in each.items()) + " }"),
    ),
    max_leaves=8,
)
KEYS = st.sampled_from([
    "concludes", "all", "any", "none", "in_force", "upon", "exception_to", "rank", "under", "seen", "source", "issued",
    "name", "values", "id", "complete", "rows", "file", "includes", "members", "provisions", "from", "until", "asks",
    "readings", "default", "answered", "lists", "at", "owners", "tiers", "of", "who", "what", "when", "kind",
    "to", "note", "day", "by", "affects", "on", "facts", "expect", "known_on", "because", "missing", "policy",
    "extends",
])  # fmt: skip


@given(kind=st.sampled_from(BLOCKS), table=st.dictionaries(KEYS, VALUES, max_size=6))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=300)
def test_no_table_gives_anything_but_problems(folder: Path, kind: str, table: dict[str, str]) -> None:
    block = "\n".join(f"{key} = {value}" for key, value in table.items())
    _read(folder, SOUND + f"```{kind}\n{block}\n```\n")


@given(page=st.text(alphabet=st.sampled_from("+`#~ \n=\"'[]{}ab1,"), max_size=120))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=150)
def test_no_page_gives_anything_but_problems(folder: Path, page: str) -> None:
    lay(folder, "")
    (folder / "zz" / "act.md").write_text(page, "utf-8")
    with pytest.raises(UnreadableLaw) as caught:
        read_law([folder])
    assert all(problem.what and problem.file for problem in caught.value.problems)


@given(rows=st.text(alphabet=st.sampled_from("code,text\n\";= form'A1\r"), max_size=120))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=150)
def test_no_csv_file_gives_anything_but_problems(folder: Path, rows: str) -> None:
    act = SOUND + '```list\nname = "more"\ncomplete = true\nfile = "more.csv"\n```\n'
    _read(folder, act, zz__more_dot_csv="code,text,form\n" + rows)


def _read(folder: Path, act: str, **more: str) -> None:
    """Read it; what is wrong must come as problems of a file, with a line."""
    problems = problems_of(folder, act, **more)
    assert None not in [problem.row for problem in problems]
    assert {problem.file for problem in problems} <= {"law/zz/act.md", "law/zz/more.csv"}
