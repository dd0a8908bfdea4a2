# SPDX-License-Identifier: Apache-2.0
"""The small file beside an encrypted file that holds its key, wrapped so that the passphrase or the recovery key opens it.

    passphrase ─ Argon2id ─┐
                           ├─ opens ─ master key ─ opens ─ file key, generation 1, 2, …
    recovery key ── HKDF ──┘

The file key of a people file changes whenever something is erased: the new one is added, the people file is written anew
under it, and the old one is taken out. What was copied before that stays closed for whoever has not also kept the old key
file. A workspace under a password keeps one file key for as long as it is under one.
"""

import base64
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

import msgspec

from portfolio_desktop.base.errors import Refusal, Trouble
from portfolio_desktop.base.files import write_whole
from portfolio_desktop.base.i18n import N_, _
from portfolio_desktop.base.ids import RandomBytes
from portfolio_desktop.storage.keys.wrapping import (
    KEY_BYTES,
    SALT_BYTES,
    Cost,
    WrongKey,
    close_under,
    derive,
    new_recovery_key,
    open_under,
    read_recovery_key,
    stretch,
)

FORMAT = 1
SHORTEST = 12
"""A passphrase has at least so many characters."""

_MASTER, _FILE, _SEEN = "master key", "file key", "seen"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """What is said to the person, marked for translation: of a people file or of a workspace, which call things otherwise."""

    missing: str
    damaged: str
    newer: str
    wrong: str
    wrong_alone: str
    wrong_recovery: str = N_(
        "That is a recovery key, but not the one of {name}. Look at the date on the sheet."
    )
    no_recovery: str
    too_short: str


PEOPLE = Wording(
    missing=N_(
        "{name}, the key file, is not beside the people file, which cannot be opened without it. Put it back from the "
        "folder of backups ({backups}). The portfolio is not affected."
    ),
    damaged=N_(
        "{name}, the key file, is damaged. Put it back from the folder of backups ({backups}). The people file itself "
        "is untouched, and the portfolio is not affected."
    ),
    newer=N_(
        "{name} was written by a newer version of Portfolio Desktop. Update this laptop to open the people file."
    ),
    wrong=N_("That is not the passphrase of {name}. Nothing was opened; try again, or use the recovery key."),
    wrong_alone=N_(
        "That is not the passphrase of {name}. Nothing was opened; try again. It was made without a recovery key, so "
        "nobody can open it without the passphrase."
    ),
    no_recovery=N_(
        "{name} was made without a recovery key. Only its passphrase opens it, and nobody can replace it."
    ),
    too_short=N_(
        "A passphrase needs at least {count} characters. Four or five words in a row are easy to keep."
    ),
)


@dataclass(frozen=True, slots=True)
class Lock:
    """The master key under a passphrase."""

    salt: bytes = field(repr=False)
    cost: Cost
    wrapped: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Generation:
    """One key that the file is or was encrypted under, wrapped under the master key."""

    number: int
    since: date
    wrapped: bytes = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyFile:
    """What the key file says. Whoever reads it alone learns that there is an encrypted file, and nothing else."""

    made: date
    lock: Lock
    recovery: bytes | None = field(default=None, repr=False)
    generations: tuple[Generation, ...]
    """More than one only while the file is being written anew. The last is the one to be used."""
    seen: bytes = field(default=b"", repr=False)
    """How far the people file had got when it was last closed, under the master key."""
    mark: bytes = b""
    """The first bytes of every file that a workspace's key opens, so that they find each other; empty for a people file."""


@dataclass(frozen=True, slots=True)
class Opened:
    """The master key of a key file, in the hands of somebody who knew the passphrase or held the recovery key."""

    master: bytes = field(repr=False)

    def file_keys(self, keys: KeyFile) -> list[tuple[Generation, bytes]]:
        """The keys of all generations, the newest first."""
        return [
            (generation, open_under(self.master, generation.wrapped, f"{_FILE} {generation.number}"))
            for generation in reversed(keys.generations)
        ]

    def with_new_generation(self, keys: KeyFile, today: date, random: RandomBytes) -> KeyFile:
        """The key file with one more generation, to be used from now on."""
        number = keys.generations[-1].number + 1 if keys.generations else 1
        wrapped = close_under(self.master, random(KEY_BYTES), f"{_FILE} {number}", random)
        return replace(keys, generations=(*keys.generations, Generation(number, today, wrapped)))

    def with_passphrase(
        self, keys: KeyFile, passphrase: str, random: RandomBytes, words: Wording = PEOPLE
    ) -> KeyFile:
        """The key file opened by another passphrase from now on."""
        return replace(keys, lock=_locked(self.master, passphrase, random, words))

    def with_recovery(self, keys: KeyFile, random: RandomBytes) -> tuple[KeyFile, str]:
        """The key file with a new recovery key, which replaces an earlier one, and that key to be printed."""
        code = new_recovery_key(random)
        wrapped = close_under(derive(read_recovery_key(code), "recovery"), self.master, _MASTER, random)
        return replace(keys, recovery=wrapped), code

    def with_seen(self, keys: KeyFile, seen: Mapping[str, Any], random: RandomBytes) -> KeyFile:
        """The key file that remembers how far the people file has got."""
        return replace(keys, seen=close_under(self.master, msgspec.json.encode(seen), _SEEN, random))

    def seen(self, keys: KeyFile) -> dict[str, Any]:
        """What `with_seen` noted; empty where nothing was, or what is there was tampered with."""
        try:
            found: dict[str, Any] = msgspec.json.decode(open_under(self.master, keys.seen, _SEEN))
        except (WrongKey, ValueError):
            return {}
        return found


