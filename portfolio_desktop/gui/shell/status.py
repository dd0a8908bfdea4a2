# SPDX-License-Identifier: Apache-2.0
"""The foot of the window: which workspace, whether all is saved, what has run out, and what is done in the background."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QStatusBar, QToolButton, QWidget

from portfolio_desktop.base.i18n import _, ngettext
from portfolio_desktop.gui.access.announcing import announce
from portfolio_desktop.gui.desk import Desk
from portfolio_desktop.gui.icons import icon
from portfolio_desktop.gui.pages.pieces import RowButton
from portfolio_desktop.gui.theme import GAP, GAP_SMALL
from portfolio_desktop.gui.widgets.labels import ElidedLabel
from portfolio_desktop.gui.widgets.paint import safe_tooltip
from portfolio_desktop.gui.widgets.picture import IconPicture
from portfolio_desktop.gui.widgets.progress import ProgressStrip
from portfolio_desktop.storage.changes import Written


class ShareLine(RowButton):
    """How things stand with the share, on one line that gives way."""

    def __init__(self) -> None:
        super().__init__(_("Sharing"), lambda: None, height=20)
        self._fine, self._bad = (
            IconPicture("folder-sync", 14, "muted"),
            IconPicture("cloud-off", 14, "danger"),
        )
        self._words = ElidedLabel(ink="muted")
        for widget in (self._fine, self._bad):
            self.put(widget)
        self.put(self._words, 1)
        self.hide()

    def say(self, words: str, *, troubled: bool) -> None:
        """Show `words`, or go where there are none."""
        self._words.set_text(words)
        self.setAccessibleName(words)
        self.setToolTip(words)
        self._fine.setVisible(not troubled)
        self._bad.setVisible(troubled)
        self.setVisible(bool(words))


class TroubleLine(RowButton):
    """What went wrong with the copies, on one line that gives way; gone where nothing did."""

    def __init__(self) -> None:
        super().__init__(_("Backups and mending"), lambda: None, height=20)
        self._words = ElidedLabel(ink="danger")
        self.put(IconPicture("triangle-alert", 14, "danger"))
        self.put(self._words, 1)
        self.hide()

    def say(self, words: str) -> None:
        """Show `words`, or go where there are none."""
        self._words.set_text(words)
        self.setAccessibleName(words)
        self.setToolTip(safe_tooltip(words))
        self.setVisible(bool(words))


class StatusBar(QStatusBar):
    """Follows the desk.

    `clocks_wanted` asks for the page of the clocks that have run out, `sharing_wanted` and `copies_wanted` for their pages.
    """

    clocks_wanted = Signal()
    copies_wanted = Signal()
    sharing_wanted = Signal()

    def __init__(self, desk: Desk, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._watched = [desk]
        self._busy = False
        self._written: Written | None = None
        self._named = False  # by a notice in passing
        """The last that was written since something was asked for; None where all of it was refused."""
        self.setSizeGripEnabled(False)
        self._name = ElidedLabel()
        self._saved_icon, self._busy_icon = (
            IconPicture("check", 14, "muted"),
            IconPicture("ellipsis", 14, "muted"),
        )
        self._state = ElidedLabel(ink="muted")
        left = QWidget()
        row = QHBoxLayout(left)
        row.setContentsMargins(GAP, 0, GAP, 0)
        row.setSpacing(GAP_SMALL)
        for widget in (self._name, self._saved_icon, self._busy_icon, self._state):
            row.addWidget(widget)
        self.addWidget(left)
        self._clocks = QToolButton()
        self._clocks.setIcon(icon("circle-alert", "danger"))
        self._clocks.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._clocks.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._clocks.clicked.connect(self.clocks_wanted)
        self.addWidget(self._clocks)
        self.show_late(0)
        self._sharing = ShareLine()
        self._sharing.clicked.connect(self.sharing_wanted)
        self.addWidget(self._sharing, 1)
        self._copies = TroubleLine()
        self._copies.clicked.connect(self.copies_wanted)
        self.addWidget(self._copies, 1)
        self._progress = ProgressStrip(desk.jobs)
        self._progress.setMinimumWidth(320)
        self.addPermanentWidget(self._progress)
        for signal in (desk.opened, desk.closed, desk.saved_changed):
            signal.connect(self._follow)
        desk.written.connect(self._hear)
        desk.noticed.connect(lambda text, _undo, _to: self._noticed(text))
        self._follow()

    def watch(self, desk: Desk) -> None:
        """Have the words on what is saved hold for `desk` as well."""
        self._watched.append(desk)
        desk.saved_changed.connect(self._follow)
        desk.written.connect(self._hear)
        desk.noticed.connect(lambda text, _undo, _to: self._noticed(text))

    def show_late(self, count: int) -> None:
        """How many clocks have run out; nothing is said of none."""
        words = ngettext("{count} clock has run out", "{count} clocks have run out", count)
        words = words.format(count=f"{count:,}")
        self._clocks.setText(f" {words}")
        self._clocks.setAccessibleName(words)
        self._clocks.setVisible(count > 0)

    def show_sharing(self, words: str, *, troubled: bool) -> None:
        """How things stand with the share; nothing is said where nothing is shared."""
        self._sharing.say(words, troubled=troubled)

    def show_copies(self, words: str) -> None:
        """What went wrong with the copies of the workspace; nothing is said of those that were made."""
        self._copies.say(words)

    def _hear(self, written: Written) -> None:
        self._written, self._named = written, False

    def _noticed(self, text: str) -> None:
        """Said in passing already: once is enough."""
        self._named = self._named or (self._written is not None and text == self._written.label)

    def _follow(self) -> None:
        workspace, saved = self._desk.workspace, all(desk.saved for desk in self._watched)
        self._name.set_text(workspace.path.stem if workspace else _("No workspace is open"))
        self._name.setToolTip(str(workspace.path) if workspace else "")
        self._saved_icon.setVisible(workspace is not None and saved)
        self._busy_icon.setVisible(workspace is not None and not saved)
        words = ""
        if workspace is not None:
            words = _("All changes saved") if saved else _("Saving")
            if workspace.read_only:
                words = _("Read only")
        if saved and self._busy and words and self._written is not None:
            announce(self, words if self._named else f"{self._written.label}. {words}")
        if saved == self._busy:
            self._busy, self._written = not saved, None
        self._state.set_text(words)
