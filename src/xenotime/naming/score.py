"""Compare two names: how much of what they tell is the same, and why.

The score is the part of both names' weight that finds its like in the other (a weighted Dice measure),
lowered where numbers or company forms speak against it. Words are paired greedily by their likeness.
"""

from dataclasses import dataclass

from rapidfuzz.distance import OSA, Levenshtein

from xenotime.naming.forms import disagree
from xenotime.naming.name import Name, Token, alternatives

SAME, SOUNDS, JOINS, INITIALS = 1.0, 0.97, 0.97, 0.9
NOT_ALIKE = 0.68
FORMS_DISAGREE, NUMBERS_DISAGREE, BOTH_DIFFER = 0.84, 0.6, 0.9
WHOLE_ALIKE = 0.93
SHORT, LONG = 4, 9
INITIALS_FROM = 3
NAMES_ENOUGH, LEFT_OUT = 2, 0.6
"""A person's name of which two parts are found may leave others out: they count for less."""
VOWELS = frozenset("aeiou")


@dataclass(frozen=True)
class Compared:
    """What came out: a score between 0 and 1, and the reasons in words."""

    score: float
    reasons: tuple[str, ...] = ()


def compare(one: str, other: str, *, person: bool = False) -> Compared:
    """The likeness of two names, the best over the alternatives that each of them gives.

    A `person` may leave out some of its names.

    >>> compare("Siemens Aktiengesellschaft", "Siemens AG").score
    1.0
    """
    return max(
        (compared(left, right, person=person) for left in alternatives(one) for right in alternatives(other)),
        key=lambda each: each.score,
    )


def compared(one: Name, other: Name, *, person: bool = False) -> Compared:
    """The likeness of two names that are ready."""
    if not one.tokens or not other.tokens:
        return Compared(0.0, ("a name without letters",))
    if one.joined == other.joined or one.whole == other.whole:
        return _lowered(one, other, 1.0, ["the same words" if one.text != other.text else "the same name"])
    pairs, left, right = _pairs(one, other)
    matched = sum(like * (mine + theirs) for _, like, mine, theirs in pairs)
    total = one.weight + other.weight
    if person and len(pairs) >= NAMES_ENOUGH and not (left and right and _tell(left) and _tell(right)):
        total -= LEFT_OUT * sum(token.weight for token in (*left, *right))
    score = matched / total if total else 0.0
    reasons = [what for what, *_ in pairs if what]
    if left and right and _tell(left) and _tell(right):
        score *= BOTH_DIFFER
    whole = Levenshtein.normalized_similarity(one.joined, other.joined)
    if (
        whole >= WHOLE_ALIKE
        and whole > score
        and len(one.joined) >= LONG
        and not (left and right and _differ(left, right))
    ):
        score, reasons = whole, [f"{whole:.0%} of the letters in the same places"]
    if left:
        reasons.append(f"only in the first: {' '.join(token.word for token in left)}")
    if right:
        reasons.append(f"only in the second: {' '.join(token.word for token in right)}")
    return _lowered(one, other, score, reasons)


def _lowered(one: Name, other: Name, score: float, reasons: list[str]) -> Compared:
    if disagree(one.forms, other.forms):
        score *= FORMS_DISAGREE
        reasons.append("company forms of different kinds")
    if one.numbers != other.numbers and one.joined != other.joined:
        score *= NUMBERS_DISAGREE
        reasons.append("different numbers")
    return Compared(round(min(score, 1.0), 4), tuple(reasons))


def _tell(tokens: list[Token]) -> bool:
    return sum(token.weight for token in tokens) >= 0.3  # noqa: PLR2004  a place or more


def _differ(left: list[Token], right: list[Token]) -> bool:
    """Whether two words that stand alone are spelled alike but differ in a consonant."""
    return any(
        one.word[:1] != other.word[:1] or _steps(one.word, other.word) >= 1 for one in left for other in right
    )


Pair = tuple[str, float, float, float]


