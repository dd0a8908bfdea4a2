# SPDX-License-Identifier: Apache-2.0
"""F1 leads to the page about where one stands; the window of help reads nothing outside its folder."""

import re
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QImage, QTextDocument
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from portfolio_desktop.catalogue.records import CATALOGUE
from portfolio_desktop.gui.form.block import FieldBlock
from portfolio_desktop.gui.pages.help.browser import PageBrowser
from portfolio_desktop.gui.pages.help.topics import PARTS, PLACES, of_module, of_place
from portfolio_desktop.gui.pages.help.tour import STOPS
from portfolio_desktop.gui.pages.help.window import HelpWindow
from portfolio_desktop.gui.pictures.help_pictures import WIDTH, is_current, shrink, words_of
from portfolio_desktop.gui.pictures.scenes import SCENES
from portfolio_desktop.gui.preferences.dialog import Preferences
from portfolio_desktop.gui.shell import places
from portfolio_desktop.gui.shell.shell import Shell
from portfolio_desktop.gui.theme import Appearance, Mode
from portfolio_desktop.services import records
from portfolio_desktop.services.help.keys import read_keys
from portfolio_desktop.services.help.markdown import Heading, Prose, Span
from portfolio_desktop.services.help.page import Page
from tests.support.access.speaking import spoken
from tests.support.help_pages import library
from tests.support.help_pictures import out_of_date
from tests.support.keys_sheet import SHEET, keys_of
from tests.support.qt import to_front

PACKAGE = Path(__file__).parents[4] / "portfolio_desktop"
PICTURES = sorted({scene for page in library().pages.values() for scene in page.pictures})


@pytest.fixture
def window(qtbot: QtBot) -> HelpWindow:
    help = HelpWindow(library())
    qtbot.addWidget(help)
    help.show()
    return help


def test_that_every_place_of_the_window_has_a_page_of_help_that_exists() -> None:
    keys = [place.key for group in places.groups(CATALOGUE) for place in group.every]
    topics = {key: of_place(key) for key in [*keys, *PLACES, "", places.project_key("x")]}
    assert {key: topic for key, topic in topics.items() if topic not in library().pages} == {}
    assert not [key for key, topic in topics.items() if topic == "contents"]


def test_that_every_panel_with_a_page_of_its_own_exists_and_so_does_the_page() -> None:
    gone = [
        part
        for part in PARTS
        if not (PACKAGE / "gui" / "pages" / f"{part.replace('.', '/')}.py").is_file()
        and not (PACKAGE / "gui" / "pages" / part.replace(".", "/")).is_dir()
    ]
    assert gone == []
    assert set(PARTS.values()) <= set(library().pages)


def test_that_every_dialog_of_a_page_has_a_page_of_help() -> None:
    modules = [
        ".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts)
        for path in (PACKAGE / "gui" / "pages").rglob("*.py")
        if re.search(r"^class \w+\(\w*Dialog\)", path.read_text("utf-8"), re.MULTILINE)
    ]
    assert len(modules) > 20
    assert [module for module in modules if of_module(module) not in library().pages] == []


def test_that_f1_opens_the_page_about_the_place_and_then_about_another(demo: Shell, qtbot: QtBot) -> None:
    for key, topic in (
        (places.RISKS, "risks"),
        (places.PACKS, "pack"),
        (places.register_key("task"), "registers"),
    ):
        demo.guide.go(key)
        demo.actions["help"].trigger()
        assert demo.help.viewer.here == topic
    assert demo.help.viewer.isVisible()


def test_that_f1_in_a_field_of_a_form_shows_what_the_field_means(demo: Shell) -> None:
    block = FieldBlock(demo.desk, "risk", ["likelihood", "proximity_date"][:1], demo.window)
    inner = block.editor("likelihood")
    assert demo.help.topic(inner) == "fields/risk#likelihood"
    demo.help.open(demo.help.topic(inner))
    assert demo.help.viewer.here == "fields/risk#likelihood"


