# SPDX-License-Identifier: Apache-2.0
"""Who fits a package: skills first, then time, each with its reason in words."""

from datetime import date
from decimal import Decimal

from portfolio_desktop.base.values import Unknown
from portfolio_desktop.services import records
from portfolio_desktop.services.capacity.fits import candidates
from portfolio_desktop.services.office import Office
from tests.support.handing import Handing
from tests.support.offices import add


def test_that_people_are_ranked_with_reasons(office: Office) -> None:
    handing = Handing(office)
    package = handing.package(effort=Decimal(8), responsible_id=None)
    handing.need(package, "Testing", 3)
    dee = handing.crew.person("Dee Park", Testing=3)
    add(office, "leave", person_id=dee, first=date(2027, 3, 1), last=date(2027, 3, 5))
    eve = handing.crew.person("Eve Short", {"share": Unknown("HR to say")}, Testing=4)
    found = candidates(office, package)
    assert found.wants == "Testing: Practitioner and above; 8 days"
    assert [(each.name, each.able, each.has_time, each.why) for each in found.people] == [
        ("Ann Lee", True, True, "Testing: Expert; 8 of 8 days free"),
        ("Eve Short", True, False, "Testing: Expert; share of full time not known"),
        ("Dee Park", True, False, "Testing: Practitioner; only 7.8 of 8 days free"),
        ("Ben Okri", False, True, "Testing: Working, and Practitioner is needed; 8 of 8 days free"),
    ]
    assert eve


def test_that_a_package_that_says_too_little_says_so(office: Office) -> None:
    handing = Handing(office)
    package = handing.package(effort=None, due=None)
    found = candidates(office, package)
    assert found.open == (
        "It names no skills, so time alone tells.",
        "It says no effort, so time cannot be told.",
        "It says no day on which it is due, so time cannot be told.",
    )
    assert not any(each.has_time for each in found.people)
    office.write(records.change(office, "work_package", package, {"due": date(2027, 3, 12)}))
    assert len(candidates(office, package).open) == 2
