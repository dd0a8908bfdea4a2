# SPDX-License-Identifier: Apache-2.0
"""Home: the message, and every number leading to what is behind it."""

from portfolio_desktop.gui.pages.home.message import headline, underline
from portfolio_desktop.gui.pages.home.page import HomePage
from portfolio_desktop.gui.pages.pieces import RowButton
from portfolio_desktop.gui.register.page import RegisterPage
from portfolio_desktop.gui.shell.shell import Shell
from portfolio_desktop.gui.widgets.empty import EmptyPlace
from portfolio_desktop.services.home import Home, home


def rows(shell: Shell) -> dict[str, RowButton]:
    page = shell.guide.page
    assert isinstance(page, HomePage)
    return {row.accessibleName(): row for row in page.findChildren(RowButton)}


def read(shell: Shell) -> Home:
    found: list[Home] = []
    shell.desk.read(home, found.append)
    return found[0]


def named(shell: Shell, start: str) -> RowButton:
    return next(row for name, row in rows(shell).items() if name.startswith(start))


def test_that_the_headline_counts_those_in_doubt_and_says_how_they_are_rated(demo: Shell) -> None:
    assert headline(read(demo)) == "6 of 24 projects are in doubt: 2 Red, 4 Amber/Red."
    assert "overdue" in underline(read(demo))


def test_that_a_count_leads_to_exactly_the_projects_it_counts(demo: Shell) -> None:
    named(demo, "Red: 2").click()
    page = demo.guide.page
    assert isinstance(page, RegisterPage)
    assert page.entity == "project"
    assert page.model.rowCount() == 2


def test_that_what_is_overdue_leads_to_exactly_those_records(demo: Shell) -> None:
    late = next(each for each in read(demo).overdue if each.entity == "action")
    named(demo, f"{late.label}: {late.count}").click()
    page = demo.guide.page
    assert isinstance(page, RegisterPage)
    assert page.model.rowCount() == late.count


def test_that_money_says_how_much_of_it_is_known(demo: Shell) -> None:
    assert any("of 24 known" in name for name in rows(demo))


def test_that_an_empty_workspace_is_invited_to_import(empty: Shell) -> None:
    page = empty.guide.page
    assert isinstance(page, HomePage)
    assert page.findChildren(EmptyPlace)


def test_that_home_follows_what_is_written_elsewhere(demo: Shell) -> None:
    before = set(rows(demo))
    demo.desk.undo()
    assert set(rows(demo)) != before or not demo.actions["undo"].isEnabled()
