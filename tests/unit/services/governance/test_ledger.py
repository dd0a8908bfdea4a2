# SPDX-License-Identifier: Apache-2.0
"""Who knew, when, and what was decided: the ledger of decisions, and one of them a year later."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from portfolio_desktop.base.values import Rating, Unknown
from portfolio_desktop.catalogue.fields import Value
from portfolio_desktop.catalogue.records import CATALOGUE
from portfolio_desktop.services import records
from portfolio_desktop.services.governance import taking
from portfolio_desktop.services.governance.ledger import decision_page, ledger
from portfolio_desktop.services.office import Office
from portfolio_desktop.services.packs import issue
from portfolio_desktop.storage.store import Surroundings, create_store
from tests.support.meetings import BoardRoom, furnish
from tests.support.offices import add


class Watch:
    """The time on the wall, set by the test."""

    def __init__(self) -> None:
        self.day = date(2026, 11, 18)
        self._ticks = 0

    def __call__(self) -> int:
        self._ticks += 1
        midnight = datetime(self.day.year, self.day.month, self.day.day, 8, tzinfo=UTC)
        return int(midnight.timestamp() * 1000) + self._ticks


@pytest.fixture
def watch() -> Watch:
    return Watch()


@pytest.fixture
def office(tmp_path: Path, watch: Watch) -> Iterator[Office]:
    store = create_store(tmp_path / "o.portfolio", CATALOGUE, Surroundings("Ann", clock=watch))
    with Office(store, lambda: watch.day) as office:
        yield office


@pytest.fixture
def room(office: Office) -> BoardRoom:
    return furnish(office)


@pytest.fixture
def decided(office: Office, room: BoardRoom, watch: Watch) -> BoardRoom:
    """A project that was amber when the board decided, and is red half a year later."""
    amber, red = Rating("rag5", "amber"), Rating("rag5", "red")
    office.write(records.change(office, "project", room.project, {"confidence": amber}))
    risk = add(office, "risk", title="Ground fails", project_id=room.project, likelihood=4, impact=4)
    watch.day = date(2026, 11, 20)
    office.write(taking.attend(office, room.coming, "present", person=room.chair))
    taken = taking.Taken("approved", "Released", review_on=date(2027, 2, 1))
    watch.day = date(2026, 11, 21)
    office.write(taking.decide(office, room.asked, taken, meeting=room.coming, item=room.item))
    office.write(
        taking.add_action(office, "Tell them", owner=room.ruth, due=None, meeting=room.coming, item=room.item)
    )
    watch.day = date(2027, 5, 20)
    office.write(records.change(office, "project", room.project, {"confidence": red}))
    office.write(records.change(office, "risk", risk, {"likelihood": 1, "impact": 1}))
    add(office, "risk", title="Came later", project_id=room.project, likelihood=5, impact=5)
    return room


def test_that_a_year_later_the_project_is_shown_as_it_stood_when_it_was_decided(
    office: Office, decided: BoardRoom
) -> None:
    then = decision_page(office, decided.asked).then
    moved = {fact.label: (fact.then, fact.now) for fact in then.facts if fact.moved}
    assert moved["Delivery confidence"] == ("Amber", "Red")
    assert "20 Nov 2026" in then.label


def test_that_the_risks_are_those_of_the_day_with_the_score_of_the_day(
    office: Office, decided: BoardRoom
) -> None:
    (risk,) = decision_page(office, decided.asked).then.risks
    assert risk.title == "Ground fails"
    assert risk.then is not None
    assert risk.now is not None
    assert (risk.then.score, risk.now.score) == (16, 1)


def test_that_it_says_who_was_there_and_what_followed(office: Office, decided: BoardRoom) -> None:
    page = decision_page(office, decided.asked)
    assert [seat.name for seat in page.seats if seat.presence == "present"] == ["Judith Ashworth"]
    assert [action.title for action in page.actions] == ["Tell them"]
    assert any("Approve" in entry.label for entry in page.history)


def test_that_what_was_entered_after_the_decision_is_not_passed_off_as_known(
    office: Office, room: BoardRoom
) -> None:
    office.write(
        records.change(office, "decision", room.asked, {"status": "approved", "decided_on": date(2026, 9, 1)})
    )
    then = decision_page(office, room.asked).then
    assert not then.known
    assert "1 Sep 2026" in then.label


def test_that_the_evidence_speaks_where_the_log_begins_later(office: Office, room: BoardRoom) -> None:
    changes = issue(office, on=datetime.fromisoformat("2026-08-01T09:00"))
    office.write(changes)
    pack = changes.items[0].record
    early: dict[str, Value] = {"status": "approved", "decided_on": date(2026, 9, 1), "evidence_id": pack}
    office.write(records.change(office, "decision", room.asked, early))
    page = decision_page(office, room.asked)
    assert page.then.known
    assert "PK-0001" in page.then.label
    assert "PK-0001" in page.pack


def test_that_an_open_decision_claims_no_past(office: Office, room: BoardRoom) -> None:
    page = decision_page(office, room.asked)
    assert page.moment is None
    assert not page.then.known


def test_that_the_ledger_narrows_to_a_board_a_year_and_what_is_due(
    office: Office, decided: BoardRoom
) -> None:
    add(
        office,
        "decision",
        title="Elsewhere",
        status="rejected",
        decided_on=date(2025, 1, 1),
        reasons="Too dear",
        decided_by_id=Unknown("Not minuted"),
    )
    assert [line.title for line in ledger(office).lines] == ["Release the contingency", "Elsewhere"]
    assert [line.title for line in ledger(office, year=2025).lines] == ["Elsewhere"]
    assert [line.title for line in ledger(office, board=decided.board).lines] == ["Release the contingency"]
    assert [line.title for line in ledger(office, due=True).lines] == ["Release the contingency"]
    office.write(
        records.change(
            office, "decision", decided.asked, {"reviewed_on": date(2027, 5, 1), "effect": "partly"}
        )
    )
    assert ledger(office, due=True).lines == ()
