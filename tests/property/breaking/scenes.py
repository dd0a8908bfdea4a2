# SPDX-License-Identifier: Apache-2.0
"""What is broken off and made to fail: each operation on real files, from the same beginning, and what must hold after it.

Ann and Bob share a portfolio through a folder. All of it lies below one folder at one place, since a workspace knows where it is:
it is put back to its beginning before each attempt.
"""

import os
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from shutil import copytree, rmtree
from unittest.mock import patch

from sqlalchemy import select

from portfolio_desktop.base.errors import Refusal, Trouble
from portfolio_desktop.base.paths import HOME_VARIABLE, shipped
from portfolio_desktop.services import records
from portfolio_desktop.services.office import Office, new_office, open_office
from portfolio_desktop.services.safekeeping import passwords
from portfolio_desktop.sharing.invitations import keep_invitation, read_invited
from portfolio_desktop.sharing.part import join, part_of
from portfolio_desktop.storage.backup import back_up_now, backups, restore, verify
from portfolio_desktop.storage.keys import key_file
from portfolio_desktop.storage.keys.ring import RING
from portfolio_desktop.storage.keys.wrapping import Cost
from portfolio_desktop.storage.migrate import bring_up_to_date
from portfolio_desktop.storage.schema import CHANGE_SET
from portfolio_desktop.sync import consolidating, snapshots
from tests.support.offices import dump
from tests.support.workspaces import findings

OPENING = 2.0  # seconds that opening a workspace may take after a program was killed
WORTH = 8  # edits that a snapshot is made for here

_PASSWORD = "four quiet words here"

Tell = Callable[[str], None]
"""Takes the id of each change set as soon as its save was acknowledged."""


class Stage:
    """The folder in which all of it happens."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.share = root / "share"
        self.invitation = root / "board.invitation"
        self._kept = root.with_name(f"{root.name} kept")

    def file(self, person: str) -> Path:
        """That person's copy of the portfolio."""
        return self.root / person / "Board.portfolio"

    @contextmanager
    def laptop(self, person: str) -> Iterator[Path]:
        """On that person's laptop. Their copy of the portfolio."""
        home = {HOME_VARIABLE: str(self.root / person / "own")}
        quick = patch.object(key_file, "Cost", lambda *given: Cost(*(given or (8 * 1024, 1, 1))))
        asked = passwords.asking(lambda _path: {"password": _PASSWORD})
        with patch.dict(os.environ, home), quick, asked:
            yield self.file(person)

    @contextmanager
    def office(self, person: str) -> Iterator[Office]:
        """That person's workspace, open on their laptop."""
        with self.laptop(person) as file, open_office(file, person) as office:
            yield office

    def set(self, prepare: Callable[["Stage"], None]) -> None:
        """Lay out the beginning, and keep it."""
        self.share.mkdir(parents=True)
        for person in ("Ann", "Bob", "Cy"):
            (self.root / person).mkdir(parents=True)
        with self.laptop("Ann") as file, new_office(file, "Ann") as office:
            write(office, 3)
            invitation, _standing = part_of(office).share(self.share, encrypted=False, title="Board")
            keep_invitation(invitation, self.invitation)
        with self.laptop("Bob") as file:
            office, _standing = join(read_invited(self.invitation), self.share, file, "Bob")
            with office:
                write(office, 2)
                part_of(office).round()
        prepare(self)
        copytree(self.root, self._kept)

    def begin_again(self) -> None:
        """Everything as it was at the beginning."""
        rmtree(self.root)
        copytree(self._kept, self.root)


def write(office: Office, count: int, tell: Tell = lambda _id: None) -> None:
    """So many saves."""
    for number in range(count):
        values = {"title": f"Silt {number}", "cause": "mud " * 300}
        written = office.write(records.create(office, "risk", values))
        assert written is not None
        tell(written.change_set)


