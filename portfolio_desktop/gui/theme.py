# SPDX-License-Identifier: Apache-2.0
"""How everything looks: four palettes as data, one small style sheet, spacing, row heights and fonts.

A widget asks `current_theme()` when it paints and is thereby right after a switch, because Qt repaints
everything when the palette changes. No state of its own has to be kept in step. Colours are named for what
they mean, and nothing outside this file writes a colour.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QApplication, QStyleFactory

from portfolio_desktop.gui.style_sheet import style_sheet

GAP_TINY, GAP_SMALL, GAP, GAP_LARGE, GAP_HUGE = 4, 8, 12, 16, 24
"""Spacing in logical pixels, all on one grid of four."""

ROW, ROW_COMPACT = 28, 22
RADIUS = 4


@dataclass(frozen=True, slots=True)
class Tone:
    """A filled shape: what fills it, what is written on it, and the edge that sets it off from the page."""

    fill: str
    text: str
    edge: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """Colours by meaning, as #rrggbb. `tones` has one entry for each tone of `domain.rating`, `signs` for each that marks
    what stands out in a register: the ground of what is marked, the sign itself, and its edge."""

    name: str
    window: str
    surface: str
    raised: str
    hover: str
    text: str
    muted: str
    line: str
    outline: str
    edge: str
    accent: str
    on_accent: str
    accent_soft: str
    selection: str
    on_selection: str
    danger: str
    on_danger: str
    tones: Mapping[str, Tone]
    signs: Mapping[str, Tone]

    def text_pairs(self) -> Iterator[tuple[str, str, str]]:
        """Every text on every ground that is drawn anywhere: what it is, text colour, ground colour."""
        grounds = ("window", "surface", "raised", "hover", "accent_soft", "selection")
        for ground in grounds:
            for ink in ("text", "muted", "accent", "danger"):
                yield f"{ink} on {ground}", getattr(self, ink), getattr(self, ground)
        yield "on_accent on accent", self.on_accent, self.accent
        yield "on_selection on selection", self.on_selection, self.selection
        yield "on_danger on danger", self.on_danger, self.danger
        for name, tone in self.tones.items():
            yield f"letter on {name}", tone.text, tone.fill
        for name, sign in self.signs.items():
            for ink, colour in (("sign", sign.text), ("text", self.text), ("muted", self.muted)):
                yield f"{ink} on what is marked {name}", colour, sign.fill

    def edge_pairs(self) -> Iterator[tuple[str, str, str]]:
        """Lines that carry meaning (focus, control edges, badge edges) and the grounds they lie on."""
        for ground in ("window", "surface", "raised", "selection"):
            yield f"accent on {ground}", self.accent, getattr(self, ground)
            yield f"edge on {ground}", self.edge, getattr(self, ground)
            for name, tone in self.tones.items():
                yield f"{name} edge on {ground}", tone.edge, getattr(self, ground)


LIGHT = Theme(
    name="light",
    window="#f3f4f6",
    surface="#ffffff",
    raised="#fafbfc",
    hover="#eaecf0",
    text="#1b1f24",
    muted="#565e69",
    line="#dcdfe4",
    outline="#bcc2ca",
    edge="#7a828d",
    accent="#1f5fa8",
    on_accent="#ffffff",
    accent_soft="#e6eff9",
    selection="#d5e5f7",
    on_selection="#10243b",
    danger="#b3261e",
    on_danger="#ffffff",
    tones=MappingProxyType(
        {
            "green": Tone("#1d7a3a", "#ffffff", "#155c2b"),
            "amber_green": Tone("#a9c24a", "#1a2400", "#667a14"),
            "amber": Tone("#f6be3b", "#2a1d00", "#946600"),
            "amber_red": Tone("#ea8a3a", "#2b1200", "#a84d05"),
            "red": Tone("#bf2430", "#ffffff", "#8f1620"),
            "none": Tone("#ffffff", "#565e69", "#767e89"),
        }
    ),
    signs=MappingProxyType(
        {
            "alert": Tone("#fce3f0", "#9b1460", "#9b1460"),
            "flag": Tone("#e9e4fc", "#4b2ea3", "#4b2ea3"),
            "star": Tone("#d6f1f4", "#0b5c66", "#0b5c66"),
            "tick": Tone("#e4e7eb", "#36404b", "#36404b"),
            "question": Tone("#f5e9da", "#6b4216", "#6b4216"),
        }
    ),
)

DARK = Theme(
    name="dark",
    window="#1a1d21",
    surface="#212529",
    raised="#272b30",
    hover="#2f343a",
    text="#e8eaed",
    muted="#aab1ba",
    line="#373d44",
    outline="#4d555e",
    edge="#8a939d",
    accent="#83b7f0",
    on_accent="#0c1d31",
    accent_soft="#233447",
    selection="#28435f",
    on_selection="#f1f6fc",
    danger="#ffa198",
    on_danger="#3a0905",
    tones=MappingProxyType(
        {
            "green": Tone("#257f44", "#ffffff", "#58b878"),
            "amber_green": Tone("#a9c24a", "#1a2400", "#c3da6d"),
            "amber": Tone("#f0b93a", "#2a1d00", "#ffd474"),
            "amber_red": Tone("#e5863a", "#2b1200", "#ffae6e"),
            "red": Tone("#cb3a44", "#ffffff", "#f28189"),
            "none": Tone("#212529", "#aab1ba", "#8b949e"),
        }
    ),
    signs=MappingProxyType(
        {
            "alert": Tone("#4b2038", "#ff9fd0", "#ff9fd0"),
            "flag": Tone("#352d58", "#c6b8ff", "#c6b8ff"),
            "star": Tone("#163c42", "#7fe0ea", "#7fe0ea"),
            "tick": Tone("#3a4048", "#dbe0e6", "#dbe0e6"),
            "question": Tone("#423220", "#f0c48f", "#f0c48f"),
        }
    ),
)

CONTRAST = Theme(
    name="contrast",
    window="#ffffff",
    surface="#ffffff",
    raised="#f4f4f4",
    hover="#e8e8e8",
    text="#000000",
    muted="#262626",
    line="#595959",
    outline="#262626",
    edge="#1f1f1f",
    accent="#003a80",
    on_accent="#ffffff",
    accent_soft="#dfeaff",
    selection="#d3e3ff",
    on_selection="#000000",
    danger="#7d0010",
    on_danger="#ffffff",
    tones=MappingProxyType(
        {
            "green": Tone("#00571c", "#ffffff", "#00300f"),
            "amber_green": Tone("#d2ec6e", "#000000", "#2f3a00"),
            "amber": Tone("#ffd447", "#000000", "#4a3300"),
            "amber_red": Tone("#ffa75c", "#000000", "#5a2600"),
            "red": Tone("#9c0014", "#ffffff", "#5a000b"),
            "none": Tone("#ffffff", "#000000", "#1f1f1f"),
        }
    ),
    signs=MappingProxyType(
        {
            "alert": Tone("#ffe3f2", "#7a0048", "#7a0048"),
            "flag": Tone("#e8e2ff", "#2f1685", "#2f1685"),
            "star": Tone("#d3f4f7", "#00424a", "#00424a"),
            "tick": Tone("#e4e7eb", "#1c242c", "#1c242c"),
            "question": Tone("#f7e8d4", "#4c2a05", "#4c2a05"),
        }
    ),
)
"""All text and every line with a meaning at 7 : 1 or more."""

CONTRAST_DARK = Theme(
    name="contrast-dark",
    window="#000000",
    surface="#000000",
    raised="#0d0d0d",
    hover="#1f1f1f",
    text="#ffffff",
    muted="#e0e0e0",
    line="#a6a6a6",
    outline="#d9d9d9",
    edge="#e6e6e6",
    accent="#9ccfff",
    on_accent="#000000",
    accent_soft="#10263d",
    selection="#0f2c4a",
    on_selection="#ffffff",
    danger="#ffb3ab",
    on_danger="#000000",
    tones=MappingProxyType(
        {
            "green": Tone("#6fdc92", "#000000", "#a8f0bf"),
            "amber_green": Tone("#d2ec6e", "#000000", "#e8f8a8"),
            "amber": Tone("#ffd447", "#000000", "#ffe694"),
            "amber_red": Tone("#ffa75c", "#000000", "#ffcb9e"),
            "red": Tone("#ff8088", "#000000", "#ffb8bd"),
            "none": Tone("#000000", "#ffffff", "#ffffff"),
        }
    ),
    signs=MappingProxyType(
        {
            "alert": Tone("#3d0a28", "#ffc2e0", "#ffc2e0"),
            "flag": Tone("#1f1450", "#d9cfff", "#d9cfff"),
            "star": Tone("#04303a", "#9deef7", "#9deef7"),
            "tick": Tone("#23282e", "#f0f3f6", "#f0f3f6"),
            "question": Tone("#33230f", "#ffd9a8", "#ffd9a8"),
        }
    ),
)
"""The same on a dark desktop."""

THEMES = (LIGHT, DARK, CONTRAST, CONTRAST_DARK)
_THEMES = {theme.window: theme for theme in THEMES}


class Mode(StrEnum):
    """What the person chose: a theme, or whatever the desktop uses."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"
    CONTRAST = "contrast"


