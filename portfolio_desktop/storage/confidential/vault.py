# SPDX-License-Identifier: Apache-2.0
"""The people file, opened: a store of its own under a key of its own, and what can be done with that key."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from pathlib import Path
from typing import Self

from sqlalchemy import delete, func, insert, select

from portfolio_desktop.base.clock import local_time, tick_time
from portfolio_desktop.base.dates import format_date, format_moment
from portfolio_desktop.base.errors import Refusal, Trouble
from portfolio_desktop.base.files import ask_disk, is_file, is_there
from portfolio_desktop.base.i18n import N_, _
from portfolio_desktop.catalogue.catalogue import Catalogue
from portfolio_desktop.storage.backup import Backup, back_up_now, backups, folder_of
from portfolio_desktop.storage.changes import Changes, Why, Written
from portfolio_desktop.storage.confidential.erase import forget_erased, write_anew
from portfolio_desktop.storage.confidential.sealing import Identity, new_identity
from portfolio_desktop.storage.confidential.whereabouts import guard, key_path, making_path, settle, tidy
from portfolio_desktop.storage.connect import Damaged, opens, plain_errors, remove
from portfolio_desktop.storage.keys.key_file import (
    KeyFile,
    Opened,
    new_key_file,
    open_by_passphrase,
    open_by_recovery,
    read_key_file,
    write_key_file,
)
from portfolio_desktop.storage.lock import held
from portfolio_desktop.storage.schema import CHANGE_SET, META
from portfolio_desktop.storage.store import Store, Surroundings, create_store, open_store

_IDENTITY = "identity"

_THERE = N_("{path} already exists. Open it, or choose another name.")
_DOES_NOT_OPEN = N_(
    "{name} does not open under its key. It is damaged, or a copy from before {since}, when the key was changed because "
    "something was erased. Put a newer copy in its place from {backups}. The portfolio is not affected."
)
_DAMAGED = N_(
    "{name} is damaged, or belongs to another key file. Put a copy in its place from {backups}. The portfolio is not "
    "affected."
)
_OLDER = N_(
    "{name} is older than the one last used on this laptop. Missing: {missing}, the last of {last}. If it was restored "
    "on purpose, go on; if not, look for the newer one before you write anything."
)


@dataclass(slots=True)
class Vault:
    """An open people file, used by one thread.

    `behind` says, where it is so, that it is older than the one last used. `private` tells whether the system keeps
    others who log on to this laptop from opening its files, encrypted as they are.
    """

    store: Store
    catalogue: Catalogue
    world: Surroundings
    behind: str = ""
    private: bool = True
    _opened: Opened = field(kw_only=True, repr=False)
    _keys: KeyFile = field(kw_only=True, repr=False)
    _key: bytes = field(kw_only=True, repr=False)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()

    @property
    def path(self) -> Path:
        """The people file."""
        return self.store.path

    @property
    def has_recovery(self) -> bool:
        """Whether a recovery key was printed that opens it."""
        return self._keys.recovery is not None

    def is_passphrase(self, passphrase: str) -> bool:
        """Whether it would open the file: asked again before what cannot be taken back."""
        try:
            open_by_passphrase(self._keys, passphrase, self.path.name)
        except Refusal:
            return False
        return True

    def change_passphrase(self, passphrase: str) -> None:
        """Another passphrase opens it from now on, and the old one nothing but copies that somebody kept of the key file."""
        self._keep(self._opened.with_passphrase(self._keys, passphrase, self.world.random))

    def new_recovery_key(self) -> str:
        """A recovery key to be printed. It replaces an earlier one, and is kept nowhere."""
        keys, code = self._opened.with_recovery(self._keys, self.world.random)
        self._keep(keys)
        return code

    def forget_recovery_key(self) -> None:
        """From now on the passphrase alone opens it."""
        self._keep(replace(self._keys, recovery=None))

    def erase(self, changes: Changes, today: date) -> Written:
        """Carry out deletions for good: out of the history, out of the file, and out of reach in every earlier copy.

        Earlier backups are deleted, since nothing opens them any more, and a new one is kept. The store is another
        afterwards. What a crash leaves undone is done at the next opening.
        """
        written = self.store.write(replace(changes, why=Why.ERASURE))
        forget_erased(self.store)
        self._change_key(today)
        return written

    def identity(self, person: str, name: str) -> Identity:
        """The private keys of the file's owner, made when first asked for. They lie in the file and nowhere else."""
        with self.store.reading() as connection:
            kept = connection.execute(select(META.c.value).where(META.c.key == _IDENTITY)).scalar()
        if kept is not None:
            signing, opening = (bytes.fromhex(part) for part in kept.split())
            return Identity(person, name, signing, opening)
        made = new_identity(person, name, self.world.random)
        self._keep_identity(made)
        return made

    def renew_opening_key(self, person: str, name: str) -> None:
        """From now on no copy that was sealed for this person before can be opened, wherever it still lies."""
        fresh = new_identity(person, name, self.world.random)
        self._keep_identity(replace(fresh, signing=self.identity(person, name).signing))

    def _keep_identity(self, identity: Identity) -> None:
        value = f"{identity.signing.hex()} {identity.opening.hex()}"
        with self.store.changing() as connection:
            connection.execute(delete(META).where(META.c.key == _IDENTITY))
            connection.execute(insert(META).values(key=_IDENTITY, value=value))

    def back_up(self) -> Backup:
        """Keep a copy that is known to open, under the same key, with the key file as it is now beside it."""
        backup = back_up_now(self.path, datetime.now().astimezone(), key=self._key)
        _copy_key_file(self.path, self._keys)
        self.private = guard(self.path)
        return backup

    def close(self) -> None:
        """Close it, remembering how far it had got, and forget the key. Closing it twice does nothing more."""
        if not self._key:
            return
        keys = self._keys
        if not (self.store.read_only or self.store.closed):
            with suppress(Trouble):  # it only serves to notice an older copy later
                keys = self._opened.with_seen(self._keys, _progress(self.store), self.world.random)
                write_key_file(key_path(self.path), keys)
        self.store.close()
        self._opened, self._key = Opened(b""), b""

    def _keep(self, keys: KeyFile) -> None:
        write_key_file(key_path(self.path), keys)
        self._keys = keys
        _copy_key_file(self.path, keys)

    def _change_key(self, today: date) -> None:
        self._keep(self._opened.with_new_generation(self._keys, today, self.world.random))
        self.store.close()
        try:
            self._keys = _end_change(self.path, self._keys, self._opened, self.world.author)
        finally:  # where it failed, the next opening ends it, and till then the file is open as it is
            self._key = _key_of(self.path, self._keys, self._opened)
            self.store = open_store(self.path, self.catalogue, self.world, key=self._key)
            self.store.extend(self.catalogue)
        self.private = guard(self.path)


