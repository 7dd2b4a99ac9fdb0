"""Asset administration shells that write every field as an element: the same twins as plain objects."""

from typing import Any

NAME, VALUE, KIND = "idShort", "value", "modelType"
ELEMENTS, LIST = "submodelElements", "SubmodelElementList"
OWNERS = ("globalAssetId", "catenaXId")
TRUTHS = {"true": True, "false": False}


def plain(value: Any) -> Any:
    """The value with every submodel written out in elements as an object of its fields; all else as it stands.

    >>> plain({"submodelElements": [{"idShort": "a", "value": "1"}, {"idShort": "b", "value": [{"value": "2"}]}]})
    {'a': '1', 'b': ['2']}
    """
    todo: list[tuple[Any, Any, Any]] = []
    root: dict[str, Any] = {}
    todo.append((root, "", value))
    while todo:
        into, key, here = todo.pop()
        if isinstance(here, list):
            into[key] = [None] * len(here)
            todo.extend((into[key], at, each) for at, each in enumerate(here))
        elif isinstance(here, dict) and isinstance(here.get(ELEMENTS), list):
            into[key] = {name: here[name] for name in OWNERS if name in here} | _fields(here[ELEMENTS])
        elif isinstance(here, dict):
            into[key] = {}
            todo.extend((into[key], name, each) for name, each in reversed(here.items()))
        else:
            into[key] = here
    return root[""]


def _fields(elements: list[Any]) -> dict[str, Any]:
    named = (each for each in elements if isinstance(each, dict) and isinstance(each.get(NAME), str))
    return {each[NAME]: _held(each) for each in named}


def _held(element: Any) -> Any:
    """What an element holds: fields where each has a name, entries where it is a list."""
    if not isinstance(element, dict) or VALUE not in element:
        return element
    value = element[VALUE]
    if element.get("valueType") == "xs:boolean":
        return TRUTHS.get(str(value).lower(), value)
    if not isinstance(value, list):
        return value
    if element.get(KIND) == LIST or not _are_fields(value):
        return [_held(each) for each in value]
    return _fields(value)


def _are_fields(elements: list[Any]) -> bool:
    """Whether the elements are fields of one thing: named, and not each a thing of its own."""
    named = [each for each in elements if isinstance(each, dict) and isinstance(each.get(NAME), str)]
    names = {each[NAME] for each in named}
    things = all(isinstance(each.get(VALUE), list) for each in named)
    return 0 < len(named) == len(elements) == len(names) and not things
