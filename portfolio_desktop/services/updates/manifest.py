# SPDX-License-Identifier: Apache-2.0
"""The small file that announces a version: what it is called, which files install it, their digests, and a signature.

The signature stands over the very bytes of what is said, bound to this purpose. Nothing that is said is looked at before
it is proved.
"""

import re
from collections.abc import Iterable
from datetime import date
from hashlib import sha256

import msgspec
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.base.i18n import N_, _
from portfolio_desktop.base.paths import shipped

NAME = "portfolio-desktop-update.json"
LARGEST = 64 * 1024
"""More than a manifest may weigh, in bytes."""

_PRODUCT = "portfolio-desktop"
_PURPOSE = b"portfolio-desktop release 1\0"
_FILE_NAME = re.compile(r"portfolio-desktop[A-Za-z0-9._+~-]{1,100}")
_DIGEST = re.compile(r"[0-9a-f]{64}")
_VERSION = re.compile(r"\d{1,5}(\.\d{1,5}){1,3}")
_KEY = re.compile(r"^([0-9a-f]{64})\b", re.MULTILINE)

_NO_KEY = N_(
    "This copy of the program carries no release key, so it can prove no update. Install the new version by hand, from "
    "whoever gave you this one."
)
_UNSIGNED = N_("it is not signed with a key of the makers of this program")
_UNREADABLE = N_("it cannot be read")


class UpdateFile(msgspec.Struct, frozen=True):
    """A file that installs the version on one kind of system, such as "windows-x86_64"; `name` lies beside the manifest."""

    kind: str
    name: str
    size: int
    sha256: str


class Release(msgspec.Struct, frozen=True):
    """What a manifest says."""

    product: str
    version: str
    released: date
    files: tuple[UpdateFile, ...]
    news: str = ""


class _Signed(msgspec.Struct):
    said: msgspec.Raw
    signature: bytes


def read_manifest(content: bytes, keys: Iterable[bytes]) -> Release:
    """What the manifest `content` says, proved by one of `keys` (public, 32 bytes). Raises Refusal with what is wrong."""
    keys = tuple(keys)
    if not keys:
        raise Refusal(_(_NO_KEY))
    try:
        signed = msgspec.json.decode(content[: LARGEST + 1], type=_Signed)
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise _refusal(_UNREADABLE) from error
    if len(content) > LARGEST or not any(_holds(key, signed) for key in keys):
        raise _refusal(_UNSIGNED)
    try:
        release = msgspec.json.decode(signed.said, type=Release)
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise _refusal(_UNREADABLE) from error
    if not is_sound(release):
        raise _refusal(_UNREADABLE)
    return release


def write_manifest(release: Release, key: Ed25519PrivateKey) -> bytes:
    """The manifest of `release`, signed with `key`. Only whoever releases has one."""
    said = msgspec.json.encode(release)
    return msgspec.json.encode(_Signed(msgspec.Raw(said), key.sign(_PURPOSE + said)))


def is_sound(release: Release) -> bool:
    """Whether it is of this product, and its names, digests and version are plain: no name leads out of its folder."""
    return (
        release.product == _PRODUCT
        and bool(_VERSION.fullmatch(release.version))
        and all(
            _FILE_NAME.fullmatch(file.name) and _DIGEST.fullmatch(file.sha256) and file.size > 0
            for file in release.files
        )
    )


def is_newer(version: str, than: str) -> bool:
    """Whether `version` came after: 1.10 after 1.9, and 1.4.0 not after 1.4."""
    return _numbers(version) > _numbers(than)


def trusted_keys() -> tuple[bytes, ...]:
    """The public keys that this copy of the program carries."""
    return keys_in(shipped("resources", "release", "keys.txt").read_text("utf-8"))


def keys_in(lines: str) -> tuple[bytes, ...]:
    """The public keys that a file of keys names; its other words are for people."""
    return tuple(bytes.fromhex(found) for found in _KEY.findall(lines))


def key_name(public: bytes) -> str:
    """Eight letters and digits by which people tell keys apart."""
    return sha256(public).hexdigest()[:8]


def _holds(key: bytes, signed: _Signed) -> bool:
    try:
        Ed25519PublicKey.from_public_bytes(key).verify(signed.signature, _PURPOSE + bytes(signed.said))
    except InvalidSignature:
        return False
    return True


def _numbers(version: str) -> tuple[int, ...]:
    numbers = [int(part) for part in re.findall(r"\d+", version)]
    while numbers and numbers[-1] == 0:
        numbers.pop()
    return tuple(numbers)


def _refusal(why: str) -> Refusal:
    words = _("The update in that folder is not used: {why}. Ask whoever put it there.")
    return Refusal(words.format(why=_(why)))
