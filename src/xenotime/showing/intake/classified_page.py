"""What a look for controlled items says as a page that asks nothing of any other place."""

from functools import partial
from typing import Any

from xenotime.showing.intake.tiers import because, by_family, by_kind, overruled, state
from xenotime.showing.templated import environment, rendered
from xenotime.showing.words import NOTICE

FEW_ROWS = 25
"""Rows up to which a family is shown open."""


def classified_page(found: Any, name: str, version: str) -> str:
    """The page; everything in it that comes from a book is escaped, and no script is in it."""
    return rendered(
        environment(),
        "classified.html.jinja",
        found=found,
        name=name,
        version=version,
        families=found.families,
        unrecognised=by_family(found.unrecognised),
        harmless=by_kind(found.harmless),
        overruled=overruled(found),
        because=because,
        state=partial(state, found),
        few=FEW_ROWS,
        notice=NOTICE,
    )
