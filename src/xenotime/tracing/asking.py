"""Questions for missing facts: worded by the caller where it has words, in plain English where not."""

from collections.abc import Callable

from xenotime.facts.seen import About, Missing

Asks = Callable[[str, dict[str, str]], tuple[str, str]]
"""(kind of fact, its fields) → the question in English and Chinese; empty where there is no wording."""

FACTS = {
    "has": "has({substance})",
    "share of": "share of {substance}",
    "value of": "value of {substance} in",
    "form of": "form of {substance} in",
    "origin of": "origin of {substance} in",
    "substance in list": "{substance} in {list}",
    "item in list": "item in {list}",
    "content": "content of {list}",
    "others": "others",
    "price": "price of {substance}",
    "rate": "rate {currency}/{in}",
    "supplier": "supplier of",
    "said_on": "said_on of {said_by}",
    "quantity": "quantity of {child} in",
    "option": "{child} in",
    "alternative": "{group} in",
}
"""How each kind of fact is named; the others are named as they are (`value`, `mass_kg`, `made_in`, `currency`)."""
ENGLISH = {
    "has": "Is there any {substance} in {item}?",
    "share of": "What share of the mass of {item} is {substance}?",
    "value of": "What is the {substance} in one {item} worth?",
    "form of": "In which form did the {substance} in {item} come in?",
    "origin of": "Where does the {substance} in {item} come from?",
    "substance in list": "Is the {substance} in {item}, as it came in, on the list {list}?",
    "item in list": "Is {item} on the list {list}?",
    "content": "What is in {item} that is on the list {list}, how much of it, and from where?",
    "others": "Is anything listed in {item} besides what its declaration and its bill name?",
    "price": "What does a kilogram of {substance} cost, in the form in which it came in?",
    "rate": "What is one {currency} worth in {in}?",
    "currency": "In which currency are the amounts of {item} stated?",
    "supplier": "Which supplier did this {item} come from?",
    "lot": "Which lot did this {item} come from?",
    "said_on": "Which of the statements of {said_by} about {item} holds of these goods?",
    "quantity": "How much of {child} is in one {item}?",
    "option": "Is {child} in this {item}?",
    "alternative": "Which of {group} is in this {item}?",
    "tier": "Is {item} on the list whose items are looked at one by one?",
    "value": "What is one {item} worth, and in which currency?",
    "mass_kg": "What does one {item} weigh, in kilograms?",
    "made_in": "Where was {item} made?",
}


class Asker:
    """Words every missing fact about an item."""

    def __init__(self, asks: Asks | None = None) -> None:
        self.asks = asks

    def missing(self, kind: str, item: str, fields: dict[str, str] | None = None) -> Missing:
        """The missing fact about the item, with the question that would make it known."""
        places = {"item": item, "id": item, "name": kind, **(fields or {})}
        english, chinese = self.asks(kind, places) if self.asks else ("", "")
        plain = ENGLISH.get(kind, "What is the {name} of {item}?")
        fact = FACTS.get(kind, kind)
        return Missing(_filled(fact, places), About("item", item), english or _filled(plain, places), chinese)


def _filled(template: str, places: dict[str, str]) -> str:
    for name, value in places.items():
        template = template.replace("{" + name + "}", value)
    return template
