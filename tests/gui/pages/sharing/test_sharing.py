# SPDX-License-Identifier: Apache-2.0
"""A person shares a portfolio, sees who takes part, and settles disagreements by the window alone."""

from datetime import UTC, date, datetime
from pathlib import Path
from shutil import copytree

import pytest
from PySide6.QtWidgets import QApplication, QCheckBox, QComboBox, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.gui.form.act_dialog import ActDialog
from portfolio_desktop.gui.form.record_form import RecordForm
from portfolio_desktop.gui.models.register_model import is_disputed
from portfolio_desktop.gui.pages.pieces import Card
from portfolio_desktop.gui.pages.sharing.comparing import Compared
from portfolio_desktop.gui.pages.sharing.disagreement import Disagreement
from portfolio_desktop.gui.pages.sharing.page import SharingPage
from portfolio_desktop.gui.shell import places
from portfolio_desktop.gui.shell.shell import Shell
from portfolio_desktop.services import records
from portfolio_desktop.services.office import Office
from portfolio_desktop.services.sharing.conflicts import Conflict, Said
from portfolio_desktop.storage.changes import Changes, Create, Edit
from portfolio_desktop.storage.merge.unsettled import Kind
from tests.support.ask import FakeAsk
from tests.support.qt import to_front
from tests.support.sharing_windows import Other, share_here

_END, _HERE, _THERE = date(2027, 3, 31), date(2027, 4, 30), date(2027, 6, 30)


@pytest.fixture
def project(empty: Shell) -> Id:
    made: list[Id] = []

    def make(office: Office) -> Changes:
        changes = records.create(office, "project", {"title": "Harbour renewal", "end": _END})
        made.append(next(iter(changes)).record)
        return changes

    empty.desk.write(make)
    return made[0]


@pytest.fixture
def other(empty: Shell, ask: FakeAsk, project: Id, tmp_path: Path) -> Other:
    return Other(tmp_path, share_here(empty, ask, tmp_path))


def set_here(shell: Shell, project: Id, **values: object) -> None:
    shell.desk.write(lambda office: records.change(office, "project", project, values))  # type: ignore[arg-type]


def end_of(shell: Shell, project: Id) -> object:
    found: list[object] = []
    shell.desk.read(lambda office: value_of(office, project, "end"), found.append)
    return found[0]


def disagree(shell: Shell, other: Other, project: Id) -> SharingPage:
    """Both change the end, unaware of each other; the page of sharing."""
    other.sets_unaware("project", project, end=_THERE)
    set_here(shell, project, end=_HERE)
    shell.actions["share_now"].trigger()
    shell.guide.go(places.SHARING)
    page = shell.guide.page
    assert isinstance(page, SharingPage)
    return page


def risks_of(office: Office) -> list[int]:
    with office.reading() as reader:
        return reader.rows(office.catalogue.entity("risk"))


def only_of(office: Office, entity: str) -> Id:
    with office.reading() as reader:
        (record,) = reader.all(office.catalogue.entity(entity))
    return record.id


def texts(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel))


def press(page: QWidget, name: str) -> None:
    (button,) = (
        each
        for each in page.findChildren(QPushButton)
        if not each.isHidden() and name in (each.text(), each.accessibleName().partition(". ")[0])
    )
    button.click()


def test_that_what_another_laptop_changed_is_shown_after_a_round(
    empty: Shell, other: Other, project: Id
) -> None:
    other.sets("project", project, end=_THERE)
    empty.actions["share_now"].trigger()
    assert end_of(empty, project) == _THERE


def test_that_the_foot_of_the_window_says_how_the_share_stands(
    empty: Shell, other: Other, project: Id, tmp_path: Path
) -> None:
    assert "Shared, all changes sent" in empty.status._sharing.accessibleName()
    set_here(empty, project, end=_HERE)
    assert "1 change waiting, going out in a moment" in empty.status._sharing.accessibleName()
    (tmp_path / "share").rename(tmp_path / "away")
    empty.actions["share_now"].trigger()
    said = empty.status._sharing.accessibleName()
    assert "Shared folder not reachable since" in said
    assert "your work is safe on this laptop (1 change waiting)" in said


