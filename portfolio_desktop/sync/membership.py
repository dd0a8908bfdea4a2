# SPDX-License-Identifier: Apache-2.0
"""Who takes part in a share: laptops that introduced themselves, each with a key of its own.

A `hello` is believed when it shows its author to know the office's secret and is signed with the key that it names. The
first key that is seen of a stream is its key for ever (an invitation brings those that its author had seen). So a stranger
can enrol nobody, and no member can sign as another.

The private key of a stream lies in the workspace's own memory. A workspace that moves to a new laptop takes it along, so
that edits which had not been shared before can still be, under the name they were made in.
"""

import contextlib
from collections.abc import Mapping
from typing import Annotated

import msgspec

from portfolio_desktop.base.ids import RandomBytes
from portfolio_desktop.sync.ledger import Memory
from portfolio_desktop.sync.office import (
    KEY_BYTES,
    Office,
    is_signed,
    public_key,
    read_paper,
    said_in,
    sign,
    write_paper,
)
from portfolio_desktop.sync.share.layout import STREAM
from portfolio_desktop.sync.share.transport import BadFile

HELLO = "hello"
MOST_FORMER = 1000
MOST_COMPLAINTS = 200

Stream = Annotated[str, msgspec.Meta(pattern=f"^{STREAM}$")]
Words = Annotated[str, msgspec.Meta(max_length=200)]
Moment = Annotated[int, msgspec.Meta(ge=-(1 << 62), le=1 << 62)]
Count = Annotated[int, msgspec.Meta(ge=0, le=1 << 53)]

Frontier = Annotated[dict[Stream, Count], msgspec.Meta(max_length=20_000)]

_SUCCESSOR = "successor"
_PINS, _MEMBERS = "pins", "members"


class Hello(msgspec.Struct, frozen=True):
    """How a laptop introduces itself. `made` in milliseconds since 1970.

    `former` are streams that it wrote before, each with a signature by that stream's key: nobody retires another.
    """

    portfolio: str
    stream: Stream
    key: bytes
    person: Words
    laptop: Words
    version: Words
    made: Moment
    former: Annotated[dict[Stream, bytes], msgspec.Meta(max_length=MOST_FORMER)]
    left: bool = False


class Ack(msgspec.Struct, frozen=True):
    """What a laptop has: `frontier` is how far it knows each stream, `known` a digest of all tips, `digest` one of the state
    that they led to for programs of this `version`, empty where that was not worked out.

    `unread` are files that are damaged, as this laptop sees them. `packs` are its snapshots, which hold what `packed` says.
    """

    portfolio: str
    stream: Stream
    frontier: Frontier
    known: Words
    digest: Words
    clock: Moment
    unread: Annotated[list[Words], msgspec.Meta(max_length=MOST_COMPLAINTS)]
    packs: Annotated[list[Words], msgspec.Meta(max_length=1000)]
    packed: Frontier
    version: Words = ""


