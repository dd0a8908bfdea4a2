# SPDX-License-Identifier: Apache-2.0
"""A small file on this laptop that only the workspace it belongs to opens: its key lies in the workspace and nowhere else.

So what is in it is exactly as well kept as the workspace: on an encrypted stick that is out, or in an encrypted file, both
are closed. And it is in no copy, no backup and no share, as it would be if it lay in the workspace itself.
"""

import contextlib
from pathlib import Path

from sqlalchemy import insert, select

from portfolio_desktop.base.files import write_whole
from portfolio_desktop.storage.schema import META
from portfolio_desktop.storage.store import Store

_NAME = "beside.key"  # taken out of a copy that is given away
_KEY_BYTES, _NONCE_BYTES = 32, 12


def read_sealed(store: Store, path: Path) -> bytes:
    """What was last written to `path` for this workspace; empty where nothing was, or it was damaged."""
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

    with contextlib.suppress(OSError, InvalidTag, ValueError):
        content = path.read_bytes()
        key = _key(store)
        if key is not None:
            nonce, closed = content[:_NONCE_BYTES], content[_NONCE_BYTES:]
            return ChaCha20Poly1305(key).decrypt(nonce, closed, store.id.encode())
    return b""


def write_sealed(store: Store, path: Path, content: bytes) -> None:
    """Put `content` at `path` for this workspace. Raises Trouble, with the old file untouched."""
    from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

    key, nonce = _key(store) or _new_key(store), store.random(_NONCE_BYTES)
    closed = ChaCha20Poly1305(key).encrypt(nonce, content, store.id.encode())
    write_whole(path, nonce + closed)


def _key(store: Store) -> bytes | None:
    with store.reading() as connection:
        found = connection.execute(select(META.c.value).where(META.c.key == _NAME)).scalar()
    return bytes.fromhex(str(found)) if found is not None else None


def _new_key(store: Store) -> bytes:
    key = store.random(_KEY_BYTES)
    with store.changing() as connection:
        connection.execute(insert(META).values(key=_NAME, value=key.hex()))
    return key
