"""Read the Treasury's lists in their older XML layout (`sdnList`).

Source of the layout: treasury.gov, sdn.xsd. The file says its day and how many entries it has; which list it
is stands in its name alone.
"""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from xenotime.errors import UnreadableBook
from xenotime.facts.party_list import Listing, PartyList
from xenotime.reading.book.notes import Notes
from xenotime.reading.foreign.xml_safe import load_xml, local
from xenotime.reading.party_lists.csl_fields import countries_of, kind_of, us_day
from xenotime.reading.party_lists.words import ListWords

if TYPE_CHECKING:
    from lxml.etree import _Element

LINES = ("address1", "address2", "address3", "city", "stateOrProvince", "postalCode", "country")
NATURAL = "person"


def read_sdn_xml(path: Path, words: ListWords, *, whole: bool | None = None) -> PartyList:
    """The snapshot in the file; UnreadableBook where it is no such list."""
    notes = Notes()
    root = load_xml(path, notes)
    if root is None:
        raise UnreadableBook(notes.problems)
    found = _children(root, "sdnEntry")
    notes.needs(
        found,
        "The file holds no entries of the list",
        file=path.name,
        allowed="sdnList with sdnEntry",
        do="name the file as it was published",
    )
    word = words.word(path.stem)
    if not word:
        notes.remark(f"{path.name}: neither the file nor its name says which list this is; it is not known")
    entries = tuple(
        listing
        for row, each in enumerate(found, 1)
        if (listing := _listing(each, row, word, path.name, notes))
    )
    told = next(iter(_children(root, "publshInformation")), None)
    count = "" if told is None else _text(told, "Record_Count")
    complete = count.isdigit() and int(count) == len(found)
    if count and not complete:
        notes.remark(f"{path.name}: {len(found)} of {count} entries are here")
    dated = None if told is None else us_day(_text(told, "Publish_Date"))
    made = words.snapshot(entries, path.name, notes, dated=dated, whole=complete if whole is None else whole)
    return replace(made, lists=(word,) if word else ())


def _listing(entry: "_Element", row: int, word: str, file: str, notes: Notes) -> Listing | None:
    kind = kind_of(_text(entry, "sdnType"))
    name = _name(entry, kind)
    if not name:
        notes.remark_row(file, row, "lastName", "the entry has no name and was left out")
        return None
    others = [_name(each, kind) for each in _nested(entry, "akaList", "aka")]
    places = _nested(entry, "addressList", "address")
    ids = [(_text(each, "idType"), _text(each, "idNumber")) for each in _nested(entry, "idList", "id")]
    return Listing(
        _text(entry, "uid") or str(row),
        name,
        word or "list of the file",
        word,
        aka=tuple(dict.fromkeys(each for each in others if each and each != name)),
        kind=kind,
        country=countries_of({"addresses": [{"country": _text(each, "country")} for each in places]}),
        addresses=tuple(
            dict.fromkeys(
                line
                for each in places
                if (line := ", ".join(filter(None, (_text(each, part) for part in LINES))))
            )
        ),
        ids=tuple(dict.fromkeys(f"{what}:{number}" if what else number for what, number in ids if number)),
        note="; ".join(each for each in _programs(entry)),
        row=row,
    )


def _programs(entry: "_Element") -> list[str]:
    programs = next(iter(_children(entry, "programList")), None)
    return [] if programs is None else [" ".join((each.text or "").split()) for each in programs]


def _name(element: "_Element", kind: str) -> str:
    last, first = _text(element, "lastName"), _text(element, "firstName")
    comma = ", " if kind == NATURAL else " "
    return comma.join(filter(None, (last, first)))


def _nested(entry: "_Element", inside: str, name: str) -> list["_Element"]:
    return [each for some in _children(entry, inside) for each in _children(some, name)]


def _children(element: "_Element", name: str) -> list["_Element"]:
    return [each for each in element if isinstance(each.tag, str) and local(each) == name]


def _text(element: "_Element", name: str) -> str:
    found = next(iter(_children(element, name)), None)
    return "" if found is None or not found.text else " ".join(found.text.split())
