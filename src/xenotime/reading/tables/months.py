"""Days that a workbook shows without their day: who writes `11/2026` gets the first of November, shown as `Nov-26`."""

import re
from pathlib import Path

from xenotime.reading.tables.faults import FORMAT, STYLE, STYLED, STYLES, attribute, cells_of, text_of

BUILT_IN = {"17"}
"""The format of month and year that every workbook has."""
UNSPOKEN = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')
"""What a format writes as it stands, or does not show."""
TIMES = re.compile("[hs]")
Places = dict[int, frozenset[int]]
"""Columns from nothing, by row from one."""


def months_in(path: Path, content: bytes) -> Places:
    """The cells of the sheet whose format shows a month or a year of a day, and not which day it is."""
    text = text_of(path, "xl/styles.xml")
    own = {attribute(tag, "numFmtId"): attribute(tag, "formatCode") for tag in FORMAT.findall(text)}
    months = {each for each, written in own.items() if is_month(written)} | (BUILT_IN - own.keys())
    block = STYLES.search(text)
    styles = STYLE.findall(block[0]) if block else []
    shown = {str(at).encode() for at, tag in enumerate(styles) if attribute(tag, "numFmtId") in months}
    found: dict[int, set[int]] = {}
    for row, column, said, _ in cells_of(content) if shown else ():
        style = STYLED.search(said)
        if style and style[1] in shown:
            found.setdefault(row, set()).add(column - 1)
    return {row: frozenset(columns) for row, columns in found.items()}


def is_month(written: str) -> bool:
    r"""Whether a format shows a month or a year, and no day.

    >>> is_month("mmm\\-yy"), is_month("yyyy"), is_month("dd.mm.yy"), is_month("h:mm"), is_month("0.0"), is_month('"dm" 0')
    (True, True, False, False, False, False)
    """
    plain = UNSPOKEN.sub("", written.partition(";")[0]).lower()
    if "d" in plain or "general" in plain:
        return False
    return "y" in plain or "mmm" in plain or ("m" in plain and not TIMES.search(plain))