def current_theme() -> Theme:
    """The theme that the application is painted in, read from its palette."""
    ground = QApplication.palette().color(QPalette.ColorRole.Window)
    return _THEMES.get(ground.name()) or (DARK if ground.lightness() < 128 else LIGHT)


class Appearance(QObject):
    """Applies a mode to the application and follows the desktop while the mode is SYSTEM: light or dark, and with high
    contrast where the desktop asks for it. High contrast that somebody chose is light or dark as the desktop is."""

    changed = Signal()

    def __init__(self, app: QApplication, mode: Mode = Mode.SYSTEM) -> None:
        super().__init__(app)
        self._app = app
        self._mode = mode
        # The style sheet wraps the style, so the base is set once and only palette and sheet change
        # afterwards.
        app.setStyle(QStyleFactory.create("Fusion"))
        app.styleHints().colorSchemeChanged.connect(self._follow)
        app.styleHints().accessibility().contrastPreferenceChanged.connect(self._follow)
        self._apply()

    @property
    def mode(self) -> Mode:
        return self._mode

    def use(self, mode: Mode) -> None:
        self._mode = mode
        self._apply()

    def _follow(self) -> None:
        if self._mode in (Mode.SYSTEM, Mode.CONTRAST):
            self._apply()

    def _apply(self) -> None:
        theme = self._wanted()
        self._app.setPalette(palette_for(theme))
        self._app.setStyleSheet(style_sheet(theme))
        self.changed.emit()

    def _wanted(self) -> Theme:
        hints = self._app.styleHints()
        # Unknown, as on a bare X11 desktop or offscreen, means light.
        dark = hints.colorScheme() is Qt.ColorScheme.Dark
        more = hints.accessibility().contrastPreference() is Qt.ContrastPreference.HighContrast
        if self._mode is Mode.CONTRAST or (self._mode is Mode.SYSTEM and more):
            return CONTRAST_DARK if dark else CONTRAST
        return {Mode.LIGHT: LIGHT, Mode.DARK: DARK}.get(self._mode, DARK if dark else LIGHT)


