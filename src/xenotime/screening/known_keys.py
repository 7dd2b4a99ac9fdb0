"""Keys that came up in an earlier part, with the numbers of their answers: nobody is asked for these again."""

from collections.abc import Callable

import numpy as np

from xenotime.screening.kept import Kept
from xenotime.screening.regime import Columns, Numbered
from xenotime.screening.tables import Ints

MANY = 20_000
"""Of a part with more keys than these few come again, and looking each up costs as much as marking it."""
MOST_KEPT = 500_000
"""With more than so many keys nothing is remembered or looked up any more."""


class KnownKeys:
    """Remembers what `ask` says of keys, whatever the order of their columns: one number under every regime."""

    def __init__(self, ask: Callable[[Columns], list[Numbered]]) -> None:
        self.ask = ask
        self.place: dict[bytes, int] = {}
        self.known: Numbered | None = None
        """The numbers of known keys, one row for each regime."""

    def numbers(self, keys: Columns) -> Ints:
        """The number of the answer to every key, one row for each regime."""
        rows = np.stack([keys[name] for name in sorted(keys)], axis=1)
        if not 0 < len(rows) <= MANY or len(self.place) > MOST_KEPT:
            return np.array(self.ask(keys), np.int64)
        named = rows.view(f"V{rows.itemsize * rows.shape[1]}").ravel().tolist()
        fresh = [at for at, name in enumerate(named) if name not in self.place]
        if fresh or self.known is None:
            told = np.array(self.ask({name: column[fresh] for name, column in keys.items()}))
            self.known = told if self.known is None else np.concatenate([self.known, told], axis=1)
            self.place |= {named[at]: len(self.place) + place for place, at in enumerate(fresh)}
        return self.known[:, [self.place[name] for name in named]].astype(np.int64)

    def kept(self) -> Kept:
        """What a later run can go on with, the numbers as a list."""
        known = None if self.known is None else self.known.tolist()
        return {"place": self.place, "known": known}

    def take_up(self, kept: Kept) -> None:
        """Go on with what an earlier run kept."""
        self.place = kept["place"]
        self.known = None if kept["known"] is None else np.array(kept["known"], np.int32)
