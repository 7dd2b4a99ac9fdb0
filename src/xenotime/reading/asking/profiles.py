"""Read asking.toml of each country's folder of law: how parties there are asked."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from xenotime.errors import UnreadableLaw
from xenotime.law.asking import AskingProfile, ProfileQuestion
from xenotime.law.provision import SEEN
from xenotime.reading.book.notes import Notes
from xenotime.reading.mapping.checker import Checker, load_toml

ASKING = "asking.toml"
TEXTS = ("name", "because", "basis", "source", "seen", "band")
LISTS = ("countries", "never", "never_zh", "forbidden")
KEYS = (*TEXTS, *LISTS, "issued", "question")
NEEDED = ("name", "because", "source", "seen", "countries", "issued")
QUESTION_KEYS = ("name", "kinds", "answers", "en", "zh")


def read_profiles(folders: Sequence[Path]) -> tuple[AskingProfile, ...]:
    """Every profile of the folders of law, those of later folders first: the house's own go before the shipped.

    Raises UnreadableLaw with every problem of every file.
    """
    notes = Notes()
    found: list[AskingProfile] = []
    for folder in reversed(folders):
        for path in sorted(folder.glob(f"*/{ASKING}")):
            given = load_toml(path, notes) or {}
            check = Checker(f"{path.parent.name}/{path.name}", notes)
            check.keys(given, ("profile",))
            profiles = given.get("profile", [])
            for at, each in enumerate(profiles if isinstance(profiles, list) else [profiles], 1):
                found += _profile(check, check.table(each, f"profile.{at}"), f"profile.{at}")
    if notes.problems:
        raise UnreadableLaw(notes.problems)
    return tuple(found)


def _profile(check: Checker, given: Mapping[str, Any], at: str) -> list[AskingProfile]:
    check.keys(given, KEYS, at)
    texts = check.strings(given, TEXTS, at)
    lists = {key: check.texts(given.get(key, []), f"{at}.{key}") for key in LISTS}
    issued = check.day(given.get("issued"), f"{at}.issued")
    check.needed(given, NEEDED, at, "A profile")
    check.word(texts["seen"], f"{at}.seen", "The word is not known", SEEN)
    rows = given.get("question", [])
    questions = [
        _question(check, check.table(row, f"{at}.question.{n}"), f"{at}.question.{n}")
        for n, row in enumerate(rows if isinstance(rows, list) else [rows], 1)
    ]
    if issued is None:
        return []
    fields: dict[str, Any] = {**texts, **lists}
    profile = AskingProfile(**fields, issued=issued, questions=tuple(questions))
    for each in questions:
        word = profile.objects_to(f"{each.english} {each.chinese}")
        if word:
            check.problem(
                f"{at}.question",
                f"The question {each.name} asks what is forbidden",
                found=word,
                do="ask for something else, or leave the question out",
            )
    return [profile]


def _question(check: Checker, given: Mapping[str, Any], at: str) -> ProfileQuestion:
    check.keys(given, QUESTION_KEYS, at)
    check.needed(given, QUESTION_KEYS, at, "A question")
    texts = check.strings(given, ("name", "en", "zh"), at)
    kinds, answers = (check.texts(given.get(key, []), f"{at}.{key}") for key in ("kinds", "answers"))
    return ProfileQuestion(texts["name"], kinds, answers, texts["en"], texts["zh"])
