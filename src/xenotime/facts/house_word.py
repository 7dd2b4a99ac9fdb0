"""A word of the house's own: what a company calls its parts, and what of them it means."""

from dataclasses import dataclass
from datetime import date

NONE = "none"
"""In place of a kind: what is called so holds no magnet and no rare earth, as a person declares."""
ANY = "*"
"""At the end of a word: whatever begins so."""
LEAST = 3
"""Signs of a word that a person may declare to say that a thing holds none."""


@dataclass(frozen=True)
class HouseWord:
    """One word or type key, what kind of part it says, and who said so, when and why."""

    word: str
    kind: str
    """A kind of part that may hold controlled material, or `none`."""
    by: str = ""
    on: date | None = None
    reason: str = ""

    @property
    def clears(self) -> bool:
        """Whether it says that what is called so holds none."""
        return self.kind == NONE

    @property
    def said(self) -> str:
        """The word with whoever said it, when and why, as far as that is known."""
        who = " ".join(filter(None, [f"by {self.by}" if self.by else "", f"on {self.on}" if self.on else ""]))
        told = ", ".join(filter(None, [f"house word {self.word!r}", who]))
        return f"{told}: {self.reason}" if self.reason else told
