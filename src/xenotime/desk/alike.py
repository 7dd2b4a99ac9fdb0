"""Which ids somebody may have meant: those that look like it, and those whose name it is."""

from collections.abc import Mapping
from difflib import get_close_matches

MOST = 5
MOST_LOOKED_AT = 20_000
"""Among more ids only those that are it but for capitals are looked for."""


def alike(given: str, names: Mapping[str, str]) -> str:
    """The ids that `given` may mean, the likeliest first; `names` holds the name of each id.

    >>> alike("tm-cn", {"TM-CN": "Traction motor", "MAG-CN": "Magnet"})
    'TM-CN, MAG-CN'
    >>> alike("traction motor", {"TM-CN": "Traction motor", "MAG-CN": "Magnet"})
    'TM-CN'
    """
    wanted = given.casefold().strip()
    same = [each for each, name in names.items() if wanted in {each.casefold(), name.casefold()}]
    plain = {each.casefold(): each for each in names} if len(names) <= MOST_LOOKED_AT else {}
    near = [plain[each] for each in get_close_matches(wanted, plain, MOST)]
    return ", ".join(list(dict.fromkeys((*same, *near)))[:MOST])
