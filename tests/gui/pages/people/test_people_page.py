# SPDX-License-Identifier: Apache-2.0
"""People and skills in their window: who is found, what a cell says and leads to, what is stated there."""

from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton

from portfolio_desktop.catalogue.fields import Field, Id, Kind
from portfolio_desktop.catalogue.records import CATALOGUE
from portfolio_desktop.gui.pages.people.assess_dialog import AssessDialog
from portfolio_desktop.gui.pages.people.bringing_in import bring_framework
from portfolio_desktop.gui.pages.people.level_bar import LevelBar
from portfolio_desktop.gui.pages.people.matrix_tab import key_words
from portfolio_desktop.gui.pages.people.page import (
    COVER,
    ORGANISATION,
    QUALIFICATIONS,
    SKILLS,
    SUCCESSION,
    PeoplePage,
)
from portfolio_desktop.gui.pages.pieces import RowButton
from portfolio_desktop.gui.shell import places
from portfolio_desktop.gui.shell.shell import Shell
from portfolio_desktop.services import records
from portfolio_desktop.services.skills.assessing import assess
from portfolio_desktop.storage.changes import Changes, Create
from tests.support.ask import FakeAsk
from tests.support.desks import records_of
from tests.support.qt import assert_every_focusable_widget_is_named, assert_no_label_reads_markup
from tests.support.workspaces import new_store

TABS = (ORGANISATION, SKILLS, COVER, SUCCESSION, QUALIFICATIONS)


@pytest.fixture
def page(demo: Shell) -> PeoplePage:
    demo.guide.go(places.PEOPLE)
    found = cast(PeoplePage, demo.guide.page)
    found.show_tab(ORGANISATION)
    return found


def _id(shell: Shell, name: str) -> Id:
    return records_of(shell.desk, "person")[name].id


def _rows(page: PeoplePage, words: str) -> list[RowButton]:
    return [row for row in page.findChildren(RowButton) if words in row.accessibleName()]


def _place(page: PeoplePage, name: str, skill: str) -> tuple[int, int]:
    """The row and the column of a cell of the matrix."""
    matrix = page.matrix._matrix
    assert matrix is not None
    row = next(place for place, each in enumerate(matrix.rows) if each.person.name == name)
    return row, next(place for place, each in enumerate(matrix.columns) if each.skill.title == skill)


def test_that_the_chart_finds_people_by_name_role_and_team_with_those_above_them(page: PeoplePage) -> None:
    tree = page.organisation.tree
    shown = [item.text(0) for item in tree._items() if not item.isHidden()]
    assert len(shown) == 39 + 4
    for words, found in (("haddad", "Samir Haddad"), ("finance partner", "Hannah Lindqvist")):
        page.organisation.search.setText(words)
        page.organisation.search.returnPressed.emit()
        shown = [item.text(0) for item in tree._items() if not item.isHidden()]
        assert shown == ["Dame Judith Ashworth", "Ruth Calloway", found]
    page.organisation.search.setText("nobody of that name")
    page.organisation.search.returnPressed.emit()
    assert not [item for item in tree._items() if not item.isHidden()]
    assert "Nobody is called so." in [label.text() for label in page.findChildren(QLabel)]


def test_that_the_chart_is_walked_and_folded_by_keyboard(demo: Shell, page: PeoplePage) -> None:
    tree = page.organisation.tree
    tree.choose(_id(demo, "Idris Bevan"))
    assert page.organisation.panel.person == _id(demo, "Idris Bevan")
    QTest.keyClick(tree, Qt.Key.Key_Down)
    assert page.organisation.panel.person == _id(demo, "Chloe Farrant")
    QTest.keyClick(tree, Qt.Key.Key_Up)
    QTest.keyClick(tree, Qt.Key.Key_Left)
    QTest.keyClick(tree, Qt.Key.Key_Down)
    assert page.organisation.panel.person == _id(demo, "Marcus Adebayo")
    QTest.keyClick(tree, Qt.Key.Key_Return)
    assert demo.guide.here == places.register_key("person")


def test_that_the_chart_shows_teams_and_keeps_the_person_beside_it(demo: Shell, page: PeoplePage) -> None:
    organisation = page.organisation
    organisation.tree.choose(_id(demo, "Ruth Calloway"))
    organisation.ways.choose("team")
    organisation.ways.changed.emit("team")
    assert organisation.panel.person == _id(demo, "Ruth Calloway") == organisation.tree.chosen
    team = records_of(demo.desk, "team")["Portfolio office"].id
    organisation.tree.choose(team)
    assert organisation.panel.person == _id(demo, "Ruth Calloway")
    organisation.search.setText("portfolio office")
    organisation.search.returnPressed.emit()
    shown = [item.text(0) for item in organisation.tree._items() if not item.isHidden()]
    assert shown[:4] == ["Executive", "Portfolio office", "Ruth Calloway", "Bronwen Achterberg"]
    assert len(shown) == 2 + 13 + 1
    assert shown[-1] == "Senior planner"
    QTest.keyClick(organisation.tree, Qt.Key.Key_Return)
    assert demo.guide.here == places.register_key("team")


