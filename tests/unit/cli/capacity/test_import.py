# SPDX-License-Identifier: Apache-2.0
"""Demands, packages and time away come in from a spreadsheet like everything else, and change capacity as they come."""

from datetime import date
from pathlib import Path

import pytest

from portfolio_desktop.domain.capacity.load import By, Key
from portfolio_desktop.domain.capacity.months import month_of
from portfolio_desktop.services.capacity.gathering import capacity
from portfolio_desktop.services.office import new_office, open_office
from tests.support.commands import done
from tests.support.handing import Handing

MARCH = month_of(date(2027, 3, 1))
TODAY = date(2026, 11, 21)
_PACKAGES = """Code,Work package,Project,Responsible,Effort,Starts,Due,Status
WP-0100,Load test,Harbour wall,Ann Lee,8,2027-03-01,2027-03-12,In progress
WP-0101,Report,Harbour wall,Ben Okri,tbc,2027-03-01,2027-03-12,Assigned
"""
_AWAY = """Employee,From,To
Ann Lee,2027-03-15,2027-03-19
"""


def test_that_sheets_of_packages_and_of_time_away_are_counted(tmp_path: Path) -> None:
    path = tmp_path / "work.portfolio"
    with new_office(path, "Ruth Calloway") as office:
        ann = Handing(office).ann
    for register, text in (("work_packages", _PACKAGES), ("leaves", _AWAY)):
        sheet = tmp_path / f"{register}.csv"
        sheet.write_text(text, encoding="utf-8")
        done("import", path, sheet, "--as", register, "--dates", "ymd")
    with open_office(path, "Ruth Calloway", read_only=True, today=lambda: TODAY) as office:
        found = capacity(office)
    cell = found.board.cell(Key(By.PERSON, ann), MARCH)
    assert cell.demand == pytest.approx(8)
    assert cell.supply == pytest.approx(23 - 5)
    assert [each.title for each in found.untold] == ["WP-0101 Report"]
