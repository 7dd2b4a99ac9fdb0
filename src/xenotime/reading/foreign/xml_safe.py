"""Read XML that strangers wrote: no entities, no outside references, limits first."""

from pathlib import Path
from typing import TYPE_CHECKING

from xenotime.reading.book.notes import Notes
from xenotime.reading.foreign.json import open_bytes

if TYPE_CHECKING:
    from lxml.etree import _Element

LARGEST = 64 * 1024**2
DEEPEST = 64
MARKS = tuple(
    text.encode(code) for text in ("<!DOCTYPE", "<!ENTITY") for code in ("utf-8", "utf-16-le", "utf-16-be")
)


def load_xml(path: Path, notes: Notes) -> "_Element | None":
    """The root of the file; None and a problem where it is no XML, or carries a document type.

    A document type can define entities that grow without end or point to other files; none is needed here.
    """
    raw = open_bytes(path, notes, LARGEST)
    if raw is None:
        return None
    try:
        from lxml import etree  # noqa: PLC0415  only this reader needs it
    except ImportError:
        do = "pip install 'xenotime[xml]'"
        notes.problem("XML cannot be read here", file=path.name, found="lxml is not installed", do=do)
        return None
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, dtd_validation=False,
        attribute_defaults=False, remove_comments=True, remove_pis=True,
    )  # fmt: skip
    if any(mark in raw for mark in MARKS):
        _typed(path, notes)
        return None
    try:
        root = etree.fromstring(raw, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        place = getattr(error, "lineno", None)
        notes.problem(
            "The file is not XML", file=path.name, row=place, found=str(error)[:200], do="get the file again"
        )
        return None
    # In an encoding that hides the mark the parser sees it; nothing was resolved or fetched until here.
    if root.getroottree().docinfo.internalDTD is not None:
        _typed(path, notes)
        return None
    if _depth(root) > DEEPEST:
        notes.problem(
            "The file is nested too deeply",
            file=path.name,
            allowed=f"{DEEPEST} levels",
            do="look whether the file is what it should be",
        )
        return None
    return root


def _typed(path: Path, notes: Notes) -> None:
    notes.problem(
        "The file carries a document type",
        file=path.name,
        found="<!DOCTYPE",
        allowed="XML without one: it could define entities, or fetch other files",
        do="ask for the file without it",
    )


def _depth(root: "_Element") -> int:
    deepest, stack = 0, [(root, 1)]
    while stack:
        here, depth = stack.pop()
        deepest = max(deepest, depth)
        if depth <= DEEPEST:
            stack.extend((each, depth + 1) for each in here)
    return deepest


def local(element: "_Element") -> str:
    """The element's name without its namespace: the revisions of the standard differ in it."""
    return str(element.tag).rpartition("}")[2]