def test_that_what_is_folded_and_who_is_chosen_stay_after_a_write(demo: Shell, page: PeoplePage) -> None:
    tree = page.organisation.tree
    idris, ruth = _id(demo, "Idris Bevan"), _id(demo, "Ruth Calloway")
    next(item for item in tree._items() if item.text(0) == "Idris Bevan").setExpanded(False)
    tree.choose(ruth)
    demo.desk.write(lambda office: records.change(office, "person", idris, {"role": "Director"}))
    assert tree.chosen == ruth
    assert not next(item for item in tree._items() if item.text(0) == "Idris Bevan").isExpanded()


def test_that_a_person_shows_each_skill_in_words_and_another_role_can_be_held_against(
    demo: Shell, page: PeoplePage
) -> None:
    page.show_person(_id(demo, "Ruth Calloway"))
    panel = page.organisation.panel
    said = [bar.accessibleName() for bar in panel.findChildren(LevelBar) if not bar.isHidden()]
    assert "Stakeholder relationship management: Practitioner held, Expert asked, one level short" in said
    place = panel.profiles.findText("Programme director")
    panel.profiles.activated.emit(place)
    said = [bar.accessibleName() for bar in panel.findChildren(LevelBar) if not bar.isHidden()]
    assert "Portfolio management: 6 Initiate, influence held, 5 Ensure, advise asked" in said


def test_that_a_cell_says_what_is_held_and_asked_and_leads_to_its_record(
    demo: Shell, page: PeoplePage
) -> None:
    page.show_tab(SKILLS)
    grid = page.matrix.grid
    grid.go(*_place(page, "Ruth Calloway", "Stakeholder relationship management"))
    assert "Practitioner, Expert asked, one level short" in grid.accessibleName()
    page.matrix.open.click()
    assert demo.guide.here == places.register_key("person_skill")
    demo.guide.back()
    grid.go(grid.place[0], -1)
    QTest.keyClick(grid, Qt.Key.Key_Return)
    assert (page.tabs.current, page.organisation.panel.person) == (ORGANISATION, _id(demo, "Ruth Calloway"))


def test_that_a_level_is_stated_in_its_cell_from_its_own_framework_and_taken_back(
    demo: Shell, page: PeoplePage
) -> None:
    page.show_tab(SKILLS)
    row, stop = _place(page, "Callum Reid", "Governance and assurance")
    page.matrix.grid.go(row, stop)
    assert not page.matrix.grid.cell(row, stop).mark  # type: ignore[union-attr]
    page.matrix.assess.click()
    dialog = page.window().findChild(AssessDialog)
    assert isinstance(dialog, AssessDialog)
    levels = [dialog.levels.itemText(place) for place in range(dialog.levels.count())]
    assert levels == ["–", "Awareness", "Working", "Practitioner", "Expert"]
    dialog.yes.click()
    assert not page.matrix.grid.cell(row, stop).mark  # type: ignore[union-attr]
    dialog.levels.setCurrentIndex(3)
    dialog.yes.click()
    assert page.matrix.grid.cell(row, stop).mark == "P"  # type: ignore[union-attr]
    demo.desk.undo()
    assert not page.matrix.grid.cell(row, stop).mark  # type: ignore[union-attr]


def test_that_a_level_that_another_stated_meanwhile_is_said_once_before_another_is_kept(
    demo: Shell, page: PeoplePage
) -> None:
    person = _id(demo, "Ruth Calloway")
    page.show_tab(SKILLS)
    row, stop = _place(page, "Ruth Calloway", "Stakeholder relationship management")
    page.matrix.grid.go(row, stop)
    skill = page.matrix._matrix.columns[stop].skill.id  # type: ignore[union-attr]
    page.matrix.assess.click()
    dialog = page.window().findChild(AssessDialog)
    assert isinstance(dialog, AssessDialog)
    assert dialog.levels.currentText() == "Practitioner"
    dialog.levels.setCurrentIndex(dialog.levels.findText("Expert"))
    demo.desk.write(lambda office: assess(office, person, skill, 1, evidence="Seen by Tom"))
    dialog.yes.click()
    assert "Somebody else has assessed this meanwhile, at Awareness." in dialog.problem.text()
    assert page.matrix.grid.cell(row, stop).mark == "A"  # type: ignore[union-attr]
    dialog.yes.click()
    assert page.matrix.grid.cell(row, stop).mark == "E"  # type: ignore[union-attr]


def test_that_the_matrix_is_narrowed_to_a_team_and_held_against_one_role(page: PeoplePage) -> None:
    page.show_tab(SKILLS)
    tab = page.matrix
    tab.teams.setCurrentIndex(tab.teams.findText("Portfolio office"))
    tab.teams.activated.emit(tab.teams.currentIndex())
    shown = [line.title.partition(" · ")[0] for line in tab.grid.lines]
    assert {"Hannah Lindqvist", "Ruth Calloway", "Samir Haddad"} < set(shown)
    assert len(shown) == 13
    tab.profiles.setCurrentIndex(tab.profiles.findText("Head of portfolio"))
    tab.profiles.activated.emit(tab.profiles.currentIndex())
    assert {len(line.stops) for line in tab.grid.lines} == {6}
    assert tab._matrix is not None
    assert key_words(tab._matrix).startswith("A Awareness  ·  W Working")