@pytest.mark.home
def test_that_a_disagreement_is_counted_shown_and_settled_by_keeping_one_side(
    empty: Shell, other: Other, project: Id
) -> None:
    page = disagree(empty, other, project)
    assert "1 disagreement waits for a decision" in texts(page)
    assert "All started from: 31 Mar 2027" in texts(page)
    assert empty.navigation._late[places.SHARING] == 1
    press(page, "Keep this: 30 Apr 2027")
    assert end_of(empty, project) == _HERE
    assert "Everybody agrees" in texts(page)
    assert empty.navigation._late[places.SHARING] == 0


def test_that_whose_word_is_kept_is_said_and_afterwards_that_everybody_agrees(
    empty: Shell, other: Other, project: Id, qtbot: QtBot
) -> None:
    to_front(empty.window, qtbot)
    page = disagree(empty, other, project)
    (mine, theirs) = (
        each.accessibleName()
        for each in page.findChildren(QPushButton)
        if each.accessibleName().startswith("Keep this: ")
    )
    assert mine.startswith("Keep this: 30 Apr 2027. Yours: ")
    assert theirs.startswith("Keep this: 30 Jun 2027. Theirs: ")
    press(page, "Keep this: 30 Apr 2027")
    assert QApplication.focusWidget() is page
    assert page.accessibleName() == "Sharing Everybody agrees"


def test_that_what_was_settled_is_taken_back_by_undo(empty: Shell, other: Other, project: Id) -> None:
    page = disagree(empty, other, project)
    press(page, "Keep this: 30 Jun 2027")
    assert end_of(empty, project) == _THERE
    assert "Settled" in [card.accessibleName() for card in page.findChildren(Card)]
    empty.actions["undo"].trigger()
    assert end_of(empty, project) == _HERE


def agreed(shell: Shell) -> str:
    """Agree to what the open preview shows. All it says."""
    dialog = next(each for each in shell.window.findChildren(ActDialog) if each.isVisible())
    said = texts(dialog)
    dialog.yes.click()
    return said


def test_that_several_disagreements_are_looked_at_and_settled_at_once_and_taken_back_by_one_undo(
    empty: Shell, other: Other, project: Id
) -> None:
    other.sets_unaware("project", project, end=_THERE, title="Harbour, phase 2")
    set_here(empty, project, end=_HERE, title="Harbour, phase 1")
    empty.actions["share_now"].trigger()
    empty.guide.go(places.SHARING)
    page = empty.guide.page
    assert isinstance(page, SharingPage)
    press(page, "Choose all 2")
    assert all(box.isChecked() for box in page.findChildren(QCheckBox))
    press(page, "Keep theirs of 2…")
    assert end_of(empty, project) == _HERE  # nothing before it was looked at
    assert "30 Jun 2027" in agreed(empty)
    assert end_of(empty, project) == _THERE
    assert "Everybody agrees" in texts(page)
    empty.actions["undo"].trigger()
    assert end_of(empty, project) == _HERE


def test_that_what_went_with_a_deleted_record_is_told_before_it_is_kept(
    empty: Shell, other: Other, project: Id
) -> None:
    risk = {"title": "Silt", "project_id": project}
    empty.desk.write(lambda office: records.create(office, "risk", risk))
    empty.actions["share_now"].trigger()
    other.sets_unaware("project", project, title="Harbour, phase 2")
    empty.desk.write(lambda office: records.delete(office, "project", [project]))
    empty.actions["share_now"].trigger()
    empty.guide.go(places.SHARING)
    page = empty.guide.page
    assert isinstance(page, SharingPage)
    assert "With it went 1 risk: whoever keeps it has that back." in texts(page)
    press(page, "Keep the record")
    assert "Everybody agrees" in texts(page)
    counts: list[int] = []
    empty.desk.read(lambda office: len(risks_of(office)), counts.append)
    assert counts == [1]


