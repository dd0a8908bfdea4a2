# SPDX-License-Identifier: Apache-2.0
"""Quieter forms of the theme's tones, for large areas that must not shout. No colour is written here."""

from PySide6.QtGui import QColor

from portfolio_desktop.gui.theme import Theme, Tone

_FAINT, _FAINTEST = 0.36, 0.2


def mixed(colour: str, ground: str, share: float) -> str:
    """`share` of a colour, from 0 to 1, on the ground that it lies on."""
    above, below = QColor(colour), QColor(ground)
    return QColor(
        round(share * above.red() + (1 - share) * below.red()),
        round(share * above.green() + (1 - share) * below.green()),
        round(share * above.blue() + (1 - share) * below.blue()),
    ).name()


def faint(tone: Tone, theme: Theme, *, faintest: bool = False) -> Tone:
    """A little of a tone on the surface of the page, written on in the page's own ink."""
    ground = mixed(tone.fill, theme.surface, _FAINTEST if faintest else _FAINT)
    return Tone(ground, theme.text, mixed(tone.edge, theme.surface, 0.45))
