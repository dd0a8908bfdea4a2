# SPDX-License-Identifier: Apache-2.0
"""Assurance at one glance: the calendar of gates, the matrix of controls, and how much waits for somebody."""

from dataclasses import dataclass

from portfolio_desktop.catalogue.filters import Filter, Op, Test
from portfolio_desktop.services.governance import controls, gates
from portfolio_desktop.services.governance.change_requests import WAITING
from portfolio_desktop.services.office import Office
from portfolio_desktop.services.overdue import still_open, together
from portfolio_desktop.storage.read import Reader


@dataclass(frozen=True, slots=True)
class Pending:
    """How many records wait, and how many of them are late."""

    count: int
    late: int


@dataclass(frozen=True, slots=True)
class Assurance:
    """What the page of assurance shows. Notices are those that nobody has acknowledged."""

    calendar: gates.Calendar
    matrix: controls.ControlMatrix
    recommendations: Pending
    notices: Pending
    changes: Pending


def assurance(office: Office) -> Assurance:
    """All of it, as it stands now."""
    with office.reading() as reader:
        recommendations = _pending(reader, "recommendation", open_recommendations(reader), "due")
        notices = _pending(reader, "lesson_notice", UNACKNOWLEDGED, "acknowledge_by")
        changes = _pending(reader, "change_request", UNDECIDED, "needed_by")
    return Assurance(gates.calendar(office), controls.matrix(office), recommendations, notices, changes)


UNACKNOWLEDGED = Test("acknowledged_on", Op.EMPTY)
UNDECIDED = Test("status", Op.ANY_OF, list(WAITING))


def open_recommendations(reader: Reader) -> Filter:
    """Recommendations that are neither closed nor turned down."""
    return still_open(reader.catalogue, reader.catalogue.entity("recommendation"))


def _pending(reader: Reader, name: str, where: Filter, day: str) -> Pending:
    entity = reader.catalogue.entity(name)
    late = together((where, Test(day, Op.BELOW, "today")))
    return Pending(reader.count(entity, where), reader.count(entity, late))
