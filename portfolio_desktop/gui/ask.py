# SPDX-License-Identifier: Apache-2.0
"""The one door to dialogs. Every question opens without blocking and answers by calling `then`.

A dismissed question calls nothing, so that a caller cannot mistake silence for an answer. All text is shown
as plain text, whatever it holds. No other module makes a QMessageBox, QInputDialog or QFileDialog.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
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

from portfolio_desktop.base.i18n import _

Done = Callable[[], None]


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer that can be given: the key that `then` receives, and the words on the button."""

    key: str
    label: str
    destructive: bool = False


class Ask(Protocol):
    """Questions to the person at the window. `QtAsk` puts them, tests answer them from a queue."""

    def inform(self, title: str, text: str, then: Done | None = None) -> None:
        """Something to know. `then` follows when it is closed."""

    def refuse(self, text: str, then: Done | None = None) -> None:
        """Why something was not done, and what the person can do about it."""

    def report(self, title: str, text: str, details: str, then: Done | None = None) -> None:
        """Something that went wrong, with details that can be copied."""

    def choose(self, title: str, text: str, choices: Sequence[Choice], then: Callable[[str], None]) -> None:
        """A question with named answers, the first of them the default. A cancel button is always there."""

    def text(
        self, title: str, label: str, then: Callable[[str], None], *, initial: str = "", secret: bool = False
    ) -> None:
        """One line of text, or a password."""

    def open_file(
        self, title: str, filters: Sequence[str], then: Callable[[Path], None], *, folder: Path | None = None
    ) -> None:
        """A file that exists. `filters` read like "Spreadsheets (*.xlsx *.ods)"."""

    def save_file(
        self, title: str, suggested: Path, filters: Sequence[str], then: Callable[[Path], None]
    ) -> None:
        """Where to write.

        The desktop asks about overwriting; the suffix of `suggested` is added when none is typed.
        """

    def folder(self, title: str, then: Callable[[Path], None], *, start: Path | None = None) -> None:
        """A folder that exists."""


class QtAsk:
    """Asks with the dialogs of Qt and the desktop, over the window `parent`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        self._parent = parent

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
        keys: dict[QAbstractButton, str] = {}
        for choice in choices:
            role = roles.DestructiveRole if choice.destructive else roles.AcceptRole
            button = box.addButton(choice.label, role)
            if not keys:
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
        _show(dialog)

    def open_file(
        self, title: str, filters: Sequence[str], then: Callable[[Path], None], *, folder: Path | None = None
    ) -> None:
        dialog = self._files(title, filters, then)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        if folder:
            dialog.setDirectory(str(_there(folder)))
        _show(dialog)

    def save_file(
        self, title: str, suggested: Path, filters: Sequence[str], then: Callable[[Path], None]
    ) -> None:
        dialog = self._files(title, filters, then)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(suggested.suffix.lstrip("."))
        if suggested.parent != Path():
            dialog.setDirectory(str(_there(suggested.parent)))
        dialog.selectFile(suggested.name)
        _show(dialog)

    def folder(self, title: str, then: Callable[[Path], None], *, start: Path | None = None) -> None:
        dialog = self._files(title, (), then)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        if start:
            dialog.setDirectory(str(start))
        _show(dialog)

    def _message(self, icon: QMessageBox.Icon, title: str, text: str, then: Done | None) -> QMessageBox:
        box = QMessageBox(icon, title, text, QMessageBox.StandardButton.Ok, self._parent)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if then is not None:
            box.finished.connect(lambda _result: then())
        return box

    def _files(self, title: str, filters: Sequence[str], then: Callable[[Path], None]) -> QFileDialog:
        dialog = QFileDialog(self._parent, title)
        dialog.setNameFilters(list(filters))
        dialog.fileSelected.connect(lambda chosen: then(Path(chosen)))
        return dialog


def _there(folder: Path) -> Path:
    """`folder`, or where the person's own files are: Qt would begin in the folder that the program was started in."""
    return folder if folder.is_dir() else Path.home()


def _show(dialog: QDialog) -> None:
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()