def test_that_a_link_to_what_was_deleted_is_told_and_kept_with_it(
    empty: Shell, other: Other, project: Id
) -> None:
    person: list[Id] = []
    values = {"name": "Vera Lind"}
    empty.desk.write(lambda office: records.create(office, "person", values))
    empty.desk.read(lambda office: only_of(office, "person"), person.append)
    empty.actions["share_now"].trigger()
    other.sets("project", project, end=_THERE)  # and learns of the person
    other.sets_unaware("project", project, manager_id=person[0])
    empty.desk.write(lambda office: records.delete(office, "person", person))
    empty.actions["share_now"].trigger()
    empty.guide.go(places.SHARING)
    page = empty.guide.page
    assert isinstance(page, SharingPage)
    told = texts(page)
    assert "chose “Vera Lind”, and" in told
    assert "Deleted “Vera Lind”" in told
    press(page, "Bring back “Vera Lind”")
    assert "Everybody agrees" in texts(page)
    managed: list[object] = []
    empty.desk.read(lambda office: value_of(office, project, "manager_id"), managed.append)
    assert managed == person


def test_that_a_long_text_can_be_read_whole_before_many_are_settled_at_once(
    empty: Shell, other: Other, project: Id
) -> None:
    theirs = "The berth is dredged to eight metres. " * 12 + "The crane has failed its inspection."
    other.sets_unaware("project", project, end=_THERE, description=theirs)
    set_here(empty, project, end=_HERE, description="The berth is dredged.")
    empty.actions["share_now"].trigger()
    empty.guide.go(places.SHARING)
    page = empty.guide.page
    assert isinstance(page, SharingPage)
    press(page, "Choose all 2")
    press(page, "Keep theirs of 2…")
    (dialog,) = empty.window.findChildren(ActDialog)
    assert "failed its inspection" not in texts(dialog)
    press(dialog, "Whole text")
    (whole,) = dialog.findChildren(Compared)
    assert not whole.isHidden()
    assert whole.toPlainText() == theirs
    dialog.reject()


def test_that_a_long_inbox_is_shown_bit_by_bit_and_narrowed_to_a_project(
    empty: Shell, other: Other, project: Id
) -> None:
    ids = [Id(f"{number:026}") for number in range(24)]
    risks = tuple(
        Create("risk", id, {"title": f"Risk {n}", "project_id": project if n < 3 else None})
        for n, id in enumerate(ids)
    )
    here, there = (
        Changes("Change", tuple(Edit("risk", id, "title", f"{words} {n}") for n, id in enumerate(ids)))
        for words in ("Here", "There")
    )
    empty.desk.write(lambda _office: Changes("Add", risks))
    empty.actions["share_now"].trigger()
    other.does(lambda office: None)
    other.does_unaware(lambda office: office.write(there))
    empty.desk.write(lambda _office: here)
    empty.actions["share_now"].trigger()
    empty.guide.go(places.SHARING)
    page = empty.guide.page
    assert isinstance(page, SharingPage)
    assert len(page.findChildren(Disagreement)) == 20
    press(page, "Show 4 more of 4")
    assert len(visible(page)) == 24
    projects = next(box for box in page.findChildren(QComboBox) if box.accessibleName() == "Project")
    projects.setCurrentIndex(projects.findText("Harbour renewal"))
    projects.activated.emit(projects.currentIndex())
    assert {each.conflict.project_title for each in visible(page)} == {"Harbour renewal"}
    press(page, "Choose all 3")
    press(page, "Keep yours of 3…")
    agreed(empty)
    assert "21 disagreements wait for a decision" in texts(page)


def visible(page: SharingPage) -> list[Disagreement]:
    return [each for each in page.findChildren(Disagreement) if not each.isHidden()]


