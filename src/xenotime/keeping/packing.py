"""A ZIP archive that is the same, byte for byte, whenever the same files go in."""

import io
import zipfile
from collections.abc import Mapping

EPOCH = (1980, 1, 1, 0, 0, 0)
"""The first day that a ZIP archive can name; it says nothing about when the file was made."""
MOST = 512 * 1024**2
UNIX = 3


class NotAnArchive(ValueError):
    """The bytes are no ZIP archive that can be opened safely."""


def packed(files: Mapping[str, bytes]) -> bytes:
    """The files as one archive, in the order of their names."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, content in sorted(files.items()):
            entry = zipfile.ZipInfo(name, EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = UNIX
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, content, compresslevel=9)
    return made.getvalue()


def unpacked(content: bytes) -> dict[str, bytes]:
    """The files of an archive by name. Raises NotAnArchive, also where it would unpack to too much."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = [each for each in archive.infolist() if not each.is_dir()]
            honest = sum(each.file_size for each in entries) <= MOST
            found = {each.filename: archive.read(each) for each in entries} if honest else {}
    except Exception as broken:  # a damaged stream raises whatever its compressor raises
        raise NotAnArchive(str(broken)) from broken
    if not honest:
        raise NotAnArchive("it would unpack to too much")
    return found
