"""Names to look up: listed ones with a change that people make, from a seed."""

import random

PAIR, LONG = 2, 6

SWAPS = (
    ("Limited", "Ltd"),
    ("Company", "Co"),
    ("Technology", "Tech"),
    ("International", "Intl"),
    ("&", "and"),
)


def changed(name: str, chance: random.Random) -> str:
    """The name with its case, a form, the order of two words, or one letter in a long word changed."""
    how = chance.randrange(4)
    words = name.split()
    if how == 0:
        return name.upper()
    if how == 1:
        for long, short in SWAPS:
            name = name.replace(long, short)
        return name
    if how == PAIR and len(words) > 1:
        at = chance.randrange(len(words) - 1)
        words[at], words[at + 1] = words[at + 1], words[at]
        return " ".join(words)
    longest = max(range(len(words)), key=lambda each: len(words[each]))
    if len(words[longest]) > LONG:
        at = chance.randrange(1, len(words[longest]))
        words[longest] = words[longest][:at] + words[longest][at + 1 :]
    return " ".join(words)


def sample(names: list[str], count: int) -> list[tuple[int, str]]:
    """Places in the list, each with its changed name."""
    chance = random.Random(11)
    return [(at, changed(names[at], chance)) for at in (chance.randrange(len(names)) for _ in range(count))]
