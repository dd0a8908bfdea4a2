# SPDX-License-Identifier: Apache-2.0
"""What stands in the window while no workspace is open: the first steps, the recent files, and why one did not open."""

from collections.abc import Callable, Iterable
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal, SignalInstance
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from portfolio_desktop.base.i18n import N_, _
from portfolio_desktop.gui.icons import icon
from portfolio_desktop.gui.theme import GAP, GAP_HUGE, GAP_LARGE, GAP_SMALL, GAP_TINY
from portfolio_desktop.gui.widgets.headers import SectionHeader
from portfolio_desktop.gui.widgets.labels import ElidedLabel, Label
from portfolio_desktop.gui.widgets.paint import safe_tooltip
from portfolio_desktop.gui.widgets.picture import IconPicture

_WIDTH = 720

_STEPS = (
    (
        "demo",
        "play",
        N_("Open the demo portfolio"),
        N_("Invented projects, risks and money to look around in. Nothing you do there matters."),
    ),
    (
        "import",
        "file-spreadsheet",
        N_("Import a spreadsheet"),
        N_("Bring in the list of projects or the risk log you have. You see what will happen first."),
    ),
    ("new", "file-plus", N_("Start empty"), N_("A new workspace, one file on this laptop, to fill by hand.")),
    (
        "join",
        "folder-input",
        N_("Join a shared folder"),
        N_("Work at the portfolio of your colleagues, with the invitation that one of them gave you."),
    ),
)
_LESS = (
    ("open", "folder-open", N_("Open a workspace…")),
    ("tour", "compass", N_("Take the tour")),
    ("help", "circle-question-mark", N_("From a spreadsheet to your first pack")),
)
"""What is offered in a line below the first steps."""


def _not_known(_path: Path) -> bool | None:
    return None


