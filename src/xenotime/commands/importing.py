"""`import`: bring in what others keep; each source is a module of its own that adds its command here."""

from pathlib import Path
from typing import Annotated

from cyclopts import App, Parameter

import_app = App(name="import", help="Bring in twins, declarations and master data that others keep.")

Source = Annotated[Path, Parameter(help="The file, or a folder of such files.")]
Into = Annotated[
    Path, Parameter(help="Book to write: a new folder or .xlsx, or the folder of a book to add to.")
]


def register(app: App) -> None:
    """Add the group of commands."""
    app.command(import_app)
