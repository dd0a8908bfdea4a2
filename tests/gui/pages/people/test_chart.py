# SPDX-License-Identifier: Apache-2.0
"""The organisation chart as boxes in its window: walked, folded, searched, made larger, printed."""

from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from portfolio_desktop.catalogue.fields import Id, Value
from portfolio_desktop.gui.pages.people.chart.exporting import PNG, SVG, PaperDialog, Wish, ask_paper, export
from portfolio_desktop.gui.pages.people.chart.tab import ChartTab
from portfolio_desktop.gui.pages.people.chart.view import ChartView
from portfolio_desktop.gui.pages.people.page import ORGANISATION, PeoplePage
from portfolio_desktop.gui.shell import places
from portfolio_desktop.gui.shell.shell import Shell
from portfolio_desktop.services import records
from portfolio_desktop.services.skills.chart import PERSON, Place
from tests.support.ask import FakeAsk
from tests.support.desks import records_of


@pytest.fixture
def page(demo: Shell) -> PeoplePage:
    demo.guide.go(places.PEOPLE)
    return cast(PeoplePage, demo.guide.page)


@pytest.fixture
def tab(page: PeoplePage) -> ChartTab:
    return page.chart


def _id(shell: Shell, name: str) -> Id:
    return records_of(shell.desk, "person")[name].id


def _seen(view: ChartView) -> list[str]:
    return [view.places[spot.row].title for spot in view.laid.spots]


def _key(view: ChartView, key: Qt.Key, how: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> str:
    QTest.keyClick(view, key, how)
    return view.places[view.shown.chosen].title


def test_that_the_chart_is_walked_folded_and_opened_by_keyboard(
    demo: Shell, page: PeoplePage, tab: ChartTab
) -> None:
    view = tab.view
    assert _key(view, Qt.Key.Key_Home) == "Dame Judith Ashworth"
    view.choose(_id(demo, "Idris Bevan"))
    assert _key(view, Qt.Key.Key_Down) == "Chloe Farrant"
    assert _key(view, Qt.Key.Key_Down) == "Dominic Sayle"
    assert _key(view, Qt.Key.Key_Backspace) == "Idris Bevan"
    assert _key(view, Qt.Key.Key_Right) == "Oluwaseun Bright"
    assert _key(view, Qt.Key.Key_Left) == "Idris Bevan"
    QTest.keyClick(view, Qt.Key.Key_Space)
    assert "Chloe Farrant" not in _seen(view)
    assert _key(view, Qt.Key.Key_Down) == "Chloe Farrant"
    assert _key(view, Qt.Key.Key_Up) == "Idris Bevan"
    assert "5 reports" in view.accessibleDescription()
    QTest.keyClick(view, Qt.Key.Key_Return)
    assert page.tabs.current == ORGANISATION
    assert page.organisation.panel.person == _id(demo, "Idris Bevan")


def test_that_a_click_folds_at_the_sign_and_chooses_elsewhere(demo: Shell, tab: ChartTab) -> None:
    view = tab.view
    view.fold_to(None)
    row = next(row for row, each in enumerate(view.places) if each.title == "Idris Bevan")
    spot = view.spot(row)
    assert spot is not None
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=view.point_of(spot).toPoint())
    assert view.chosen == _id(demo, "Idris Bevan")
    spot = view.spot(row)
    assert spot is not None
    sign = view.point_of(spot)
    sign.setY(sign.y() + 62 * 2 / 3 * view.zoom * view._grain)
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=sign.toPoint())
    assert "Chloe Farrant" not in _seen(view)
    assert next(each.hidden for each in view.laid.spots if each.row == row) == 6


def test_that_search_opens_what_hides_somebody_and_leads_from_one_to_the_next(tab: ChartTab) -> None:
    view = tab.view
    view.fold_to(1)
    assert "Samir Haddad" not in _seen(view)
    tab.search.setText("project manager")
    tab.search.returnPressed.emit()
    first = view.chosen
    assert first
    assert "found" in tab._count.text()
    QTest.keyClick(view, Qt.Key.Key_F3)
    assert view.chosen not in ("", first)
    tab.search.setText("nobody of that name")
    tab.search.returnPressed.emit()
    assert tab._count.text() == "Nobody is called so."


def test_that_what_is_folded_stays_after_a_write_and_a_vacant_post_stands_under_its_manager(
    demo: Shell, tab: ChartTab
) -> None:
    view = tab.view
    idris = _id(demo, "Idris Bevan")
    view.choose(idris)
    QTest.keyClick(view, Qt.Key.Key_Minus)
    values: dict[str, Value] = {
        "title": "Delivery manager",
        "manager_id": _id(demo, "Ruth Calloway"),
        "funded": True,
    }
    demo.desk.write(lambda office: records.create(office, "post", values))
    assert view.chosen == idris
    assert "Chloe Farrant" not in _seen(view)
    post = next(each for each in view.places if each.title == "Delivery manager")
    assert post.vacant
    assert "vacant" in tab._count.text()
    demo.desk.write(
        lambda office: records.change(
            office, "post", records_of(demo.desk, "post")["Delivery manager"].id, {"person_id": idris}
        )
    )
    assert not any(each.title == "Delivery manager" for each in view.places)


def test_that_a_chart_of_five_hundred_begins_with_two_levels(tab: ChartTab) -> None:
    found = [Place(PERSON, Id("top"), "Top", "", "", 0, 500, 20)]
    for manager in range(20):
        found.append(Place(PERSON, Id(f"m{manager}"), f"Manager {manager}", "", "", 1, 24, 24))
        found += [
            Place(PERSON, Id(f"p{manager}-{n}"), f"Person {manager}-{n}", "", "", 2, 0) for n in range(24)
        ]
    tab.view.show_places(tuple(found))
    assert len(tab.view.laid.spots) == 21
    tab.view.fold_to(None)
    assert len(tab.view.laid.spots) == 501
    tab.view.fit()
    assert tab.view.horizontalScrollBar().maximum() == 0
    QTest.keyClick(tab.view, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    assert tab.view.horizontalScrollBar().maximum() > 0


@pytest.mark.parametrize(("kind", "begins"), [(SVG, b"<?xml"), (PNG, b"\x89PNG")])
def test_that_the_chart_is_saved_as_a_picture(
    demo: Shell, tab: ChartTab, ask: FakeAsk, tmp_path: Path, kind: str, begins: bytes
) -> None:
    target = tmp_path / f"chart.{kind}"
    ask.answer(target)
    export(demo.desk, tab, tab.charted(), kind)
    assert target.read_bytes().startswith(begins)


def test_that_paper_is_asked_for_and_written(
    demo: Shell, tab: ChartTab, ask: FakeAsk, tmp_path: Path
) -> None:
    ask_paper(demo.desk, tab, tab.charted())
    (dialog,) = tab.findChildren(PaperDialog)
    dialog.turned.setCurrentIndex(1)
    assert "one of its own" in dialog.note.text()
    dialog.fitted.setCurrentIndex(1)
    assert dialog.note.text() == "1 page."
    assert dialog.marking.text() == "OFFICIAL-SENSITIVE"
    dialog.marking.setText("OFFICIAL")
    dialog.open_after.setChecked(False)
    assert dialog.wish == Wish(upright=True, one_page=True, marking="OFFICIAL")
    target = tmp_path / "chart.pdf"
    ask.answer(target)
    dialog.agree()
    assert target.read_bytes().startswith(b"%PDF")
