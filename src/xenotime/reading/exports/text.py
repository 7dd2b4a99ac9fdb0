"""Text of an export: its encoding, the mark that parts its cells, and its lines without their frame."""

import csv
import json
import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from contextlib import suppress

from xenotime.reading.book.notes import Notes
from xenotime.reading.exports.headers import plain_header

DELIMITERS = ";\t,|"
ENCODINGS = ("cp1252", "gb18030", "cp932", "big5", "latin-1")
"""Encodings of one country each, tried where the text is none of Unicode: most bytes are letters in all of them."""
PARTS = re.compile(r"[;\t,|\r\n]|\s{2,}")
MARKUP = re.compile(r"<(?:\?xml|!doctype|!--|[a-z][\w:.-]*[\s>])", re.IGNORECASE)
SAMPLE = 60
ONE_BYTE = frozenset({"cp1252", "latin-1"})
FOREIGN = re.compile(rb"[\x80-\xff]+")
UTF8 = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
WORDS_OF_SIGNS = re.compile(r"[\u1100-\u11ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uff66-\uff9f]{2,}")
"""Words of two and more East Asian signs; a single one between Latin letters is one of theirs, misread."""
OLD_WORKBOOK = b"\xd0\xcf\x11\xe0"
FEWEST_ZEROS = 0.2
"""The share of zero bytes from which on text is two bytes to a letter."""


