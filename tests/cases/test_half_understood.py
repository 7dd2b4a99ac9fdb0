"""What is only half understood: it is told, what it could have said is unknown, and no mild answer follows."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from functools import cache

import pytest

from cases.adapter import Adapter
from cases.comparing import MILD
from cases.phrasebook import Phrase, Phrasebook, UnmappedPhrase, phrasebook
from cases.published import GIVEN, Published, given_answers
from cases.running import Run, run, understood
from xenotime.desk import answering
from xenotime.law.lawbook import Lawbook

BOOK = phrasebook()
STRICT = [each for each in given_answers() if each.answer not in {"not_required", "ambiguous"}]
EVERY = 9
"""Of the phrases that a published answer is read with, one in so many is taken away, another in each case."""
USUAL = ("usual-parties", "usual-use")


@cache
def law() -> Lawbook:
    return answering.load_law()


def asked(case: Published) -> Run:
    """What comes out, whatever was published: nobody asks what would make it another answer."""
    return run(case, law(), Adapter(BOOK), explained=False)


def published(
    facts: Mapping[str, object],
    needs: tuple[str, ...] = (),
    jurisdiction: str = "CN",
    date: str = "2025-12-01",
) -> Published:
    usual = {"exporter_country": "CN", "origin": "CN", "destination": "DE"} if jurisdiction == "CN" else {}
    return Published(
        "X", jurisdiction, "invented", {"date": date} | usual | dict(facts), "licence_required", needs
    )


@contextmanager
def noting(used: list[tuple[str, Phrase]], patch: pytest.MonkeyPatch) -> Iterator[None]:
    """Note every phrase that is used, and where."""
    reads = Phrasebook.longest

    def note(self: Phrasebook, where: str, text: str, at: int) -> object:
        found = reads(self, where, text, at)
        if found[1] is not None:
            used.append((where, found[1]))
        return found

    with patch.context() as patched:
        patched.setattr(Phrasebook, "longest", note)
        yield


@pytest.mark.skipif(
    not GIVEN.exists(), reason="left out: the published answers (../shared/cases is not here)"
)
def test_without_a_phrase_no_published_strict_answer_becomes_a_settled_mild_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    mild = []
    for number, case in enumerate(STRICT):
        used: list[tuple[str, Phrase]] = []
        with noting(used, monkeypatch):
            whole, _ = understood(case, Adapter(BOOK))
        for where, phrase in list({id(each): (at, each) for at, each in used}.values())[
            number % EVERY :: EVERY
        ]:
            rest = tuple(each for each in BOOK.phrases[where] if each is not phrase)
            less = Adapter(replace(BOOK, phrases={**BOOK.phrases, where: rest}))
            if replace(understood(case, less)[0], unheard=[]) == replace(whole, unheard=[]):
                # the case says as much as before, and its answer is a test of its own
                continue
            try:
                found = run(case, law(), less, explained=False)
            except UnmappedPhrase:
                continue
            if found.answer and set(found.answer.possible) <= MILD:
                mild.append(f"{case.id} without {phrase.pattern.pattern}: {found.ours}")
    assert not mild


def test_a_strict_answer_stands_although_words_were_not_heard_and_they_are_told() -> None:
    found = asked(published({"product": "quaint NdFeB magnets with Dy"}, USUAL))
    assert found.ours == "licence required"
    assert "quaint" in found.unheard


def test_a_mild_answer_about_a_thing_that_was_not_heard_whole_is_none() -> None:
    with pytest.raises(UnmappedPhrase, match="quaint"):
        asked(published({"product": "quaint ferrite magnets"}, (*USUAL, "closed")))


def test_a_use_that_was_not_heard_is_unknown_unless_the_answer_rests_on_a_civil_one() -> None:
    facts = {"item": "EAR99", "destination": "CN", "end_use": "levitation"}
    open_one = asked(published(facts, (), "US-EAR")).answer
    assert open_one
    assert not open_one.settled
    assert "end_use" in {each.fact for each in open_one.missing}
    told = asked(published(facts, ("usual-use",), "US-EAR"))
    assert told.ours == "no licence required"
    assert "levitation" in told.unheard


@pytest.mark.parametrize(
    ("where", "text"),
    [
        ("thing", "magnets for hypersonic weapons"),
        ("thing", "magnets for an unheard-of naval thing"),
        ("use", "factory with military quirks"),
        ("party", "Acme, said to be sanctioned"),
    ],
)
def test_no_phrase_passes_over_a_word_that_can_make_an_answer_strict(where: str, text: str) -> None:
    try:
        heard = BOOK.read(where, text)
    except UnmappedPhrase:
        return
    assert any(
        place.endswith((".end_use", ".kind", ".lists"))
        for each in heard
        for place in each.effects.get("set", {})
    )


@pytest.mark.parametrize(("day", "ours"), [("2026-04-23", "licence required"), ("2026-04-24", "prohibited")])
def test_a_named_party_is_looked_up_in_the_lists_of_the_law_for_its_day(day: str, ours: str) -> None:
    case = published({"product": "SmCo magnets", "end_user": "EXCALIBUR ARMY", "destination": "CZ"}, date=day)
    found = asked(case)
    assert found.ours == ours
    assert found.answer
    assert (ours == "prohibited") is any(each.startswith("cn/2026-20") for each in found.answer.because)


def test_a_named_party_is_on_no_list_only_where_the_law_has_the_names_or_the_answer_rests_on_it() -> None:
    facts = {"item": "EAR99", "destination": "AE", "end_use": "civil", "end_user": "Sandgrouse Trading LLC"}
    assert not answered(facts, ())
    assert answered(facts, ("usual-parties",))


def answered(facts: Mapping[str, object], needs: tuple[str, ...]) -> bool:
    found = asked(published(facts, needs, "US-EAR")).answer
    return found is not None and found.settled


def test_as_if_nothing_were_suspended_is_as_the_law_was_known_before() -> None:
    facts = {"product": "holmium oxide", "end_use": "civil"}
    asleep = asked(published(facts, (*USUAL, "closed")))
    awake = asked(published({**facts, "assume_not_suspended": "true"}, (*USUAL, "closed")))
    assert (asleep.ours, awake.ours) == ("no licence required", "licence required")


@pytest.mark.parametrize(
    ("reference", "ids"),
    [
        ("15 CFR § 734.4(a)(3)", ("us/734.4(a)(3)",)),
        ("Part 744.11(a)", ("us/744.11(a)",)),
        ("734 Supp. 2(a)(1)", ("us/734-supp-2(a)(1)",)),
        ("Announcement No. 61 [2025], art. 1(2)", ("cn/2025-61 1(2)",)),
        ("MOFCOM Announcement No. 61 of 2025, paras 1(1), 8", ("cn/2025-61 1(1)", "cn/2025-61 8")),
        ("2025 No. 18, 1C905.b", ("cn/2025-18 1C905.b",)),
        ("OFAC FAQ 401", ("us/ofac-50 401",)),
        ("Export Control Law art. 34(1)", ("cn/ecl 34(1)",)),
        ("a letter of the ministry", ()),
    ],
)
def test_a_reference_as_people_write_it_is_a_paragraph_of_the_law(
    reference: str, ids: tuple[str, ...]
) -> None:
    assert BOOK.law_ids([reference]) == ids


def test_where_nobody_looked_the_paragraph_up_the_texts_that_an_answer_names_are_held_against_ours() -> None:
    facts = {"product": "SmCo magnets", "end_use": "civil"}
    for reference, agrees in (
        ("MOFCOM/GAC Announcement No. 18 of 2025, 1C902.a.4", True),
        ("MOFCOM/GAC Announcement No. 39 of 2023", False),
    ):
        case = replace(published(facts, USUAL), references=(reference,))
        assert (run(case, law(), Adapter(BOOK)).wrong == "") is agrees


@pytest.mark.parametrize(
    ("key", "said"),
    [
        ("us_content", [{"kind": "parts that turn blue, not red", "pct": "50"}]),
        ("us_content", [{"kind": "EAR99"}]),
        ("route", "by way of somewhere"),
        ("processing_country", "somewhere warm"),
        ("ownership", [{"owner": "X", "list": "said to be sanctioned", "pct": "40", "of": "A"}]),
        ("made_with", "tools of somebody"),
        ("value_test", {"moon": "full"}),
    ],
)
def test_what_no_reader_understands_is_unheard_where_half_is_enough(key: str, said: object) -> None:
    case = published({"item": "machine", "destination": "CN", key: said}, jurisdiction="US-EAR")
    with pytest.raises(UnmappedPhrase):
        Adapter(BOOK).situation(case)
    assert Adapter(BOOK).situation(case, half=True).unheard


def test_where_no_rule_looks_and_nothing_is_released_a_mild_answer_is_open() -> None:
    facts = {"product": "SmCo magnets", "origin": "KR", "exporter_country": "KR", "end_use": "civil"}
    needs = ("form = permanent_magnet", *USUAL)
    through = asked(published({**facts, "route": "KR > CN > DE"}, needs)).answer
    past = asked(published({**facts, "route": "KR > SG > DE"}, needs)).answer
    assert through
    assert past
    assert (through.settled, past.settled) == (False, True)


def test_no_other_day_takes_the_place_of_one_that_nobody_understands() -> None:
    for told in ({"x_date": "2024-02-01"}, {"note": "date: 2024-02-01"}):
        facts = {"item": "3A090.a", "destination": "KZ", **told}
        case = Published("X", "US-EAR", "invented", facts, "licence_required", published="2020-01-02")
        assert not Adapter(BOOK).situation(case, half=True).said("shipment.date")
