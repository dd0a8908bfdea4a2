# SPDX-License-Identifier: Apache-2.0
"""Colours can be read in every theme, and a switch reaches what is already on screen."""

from pathlib import Path
from re import findall

import pytest
from PySide6.QtGui import QImage, QPainter, QPixmap
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from portfolio_desktop.domain.rating import SCALES
from portfolio_desktop.gui.icons import icon
from portfolio_desktop.gui.style_sheet import style_sheet
from portfolio_desktop.gui.theme import (
    CONTRAST,
    CONTRAST_DARK,
    DARK,
    LIGHT,
    THEMES,
    Appearance,
    Mode,
    Theme,
    contrast,
    current_theme,
)
from portfolio_desktop.gui.widgets.labels import Label

themes = pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)


@themes
def test_that_all_text_has_a_contrast_of_at_least_four_and_a_half(theme: Theme) -> None:
    poor = {what: round(contrast(ink, ground), 2) for what, ink, ground in theme.text_pairs()}
    assert {what: ratio for what, ratio in poor.items() if ratio < 4.5} == {}


@themes
def test_that_lines_with_a_meaning_have_a_contrast_of_at_least_three(theme: Theme) -> None:
    poor = {what: round(contrast(ink, ground), 2) for what, ink, ground in theme.edge_pairs()}
    assert {what: ratio for what, ratio in poor.items() if ratio < 3} == {}


@pytest.mark.parametrize("theme", [CONTRAST, CONTRAST_DARK], ids=lambda theme: theme.name)
def test_that_high_contrast_is_seven_to_one_for_all_text_and_every_line(theme: Theme) -> None:
    pairs = [*theme.text_pairs(), *theme.edge_pairs()]
    pairs += [(f"{line} on surface", getattr(theme, line), theme.surface) for line in ("line", "outline")]
    poor = {what: round(contrast(ink, ground), 2) for what, ink, ground in pairs}
    assert {what: ratio for what, ratio in poor.items() if ratio < 7} == {}


def test_that_high_contrast_is_chosen_and_left_again(appearance: Appearance) -> None:
    appearance.use(Mode.CONTRAST)
    assert current_theme() is CONTRAST
    appearance.use(Mode.SYSTEM)
    assert current_theme() is LIGHT


def test_that_contrast_is_measured_as_wcag_does() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@themes
def test_that_every_tone_of_every_scale_has_its_colours(theme: Theme) -> None:
    tones = {level.tone for scale in SCALES.values() for level in scale.levels} | {"none"}
    assert tones == set(theme.tones)


@themes
def test_that_the_style_sheet_finds_every_picture_it_names(theme: Theme) -> None:
    pictures = findall(r'url\("([^"]+)"\)', style_sheet(theme))
    assert pictures
    assert all(Path(picture).is_file() for picture in pictures)


def test_that_a_switch_of_theme_reaches_widgets_that_stand_already(
    qtbot: QtBot, appearance: Appearance
) -> None:
    label = Label("As at March", ink="muted")
    qtbot.addWidget(label)
    label.show()
    assert label.palette().windowText().color().name() == LIGHT.muted
    with qtbot.waitSignal(appearance.changed):
        appearance.use(Mode.DARK)
    assert current_theme() is DARK
    assert label.palette().windowText().color().name() == DARK.muted


def test_that_an_unknown_desktop_scheme_means_light(appearance: Appearance) -> None:
    appearance.use(Mode.DARK)
    appearance.use(Mode.SYSTEM)
    assert current_theme() is LIGHT


def test_that_an_icon_follows_the_theme_without_being_made_again(appearance: Appearance) -> None:
    kept = icon("house")
    assert _darkest(kept.pixmap(32)) == LIGHT.text
    appearance.use(Mode.DARK)
    assert _darkest(kept.pixmap(32)) == DARK.text


@pytest.mark.parametrize("ratio", [1.0, 1.25, 2.0])
def test_that_an_icon_has_one_pixel_for_each_pixel_of_the_screen(ratio: float) -> None:
    picture = icon("save").pixmap(QPixmap(16, 16).size(), ratio)
    assert (picture.width(), picture.devicePixelRatio()) == (round(16 * ratio), ratio)


def test_that_a_link_that_does_nothing_now_looks_so(qtbot: QtBot) -> None:
    button = QPushButton("Start")
    button.setProperty("flat", True)
    qtbot.addWidget(button)
    at_work = button.grab().toImage()
    button.setDisabled(True)
    assert button.grab().toImage() != at_work


def test_that_an_icon_paints_itself_in_the_middle_of_a_wide_place() -> None:
    canvas = QImage(48, 16, QImage.Format.Format_ARGB32)
    canvas.fill(0)
    painter = QPainter(canvas)
    icon("square").paint(painter, canvas.rect())
    painter.end()
    columns = [x for x in range(48) if any(canvas.pixelColor(x, y).alpha() for y in range(16))]
    assert columns[0] - 0 == 47 - columns[-1]


def test_that_a_mistyped_icon_is_noticed_where_it_is_asked_for() -> None:
    with pytest.raises(KeyError):
        icon("hosue")


def _darkest(picture: QPixmap) -> str:
    """The colour of the most opaque pixel."""
    image = picture.toImage()
    colours = [image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height())]
    return max(colours, key=lambda colour: colour.alpha()).name()
