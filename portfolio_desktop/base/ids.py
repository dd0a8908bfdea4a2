# SPDX-License-Identifier: Apache-2.0
"""Names that two laptops never give out twice, whatever their clocks say.

Record ids are 128 bits written as 26 characters of a lower-case base-32 alphabet that sorts as the bits do. The
first 48 bits are the time, so records made together lie together; the rest is random.
"""

import hashlib
import secrets
from collections.abc import Callable

_ALPHABET = "0123456789abcdefghijklmnopqrstuv"
_PAIRS = tuple(first + second for first in _ALPHABET for second in _ALPHABET)
_ID_LENGTH = 26
STREAM_LETTERS = 16
_STREAM_BYTES = 10

RandomBytes = Callable[[int], bytes]
"""Returns that many random bytes. Passed in wherever chance matters, so that a test can replay it."""

system_random: RandomBytes = secrets.token_bytes


def new_id(milliseconds: int, random: RandomBytes, after: str = "") -> str:
    """A fresh record id for something that begins at `milliseconds` since 1970.

    Greater than `after`, the id given out before it, so that records sort in the order in which they were made.
    """
    bits = (milliseconds & (1 << 48) - 1) << 80 | int.from_bytes(random(10))
    if after:
        bits = max(bits, int(after, len(_ALPHABET)) + 1)
    return _text(bits, _ID_LENGTH)


def id_bits(id: str) -> int:
    """The 128 bits of a record id as a number."""
    return int(id, len(_ALPHABET)) & (1 << 128) - 1


def derived_id(*parts: str) -> str:
    """The same id from the same parts, on every laptop: for records that two people may both create."""
    digest = hashlib.sha256("\x1f".join(parts).encode()).digest()
    return _text(int.from_bytes(digest[:16]), _ID_LENGTH)


def placed_id(place: int, *parts: str) -> str:
    """As `derived_id`, but such ids sort by `place`, and before those of all that anybody makes."""
    digest = hashlib.sha256("\x1f".join(parts).encode()).digest()
    return _text(place << 80 | int.from_bytes(digest[:10]), _ID_LENGTH)


def new_stream(random: RandomBytes) -> str:
    """A name for one laptop's sequence of edits: 80 random bits in 16 characters."""
    return _text(int.from_bytes(random(_STREAM_BYTES)), STREAM_LETTERS)


def _text(bits: int, length: int) -> str:
    return "".join([_PAIRS[bits >> shift & 1023] for shift in range(5 * (length - 2), -1, -10)])
