# SPDX-License-Identifier: Apache-2.0
"""Sealed parcels: what one person gives to some others, through any folder, so that nobody else can read it.

A parcel lies open to everybody's eyes as random bytes: not who made it, for whom, how many they are or what it holds.

    mark | id | slots, four or eight or … | body
    slot: the parcel's key, by HPKE (X25519, HKDF-SHA256, ChaCha20-Poly1305), for one reader; the rest are for nobody
    body: author's card, signature and content, padded, under the parcel's key and bound to all that stands before it

A parcel has one of a few sizes (`base.parcels`), whatever it holds: its mark, which alone says what it is, not counted.

The signature covers mark, id and slots as well. So a reader cannot pass the content on as if its author had sealed it for
somebody else.
"""

import base64
import binascii
import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

import msgspec
from cryptography.exceptions import InvalidSignature, InvalidTag
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.base.i18n import N_, _
from portfolio_desktop.base.ids import RandomBytes
from portfolio_desktop.base.parcels import padded_size
from portfolio_desktop.storage.keys.wrapping import KEY_BYTES

SUFFIX = ".sealed"
LARGEST = 64 * 1024 * 1024
"""More than a parcel may weigh, in bytes."""

_MARK = b"PDsealed1"
_ID_BYTES = 16
_SLOT_BYTES = 32 + KEY_BYTES + 16
_SLOTS_TOGETHER = 4  # slots come in fours, so that their number does not say how many readers there are
_LENGTH_BYTES = 8
_PROOF_BYTES = 16
_ONLY_NONCE = bytes(12)  # each parcel has a key of its own, used once
_CARD_MARK = "PDCARD1"
_SIGNATURE_LETTERS = 86  # 64 bytes as text

_NO_PARCEL = N_("{name} is not a sealed copy of Portfolio Desktop.")
_SOMEBODY_ELSE = N_(
    "{name} is sealed for somebody else, or for a card that you have replaced since. Ask its sender to seal it for the "
    "card that you have now."
)
_CHANGED = N_(
    "{name} was damaged or changed on its way. Ask its sender for it again; nothing was taken from it."
)
_NO_CARD = N_("That is not a whole sealing card. Copy all of it, from {mark} to its last letter.")


@dataclass(frozen=True, slots=True)
class Card:
    """What others need to seal something for a person, and to know what comes from them. Not a secret."""

    person: str
    name: str
    signs: bytes
    opens: bytes

    @property
    def fingerprint(self) -> str:
        """Six groups of four figures, to be compared by voice. The same for as long as the person signs with one key."""
        figures = int.from_bytes(hashlib.sha256(b"card" + self.signs).digest()) % 10**24
        text = f"{figures:024}"
        return " ".join(text[start : start + 4] for start in range(0, 24, 4))


@dataclass(frozen=True, slots=True)
class Identity:
    """A person's private keys. They never leave their people file."""

    person: str
    name: str
    signing: bytes = field(repr=False)
    opening: bytes = field(repr=False)

    @property
    def card(self) -> Card:
        """What this person gives to others."""
        signs = Ed25519PrivateKey.from_private_bytes(self.signing).public_key().public_bytes_raw()
        opens = X25519PrivateKey.from_private_bytes(self.opening).public_key().public_bytes_raw()
        return Card(self.person, self.name, signs, opens)


@dataclass(frozen=True, slots=True)
class Parcel:
    """An opened parcel: who sealed it, and what it holds. Whether that author is to be believed is for others to say."""

    id: str
    author: Card
    content: Any


def new_identity(person: str, name: str, random: RandomBytes) -> Identity:
    """Fresh keys for the person of that id."""
    return Identity(person, name, random(KEY_BYTES), random(KEY_BYTES))


def write_card(identity: Identity) -> str:
    """The card as one word that can be copied, mailed or kept in a register; signed by the key that it names."""
    said = msgspec.json.encode(_plain(identity.card))
    signature = Ed25519PrivateKey.from_private_bytes(identity.signing).sign(b"card" + said)
    return ".".join((_CARD_MARK, _text(said), _text(signature)))


def read_card(text: str) -> Card:
    """The card in `text`, whatever stands before and after it. Refuses one that was cut or changed."""
    letters = "".join(text.split())
    try:
        _mark, said, rest = letters[letters.index(_CARD_MARK) :].split(".", 2)
        signature = rest[:_SIGNATURE_LETTERS]
        card = _card(msgspec.json.decode(_bytes(said)))
        Ed25519PublicKey.from_public_bytes(card.signs).verify(_bytes(signature), b"card" + _bytes(said))
    except (ValueError, KeyError, TypeError, binascii.Error, InvalidSignature) as error:
        raise Refusal(_(_NO_CARD).format(mark=_CARD_MARK)) from error
    return card


