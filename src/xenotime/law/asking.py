"""What may be asked of somebody in a country without harm to them, as that country's folder of law says."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

YES_NO, BAND, TEXT = ("yes", "no"), ("none", "below", "at or above"), ("text",)


@dataclass(frozen=True)
class ProfileQuestion:
    """One question that a profile allows, the kinds of missing fact that it stands for, its answers."""

    name: str
    kinds: tuple[str, ...]
    answers: tuple[str, ...]
    english: str
    chinese: str


@dataclass(frozen=True)
class AskingProfile:
    """How a party of these countries is asked; what no question stands for is not put to it."""

    name: str
    countries: tuple[str, ...]
    because: str
    basis: str
    source: str
    seen: str
    issued: date
    never: tuple[str, ...]
    never_zh: tuple[str, ...]
    forbidden: tuple[str, ...]
    band: str
    questions: tuple[ProfileQuestion, ...]

    def question_for(self, kind: str) -> ProfileQuestion | None:
        """The question that stands for a kind of missing fact, None where none does."""
        return next((each for each in self.questions if kind in each.kinds), None)

    def objects_to(self, text: str) -> str:
        """The first word in a text that no question may hold; empty where there is none."""
        lower = text.lower()
        return next((word for word in self.forbidden if word.lower() in lower), "")


def profile_for(countries: Iterable[str], profiles: Iterable[AskingProfile]) -> AskingProfile | None:
    """The profile that any of the countries falls under."""
    named = set(countries)
    return next((each for each in profiles if named & set(each.countries)), None)
