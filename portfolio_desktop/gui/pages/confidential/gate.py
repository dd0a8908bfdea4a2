# SPDX-License-Identifier: Apache-2.0
"""What stands before every page of the people file: the way to make it, the lock, and behind them the page itself.

Whoever opens it by the recovery key sets another passphrase before a page is shown.
"""

from collections.abc import Callable
from typing import Protocol, runtime_checkable

from PySide6.QtWidgets import QStackedWidget, QWidget

from portfolio_desktop.base.i18n import N_, _
from portfolio_desktop.gui.pages.confidential.keeping.renewal import Renewal
from portfolio_desktop.gui.pages.confidential.making import Making
from portfolio_desktop.gui.pages.confidential.people_desk import PeopleDesk
from portfolio_desktop.gui.pages.passwords.unlocking import UnlockForm

_SEALED = N_(
    "Appraisals, conversations and notes lie in this file and nowhere else. It locks itself after {count} minutes "
    "without a key pressed."
)
_BY_PASSPHRASE = N_("Use the passphrase")


@runtime_checkable
class StartsOver(Protocol):
    """A page of several views."""

    def start_over(self) -> None:
        """Back to the first of them."""


class Gate(QStackedWidget):
    """Shows what `inside` makes for as long as the people file is open. Nothing of it is left when it locks."""

    def __init__(
        self, people: PeopleDesk, inside: Callable[[], QWidget], *, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._people = people
        self._make_inside = inside
        self._inside: QWidget | None = None
        self._making = Making(people)
        self._locked = _Locked(people)
        self._renewal = Renewal(people)
        for each in (self._making, self._locked, self._renewal):
            self.addWidget(each)
        people.opened.connect(self._open)
        people.renewed.connect(self._open)
        people.closed.connect(self._close)
        self._making.finished.connect(self._open)
        self._begin()
        if people.unlocked:
            self._open()

    @property
    def inside(self) -> QWidget | None:
        """The page behind the lock, while it is open."""
        return self._inside

    def start_over(self) -> None:
        """Back to the first view of the page behind the lock."""
        if isinstance(self._inside, StartsOver):
            self._inside.start_over()

    def _open(self) -> None:
        if self._making.showing_key or self._inside is not None:
            return  # first the new recovery key is put away
        if self._people.by_recovery_key:
            self._renewal.begin()
            self._show(self._renewal)
            return
        self._inside = self._make_inside()
        self.addWidget(self._inside)
        self._show(self._inside)

    def _close(self) -> None:
        if self._inside is None and self.currentWidget() is not self._renewal:
            return  # an opening that failed, which says so where it was tried
        if self._inside is not None:
            self.removeWidget(self._inside)
            self._inside.deleteLater()
            self._inside = None
        self._renewal.begin()
        self._begin()

    def _begin(self) -> None:
        shown: QWidget = self._locked if self._people.exists else self._making
        self._locked.begin()
        self._making.begin()
        self._show(shown)

    def _show(self, page: QWidget) -> None:
        """Put a page in sight, and the keyboard in it: a passphrase typed at once must land in no other field."""
        self.setCurrentWidget(page)
        self.setFocusProxy(page)
        if self.isVisible():
            page.setFocus()


class _Locked(UnlockForm):
    """Asks for the passphrase of the people file."""

    def __init__(self, people: PeopleDesk) -> None:
        super().__init__(_("Passphrase"), _(_BY_PASSPHRASE))
        self._people = people
        self.tried.connect(self._unlock)

    def begin(self) -> None:
        """An empty field, by the passphrase."""
        path = self._people.path
        self.show_words(
            _("{name} is locked").format(name=path.name) if path else "",
            _(_SEALED).format(count=self._people.minutes),
        )
        super().begin()

    def _unlock(self, passphrase: str, recovery_key: str) -> None:
        self._people.unlock(
            passphrase=passphrase, recovery_key=recovery_key, done=self._opened, failed=self._refused
        )

    def _opened(self, behind: str) -> None:
        self.begin()
        if behind:
            self._people.ask.inform(_("An older people file"), behind)

    def _refused(self, error: Exception) -> None:
        self.refuse(str(error))
