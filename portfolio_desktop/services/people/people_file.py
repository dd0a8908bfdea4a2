# SPDX-License-Identifier: Apache-2.0
"""An open people file: an office of its own, over an encrypted store, with a catalogue of its own."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Self

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.base.i18n import _
from portfolio_desktop.catalogue.confidential import CONFIDENTIAL
from portfolio_desktop.catalogue.fields import Id, Values
from portfolio_desktop.services import records
from portfolio_desktop.services.office import Office
from portfolio_desktop.services.people.custody.added_words import words_that_go
from portfolio_desktop.services.people.custody.whose import refuse_moving
from portfolio_desktop.services.people.known import names, owner
from portfolio_desktop.services.people.sense import refuse_changing_signed
from portfolio_desktop.services.people.shaping.freezing import refuse_changing_running_form
from portfolio_desktop.storage.backup import folder_of
from portfolio_desktop.storage.changes import Changes, Create, Delete, Revive, Written
from portfolio_desktop.storage.confidential.drafts import forget_drafts
from portfolio_desktop.storage.confidential.sealing import Identity
from portfolio_desktop.storage.confidential.vault import Vault, create_vault, damage_told, open_vault
from portfolio_desktop.storage.confidential.whereabouts import (
    key_path,
    move_here,
    people_path,
    prepare,
    there,
)
from portfolio_desktop.storage.examine import examine
from portfolio_desktop.storage.keys.key_file import read_key_file
from portfolio_desktop.storage.store import Surroundings

__all__ = [
    "Outside",
    "PeopleFile",
    "has_people_file",
    "move_here",
    "new_people_file",
    "open_people_file",
    "outside",
    "owners",
    "people_path",
    "place_for",
]


class PeopleFile(Office):
    """One open people file. It is an Office, so all that is done with records is done as in a workspace."""

    confidential = True

    def __init__(self, vault: Vault, today: Callable[[], date]) -> None:
        self._vault = vault
        super().__init__(vault.store, today, CONFIDENTIAL)

    @property
    def behind(self) -> str:
        """Says, where it is so, that the file is older than the one last used on this laptop."""
        return self._vault.behind

    @property
    def private(self) -> bool:
        """Whether the system keeps others who log on to this laptop from opening its files, encrypted as they are."""
        return self._vault.private

    @property
    def backups(self) -> Path:
        """The folder that its backups lie in."""
        return folder_of(self.path)

    @property
    def has_recovery_key(self) -> bool:
        """Whether there is a printed key that opens it beside the passphrase."""
        return self._vault.has_recovery

    def require(self, passphrase: str) -> None:
        """Refuse unless it is the passphrase: asked again before what cannot be taken back."""
        if not self._vault.is_passphrase(passphrase):
            raise Refusal(_("That is not the passphrase of {name}.").format(name=self.path.name))

    def set_passphrase(self, passphrase: str) -> None:
        """Have another passphrase open the file, for whoever has it open: by the old one, or by the recovery key."""
        self._vault.change_passphrase(passphrase)

    def new_recovery_key(self) -> str:
        """A recovery key to be printed; an earlier one opens nothing from now on."""
        return self._vault.new_recovery_key()

    def forget_recovery_key(self) -> None:
        """Have the passphrase alone open the file."""
        self._vault.forget_recovery_key()

    @property
    def identity(self) -> Identity:
        """The private keys of the file's owner."""
        return self._vault.identity(*self._me())

    @property
    def my_id(self) -> Id:
        """The file's owner, as a party here and as a person in the portfolio."""
        return Id(self._me()[0])

    def _me(self) -> tuple[str, str]:
        with self.reading() as reader:
            mine = owner(reader)
            return mine, names(reader, [mine])[mine]

    def faults(self) -> tuple[str, ...]:
        """What is wrong with the file, one sentence each; nothing for a whole one."""
        with self.store.reading() as connection:
            return tuple(each.text for each in examine(connection, self.catalogue))

    def back_up(self) -> Path:
        """Keep a copy, opened and found whole, and say where it is."""
        return self._vault.back_up().path

    def erase(
        self,
        targets: Iterable[tuple[str, Id]],
        ground: str,
        *,
        deleted: Iterable[tuple[str, Id]] = (),
    ) -> int:
        """Erase records and all that is part of them, for good; returns how many. They cannot be brought back.

        `deleted` names records that had left their register before: of those the history goes.

        Copies that were sealed for this file's owner cannot be opened any more, so its card is another afterwards.
        Keeps a record that something was erased, when and on what `ground`, and not of what.
        """
        wanted: dict[str, list[Id]] = defaultdict(list)
        for entity, id in targets:
            wanted[entity].append(id)
        items = [item for entity, ids in wanted.items() for item in records.delete(self, entity, ids)]
        gone = {item.record: item for item in items if isinstance(item, Delete)}
        kept = [item for item in items if item.record not in gone]
        # What was deleted before is deleted once more, so that the log says that it was erased.
        again = [(entity, id) for entity, id in deleted if id not in gone]
        revived = [Revive(entity, id) for entity, id in again]
        gone |= {id: Delete(entity, id) for entity, id in again}
        values: Values = {"title": ground, "on": self.today(), "records": len(gone)}
        certificate = Create("erasure", Id(self.store.new_id()), values)
        # The label stays in the history: it says nothing of what went.
        forget_drafts(self.store, gone)
        words = words_that_go(self.store, gone)
        self._vault.renew_opening_key(*self._me())
        changes = Changes(_("Erase"), (*revived, *kept, *gone.values(), *words, certificate))
        try:
            written = self._vault.erase(changes, self.today())
        finally:
            self.store = self._vault.store  # opened anew, also where the disk failed
        self._learn()
        self._tell(written)
        return len(gone)

    def write(self, changes: Changes) -> Written | None:
        """As in a workspace, but for what would change an appraisal that somebody signed, or a form that a year runs on.

        Nor does a record become somebody else's.
        """
        with self.reading() as reader:
            refuse_moving(reader, changes)
            refuse_changing_signed(reader, changes)
            refuse_changing_running_form(reader, changes)
        return super().write(changes)

    def close(self) -> None:
        """Close the file and forget its key."""
        self._vault.close()

    def __enter__(self) -> Self:
        return self


