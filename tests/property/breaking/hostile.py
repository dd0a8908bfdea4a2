# SPDX-License-Identifier: Apache-2.0
"""What somebody could put on a share who means harm: edits of any shape whose chain, signature and hash are all right.

Only a member can make such files. What is asked is that nobody's workspace is harmed by them.
"""

import random
from collections.abc import Callable, Sequence
from typing import Any

import msgspec

from portfolio_desktop.catalogue.catalogue import Catalogue
from portfolio_desktop.storage.edits import CREATED, DELETED, HEADER, SALT_BYTES, TAG_BYTES, seal
from portfolio_desktop.storage.travel.edits import Sent, Stretch

STREAM_LETTERS = "0123456789abcdefghijklmnopqrstuv"

_TEXTS = (
    "",
    " ",
    "\0",
    "a\0b",
    "=1+1",
    "<b>",
    "<img src='/etc/hosts'>",
    "'; DROP TABLE edit; --",
    "$$",
    "%s%n",
    "{}",
    "\u202eabc",
    "\uffff",
    "\U0001f600" * 40,
    "R-0012",
    "../../x",
    "x" * 5000,
    "mud " * 2000,
    "2026-02-30",
    "0001-01-01",
    "9999-12-31",
    "-0",
    "1e999",
    "NaN",
    "0." + "3" * 400,
    "9" * 400,
    "own_x",
    "text",
    "narrative",
    "money",
    "project",
    "None",
    "true",
    "a;b;;c",
)
_NUMBERS = (0, -1, 1, 2, 5, 10**12, 10**15, -(10**18), 2**63, 2**64, 10**30, 1.5, -0.0, 1e308)
_RAW = (
    '"\\ud800"',
    '"\\udfff\\ud800"',
    "1e999",
    "-1e999",
    "NaN",
    "Infinity",
    '{"a":1,"a":2}',
    "[" * 500 + "]" * 500,
    "[" * 5000,
    '{"unknown":{"unknown":"x"}}',
    "9" * 5000,
    "0.1e-400",
    "  1",
    "tru",
    "",
)


class Hostility:
    """Makes edits by chance. `ids` and `tags` are of records and edits that are there."""

    def __init__(
        self, chance: random.Random, catalogue: Catalogue, ids: Sequence[str], tags: Sequence[bytes]
    ):
        self.chance = chance
        self.catalogue = catalogue
        self.ids = list(ids)
        self.tags = list(tags)
        self._made = 0

    def stretch(self, stream: str, first: int, before: bytes) -> Stretch:
        """A change set, or what claims to be one."""
        chance = self.chance
        self._made += 1
        set_id = (
            self._one_of(self.ids) if chance.random() < 0.02 else f"set{self._made}{chance.randrange(10**9)}"
        )
        edits = []
        if chance.random() < 0.97:
            edits.append(self._sent(self._tick(), set_id, HEADER, set_id, CREATED, b"", self._header()))
        edits += [self._edit(set_id) for _each in range(chance.randrange(1, 6))]
        if chance.random() < 0.02:
            chance.shuffle(edits)
        stretch = Stretch(stream, first, before, tuple(edits))
        self.tags += stretch.tags()
        return stretch

    def _edit(self, set_id: str) -> Sent:
        chance = self.chance
        entity = self._one_of([each.name for each in self.catalogue.entities])
        if chance.random() < 0.3:
            entity = self._one_of(
                ["own_field", "list_item", "rule", "scale_descriptor", "code_block", "task", "calendar"]
            )
        fields = (
            [each.name for each in self.catalogue.entity(entity).fields]
            if self.catalogue.knows(entity)
            else []
        )
        field = self._one_of([CREATED, CREATED, DELETED, *fields, "unheard_of"])
        if field == CREATED:
            plain: Any = {
                name: self._value() for name in chance.sample(fields, min(len(fields), chance.randrange(8)))
            }
        elif field == DELETED:
            plain = chance.random() < 0.5
        else:
            plain = self._value()
        if chance.random() < 0.03:
            plain, entity = (
                self._value(),
                self._one_of([entity, HEADER, "nothing_known", "edit", "meta", "search"]),
            )
        record = self._one_of(self.ids) if chance.random() < 0.6 else f"new{chance.randrange(10**6)}"
        self.ids.append(record)
        parents = b"".join(self._one_of(self.tags) for _each in range(self._few())) if self.tags else b""
        if chance.random() < 0.03:
            parents = chance.randbytes(TAG_BYTES * self._few() + self._one_of([0, 0, 1]))
        return self._sent(self._tick(), set_id, entity, record, field, parents, plain)

    def _sent(
        self, tick: int, set_id: str, entity: str, record: str, field: str, parents: bytes, plain: Any
    ) -> Sent:
        chance = self.chance
        salt = chance.randbytes(SALT_BYTES)
        text = msgspec.json.encode(plain).decode()
        if chance.random() < 0.03:
            text = self._one_of(_RAW)
        if chance.random() < 0.02:
            return Sent(tick, set_id, entity, record, field, parents, chance.randbytes(32), None, None)
        return Sent(tick, set_id, entity, record, field, parents, seal(salt, text.encode()), salt, text)

    def _header(self) -> Any:
        header: dict[str, Any] = {"author": self._text(), "label": self._text(), "why": "edit"}
        if self.chance.random() < 0.1:
            header["why"] = self._one_of(["undo", "resolve", "upkeep", "nobody knows", ""])
        if self.chance.random() < 0.1:
            header["reverses"] = self._one_of([*self.ids, "nothing"])
        if self.chance.random() < 0.02:
            header[self._text()] = self._value()
        return header

    def _value(self, depth: int = 0) -> Any:
        chance = self.chance
        makers: list[Callable[[], Any]] = [
            self._text,
            self._text,
            lambda: self._one_of(_NUMBERS),
            lambda: self._one_of([None, True, False]),
            lambda: self._one_of(self.ids),
            lambda: {"unknown": self._value(depth + 1)},
            lambda: {"scale": self._text(), "value": self._text()},
            lambda: [self._one_of(["rag5", "rag3", "x"]), self._one_of(["red", "green", "y"])],
            lambda: (
                f"{chance.randrange(1, 9999):04}-{chance.randrange(1, 14):02}-{chance.randrange(1, 33):02}"
            ),
        ]
        if depth < 3:
            makers.append(lambda: [self._value(depth + 1) for _each in range(self._few())])
            makers.append(lambda: {self._text(): self._value(depth + 1) for _each in range(self._few())})
        return self._one_of(makers)()

    def _text(self) -> str:
        return str(self._one_of(_TEXTS))

    def _tick(self) -> int:
        chance = self.chance
        near = (1_795_000_000_000 + chance.randrange(10**9)) << 16
        return int(
            self._one_of([near] * 20 + [0, 1, (1 << 63) - 1, (1 << 62), near << 4, chance.randrange(1 << 60)])
        )

    def _few(self) -> int:
        return int(self._one_of([0, 1, 1, 1, 2, 3]))

    def _one_of(self, items: Sequence[Any]) -> Any:
        return items[self.chance.randrange(len(items))]
