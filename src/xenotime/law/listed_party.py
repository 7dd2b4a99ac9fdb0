"""Who stands on a list of parties: one row for each listing, with its first and last day and its pauses."""

from dataclasses import dataclass
from datetime import date

from xenotime.dates import Period
from xenotime.law.provision import Dated, Place


@dataclass(frozen=True)
class ListedParty:
    """One listing of a named party: the name as printed, what else it is called, by which announcement, and its dates."""

    name: str
    local_name: str
    country: str
    announcement: str
    """What stands behind `#` in a party's lists: `zz/closed-door-list#2025-3`."""
    dated: Dated
    ended: date | None = None
    """Since when its end is known; None where it was known from the start, or has none."""
    pauses: tuple[Dated, ...] = ()
    also: tuple[str, ...] = ()
    """Its other names: each of two that are printed as one, and how a name is written that is printed wrong."""

    def is_listed(self, on: date, known_on: date) -> bool:
        """Whether the listing stands on a day, as the law was known on another; a paused one does not."""
        until = self.dated.until if self.ended is None or self.ended <= known_on else None
        if self.dated.issued > known_on or not Period(self.dated.start, until).holds(on):
            return False
        return not any(each.holds(on, known_on) for each in self.pauses)


@dataclass(frozen=True)
class PartyList:
    """The listings of one list of parties, as one file holds them.

    `as_of` is the day up to which announcements were looked through, `whole` whether all of them were;
    `days_fresh` for how many days after it the file may be relied on, None where no limit is set.
    """

    place: Place
    list_id: str
    parties: tuple[ListedParty, ...]
    as_of: date | None = None
    whole: bool = False
    days_fresh: int | None = None
