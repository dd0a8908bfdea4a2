# SPDX-License-Identifier: Apache-2.0
"""The page of escalations: clocks that move by themselves, acts by one key each, reports drafted, written and printed."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from portfolio_desktop.catalogue.fields import Id, Record, Value
from portfolio_desktop.gui.actions import Actions
from portfolio_desktop.gui.desk import Desk
from portfolio_desktop.gui.jobs import InlineJobs
from portfolio_desktop.gui.pages.escalations.acting import ACTS
from portfolio_desktop.gui.pages.escalations.asking import AskPanel
from portfolio_desktop.gui.pages.escalations.page import EscalationsPage
from portfolio_desktop.gui.pages.pieces import KeyButton
from portfolio_desktop.gui.register.acts import cell_menu
from portfolio_desktop.gui.shell import places
from portfolio_desktop.gui.shell.shell import Shell
from portfolio_desktop.gui.widgets.labels import Label
from portfolio_desktop.gui.widgets.ticking import Ticking
from portfolio_desktop.services import records
from portfolio_desktop.services.governance.breaches import Breach
from portfolio_desktop.services.governance.clocks import Running
from portfolio_desktop.services.office import Office
from portfolio_desktop.storage.changes import Changes
from tests.support.ask import FakeAsk
from tests.support.desks import open_desk, records_of
from tests.support.offices import add
from tests.support.qt import CANARY, assert_every_focusable_widget_is_named, assert_no_label_reads_markup

NOW = datetime.fromisoformat("2026-11-21T09:00")
HOUR = timedelta(hours=1)
KEYS = [(key,) for key in ("R", "T", "A", "U", "C", "W", "E", "P", "D", "Shift+D")]


@dataclass
class Time:
    now: datetime = NOW

    def __call__(self) -> datetime:
        return self.now


@dataclass
class Stage:
    """The page over a workspace with an invented ladder of boards."""

    page: EscalationsPage
    desk: Desk
    time: Time
    ask: FakeAsk

    def add(self, entity: str, **values: Value) -> Id:
        made: list[Id] = []
        self.desk.work(lambda office, _progress: add(office, entity, **values), made.append)
        self.page.list.show()
        self.page._load()
        return made[0]

    def act(self, key: str) -> None:
        """Press one key with the keyboard in the list."""
        action = next(each for each in self.page.acts if each.keys == (key,))
        assert action.enabled(), f"{action.name} cannot be done"
        self.page.acts[action.name].trigger()

    @property
    def asking(self) -> AskPanel:
        assert self.page.detail.asking is not None
        return self.page.detail.asking

    def type(self, field: str, text: str) -> None:
        self.asking.block.editor(field).restore(text)

    def do(self) -> None:
        self.asking.answer()

    def problem(self) -> str:
        asking = self.page.detail.asking
        return asking.problem if asking else ""

    def look(self, title: str) -> Record:
        return records_of(self.desk, "escalation")[title]

    def words(self) -> str:
        return "\n".join(label.text() for label in self.page.detail.findChildren(Label))


@pytest.fixture
def stage(jobs: InlineJobs, ask: FakeAsk, tmp_path: Path) -> Iterator[Stage]:
    with open_desk(jobs, ask, tmp_path, filled=False) as desk:
        time = Time()
        window = QWidget()
        window.resize(1140, 800)
        page = EscalationsPage(desk, Actions(window), time, parent=window)
        page.resize(1140, 800)
        window.show()
        yield Stage(page, desk, time, ask)
        window.hide()
        window.deleteLater()


def raised(stage: Stage, **values: Value) -> Id:
    above = stage.add("board", title="Portfolio board", chair_id=stage.add("person", name="Dame Judith"))
    board = stage.add("board", title="Programme board", escalates_to_id=above)
    return stage.add(
        "escalation",
        title="Steel is late",
        status="raised",
        ask="Agree the new date.",
        board_id=board,
        tell_id=stage.add("person", name="Ruth"),
        raised_at=NOW - HOUR,
        tell_by=NOW + HOUR,
        **values,
    )


def test_that_an_empty_office_is_told_where_tolerances_are(stage: Stage) -> None:
    assert stage.page.list.lines == ()
    assert not stage.page.list.isVisible()


def test_that_a_clock_runs_out_before_the_eyes_of_the_person(stage: Stage) -> None:
    raised(stage)
    head = stage.page.detail.head
    assert head is not None
    assert head.clock is not None
    assert head.clock.words == "60 minutes left"
    stage.time.now = NOW + 3 * HOUR
    stage.page._tick()
    assert head.clock.words == "2 hours late"
    assert "1 clock has run out." in [label.text() for label in stage.page.findChildren(Label)]
    item = stage.page.list.item(1)
    assert "2 hours late" in str(item.data(Qt.ItemDataRole.AccessibleTextRole))


def test_that_nothing_ticks_while_nobody_looks(stage: Stage) -> None:
    ticking = stage.page.findChild(Ticking)
    assert isinstance(ticking, Ticking)
    assert ticking.is_running
    stage.page.hide()
    assert not ticking.is_running
    stage.page.show()
    assert ticking.is_running


def test_the_whole_road_from_telling_to_closing_with_one_key_each(stage: Stage) -> None:
    raised(stage)
    stage.act("T")
    stage.type("proof", "minutes/12.pdf")
    stage.do()
    told = stage.look("Steel is late")
    assert (told["status"], told["told_at"], told["told_how"], told["proof"]) == (
        "told",
        NOW,
        "email",
        "minutes/12.pdf",
    )
    stage.time.now = NOW + HOUR
    stage.act("A")
    stage.do()
    assert "Write down" in stage.problem()
    stage.type("answer", "Agreed.")
    stage.do()
    assert stage.look("Steel is late")["answer"] == "Agreed."
    stage.act("C")
    assert stage.look("Steel is late")["status"] == "closed"
    for _act in range(3):
        stage.desk.undo()
    assert stage.look("Steel is late")["status"] == "raised"


def test_that_an_act_writes_back_nothing_that_others_wrote_while_its_form_stood_open(stage: Stage) -> None:
    escalation = raised(stage)
    stage.act("T")
    other = stage.add("person", name="Whom the other laptop named")
    stage.desk.write(lambda office: records.change(office, "escalation", escalation, {"tell_id": other}))
    stage.type("proof", "minutes/12.pdf")
    stage.do()
    told = stage.look("Steel is late")
    assert (told["status"], told["tell_id"], told["proof"]) == ("told", other, "minutes/12.pdf")


def test_that_control_enter_does_the_act_and_escape_drops_it(stage: Stage) -> None:
    raised(stage)
    stage.act("W")
    editor = stage.page.detail.findChild(QPlainTextEdit)
    assert editor is not None
    editor.setPlainText("Settled.")
    QTest.keyClick(stage.asking, Qt.Key.Key_Escape)
    assert stage.page.detail.asking is None
    assert stage.look("Steel is late")["status"] == "raised"
    stage.act("W")
    stage.type("note", "Settled.")
    note = stage.asking.block.editor("note")
    QTest.keyClick(note, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert stage.look("Steel is late")["status"] == "withdrawn"
    assert "Settled." in str(stage.look("Steel is late")["note"])


def test_that_letters_typed_into_a_form_choose_there_and_are_no_acts(stage: Stage) -> None:
    raised(stage)
    stage.act("T")
    asking = stage.asking
    assert not any(
        stage.page.acts[name].isEnabled() for name in ("tell", "take_up", "withdraw", "save_report")
    )
    QTest.keyClick(asking.block.editor("told_how"), Qt.Key.Key_T)
    assert stage.page.detail.asking is asking
    QTest.keyClick(asking, Qt.Key.Key_Escape)
    assert stage.page.acts["take_up"].isEnabled()


def test_that_another_act_may_take_the_place_of_the_form_that_is_open(stage: Stage) -> None:
    raised(stage)
    stage.act("T")
    next(
        button for button in stage.page.detail.findChildren(KeyButton) if "Withdraw" in button.text()
    ).click()
    assert stage.asking.block.names == ("note",)


def test_that_a_key_pressed_in_the_list_is_an_act(stage: Stage) -> None:
    raised(stage)
    stage.page.window().activateWindow()
    stage.page.list.setFocus()
    QTest.keyClick(stage.page.list, Qt.Key.Key_T)
    assert stage.page.detail.asking is not None


def test_that_silence_is_taken_up_one_rung(stage: Stage) -> None:
    raised(stage)
    assert "One rung up: Portfolio board." in stage.words()
    stage.act("U")
    (waiting,) = stage.page.list.lines
    assert isinstance(waiting, Running)
    assert waiting.asked == "Dame Judith"


def test_that_what_is_being_typed_survives_a_change_from_elsewhere(stage: Stage) -> None:
    id = raised(stage)
    stage.act("T")
    stage.type("proof", "half typ")
    stage.add("escalation", title="Another", status="raised")
    asking = stage.page.detail.asking
    assert asking is not None
    assert "half typ" in str(asking.block.entries()["proof"])
    assert stage.page.detail.sheet is not None
    assert stage.page.detail.sheet.record.id == id


def beyond(stage: Stage) -> None:
    stage.add("tolerance", title="Time", dimension="time", limit_days=30, hours=24)
    stage.add("tolerance", title="Cost", dimension="cost", limit_percent=Decimal(5))
    stage.add(
        "project",
        title="Harbour",
        end_baseline=date(2027, 1, 1),
        end=date(2027, 3, 1),
        whole_life_cost=Decimal(100),
        whole_life_forecast=Decimal(120),
    )


def test_that_a_breach_is_drafted_shown_and_raised_once_it_asks_something(stage: Stage) -> None:
    beyond(stage)
    assert all(isinstance(line, Breach) for line in stage.page.list.lines)
    stage.act("D")
    assert stage.page.detail.sheet is not None
    assert stage.page.detail.sheet.report.status == "Draft"
    stage.act("R")
    stage.do()
    assert "what you want" in stage.problem()
    stage.type("ask", "Agree the new date.")
    stage.do()
    record = records_of(stage.desk, "escalation")
    (found,) = record.values()
    assert (found["status"], found["ask"]) == ("raised", "Agree the new date.")


def test_that_all_breaches_of_a_project_are_drafted_and_undone_together(stage: Stage) -> None:
    beyond(stage)
    stage.act("Shift+D")
    assert len(records_of(stage.desk, "escalation")) == 2
    stage.desk.undo()
    assert records_of(stage.desk, "escalation") == {}
    assert len(stage.page.list.lines) == 2


def test_that_the_report_is_written_where_it_is_read(stage: Stage) -> None:
    raised(stage)
    stage.act("E")
    editor = stage.page.detail.editor
    assert editor is not None
    box = editor.block.editor("impact")
    box.restore("Every month costs £310,000.")
    box.committed.emit()
    assert stage.look("Steel is late")["impact"] == "Every month costs £310,000."
    stage.act("E")
    assert "Every month costs £310,000." in stage.words()


def test_that_the_report_is_saved_as_pdf(stage: Stage, tmp_path: Path) -> None:
    raised(stage)
    target = tmp_path / "report.pdf"
    stage.ask.answer(target)
    stage.act("P")
    assert target.read_bytes().startswith(b"%PDF")


def test_that_an_escalation_that_is_over_can_still_be_looked_at(stage: Stage) -> None:
    id = stage.add("escalation", title="Long ago", status="closed", answer="Wait")
    raised(stage)
    stage.page.show_escalation(id)
    assert stage.page.detail.sheet is not None
    assert stage.page.detail.sheet.record.id == id
    assert not any(stage.page.detail.can(act) for act in ACTS.values())


def test_that_two_hundred_escalations_without_times_are_listed(stage: Stage) -> None:
    def fill(office: Office, _progress: object) -> None:
        written = [
            records.create(
                office, "escalation", {"title": f"{number} 🚧 {CANARY}", "status": "raised", "ask": "ی" * 300}
            )
            for number in range(200)
        ]
        office.write(Changes("Fill", tuple(change for changes in written for change in changes)))

    stage.desk.work(fill, lambda _none: None)
    stage.page._load()
    assert len(stage.page.list.lines) == 200
    stage.page.list.setCurrentRow(150)
    assert "no time set" in str(stage.page.list.currentItem().data(Qt.ItemDataRole.AccessibleTextRole))
    assert_no_label_reads_markup(stage.page)


def test_that_everything_on_the_page_has_a_name(stage: Stage) -> None:
    raised(stage)
    stage.act("T")
    assert_every_focusable_widget_is_named(stage.page)


def test_that_an_issue_is_escalated_from_its_register_and_asks_what_is_wanted(
    empty: Shell, ask: FakeAsk
) -> None:
    made: list[Id] = []
    empty.desk.work(
        lambda office, _progress: add(office, "issue", title="Crane down", severity="critical"), made.append
    )
    page = empty.guide.register("issue")
    page.select(made[0])
    assert page.acts["escalate"].isEnabled()
    assert "escalate" in [action.objectName() for action in cell_menu(page, page.acts).actions()]
    ask.answer("Hire a second crane.")
    page.acts["escalate"].trigger()
    found = records_of(empty.desk, "escalation")["Crane down"]
    assert (found["ask"], found["issue_id"], found["status"]) == ("Hire a second crane.", made[0], "raised")
    assert records_of(empty.desk, "issue")["Crane down"]["status"] == "escalated"
    empty.actions["noticed"].trigger()
    shown = empty.guide.page
    assert isinstance(shown, EscalationsPage)
    assert "Crane down" in {label.text() for label in shown.detail.findChildren(Label)}
    empty.desk.undo()
    assert records_of(empty.desk, "issue")["Crane down"]["status"] == "open"


def test_that_nothing_can_be_done_in_a_workspace_that_is_open_for_reading_only(empty: Shell) -> None:
    empty.desk.work(
        lambda office, _progress: add(
            office, "escalation", title="Steel is late", status="raised", ask="Yes?"
        )
    )
    assert empty.desk.workspace is not None
    empty.files.open(empty.desk.workspace.path, read_only=True)
    empty.guide.go(places.CLOCKS)
    page = empty.guide.page
    assert isinstance(page, EscalationsPage)
    assert page.detail.sheet is not None
    enabled = {action.name for action in page.acts if action.enabled() and action.keys in KEYS}
    assert enabled == {"save_report"}