def new_key_file(
    passphrase: str, today: date, random: RandomBytes, words: Wording = PEOPLE
) -> tuple[KeyFile, Opened]:
    """A key file with a fresh master key and its first generation. Refuses a passphrase that is too short."""
    opened = Opened(random(KEY_BYTES))
    keys = KeyFile(made=today, lock=_locked(opened.master, passphrase, random, words), generations=())
    return opened.with_new_generation(keys, today, random), opened


def open_by_passphrase(keys: KeyFile, passphrase: str, name: str, words: Wording = PEOPLE) -> Opened:
    """The master key. Refuses a wrong passphrase; `name` is the encrypted file's, for the sentence."""
    key = stretch(passphrase, keys.lock.salt, keys.lock.cost)
    try:
        return Opened(open_under(key, keys.lock.wrapped, _MASTER))
    except WrongKey as error:
        raise Refusal(_(words.wrong if keys.recovery else words.wrong_alone).format(name=name)) from error


def open_by_recovery(keys: KeyFile, typed: str, name: str, words: Wording = PEOPLE) -> Opened:
    """The master key, by the recovery key as somebody typed it."""
    if keys.recovery is None:
        raise Refusal(_(words.no_recovery).format(name=name))
    secret = read_recovery_key(typed)
    try:
        return Opened(open_under(derive(secret, "recovery"), keys.recovery, _MASTER))
    except WrongKey as error:
        raise Refusal(_(words.wrong_recovery).format(name=name)) from error


def read_key_file(path: Path, backups: Path, said: Wording = PEOPLE) -> KeyFile:
    """What lies at `path`. Raises Trouble where it is missing or damaged, saying where its `backups` are."""
    try:
        content = path.read_bytes()
    except FileNotFoundError as error:
        raise Trouble(_(said.missing).format(name=path.name, backups=backups)) from error
    except OSError as error:
        words = _("{path} cannot be read ({words}). Check the folder's rights.")
        raise Trouble(words.format(path=path, words=error.strerror or error)) from error
    try:
        plain = msgspec.json.decode(content)
        if plain["format"] > FORMAT:
            raise Refusal(_(said.newer).format(name=path.name))
        return _read(plain)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise Trouble(_(said.damaged).format(name=path.name, backups=backups)) from error


def write_key_file(path: Path, keys: KeyFile) -> None:
    """Put the key file at `path`, whole or not at all, for its owner alone."""
    write_whole(path, msgspec.json.format(msgspec.json.encode(_plain(keys)), indent=1), private=True)


def _locked(master: bytes, passphrase: str, random: RandomBytes, words: Wording) -> Lock:
    if len(passphrase) < SHORTEST:
        raise Refusal(_(words.too_short).format(count=SHORTEST))
    salt, cost = random(SALT_BYTES), Cost()
    return Lock(salt, cost, close_under(stretch(passphrase, salt, cost), master, _MASTER, random))


def _plain(keys: KeyFile) -> dict[str, Any]:
    lock = keys.lock
    return {
        "format": FORMAT,
        "made": keys.made.isoformat(),
        "passphrase": {
            "salt": _text(lock.salt),
            "memory": lock.cost.memory,
            "passes": lock.cost.passes,
            "lanes": lock.cost.lanes,
            "wrapped": _text(lock.wrapped),
        },
        "recovery": _text(keys.recovery) if keys.recovery else None,
        "generations": [
            {"number": one.number, "since": one.since.isoformat(), "wrapped": _text(one.wrapped)}
            for one in keys.generations
        ],
        "seen": _text(keys.seen),
        **({"mark": _text(keys.mark)} if keys.mark else {}),
    }


def _read(plain: Mapping[str, Any]) -> KeyFile:
    lock = plain["passphrase"]
    generations = tuple(
        Generation(int(one["number"]), date.fromisoformat(one["since"]), _bytes(one["wrapped"]))
        for one in plain["generations"]
    )
    if not generations:
        raise ValueError(plain)
    return KeyFile(
        made=date.fromisoformat(plain["made"]),
        lock=Lock(
            _bytes(lock["salt"]), Cost(lock["memory"], lock["passes"], lock["lanes"]), _bytes(lock["wrapped"])
        ),
        recovery=_bytes(plain["recovery"]) if plain["recovery"] else None,
        generations=generations,
        seen=_bytes(plain["seen"]),
        mark=_bytes(plain.get("mark", "")),
    )


def _text(content: bytes) -> str:
    return base64.b64encode(content).decode()


def _bytes(text: str) -> bytes:
    return base64.b64decode(text, validate=True)
