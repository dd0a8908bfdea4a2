# SPDX-License-Identifier: Apache-2.0
"""Files of edits, whole and hostile, for tests of what reads them."""

import hashlib
import random
import zlib
from collections.abc import Callable

import msgspec

from portfolio_desktop.storage.edits import SALT_BYTES, seal
from portfolio_desktop.storage.travel.edits import Sent, Stretch
from portfolio_desktop.sync import segments
from portfolio_desktop.sync.office import public_key, sign
from portfolio_desktop.sync.segments import Segment, read_segment, tip_of, vouch_for, write_segment
from portfolio_desktop.sync.share.layout import Piece

PORTFOLIO = "portfolio"
STREAM = "0123456789abcdef"
PRIVATE = bytes(range(32))
PUBLIC = public_key(PRIVATE)
STRANGER = bytes(range(1, 33))


def edits(count: int, seed: int = 0) -> tuple[Sent, ...]:
    """So many edits, the third of every three erased."""
    chance = random.Random(seed)
    made = []
    for number in range(count):
        salt, value = chance.randbytes(SALT_BYTES), f'"value {number}"'
        sealed = seal(salt, value.encode())
        erased = number % 3 == 2
        made.append(
            Sent(number, "set", "project", f"r{number}", "name", chance.randbytes(16), sealed,
                 None if erased else salt, None if erased else value)
        )  # fmt: skip
    return tuple(made)


def stretch(count: int = 6, first: int = 1, seed: int = 0) -> Stretch:
    return Stretch(STREAM, first, b"" if first == 1 else bytes(16), edits(count, seed))


def whole(of: Stretch | None = None, *, private: bytes = PRIVATE, hello: str = "") -> tuple[Piece, bytes]:
    """A file as its author publishes it, and its name."""
    of = of or stretch()
    tip = tip_of(of)
    segment = Segment(of, tip, vouch_for(private, PORTFOLIO, of.stream, of.last, tip), hello)
    return segment.piece(of.stream), write_segment(segment, PORTFOLIO, private)


def read(piece: Piece | None, content: bytes) -> Stretch:
    segment = read_segment(
        content, portfolio=PORTFOLIO, publisher=PUBLIC, author=lambda _stream, _hello: PUBLIC, piece=piece
    )
    return segment.stretch


def parts(content: bytes) -> tuple[dict[str, object], bytes]:
    """The head of a file, and its body inflated."""
    start = len(segments._MAGIC)
    head = int.from_bytes(content[start : start + 4])
    body = int.from_bytes(content[start + 4 : start + 8])
    at = start + 8
    return msgspec.json.decode(content[at : at + head]), zlib.decompress(
        content[at + head : at + head + body]
    )


def resealed(
    head: object, lines: bytes, *, private: bytes = PRIVATE, pack: Callable[[bytes], bytes] = zlib.compress
) -> bytes:
    """Any head and body as a file whose hash and signature are right."""
    raw, body = msgspec.json.encode(head), pack(lines)
    content = segments._MAGIC + len(raw).to_bytes(4) + len(body).to_bytes(4) + raw + body
    content += sign(private, "segment", content)
    return content + hashlib.sha256(content).digest() + segments._END
