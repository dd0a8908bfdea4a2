# SPDX-License-Identifier: Apache-2.0
"""The review meeting by keys alone: what is decided is written at once, one change each, and can be taken back."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from portfolio_desktop.catalogue.fields import Id, Record
from portfolio_desktop.catalogue.records.risk import Risk
from portfolio_desktop.domain.proximity import months_after
from portfolio_desktop.domain.risk_matrix import SHIPPED, Overall, Point, RiskMatrix
from portfolio_desktop.gui.pages.risks.page import RisksPage
from portfolio_desktop.gui.pages.risks.review import ReviewPage
from portfolio_desktop.gui.pages.risks.reviewing import BETTER, WORSE, placed, proposed
from portfolio_desktop.gui.shell import places
from portfolio_desktop.gui.shell.shell import Shell
from portfolio_desktop.gui.widgets.heat.map import HeatMap
from portfolio_desktop.gui.widgets.labels import ElidedLabel, Label
from portfolio_desktop.services.history import acts as acts_of
from portfolio_desktop.services.office import record_of
from portfolio_desktop.services.records import change, create
from portfolio_desktop.services.rules import keep_matrix
from portfolio_desktop.storage.changes import Written
from tests.gui.pages.risks.looking import line, risks_page
from tests.support.desks import records_of
from tests.support.qt import assert_every_focusable_widget_is_named, assert_no_label_reads_markup, to_front

CODES = ("R-0001", "R-0002", "R-0003")


@pytest.fixture
def page(demo: Shell) -> RisksPage:
    found = risks_page(demo)
    found.overview.review_wanted.emit(tuple(line(demo, code).id for code in CODES))
    return found


@pytest.fixture
def review(page: RisksPage) -> ReviewPage:
    return page.review


def said(review: ReviewPage) -> str:
    labels = [label.text() for label in review.findChildren(Label) if not label.isHidden()]
    return "\n".join([*labels, *(label.text for label in review.findChildren(ElidedLabel))])


def signs(review: ReviewPage) -> list[str]:
    return [label.text for label in review.findChildren(ElidedLabel) if label.isVisible()]


def press(review: ReviewPage, keys: str) -> None:
    for key in keys:
        QTest.keyClick(review, getattr(Qt.Key, f"Key_{key}"))


def field(review: ReviewPage) -> QLineEdit:
    return next(each for each in review.findChildren(QLineEdit) if each.isVisible() and each.accessibleName())


def record(shell: Shell, id: Id) -> Record:
    found: list[Record] = []

    def read(office: object) -> Record:
        with office.reading() as reader:  # type: ignore[attr-defined]
            return record_of(reader, "risk", id)

    shell.desk.read(read, found.append)
    return found[0]


def ids(shell: Shell) -> list[Id]:
    return [line(shell, code).id for code in CODES]


def written(shell: Shell) -> int:
    found: list[int] = []
    shell.desk.read(lambda office: len(acts_of(office, limit=1000)), found.append)
    return found[0]


@pytest.mark.parametrize(
    ("planned", "words"),
    [
        (None, "No response is written down."),
        ("Weekly exec call", "Of what is planned, nothing has an owner and a date yet."),
    ],
)
def test_that_a_response_planned_in_words_is_not_said_to_be_missing_in_the_next_line(
    demo: Shell, planned: str | None, words: str
) -> None:
    new = {"title": "Silt", "mitigation": planned}
    demo.desk.write(lambda office: create(office, "risk", new))
    found = risks_page(demo)
    found.overview.review_wanted.emit((records_of(demo.desk, "risk")["Silt"].id,))
    shown = said(found.review)
    assert words in shown
    assert (f"Planned\n{planned}" in shown) is bool(planned)


def test_that_the_keys_walk_to_and_fro_and_say_how_far_one_is(review: ReviewPage) -> None:
    assert "1 of 3" in said(review)
    press(review, "NN")
    assert "3 of 3" in said(review)
    press(review, "P")
    assert "2 of 3" in said(review)
    QTest.keyClick(review, Qt.Key.Key_Right)
    assert review.place == 2


def test_that_confirming_sets_the_next_review_as_one_change_and_goes_on(
    demo: Shell, review: ReviewPage
) -> None:
    first, before = ids(demo)[0], written(demo)
    press(review, "C")
    assert record(demo, first)["review_on"] == months_after(demo.desk.today, 1)
    assert written(demo) == before + 1
    assert review.place == 1


def test_that_a_risk_is_escalated_and_still_to_be_reviewed(demo: Shell, review: ReviewPage) -> None:
    first, before = ids(demo)[0], written(demo)
    demo.desk.write(lambda office: change(office, "risk", first, {"level": "programme"}))
    press(review, "U")
    assert record(demo, first)["level"] == "portfolio"
    assert written(demo) == before + 2
    assert review.place == 0
    assert demo.toast._text.text.startswith("Escalate R-0001")


def test_that_worse_moves_a_risk_where_the_person_says_with_a_reason(demo: Shell, review: ReviewPage) -> None:
    first = ids(demo)[0]
    before = line(demo, CODES[0]).current
    assert before is not None
    press(review, "W")
    panel = next(each for each in review.findChildren(HeatMap) if each.isVisible())
    QTest.keyClick(panel, Qt.Key.Key_Return)
    QTest.keyClick(field(review), Qt.Key.Key_Return)
    assert review.place == 0, "without a reason nothing is written"
    QTest.keyClicks(field(review), "Two more crews left")
    QTest.keyClick(field(review), Qt.Key.Key_Return)
    after = record(demo, first)
    wanted = proposed(SHIPPED, before.point, WORSE)
    assert (after["likelihood"], after["overall_impact"]) == (wanted.likelihood, wanted.impact)
    assert review.place == 1
    demo.desk.undo()
    assert record(demo, first)["likelihood"] == before.point.likelihood


def test_that_closing_asks_how_it_ended(demo: Shell, review: ReviewPage) -> None:
    first = ids(demo)[0]
    press(review, "X")
    QTest.keyClick(field(review), Qt.Key.Key_Return)
    assert record(demo, first)["status"] == "open"
    QTest.keyClicks(field(review), "The survey found nothing")
    QTest.keyClick(field(review), Qt.Key.Key_Return)
    assert record(demo, first)["status"] == "closed"
    assert record(demo, first)["outcome"] == "The survey found nothing"


def test_that_a_risk_that_happened_becomes_an_issue(demo: Shell, review: ReviewPage) -> None:
    first = ids(demo)[0]
    press(review, "H")
    QTest.keyClick(field(review), Qt.Key.Key_Return)
    assert record(demo, first)["status"] == "issue"


def test_that_a_note_is_kept_with_its_day_and_the_risk_stays_in_sight(
    demo: Shell, review: ReviewPage
) -> None:
    first = ids(demo)[0]
    press(review, "T")
    QTest.keyClicks(field(review), "Ask the supplier")
    QTest.keyClick(field(review), Qt.Key.Key_Return)
    assert str(record(demo, first)["note"]).endswith(": Ask the supplier")
    assert review.place == 0


def test_that_letters_typed_into_an_answer_decide_nothing(demo: Shell, review: ReviewPage) -> None:
    before = written(demo)
    press(review, "X")
    QTest.keyClicks(field(review), "cwhn")
    assert field(review).text() == "cwhn"
    assert written(demo) == before
    QTest.keyClick(field(review), Qt.Key.Key_Escape)
    assert review.place == 0
    assert not any(each.isVisible() for each in review.findChildren(QLineEdit))


def test_that_escape_on_the_map_drops_the_question_and_asks_for_no_reason(
    demo: Shell, review: ReviewPage
) -> None:
    before = written(demo)
    press(review, "W")
    (picture,) = (each for each in review.findChildren(HeatMap) if each.isVisible())
    QTest.keyClick(picture, Qt.Key.Key_Escape)
    press(review, "N")
    assert (review.place, written(demo)) == (1, before)


def test_that_it_ends_with_a_list_of_what_was_changed(page: RisksPage, review: ReviewPage) -> None:
    press(review, "CNC")
    assert "2 changes were made" in said(review)
    assert "R-0001" in said(review)
    back = next(each for each in review.findChildren(QPushButton) if each.text() == "Back to the risks")
    back.click()
    assert page.overview.isVisible()


def test_that_what_was_taken_back_is_no_change_and_what_was_done_again_is_one(
    demo: Shell, review: ReviewPage
) -> None:
    press(review, "CC")
    demo.desk.undo()
    QTest.keyClick(review, Qt.Key.Key_Escape)
    assert "1 change was made" in said(review)
    demo.desk.redo()
    assert "2 changes were made" in said(review)
    demo.desk.undo()
    demo.desk.undo()
    assert "Nothing was changed" in said(review)
    assert "Taken back: " in said(review)


def test_that_an_undo_leads_to_the_risk_that_came_back_and_names_what_was_taken_back(
    demo: Shell, review: ReviewPage
) -> None:
    press(review, "CN")
    assert review.place == 2
    demo.desk.undo()
    assert review.place == 0
    assert any(text.startswith("Taken back: ") for text in signs(review))
    press(review, "N")
    assert not any(text.startswith("Taken back: ") for text in signs(review))


def test_that_an_undo_while_an_answer_is_typed_leaves_the_answer(demo: Shell, review: ReviewPage) -> None:
    press(review, "CX")
    QTest.keyClicks(field(review), "Half a sen")
    told: list[str] = []
    demo.desk.noticed.connect(lambda text, _undo: told.append(text))
    demo.desk.undo()
    assert field(review).text() == "Half a sen"
    assert told[0].startswith("Taken back: ")


def test_that_the_map_of_worse_says_where_the_risk_stands_now(demo: Shell, review: ReviewPage) -> None:
    now = line(demo, CODES[0]).current
    assert now is not None
    press(review, "W")
    (picture,) = (each for each in review.findChildren(HeatMap) if each.isVisible())
    assert ": now, " in picture.content.words(now.point)
    assert ": now, " not in picture.content.words(Point(1, 1))


def test_that_where_another_has_put_a_risk_meanwhile_is_said_once_before_it_is_moved(
    demo: Shell, review: ReviewPage
) -> None:
    first = ids(demo)[0]
    wanted = line(demo, CODES[0]).current
    assert wanted is not None
    press(review, "W")
    (picture,) = (each for each in review.findChildren(HeatMap) if each.isVisible())
    theirs = {"likelihood": 1, "impact": 1}
    demo.desk.write(lambda office: change(office, "risk", first, theirs))
    QTest.keyClick(picture, Qt.Key.Key_Return)
    QTest.keyClicks(field(review), "Two more crews left")
    QTest.keyClick(field(review), Qt.Key.Key_Return)
    assert (record(demo, first)["likelihood"], record(demo, first)["impact"]) == (1, 1)
    assert "Somebody else has judged R-0001 meanwhile: Likelihood" in said(review)
    assert ": now, " in picture.content.words(Point(1, 1))
    assert field(review).text() == "Two more crews left"
    QTest.keyClick(field(review), Qt.Key.Key_Return)
    mine = proposed(SHIPPED, wanted.point, WORSE)
    assert record(demo, first)["likelihood"] == mine.likelihood
    assert review.place == 1


def test_that_no_risk_is_put_on_a_matrix_that_is_another_by_now(demo: Shell, review: ReviewPage) -> None:
    first = ids(demo)[0]
    before = record(demo, first)["likelihood"], record(demo, first)["impact"]
    press(review, "W")
    (picture,) = (each for each in review.findChildren(HeatMap) if each.isVisible())
    demo.desk.write(lambda office: keep_matrix(office, office.rules.matrix.resized(3, 3)))
    QTest.keyClick(picture, Qt.Key.Key_Return)
    QTest.keyClicks(field(review), "Two more crews left")
    QTest.keyClick(field(review), Qt.Key.Key_Return)
    assert "changed the risk matrix meanwhile" in said(review)
    assert (record(demo, first)["likelihood"], record(demo, first)["impact"]) == before
    QTest.keyClick(field(review), Qt.Key.Key_Escape)
    press(review, "W")
    (picture,) = (each for each in review.findChildren(HeatMap) if each.isVisible())
    assert picture.content.matrix.likelihoods == 3


def test_that_what_others_wrote_is_not_listed_as_changed_in_the_review(
    demo: Shell, review: ReviewPage
) -> None:
    first, second, _third = ids(demo)
    arrived = Written("", "Changes of others", frozenset({("risk", first), ("risk", second)}))
    demo.desk.written.emit(arrived)
    press(review, "C")
    demo.desk.written.emit(arrived)
    QTest.keyClick(review, Qt.Key.Key_Escape)
    assert "1 change was made" in said(review)
    assert "Changes of others" not in said(review)


def test_that_escape_finishes_and_escape_again_leaves(page: RisksPage, review: ReviewPage) -> None:
    press(review, "N")
    QTest.keyClick(review, Qt.Key.Key_Escape)
    assert "Nothing was changed" in said(review)
    QTest.keyClick(review, Qt.Key.Key_Escape)
    assert page.overview.isVisible()


def test_that_enter_leaves_the_list_of_what_was_changed(page: RisksPage, review: ReviewPage) -> None:
    press(review, "C")
    QTest.keyClick(review, Qt.Key.Key_Escape)
    (back,) = (each for each in review.findChildren(QPushButton) if each.text() == "Back to the risks")
    QTest.keyClick(back, Qt.Key.Key_Return)
    assert page.overview.isVisible()


def test_that_the_name_of_the_issue_is_asked_for_in_words_that_stay(review: ReviewPage) -> None:
    press(review, "H")
    assert "What is the issue called?" in said(review)


def test_that_everything_in_it_has_a_name(review: ReviewPage) -> None:
    for key in ("", "W", "X", "D"):
        press(review, key)
        assert_every_focusable_widget_is_named(review)
        assert_no_label_reads_markup(review)
        review.go(0)


@pytest.mark.parametrize(
    ("now", "way", "then"),
    [
        (Point(3, 3), WORSE, Point(4, 3)),
        (Point(5, 3), WORSE, Point(5, 4)),
        (Point(5, 5), WORSE, Point(5, 5)),
        (Point(3, 3), BETTER, Point(2, 3)),
        (Point(1, 1), BETTER, Point(1, 1)),
        (None, WORSE, Point(3, 3)),
    ],
)
def test_that_the_first_answer_is_one_step_away(now: Point | None, way: int, then: Point) -> None:
    assert proposed(SHIPPED, now, way) == then


@pytest.mark.parametrize("overall", list(Overall))
@pytest.mark.parametrize("point", [Point(2, 1), Point(2, 3), Point(2, 5)])
def test_that_a_risk_judged_on_several_dimensions_comes_to_the_point_that_was_chosen(
    overall: Overall, point: Point
) -> None:
    matrix = RiskMatrix(SHIPPED.bands, SHIPPED.grid, SHIPPED.scores, overall)
    risk = Risk(id=Id("r"), impact=3, impact_time=2, impact_cost=4)
    values = placed(risk, matrix, point)
    dimensions = [values.get(name, risk[name]) for name in ("impact_time", "impact_cost")]
    assert matrix.overall_impact(dimensions) == point.impact  # type: ignore[arg-type]
    assert values["likelihood"] == point.likelihood


def test_that_the_keyboard_goes_straight_to_each_risk_and_hears_all_that_is_decided_about(
    demo: Shell, review: ReviewPage, qtbot: QtBot
) -> None:
    to_front(demo.window, qtbot)
    review.go(0)
    reached: list[QWidget] = []
    QApplication.instance().focusChanged.connect(lambda _old, new: reached.append(new))  # type: ignore[union-attr]
    press(review, "C")
    assert [each for each in reached if not isinstance(each, Label)] == []
    title = reached[-1]
    assert title is QApplication.focusWidget()
    spoken = QAccessible.queryAccessibleInterface(title)
    second = line(demo, CODES[1])
    assert second.current is not None
    said = spoken.text(QAccessible.Text.Name)
    assert said.startswith(f"2 of 3. {second.code}. {second.title}. {second.current.band.label}, score ")
    assert second.owner_name in said
    event = record(demo, second.id)["event"]
    assert f"Event: {event}" in said
    assert spoken.text(QAccessible.Text.Description) == ""  # no screen reader says any of it twice


def test_that_what_the_title_of_a_risk_says_is_met_once(demo: Shell, review: ReviewPage) -> None:
    event = record(demo, ids(demo)[0])["event"]
    (shown,) = (label for label in review.findChildren(Label) if label.text() == event)
    assert shown.isVisible()
    assert QAccessible.queryAccessibleInterface(shown).state().invisible


def test_that_the_code_of_a_risk_is_said_once(demo: Shell, review: ReviewPage) -> None:
    title = review.focusProxy()
    assert isinstance(title, QLabel)
    widget: QWidget | None = title
    said: list[str] = []
    while widget is not None and widget is not review:
        said.append(QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name))
        widget = widget.parentWidget()
    assert " ".join(said).count(CODES[0]) == 1


def test_that_a_title_belongs_to_the_head_of_its_card_and_an_ampersand_in_it_is_no_key(
    demo: Shell, review: ReviewPage
) -> None:
    """Words that belong to nothing are read out with their panel first: each risk would be heard twice."""
    demo.desk.write(lambda office: change(office, "risk", ids(demo)[0], {"title": "R&D is late"}))
    review.go(0)
    title = review.focusProxy()
    assert isinstance(title, QLabel)
    relations = QAccessible.queryAccessibleInterface(title).relations()
    assert [kind for _other, kind in relations] == [QAccessible.RelationFlag.Labelled]
    assert title.text() == "R&&D is late"  # is shown as R&D
    assert ". R&D is late. " in title.accessibleName()


def test_that_an_answer_given_twice_is_not_given_to_the_next_risk(
    demo: Shell, review: ReviewPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second, _third = ids(demo)
    before = record(demo, second)["review_on"]
    on_the_way: list[Callable[[], None]] = []
    with monkeypatch.context() as slow:
        slow.setattr(demo.desk.jobs, "_post", on_the_way.append)
        seen = review.focusProxy()
        press(review, "C")
        while on_the_way:
            if review.focusProxy() is seen:
                press(review, "C")
            on_the_way.pop(0)()
    assert record(demo, first)["review_on"] == months_after(demo.desk.today, 1)
    assert review.place == 1
    assert record(demo, second)["review_on"] == before


def test_that_a_cell_and_its_reason_saved_twice_are_not_saved_for_the_next_risk(
    demo: Shell, review: ReviewPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, second = written(demo), ids(demo)[1]
    kept = record(demo, second)
    press(review, "W")
    field(review).setText("The run failed")
    (save,) = (each for each in review.findChildren(QPushButton) if each.text() == "Save and go on")
    on_the_way: list[Callable[[], None]] = []
    with monkeypatch.context() as slow:
        slow.setattr(demo.desk.jobs, "_post", on_the_way.append)
        save.click()
        on_the_way.pop(0)()
        save.click()
        while on_the_way:
            on_the_way.pop(0)()
    assert written(demo) == before + 1
    assert record(demo, second) == kept
    assert review.place == 1


def test_that_the_last_page_of_a_review_says_what_was_changed(review: ReviewPage) -> None:
    press(review, "CNN")
    (done,) = (each for each in review.findChildren(QPushButton) if each.text() == "Back to the risks")
    assert "1 change was made" in done.accessibleDescription()
    assert "Review of R-0001: confirmed as it stands" in done.accessibleDescription()


def test_that_whoever_goes_elsewhere_from_the_end_of_a_review_comes_back_to_the_board(
    demo: Shell, page: RisksPage, review: ReviewPage
) -> None:
    press(review, "N")
    demo.guide.go(places.HOME)
    demo.guide.go(places.RISKS)
    assert review.isVisible(), "a review that is under way waits"
    press(review, "NN")
    demo.guide.go(places.HOME)
    demo.guide.go(places.RISKS)
    assert page.overview.isVisible()


def test_that_a_note_goes_below_what_others_noted_while_it_was_typed(demo: Shell, review: ReviewPage) -> None:
    id = ids(demo)[0]
    press(review, "T")
    field(review).setText("Mine")
    demo.desk.write(lambda office: change(office, "risk", id, {"note": "Theirs"}))
    QTest.keyClick(field(review), Qt.Key.Key_Return)
    note = str(record(demo, id)["note"])
    assert note.startswith("Theirs\n")
    assert note.endswith("Mine")


def test_that_whoever_drops_a_question_sees_what_others_wrote_meanwhile(
    demo: Shell, review: ReviewPage
) -> None:
    press(review, "T")
    demo.desk.write(lambda office: change(office, "risk", ids(demo)[0], {"title": "Called otherwise"}))
    assert field(review).isVisible()
    QTest.keyClick(field(review), Qt.Key.Key_Escape)
    assert "Called otherwise" in said(review)
