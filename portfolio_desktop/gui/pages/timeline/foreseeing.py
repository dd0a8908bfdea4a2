# SPDX-License-Identifier: Apache-2.0
"""What a drag would come to, said beside the pointer while it goes on: worked out by the act that letting go carries out."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject

from portfolio_desktop.base.dates import format_date
from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.base.i18n import _, ngettext
from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.domain.schedule.schedule import Schedule
from portfolio_desktop.gui.desk import Desk
from portfolio_desktop.gui.pages.timeline.doing import Make
from portfolio_desktop.gui.timeline.gestures import Intent, Moved, Stretched
from portfolio_desktop.gui.timeline.view import TimelineView
from portfolio_desktop.services.office import Office
from portfolio_desktop.services.planning.acts import dating
from portfolio_desktop.services.planning.acts.foretelling import Foretold, foretell, standing
from portfolio_desktop.services.planning.rows import Row


class Foreseeing(QObject):
    """Follows the drags on one view. One question is on its way at a time, and the schedule is read once for each drag."""

    def __init__(self, desk: Desk, view: TimelineView, project_of: Callable[[str], str | None]) -> None:
        super().__init__(view)
        self._desk, self._view, self._project_of = desk, view, project_of
        self._wanted: Intent | None = None
        self._asked: Intent | None = None
        self._before: Schedule | None = None
        view.area.dragged.connect(self._follow)
        view.area.interrupted.connect(
            lambda: desk.notify(
                _(
                    "Somebody else has changed the plan meanwhile, so what you were dragging is back in its place."
                )
            )
        )

    def _follow(self, intent: Intent | None) -> None:
        self._wanted = intent
        if intent is None:
            self._before = None
        elif self._asked is None:
            self._ask(intent)

    def _ask(self, intent: Intent) -> None:
        if not isinstance(intent, Moved | Stretched):
            return
        chart = self._view.chart
        row, project = chart.rows[chart.numbers[intent.key]], self._project_of(intent.key)
        if project is None or row.entity not in ("task", "project"):
            return
        self._asked = intent
        work = partial(_foreseen, make=_act(row, intent), project=Id(project), before=self._before)
        self._desk.read(work, self._answer, owner=self, failed=self._refused)

    def _answer(self, found: tuple[Schedule, Foretold]) -> None:
        before, told = found
        if self._wanted is not None:
            self._before = before
        self._say(foretold_words(told))

    def _refused(self, error: Exception) -> None:
        self._say(str(error) if isinstance(error, Refusal) else "")

    def _say(self, words: str) -> None:
        asked, self._asked = self._asked, None
        if asked is not None and asked == self._wanted:
            self._view.area.foretell(asked, words)
        elif self._wanted is not None:
            self._ask(self._wanted)


def _act(row: Row, intent: Moved | Stretched) -> Make:
    id = Id(row.record)
    if isinstance(intent, Stretched):
        return lambda office: dating.set_finish(office, id, intent.finish)
    return lambda office: dating.set_start(office, row.entity, id, intent.start)


def _foreseen(office: Office, make: Make, project: Id, before: Schedule | None) -> tuple[Schedule, Foretold]:
    found = before or standing(office, project)
    return found, foretell(office, found, make(office), project)


def foretold_words(told: Foretold) -> str:
    """What comes of it, each thing on a line of its own."""
    lines = []
    if told.days is not None and told.finish is not None:
        text = (
            _("{days} days by the clock, to {finish}")
            if told.elapsed
            else _("{days} working days, to {finish}")
        )
        days = f"{round(told.days, 1).normalize():f}"
        lines.append(text.format(days=days, finish=format_date(told.finish)))
    if told.moved:
        lines.append(
            ngettext("{count} task follows", "{count} tasks follow", told.moved).format(count=told.moved)
        )
    elif told.days is None:
        lines.append(_("No task follows: each has begun, or has dates of its own"))
    was, now = told.finish_before, told.finish_after
    if was is not None and now is not None and was != now:
        text = _("The project finishes on {now} instead of {was}")
        lines.append(text.format(now=format_date(now), was=format_date(was)))
    return "\n".join(lines)