@dataclass(frozen=True)
class Scene:
    """An operation: how it is prepared, what is done, and what there must be of it afterwards besides what `faults` asks.

    `left` gets what was acknowledged, which is change sets of the workspace of `whose`, or something else where that is empty.
    """

    name: str
    act: Callable[[Stage, Tell], None]
    prepare: Callable[[Stage], None] = lambda _stage: None
    left: Callable[[Stage, list[str]], list[str]] = lambda _stage, _told: []
    whose: str = "Ann"


def _save(stage: Stage, tell: Tell) -> None:
    with stage.office("Ann") as office:
        write(office, 2, tell)


def _round(stage: Stage, tell: Tell) -> None:
    with stage.office("Ann") as office:
        part_of(office).round()


def _export(stage: Stage, tell: Tell) -> None:
    with stage.office("Ann") as office:
        write(office, 1, tell)
        part_of(office).round()


def _news_of_bob(stage: Stage) -> None:
    with stage.office("Bob") as office:
        for _time in range(3):
            write(office, 2)
            part_of(office).round()


def _many_small_files(stage: Stage) -> None:
    for _time in range(consolidating.TOGETHER):
        for person in ("Ann", "Bob"):
            with stage.office(person) as office:
                write(office, 1)
                part_of(office).round()


def _thorough(stage: Stage, tell: Tell) -> None:
    with stage.office("Ann") as office:
        write(office, 1, tell)
        part_of(office).round(thorough=True)


def _snapshot(stage: Stage, tell: Tell) -> None:
    with patch.object(snapshots, "WORTH", WORTH):
        _export(stage, tell)


def _join(stage: Stage, tell: Tell) -> None:
    """Unless it has been done."""
    with stage.laptop("Cy") as file:
        if not file.exists():
            join(read_invited(stage.invitation), stage.share, file, "Cy")[0].close()
        with open_office(file, "Cy") as office:
            write(office, 1, tell)


def _joined(stage: Stage, told: list[str]) -> list[str]:
    """A joining that was broken off leaves nothing in its place, or a workspace that holds all and knows its share."""
    if not stage.file("Cy").exists():
        return [f"{id} was acknowledged and is lost" for id in told]
    with stage.office("Ann") as ann, stage.office("Cy") as cy:
        found = [*findings(cy.store), *lost(cy, [*acts(ann), *told])]
        return found if part_of(cy).folder else [*found, "its folder is not known"]


def _back_up(stage: Stage, tell: Tell) -> None:
    with stage.laptop("Ann") as file:
        back_up_now(file, datetime.now(UTC))


def _backed_up(stage: Stage, told: list[str]) -> list[str]:
    with stage.laptop("Ann") as file:
        for backup in backups(file):
            try:
                verify(backup.path)
            except (Refusal, Trouble) as error:
                return [f"a backup that does not open: {error}"]
    return []


def _restore(stage: Stage, tell: Tell) -> None:
    with stage.laptop("Ann") as file:
        another = f"Restored {time.monotonic_ns()}.portfolio"  # without asking the disk, which may be failing
        restored = restore(backups(file)[0].path, file.with_name(another))
        with open_office(restored, "Ann") as office:
            part_of(office).round()


def _restored(stage: Stage, told: list[str]) -> list[str]:
    found = []
    for file in (stage.root / "Ann").glob("Restored*.portfolio"):
        with stage.laptop("Ann"), open_office(file, "Ann") as office:
            found += findings(office.store)
    return found


def _put_under_password(stage: Stage, tell: Tell) -> None:
    """Unless it has been done."""
    with stage.laptop("Ann") as file:
        if RING.is_plain(file):
            passwords.protect(file, _PASSWORD, "Ann")


def _take_password_away(stage: Stage, tell: Tell) -> None:
    """Unless it has been done."""
    with stage.laptop("Ann") as file:
        if not RING.is_plain(file):
            passwords.unprotect(file, "Ann", password=_PASSWORD)


def _nothing_plain(stage: Stage, told: list[str]) -> list[str]:
    """Where the workspace is under its password still, what was half made of the plain one went with the opening."""
    with stage.laptop("Ann") as file:
        if RING.is_plain(file):
            return []
        passwords.unlock(file, password=_PASSWORD)
        return [
            f"{path.name} is left" for path in file.parent.iterdir() if path.name.endswith((".new", ".tmp"))
        ]


