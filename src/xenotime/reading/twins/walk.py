"""Find the aspects of twins in a file, however it is laid out: containers, job answers, bare aspects.

Aspects are told by what stands in them, not by their semantic ids: those change with each version, and
some files carry broken ones. Models: Catena-X `single_level_bom_as_built`, `single_level_bom_as_planned`,
`assembly_part_relationship`, `serial_part` (and `serial_part_typization`), `batch`, `part_as_planned`.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

BILL, LINK, PART, SITES = "bill", "link", "part", "sites"
LISTS_OF_CHILDREN = ("childItems", "childParts")
IDS = ("catenaXId", "catenaXid", "catenaxId", "globalAssetId")
CHILD_IDS = ("catenaXId", "childCatenaXId", "catenaXid", "catenaxId", "globalAssetId", "childGlobalAssetId")
ABOUT = "assetMetaInfo"
"""Where an import file of a traceability application says whose the submodels beside it are."""
SILENT = frozenset({"assetMetaInfo", "policies", "job", "shells", "bpns"})
"""Keys below which no aspect stands."""


@dataclass(frozen=True)
class Aspect:
    """One aspect of one twin: what it is, whose it is, what its file calls it."""

    kind: str
    twin: str
    body: dict[str, Any]
    named: str = ""


@dataclass(frozen=True)
class Left:
    """Something that is no aspect which can be taken over, by its name."""

    named: str


def twin_id(text: object) -> str:
    """The id of a twin, written in one way: lower case, with its scheme.

    >>> twin_id("0FED587C-7AB4-4597-9841-1718E9693003")
    'urn:uuid:0fed587c-7ab4-4597-9841-1718e9693003'
    """
    if not isinstance(text, str) or not text.strip():
        return ""
    plain = "".join(text.split())
    lower = plain.lower()
    bare = lower.removeprefix("urn:").removeprefix("uuid:")
    return f"urn:uuid:{bare}" if _is_hex(bare) or lower.startswith("urn:uuid:") else plain


def _is_hex(text: str) -> bool:
    return [len(part) for part in text.split("-")] == [8, 4, 4, 4, 12] and not set(text) - set(
        "0123456789abcdef-"
    )


def aspects(value: Any) -> Iterator[Aspect | Left]:
    """Every aspect in the file, in its order, and everything beside them by name."""
    stack: list[tuple[Any, str, str]] = [(value, "", "")]
    while stack:
        here, owner, named = stack.pop()
        if isinstance(here, list):
            stack.extend((each, owner, named) for each in reversed(here))
        if not isinstance(here, dict):
            continue
        about = here.get(ABOUT)
        own = _id(here) or (_id(about) if isinstance(about, dict) else "") or owner
        found = _aspects(here, own, named)
        if found:
            yield from found
            stack.extend((each, "", named) for each in reversed(_nested_bills(here)))
            continue
        nested = [pair for pair in here.items() if isinstance(pair[1], dict | list) and pair[0] not in SILENT]
        if named and (not nested or (is_semantic(named) and not _holds_aspect(nested))):
            yield Left(short_name(named))
        else:
            stack.extend((each, own, _name(here, key)) for key, each in reversed(nested))


def _id(here: dict[str, Any]) -> str:
    return next((found for key in IDS if (found := twin_id(here.get(key)))), "")


def _holds_aspect(value: Any) -> bool:
    """Whether an aspect that can be taken over stands anywhere below."""
    stack = [value]
    while stack:
        here = stack.pop()
        if isinstance(here, dict) and _aspects(here, "", ""):
            return True
        stack.extend(
            here.values() if isinstance(here, dict) else here if isinstance(here, list | tuple) else ()
        )
    return False


def is_semantic(key: str) -> bool:
    """Whether a key names an aspect by its semantic id, in whatever version."""
    return "#" in key or key.startswith("urn:")


def short_name(named: str) -> str:
    """The aspect's own name, without model and version.

    >>> short_name("urn:samm:io.catenax.batch:3.0.0#Batch"), short_name("PlainObject")
    ('Batch', 'PlainObject')
    """
    return named.rpartition("#")[2].rpartition(":")[2] or named


def _name(here: dict[str, Any], key: str) -> str:
    """What to call what stands below a key; the payload of a job's answer is named beside it."""
    stated = here.get("aspectType")
    return stated if key == "payload" and isinstance(stated, str) else key


def _aspects(here: dict[str, Any], owner: str, named: str) -> list[Aspect]:
    """What stands in one object: some producers write the part and its bill as one."""
    found = []
    if any(isinstance(here.get(key), list) for key in LISTS_OF_CHILDREN):
        found.append(Aspect(BILL, owner, here, named))
    if isinstance(here.get("linkedItem"), dict):
        found.append(Aspect(LINK, owner, here, named))
    if isinstance(here.get("partTypeInformation"), dict):
        found.append(Aspect(PART, owner, here, named))
    if not found and isinstance(here.get("sites"), list) and owner:
        found.append(Aspect(SITES, owner, here, named))
    return found


def _nested_bills(here: dict[str, Any]) -> list[dict[str, Any]]:
    """The children that carry aspects of their own, each whose it is, without its place in this bill."""
    children = [each for key in LISTS_OF_CHILDREN if isinstance(here.get(key), list) for each in here[key]]
    found = []
    for child in children:
        own = (
            next((twin for key in CHILD_IDS if (twin := twin_id(child.get(key)))), "")
            if isinstance(child, dict)
            else ""
        )
        if own and _aspects(child, own, ""):
            found.append({**child, IDS[0]: own})
    return found
