"""One number of a batch may stand for batches of several materials: each is a lot of its own."""

from xenotime.reading.book.notes import Notes
from xenotime.reading.exports.made import Made


def lots_apart(made: Made, items: dict[str, str], notes: Notes) -> None:
    """Each lot bears its batch's number; one whose number is that of another item's lot bears its item's before it.

    `items` has the item of each lot, those of the book first, and of those of this export afterwards.
    """
    for table in ("lots", "shipments"):
        for row, cells in made.rows.get(table, []):
            lot, item = cells.get("lot", ""), cells.get("item", "")
            if not lot or not item or items.setdefault(lot, item) == item:
                continue
            cells["lot"] = f"{item}/{lot}"
            what = f"the batch of another material bears this number; the lot is {cells['lot']}"
            notes.remark_row(made.table.file, row, lot, what)