def _migrate(stage: Stage, tell: Tell) -> None:
    with stage.laptop("Ann"):
        bring_up_to_date(stage.root / "Ann" / "Old.portfolio", scripts=stage.root / "scripts", target=2)


def _old_file(stage: Stage) -> None:
    folder = stage.root / "scripts" / "versions"
    folder.mkdir(parents=True)
    for name in ("env.py", "versions/0001_the_log.py"):
        (stage.root / "scripts" / name).write_bytes(shipped("db", "migrations", name).read_bytes())
    (folder / "0002_next.py").write_text(_NEXT)
    with stage.laptop("Ann"), new_office(stage.root / "Ann" / "Old.portfolio", "Ann") as office:
        write(office, 2)


def _migrated(stage: Stage, told: list[str]) -> list[str]:
    """The file is of the one form or of the other, and whole."""
    with stage.laptop("Ann"), open_office(stage.root / "Ann" / "Old.portfolio", "Ann") as office:
        return findings(office.store)


_NEXT = """
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.execute("ALTER TABLE stream ADD COLUMN laptop TEXT")
    op.execute("UPDATE stream SET laptop = 'mine'")
"""


SHARED = (
    Scene("save", _save),
    Scene("export", _export),
    Scene("take", _round, _news_of_bob),
    Scene("consolidate", _thorough, _many_small_files),
    Scene("snapshot", _snapshot, _many_small_files),
    Scene("join", _join, _news_of_bob, _joined, whose="Cy"),
    Scene("back up", _back_up, left=_backed_up),
    Scene("restore", _restore, lambda stage: _back_up(stage, lambda _id: None), _restored),
    Scene("put under a password", _put_under_password),  # what is half made of that is encrypted already
    Scene(
        "take the password away",
        _take_password_away,
        lambda stage: _put_under_password(stage, lambda _id: None),
        _nothing_plain,
    ),
    Scene("migrate", _migrate, _old_file, _migrated),
)


def faults(stage: Stage, scene: Scene, told: list[str]) -> list[str]:
    """What is wrong after an attempt: everything that was acknowledged is there, all is whole, and all agree after a round."""
    began = time.perf_counter()
    with stage.office("Ann") as office:
        took = time.perf_counter() - began
        found = [] if took < OPENING else [f"opening took {took:.1f} s"]
        found += findings(office.store)
        if scene.whose == "Ann":
            found += lost(office, told)
    found += scene.left(stage, told)
    return found or agreed(stage, told if scene.whose else [])


def agreed(stage: Stage, told: list[str]) -> list[str]:
    """Whether Ann and Bob, and Cy where there is one, come to the same, with what was told."""
    people = [person for person in ("Ann", "Bob", "Cy") if _is_member(stage, person)]
    found = []
    for person in [*people, *people[:-1]]:
        with stage.office(person) as office:
            report = part_of(office).round(thorough=True).report
            if report.trouble:
                found.append(f"{person}: {report.trouble}")
    dumps = set()
    for person in people:
        with stage.office(person) as office:
            dumps.add(dump(office))
            found += [f"{person}: {fault}" for fault in [*findings(office.store), *lost(office, told)]]
    return found if len(dumps) == 1 else [*found, "they do not agree"]


def _is_member(stage: Stage, person: str) -> bool:
    if not stage.file(person).exists():
        return False
    with stage.office(person) as office:
        return part_of(office).is_shared


def lost(office: Office, told: Iterable[str]) -> list[str]:
    """Those of the change sets that a workspace lacks."""
    there = acts(office)
    return [f"{id} was acknowledged and is lost" for id in told if id not in there]


def acts(office: Office) -> set[str]:
    """The change sets that a workspace holds."""
    with office.store.reading() as connection:
        return set(connection.execute(select(CHANGE_SET.c.id)).scalars())