def seal(content: Any, author: Identity, readers: Iterable[Card], random: RandomBytes) -> tuple[str, bytes]:
    """A parcel that `readers` alone can open, and its id. `content` is anything that JSON holds."""
    id, key = random(_ID_BYTES), random(KEY_BYTES)
    slots = [_slot(key, reader.opens, id) for reader in readers]
    while len(slots) % _SLOTS_TOGETHER or not slots:
        nobody = X25519PrivateKey.from_private_bytes(random(KEY_BYTES)).public_key().public_bytes_raw()
        slots.append(_slot(random(KEY_BYTES), nobody, id))
    slots.sort()  # which is chance: they are random bytes
    head = _MARK + id + bytes([len(slots)]) + b"".join(slots)
    said = msgspec.json.encode(content)
    signature = Ed25519PrivateKey.from_private_bytes(author.signing).sign(_signed(head, said))
    letter = msgspec.json.encode(
        {"author": _plain(author.card), "signature": _text(signature), "content": _text(said)}
    )
    body = ChaCha20Poly1305(key).encrypt(_ONLY_NONCE, _padded(letter, len(head)), head)
    return id.hex(), head + body


def open_parcel(parcel: bytes, reader: Identity, name: str) -> Parcel:
    """What `parcel` holds. Refuses what is no parcel, is not for this reader, or was changed; `name` is for the sentence."""
    head, slots, body = _parts(parcel, name)
    id = head[len(_MARK) : len(_MARK) + _ID_BYTES]
    for key in _keys(slots, reader, id):
        try:
            letter = msgspec.json.decode(_unpadded(ChaCha20Poly1305(key).decrypt(_ONLY_NONCE, body, head)))
            author, said = _card(letter["author"]), _bytes(letter["content"])
            signs = Ed25519PublicKey.from_public_bytes(author.signs)
            signs.verify(_bytes(letter["signature"]), _signed(head, said))
            return Parcel(id.hex(), author, msgspec.json.decode(said))
        except (InvalidTag, InvalidSignature, ValueError, KeyError, TypeError, RecursionError) as error:
            raise Refusal(_(_CHANGED).format(name=name)) from error
    raise Refusal(_(_SOMEBODY_ELSE).format(name=name))


def opaque(parcel: bytes) -> bytes:
    """The parcel without its mark, as it goes where nobody is to know what it is."""
    return parcel[len(_MARK) :]


def marked(content: bytes) -> bytes:
    """The parcel that became opaque, if it was one."""
    return _MARK + content


def _suite() -> Suite:
    return Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.CHACHA20_POLY1305)


def _slot(key: bytes, opens: bytes, id: bytes) -> bytes:
    slot: bytes = _suite().encrypt(key, X25519PublicKey.from_public_bytes(opens), _MARK + id)
    return slot


def _keys(slots: Sequence[bytes], reader: Identity, id: bytes) -> Iterable[bytes]:
    own = X25519PrivateKey.from_private_bytes(reader.opening)
    for slot in slots:
        try:
            yield _suite().decrypt(slot, own, _MARK + id)
        except (InvalidTag, ValueError):
            continue  # somebody else's


def _parts(parcel: bytes, name: str) -> tuple[bytes, list[bytes], bytes]:
    if not parcel.startswith(_MARK):
        raise Refusal(_(_NO_PARCEL).format(name=name))
    counted = len(_MARK) + _ID_BYTES
    count = parcel[counted] if len(parcel) > counted else 0
    end = counted + 1 + count * _SLOT_BYTES
    if not count or len(parcel) <= end:
        raise Refusal(_(_CHANGED).format(name=name))
    slots = [parcel[start : start + _SLOT_BYTES] for start in range(counted + 1, end, _SLOT_BYTES)]
    return parcel[:end], slots, parcel[end:]


def _signed(head: bytes, said: bytes) -> bytes:
    return hashlib.sha256(b"parcel" + len(head).to_bytes(_LENGTH_BYTES) + head + said).digest()


def _padded(letter: bytes, before: int) -> bytes:
    """The letter with so many zeros that the parcel, `before` it and the proof after it included, has one of its sizes."""
    whole = len(letter).to_bytes(_LENGTH_BYTES) + letter
    around = before - len(_MARK) + _PROOF_BYTES
    return whole + bytes(padded_size(around + len(whole)) - around - len(whole))


def _unpadded(whole: bytes) -> bytes:
    length = int.from_bytes(whole[:_LENGTH_BYTES])
    return whole[_LENGTH_BYTES : _LENGTH_BYTES + length]


def _plain(card: Card) -> dict[str, str]:
    return {"person": card.person, "name": card.name, "signs": _text(card.signs), "opens": _text(card.opens)}


def _card(plain: dict[str, str]) -> Card:
    card = Card(str(plain["person"]), str(plain["name"]), _bytes(plain["signs"]), _bytes(plain["opens"]))
    if (len(card.signs), len(card.opens)) != (KEY_BYTES, KEY_BYTES):
        raise ValueError(plain)
    return card


def _text(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).decode().rstrip("=")


def _bytes(text: str) -> bytes:
    return base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
