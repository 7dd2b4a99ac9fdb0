"""Goods that are seen in several places at once, where there are many of them."""

from collections.abc import Iterator, Sequence
from datetime import date

from xenotime.screening.apart import Ask
from xenotime.screening.domain import Texts
from xenotime.screening.goods_seen import GoodsSeen, Key, Told

MANY = 50
"""Fewer goods are seen here, as long as no place has seen any: where some were seen others are seen sooner."""
NAME = "goods"
Goods = Sequence[tuple[Texts, date]]


class GoodsApart:
    """Sees goods as `here` does; each item in one place only, since its traces are shared.

    `elsewhere` sees alike and is never used here: what was used cannot be sent.
    """

    def __init__(self, here: GoodsSeen, elsewhere: GoodsSeen, places: Sequence[Ask]) -> None:
        self.here, self.places, self.are_used = here, places, False
        for ask in places:
            ask(NAME, elsewhere)

    def told(self, goods: Goods) -> Iterator[tuple[int, Key, Told | None]]:
        """What is told of goods on days, with the number of each and its key; always in the same order, as soon as it is there.

        The key stands alone where it was told before.
        """
        self.are_used |= len(goods) >= MANY
        places = self.places if self.are_used else ()
        loads, asked = [0] * len(places), []
        for numbers in self._by_item(goods):
            some = [goods[each] for each in numbers]
            if not places:
                yield from _numbered(numbers, self.here.told(some))
                continue
            place = loads.index(min(loads))
            loads[place] += len(numbers)
            asked.append((numbers, places[place](NAME, (some,))))
        for numbers, answer in asked:
            yield from _numbered(numbers, answer.result())

    def _by_item(self, goods: Goods) -> list[list[int]]:
        """The numbers of the goods of each item, first those of which there are most."""
        of_item: dict[str, list[int]] = {}
        for number, ((item, *_), _) in enumerate(goods):
            of_item.setdefault(item, []).append(number)
        return sorted(of_item.values(), key=len, reverse=True)


def _numbered(
    numbers: Sequence[int], told: Sequence[tuple[Key, Told | None]]
) -> Iterator[tuple[int, Key, Told | None]]:
    for number, (key, each) in zip(numbers, told, strict=True):
        yield number, key, each