def test_that_cover_and_succession_lead_to_the_person_against_the_role(demo: Shell, page: PeoplePage) -> None:
    page.show_tab(SUCCESSION)
    said = [label.text() for label in page.succession.findChildren(QLabel)]
    assert "Nobody is ready or one level short." in said
    next(row for row in _rows(page, "Portfolio finance partner: Everybody")).click()
    assert page.tabs.current == COVER
    assert page.cover.roles.currentText() == "Portfolio finance partner"
    page.cover.choose(str(page.cover.roles.itemData(page.cover.roles.findText("Head of portfolio"))))
    _rows(page.cover, "Oluwaseun Bright: meets all 6 skills")[0].click()  # type: ignore[arg-type]
    assert page.tabs.current == ORGANISATION
    assert page.organisation.panel.person == _id(demo, "Oluwaseun Bright")
    assert page.organisation.panel.profiles.currentText() == "Head of portfolio"


def test_that_a_qualification_leads_to_its_record(demo: Shell, page: PeoplePage) -> None:
    page.show_tab(QUALIFICATIONS)
    _rows(page, "Yvonne Castellane: Managing Successful Programmes Practitioner. expired")[0].click()
    assert demo.guide.here == places.register_key("qualification")


def test_that_every_tab_is_named_for_whoever_does_not_see_it(page: PeoplePage) -> None:
    for tab in TABS:
        page.show_tab(tab)
        assert_every_focusable_widget_is_named(page)
        assert_no_label_reads_markup(page)


def test_that_an_office_without_skills_begins_with_the_shipped_frameworks(empty: Shell) -> None:
    empty.desk.write(lambda office: records.create(office, "person", {"name": "Ann Lee"}))
    empty.guide.go(places.PEOPLE)
    page = cast(PeoplePage, empty.guide.page)
    page.show_tab(COVER)
    next(
        button
        for button in page._no_roles.findChildren(QPushButton)
        if button.text() == "Add the shipped frameworks"
    ).click()
    assert {"SFIA 9", "Government Digital and Data"} == records_of(empty.desk, "framework").keys()
    assert page.cover.roles.findText("Head of portfolio") >= 0


def test_that_a_published_framework_is_brought_in_and_taken_back(empty: Shell, tmp_path: Path) -> None:
    path = tmp_path / "sfia.csv"
    path.write_text("code,skill,levels\nBENM,Benefits management,3-6\n", encoding="utf-8")
    empty.guide.go(places.PEOPLE)
    page = cast(PeoplePage, empty.guide.page)
    bring_framework(empty.desk, page, path)
    assert set(records_of(empty.desk, "skill")) == {"Benefits management"}
    empty.desk.undo()
    assert not records_of(empty.desk, "skill")


def test_that_a_framework_is_asked_for_beside_the_matrix(
    page: PeoplePage, ask: FakeAsk, tmp_path: Path
) -> None:
    path = tmp_path / "sfia.csv"
    path.write_text("code,skill,levels\nBENM,Benefits management,3-6\n", encoding="utf-8")
    page.show_tab(SKILLS)
    ask.answer(path)
    page.matrix.framework_act.trigger()
    assert "Benefits management" in records_of(page._desk, "skill")


def test_that_skills_of_people_come_in_once_the_person_knows_what_does_not(
    demo: Shell, page: PeoplePage, ask: FakeAsk, tmp_path: Path
) -> None:
    path = tmp_path / "skills.csv"
    path.write_text(
        "Name,Planning,Strategic thinking,Salary\nCallum Reid,Expert,much,43210\n", encoding="utf-8"
    )
    before = len(records_of(demo.desk, "qualification"))
    page.show_tab(SKILLS)
    ask.answer(path, "import")
    page.matrix.skills_act.trigger()
    (said,) = [each for each in ask.asked if "nothing about pay is kept here: Salary" in str(each)]
    assert "“much”: no level of this skill" in str(said)
    cell = page.matrix.grid.cell(*_place(page, "Callum Reid", "Planning"))
    assert cell is not None
    assert cell.mark == "E"
    assert len(records_of(demo.desk, "qualification")) == before


def test_that_teams_of_an_earlier_version_are_offered_until_they_are_taken_over(
    empty: Shell, tmp_path: Path
) -> None:
    path = tmp_path / "earlier.portfolio"
    words = Field(kind=Kind.TEXT, name="team", label="In words")
    with new_store(path, CATALOGUE.extended({"person": [words]}, {})) as store:
        person = Create("person", Id(store.new_id()), {"name": "Ann Lee", "team": "Delivery"})
        store.write(Changes("Add", (person,)))
    empty.files.open(path)
    empty.guide.go(places.PEOPLE)
    page = cast(PeoplePage, empty.guide.page)
    assert not page.former.isHidden()
    page.former.click()
    assert set(records_of(empty.desk, "team")) == {"Delivery"}
    assert page.former.isHidden()
