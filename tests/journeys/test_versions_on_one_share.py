# SPDX-License-Identifier: Apache-2.0
"""One share through an update: laptops with more and with less in their catalogue, a file that is brought into another form in
the middle, and a backup from before it."""

from collections.abc import Iterator
from datetime import date
from functools import partial
from pathlib import Path
from shutil import copyfile

import pytest

from portfolio_desktop.base.paths import HOME_VARIABLE, shipped
from portfolio_desktop.catalogue.catalogue import Catalogue
from portfolio_desktop.catalogue.fields import Id, Value
from portfolio_desktop.catalogue.records import CATALOGUE
from portfolio_desktop.services import records
from portfolio_desktop.services.office import Office, new_office
from portfolio_desktop.sharing.part import Standing, join, part_of
from portfolio_desktop.storage import store as stores
from portfolio_desktop.storage.changes import Create
from portfolio_desktop.storage.migrate import bring_up_to_date
from portfolio_desktop.storage.schema import FORMAT
from portfolio_desktop.storage.store import Surroundings, open_store
from tests.support.versions import earlier
from tests.support.workspaces import dump, findings

TODAY = date(2026, 11, 21)
EARLIER = earlier(entities={"document", "benefit"}, fields={"risk": {"cause"}, "project": {"description"}})
NEXT = f"""
from alembic import op

revision = "{FORMAT + 1:04}"
down_revision = "{FORMAT:04}"


def upgrade() -> None:
    op.execute("ALTER TABLE stream ADD COLUMN laptop TEXT")
"""


class Pair:
    """Ann and Bob, each with a file of their own, opened by whatever version they have at the time."""

    def __init__(self, folder: Path, patch: pytest.MonkeyPatch) -> None:
        self.folder, self._patch = folder, patch
        self.share = folder / "share"
        self.share.mkdir()
        self.use("Ann")
        with new_office(self.path("Ann"), "Ann", lambda: TODAY) as office:
            add(office, "project", title="Harbour", description="Quay")
            invitation, _standing = part_of(office).share(self.share, encrypted=False, title="Board")
        self.use("Bob")
        joined, _standing = join(invitation, self.share, self.path("Bob"), "Bob")
        joined.close()

    def path(self, who: str) -> Path:
        return self.folder / f"{who}.portfolio"

    def use(self, who: str) -> None:
        self._patch.setenv(HOME_VARIABLE, str(self.folder / f"laptop of {who}"))

    def open(self, who: str, catalogue: Catalogue = CATALOGUE) -> Office:
        self.use(who)
        return Office(open_store(self.path(who), catalogue, Surroundings(who)), lambda: TODAY, catalogue)

    def round(self, who: str, catalogue: Catalogue = CATALOGUE) -> Standing:
        with self.open(who, catalogue) as office:
            return part_of(office).round(thorough=True)

    def meet(self) -> None:
        """Everybody hears of everything, also of the numbers for codes that the others took meanwhile."""
        for who in ("Bob", "Ann", "Bob"):
            self.round(who)
        assert self.dump("Bob") == self.dump("Ann")

    def dump(self, who: str) -> str:
        with self.open(who) as office:
            assert findings(office.store) == []
            return dump(office.store)


def add(office: Office, entity: str, **values: Value) -> Id:
    made = records.create(office, entity, values)
    office.write(made)
    return next(item.record for item in made if isinstance(item, Create))


@pytest.fixture
def pair(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Pair]:
    with pytest.MonkeyPatch.context() as patched:
        yield Pair(tmp_path, patched)


def format_next(folder: Path, patch: pytest.MonkeyPatch) -> None:
    """From now on the application has another form of its file."""
    scripts = folder / "migrations"
    (scripts / "versions").mkdir(parents=True)
    for name in ("env.py", "versions/0001_the_log.py"):
        (scripts / name).write_bytes(shipped("db", "migrations", name).read_bytes())
    (scripts / "versions" / "next.py").write_text(NEXT)
    patch.setattr(stores, "FORMAT", FORMAT + 1)
    patch.setattr(stores, "bring_up_to_date", partial(bring_up_to_date, scripts=scripts, target=FORMAT + 1))


def test_that_who_has_less_in_the_catalogue_works_on_and_catches_up_with_the_update(pair: Pair) -> None:
    with pair.open("Bob", EARLIER) as bob:
        risk = add(bob, "risk", title="Silt")
        part_of(bob).round()
    with pair.open("Ann") as ann:
        part_of(ann).round()
        ann.write(records.change(ann, "risk", risk, {"cause": "The river"}))
        add(ann, "document", title="Charter")
        part_of(ann).round()
    with pair.open("Bob", EARLIER) as bob:
        standing = part_of(bob).round(thorough=True)
        assert (standing.report.quarantined, standing.report.newer) == ((), ())
        assert "The river" not in dump(bob.store)
        bob.write(records.change(bob, "risk", risk, {"title": "Silt in the channel"}))
        part_of(bob).round()
    pair.meet()
    assert "Silt in the channel" in pair.dump("Ann")
    for who in ("Bob", "Ann", "Bob"):
        assert not pair.round(who).report.divergences


def test_that_a_file_changes_its_form_in_the_middle_and_a_backup_from_before_it_is_put_back(
    pair: Pair, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    backup = tmp_path / "backup.portfolio"
    copyfile(pair.path("Ann"), backup)
    with pair.open("Ann") as ann:
        add(ann, "risk", title="Silt")
        part_of(ann).round()
    with pair.open("Ann") as ann:
        add(ann, "risk", title="Written before the update, sent after it")
    format_next(tmp_path, monkeypatch)
    report = pair.round("Ann").report
    assert (report.rotated, report.unsent, report.gone) == (False, 0, 0)
    assert pair.round("Bob").report.taken > 0
    pair.meet()

    copyfile(backup, pair.path("Ann"))
    report = pair.round("Ann").report
    assert report.rotated
    assert "sent after it" in pair.dump("Ann")
    pair.meet()
    with pair.open("Ann") as ann:
        add(ann, "risk", title="Goes on")
    pair.meet()
    assert "Goes on" in pair.dump("Bob")
