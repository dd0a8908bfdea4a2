# SPDX-License-Identifier: Apache-2.0
"""The project page: it shows what is kept, and a card can be edited where it stands."""

import re

import pytest
from PySide6.QtWidgets import QPushButton, QToolButton

from portfolio_desktop.base.values import Unknown
from portfolio_desktop.catalogue.fields import Id, Record
from portfolio_desktop.gui.form.entry import Typed
from portfolio_desktop.gui.pages.escalations.page import EscalationsPage
from portfolio_desktop.gui.pages.pieces import Card, RowButton
from portfolio_desktop.gui.pages.project.editing import EditCard
from portfolio_desktop.gui.pages.project.page import ProjectPage
from portfolio_desktop.gui.pages.project.shown import money_words, slip_words
from portfolio_desktop.gui.shell import places
from portfolio_desktop.gui.shell.shell import Shell
from portfolio_desktop.gui.widgets.labels import Label
from portfolio_desktop.services import records
from portfolio_desktop.services.find import find
from tests.support.desks import records_of
from tests.support.qt import CANARY, assert_no_label_reads_markup


@pytest.fixture
def page(demo: Shell) -> ProjectPage:
    found: list[Id] = []
    demo.desk.read(lambda office: find(office, "P-0001"), lambda hits: found.append(hits[0].id))
    demo.guide.go(places.project_key(found[0]))
    assert isinstance(demo.guide.page, ProjectPage)
    return demo.guide.page


def kept(demo: Shell) -> Record:
    return next(record for record in records_of(demo.desk, "project").values() if record["code"] == "P-0001")


def edit(page: ProjectPage, title: str) -> EditCard:
    card = next(card for card in page.findChildren(EditCard) if card.accessibleName() == title)
    button = card.header.findChildren(QToolButton)[0]
    button.click()
    return card


def type_into(card: EditCard, field: str, text: str) -> None:
    """As the editor does once the person leaves the field."""
    assert card._block is not None
    card._block.entered.emit(field, Typed(text))


def test_that_a_date_can_be_corrected_on_the_page_and_taken_back(demo: Shell, page: ProjectPage) -> None:
    before = kept(demo)["end"]
    type_into(edit(page, "Dates"), "end", "30 Sep 2027")
    assert str(kept(demo)["end"]) == "2027-09-30"
    demo.actions["undo"].trigger()
    assert kept(demo)["end"] == before


def test_that_a_mistake_is_explained_under_its_field_and_nothing_is_written(
    demo: Shell, page: ProjectPage
) -> None:
    before = kept(demo)["end"]
    card = edit(page, "Dates")
    type_into(card, "end", "the day after never")
    assert card._block is not None
    problem = card._block._rows["end"]._problem
    assert problem is not None
    assert problem.text()
    assert kept(demo)["end"] == before


def test_that_the_page_goes_back_to_reading_when_the_pencil_is_let_go(page: ProjectPage) -> None:
    card = edit(page, "Dates")
    card.header.findChildren(QToolButton)[0].click()
    assert not any(card.editing for card in page._cards)


def test_that_what_is_open_leads_to_its_record(demo: Shell, page: ProjectPage) -> None:
    row = next(row for row in page.findChildren(RowButton) if row.accessibleName().startswith("Risks: "))
    row.click()
    assert demo.guide.here == places.register_key("risk")


def test_that_markup_in_a_name_is_shown_letter_by_letter(demo: Shell, page: ProjectPage) -> None:
    id = kept(demo).id
    demo.desk.write(
        lambda office: records.change(office, "project", id, {"title": CANARY, "description": CANARY})
    )
    assert_no_label_reads_markup(page)


def test_that_a_project_that_was_deleted_gives_way_to_the_register(demo: Shell, page: ProjectPage) -> None:
    id = kept(demo).id
    demo.desk.write(lambda office: records.delete(office, "project", [id]))
    assert demo.guide.here == places.register_key("project")


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (None, "Not known"),
        (0, "As planned"),
        (1, "1 day late"),
        (-14, "14 days early"),
        (122, "4 months late"),
    ],
)
def test_that_a_slip_is_said_in_words(days: int | None, said: str) -> None:
    assert slip_words(days) == said


def test_that_an_amount_that_is_not_known_is_never_a_nought() -> None:
    assert money_words(Unknown("Exempt"), "m") == "Exempt"
    assert money_words(None, "m") == "–"


def tolerances(page: ProjectPage) -> dict[str, RowButton]:
    card = next(card for card in page.findChildren(Card) if card.accessibleName() == "Tolerances")
    return {row.accessibleName(): row for row in card.findChildren(RowButton)}


def test_that_the_suggested_rating_stands_beside_the_declared_one_with_its_reasons(page: ProjectPage) -> None:
    said = [label.text() for label in page.findChildren(Label)]
    assert "By the evidence" in said
    assert any(re.search(r"\b12[0-3] days later than agreed", text) for text in said)  # as months are long


def test_that_each_tolerance_is_within_beyond_or_told_and_what_is_told_leads_to_its_clock(
    demo: Shell, page: ProjectPage
) -> None:
    found = tolerances(page)
    assert {
        "Benefits: within 5%",
        "Cost: beyond, nobody told",
        "Scope and quality: for people to judge",
    } <= set(found)
    found["Time: beyond, told: E-0004"].click()
    assert isinstance(demo.guide.page, EscalationsPage)
    assert demo.guide.page.detail.sheet is not None
    assert demo.guide.page.detail.sheet.report.code == "E-0004"


def test_that_what_nobody_was_told_of_is_drafted_from_the_page_and_undone_at_once(
    demo: Shell, page: ProjectPage
) -> None:
    before = len(records_of(demo.desk, "escalation"))
    next(
        button for button in page.findChildren(QPushButton) if button.text() == "Draft the exception reports"
    ).click()
    assert len(records_of(demo.desk, "escalation")) == before + 2
    demo.desk.undo()
    assert len(records_of(demo.desk, "escalation")) == before