class WelcomePage(QScrollArea):
    """`wanted` carries the name of a step, such as "demo"; `open_requested` a path and whether only to read it.

    `find_requested` and `forget_requested` carry the path of a workspace that is not there now, `signed` the name under which
    somebody wants to write.
    """

    wanted = Signal(str)
    open_requested = Signal(object, bool)
    find_requested = Signal(object)
    forget_requested = Signal(object)
    signed = Signal(str)

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._refused: Path | None = None
        self._problem, self._why, self._read = self._notice()
        self._recent = QVBoxLayout()
        self._recent.setSpacing(0)
        self._recent_box = QWidget()
        self.author = QLineEdit()
        below = QVBoxLayout(self._recent_box)
        below.setContentsMargins(0, 0, 0, 0)
        below.setSpacing(GAP_SMALL)
        below.addWidget(SectionHeader(_("Recent")))
        below.addLayout(self._recent)
        body = QWidget()
        body.setFixedWidth(_WIDTH)
        column = QVBoxLayout(body)
        column.setContentsMargins(0, GAP_HUGE, 0, GAP_HUGE)
        column.setSpacing(GAP_HUGE)
        column.addStretch(2)
        column.addLayout(_title())
        column.addWidget(self._problem)
        column.addLayout(self._steps())
        column.addLayout(self._less())
        column.addWidget(self._recent_box)
        column.addLayout(self._name())
        column.addStretch(3)
        whole = QWidget()
        row = QHBoxLayout(whole)
        row.addStretch(1)
        row.addWidget(body)
        row.addStretch(1)
        self.setWidget(whole)
        self.say("")

    def showEvent(self, event: QShowEvent) -> None:
        """The keyboard begins at the first step: nothing else would say to who does not see it what there is to do."""
        super().showEvent(event)
        at = self.window().focusWidget()
        if at is None or not (at.isVisible() and self.isAncestorOf(at)):
            self.findChildren(StepCard)[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def say(self, sentence: str, refused: Path | None = None) -> None:
        """Show why a workspace did not open; offer to read `refused` where that may work. An empty sentence hides it."""
        self._why.setText(sentence)
        self._refused = refused
        self._read.setVisible(refused is not None)
        self._problem.setAccessibleName(sentence)
        self._problem.setVisible(bool(sentence))

    def show_recent(self, paths: Iterable[Path], there: Callable[[Path], bool | None] = _not_known) -> None:
        """List these workspaces, the last opened first; one that is not there now stays in its place, greyed.

        `there` says what is known of each, and does not look for it.
        """
        while (old := self._recent.takeAt(0)) is not None:
            if (widget := old.widget()) is not None:
                widget.deleteLater()
        for path in paths:
            self._recent.addWidget(self._recent_line(path, there=there(path) is not False))
        self._recent_box.setVisible(self._recent.count() > 0)

    def _notice(self) -> tuple[QFrame, Label, QPushButton]:
        frame = QFrame()
        frame.setProperty("panel", "surface")
        words = Label(wrap=True)
        read = QPushButton(_("Open for reading only"))
        read.clicked.connect(self._read_only)
        row = QHBoxLayout(frame)
        row.setContentsMargins(GAP_LARGE, GAP, GAP, GAP)
        row.setSpacing(GAP)
        row.addWidget(IconPicture("circle-alert", 20, "danger"), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(words, 1)
        row.addWidget(read, 0, Qt.AlignmentFlag.AlignTop)
        return frame, words, read

    def _steps(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setSpacing(GAP)
        for place, (key, icon_name, label, sentence) in enumerate(_STEPS):
            card = StepCard(icon_name, _(label), _(sentence))
            card.setObjectName(key)
            card.clicked.connect(lambda _checked=False, key=key: self.wanted.emit(key))
            grid.addWidget(card, place // 2, place % 2)
        return grid

    def _less(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(GAP)
        for key, icon_name, label in _LESS:
            button = QPushButton(icon(icon_name, "accent"), _(label))
            button.setProperty("flat", True)
            button.setAutoDefault(True)
            button.setObjectName(key)
            button.clicked.connect(lambda _checked=False, key=key: self.wanted.emit(key))
            row.addWidget(button)
        row.addStretch(1)
        return row

    def _name(self) -> QHBoxLayout:
        """Asked for here: a login such as u123456 beside what was decided tells nobody who it was."""
        why = _("Stands beside what you change, and on your packs.")
        self.author.setMaxLength(200)
        self.author.setAccessibleDescription(why)
        self.author.editingFinished.connect(lambda: self.signed.emit(self.author.text()))
        label = Label(_("Your name"))
        label.setBuddy(self.author)
        row = QHBoxLayout()
        row.setSpacing(GAP)
        row.addWidget(label)
        row.addWidget(self.author, 1)
        row.addWidget(Label(why, ink="muted", unsaid=True), 2)
        return row

    def _recent_line(self, path: Path, *, there: bool) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GAP_SMALL)
        row.addWidget(self._recent_button(path, there=there), 1)
        if not there:
            row.addWidget(_small(_("Find it…"), path, self.find_requested))
            row.addWidget(_small(_("Forget it"), path, self.forget_requested))
        return line

    def _recent_button(self, path: Path, *, there: bool) -> QToolButton:
        button = QToolButton()
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setIcon(icon("briefcase", "muted"))
        button.setText(f"  {path.stem}")
        button.setEnabled(there)
        name = _("Open {name}") if there else _("{name}: not there now")
        button.setAccessibleName(name.format(name=path.stem))
        button.setToolTip(safe_tooltip(str(path)))
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        button.setMinimumHeight(32)
        button.clicked.connect(lambda: self.open_requested.emit(path, False))
        place = str(path.parent) if there else _("not there now: {folder}").format(folder=path.parent)
        where = ElidedLabel(place, ink="muted", align=Qt.AlignmentFlag.AlignRight, step=-1)
        row = QHBoxLayout(button)
        row.setContentsMargins(200, 0, GAP_SMALL, 0)
        row.addStretch(1)
        row.addWidget(where, 3)
        button.setSizePolicy(button.sizePolicy().Policy.Expanding, button.sizePolicy().Policy.Fixed)
        return button

    def _read_only(self) -> None:
        if self._refused is not None:
            self.open_requested.emit(self._refused, True)


class StepCard(QPushButton):
    """A large button: an icon, what it does, and a sentence about it."""

    def __init__(self, icon_name: str, label: str, sentence: str, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(label)
        self.setAccessibleDescription(sentence)
        words = QVBoxLayout()
        words.setSpacing(GAP_TINY)
        words.addWidget(Label(label, step=1, bold=True, unsaid=True))
        words.addWidget(Label(sentence, ink="muted", wrap=True, unsaid=True))
        words.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(GAP_LARGE, GAP_LARGE, GAP_LARGE, GAP_LARGE)
        row.setSpacing(GAP_LARGE)
        row.addWidget(IconPicture(icon_name, 24, "accent"), 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        for label_widget in self.findChildren(QWidget):
            label_widget.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses it, as the space bar does. Qt's own way would paint it like the answer of a dialog."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        return QSize(340, 108)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()


def _small(words: str, path: Path, wanted: SignalInstance) -> QPushButton:
    """A button for a workspace that is not there now."""
    button = QPushButton(words)
    button.setProperty("flat", True)
    button.setAutoDefault(True)
    button.setAccessibleName(f"{words.removesuffix('…')}: {path.stem}")
    button.clicked.connect(lambda: wanted.emit(path))
    return button


def _title() -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(GAP_SMALL)
    column.addWidget(Label(_("Portfolio Desktop"), step=9, bold=True))
    column.addWidget(
        Label(
            _("Projects, risks, money and steering packs of a portfolio office, in one file of your own."),
            ink="muted",
        )
    )
    return column
