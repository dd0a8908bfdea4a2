# SPDX-License-Identifier: Apache-2.0
"""The signs of marks as icons: each a shape of its own, in the ink that the theme gives it."""

from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType

from PySide6.QtGui import QIcon

from portfolio_desktop.gui.icons import icon
from portfolio_desktop.services.views.marks import Sign

_ICONS: Mapping[Sign, str] = MappingProxyType(
    {
        Sign.ALERT: "triangle-alert",
        Sign.FLAG: "flag",
        Sign.STAR: "star",
        Sign.TICK: "circle-check",
        Sign.QUESTION: "circle-question-mark",
    }
)


@lru_cache(maxsize=len(Sign))
def sign_icon(sign: Sign) -> QIcon:
    """The icon of `sign`. It follows a switch of theme."""
    return icon(_ICONS[sign], sign.value)