def test_that_paragraphs_that_go_together_are_offered_and_kept_by_a_person_alone(
    empty: Shell, other: Other, project: Id
) -> None:
    text = "The berth is dredged.\nThe crane is on order.\nThe quay opens in May."
    set_here(empty, project, description=text)
    empty.actions["share_now"].trigger()
    other.does(lambda office: None)
    other.sets_unaware("project", project, description=text.replace("May", "June"))
    set_here(empty, project, description=text.replace("on order", "here"))
    empty.actions["share_now"].trigger()
    empty.guide.go(places.SHARING)
    page = empty.guide.page
    assert page is not None
    assert "Each changed other paragraphs" in texts(page)
    press(page, "Keep all of it")
    found: list[object] = []
    empty.desk.read(lambda office: value_of(office, project, "description"), found.append)
    assert found == [text.replace("May", "June").replace("on order", "here")]


def value_of(office: Office, project: Id, name: str) -> object:
    with office.reading() as reader:
        record = reader.get(office.catalogue.entity("project"), project)
        assert record is not None
        return record[name]


def test_that_of_two_records_with_one_code_a_person_says_which_keeps_it(empty: Shell, other: Other) -> None:
    other.does(
        lambda office: office.write(records.create(office, "risk", {"title": "Silt", "code": "R-0112"}))
    )
    empty.desk.write(lambda office: records.create(office, "risk", {"title": "Storm", "code": "R-0112"}))
    empty.actions["share_now"].trigger()
    empty.guide.go(places.SHARING)
    page = empty.guide.page
    assert isinstance(page, SharingPage)
    assert "2 records were given this code" in texts(page)
    assert "All started from" not in texts(page)
    assert {"Silt", "Storm"} <= set(texts(page).split("\n"))
    asked: list[tuple[str, str]] = []
    page.open_requested.connect(lambda entity, id: asked.append((entity, id)))
    press(page, "Open Silt")
    empty.guide.go(places.SHARING)
    press(page, "It keeps R-0112: Silt")
    assert "Everybody agrees" in texts(page)
    found: list[dict[str, str]] = []

    def read(office: Office) -> dict[str, str]:
        with office.reading() as reader:
            return {
                str(each["title"]): str(each["code"]) for each in reader.all(office.catalogue.entity("risk"))
            }

    empty.desk.read(read, found.append)
    assert asked[0][0] == "risk"
    assert found[0] == {"Silt": "R-0112", "Storm": "R-0001"}


def test_that_of_links_in_a_circle_a_person_says_which_stays(empty: Shell, project: Id) -> None:
    links = tuple(
        Said(text, text, author, datetime(2027, 1, 5, tzinfo=UTC), "", mine=author == "Ann")
        for text, author in (("‘Dig’ → ‘Pour’", "Ann"), ("‘Pour’ → ‘Dig’", "Bob"))
    )
    circle = Conflict("links.1", Kind.LINKS, "task_link", project, "Dig, Pour", "link", "Links", links)
    shown = Disagreement(empty.desk, circle, {}, chosen=False)
    assert {button.text() for button in shown.findChildren(QPushButton)} == {"This link stays"}


def test_that_a_workspace_on_one_laptop_alone_is_offered_to_be_shared(empty: Shell) -> None:
    empty.guide.go(places.SHARING)
    page = empty.guide.page
    assert isinstance(page, SharingPage)
    assert "This portfolio is on this laptop alone" in texts(page)
    assert not empty.status._sharing.isVisible()
    assert not empty.actions["share_now"].isEnabled()


def test_that_a_shared_portfolio_is_joined_by_the_window(
    empty: Shell, ask: FakeAsk, project: Id, tmp_path: Path
) -> None:
    invitation = share_here(empty, ask, tmp_path, encrypted=True)
    file = tmp_path / "mine" / "Copy.portfolio"
    file.parent.mkdir()
    ask.answer(invitation, tmp_path / "share", file)
    empty.actions["join"].trigger()
    assert empty.desk.workspace is not None
    assert empty.desk.workspace.path == file
    assert end_of(empty, project) == _END
    assert "Shared, all changes sent" in empty.status._sharing.accessibleName()


