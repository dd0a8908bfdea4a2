# SPDX-License-Identifier: Apache-2.0
"""What a people file remembers of parcels in the shared folder: in itself, encrypted, and outside its log.

The workspace knows nothing of it, nor that there is anything to be known.
"""

from __future__ import annotations

import msgspec

from portfolio_desktop.services.people.people_file import PeopleFile

_KEY = "parcels"


class Memory(msgspec.Struct):
    """By the names that the share gave them: our own parcels with their ids, our receipts with the parcels that they confirm,
    and those of others that are not for us or were taken."""

    posted: dict[str, str] = {}
    receipts: dict[str, list[str]] = {}
    done: list[str] = []


def recall(people: PeopleFile) -> Memory:
    """What was remembered last."""
    text = people.store.ledger.recall(_KEY)
    try:
        return msgspec.json.decode(text, type=Memory) if text else Memory()
    except ValueError:  # another version kept it in another shape: parcels are read again
        return Memory()


def remember(people: PeopleFile, memory: Memory) -> None:
    """Keep it. What is kept already costs nothing."""
    text = msgspec.json.encode(memory, order="sorted").decode()
    if text != people.store.ledger.recall(_KEY) and not people.store.read_only:
        people.store.ledger.remember(_KEY, text)
