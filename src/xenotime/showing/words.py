"""The words that every face uses for what an answer holds."""

import re
from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from urllib.parse import urlsplit

from xenotime.deciding.answer import BLOCK, ESCALATE, HOLD, RELEASE, Answer
from xenotime.exact import Range
from xenotime.facts.item import Words
from xenotime.law.provision import MILD, OUTCOMES, POLICIES

ACTIONS = (BLOCK, ESCALATE, HOLD, RELEASE)
"""In the order in which somebody has to look at them."""
ACTION_MEANS = {
    BLOCK: "do not ship: a licence is needed, or it is prohibited",
    ESCALATE: "somebody has to decide or act before it goes",
    HOLD: "not settled: ask what is missing before it goes",
    RELEASE: "nothing that is encoded stands against it",
}
SEEN_MEANS = {
    "official": "the official text was read",
    "digest": "a digest of the official text was read",
    "secondary": "known from others who read the text",
    "memory": "from memory only: can make a thing possible, never sure",
    "inferred": "inferred only: can make a thing possible, never sure",
}
REMARKS = "Read otherwise than it stands in the book, or not at all"
NOTICE = (
    "The law is stated here in our own words, as far as it is encoded; the paragraphs cited are what counts. "
    "This is not legal advice, and silence clears nothing."
)
MARKS = {True: "✓", False: "✗", None: "?"}
LARGEST_FLOAT = Fraction(10**300)
JOINED = {
    "all": "all of",
    "any": "any of",
    "none": "none of",
    "stated": "surely, by what is known",
    "contradicts": "speaks against what is stated",
}
# Control characters and marks that turn the writing direction could forge what a reader sees.
UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
BLANK_LINES = re.compile(r"\n{3,}")
LINE_END = re.compile(r"(?<!\n)\n(?![\n|*-]|\d+\.)")
FRACTION = re.compile(r"(?<![\w/.:-])(\d+)/(\d+)(?![\w/.:-])")
LONG_DECIMAL = re.compile(r"(?<![\w/.:-])\d+\.\d{9,}(?![\w/.:-])")


def clean(text: str) -> str:
    r"""The text with everything replaced that could forge what a reader sees.

    >>> clean("a\x1b[31mb")
    'a\ufffd[31mb'
    """
    return UNSEEN.sub("\ufffd", text)


def truth_word(truth: bool | None) -> str:
    """One of three answers in a word."""
    return "unknown" if truth is None else "yes" if truth else "no"


def either(words: Sequence[str], joint: str = "or") -> str:
    """Several words as a reader lists them.

    >>> either(["a", "b", "c"])
    'a, b or c'
    """
    if len(words) < 2:  # noqa: PLR2004  a list of one needs no joint
        return "".join(words)
    return f"{', '.join(words[:-1])} {joint} {words[-1]}"


def stated(words: Words, unknown: str = "not known") -> str:
    """What was stated, or that nothing was."""
    return unknown if words is None else "; ".join(words) or "none"


def headline(answer: Answer) -> str:
    """What the answer is, in one line."""
    if not answer.possible:
        return "no answer: the law of that day is not encoded"
    if answer.settled:
        only = answer.possible[0]
        if answer.action != ESCALATE or only not in MILD:
            return f"{only}, settled"
        return f"{only} by guidance" if answer.guidance else f"{only}, as far as it is encoded"
    ordered = [each for each in reversed(OUTCOMES) if each in answer.possible]
    if answer.outcome is None:
        return f"not settled: {either(ordered)}"
    others = either([each for each in ordered if each != answer.outcome])
    if not others:
        return f"not settled: {answer.outcome}"
    return f"not settled: {answer.outcome} under the default readings, {others} also possible"


def remark_lines(remarks: Sequence[str], most: int | None = None) -> list[str]:
    """What was remarked when the book was read, under a heading; of more than `most` the first, and how many there are."""
    if not remarks:
        return []
    shown = remarks if most is None else remarks[:most]
    more = [f"  … {len(remarks) - len(shown)} more"] if len(remarks) > len(shown) else []
    return [f"{REMARKS} ({len(remarks)})", *(f"  {clean(each)}" for each in shown), *more]


def policy_line(answer: Answer) -> str:
    """How an application would be met; empty where there is nothing beyond the ordinary to say."""
    if answer.policy and answer.policy_settled:
        return "" if answer.policy == POLICIES[0] else answer.policy
    open_ones = either([each for each in POLICIES if each in answer.policies])
    return f"not settled: {open_ones}" if len(answer.policies) > 1 else ""


def rounded(amount: str) -> str:
    """An exact amount as people read it; what was rounded says so.

    >>> rounded("1/3 to 1/2 kg"), rounded("0.000249975 kg"), rounded("zz/2030-61")
    ('≈ 0.333333 to 0.5 kg', '0.000249975 kg', 'zz/2030-61')
    """
    return LONG_DECIMAL.sub(lambda found: _round(Fraction(found[0])), FRACTION.sub(_of_fraction, amount))


def _of_fraction(found: re.Match[str]) -> str:
    return found[0] if int(found[2]) == 0 else _round(Fraction(int(found[1]), int(found[2])))


def _round(exact: Fraction) -> str:
    shown = (
        f"{float(exact) if abs(exact) < LARGEST_FLOAT else Decimal(exact.numerator) / exact.denominator:.6g}"
    )
    return shown if Fraction(shown) == exact else f"≈ {shown}"


def percent(share: Range) -> str:
    """A share in percent with its bounds; what was rounded says so.

    >>> percent(Range(Fraction(1, 1000), Fraction(1, 3)))
    '0.1 % to ≈ 33.3333 %'
    """
    if share.high is None:
        return f"{_round(share.low * 100)} % or more" if share.low else "not known"
    low = f"{_round(share.low * 100)} %"
    return low if share.is_exact else f"{low} to {_round(share.high * 100)} %"


def in_percent(amount: str) -> str:
    """A stated share, or two ends of one, in percent; anything else as `rounded` has it.

    >>> in_percent("1/1000 to 1/3"), in_percent("2 EUR")
    ('0.1 % to ≈ 33.3333 %', '2 EUR')
    """
    try:
        ends = [Fraction(end) for end in amount.split(" to ")]
    except (ValueError, ZeroDivisionError):
        return rounded(amount)
    return " to ".join(f"{_round(end * 100)} %" for end in ends)


def flowed(text: str) -> str:
    r"""The text without the line ends of its file: those between paragraphs and before list entries stay.

    >>> flowed("one\ntwo\n\nthree")
    'one two\n\nthree'
    """
    return LINE_END.sub(" ", BLANK_LINES.sub("\n\n", text.strip()))


def web_address(source: str) -> str:
    """The source where it is a plain web address, else empty: nothing else becomes a link."""
    try:
        parts = urlsplit(source)
    except ValueError:
        return ""
    unfit = any(character.isspace() or not character.isprintable() for character in source)
    return source if parts.scheme in {"http", "https"} and parts.netloc and not unfit else ""
