# SPDX-License-Identifier: Apache-2.0
"""People of whom more is asked than they have, and who has come among them: a warning, and never a refusal."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from portfolio_desktop.base.i18n import _, ngettext
from portfolio_desktop.domain.capacity.load import By, Key, State
from portfolio_desktop.domain.capacity.months import Month
from portfolio_desktop.services.capacity.gathering import capacity
from portfolio_desktop.services.capacity.wording import month_words, percent_of
from portfolio_desktop.services.office import Office

_MONTHS = 12


@dataclass(frozen=True, slots=True)
class Overloads:
    """By person and month what is asked of the time they have, as a share of one; None where they have none at all."""

    loads: Mapping[tuple[str, Month], float | None] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)


def overloads(office: Office) -> Overloads:
    """Everybody of whom too much is asked in one of the coming twelve months, by the office's own threshold."""
    found = capacity(office)
    board = found.board
    asked = {line.person for line in board.lines if line.person}
    loads = {}
    for person in sorted(asked & board.workers.keys()):
        row = Key(By.PERSON, person)
        for month in range(found.first, found.first + _MONTHS):
            cell = board.cell(row, month)
            if cell.state(board.thresholds) is State.OVER:
                loads[person, month] = cell.load
    return Overloads(loads, {person: found.names.get(person, "") for person, _month in loads})


def newly_overloaded(before: Overloads, now: Overloads) -> str:
    """Who is asked for too much now and was not before, in a sentence; nothing where there is nobody."""
    fresh = [key for key in now.loads if key not in before.loads]
    if not fresh:
        return ""
    person, month = max(fresh, key=lambda key: (_weight(now.loads[key]), -key[1]))
    load = now.loads[person, month]
    told = percent_of(load) if load is not None else _("no time at all")
    text = _("More is now asked of {name} than they have time for: {load} in {month}.")
    said = text.format(name=now.names[person], load=told, month=month_words(month))
    others = len({each for each, _month in fresh}) - 1
    if others:
        more = ngettext("So it is with {count} other.", "So it is with {count} others.", others)
        said = f"{said} {more.format(count=others)}"
    return f"{said} {_('Capacity shows by what.')}"


def _weight(load: float | None) -> float:
    return float("inf") if load is None else load
