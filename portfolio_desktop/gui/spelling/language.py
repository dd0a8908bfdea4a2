# SPDX-License-Identifier: Apache-2.0
"""The language that is checked on this laptop, and its dictionary, read on another thread when it is first needed."""

from PySide6.QtCore import QObject, Qt, Signal

from portfolio_desktop.base.settings import Settings
from portfolio_desktop.base.spelling.dictionary import ENGLISH, Dictionary, load
from portfolio_desktop.gui.desk import Desk
from portfolio_desktop.gui.jobs import Jobs

_SETTING = "spelling.language"


class Language(QObject):
    """`changed` when words are to be looked up anew: the dictionary has come, or is another."""

    changed = Signal()

    def __init__(self, jobs: Jobs, settings: Settings) -> None:
        super().__init__(jobs)
        self._jobs = jobs
        self._settings = settings
        self._asked = ""
        self.dictionary: Dictionary | None = None
        self.problem = ""
        """Why there is no dictionary, in a sentence."""

    @property
    def code(self) -> str:
        """What is checked; empty for nothing."""
        return str(self._settings.get(_SETTING, ENGLISH))

    def choose(self, code: str) -> None:
        """Check that language from now on, or nothing."""
        self._settings.put(_SETTING, code)
        self._asked, self.dictionary, self.problem = "", None, ""
        self.changed.emit()
        self.wake()

    def wake(self) -> None:
        """See to it that the dictionary is read, once."""
        code = self.code
        if not code or self._asked == code:
            return
        self._asked = code

        def take(dictionary: Dictionary | None, problem: str = "") -> None:
            if code == self._asked:
                self.dictionary, self.problem = dictionary, problem
                self.changed.emit()

        self._jobs.free(
            lambda _progress: load(code),
            owner=self,
            done=take,
            failed=lambda error: take(None, str(error)),
        )


def language_of(desk: Desk) -> Language:
    """The one of this window, whatever desk asks."""
    direct = Qt.FindChildOption.FindDirectChildrenOnly
    return desk.jobs.findChild(Language, options=direct) or Language(desk.jobs, desk.settings)
