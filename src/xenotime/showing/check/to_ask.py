"""What to ask of whom: missing facts put together by what they are about; text and page show the same."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from xenotime.facts.seen import Missing, named

NOUNS = {"text": "the law at", "question": "open question", "law": "the law"}
ALIKE = ("has(", "content of ")
"""How the names of facts begin that ask the same of one substance or list after the other."""


@dataclass(frozen=True)
class ToAsk:
    """A missing fact, and who can say it."""

    missing: Missing
    whom: str
    name: str = ""

    @property
    def about(self) -> str:
        """What the fact is about."""
        about = self.missing.about
        return f"{NOUNS.get(about.kind, about.kind)} {about.id}"

    @property
    def named(self) -> str:
        """The fact with what it is about."""
        return named(self.missing.fact, self.missing.about.id, self.about)


@dataclass(frozen=True)
class Asks:
    """Everything that is missing about one thing, and who can say it."""

    about: str
    whom: str
    likely: str
    """What speaks for asking here first; empty where nothing does."""
    questions: tuple[tuple[str, str, str], ...]
    """Each as question, the same in Chinese, and the facts that it asks for."""

    @property
    def count(self) -> int:
        """How many facts are missing."""
        return sum(facts.count("; ") + 1 for _, _, facts in self.questions)


def by_subject(asks: Sequence[ToAsk]) -> tuple[Asks, ...]:
    """One entry for each thing that facts are missing about, in the order in which they come."""
    grouped: dict[tuple[str, str], list[ToAsk]] = {}
    for each in asks:
        name = f" ({each.name})" if each.name and each.name != each.missing.about.id else ""
        grouped.setdefault((each.about + name, each.whom), []).append(each)
    return tuple(
        Asks(
            about,
            whom,
            next((each.missing.likely for each in group if each.missing.likely), ""),
            tuple(_questions(group)),
        )
        for (about, whom), group in grouped.items()
    )


def _questions(group: Sequence[ToAsk]) -> Iterator[tuple[str, str, str]]:
    """Each question once; those that differ only in the substance or list that they name are one."""
    alike: dict[str, list[Missing]] = {}
    for each in group:
        start = next((one for one in ALIKE if each.missing.fact.startswith(one)), each.missing.fact)
        alike.setdefault(start, []).append(each.missing)
    for start, found in alike.items():
        first, *others = found
        names = [each.fact.removeprefix(start).removesuffix(")") for each in others]
        same = f" The same of {', '.join(names)}." if names else ""
        same_zh = f" {'、'.join(names)}：同上。" if names and first.ask_zh else ""
        yield first.ask + same, first.ask_zh + same_zh, "; ".join(each.fact for each in found)
