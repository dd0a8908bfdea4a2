# SPDX-License-Identifier: Apache-2.0
"""Keys: stretched from a passphrase, read from a printed recovery key, wrapped under one another.

Every choice of cipher is made here. Keys are 32 random bytes. A wrapped key is ChaCha20-Poly1305 under the key that
wraps it, bound to words that say what it is for, so that no wrapped key can be put in the place of another.
"""

import hashlib
import unicodedata
from dataclasses import dataclass

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.base.i18n import N_, _
from portfolio_desktop.base.ids import RandomBytes

KEY_BYTES = 32
SALT_BYTES = 16
_NONCE_BYTES = 12

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # without I, L, O and U, which are misread
_MISREAD = str.maketrans({"O": "0", "I": "1", "L": "1"})
_GROUPS, _SIGNS = 8, 4
_RECOVERY_BYTES = _GROUPS * _SIGNS * 5 // 8

_MISTYPED = N_(
    "Group {number} of the recovery key, “{group}”, is mistyped: compare it with the sheet letter by letter."
)
_NOT_A_KEY = N_("A recovery key has eight groups of five letters and digits; this has {count}.")


class WrongKey(Exception):
    """What was to be opened is not sealed under this key, or was changed. Never seen by a person as it is."""


@dataclass(frozen=True, slots=True)
class Cost:
    """What one guess at a passphrase costs, by Argon2id. `memory` in KiB."""

    memory: int = 64 * 1024
    passes: int = 3
    lanes: int = 4

    def __post_init__(self) -> None:
        # A key file that somebody has tampered with must neither weaken the passphrase nor eat all memory.
        if not (8 * 1024 <= self.memory <= 1024 * 1024 and 1 <= self.passes <= 64 and 1 <= self.lanes <= 64):
            raise ValueError(self)


def stretch(passphrase: str, salt: bytes, cost: Cost) -> bytes:
    """The key that a passphrase stands for. However its letters are composed, it is the same."""
    words = unicodedata.normalize("NFKC", passphrase).encode()
    argon = Argon2id(
        salt=salt, length=KEY_BYTES, iterations=cost.passes, lanes=cost.lanes, memory_cost=cost.memory
    )
    return argon.derive(words)


def derive(secret: bytes, purpose: str) -> bytes:
    """A key of its own for each purpose, from a secret that is random already."""
    return HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=None, info=purpose.encode()).derive(secret)


def close_under(key: bytes, content: bytes, about: str, random: RandomBytes) -> bytes:
    """`content` so that only the holder of `key` reads it, and only as what it is `about`."""
    nonce = random(_NONCE_BYTES)
    return nonce + ChaCha20Poly1305(key).encrypt(nonce, content, about.encode())


def open_under(key: bytes, closed: bytes, about: str) -> bytes:
    """What `close_under` closed. Raises WrongKey where key, content or purpose are others."""
    try:
        return ChaCha20Poly1305(key).decrypt(closed[:_NONCE_BYTES], closed[_NONCE_BYTES:], about.encode())
    except (InvalidTag, ValueError) as error:
        raise WrongKey from error


def new_recovery_key(random: RandomBytes) -> str:
    """160 random bits as eight groups of five signs, the last of each telling whether the other four were mistyped."""
    bits = int.from_bytes(random(_RECOVERY_BYTES))
    signs = [_ALPHABET[bits >> shift & 31] for shift in range(5 * (_GROUPS * _SIGNS - 1), -1, -5)]
    groups = ("".join(signs[start : start + _SIGNS]) for start in range(0, len(signs), _SIGNS))
    return " ".join(group + _check(number, group) for number, group in enumerate(groups, 1))


def read_recovery_key(typed: str) -> bytes:
    """The secret of a recovery key as somebody typed it. Refuses with the group that is mistyped."""
    signs = "".join(typed.upper().replace("-", " ").split()).translate(_MISREAD)
    size = _SIGNS + 1
    if len(signs) != _GROUPS * size:
        raise Refusal(_(_NOT_A_KEY).format(count=_count(signs)))
    bits = 0
    for number in range(1, _GROUPS + 1):
        group = signs[(number - 1) * size : number * size]
        if set(group) - set(_ALPHABET) or _check(number, group[:_SIGNS]) != group[_SIGNS]:
            raise Refusal(_(_MISTYPED).format(number=number, group=group))
        for sign in group[:_SIGNS]:
            bits = bits << 5 | _ALPHABET.index(sign)
    return bits.to_bytes(_RECOVERY_BYTES)


def _check(number: int, group: str) -> str:
    """Depends on the group's place, so that two groups that changed places are noticed too."""
    return _ALPHABET[hashlib.sha256(f"{number}{group}".encode()).digest()[0] & 31]


def _count(signs: str) -> str:
    return _("one sign") if len(signs) == 1 else _("{count} signs").format(count=len(signs))
