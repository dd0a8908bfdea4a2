# SPDX-License-Identifier: Apache-2.0
"""The colours and measures of a timeline in the theme that the window wears, and how wide its words are."""

from types import MappingProxyType

from PySide6.QtGui import QFont, QFontInfo, QFontMetricsF

from portfolio_desktop.gui.theme import Theme, contrast
from portfolio_desktop.reports.gantt.look import CATEGORY_HUES, RATING_LETTERS, Badge, Look, Paint
from portfolio_desktop.reports.style import SEMIBOLD

_WORDS_KEPT = 50_000


def look_of(theme: Theme, row: float, text_size: float) -> Look:
    """`row` is the height of a row, `text_size` that of the window's own words, in pixels."""
    dark = _is_dark(theme)
    badges = {
        name: Badge(theme.tones[name].fill, theme.tones[name].text, theme.tones[name].edge, letters)
        for name, letters in RATING_LETTERS.items()
    }
    tints = _on_dark(theme) if dark else tuple(Paint(*hues, theme.text) for hues in CATEGORY_HUES)
    return Look(
        ground=theme.surface,
        head=theme.raised,
        selection=theme.selection,
        hover=theme.hover,
        grid=theme.line,
        hair=hairline(theme),
        off=_mixed(theme.line, theme.surface, 0.26),
        text=theme.text,
        muted=theme.muted,
        accent=theme.accent,
        task=_tinted(theme, theme.accent),
        critical=_tinted(theme, theme.danger),
        near=_tinted(theme, theme.tones["amber"].edge),
        finished=_tinted(theme, theme.edge),
        project=_strong(theme, theme.accent, 0.86),
        programme=_strong(theme, theme.muted if dark else theme.text, 0.68),
        summary=_mixed(theme.text, theme.surface, 0.8),
        baseline=_mixed(theme.edge, theme.surface, 0.75),
        slack=theme.edge,
        deadline=theme.text,
        danger=theme.danger,
        on_danger=theme.on_danger,
        arrow=_mixed(theme.edge, theme.surface, 0.9),
        arrow_far=_mixed(theme.edge, theme.surface, 0.45),
        danger_far=_mixed(theme.danger, theme.surface, 0.45),
        categories=tints,
        badges=MappingProxyType(badges),
        row=row,
        text_size=min(text_size * 0.94, row * 0.44),
        head_size=text_size * 0.94,
    )


def _is_dark(theme: Theme) -> bool:
    return contrast("#ffffff", theme.surface) > 4.5


def hairline(theme: Theme) -> str:
    """The rule between rows, on both sides."""
    return _mixed(theme.line, theme.surface, 0.6)


def _tinted(theme: Theme, edge: str) -> Paint:
    """A bar in one hue: pale where work is still to be done, stronger where it is done, both under the theme's ink."""
    pale, strong = (0.22, 0.38) if _is_dark(theme) else (0.16, 0.36)
    return Paint(_mixed(edge, theme.surface, pale), _mixed(edge, theme.surface, strong), edge, theme.text)


def _strong(theme: Theme, edge: str, rest: float) -> Paint:
    """A bar that others belong under: full of its hue on a light ground, and not glaring on a dark one."""
    if _is_dark(theme):
        return Paint(_mixed(edge, theme.surface, 0.3), _mixed(edge, theme.surface, 0.44), edge, theme.text)
    done = _mixed(theme.text, edge, 0.45) if edge != theme.text else _mixed(edge, theme.surface, 0.86)
    return Paint(_mixed(edge, theme.surface, rest), done, done, theme.surface)


def _on_dark(theme: Theme) -> tuple[Paint, ...]:
    """The categories with their strong hue lifted for a dark ground."""
    edges = (_mixed(done, edge, 0.6) for _rest, done, edge in CATEGORY_HUES)
    return tuple(
        Paint(_mixed(edge, theme.surface, 0.24), _mixed(edge, theme.surface, 0.42), edge, theme.text)
        for edge in edges
    )


def _mixed(colour: str, ground: str, share: float) -> str:
    """`share` of one colour on the other."""
    pairs = ((int(colour[at : at + 2], 16), int(ground[at : at + 2], 16)) for at in (1, 3, 5))
    return "#" + "".join(f"{round(one * share + other * (1 - share)):02x}" for one, other in pairs)


def font_for(base: QFont, face: str, size: float) -> QFont:
    """`base` at `size` pixels, in the weight that `face` names."""
    font = QFont(base)
    font.setPixelSize(max(round(size), 6))
    font.setWeight(QFont.Weight.DemiBold if face == SEMIBOLD else QFont.Weight.Normal)
    return font


def text_pixels(font: QFont) -> float:
    return float(QFontInfo(font).pixelSize())


class FontMeasure:
    """How wide words are in the window's font, remembered: a frame asks for the same ones again and again."""

    def __init__(self, base: QFont) -> None:
        self._base = QFont(base)
        self._metrics: dict[tuple[str, float], QFontMetricsF] = {}
        self._widths: dict[tuple[str, str, float], float] = {}

    def __call__(self, words: str, face: str, size: float) -> float:
        wide = self._widths.get((words, face, size))
        if wide is None:
            metrics = self._metrics.get((face, size))
            if metrics is None:
                metrics = self._metrics[face, size] = QFontMetricsF(font_for(self._base, face, size))
            if len(self._widths) > _WORDS_KEPT:
                self._widths.clear()
            wide = self._widths[words, face, size] = metrics.horizontalAdvance(words)
        return wide
