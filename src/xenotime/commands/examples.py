"""What stands below the help of a command: how it is called, by example."""

EXAMPLES = {
    "alias": (
        "alias BOOK",
        "alias BOOK 氧化镝 --of Dy2O3 --kind name_zh --by 'A. Person' --evidence DECL-CN",
    ),
    "ask": ("ask BOOK", "ask BOOK --write sheets", "ask BOOK --read sheets/requests-acme.xlsx"),
    "audit": ("audit 2026.zip --from 2026-01-01 --to 2026-12-31",),
    "check": (
        "check BOOK",
        "check BOOK --regime cn --regime us --report report.html",
        "check BOOK --on 2026-12-01 --only S02 --explain",
        "check BOOK --shipments orders.parquet --only PO-7 --explain",
    ),
    "classify": (
        "classify BOOK --table items.csv",
        "classify BOOK --confirm ENC-1 --form part --code cn:none --by 'A. Person' --reason 'data sheet 7'",
    ),
    "dispose": ("dispose 0850c68c --reason 'its time is over'",),
    "doubts": ("doubts BOOK",),
    "hold": ("hold 0850c68c --reason 'matter 7' --by 'A. Person'",),
    "import": ("import mara.csv bom.txt orders.xlsx --into BOOK --explain",),
    "import catenax": ("import catenax twins.json --into BOOK",),
    "import ipc1752": ("import ipc1752 declaration.xml --into BOOK",),
    "key": ("key own.key --name 'A. Person'",),
    "law check": ("law check --regime cn --law our-entries",),
    "law diff": ("law diff --from 2026-11-09 --to 2026-11-11",),
    "law show": ("law show cn/2025-61", "law show cn/2025-61 '1(1)'"),
    "law sql": (
        "law sql orders.parquet --book BOOK --dialect snowflake",
        "law sql --book BOOK --regime cn --dialect duckdb",
    ),
    "law timeline": ("law timeline --from 2026-11-01 --to 2027-01-31 --regime cn",),
    "owns": ("owns BOOK", "owns BOOK ACME", "owns BOOK --confirm ACME=none --by 'A. Person'"),
    "recheck": ("recheck BOOK",),
    "record": ("record BOOK S02 --by 'A. Person' --pdf",),
    "screen": (
        "screen --book BOOK --out screened",
        "screen orders.parquet --book BOOK --out screened --keep kept",
        "screen orders.csv --book BOOK --out compared --compare known_on=2026-11-09,2026-11-27",
        "screen orders.csv --book BOOK --out compared --compare on=2026-11-09,2026-11-11",
    ),
    "sign": ("sign 0850c68c --role approver --key own.key",),
    "trace": ("trace BOOK TM-CN", "trace BOOK TM-CN --on 2026-12-01 --lot MOTOR-0412 --report trace.html"),
    "trace-all": ("trace-all BOOK --out content.csv", "trace-all BOOK --out content.csv --engine duckdb"),
    "verify": ("verify", "verify records --receipt receipts.txt"),
}
"""Command lines by command, without the name of the program."""


def epilogue(command: str) -> str:
    """The examples of a command, one to a line; empty where none is needed."""
    lines = [f"xenotime {each}" for each in EXAMPLES.get(command, ())]
    head = "Example:" if len(lines) == 1 else "Examples:"
    return "\n".join([head, *(f"  {each}" for each in lines)]) if lines else ""