class Members:
    """The laptops of a share as far as this one knows them; also once it has left: it may come back with what they wrote."""

    def __init__(self, memory: Memory, office: Office) -> None:
        self._memory = memory
        self._office = office
        self._pins_kept, self._texts_kept = f"{_PINS}.{office.mark}", f"{_MEMBERS}.{office.mark}"
        self._pins = memory.get(self._pins_kept, dict[str, bytes]) or {}
        self._texts = memory.get(self._texts_kept, dict[str, str]) or {}
        self._hellos: dict[str, Hello] = {}
        self._replaced: dict[tuple[str, str, bytes], bool] = {}
        for stream, text in self._texts.items():
            with contextlib.suppress(
                BadFile
            ):  # another version of us kept it in another shape: it is read again
                self._hellos[stream] = said_in(text.encode(), Hello)  # it was proved before it was kept

    def pins(self) -> dict[str, bytes]:
        """The key of each stream that was ever introduced here."""
        return dict(self._pins)

    def pin(self, keys: dict[str, bytes]) -> None:
        """Believe these keys: an invitation brings them. A stream that has one keeps it."""
        self._pins = {**keys, **self._pins}
        self._memory.put(self._pins_kept, self._pins, now=True)

    def key(self, stream: str) -> bytes | None:
        """What the signatures of a stream are checked with; None for one that nobody has introduced."""
        return self._pins.get(stream)

    def hello(self, stream: str) -> Hello | None:
        """How the laptop that writes a stream introduced itself last."""
        return self._hellos.get(stream)

    def text(self, stream: str) -> str:
        """The same as it lay on the share, to be passed on; empty where it is not known."""
        return self._texts.get(stream, "")

    def streams(self) -> list[str]:
        """Every stream that was introduced."""
        return sorted(self._hellos)

    def replaces(self, hello: Hello, stream: str) -> bool:
        """Whether a laptop has proved that it wrote `stream` before it took its present name."""
        signature, key = hello.former.get(stream), self._pins.get(stream)
        if signature is None or key is None:
            return False
        known = stream, hello.stream, signature
        if known not in self._replaced:
            self._replaced[known] = is_signed(key, signature, _SUCCESSOR, _succession(stream, hello.stream))
        return self._replaced[known]

    def learn(self, stream: str, content: bytes) -> Hello:
        """Take note of a hello of a stream. Raises BadFile for one that cannot be believed."""
        text = content.decode("utf-8", "replace")
        hello = self._read(stream, text)
        known = self._hellos.get(stream)
        if known is None or known.made <= hello.made:
            self._texts[stream], self._hellos[stream] = text, hello
            self._memory.put(self._texts_kept, self._texts, now=True)
        if stream not in self._pins:
            self.pin({stream: hello.key})
        return hello

    def author(self, stream: str, introduction: str, publisher: str) -> bytes:
        """The key by which the edits of `stream` are vouched for, in a file of another laptop, `publisher`.

        That of a stream which nobody on this share has introduced, because it was written before there was a share, is who
        publishes it.
        """
        if stream not in self._pins and introduction:
            self.learn(stream, introduction.encode())
        found = self._pins.get(stream) or self._pins.get(publisher)
        if found is None:
            raise BadFile("from a laptop that nobody has introduced")
        return found

    def _read(self, stream: str, text: str) -> Hello:
        hello = read_paper(self._office, HELLO, text.encode(), Hello, lambda said: said.key)
        if (hello.portfolio, hello.stream) != (self._office.portfolio, stream):
            raise BadFile("of another laptop")
        if len(hello.key) != KEY_BYTES or self._pins.get(stream, hello.key) != hello.key:
            raise BadFile("signed with another key than this laptop had before")
        return hello


def private_key(memory: Memory, stream: str, random: RandomBytes) -> bytes:
    """The key that this file signs a stream of its own with, made when it is first asked for."""
    kept = memory.get(f"key.{stream}", bytes)
    if kept is None or len(kept) != KEY_BYTES:
        kept = random(KEY_BYTES)
        memory.put(f"key.{stream}", kept, now=True)
    return kept


def introduction(office: Office, private: bytes, hello: Hello) -> bytes:
    """The hello as it lies on the share."""
    return write_paper(office, private, HELLO, hello)


def hello_of(
    office: Office,
    private: bytes,
    stream: str,
    who: tuple[str, str, str],
    made: int,
    former: Mapping[str, bytes],
) -> Hello:
    """What a laptop says of itself; `who` are person, laptop and version, `former` its former streams' private keys."""
    person, laptop, version = (words[:200] for words in who)
    return Hello(
        portfolio=office.portfolio,
        stream=stream,
        key=public_key(private),
        person=person,
        laptop=laptop,
        version=version,
        made=made,
        former={
            each: sign(key, _SUCCESSOR, _succession(each, stream))
            for each, key in list(former.items())[:MOST_FORMER]
        },
    )


def _succession(former: str, stream: str) -> bytes:
    return f"{former} {stream}".encode()
