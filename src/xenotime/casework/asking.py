"""Word the question that would make a missing fact known, in English and Chinese."""

from xenotime.facts.seen import About, Missing
from xenotime.law.condition import Subject
from xenotime.law.vocabulary import Vocabulary

SOMEBODY = {"exporter": "sender", "consignee": "receiver", "end_user": "user"}
"""The roles in which there always is somebody, and how it is asked who."""


def filled(template: str, fields: dict[str, str]) -> str:
    """The template with its `{name}` places filled; a place without a value stays as it is."""
    for name, value in fields.items():
        template = template.replace("{" + name + "}", value)
    return template


def asks(vocabulary: Vocabulary, kind: str, fields: dict[str, str]) -> tuple[str, str]:
    """The wording for a computed subject (`has`, `share`, `form of`, `price`, …)."""
    english, chinese = vocabulary.question(kind)
    return filled(english, fields), filled(chinese, fields)


def missing_fact(vocabulary: Vocabulary, name: str, about: About, shown: str = "", **fields: str) -> Missing:
    """A plain fact of the vocabulary that is not known about something; `shown` is how an answer names it."""
    kind = vocabulary.facts.get(name)
    english = (
        kind.ask if kind and kind.ask else f"What is the {name.replace('_', ' ')} of {about.kind} {about.id}?"
    )
    chinese = kind.ask_zh if kind else ""
    places = {"id": about.id, "name": name, **fields}
    return Missing(shown or name, about, filled(english, places), filled(chinese, places))


def missing_party(vocabulary: Vocabulary, role: str, shipment: str) -> Missing:
    """A role of a shipment in which nobody is named, and nobody is ruled out or somebody there always is."""
    about = About("shipment", shipment)
    fields = {"role": role.replace("_", " "), "id": shipment, "name": role.replace("_", " ")}
    english, chinese = asks(vocabulary, SOMEBODY.get(role, "party"), fields)
    return Missing(role, about, english, chinese)


def missing_each(vocabulary: Vocabulary, subject: Subject, shipment: str) -> Missing:
    """Of several parties in one role, which one a fact is told of in which they differ."""
    about, role = About("shipment", shipment), subject.role.replace("_", " ")
    english, chinese = asks(
        vocabulary, "each", {"role": role, "id": shipment, "name": subject.name.replace("_", " ")}
    )
    return Missing(f"{subject.role}.{subject.name}", about, english, chinese)
