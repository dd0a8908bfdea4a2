# SPDX-License-Identifier: Apache-2.0
"""Marks: rules that a person makes, signs in the cells they fit, kept with the view and never colour alone."""

from datetime import timedelta

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QListWidget

from portfolio_desktop.catalogue.filters import Op, Test
from portfolio_desktop.gui.desk import Desk
from portfolio_desktop.gui.models.register_model import sign_at
from portfolio_desktop.gui.register.page import RegisterPage
from portfolio_desktop.gui.register.popups.marks import MarksDialog
from portfolio_desktop.services.views.marks import Mark, Sign
from tests.gui.register.looking import cell, section
from tests.support.ask import FakeAsk
from tests.support.desks import records_of


def dialog(page: RegisterPage) -> MarksDialog:
    page.acts["marks"].trigger()
    (found,) = [each for each in page.findChildren(MarksDialog) if each.isVisible()]
    return found


def test_that_a_mark_is_made_seen_heard_and_saved_with_the_view(
    page: RegisterPage, desk: Desk, ask: FakeAsk
) -> None:
    made = dialog(page)
    made.choose("end", Op.BELOW, Sign.ALERT)
    assert isinstance(made.value, QLineEdit)
    made.add()
    assert "compared" in made.problem.text(), "what says nothing to compare with is no rule"
    made.value.setText("today")
    made.add()
    made.choose("confidence", Op.IS, Sign.FLAG, row=True)
    made.agree()
    ends = section(page, "end")
    assert [sign_at(page.model, row, ends) for row in range(4)] == [None, Sign.ALERT, None, None]
    spoken = str(cell(page, 1, "end").data(Qt.ItemDataRole.AccessibleTextRole))
    assert "Marked: Alert" in spoken
    ask.answer("Late ones")
    page.viewing.ask_save()
    page.viewing.use("all")
    assert sign_at(page.model, 1, ends) is None
    page.viewing.use(records_of(desk, "saved_view")["Late ones"].id)
    assert page.viewing.view.marks == (Mark("end", Test("end", Op.BELOW, "today"), Sign.ALERT),)
    assert sign_at(page.model, 1, ends) is Sign.ALERT


def test_that_a_mark_is_changed_in_its_place(page: RegisterPage, desk: Desk) -> None:
    early = Mark("end", Test("end", Op.BELOW, "today+30"), Sign.ALERT)
    red = Mark("confidence", Test("confidence", Op.IS, "rag5:red"), Sign.FLAG, row=True)
    costly = Mark("whole_life_cost", Test("whole_life_cost", Op.ABOVE, "1500000.00"), Sign.STAR)
    page.viewing.mark((early, red, costly))
    made = dialog(page)
    (listed,) = made.findChildren(QListWidget, options=Qt.FindChildOption.FindDirectChildrenOnly)
    for row, mark in enumerate((early, red, costly)):
        listed.setCurrentRow(row)
        QTest.keyClick(listed, Qt.Key.Key_Return)
        assert made.isVisible(), "Enter in the list is not Done"
        assert made.field.name == mark.field
        made.keep()
        assert (made.problem.text(), made.marks[row]) == ("", mark), "what nobody changes stays as it was"
    at = listed.visualItemRect(listed.item(0)).center()
    QTest.mouseDClick(listed.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert isinstance(made.value, QLineEdit)
    assert made.value.text() == "today+30"
    made.value.setText("31/03/2027")
    made.keep()
    made.agree()
    assert page.viewing.view.marks == (
        Mark("end", Test("end", Op.BELOW, "2027-03-31"), Sign.ALERT),
        red,
        costly,
    )


def test_that_a_mark_follows_the_record_and_shows_where_its_column_is_hidden(
    page: RegisterPage, desk: Desk
) -> None:
    late = Mark("end", Test("end", Op.BELOW, "today"), Sign.STAR, row=True)
    page.viewing.mark((late, Mark("end", Test("end", Op.BELOW, "no day"), Sign.TICK)))
    page.viewing.show_columns(["title", "organisation"])
    assert sign_at(page.model, 1, 0) is Sign.STAR
    first = records_of(desk, "project")["Harbour renewal"].id
    from portfolio_desktop.services import records

    day = desk.today - timedelta(days=1)
    desk.write(lambda office: records.change(office, "project", first, {"end": day}))
    line = page.model.line(0)
    assert line is not None
    assert line.marked is not None
    assert line.marked.row is Sign.STAR
    desk.undo()
    assert sign_at(page.model, 0, 0) is None


def test_that_columns_are_frozen_up_to_where_one_stands_and_let_go_again(page: RegisterPage) -> None:
    page.table.go_to(0, section(page, "organisation"))
    page.acts["freeze"].trigger()
    assert page.viewing.view.frozen == section(page, "organisation") + 1
    page.acts["freeze"].trigger()
    assert page.viewing.view.frozen == -1
