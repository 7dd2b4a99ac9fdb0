"""What a statement about an item says is in it: synthetic diamond is carbon, whatever a declaration leaves out.

"Nothing else that is listed" speaks of what nobody named. It takes nothing away of what somebody did name.
"""

from collections.abc import Callable

from xenotime.facts.seen import Seen
from xenotime.law.vocabulary import Vocabulary

See = Callable[[str], Seen]
"""What is seen of a fact about the item."""


By = dict[str, bool]
"""The words of a fact that say a substance is in the item: surely, or it or another."""


def that_hold(vocabulary: Vocabulary) -> dict[str, dict[str, By]]:
    """For each substance the facts of which some word says that it is there, each with those words."""
    found: dict[str, dict[str, By]] = {}
    for kind in vocabulary.facts.values():
        for word, each in kind.holds:
            for together in each:
                for substance in together:
                    found.setdefault(substance, {}).setdefault(kind.name, {})[word] = len(together) == 1
    return found


def held(by_fact: dict[str, By], see: See) -> tuple[bool | None, str]:
    """Whether what is stated says that a substance is in the item (yes, perhaps, nothing), and which statement does."""
    found: tuple[bool | None, str] = (False, "")
    for name, by in by_fact.items():
        seen = see(name)
        if seen.contradiction:
            found = None, seen.contradiction
        words = seen.words
        if not words & by.keys():
            continue
        said = f"{name} is stated to be {' and '.join(sorted(words))}"
        if all(by.get(word) for word in words):
            return True, said
        found = None, said
    return found