def palette_for(theme: Theme) -> QPalette:
    """The QPalette of `theme`, disabled text included."""
    role = QPalette.ColorRole
    palette = QPalette()
    for to, colour in {
        role.Window: theme.window,
        role.WindowText: theme.text,
        role.Base: theme.surface,
        role.AlternateBase: theme.raised,
        role.Text: theme.text,
        role.PlaceholderText: theme.muted,
        role.Button: theme.raised,
        role.ButtonText: theme.text,
        role.BrightText: theme.on_danger,
        role.ToolTipBase: theme.raised,
        role.ToolTipText: theme.text,
        role.Highlight: theme.selection,
        role.HighlightedText: theme.on_selection,
        role.Accent: theme.accent,
        role.Link: theme.accent,
        role.LinkVisited: theme.accent,
        role.Light: theme.raised,
        role.Midlight: theme.line,
        role.Mid: theme.line,
        role.Dark: theme.edge,
        role.Shadow: theme.edge,
    }.items():
        palette.setColor(to, QColor(colour))
    for to in (role.WindowText, role.Text, role.ButtonText, role.HighlightedText):
        palette.setColor(QPalette.ColorGroup.Disabled, to, QColor(theme.edge))
    return palette


def tabular(font: QFont) -> QFont:
    """`font` with figures of one width, so that columns of numbers line up."""
    figures = QFont(font)
    figures.setFeature(QFont.Tag("tnum"), 1)
    return figures


def sized(font: QFont, step: float, *, bold: bool = False) -> QFont:
    """`font` made `step` points larger or smaller. Works on fonts that are sized in pixels as well."""
    other = QFont(font)
    if font.pointSizeF() > 0:
        other.setPointSizeF(max(6.0, font.pointSizeF() + step))
    else:
        other.setPixelSize(max(8, round(font.pixelSize() + step * 4 / 3)))
    if bold:
        other.setWeight(QFont.Weight.DemiBold)
    return other


def contrast(ink: str, ground: str) -> float:
    """The contrast ratio of two colours, from 1 to 21, as WCAG 2 defines it."""
    first, second = sorted((_luminance(ink), _luminance(ground)))
    return (second + 0.05) / (first + 0.05)


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else float(((channel + 0.055) / 1.055) ** 2.4)