def decoded(content: bytes, known: Collection[str]) -> tuple[str, str] | None:
    """The text and its encoding: the one that shows most headers that are known; None where it is no text.

    The encoding is empty where no header tells it and the letters may be those of another script.
    """
    if content[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        return content.decode("utf-16", "replace"), "utf-16"
    if content[:4] == OLD_WORKBOOK:
        return None
    if wide := _wide(content):
        return content.decode(wide, "replace"), wide
    if content[:2] == b"PK" or b"\0" in content[:4096]:
        return None
    try:
        return content.decode("utf-8-sig"), "utf-8-sig"
    except UnicodeDecodeError:
        pass
    found = []
    for rank, encoding in enumerate(ENCODINGS):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        found.append((_headers(text, known), -rank, text, encoding))
    most, _, text, encoding = max(found)
    alike = [(other, each) for count, _, other, each in found if count == most]
    rivals = (other for other, each in alike if each not in ONE_BYTE and other != text)
    in_words = encoding in ONE_BYTE and len(alike) == len(found) and _in_words(content)
    unsaid = in_words or _is_mostly_utf8(content) or any(map(_is_of_signs, rivals))
    return text, "" if unsaid else encoding


def _is_mostly_utf8(content: bytes) -> bool:
    """Whether most letters that are not ASCII are of UTF-8, though the whole is not."""
    return 2 * sum(map(len, UTF8.findall(content))) > sum(map(len, FOREIGN.findall(content)))


def _in_words(content: bytes) -> bool:
    """Whether most letters that are not ASCII stand three and more in a row, as those of no Latin script do."""
    foreign = sum(len(each) for each in FOREIGN.findall(content))
    return 2 * sum(len(each) for each in FOREIGN.findall(content) if len(each) > 2) > foreign  # noqa: PLR2004


def _is_of_signs(text: str) -> bool:
    """Whether most letters that are not ASCII make words of East Asian signs."""
    foreign = sum(not each.isascii() for each in text)
    return 2 * sum(map(len, WORDS_OF_SIGNS.findall(text))) > foreign


def _wide(content: bytes) -> str:
    """The encoding of two bytes to a letter that has no mark of order; empty where it is none."""
    sample = content[:4096]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if max(even, odd) < FEWEST_ZEROS * len(sample) or min(even, odd) * 4 > max(even, odd):
        return ""
    return "utf-16-le" if odd > even else "utf-16-be"


def _headers(text: str, known: Collection[str]) -> int:
    """How many headers that are known stand in the first lines."""
    top = text.splitlines()[:SAMPLE]
    return len(
        {plain for line in top for cell in PARTS.split(line) if (plain := plain_header(cell)) in known}
    )


def kind_of(text: str) -> str:
    """`JSON`, or `XML or HTML`, where the text is that and no list; else nothing."""
    start = text.lstrip()
    if MARKUP.match(start):
        return "XML or HTML"
    if start[:1] in {"{", "["}:
        with suppress(ValueError, RecursionError):
            json.JSONDecoder().raw_decode(start)
            return "JSON"
    return ""


def delimiter_of(text: str) -> str:
    """The mark that parts most of the lines into the same number of cells, and into the most."""
    sample = [line for line in text.splitlines() if line.strip() and set(line.strip()) - set("-|+ ")][:SAMPLE]
    if sum(line.strip()[0] == line.strip()[-1] == "|" for line in sample) > 1:
        return "|"

    def score(mark: str) -> tuple[int, int]:
        try:
            counts = [len(row) for row in csv.reader(sample, delimiter=mark) if len(row) > 1]
        except csv.Error:
            return 0, 0
        usual = max(set(counts), key=lambda count: (counts.count(count), count), default=1)
        return counts.count(usual), usual

    return max(
        DELIMITERS,
        key=lambda mark: (score(mark)[1] > 1, score(mark)[0] * min(score(mark)[1], 4), score(mark)[1]),
    )


def lines_in(text: str, delimiter: str, file: str, notes: Notes) -> Iterator[tuple[int, tuple[str, ...]]]:
    """The lines with their cells; a list in a frame of bars and dashes loses its frame.

    A record that cannot be made out is a problem, and so is one in which a quotation mark has taken whole lines in.
    """
    lines = _physical(text)
    usual = _usual(lines, delimiter)
    # A list in a frame of bars is printed, and knows no quotation marks around cells.
    framed = delimiter == "|" and sum(line[:1] == "|" == line.rstrip()[-1:] for line in lines) > 1
    reader = csv.reader(lines, delimiter=delimiter, quoting=csv.QUOTE_NONE if framed else csv.QUOTE_MINIMAL)
    while True:
        before = reader.line_num
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            _unread(file, before + 1, str(error), notes)
            continue
        record = lines[before : reader.line_num]
        if len(record) > 1 and _has_taken_in(record, delimiter, usual):
            _unread(file, before + 1, f"the cell goes on to line {reader.line_num}", notes)
            continue
        cells = [cell.strip() for cell in row]
        if delimiter == "|" and len(cells) > 1 and not cells[0] and not cells[-1]:
            cells = cells[1:-1]
        if any(cells) and not all(set(cell) <= set("-+=") for cell in cells):
            yield reader.line_num, tuple(cells)


def _physical(text: str) -> list[str]:
    """The lines of the text; a return inside a line is a blank, and where nothing else ends lines it does."""
    whole = text.replace("\r\n", "\n")
    whole = whole.replace("\r", " " if "\n" in whole else "\n")
    return [f"{line}\n" for line in whole.split("\n")]


def _usual(lines: Sequence[str], delimiter: str) -> int:
    """How many marks part the cells of most lines."""
    counts = Counter(count for line in lines if (count := line.count(delimiter)))
    return max(counts, key=lambda count: (counts[count], count), default=0)


def _has_taken_in(record: Sequence[str], delimiter: str, usual: int) -> bool:
    """Whether a quotation mark that nothing closes, or the next one, has made one cell of what are several whole lines."""
    try:
        list(csv.reader(record, delimiter=delimiter, strict=True))
    except csv.Error:
        return True
    return usual > 1 and sum(line.count(delimiter) == usual for line in record) > 1


def _unread(file: str, row: int, found: str, notes: Notes) -> None:
    what = "A quotation mark opens a cell that is not closed in its line"
    do = "take the mark out of this line, or export the list with its cells in quotation marks"
    notes.problem(what, file=file, row=row, found=found, do=do)
