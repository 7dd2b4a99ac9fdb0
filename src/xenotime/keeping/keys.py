"""Keys to sign with: Ed25519, each bound to one person; a private key never leaves its file."""

import json
from dataclasses import dataclass
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)

from xenotime.keeping.durable import PRIVATE, is_private, write_new


class UnfitKey(ValueError):
    """The file holds no key that may be used; `do` says what to do about it."""

    def __init__(self, what: str, do: str) -> None:
        self.do = do
        super().__init__(what)


@dataclass(frozen=True, repr=False)
class Key:
    """A person's key, opened to sign with."""

    name: str
    private: Ed25519PrivateKey

    @property
    def public(self) -> str:
        """The public half, in hexadecimal."""
        return self.private.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw).hex()

    def sign(self, content: bytes) -> str:
        """The signature of some bytes, in hexadecimal."""
        return self.private.sign(content).hex()


def new_key(path: Path, name: str) -> Key:
    """A new key of that person lies in `path`, readable by its owner alone; FileExistsError where a file is there."""
    key = Key(name, Ed25519PrivateKey.generate())
    pem = key.private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    content = {"name": name, "public": key.public, "private": pem.decode("ascii")}
    write_new(path, (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode(), PRIVATE)
    return key


def open_key(path: Path) -> Key:
    """The key in `path`. Raises UnfitKey where there is none, or where others can read it."""
    if not path.is_file():
        raise UnfitKey("there is no such key file", "make one with `xenotime key`")
    if not is_private(path):
        raise UnfitKey("others can read the key file", f"chmod 600 {path.name}, and consider a new key")
    try:
        content = json.loads(path.read_bytes())
        private = load_pem_private_key(content["private"].encode("ascii"), None)
        name = str(content["name"]).strip()
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        # The reason is left out on purpose: it could quote the key.
        raise UnfitKey("the file holds no key", "make one with `xenotime key`") from None
    if not isinstance(private, Ed25519PrivateKey) or not name:
        raise UnfitKey("the file holds no key of the kind used here", "make one with `xenotime key`")
    return Key(name, private)


def is_signed(content: bytes, signature: str, public: str) -> bool:
    """Whether the signature over the bytes is that of the key."""
    try:
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(public)).verify(bytes.fromhex(signature), content)
    except (InvalidSignature, ValueError):
        return False
    return True
