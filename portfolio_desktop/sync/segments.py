# SPDX-License-Identifier: Apache-2.0
"""A file of edits: written so that damage shows, read so that nothing in it is believed before it is proved.

    magic | length of head | length of body | head (JSON) | body (JSON lines, zlib) | signature | SHA-256 | end

The signature is its publisher's, over all that stands before it. The head holds a second one, the vouch: whoever made
the edits signs the last tag, and the chain of tags covers all the rest. So somebody else can publish the edits again after
years, and they are still their author's word.

Reading goes from what is cheap and certain to what is dear: size, end, hash, signature, name, bounded inflating, strict
shapes, and the chain worked out anew. Anything that fails is a BadFile and nothing else.
"""

import hashlib
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated

import msgspec

from portfolio_desktop.storage.edits import HEADER, TAG_BYTES, seal
from portfolio_desktop.storage.travel.edits import BadEdit, Sent, Stretch, checked
from portfolio_desktop.sync.office import SIGNATURE_BYTES, is_signed, sign
from portfolio_desktop.sync.share.layout import END_SIGNS, LAST_PLACE, STREAM, Piece
from portfolio_desktop.sync.share.transport import BadFile

READER = 1
"""The version of this format. A file that asks for a higher one waits until this laptop is updated."""

MOST_EDITS = 50_000
"""More than a file may hold."""

MOST_BYTES = 32 * 1024 * 1024
"""More than a body may weigh once it is inflated."""

LARGEST_FILE = 40 * 1024 * 1024

_MAGIC = b"\x89PDseg1\r\n\x1a\n"  # a copy that changed the ends of lines is noticed at once
_END = b"\x00PDend1\r\n"
_LENGTH_BYTES = 4
_HASH_BYTES = 32
_HEAD = len(_MAGIC) + 2 * _LENGTH_BYTES
_TAIL = SIGNATURE_BYTES + _HASH_BYTES + len(_END)
_LARGEST_HEAD = 64 * 1024
_PUBLISHED, _VOUCHED = "segment", "edits"


class Newer(Exception):
    """A file that a newer version wrote in a way that this one cannot read. It is no fault of the file."""


@dataclass(frozen=True, slots=True)
class Segment:
    """Edits, the tag of the last, and the word of who made them.

    `hello` is how that laptop introduced itself, where others publish them.
    """

    stretch: Stretch
    tip: bytes
    vouch: bytes
    hello: str = ""

    def piece(self, device: str) -> Piece:
        """What its file in the folder of `device` is called."""
        stretch = self.stretch
        return Piece(device, stretch.stream, stretch.first, stretch.last, shortened(self.tip))


class _Version(msgspec.Struct):
    reader: int


class _Head(msgspec.Struct):
    portfolio: str
    stream: Annotated[str, msgspec.Meta(pattern=f"^{STREAM}$")]
    first: Annotated[int, msgspec.Meta(ge=1, le=LAST_PLACE)]
    last: Annotated[int, msgspec.Meta(ge=1, le=LAST_PLACE)]
    before: bytes
    end: bytes
    reader: int
    vouch: bytes
    hello: str


_read_version = msgspec.json.Decoder(_Version).decode
_read_head = msgspec.json.Decoder(_Head).decode
_read_lines = msgspec.json.Decoder(Sent).decode_lines
_encode = msgspec.json.Encoder(order="sorted")


def shortened(tag: bytes) -> str:
    """The beginning of a tag, as it stands in a name."""
    return tag.hex()[:END_SIGNS]


def tip_of(stretch: Stretch) -> bytes:
    """The tag of the last edit."""
    return [stretch.before, *stretch.tags()][-1]


def vouch_for(private: bytes, portfolio: str, stream: str, place: int, tip: bytes) -> bytes:
    """The word of who writes `stream` that `tip` is the name of the edit at `place`, and so for all before it."""
    return sign(private, _VOUCHED, _claim(portfolio, stream, place, tip))


def trimmed(stretch: Stretch, most: int = MOST_EDITS) -> Stretch:
    """As much of it, from its beginning, as a file can hold; at least one edit.

    Where that is not all it ends with a change set: whoever has the one file and not yet the next sees no half of it.
    """
    size = count = 0
    for edit in stretch.edits[:most]:
        size += sum(len(text) for text in (edit.value or "", edit.entity, edit.record, edit.field)) + 300
        if count and size > MOST_BYTES // 4:  # a sign may weigh four bytes
            break
        count += 1
    if count < len(stretch.edits):
        count = next((n for n in range(count, 0, -1) if stretch.edits[n].entity == HEADER), count)
    return Stretch(stretch.stream, stretch.first, stretch.before, stretch.edits[:count])