def create_vault(
    path: Path, catalogue: Catalogue, passphrase: str, today: date, world: Surroundings, first: Changes
) -> Vault:
    """A new people file at `path` with what `first` writes. Refuses where one is; broken off, it leaves none.

    The file is made beside its place. Once its key file is written there is a people file, and the next opening would put it in
    its place; before that nothing could open what is there, and the next making takes it away.
    """
    making = making_path(path)
    with held(path, world.author), ExitStack() as undo:
        for there in (path, key_path(path)):
            if ask_disk(is_there, there):
                raise Refusal(_(_THERE).format(path=there))
        keys, opened = new_key_file(passphrase, today, world.random)
        (_generation, key) = opened.file_keys(keys)[0]
        remove(making)
        undo.callback(remove, making)
        with create_store(making, catalogue, world, key=key) as made:
            made.extend(catalogue)
            made.write(first)
        undo.callback(key_path(path).unlink, missing_ok=True)
        write_key_file(key_path(path), keys)
        settle(path)
        undo.pop_all()
    store = open_store(path, catalogue, world, key=key)
    store.extend(catalogue)
    return Vault(store, catalogue, world, private=guard(path), _opened=opened, _keys=keys, _key=key)


def open_vault(
    path: Path,
    catalogue: Catalogue,
    today: date,
    world: Surroundings,
    *,
    passphrase: str = "",
    recovery_key: str = "",
    read_only: bool = False,
) -> Vault:
    """The people file at `path`, by its passphrase or by the recovery key. Ends an erasure that a crash interrupted.

    Refuses the wrong one of either. Raises Trouble where file or key file are missing, damaged or do not belong together.
    """
    settle(path)
    keys = read_key_file(key_path(path), folder_of(path))
    by, words = (open_by_recovery, recovery_key) if recovery_key else (open_by_passphrase, passphrase)
    opened = by(keys, words, path.name)
    if not read_only and len(keys.generations) > 1:
        keys = _end_change(path, keys, opened, world.author)
    key = _key_of(path, keys, opened)
    with ExitStack() as undo:
        undo.enter_context(damage_told(path))
        store = open_store(path, catalogue, world, read_only=read_only, key=key)
        vault = Vault(store, catalogue, world, _opened=opened, _keys=keys, _key=key)
        undo.callback(lambda: vault.store.close())
        store.extend(catalogue)
        vault.behind = _behind(vault, opened.seen(keys))
        if not store.read_only:
            tidy(path)
        vault.private = guard(path)
        if not store.read_only and forget_erased(store):
            vault._change_key(today)
        undo.pop_all()
    return vault


