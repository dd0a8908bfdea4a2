# SPDX-License-Identifier: Apache-2.0
"""Imports what the pages need before somebody goes to them: a module at a time, while nobody waits for anything.

A page is imported when it is first gone to, so that the start waits for none. The first visit then held the window for a
fifth of a second. An import cannot be interrupted, so packages are gone through from the bottom up: each module finds
what it needs there already, and takes a moment that nobody sees.
"""

import pkgutil
import sys
from collections.abc import Iterable, Iterator
from importlib import import_module

from PySide6.QtCore import QObject, Qt, QTimer

from portfolio_desktop.gui.jobs import Jobs

_FROM_BELOW = (
    "domain",
    "services.views",
    "services.risks",
    "services.governance",
    "services.planning.sheet",
    "services.planning.acts",
    "services.planning",
    "domain.skills",
    "services.skills",
    "domain.capacity",
    "services.capacity",
    "services.quality",
    "services.sharing",
    "services.safekeeping",
    "exchange.tables",
    "gui.models",
    "gui.widgets",
    "gui.widgets.heat",
    "gui.form",
    "gui.register.popups",
    "gui.register",
    "gui.timeline",
    "gui.pages",
    "gui.pages.project",
    "gui.pages.risks",
    "gui.pages.escalations",
    "gui.pages.meetings",
    "gui.pages.assurance",
    "gui.pages.stakeholders",
    "gui.pages.technology",
    "gui.pages.challenge",
    "gui.pages.timeline.shown",
    "gui.pages.timeline",
    "gui.pages.people.chart",
    "gui.pages.people",
    "gui.pages.capacity",
    "gui.pages.quality",
    "gui.pages.sharing",
    "gui.pages.safekeeping",
)
"""Packages whose modules the pages are made of. Imports and packs are left out: what they need is large, and they are rare."""

_MILLISECONDS_OF_REST = 1000
_MILLISECONDS_BETWEEN = 40


class PagesAhead(QObject):
    """Begins a moment after `jobs` rest for the first time, pauses whenever they work, and ends when all is there."""

    def __init__(self, jobs: Jobs, parent: QObject | None = None, modules: Iterable[str] = ()) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._modules = iter(modules or modules_ahead())
        self._begun = False
        self._timer = QTimer(self, interval=_MILLISECONDS_OF_REST)
        self._timer.timeout.connect(self.step)
        jobs.finished.connect(self._begin, Qt.ConnectionType.QueuedConnection)

    def step(self) -> None:
        """Import the next module that is not there yet, unless something is being worked at."""
        if self._jobs.tasks:
            return
        name = next((name for name in self._modules if name not in sys.modules), None)
        if name is None:
            self._timer.stop()
            return
        import_module(name)
        self._timer.setInterval(_MILLISECONDS_BETWEEN)

    def _begin(self) -> None:
        if not self._begun and not self._jobs.tasks:  # two jobs that ended at once call it twice
            self._begun = True
            self._jobs.finished.disconnect(self._begin)
            self._timer.start()


def modules_ahead() -> Iterator[str]:
    """The names of all modules of the packages that the pages are made of, in the order in which they need each other."""
    for package in _FROM_BELOW:
        found = import_module(f"portfolio_desktop.{package}")
        for module in pkgutil.iter_modules(found.__path__, f"{found.__name__}."):
            if not module.ispkg:
                yield module.name
