# SPDX-License-Identifier: Apache-2.0
"""An edit: one line of the log, named by what it says and by all that came before it on its laptop.

The name (tag) is a hash over the stream, the previous edit's tag and the edit itself, with the value replaced by
its seal. Nobody can change, drop or insert an edit unnoticed, and two copies of a workspace that went separate
ways never give one name to two edits. The value lies outside the chain, so that it can be erased and the chain
still holds.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

import msgspec

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.base.i18n import _
from portfolio_desktop.catalogue.catalogue import Catalogue
from portfolio_desktop.catalogue.entity import Entity
from portfolio_desktop.catalogue.fields import Values
from portfolio_desktop.catalogue.plain import Plain, from_plain, to_plain
from portfolio_desktop.storage.changes import Change, Create, Delete, Edit, Lay

TAG_BYTES = 16
SALT_BYTES = 16

LARGEST_VALUE = 4 * 1024 * 1024
"""Characters that the value of one edit may have at most, so that nobody's memory is filled by one."""

CREATED = "*"
"""The field name of the edit that creates a record and carries all its first values."""

DELETED = "~"
"""The field name of the edit that says whether a record is deleted."""

HEADER = "change_set"
"""The entity name of the edit that opens a change set: its label, author and reason."""

_encode = msgspec.json.Encoder(order="sorted").encode
_decode = msgspec.json.Decoder().decode


class Line(NamedTuple):
    """A change in plain form: what the log takes as JSON and the registers as columns.

    `plain` holds all the values of a creation (`field` is CREATED), whether the record is deleted (DELETED), or the
    value of the field.
    """

    entity: str
    record: str
    field: str
    plain: Any


class EditBody(NamedTuple):
    """What an edit says, apart from its value and its place in the log. `parents` are the tags that it replaces."""

    tick: int
    change_set: str
    entity: str
    record: str
    field: str
    parents: bytes


def seal(salt: bytes, value: bytes) -> bytes:
    """What stands for the value in the tag. The salt keeps a short value from being guessed."""
    return hashlib.sha256(salt + value).digest()


def name_edit(stream: str, previous: bytes, body: EditBody, sealed: bytes) -> bytes:
    """The tag of an edit that follows `previous` on `stream`."""
    line = (*body[:-1], body.parents.hex(), sealed.hex())
    return hashlib.sha256(stream.encode() + previous + _encode(line)).digest()[:TAG_BYTES]


def write_plain(plain: Any) -> bytes:
    """Canonical JSON: keys sorted, no spaces, UTF-8."""
    return _encode(plain)


def read_plain(text: str | bytes) -> Any:
    """Read canonical JSON. Raises ValueError on anything that is not JSON."""
    return _decode(text)


def lines_of(changes: Iterable[Change], catalogue: Catalogue) -> Iterator[Line]:
    """The changes in plain form, in their order. Refuses a value that is too large to be kept."""
    for change in changes:
        entity = catalogue.entity(change.entity)
        if isinstance(change, Create):
            yield Line(entity.name, change.record, CREATED, plain_values(entity, change.values))
        elif isinstance(change, Lay) and change.field == DELETED:
            yield Line(entity.name, change.record, DELETED, bool(change.value))
        elif isinstance(change, Edit | Lay):
            plain = plain_values(entity, {change.field: change.value})
            yield Line(entity.name, change.record, change.field, plain.get(change.field))
        else:
            yield Line(entity.name, change.record, DELETED, isinstance(change, Delete))


def plain_values(entity: Entity, values: Values) -> dict[str, Plain]:
    """The values that are not None, in plain form, by field name. Refuses one that is too large to be kept."""
    plain: dict[str, Plain] = {}
    for name, value in values.items():
        if value is not None:
            field = entity.field(name)
            try:
                plain[name] = to_plain(field.kind, value)
            except (ValueError, ArithmeticError) as error:
                words = _("{value} is too large to be kept as {label}.")
                raise Refusal(words.format(value=value, label=_(field.label))) from error
    return plain


def known_values(entity: Entity, plain: Mapping[str, Any]) -> dict[str, Plain]:
    """The values of the fields that `entity` has. What a newer version wrote otherwise stays in the log alone."""
    known: dict[str, Plain] = {}
    for name, value in plain.items():
        if entity.keeps(name):
            kind = entity.field(name).kind
            try:
                known[name] = to_plain(kind, from_plain(kind, value))
            except (ValueError, TypeError, KeyError, ArithmeticError):
                continue
    return known


def split_tags(parents: bytes) -> list[bytes]:
    """The tags that lie one after the other in `parents`."""
    return [parents[start : start + TAG_BYTES] for start in range(0, len(parents), TAG_BYTES)]