@pytest.mark.home
def test_that_f1_works_in_a_dialog_and_the_help_can_be_read_while_it_waits(demo: Shell, qtbot: QtBot) -> None:
    dialog = Preferences(demo.desk, demo.choices, demo.window)
    dialog.open()
    box = dialog.findChildren(QLineEdit)[0]
    demo.help._attend(None, box)
    demo.help._attend(None, box)  # once is enough: two would make the key ambiguous
    to_front(dialog, qtbot)
    QTest.keyClick(box, Qt.Key.Key_F1)
    opened = demo.help.viewer
    assert opened.here == "preferences"
    assert opened.isVisible()
    assert opened.parentWidget() is None
    dialog.reject()


def test_that_a_page_reads_no_file_but_the_pictures_of_help(window: HelpWindow, tmp_path: Path) -> None:
    secret = tmp_path / "secret.png"
    secret.write_bytes((library().picture(PICTURES[0])).read_bytes())
    image = QTextDocument.ResourceType.ImageResource.value
    style = QTextDocument.ResourceType.StyleSheetResource.value
    for name in (
        str(secret),
        QUrl.fromLocalFile(str(secret)).toString(),
        "../../icon",
        "http://example.org/a.png",
    ):
        for kind in (image, style):
            assert window.browser.loadResource(kind, QUrl(name)).isNull()
    assert not window.browser.loadResource(image, QUrl(PICTURES[0])).isNull()


def test_that_what_people_call_their_own_fields_is_shown_letter_by_letter(window: HelpWindow) -> None:
    called = "<img src='/etc/hosts'><b>&amp; more"
    page = Page("fields/x", (Heading(1, called), Prose((Span(called),)), Heading(3, called, "x")))
    window.browser.show_page(page)
    assert window.browser.toPlainText().count(called) == 3


def test_that_the_fields_of_another_workspace_are_explained_once_it_is_open(demo: Shell) -> None:
    demo.help.open("fields")
    first = demo.help.viewer
    values = {"entity": "risk", "name": "own_grid", "label": "Grid reference", "kind": "text"}
    demo.desk.write(lambda office: records.create(office, "own_field", values))
    opened = demo.help.viewer
    assert opened is not first
    assert any("Grid reference" in hit.title for hit in opened.library.find("grid reference"))


def test_that_links_searches_and_keys_lead_from_page_to_page_and_back(
    window: HelpWindow, qtbot: QtBot
) -> None:
    window.open("pack")
    window.follow("changes")
    assert window.here == "changes"
    window.follow("glossary#pack")
    window.back()
    window.back()
    assert window.here == "pack"
    window.forward()
    assert window.here == "changes"
    window.box.say("restore")
    first = window.list.topLevelItem(0)
    assert first is not None
    assert "Restore a backup" in first.text(0)
    QTest.keyClick(window.box, Qt.Key.Key_Return)
    assert window.here == "backup"
    window.open("no such page")
    assert window.here == "contents"


def test_that_a_page_follows_the_theme(window: HelpWindow, appearance: Appearance) -> None:
    window.open("risks")
    light = window.browser.toHtml()
    appearance.use(Mode.DARK)
    assert window.browser.toHtml() != light


def test_that_everything_in_the_window_of_help_has_a_name(window: HelpWindow) -> None:
    focusable = [
        each
        for each in window.findChildren(QWidget)
        if each.focusPolicy() & Qt.FocusPolicy.TabFocus
        and each.isVisible()
        and not isinstance(each, PageBrowser)
    ]
    assert [type(each).__name__ for each in focusable if not each.accessibleName()] == []


def test_that_the_sheet_of_keys_is_what_the_window_does(empty: Shell) -> None:
    again = "write it again: python -m tests.support.keys_sheet"
    assert read_keys(SHEET.parent) == keys_of(empty), again


