# SPDX-License-Identifier: Apache-2.0
"""What pages stand on: outcomes come home, refusals are shown, every change is told, undo names what it takes back."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.base.settings import Settings
from portfolio_desktop.catalogue.records import CATALOGUE
from portfolio_desktop.gui.desk import Desk
from portfolio_desktop.gui.jobs import InlineJobs, Jobs
from portfolio_desktop.services import history, records
from portfolio_desktop.services.office import Office, new_office
from portfolio_desktop.storage.changes import Changes
from tests.support.ask import FakeAsk
from tests.support.desks import labels_written, open_desk, records_of


def add_project(title: str, office: Office) -> Changes:
    return records.create(office, "project", {"title": title})


def test_that_nothing_can_be_asked_of_a_desk_without_a_workspace(
    jobs: InlineJobs, ask: FakeAsk, tmp_path: Path
) -> None:
    desk = Desk(jobs, Settings(tmp_path / "settings.json"), ask)
    assert desk.workspace is None
    assert desk.read_only
    assert desk.catalogue is CATALOGUE
    with pytest.raises(Refusal, match="No workspace is open"):
        desk.read(lambda office: office.path)
    desk.undo()
    desk.close()


def test_that_each_change_is_told_with_what_undo_and_redo_would_do(
    jobs: InlineJobs, ask: FakeAsk, tmp_path: Path
) -> None:
    with open_desk(jobs, ask, tmp_path, filled=False) as desk:
        written, labels = labels_written(desk), []
        desk.undo_changed.connect(lambda undo, redo: labels.append((undo, redo)))
        desk.write(lambda office: add_project("A road", office))
        desk.undo()
        assert written[0] == "Add P-0001"
        assert [bool(undo) for undo, _redo in labels] == [True, False]
        assert [bool(redo) for _undo, redo in labels] == [False, True]
        desk.redo()
        assert "A road" in records_of(desk, "project")


def test_that_a_refused_change_changes_nothing_and_its_reason_reaches_whoever_asked(
    jobs: InlineJobs, ask: FakeAsk, tmp_path: Path
) -> None:
    with open_desk(jobs, ask, tmp_path, filled=False) as desk:
        reasons: list[str] = []
        desk.write(
            lambda office: records.create(office, "project", {}),
            failed=lambda error: reasons.append(str(error)),
        )
        assert reasons == ["Project: name cannot be empty."]
        assert desk.saved
        assert not records_of(desk, "project")


def test_that_the_desk_says_when_everything_is_saved(
    ask: FakeAsk, tmp_path: Path, qtbot: QtBot, themed_app: object
) -> None:
    errors: list[Exception] = []
    jobs = Jobs(errors.append)
    desk = Desk(jobs, Settings(tmp_path / "settings.json"), ask)
    with qtbot.waitSignal(desk.opened):
        desk.open(lambda: new_office(tmp_path / "work.portfolio", "Ruth Calloway"))
    states: list[bool] = []
    desk.saved_changed.connect(states.append)
    with qtbot.waitSignal(desk.written):
        desk.write(lambda office: add_project("A road", office))
    qtbot.waitUntil(lambda: states == [False, True])
    with qtbot.waitSignal(desk.closed):
        desk.close()
    jobs.shutdown()
    assert not errors


def test_that_a_changed_name_stands_beside_the_next_change(
    jobs: InlineJobs, ask: FakeAsk, tmp_path: Path
) -> None:
    with open_desk(jobs, ask, tmp_path, filled=False) as desk:
        desk.write(lambda office: add_project("A road", office))
        desk.sign_as("Cerys Vaughan")
        desk.write(lambda office: add_project("A bridge", office))
        names: list[str] = []
        desk.read(lambda office: [act.author for act in history.acts(office, limit=2)], names.extend)
        assert names[0] == "Cerys Vaughan"
        assert names[1] != "Cerys Vaughan"


def test_that_own_fields_reach_the_pages(jobs: InlineJobs, ask: FakeAsk, tmp_path: Path) -> None:
    with open_desk(jobs, ask, tmp_path) as desk:
        changed: list[None] = []
        desk.catalogue_changed.connect(lambda: changed.append(None))
        desk.write(
            lambda office: records.create(
                office,
                "own_field",
                {"entity": "project", "name": "own_ward", "label": "Ward", "kind": "text"},
            )
        )
        assert changed == [None]
        assert desk.catalogue.entity("project").has("own_ward")
