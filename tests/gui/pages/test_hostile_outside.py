# SPDX-License-Identifier: Apache-2.0
"""Names that have broken programs like ours, on the stakeholder map and among assets, services and technologies."""

from datetime import date
from decimal import Decimal
from typing import Any

from portfolio_desktop.base.text import clean
from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.gui.pages.stakeholders.page import StakeholdersPage
from portfolio_desktop.gui.pages.technology.page import ASSETS, RADAR, SERVICES, TechnologyPage
from portfolio_desktop.gui.shell import places
from portfolio_desktop.gui.shell.shell import Shell
from portfolio_desktop.services.office import Office
from portfolio_desktop.storage.changes import Changes, Create
from tests.support.hostile import HOSTILE
from tests.support.qt import CANARY, assert_no_label_reads_markup

NAMES = [CANARY, *filter(None, (clean(each).text.strip() for each in HOSTILE))]


def _filled(office: Office) -> Changes:
    made: list[Create] = []

    def add(entity: str, values: dict[str, Any]) -> Id:
        made.append(Create(entity, Id(office.store.new_id()), values))
        return made[-1].record

    for place, name in enumerate(NAMES):
        project = add("project", {"title": name})
        level = ("low", "medium", "high")[place % 3]
        who = add(
            "stakeholder",
            {"title": name, "interest": level, "influence": level, "project_id": project, "position": name},
        )
        add("engagement", {"title": name, "kind": "promise", "stakeholder_id": who, "outcome": name})
        asset = add("asset", {"title": name, "supplier": name, "support_end": date(2027, 1, 1)})
        measure = {"title": name, "unit": name, "target": Decimal(place), "actual": Decimal("1E+9")}
        add("service_measure", {**measure, "asset_id": asset, "higher_is_better": True})
        technology = add("technology", {"title": name, "quadrant": "tools", "ring": "hold"})
        add("technology_use", {"technology_id": technology, "project_id": project})
    return Changes("Import", tuple(made))


def test_that_hostile_names_are_shown_letter_by_letter(empty: Shell) -> None:
    empty.desk.write(_filled)
    empty.guide.go(places.STAKEHOLDERS)
    page = empty.guide.page
    assert isinstance(page, StakeholdersPage)
    assert page._found is not None
    page.grid._pick(page._found.lines[0].id)
    page.grab()
    assert_no_label_reads_markup(page)
    empty.guide.go(places.TECHNOLOGY)
    technology = empty.guide.page
    assert isinstance(technology, TechnologyPage)
    for tab in (ASSETS, SERVICES, RADAR):
        technology.show_tab(tab)
        technology.grab()
    assert_no_label_reads_markup(technology)
    assert len(technology.radar._rows()) == len(NAMES)
