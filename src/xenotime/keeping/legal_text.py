"""The law as files: packed into a record with its text, and laid out again to be read anew."""

from collections.abc import Mapping, Sequence
from pathlib import Path, PurePosixPath

ENDINGS = {".md", ".toml", ".csv"}
SHIPPED, OWN = "law", "own"


def text_of(shipped: Path, own: Sequence[Path]) -> dict[str, bytes]:
    """Every file of the shipped law and of the house's own, by a name that says which of them it is."""
    folders = {SHIPPED: shipped, **{f"{OWN}-{number}": each for number, each in enumerate(own, 1)}}
    return {
        f"{front}/{path.relative_to(folder).as_posix()}": path.read_bytes()
        for front, folder in folders.items()
        for path in sorted(folder.rglob("*"))
        if path.suffix in ENDINGS and path.is_file()
    }


def laid_out(files: Mapping[str, bytes], folder: Path) -> tuple[Path, tuple[Path, ...]]:
    """The same files below `folder`: where the shipped law lies now, and the house's own, in their order.

    Raises ValueError for a name that leads out of the folder.
    """
    fronts = set()
    for name, content in files.items():
        parts = PurePosixPath(name).parts
        if ".." in parts or PurePosixPath(name).is_absolute() or "\\" in name or len(parts) == 1:
            raise ValueError(f"no name of a law file: {name!r}")
        fronts.add(parts[0])
        target = folder.joinpath(*parts)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
    own = sorted((each for each in fronts if each != SHIPPED), key=lambda each: int(each.rpartition("-")[2]))
    return folder / SHIPPED, tuple(folder / each for each in own)


def by_folder(files: Mapping[str, bytes]) -> tuple[dict[str, bytes], ...]:
    """The same files for each folder of law, the shipped one first, by their names in it."""
    found: dict[str, dict[str, bytes]] = {}
    for name, content in files.items():
        front, _, rest = name.partition("/")
        found.setdefault(front, {})[rest] = content
    own = sorted((each for each in found if each != SHIPPED), key=lambda each: int(each.rpartition("-")[2]))
    return (found.get(SHIPPED, {}), *(found[each] for each in own))
