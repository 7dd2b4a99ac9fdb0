"""An end of law that a later text set is known from that text's day on."""

from datetime import date

from xenotime.law.provision import Dated

SET_LATER = Dated(
    start=date(2020, 1, 1), until=date(2020, 12, 31), issued=date(2019, 12, 1), ended=date(2020, 10, 1)
)
AFTER = date(2021, 6, 1)


def test_an_end_that_is_not_known_yet_ends_nothing() -> None:
    assert SET_LATER.holds(AFTER, date(2020, 9, 30))
    assert SET_LATER.last(date(2020, 9, 30)) is None


def test_an_end_ends_from_the_day_on_which_it_is_known() -> None:
    assert not SET_LATER.holds(AFTER, date(2020, 10, 1))
    assert SET_LATER.holds(date(2020, 12, 31), date(2020, 10, 1))


def test_an_entry_is_not_known_before_its_day_of_issue() -> None:
    assert not SET_LATER.holds(AFTER, date(2019, 11, 30))


def test_an_end_without_a_day_of_its_own_is_known_with_its_entry() -> None:
    entry = Dated(start=date(2020, 1, 1), until=date(2020, 12, 31), issued=date(2019, 12, 1))
    assert not entry.holds(AFTER, date(2019, 12, 1))
