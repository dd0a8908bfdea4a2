# SPDX-License-Identifier: Apache-2.0
"""What is delegated by and to somebody, from the offer to the feedback, and the package as a paper."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pypdfium2
import pytest

from portfolio_desktop.reports.delegation.sheet import render_sheet
from portfolio_desktop.services.capacity import packages
from portfolio_desktop.services.capacity.delegated import Wants, delegated, delegating, person_called
from portfolio_desktop.services.capacity.package_sheet import package_sheet
from portfolio_desktop.services.capacity.sense import criteria_of
from tests.support.handing import Handing
from tests.support.offices import add, make_office


@pytest.fixture
def handing(tmp_path: Path) -> Iterator[Handing]:
    with make_office(tmp_path) as office:
        yield Handing(office)


def test_that_each_step_says_whose_turn_it_is(handing: Handing) -> None:
    office = handing.office
    package = handing.package()

    def seen() -> tuple[Wants, str]:
        (line,) = delegated(office, handing.ruth).by_them
        assert line.other == "Ann Lee"
        return line.wants, line.words

    assert seen() == (Wants.OFFERING, "draft")
    assert not delegated(office, handing.ann).to_them
    office.write(packages.offer(office, package))
    assert seen()[0] is Wants.ANSWER
    assert "offered" in seen()[1]
    (mine,) = delegated(office, handing.ann).to_them
    assert (mine.wants, mine.other) == (Wants.ANSWER, "Ruth Calloway")
    office.write(packages.accept(office, package))
    assert seen() == (Wants.NOTHING, "accepted, not begun")
    office.write(packages.begin(office, package))
    needed = office.today() - timedelta(days=1)
    blocked = packages.block(
        office, package, "No data", support="A copy", asked_of=handing.cai, needed_by=needed
    )
    office.write(blocked)
    assert seen()[0] is Wants.SUPPORT
    (asked,) = delegated(office, handing.cai).support
    assert "A copy (of Cai Huw), was needed by" in asked.words
    assert asked.other == "Ann Lee"
    office.write(packages.hand_back(office, package, "Without data it cannot be done."))
    assert seen()[0] is Wants.BACK
    assert "Without data it cannot be done." in seen()[1]


def test_that_what_is_late_comes_before_what_is_held_up_and_what_is_over_is_gone(handing: Handing) -> None:
    office = handing.office
    today = office.today()
    late = handing.package("Late", starts=today - timedelta(days=20), due=today - timedelta(days=3))
    held = handing.package("Held up")
    for each in (held, late):
        office.write(packages.offer(office, each))
        office.write(packages.accept(office, each))
    office.write(packages.block(office, held, "No room"))
    found = delegated(office, handing.ruth)
    assert [(each.wants, each.words) for each in found.by_them] == [
        (Wants.LATE, "3 days late"),
        (Wants.SUPPORT, "No room"),
    ]
    assert found.pressing == 2
    office.write(packages.begin(office, late))
    office.write(packages.deliver(office, late, "Report 7"))
    assert delegated(office, handing.ruth).by_them[-1].wants is Wants.TAKING
    with office.reading() as reader:
        answers = {each.id: "met" for each in criteria_of(reader, late)}
    office.write(packages.take(office, late, answers))
    office.write(packages.close(office, late, feedback="Clear and early."))
    assert [each.name for each in delegated(office, handing.ruth).by_them] == ["WP-0002 Held up"]


def test_that_somebody_is_known_by_their_name_where_it_is_one_persons(handing: Handing) -> None:
    assert person_called(handing.office, " ann  LEE") == handing.ann
    assert person_called(handing.office, "") is None
    add(handing.office, "person", name="Ann Lee")
    assert person_called(handing.office, "Ann Lee") is None
    handing.package()
    assert {name for _id, name in delegating(handing.office)} == {"Ruth Calloway", "Ann Lee"}


def test_that_a_package_on_paper_says_all_that_was_agreed_and_leaves_room_to_sign(handing: Handing) -> None:
    office = handing.office
    add(office, "portfolio", title="Northmoor", marking="official")
    package = handing.package(authority="Spend up to £500.")
    handing.need(package, "Testing", 3, 4)
    office.write(packages.offer(office, package))
    office.write(packages.block(office, package, "No data", support="A copy", asked_of=handing.cai))
    document = pypdfium2.PdfDocument(render_sheet(package_sheet(office, package)))
    try:
        said = " ".join("".join(page.get_textpage().get_text_range() for page in document).split())
    finally:
        document.close()
    for part in (
        "Northmoor",
        "OFFICIAL",
        "Test the booking service",
        "Every booking route is tested.",
        "No severe fault is open",
        "Testing · Practitioner",
        "Spend up to £500.",
        "No data · A copy · Cai Huw",
        "Ruth Calloway",
        "Ann Lee",
        "Signature and date",
    ):
        assert part in said, part
