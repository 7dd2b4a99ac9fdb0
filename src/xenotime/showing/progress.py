"""How far long work has come, on a terminal only."""

from typing import IO


class Progress:
    """Says on a terminal how far long work has come, and nothing anywhere else."""

    def __init__(self, file: IO[str]) -> None:
        self.file, self.shown = file, file.isatty()

    def say(self, what: str) -> None:
        """Replace what is shown."""
        if self.shown:
            self.file.write(f"\r\x1b[K{what}")
            self.file.flush()

    def count(self, done: int, of: int) -> None:
        """Show how many of the shipments are done."""
        self.say(f"{done} of {of} shipments")

    def clear(self) -> None:
        """Leave nothing behind."""
        self.say("")