def test_that_the_sheet_names_no_key_that_few_keyboards_have(empty: Shell) -> None:
    bound = [key.toString() for key in empty.actions["undo"].shortcuts()]
    assert "Undo" in bound, "it works where there is one"
    told = [key for shortcut in empty.help._keys_now() for key in shortcut.keys]
    assert {"Undo", "Redo", "Open"}.isdisjoint(told)
    assert "Ctrl+Z" in told


@pytest.mark.parametrize("scene", PICTURES)
def test_that_each_picture_shows_a_scene_that_can_be_drawn_again(scene: str) -> None:

    again = "draw it again: portfolio-desktop screenshots DIR SCENE, and take it from DIR/help"
    assert scene in {each.name for each in SCENES}
    assert QImage(str(library().picture(scene))).width() == WIDTH, again
    assert len(words_of(library().picture(scene))) > 5, again


@pytest.mark.home
def test_that_pictures_show_the_words_that_the_window_shows_now(appearance: Appearance) -> None:
    """A few of them: `python -m tests.support.help_pictures` plays every one, before a release."""
    again = "draw them again: portfolio-desktop screenshots DIR SCENE…, and take them from DIR/help"
    assert out_of_date(("home", "risk-board"), appearance) == [], again


def test_that_no_picture_is_kept_that_no_page_shows() -> None:
    kept = {path.stem for path in library().picture("x").parent.glob("*.png")}
    assert kept == set(PICTURES)


@pytest.mark.parametrize("then", [frozenset("abcdefghi"), frozenset()])
def test_that_a_picture_is_out_of_date_once_the_window_says_other_words(
    then: frozenset[str], tmp_path: Path
) -> None:

    path = tmp_path / "picture.png"
    shrink(QImage(1360, 860, QImage.Format.Format_RGB32), then).save(str(path))
    assert is_current(path, frozenset("abcdefghi")) is bool(then)
    assert not is_current(path, frozenset("abcdefxyz"))


def test_that_the_tour_can_be_walked_and_left_anywhere_with_escape(demo: Shell, qtbot: QtBot) -> None:
    tour = demo.help.tour
    assert not tour.seen
    tour.start()
    for _stop in STOPS[1:]:
        assert tour.balloon is not None
        tour.balloon.next.click()
    assert tour.balloon is not None
    assert tour.balloon.next.text() == "Done"
    tour.balloon.next.click()
    assert tour.balloon is None
    assert tour.seen
    demo.actions["tour"].trigger()
    assert tour.balloon is not None
    QTest.keyClick(tour.balloon, Qt.Key.Key_Escape)
    assert tour.balloon is None


def test_that_the_tour_ends_where_the_keyboard_goes_elsewhere_and_says_each_stop_once(
    demo: Shell, qtbot: QtBot
) -> None:
    tour = demo.help.tour
    tour.start()
    assert tour.balloon is not None
    qtbot.waitUntil(tour.balloon.next.hasFocus)
    labels = [label for label in tour.balloon.findChildren(QLabel) if len(label.text()) > 20]
    assert [bool(spoken(label).state().invisible) for label in labels] == [True] * len(labels)
    for _stop in STOPS[1:]:
        tour.balloon.next.click()
        qtbot.waitUntil(tour.balloon.next.hasFocus)
    demo.window.parts.step(1)
    assert tour.balloon is None
    at = demo.window.focusWidget()
    assert at is not None
    assert not isinstance(at, QPushButton)


def test_that_the_tour_leaves_when_its_workspace_is_closed(demo: Shell) -> None:
    demo.help.tour.start()
    demo.files.close()
    assert demo.help.tour.balloon is None


def test_that_the_balloon_never_leaves_the_window(demo: Shell) -> None:
    tour = demo.help.tour
    demo.window.resize(800, 560)
    tour.start()
    for _stop in STOPS[1:]:
        assert tour.balloon is not None
        assert demo.window.rect().contains(tour.balloon.geometry())
        tour.balloon.next.click()
