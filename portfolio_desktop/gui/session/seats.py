# SPDX-License-Identifier: Apache-2.0
"""Which windows there were, on what and where: plain values among the settings of this laptop. On the way to the first paint."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass, fields

from portfolio_desktop.base.settings import Settings

_SETTING = "session"
_MOST = 20


@dataclass(frozen=True, slots=True)
class Seat:
    """One window: its workspace, empty for none; the page it was on; its place on the screens, as Qt writes it."""

    workspace: str = ""
    page: str = ""
    geometry: str = ""


def remembered(settings: Settings) -> list[Seat]:
    """The windows of last time, in the order in which they were opened. What is damaged is left out."""
    names = [field.name for field in fields(Seat)]
    seats = []
    for kept in settings.get(_SETTING, [])[:_MOST]:
        if isinstance(kept, dict):
            said = {name: kept.get(name, "") for name in names}
            seats.append(Seat(**{name: word if isinstance(word, str) else "" for name, word in said.items()}))
    return seats


def remember(settings: Settings, seats: Iterable[Seat]) -> None:
    """Keep these for the next start."""
    settings.put(_SETTING, [asdict(seat) for seat in seats])
