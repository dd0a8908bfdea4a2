# SPDX-License-Identifier: Apache-2.0
"""Search, completions, pins and the palette in a window: one language in every box."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from portfolio_desktop.base.paths import HOME_VARIABLE
from portfolio_desktop.gui.finding.completer import QueryCompleter
from portfolio_desktop.gui.pages.search import SearchPage
from portfolio_desktop.gui.shell import places
from portfolio_desktop.gui.shell.palette import Choice
from portfolio_desktop.gui.shell.shell import Shell
from portfolio_desktop.gui.theme import Appearance
from portfolio_desktop.services.office import new_office
from tests.support.ask import FakeAsk
from tests.support.offices import add
from tests.support.windows import open_window


@pytest.fixture(scope="module")
def asked() -> FakeAsk:
    return FakeAsk()


@pytest.fixture(scope="module")
def shell(
    tmp_path_factory: pytest.TempPathFactory, asked: FakeAsk, themed_app: Appearance, qapp: QApplication
) -> Iterator[Shell]:
    """One window for all tests, on a workspace with two risks, a project and a person."""
    folder = tmp_path_factory.mktemp("finding")
    path = folder / "Office.portfolio"
    with new_office(path, "Ann Example") as office:
        ann = add(office, "person", name="Ann Moorcroft")
        add(office, "project", title="Harbour wall", sro_id=ann)
        add(office, "risk", title="Silt in the harbour", owner_id=ann, status="open")
        add(office, "risk", title="Storms at the harbour", status="open")
    with pytest.MonkeyPatch.context() as patch, open_window(folder, asked, themed_app) as shell:
        patch.setenv(HOME_VARIABLE, str(folder / "laptop"))
        shell.files.open(path)
        yield shell


@pytest.fixture
def page(shell: Shell) -> SearchPage:
    shell.search()
    page = shell.guide.page
    assert isinstance(page, SearchPage)
    page.look_for("")
    return page


def lines(page: SearchPage) -> list[str]:
    return [page._list.item(row).text() for row in range(page._list.count())]


def pinned(shell: Shell) -> list[str]:
    return [place.label for place in shell.pins.group.places] if shell.pins.group else []


def save(page: SearchPage, asked: FakeAsk, words: str, name: str, *, pin: bool) -> None:
    page.look_for(words)
    asked.answer(name)
    page._ask_save(pinned=pin)


def test_that_operators_narrow_the_search_and_headings_lead_to_the_register(
    shell: Shell, page: SearchPage
) -> None:
    page.look_for("harbour owner:ann")
    assert [line.removesuffix(" · 1") for line in lines(page)] == [
        "Projects",
        "P-0001 · Harbour wall",
        "Risks",
        "R-0001 · Silt in the harbour",
    ]
    page._open(page._list.item(2))
    register = shell.guide.register("risk")
    assert register.bar.box.text() == "harbour owner:ann"
    assert register.model.rowCount() == 1
    register.show_everything()


def test_that_what_cannot_be_asked_is_said_beneath_the_box_and_what_was_found_stays(page: SearchPage) -> None:
    page.look_for("harbour")
    before = lines(page)
    page.look_for("colour:red")
    assert "“colour:” is no field of any register." in page._summary.text()
    assert "owner:" in page._box.accessibleDescription()
    assert lines(page) == before
    page.look_for("harbour")
    assert page._box.accessibleDescription() == ""


def test_that_an_empty_box_shows_what_can_be_typed(page: SearchPage) -> None:
    assert page._help.isVisibleTo(page)
    assert not page._save.isEnabled()


def test_that_a_search_is_saved_pinned_renamed_moved_and_unpinned(
    shell: Shell, page: SearchPage, asked: FakeAsk
) -> None:
    save(page, asked, "owner:ann", "Ann's", pin=True)
    save(page, asked, "is:open", "Open ones", pin=True)
    save(page, asked, "harbour", "Not pinned", pin=False)
    assert pinned(shell) == ["Ann's", "Open ones"]
    assert shell.desk.settings.get("pins", []) == [
        str(one.id)
        for one in sorted(
            (one for one in shell.pins.kept if one.label != "Not pinned"), key=lambda one: one.label
        )
    ]
    key = pins_key(shell, "Open ones")
    shell.pins.move(key, -1)
    assert pinned(shell) == ["Open ones", "Ann's"]
    asked.answer("All open")
    shell.pins.ask_rename(key)
    assert pinned(shell) == ["All open", "Ann's"]
    shell.navigation.chosen.emit(key)
    assert page._box.text() == "is:open"
    assert shell.navigation.current == key
    shell.pins.unpin(key.partition(":")[2])
    assert pinned(shell) == ["Ann's"]


def test_that_it_is_said_where_a_view_went_that_was_pinned(
    shell: Shell, page: SearchPage, asked: FakeAsk
) -> None:
    save(page, asked, "silt", "Silt", pin=False)
    told: list[str] = []
    shell.desk.noticed.connect(lambda text, *_rest: told.append(text))
    id = next(str(one.id) for one in shell.pins.kept if one.label == "Silt")
    shell.pins.pin(id)
    shell.pins.unpin(id)
    assert told == [
        "Silt stands in the navigation now, under Pinned.",
        "Silt no longer stands in the navigation.",
    ]


def test_that_a_pin_for_everybody_is_undone_like_any_change(
    shell: Shell, page: SearchPage, asked: FakeAsk
) -> None:
    save(page, asked, "rag:red", "Red", pin=False)
    id = pins_key(shell, "Red").partition(":")[2]
    shell.pins.pin(id, everybody=True)
    assert pinned(shell)[0] == "Red"
    shell.desk.undo()
    assert "Red" not in pinned(shell)


def test_that_a_saved_view_with_words_opens_from_the_navigation_as_it_was(
    shell: Shell, asked: FakeAsk
) -> None:
    register = shell.guide.register("risk")
    register.bar.box.say("storms")
    asked.answer("Storms")
    register.viewing.ask_save()
    register.bar.pin_asked.emit(register.viewing._key)
    assert "Storms" in pinned(shell)
    register.show_everything()
    assert (register.bar.box.text(), register.model.rowCount()) == ("", 2)
    shell.navigation.chosen.emit(pins_key(shell, "Storms"))
    assert (register.bar.box.text(), register.model.rowCount()) == ("storms", 1)
    kept = shell.desk.settings.get("register.risks", {})
    assert kept["view"]["words"] == "storms"
    register.bar.box.say("storms amara")
    assert shell.desk.settings.get("register.risks", {})["view"]["words"] == "", (
        "what is only typed is kept nowhere"
    )
    shell.navigation.chosen.emit(pins_key(shell, "Storms"))
    register.viewing.sort("title", descending=False)
    assert register.bar.box.text() == "storms"
    register.show_everything()


def test_that_a_pin_has_a_menu_and_a_place_has_none(shell: Shell, page: SearchPage, asked: FakeAsk) -> None:
    save(page, asked, "is:overdue", "Late", pin=True)
    menu = shell.pins.menu(pins_key(shell, "Late"), shell.navigation)
    assert menu is not None
    assert [action.text() for action in menu.actions() if action.text()] == [
        "Open",
        "Rename…",
        "Move up",
        "Move down",
        "Pin for everybody",
        "Unpin",
    ]
    menu.deleteLater()
    assert shell.pins.menu(places.HOME, shell.navigation) is None


def test_that_a_box_offers_what_can_be_typed_and_writes_what_is_taken(page: SearchPage) -> None:
    box, completer = page._box, page.completer
    box.setText("harbour is:o")
    completer.offer(unasked=True)
    assert [offer.text for offer in completer.offered] == ["is:open", "is:overdue"]
    completer._take("is:overdue")
    assert box.text() == "harbour is:overdue "
    box.setText("h")
    completer.offer(unasked=True)
    assert not completer.offered
    press(box, Qt.Key.Key_Down)
    assert "has:" in {offer.text for offer in completer.offered}
    completer._popup.hide()


def test_that_names_of_people_are_offered_after_owner(page: SearchPage) -> None:
    box, completer = page._box, page.completer
    box.setText("owner:moor")
    completer.offer(unasked=True)
    assert [offer.text for offer in completer.offered] == ['owner:"Ann Moorcroft"']
    completer._take('owner:"Ann Moorcroft"')
    press(box, Qt.Key.Key_Return)
    assert "Silt in the harbour" in " ".join(lines(page))


def test_that_enter_searches_what_is_typed_and_escape_leaves_it_while_something_is_offered(
    page: SearchPage,
) -> None:
    box, popup = page._box, page.completer._popup
    box.clear()
    QTest.keyClicks(box, "is:o")
    assert popup.isVisible()
    QTest.keyClick(popup, Qt.Key.Key_Escape)
    assert (popup.isVisible(), box.text()) == (False, "is:o")
    QTest.keyClicks(box, "p")
    QTest.keyClick(popup, Qt.Key.Key_Return)
    assert box.text() == "is:op"
    assert "“is:op”" in page._summary.text()
    QTest.keyClick(popup, Qt.Key.Key_Escape)


def test_that_the_filter_box_of_a_register_offers_its_own_fields(shell: Shell) -> None:
    register = shell.guide.register("risk")
    completer = register.bar.box.findChild(QueryCompleter)
    assert completer is not None
    register.bar.box.setText("likelih")
    completer.offer(unasked=True)
    assert "likelihood:" in {offer.text for offer in completer.offered}
    completer._popup.hide()
    register.show_everything()


def test_that_the_palette_goes_to_anything(shell: Shell, page: SearchPage, asked: FakeAsk) -> None:
    save(page, asked, "harbour", "About harbours", pin=False)
    shell.offers.open_palette()
    palette = shell.palette
    every = {choice.text: choice for choice in palette._fixed}
    assert every["Risks"].keys == "Alt+3"
    assert every["About harbours"].kind == "Saved search"
    assert every["Prepare the board pack"].kind == "Help"
    assert every["Search everything"].keys == "Ctrl+Shift+F"
    assert len([text for text in (choice.text for choice in palette._fixed) if text == "Timeline"]) == 1
    palette.type("harbour owner:ann")
    assert {"P-0001 · Harbour wall", "R-0001 · Silt in the harbour"} <= {each.text for each in shown(shell)}
    palette.type("colour:red")
    assert shown(shell)[0].text.startswith("“colour:” is no field of any register.")
    assert shown(shell)[0].stays
    palette.type("is:ov")
    assert shown(shell)[0].text == "is:overdue"
    press(palette._box, Qt.Key.Key_Tab)
    assert palette._box.text() == "is:overdue "
    palette._leave()


def test_that_every_action_that_can_be_done_stands_in_the_palette_with_its_key(shell: Shell) -> None:
    shell.guide.go(places.TIMELINE)
    shell.offers.open_palette()
    offered = {choice.text.removesuffix("…"): choice.keys for choice in shell.palette._fixed}
    missing = [
        action.text
        for action in shell.guide.acts
        if action.enabled() and action.name != "palette" and action.text.removesuffix("…") not in offered
    ]
    assert missing == []
    assert offered["Link the selected tasks"] == "Ctrl+F2" if "Link the selected tasks" in offered else True
    shell.palette._leave()


@pytest.mark.parametrize(
    "typed",
    ['"', "-", '-"', "🎉", "كلمة", "x" * 10_000, "'; DROP TABLE risk; --", "owner:", "is:open " * 400],
)
def test_that_nothing_typed_breaks_a_box(shell: Shell, page: SearchPage, typed: str) -> None:
    page.look_for(typed)
    shell.offers.open_palette()
    shell.palette.type(typed)
    shell.palette._leave()
    register = shell.guide.register("risk")
    register.bar.box.say(typed)
    register.show_everything()


def pins_key(shell: Shell, label: str) -> str:
    return next(f"pin:{one.id}" for one in shell.pins.kept if one.label == label)


def shown(shell: Shell) -> list[Choice]:
    rows = shell.palette._list
    found: list[Choice] = [rows.item(row).data(Qt.ItemDataRole.UserRole + 1) for row in range(rows.count())]
    return found


def press(box: object, key: Qt.Key) -> None:
    QApplication.sendEvent(box, QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier))  # type: ignore[arg-type]


def test_that_from_a_person_it_is_one_press_to_all_that_they_own(page: SearchPage) -> None:
    page.look_for("moorcroft")
    (line,) = page._list.findItems("All that Ann Moorcroft owns", Qt.MatchFlag.MatchExactly)
    page._list.itemActivated.emit(line)
    assert page._box.text() == 'owner:"Ann Moorcroft"'
    found = lines(page)
    assert any("Silt in the harbour" in each for each in found)
    assert any("Harbour wall" in each for each in found)
    assert not any("Storms" in each for each in found)
