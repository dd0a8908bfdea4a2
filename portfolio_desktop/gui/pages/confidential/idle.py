# SPDX-License-Identifier: Apache-2.0
"""After how long without a sign of life a people file locks itself on this laptop, and whether with the screen."""

from portfolio_desktop.base.settings import Settings

MINUTES = (2, 5, 10, 20, 60)
"""What can be chosen."""

_SETTING, _USUAL = "people.minutes", 10
_WITH_SCREEN = "people.lock_with_screen"


def minutes(settings: Settings) -> int:
    """What was chosen, or what is usual."""
    return int(settings.get(_SETTING, _USUAL))


def set_minutes(settings: Settings, count: int) -> None:
    """Choose another."""
    settings.put(_SETTING, count)


def with_screen(settings: Settings) -> bool:
    """Whether it locks when the screen is locked; it does unless somebody has chosen otherwise."""
    return bool(settings.get(_WITH_SCREEN, True))


def set_with_screen(settings: Settings, on: bool) -> None:
    """Choose otherwise."""
    settings.put(_WITH_SCREEN, on)
