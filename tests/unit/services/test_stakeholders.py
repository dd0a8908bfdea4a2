# SPDX-License-Identifier: Apache-2.0
"""Where stakeholders stand, what is owed to them, and who is to be heard next."""

from datetime import date

from portfolio_desktop.base.values import Unknown
from portfolio_desktop.services.office import Office
from portfolio_desktop.services.stakeholders import log_of, stakeholders
from tests.support.offices import add


def test_that_one_whose_influence_nobody_knows_has_no_place_but_is_there(office: Office) -> None:
    add(office, "stakeholder", title="Port", interest="high", influence="low")
    add(office, "stakeholder", title="Press", interest="high", influence=Unknown("to be asked"))
    assert [(line.title, line.interest, line.influence) for line in stakeholders(office).lines] == [
        ("Port", "high", "low"),
        ("Press", "high", None),
    ]


def test_that_what_is_owed_is_told_latest_first_and_what_is_done_is_not(office: Office) -> None:
    port = add(office, "stakeholder", title="Port")
    for title, kind, due, status in (
        ("A date", "promise", date(2026, 12, 1), "open"),
        ("Noise", "complaint", date(2026, 11, 1), "open"),
        ("Kept", "promise", date(2026, 10, 1), "done"),
        ("Call", "contact", date(2026, 10, 1), "open"),
    ):
        add(office, "engagement", title=title, kind=kind, due=due, status=status, stakeholder_id=port)
    found = stakeholders(office)
    assert [(line.title, (line.days or 0) < 0) for line in found.owed] == [("Noise", True), ("A date", False)]
    assert (found.late, found.lines[0].owed) == (1, 2)
    assert len(log_of(office, port)) == 4


def test_that_one_project_shows_its_own_stakeholders_and_what_is_owed_to_them(office: Office) -> None:
    harbour, depot = add(office, "project", title="Harbour"), add(office, "project", title="Depot")
    for project, title in ((harbour, "Port"), (depot, "Unions")):
        one = add(office, "stakeholder", title=title, project_id=project)
        add(office, "engagement", title=f"To {title}", kind="promise", stakeholder_id=one)
    found = stakeholders(office, harbour)
    assert [line.title for line in found.lines] == ["Port"]
    assert [line.title for line in found.owed] == ["To Port"]
    assert [title for _id, title in found.projects] == ["Depot", "Harbour"]


def test_that_the_contact_that_is_longest_due_comes_first(office: Office) -> None:
    add(office, "stakeholder", title="Later", next_contact=date(2026, 12, 5))
    add(office, "stakeholder", title="Late", next_contact=date(2026, 11, 5))
    add(office, "stakeholder", title="Never")
    assert [line.title for line in stakeholders(office).contacts] == ["Late", "Later"]
