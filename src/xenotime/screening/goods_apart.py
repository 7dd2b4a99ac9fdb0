"""Goods that are seen in several places at once, where there are many of them."""

from collections.abc import Sequence
from concurrent.futures import FIRST_COMPLETED, Future, wait
from datetime import date

from xenotime.screening.apart import Ask
from xenotime.screening.domain import Texts
from xenotime.screening.goods_seen import GoodsSeen, Told

MANY = 50
"""Fewer goods are seen here: elsewhere something else may be in work."""
NAME = "goods"
Goods = Sequence[tuple[Texts, date]]


class GoodsApart:
    """Sees goods as `here` does, which was not used before; each item in one place only, since its traces are shared."""

    def __init__(self, here: GoodsSeen, places: Sequence[Ask]) -> None:
        self.here, self.places = here, places
        for ask in places:
            ask(NAME, here)

    def told(self, goods: Goods) -> list[Told]:
        """What is told of goods on days."""
        if len(goods) < MANY or not self.places:
            return self.here.told(goods)
        todo, found = self._by_item(goods), dict[int, Told]()
        free, begun = [*self.places], dict[Future[list[Told]], tuple[Ask, list[int]]]()
        while todo or begun:
            while todo and free:
                ask, numbers = free.pop(), todo.pop()
                begun[ask(NAME, ([goods[each] for each in numbers],))] = ask, numbers
            for done in wait(begun, return_when=FIRST_COMPLETED).done:
                ask, numbers = begun.pop(done)
                found.update(zip(numbers, done.result(), strict=True))
                free.append(ask)
        return [found[each] for each in range(len(goods))]

    def _by_item(self, goods: Goods) -> list[list[int]]:
        """The numbers of the goods of each item; those of which there are most stand last."""
        of_item: dict[str, list[int]] = {}
        for number, ((item, *_), _) in enumerate(goods):
            of_item.setdefault(item, []).append(number)
        return sorted(of_item.values(), key=len)