@dataclass(frozen=True, slots=True)
class Outside:
    """What can be said of a people file without opening it."""

    path: Path
    made: date
    has_recovery_key: bool
    key_since: date


def outside(workspace: Path) -> Outside:
    """The people file beside a workspace, from outside. Refuses where there is none."""
    path = people_path(workspace)
    if not has_people_file(workspace):
        raise Refusal(_("There is no people file beside {name}.").format(name=workspace.name))
    keys = read_key_file(key_path(path), folder_of(path))
    return Outside(path, keys.made, keys.recovery is not None, keys.generations[-1].since)


def has_people_file(workspace: Path) -> bool:
    """Whether there is one, or its key file."""
    return there(people_path(workspace))


def place_for(workspace: Path) -> Path:
    """Where the people file of a workspace is to be made, made ready for it."""
    path = people_path(workspace)
    prepare(path, workspace)
    return path


def owners(office: Office) -> list[tuple[Id, Values]]:
    """Who in a workspace a people file could belong to, by name, with what it would say of them."""
    entity = office.catalogue.entity("person")
    with office.reading() as reader:
        found = [person for person in reader.all(entity) if not person["left"]]
    found.sort(key=lambda person: str(person["name"]).casefold())
    return [(person.id, {"name": person["name"], "role": person["role"]}) for person in found]


def new_people_file(
    path: Path, passphrase: str, me: Values, my_id: Id, today: Callable[[], date] = date.today
) -> PeopleFile:
    """A new people file that belongs to one person: `me` holds the values of a party, `my_id` is theirs in the portfolio."""
    world = Surroundings(str(me.get("name") or ""))
    own = Create("party", my_id, {**me, "myself": True})
    first = Changes(_("Make this people file"), (own,))
    return PeopleFile(create_vault(path, CONFIDENTIAL, passphrase, today(), world, first), today)


def open_people_file(
    path: Path,
    author: str,
    *,
    passphrase: str = "",
    recovery_key: str = "",
    read_only: bool = False,
    today: Callable[[], date] = date.today,
) -> PeopleFile:
    """The people file at `path`, by its passphrase or its recovery key."""
    with damage_told(path), ExitStack() as undo:
        vault = open_vault(
            path,
            CONFIDENTIAL,
            today(),
            Surroundings(author),
            passphrase=passphrase,
            recovery_key=recovery_key,
            read_only=read_only,
        )
        undo.callback(vault.close)
        people = PeopleFile(vault, today)
        undo.pop_all()
    return people