def _pairs(one: Name, other: Name) -> tuple[list[Pair], list[Token], list[Token]]:
    """Words of both that belong together, and the words of each that are left."""
    left, right = list(one.tokens), list(other.tokens)
    pairs: list[Pair] = []
    for token in tuple(left):
        twin = next((each for each in right if each.word == token.word), None)
        if twin:
            left.remove(token)
            right.remove(twin)
            pairs.append((f"{token.word} in both", SAME, token.weight, twin.weight))
    likes = sorted(
        ((alike(a, b), i, j) for i, a in enumerate(left) for j, b in enumerate(right)), reverse=True
    )
    used_left, used_right = set(), set()
    for like, i, j in likes:
        if like < NOT_ALIKE:
            break
        if i in used_left or j in used_right:
            continue
        used_left.add(i)
        used_right.add(j)
        a, b = left[i], right[j]
        how = "sounds like" if like == SOUNDS else "is spelled like"
        pairs.append((f"{a.word} {how} {b.word}", like, a.weight, b.weight))
    left = [each for i, each in enumerate(left) if i not in used_left]
    right = [each for j, each in enumerate(right) if j not in used_right]
    if left and right:
        pairs += _joins(left, right)
        pairs += _joins(right, left)
        pairs += _initials(left, right)
        pairs += _initials(right, left)
    return pairs, left, right


def _joins(one: list[Token], other: list[Token]) -> list[Pair]:
    """One word that the other name writes as two or three."""
    pairs: list[Pair] = []
    for token in tuple(one):
        if len(token.word) <= SHORT:
            continue
        for size in (2, 3):
            for at in range(len(other) - size + 1):
                parts = other[at : at + size]
                joined = "".join(part.word for part in parts)
                if joined == token.word or _near(joined, token.word):
                    weight = min(token.weight, sum(part.weight for part in parts))
                    pairs.append(
                        (
                            f"{token.word} written apart",
                            JOINS,
                            token.weight,
                            max(weight, sum(p.weight for p in parts)),
                        )
                    )
                    one.remove(token)
                    del other[at : at + size]
                    break
            else:
                continue
            break
    return pairs


def _initials(one: list[Token], other: list[Token]) -> list[Pair]:
    """A word that is made of the first letters of the words left in the other name."""
    pairs: list[Pair] = []
    for token in tuple(one):
        parts = [each for each in other if each.weight > 0.1 and not each.is_number]  # noqa: PLR2004
        if len(parts) < INITIALS_FROM or len(token.word) < INITIALS_FROM or len(parts) < len(token.word):
            continue
        for first in range(len(parts) - len(token.word) + 1):
            some = parts[first : first + len(token.word)]
            if "".join(each.word[0] for each in some) == token.word:
                one.remove(token)
                for each in some:
                    other.remove(each)
                told = sum(each.weight for each in some)
                pairs.append((f"{token.word}: first letters", INITIALS, token.weight, told))
                break
    return pairs


def alike(one: Token, other: Token) -> float:
    """How alike two words are; numbers are the same or not alike at all."""
    if one.word == other.word:
        return SAME
    if one.is_number or other.is_number:
        return 0.0
    a, b = one.word, other.word
    if one.sound == other.sound and min(len(a), len(b)) > 2:  # noqa: PLR2004
        return SOUNDS
    if len(a) == 1 or len(b) == 1:
        return 0.8 if a[0] == b[0] and max(len(a), len(b)) > 1 else 0.0
    if min(len(a), len(b)) < SHORT or abs(len(a) - len(b)) > 4:  # noqa: PLR2004
        return 0.0
    short, long = sorted((a, b), key=len)
    if long.startswith(short) and len(short) >= 5 and one.weight == other.weight:  # noqa: PLR2004
        return max(0.85, 1 - (len(long) - len(short)) * 0.05) if len(long) - len(short) <= 4 else 0.0  # noqa: PLR2004
    steps = min(_steps(a, b), _steps(one.sound, other.sound))
    return max(0.0, 1 - steps * 1.6 / max(len(a), len(b)))


def _steps(a: str, b: str) -> float:
    """How far two words are apart: a consonant for another counts fully, a vowel or a letter missing half."""
    if Levenshtein.distance(a, b, score_cutoff=3) > 3:  # noqa: PLR2004
        return 99.0
    changed_places = len(a) == len(b) and sum(x != y for x, y in zip(a, b, strict=True)) == 2  # noqa: PLR2004
    if changed_places and len(a) > SHORT and OSA.distance(a, b, score_cutoff=1) == 1:
        return 0.6
    steps = 0.0
    for step in Levenshtein.editops(a, b):
        kind, i, j = step.tag, step.src_pos, step.dest_pos
        if kind == "replace":
            steps += 0.6 if {a[i], b[j]} <= VOWELS else 1.1
        else:
            letter = a[i] if kind == "delete" else b[j]
            steps += 0.5 if letter in VOWELS else 0.7
    return steps


def _near(joined: str, word: str) -> bool:
    return abs(len(joined) - len(word)) <= 1 and len(word) > LONG and _steps(joined, word) <= 0.7  # noqa: PLR2004
