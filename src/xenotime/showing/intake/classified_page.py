"""What a look for controlled items says as a page that asks nothing of any other place."""

import hashlib
from base64 import b64encode
from functools import partial
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from xenotime.showing.intake.tiers import because, by_family, by_kind, state
from xenotime.showing.words import NOTICE, clean

TEMPLATES = Path(__file__).parents[1] / "templates"
FEW_ROWS = 25
"""Rows up to which a family is shown open."""


def classified_page(found: Any, name: str, version: str) -> str:
    """The page; everything in it that comes from a book is escaped, and no script is in it."""
    style = (TEMPLATES / "page.css").read_text("utf-8")
    made = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=lambda value: clean(value) if type(value) is str else value,
    )
    whole = made.get_template("classified.html.jinja").render(
        found=found,
        name=name,
        version=version,
        families=found.families,
        unrecognised=by_family(found.unrecognised),
        harmless=by_kind(found.harmless),
        because=because,
        state=partial(state, found),
        few=FEW_ROWS,
        notice=NOTICE,
        style=Markup(style),  # noqa: S704  our own file
        style_sha256=b64encode(hashlib.sha256(style.encode()).digest()).decode(),
    )
    return whole + ("" if whole.endswith("\n") else "\n")
