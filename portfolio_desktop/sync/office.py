# SPDX-License-Identifier: Apache-2.0
"""What the members of a share have in common, and how they put their names to a file.

    office secret ── HKDF, bound to the portfolio ─┬─ "member": MAC of what members say of themselves
                                                   ├─ "mark":   what a workspace keeps of whom it knew there
                                                   └─ "share":  encryption of what lies on the share, where chosen

A paper is a small JSON file: what is said, the MAC that shows its author to be a member, and the author's signature. Each
signature is bound to its purpose, so that none can be taken for another. Every choice of cipher of sharing is made here
and in `sealed`.
"""

import hmac
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeVar

import msgspec
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from portfolio_desktop.sync.ledger import Memory
from portfolio_desktop.sync.share.transport import BadFile

SECRET_BYTES = KEY_BYTES = 32
SIGNATURE_BYTES = 64
LARGEST_PAPER = 1024 * 1024
"""More than a paper may weigh, in bytes."""

_SHARE = "share"
_Said = TypeVar("_Said", bound=msgspec.Struct)


@dataclass(frozen=True, slots=True)
class Office:
    """The share that a workspace takes part in. Whoever knows the secret is a member."""

    portfolio: str
    secret: bytes = field(repr=False)
    encrypted: bool

    def key(self, purpose: str) -> bytes:
        """A key of its own for each purpose."""
        hkdf = HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=self.portfolio.encode(), info=purpose.encode())
        return hkdf.derive(self.secret)

    @property
    def mark(self) -> str:
        """Tells it from other shares that the workspace took part in, and nothing of the secret."""
        return self.key("mark").hex()[:16]


class _Kept(msgspec.Struct):
    secret: bytes
    encrypted: bool


class _Paper(msgspec.Struct):
    said: msgspec.Raw
    mac: bytes
    signature: bytes


def keep_office(memory: Memory, office: Office | None) -> None:
    """Remember the share with the workspace, or forget it."""
    memory.put(_SHARE, _Kept(office.secret, office.encrypted) if office else None)


def kept_office(memory: Memory, portfolio: str) -> Office | None:
    """The share that the workspace takes part in."""
    kept = memory.get(_SHARE, _Kept)
    return Office(portfolio, kept.secret, kept.encrypted) if kept else None


def public_key(private: bytes) -> bytes:
    """What others check this key's signatures with."""
    return Ed25519PrivateKey.from_private_bytes(private).public_key().public_bytes_raw()


def sign(private: bytes, purpose: str, content: bytes) -> bytes:
    """A signature that holds for this purpose alone."""
    return Ed25519PrivateKey.from_private_bytes(private).sign(_bound(purpose, content))


def is_signed(public: bytes, signature: bytes, purpose: str, content: bytes) -> bool:
    """Whether the holder of the key signed `content` for this purpose."""
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, _bound(purpose, content))
    except (InvalidSignature, ValueError):
        return False
    return True


def write_paper(office: Office, private: bytes, purpose: str, said: msgspec.Struct) -> bytes:
    """A paper as it lies on the share."""
    raw = msgspec.json.encode(said, order="sorted")
    mac = hmac.digest(office.key("member"), _bound(purpose, raw), "sha256")
    return msgspec.json.encode(_Paper(msgspec.Raw(raw), mac, sign(private, purpose, raw)))


def said_in(content: bytes, shape: type[_Said]) -> _Said:
    """What a paper says that was proved before. Raises BadFile for one of another shape."""
    try:
        return msgspec.json.decode(msgspec.json.decode(content, type=_Paper).said, type=shape)
    except (ValueError, RecursionError) as error:
        raise BadFile("damaged") from error


def read_paper(
    office: Office, purpose: str, content: bytes, shape: type[_Said], signer: Callable[[_Said], bytes]
) -> _Said:
    """What a member says in a paper, signed with the key that `signer` finds for it. Raises BadFile for anything else."""
    if len(content) > LARGEST_PAPER:
        raise BadFile("too large")
    try:
        paper = msgspec.json.decode(content, type=_Paper)
        raw = bytes(paper.said)
        if not hmac.compare_digest(
            hmac.digest(office.key("member"), _bound(purpose, raw), "sha256"), paper.mac
        ):
            raise BadFile("not from a member of this share")
        said = msgspec.json.decode(raw, type=shape)
    except (ValueError, RecursionError) as error:
        raise BadFile("damaged") from error
    if not is_signed(signer(said), paper.signature, purpose, raw):
        raise BadFile("not signed by the laptop that it names")
    return said


def _bound(purpose: str, content: bytes) -> bytes:
    return f"Portfolio Desktop {purpose}\0".encode() + content
