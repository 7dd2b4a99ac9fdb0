"""A classification: what a person decided that an item is, why, when, and by which text of the lists."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Classification:
    """One decision about some items, a family of them or a single one.

    A later one on the same item replaces what it says of the same: of the form, or of the codes of one regime.

    `lists` are the lists that were read, each as `<regime>@<hash of its rows>`: where a hash is no longer that of the
    law, the decision falls due again.
    """

    items: tuple[str, ...]
    by: str
    on: date
    reason: str
    form: str = ""
    codes: tuple[str, ...] = ()
    family: str = ""
    lists: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False)
class PartKind:
    """A kind of part that usually hides controlled material, with the words that give it away."""

    id: str
    form: tuple[str, ...]
    holds: tuple[str, ...]
    elements: tuple[str, ...]
    words: tuple[str, ...]
    inside: tuple[str, ...] = ()
    apart: tuple[str, ...] = ()
    """Phrases that hold one of the words and say something else."""
    makers: tuple[str, ...] = ()
    """Names of makers that make little besides."""
    whole: tuple[str, ...] = ()
    """Words that are no short form of a longer one, though it begins with them."""
    accessories: tuple[str, ...] = ()
    """What goes with such a part and is another one: `bracket`, in `motor bracket`."""
    first: tuple[str, ...] = ()
    """Accessories that name the whole where they stand first: `cable motor`, in the manner of an ERP system."""
    last: tuple[str, ...] = ()
    """Accessories that name the whole where they end it: `motor extension cable`."""
    nouns: tuple[str, ...] = ()
    """Things that are no such part themselves, whatever follows them: `gasket water pump housing`."""
    parts: tuple[str, ...] = ()
    """Things that are no such part themselves where they end the name, or begin it and a comma follows: `motor shaft`."""
    before: tuple[str, ...] = ()
    """Things that are no such part themselves where they begin the name and a comma follows: `roller, window regulator`."""
    series: tuple[str, ...] = ()
    """Beginnings of type designations of such parts; # is any digit."""
    hs: tuple[str, ...] = ()
    grades: bool = False
    seldom: bool = False
    """Whether it holds such material only now and then."""
    source: str = ""
    seen: str = "memory"


@dataclass(frozen=True, eq=False)
class HarmlessKind:
    """A kind of part that holds no magnet and no rare earth, with the words that name it."""

    id: str
    words: tuple[str, ...]
    series: tuple[str, ...] = ()
    """Beginnings of type designations of such parts; # is any digit."""
    hs: tuple[str, ...] = ()
    rated: bool = False
    """Whether its things have a voltage or a power of their own: a fuse has, a gear has not."""


@dataclass(frozen=True, eq=False)
class HarmlessKinds:
    """The harmless kinds, and the words that decide whether a name says no more than one of them."""

    kinds: tuple[HarmlessKind, ...]
    plain: tuple[str, ...]
    """Words that never say what a thing is, wherever they stand."""
    weak: tuple[str, ...]
    """Words that name a thing only where nothing in the name could make another thing of it: `Quillon shaft` may be a Quillon."""
    telling: tuple[str, ...]
    """Words that make another thing of a weak one: `PC`, of a case."""
    open: tuple[str, ...]
    """Words of what is controlled for itself, or hides what is: a name that holds one says more."""
