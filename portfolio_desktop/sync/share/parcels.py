# SPDX-License-Identifier: Apache-2.0
"""Parcels: bytes that one laptop puts into its folder for whoever can open them. What they are nobody here knows.

    magic | day on which it goes (milliseconds, 8 bytes) | content | signature

A file is named after its hash, which says nothing, and has one of a few sizes. The signature is that of the laptop in whose
folder it lies. Nothing is remembered of a parcel: what lies there is what there is.
"""

import hashlib
from typing import NamedTuple

from portfolio_desktop.base.parcels import SIZES
from portfolio_desktop.sync.office import SIGNATURE_BYTES, is_signed, sign
from portfolio_desktop.sync.share.layout import Parcel
from portfolio_desktop.sync.share.transport import BadFile

MOST_PARCELS = 100
"""More than one laptop may have lying there."""

_MAGIC = b"\x89PDbox1\r\n\x1a\n"
_DAY_BYTES = 8
_HEAD = len(_MAGIC) + _DAY_BYTES
LARGEST_PARCEL = _HEAD + SIZES[-1] + SIGNATURE_BYTES
_PURPOSE = "parcel"


class Opened(NamedTuple):
    """What a parcel's file holds: the bytes that somebody put there, and until when they may lie there."""

    until: int
    content: bytes


def is_fitting(content: bytes) -> bool:
    """Whether bytes have one of the sizes that a share carries."""
    return len(content) in SIZES


def write_parcel(portfolio: str, stream: str, content: bytes, until: int, private: bytes) -> bytes:
    """The file, signed with the private key of the laptop that writes `stream`."""
    whole = _MAGIC + until.to_bytes(_DAY_BYTES) + content
    return whole + sign(private, _PURPOSE, _bound(portfolio, stream, whole))


def name_parcel(stream: str, file: bytes) -> Parcel:
    """What a file is called in the folder of the laptop that writes `stream`."""
    return Parcel(stream, hashlib.sha256(file).hexdigest()[:32])


def read_parcel(file: bytes, named: Parcel, portfolio: str, public: bytes) -> Opened:
    """What the file holds, proved to be its laptop's. Raises BadFile for anything else."""
    if name_parcel(named.device, file) != named:
        raise BadFile("damaged")
    whole, signature = file[:-SIGNATURE_BYTES], file[-SIGNATURE_BYTES:]
    content = whole[_HEAD:]
    if not whole.startswith(_MAGIC) or not is_fitting(content):
        raise BadFile("not a parcel")
    if not is_signed(public, signature, _PURPOSE, _bound(portfolio, named.device, whole)):
        raise BadFile("not signed by the laptop in whose folder it lies")
    return Opened(int.from_bytes(whole[len(_MAGIC) : _HEAD]), content)


def _bound(portfolio: str, stream: str, whole: bytes) -> bytes:
    return f"{portfolio} {stream}\0".encode() + whole
