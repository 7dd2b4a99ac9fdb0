"""Pages from templates: everything in them is escaped, nothing in them asks for another place."""

import hashlib
from base64 import b64encode
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from xenotime.showing.words import clean

TEMPLATES = Path(__file__).parent / "templates"


def environment() -> Environment:
    """Templates that escape everything and take no name for granted."""
    return Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=lambda value: clean(value) if type(value) is str else value,
    )


def rendered(made: Environment, template: str, styles: tuple[str, ...] = ("page.css",), **said: Any) -> str:
    """The page of a template, with its styles in it and the hash under which a browser allows them."""
    style = "".join((TEMPLATES / name).read_text("utf-8") for name in styles)
    whole = made.get_template(template).render(
        style=Markup(style),  # noqa: S704  our own files
        style_sha256=b64encode(hashlib.sha256(style.encode()).digest()).decode(),
        **said,
    )
    return whole + ("" if whole.endswith("\n") else "\n")
