# SPDX-License-Identifier: Apache-2.0
"""A share on which everything lies encrypted, so that whoever runs the folder reads nothing.

Each file is ChaCha20-Poly1305 under the office's key, bound to its folder and name: none can be put in another's place.
"""

from collections.abc import Sequence

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from portfolio_desktop.base.ids import RandomBytes
from portfolio_desktop.sync.office import Office
from portfolio_desktop.sync.share.transport import (
    AlreadyThere,
    BadFile,
    Entry,
    Missing,
    Transport,
    Unreadable,
)

_MARK = b"PDshare1"
_NONCE_BYTES = 12
_MORE = len(_MARK) + _NONCE_BYTES + 16


class SealedTransport:
    """Another transport, seen through the office's key."""

    def __init__(self, inner: Transport, office: Office, random: RandomBytes) -> None:
        self._inner = inner
        self._cipher = ChaCha20Poly1305(office.key("share"))
        self._random = random

    def devices(self) -> Sequence[str]:
        return self._inner.devices()

    def list(self, folder: str) -> Sequence[Entry]:
        return self._inner.list(folder)

    def read(self, folder: str, name: str, most: int) -> bytes:
        closed = self._inner.read(folder, name, most + _MORE)
        nonce, content = closed[len(_MARK) : len(_MARK) + _NONCE_BYTES], closed[len(_MARK) + _NONCE_BYTES :]
        if not closed.startswith(_MARK):
            raise BadFile("not encrypted for this share")
        try:
            return self._cipher.decrypt(nonce, content, _place(folder, name))
        except (InvalidTag, ValueError) as error:
            raise BadFile("damaged, or encrypted for another share") from error

    def put_new(self, folder: str, name: str, content: bytes) -> None:
        nonce = self._random(_NONCE_BYTES)
        closed = _MARK + nonce + self._cipher.encrypt(nonce, content, _place(folder, name))
        try:
            self._inner.put_new(folder, name, closed)
        except AlreadyThere:
            # The same content is never encrypted alike twice: what counts is what is inside.
            if self._holds(folder, name, content):
                return
            raise

    def remove_own(self, folder: str, name: str) -> None:
        self._inner.remove_own(folder, name)

    def probe(self) -> None:
        self._inner.probe()

    def _holds(self, folder: str, name: str, content: bytes) -> bool:
        try:
            return self.read(folder, name, len(content)) == content
        except (BadFile, Missing, Unreadable):
            return False


def seen_through(transport: Transport, office: Office, random: RandomBytes) -> Transport:
    """The transport as members of the share see it."""
    return SealedTransport(transport, office, random) if office.encrypted else transport


def _place(folder: str, name: str) -> bytes:
    return f"{folder}/{name}".lower().encode()
