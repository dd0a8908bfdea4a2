# SPDX-License-Identifier: Apache-2.0
"""What the page of assurance is told: nothing in an empty office, and the same counts as the registers in the demo."""

from portfolio_desktop.catalogue.filters import Op, Test
from portfolio_desktop.services.governance.assurance import Pending, assurance
from portfolio_desktop.services.office import Office


def test_that_an_empty_office_has_nothing_to_assure(office: Office) -> None:
    found = assurance(office)
    assert found.calendar.is_blank
    assert found.matrix.total == 0
    assert (found.recommendations, found.notices, found.changes) == (Pending(0, 0),) * 3


def test_that_what_waits_in_the_demo_portfolio_is_what_its_registers_say(shown: Office) -> None:
    found = assurance(shown)
    with shown.reading() as reader:
        notices = reader.count(reader.catalogue.entity("lesson_notice"), Test("acknowledged_on", Op.EMPTY))
    assert found.notices.count == notices > found.notices.late > 0
    assert found.recommendations.count > found.recommendations.late > 0
    assert found.matrix.total == sum(found.matrix.gaps.values()) > 0
    assert not found.calendar.is_blank