def write_segment(segment: Segment, portfolio: str, publisher: bytes) -> bytes:
    """The file, signed with the publisher's private key."""
    stretch = segment.stretch
    lines = [edit if edit.salt is None else edit._replace(seal=b"") for edit in stretch.edits]
    head = _encode.encode(
        _Head(
            portfolio=portfolio,
            stream=stretch.stream,
            first=stretch.first,
            last=stretch.last,
            before=stretch.before,
            end=segment.tip,
            reader=READER,
            vouch=segment.vouch,
            hello=segment.hello,
        )
    )
    body = zlib.compress(_encode.encode_lines(lines), 6)
    lengths = len(head).to_bytes(_LENGTH_BYTES) + len(body).to_bytes(_LENGTH_BYTES)
    whole = _MAGIC + lengths + head + body
    whole += sign(publisher, _PUBLISHED, whole)
    return whole + hashlib.sha256(whole).digest() + _END


def read_segment(
    content: bytes,
    *,
    portfolio: str,
    publisher: bytes,
    author: Callable[[str, str], bytes],
    piece: Piece | None,
) -> Segment:
    """The edits in a file, all of them proved.

    `publisher` is the public key that its folder's laptop signs with; `author` finds that of a stream, which may have
    introduced itself by the second argument. `piece` is what its name promises; None within a snapshot. Raises BadFile, or
    Newer where this version is too old.
    """
    try:
        raw, body = _opened(content, publisher)
        if _read_version(raw).reader > READER:
            raise Newer(raw)
        head = _read_head(raw)
        if head.portfolio != portfolio:
            raise BadFile("of another portfolio")
        if piece is not None and piece[1:4] != (head.stream, head.first, head.last):
            raise BadFile("not what its name says")
        stretch = checked(Stretch(head.stream, head.first, head.before, _edits(head, body)), sealed=True)
    except (ValueError, RecursionError, BadEdit) as error:
        raise BadFile(str(error) or "damaged") from error
    return _proved(stretch, head, piece, author(head.stream, head.hello))


def _opened(content: bytes, publisher: bytes) -> tuple[bytes, bytes]:
    """Head and packed body of a file that arrived whole and was signed by its publisher."""
    if len(content) > LARGEST_FILE:
        raise BadFile("too large")
    if len(content) < _HEAD + _TAIL or not content.endswith(_END):
        raise BadFile("incomplete")
    if not content.startswith(_MAGIC):
        raise BadFile("not a file of edits")
    hashed = len(content) - len(_END) - _HASH_BYTES
    if hashlib.sha256(content[:hashed]).digest() != content[hashed : hashed + _HASH_BYTES]:
        raise BadFile("damaged")
    signed = hashed - SIGNATURE_BYTES
    if not is_signed(publisher, content[signed:hashed], _PUBLISHED, content[:signed]):
        raise BadFile("not signed by the laptop in whose folder it lies")
    middle = len(_MAGIC) + _LENGTH_BYTES
    head = int.from_bytes(content[len(_MAGIC) : middle])
    body = int.from_bytes(content[middle:_HEAD])
    if head > _LARGEST_HEAD or _HEAD + head + body != signed:
        raise BadFile("of the wrong length")
    return content[_HEAD : _HEAD + head], content[_HEAD + head : signed]


def _edits(head: _Head, body: bytes) -> tuple[Sent, ...]:
    count = head.last - head.first + 1
    if not 0 < count <= MOST_EDITS:
        raise BadFile("too many edits")
    lines = _inflated(body)
    if lines.count(b"\n") != count:
        raise BadFile("another number of edits than it says")
    edits = _read_lines(lines)
    if len(edits) != count:
        raise BadFile("another number of edits than it says")
    good: set[str] = set()
    return tuple(_sealed(edit, good) for edit in edits)


def _inflated(body: bytes) -> bytes:
    inflater = zlib.decompressobj()
    try:
        lines = inflater.decompress(body, MOST_BYTES)
    except zlib.error as error:
        raise BadFile("damaged") from error
    if not inflater.eof or inflater.unused_data:
        raise BadFile("too large, or not one whole body")
    return lines


def _sealed(edit: Sent, good: set[str]) -> Sent:
    """The edit with the seal that was left out, since salt and value lead to it. `good` are names that were looked at before."""
    for name in edit[1:5]:
        if name not in good:
            if not (name.isascii() and name.isprintable()):
                raise BadFile("a name that is none")
            good.add(name)
    if edit.salt is None or edit.value is None:
        return edit
    if edit.seal:
        raise BadFile("a seal where none belongs")
    return Sent(*edit[:6], seal(edit.salt, edit.value.encode()), *edit[7:])


def _proved(stretch: Stretch, head: _Head, piece: Piece | None, author: bytes) -> Segment:
    tip = tip_of(stretch)
    if tip != head.end or len(tip) != TAG_BYTES or (piece is not None and shortened(tip) != piece.end):
        raise BadFile("a chain that does not end as it says")
    if not is_signed(author, head.vouch, _VOUCHED, _claim(head.portfolio, head.stream, head.last, tip)):
        raise BadFile("edits that their author does not vouch for")
    return Segment(stretch, tip, head.vouch, head.hello)


def _claim(portfolio: str, stream: str, place: int, tip: bytes) -> bytes:
    return f"{portfolio} {stream} {place} {tip.hex()}".encode()
