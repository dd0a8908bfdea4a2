# SPDX-License-Identifier: Apache-2.0
"""What stands above the pages: a rule of the office's own that is not in force is never passed over in silence."""

from datetime import date
from functools import partial

from portfolio_desktop.catalogue.fields import Value
from portfolio_desktop.gui.shell.banner import Banner
from portfolio_desktop.gui.shell.shell import Shell
from portfolio_desktop.services import records
from tests.support.desks import records_of


def banner(shell: Shell) -> Banner:
    found = shell.window.findChild(Banner)
    assert isinstance(found, Banner)
    return found


def test_that_a_rule_that_makes_no_sense_is_told_until_it_is_taken_back(empty: Shell) -> None:
    assert banner(empty).isHidden()
    empty.desk.write(
        lambda office: records.create(office, "rule", {"name": "challenge", "definition": "{half"})
    )
    assert "cannot be read" in banner(empty).accessibleName()
    assert not banner(empty).isHidden()
    empty.desk.undo()
    assert banner(empty).isHidden()


def test_that_it_is_told_again_at_the_next_opening_also_where_nothing_can_be_changed(empty: Shell) -> None:
    empty.desk.write(
        lambda office: records.create(office, "rule", {"name": "risk.matrix", "definition": "[]"})
    )
    assert empty.desk.workspace is not None
    empty.files.open(empty.desk.workspace.path, read_only=True)
    said = banner(empty).accessibleName()
    assert "reading only" in said
    assert said.count(".") > 1


def test_that_a_rule_that_was_set_twice_is_told_until_one_is_deleted(empty: Shell) -> None:
    for title, days in (("First", 10), ("Last", 20)):
        said: dict[str, Value] = {"name": "habits", "title": title, "definition": f'{{"stale_days": {days}}}'}
        empty.desk.write(partial(records.create, entity="rule", values=said))
    assert "The rule “Last” was set apart" in banner(empty).accessibleName()
    first = records_of(empty.desk, "rule")["First"].id
    empty.desk.write(lambda office: records.delete(office, "rule", [first]))
    assert banner(empty).isHidden()


def test_that_a_second_report_for_a_period_is_told_as_soon_as_it_is_there(empty: Shell) -> None:
    empty.desk.write(lambda office: records.create(office, "project", {"title": "Harbour"}))
    project = records_of(empty.desk, "project")["Harbour"].id
    for note in ("Well", "Badly"):
        said: dict[str, Value] = {"project_id": project, "period_end": date(2026, 10, 31), "note": note}
        empty.desk.write(partial(records.create, entity="status_report", values=said))
    assert "“Harbour” has 2 reports" in banner(empty).accessibleName()
    empty.desk.undo()
    assert banner(empty).isHidden()