@contextmanager
def damage_told(path: Path) -> Iterator[None]:
    """Say of a damaged people file where its own backups lie: what is said of a workspace would mislead."""
    try:
        yield
    except Damaged as error:
        raise Trouble(_(_DAMAGED).format(name=path.name, backups=folder_of(path))) from error


def _key_of(path: Path, keys: KeyFile, opened: Opened) -> bytes:
    """The key that the file is encrypted under. Raises Trouble where none opens it."""
    if not ask_disk(is_file, path):
        raise Refusal(_("There is no people file at {path}.").format(path=path))
    with plain_errors(path):
        for _generation, key in opened.file_keys(keys):
            if opens(path, key):
                return key
    latest = keys.generations[-1]
    words = _DOES_NOT_OPEN if latest.number > 1 else _DAMAGED
    raise Trouble(_(words).format(name=path.name, since=format_date(latest.since), backups=folder_of(path)))


def _end_change(path: Path, keys: KeyFile, opened: Opened, author: str) -> KeyFile:
    """Write the closed file anew where that has not happened yet, then destroy the older keys and what they open."""
    with held(path, author):
        old = _key_of(path, keys, opened)
        (_generation, new) = opened.file_keys(keys)[0]
        if old != new:
            write_anew(path, old, new)
        kept = back_up_now(path, datetime.now().astimezone(), key=new)
        for backup in backups(path):
            if backup != kept:
                backup.path.unlink(missing_ok=True)
        keys = replace(keys, generations=keys.generations[-1:])
        write_key_file(key_path(path), keys)
        _copy_key_file(path, keys)
    return keys


def _copy_key_file(path: Path, keys: KeyFile) -> None:
    """One copy beside the backups, never an older one: an erased key must not lie about there."""
    write_key_file(folder_of(path) / key_path(path).name, keys)


def _progress(store: Store) -> dict[str, int]:
    with store.reading() as connection:
        sets, tick = connection.execute(select(func.count(), func.max(CHANGE_SET.c.tick))).one()
    return {"sets": sets, "tick": tick or 0}


def _behind(vault: Vault, seen: dict[str, int]) -> str:
    missing = seen.get("sets", 0) - _progress(vault.store)["sets"]
    if missing <= 0:
        return ""
    changes = _("1 change") if missing == 1 else _("{count} changes").format(count=missing)
    last = format_moment(local_time(tick_time(seen.get("tick", 0))))
    return _(_OLDER).format(name=vault.path.name, missing=changes, last=last)
