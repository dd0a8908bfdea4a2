# SPDX-License-Identifier: Apache-2.0
"""Who has come to be asked for more than they have: told once, with the worst month."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from portfolio_desktop.services.capacity.overload import Overloads, newly_overloaded, overloads
from tests.support.handing import Handing
from tests.support.offices import add, make_office


@pytest.fixture
def handing(tmp_path: Path) -> Iterator[Handing]:
    with make_office(tmp_path) as office:
        yield Handing(office)


def test_that_only_who_was_not_asked_for_too_much_before_is_told(handing: Handing) -> None:
    office = handing.office
    before = overloads(office)
    assert newly_overloaded(Overloads(), before) == ""
    handing.package(effort=Decimal(30), due=date(2027, 3, 31))
    now = overloads(office)
    said = newly_overloaded(before, now)
    assert said == (
        "More is now asked of Ann Lee than they have time for: 130 % in Mar 2027. Capacity shows by what."
    )
    assert newly_overloaded(now, now) == ""
    handing.package("More", responsible_id=handing.ben, effort=Decimal(46), due=date(2027, 3, 31))
    handing.package("And more", responsible_id=handing.cai, effort=Decimal(25), due=date(2027, 3, 31))
    later = newly_overloaded(now, overloads(office))
    assert "Ben Okri" in later
    assert "So it is with 1 other." in later


def test_that_leave_can_put_somebody_over_too(handing: Handing) -> None:
    office = handing.office
    handing.package(effort=Decimal(20), due=date(2027, 3, 31))
    before = overloads(office)
    assert not before.loads
    add(office, "leave", person_id=handing.ann, first=date(2027, 3, 1), last=date(2027, 3, 12))
    assert "Ann Lee" in newly_overloaded(before, overloads(office))
