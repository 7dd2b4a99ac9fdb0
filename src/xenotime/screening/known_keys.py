"""Keys that came up in an earlier part, with the numbers of their answers: nobody is asked for these again."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from xenotime.screening.regime import Columns

MANY = 20_000
"""Of a part with more keys than these few come again, and looking each up costs as much as marking it."""
MOST_KEPT = 500_000
"""With more than so many keys nothing is remembered or looked up any more."""
Numbers = NDArray[np.int64]


class KnownKeys:
    """Remembers what `ask` says of keys: for each of them one number under every regime."""

    def __init__(self, ask: Callable[[Columns], list[NDArray[np.int32]]]) -> None:
        self.ask = ask
        self.place: dict[bytes, int] = {}
        self.known: list[NDArray[np.int32]] = []
        """The numbers of known keys, one row for each regime; a new piece for each part that had new ones."""

    def numbers(self, keys: Columns) -> Numbers:
        """The number of the answer to every key, one row for each regime."""
        rows = np.stack([*keys.values()], axis=1)
        if not 0 < len(rows) <= MANY or len(self.place) > MOST_KEPT:
            return np.array(self.ask(keys), np.int64)
        named = rows.view(f"V{rows.itemsize * rows.shape[1]}").ravel().tolist()
        fresh = [at for at, name in enumerate(named) if name not in self.place]
        if fresh:
            self.known.append(np.array(self.ask({name: column[fresh] for name, column in keys.items()})))
            self.place |= {named[at]: len(self.place) + place for place, at in enumerate(fresh)}
        known = self.known[0] if len(self.known) == 1 else np.concatenate(self.known, axis=1)
        self.known = [known]
        return known[:, [self.place[name] for name in named]].astype(np.int64)
