# SPDX-License-Identifier: Apache-2.0
"""The one door to dialogs. Every question opens without blocking and answers by calling `then`.

A dismissed question calls nothing, so that a caller cannot mistake silence for an answer. All text is shown
as plain text, whatever it holds. No other module makes a QMessageBox, QInputDialog or QFileDialog.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractButton,
    QDialog,
    QFileDialog,
    QInputDialog,
    QLabel,
    QLineEdit,
    QMessageBox,
    QWidget,
)
from shiboken6 import isValid

from portfolio_desktop.base.i18n import _
from portfolio_desktop.base.paths import home
from portfolio_desktop.base.settings import Settings

Done = Callable[[], None]
_LAST = "ask.folder"
"""The setting that keeps the folder of the last file that was written."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer that can be given: the key that `then` receives, and the words on the button.

    One that is `destructive`, or `deliberate` for another reason, is never given by Enter unless somebody went to it.
    """

    key: str
    label: str
    destructive: bool = False
    deliberate: bool = False


class Ask(Protocol):
    """Questions to the person at the window. `QtAsk` puts them, tests answer them from a queue."""

    def inform(self, title: str, text: str, then: Done | None = None) -> None:
        """Something to know. `then` follows when it is closed."""

    def refuse(self, text: str, then: Done | None = None) -> None:
        """Why something was not done, and what the person can do about it."""

    def report(self, title: str, text: str, details: str, then: Done | None = None) -> None:
        """Something that went wrong, with details that can be copied."""

    def choose(self, title: str, text: str, choices: Sequence[Choice], then: Callable[[str], None]) -> None:
        """A question with named answers. Enter gives the first that may be given lightly, else none: a cancel button is always
        there."""

    def text(
        self, title: str, label: str, then: Callable[[str], None], *, initial: str = "", secret: bool = False
    ) -> None:
        """One line of text, or a password."""

    def open_file(
        self, title: str, filters: Sequence[str], then: Callable[[Path], None], *, folder: Path | None = None
    ) -> None:
        """A file that exists. `filters` read like "Spreadsheets (*.xlsx *.ods)". Begins in `folder`, else as `save_file`."""

    def save_file(
        self, title: str, suggested: Path, filters: Sequence[str], then: Callable[[Path], None]
    ) -> None:
        """Where to write: in the folder of `suggested`, or with a bare name where was last written to, else in Documents.

        The desktop asks about overwriting; the suffix of `suggested` is added when none is typed.
        """

    def folder(self, title: str, then: Callable[[Path], None], *, start: Path | None = None) -> None:
        """A folder that exists. Begins in `start`, else as `save_file`."""

    def apart(self) -> "Ask":
        """One that asks over the same window, and whose questions alone `dismiss` takes away."""

    def dismiss(self) -> None:
        """Take every question that is open out of sight, unanswered."""


class QtAsk:
    """Asks with the dialogs of Qt and the desktop, over the window `parent`. `settings` keep where was last written to."""

    def __init__(self, parent: QWidget | None = None, settings: Settings | None = None) -> None:
        self._parent = parent
        self._settings = settings
        self._asked: list[QDialog] = []

    def apart(self) -> "QtAsk":
        return QtAsk(self._parent, self._settings)

    def dismiss(self) -> None:
        for dialog in self._asked:
            if isValid(dialog):
                dialog.hide()
                dialog.deleteLater()
        self._asked.clear()

    def inform(self, title: str, text: str, then: Done | None = None) -> None:
        self._message(QMessageBox.Icon.Information, title, text, then).open()

    def refuse(self, text: str, then: Done | None = None) -> None:
        self._message(QMessageBox.Icon.Warning, _("That cannot be done yet"), text, then).open()

    def report(self, title: str, text: str, details: str, then: Done | None = None) -> None:
        box = self._message(QMessageBox.Icon.Critical, title, text, then)
        box.setDetailedText(details)
        box.setEscapeButton(QMessageBox.StandardButton.Ok)  # Qt finds none among several buttons
        copy = box.addButton(_("Copy details"), QMessageBox.ButtonRole.ActionRole)
        # Qt closes a message box on any of its buttons; copying must leave it open.
        copy.clicked.disconnect()
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(details))
        box.open()

    def choose(self, title: str, text: str, choices: Sequence[Choice], then: Callable[[str], None]) -> None:
        box = self._message(QMessageBox.Icon.Question, title, text, None)
        box.setStandardButtons(QMessageBox.StandardButton.Cancel)
        roles = QMessageBox.ButtonRole
        box.setDefaultButton(QMessageBox.StandardButton.Cancel)
        keys: dict[QAbstractButton, str] = {}
        lightly = [choice for choice in choices if not (choice.destructive or choice.deliberate)]
        for choice in choices:
            role = roles.DestructiveRole if choice.destructive else roles.AcceptRole
            button = box.addButton(choice.label, role)
            if choice in lightly[:1]:
                box.setDefaultButton(button)
            keys[button] = choice.key

        def answer() -> None:
            if chosen := keys.get(box.clickedButton()):
                then(chosen)

        box.finished.connect(answer)
        box.open()

    def text(
        self, title: str, label: str, then: Callable[[str], None], *, initial: str = "", secret: bool = False
    ) -> None:
        dialog = QInputDialog(self._parent)
        dialog.setWindowTitle(title)
        dialog.setLabelText(label)
        for words in dialog.findChildren(QLabel):
            words.setTextFormat(Qt.TextFormat.PlainText)
        dialog.setTextValue(initial)
        dialog.setTextEchoMode(QLineEdit.EchoMode.Password if secret else QLineEdit.EchoMode.Normal)
        dialog.textValueSelected.connect(then)
        for keys in (
            "Ctrl+Return",
            "Ctrl+Enter",
        ):  # which mean the first button from anywhere, as in every dialog
            QShortcut(QKeySequence(keys), dialog, dialog.accept)
        self._show(dialog)

    def open_file(
        self, title: str, filters: Sequence[str], then: Callable[[Path], None], *, folder: Path | None = None
    ) -> None:
        dialog = self._files(title, filters, then, folder)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        self._show(dialog)

    def save_file(
        self, title: str, suggested: Path, filters: Sequence[str], then: Callable[[Path], None]
    ) -> None:
        given = suggested.parent if suggested.parent != Path() else None
        dialog = self._files(title, filters, then, given)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(suggested.suffix.lstrip("."))
        dialog.selectFile(suggested.name)
        if self._settings is not None:
            keep = self._settings.put
            dialog.fileSelected.connect(lambda chosen: keep(_LAST, str(Path(chosen).parent)))
        self._show(dialog)

    def folder(self, title: str, then: Callable[[Path], None], *, start: Path | None = None) -> None:
        dialog = self._files(title, (), then, start)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        self._show(dialog)

    def _message(self, icon: QMessageBox.Icon, title: str, text: str, then: Done | None) -> QMessageBox:
        box = QMessageBox(icon, title, text, QMessageBox.StandardButton.Ok, self._parent)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if then is not None:
            box.finished.connect(lambda _result: then())
        self._remember(box)
        return box

    def _files(
        self, title: str, filters: Sequence[str], then: Callable[[Path], None], folder: Path | None
    ) -> QFileDialog:
        dialog = QFileDialog(self._parent, title)
        dialog.setDirectory(str(self._beginning(folder)))
        dialog.setNameFilters(list(filters))
        dialog.fileSelected.connect(lambda chosen: then(Path(chosen)))
        return dialog

    def _beginning(self, folder: Path | None) -> Path:
        """The first of these that is there; Qt itself would begin in the folder that the program was started in."""
        last = self._settings.get(_LAST, "") if self._settings is not None else ""
        documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        places = (folder, Path(last) if last else None, Path(documents) if documents else None)
        return next((place for place in places if place and place.is_dir()), home())

    def _show(self, dialog: QDialog) -> None:
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._remember(dialog)
        dialog.open()

    def _remember(self, dialog: QDialog) -> None:
        self._asked = [each for each in self._asked if isValid(each)]
        self._asked.append(dialog)


def tell_alone(words: str) -> QMessageBox:
    """Say something before there is any window. Shown for as long as it is held."""
    box = QMessageBox(QMessageBox.Icon.Critical, "Portfolio Desktop", words)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.open()
    return box