def test_that_who_joins_a_part_of_the_folder_is_told_that_more_is_on_its_way(
    empty: Shell, ask: FakeAsk, project: Id, tmp_path: Path
) -> None:
    invitation = share_here(empty, ask, tmp_path, encrypted=True)
    Other(tmp_path, invitation).sets("project", project, title="Quay")
    copied, file = tmp_path / "copied", tmp_path / "mine" / "Copy.portfolio"
    file.parent.mkdir()
    copytree(tmp_path / "share", copied)
    newest = max(copied.glob("pd-*/d-*/seg-*"), key=lambda path: path.stat().st_mtime_ns)
    newest.unlink()
    ask.answer(invitation, copied, file)
    empty.actions["join"].trigger()
    assert end_of(empty, project) == _END
    assert "still on their way" in ask.told[-1]


def test_that_a_folder_without_the_share_is_asked_about_and_the_share_put_back_there(
    empty: Shell, other: Other, ask: FakeAsk, tmp_path: Path
) -> None:
    lost = tmp_path / "new server"
    lost.mkdir()
    ask.answer(lost, None)
    empty.actions["choose_share"].trigger()
    assert "it is empty" in ask.asked[-1]
    assert not list(lost.iterdir())
    ask.answer(lost, "put back")
    empty.actions["choose_share"].trigger()
    shown = empty.rounds.shown
    assert shown is not None
    assert shown.folder == lost
    assert list(lost.glob("pd-*/d-*/seg-*"))


def test_that_leaving_is_asked_about_and_keeps_the_work(
    empty: Shell, ask: FakeAsk, other: Other, project: Id
) -> None:
    ask.answer("leave")
    empty.actions["leave_share"].trigger()
    assert not empty.status._sharing.isVisible()
    assert end_of(empty, project) == _END


def test_that_who_left_comes_back_with_the_workspace_that_is_open(
    empty: Shell, ask: FakeAsk, project: Id, tmp_path: Path
) -> None:
    invitation = share_here(empty, ask, tmp_path, encrypted=True)
    mine = tmp_path / "Mine.portfolio"
    ask.answer(invitation, tmp_path / "share", mine)
    empty.actions["join"].trigger()
    ask.answer("leave")
    empty.actions["leave_share"].trigger()
    ask.answer(invitation, tmp_path / "share", "come back")
    empty.actions["join"].trigger()
    assert "come back" in ask.asked[-1]
    assert empty.desk.workspace is not None
    assert empty.desk.workspace.path == mine
    assert "Shared, all changes sent" in empty.status._sharing.accessibleName()


def test_that_who_left_may_join_with_another_copy(
    empty: Shell, ask: FakeAsk, project: Id, tmp_path: Path
) -> None:
    invitation = share_here(empty, ask, tmp_path, encrypted=False)
    ask.answer(invitation, tmp_path / "share", tmp_path / "Mine.portfolio")
    empty.actions["join"].trigger()
    ask.answer("leave")
    empty.actions["leave_share"].trigger()
    ask.answer(invitation, tmp_path / "share", "copy", tmp_path / "Copy.portfolio")
    empty.actions["join"].trigger()
    assert empty.desk.workspace is not None
    assert empty.desk.workspace.path == tmp_path / "Copy.portfolio"
    assert end_of(empty, project) == _END


def test_that_a_field_that_waits_is_marked_in_its_register_and_its_form(
    empty: Shell, other: Other, project: Id
) -> None:
    disagree(empty, other, project)
    page = empty.guide.register("project")
    waits = {
        field.name for column, field in enumerate(page.model.columns) if is_disputed(page.model, 0, column)
    }
    assert waits == {"end"}
    form = RecordForm(empty.desk, "project", empty.window)
    form.load(project)
    said = {name: block._rows[name]._disputed for block in form.blocks() for name in block.names}
    marked = {name for name, waits in said.items() if waits is not None and not waits.isHidden()}
    assert marked == {"end"}
    empty.guide.go(places.SHARING)
    sharing = empty.guide.page
    assert sharing is not None
    press(sharing, "Keep this: 30 Apr 2027")
    page = empty.guide.register("project")
    assert not any(is_disputed(page.model, 0, column) for column in range(len(page.model.columns)))
