# SPDX-License-Identifier: Apache-2.0
"""The About box: version, newer version, and the licences of everything that comes with the program."""

import sys
from pathlib import Path

from PySide6.QtCore import Qt, qVersion
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from portfolio_desktop import __version__
from portfolio_desktop.base.i18n import _
from portfolio_desktop.base.paths import shipped
from portfolio_desktop.gui.about.picture import program_icon
from portfolio_desktop.gui.about.updates import Updates, start_installer
from portfolio_desktop.gui.access.panes import AsRead
from portfolio_desktop.gui.ask import Ask
from portfolio_desktop.gui.theme import GAP, GAP_HUGE, GAP_LARGE, GAP_SMALL
from portfolio_desktop.gui.widgets.headers import SectionHeader
from portfolio_desktop.gui.widgets.labels import Label

_ICON_SIZE = 64


class AboutDialog(AsRead, QDialog):
    """Follows `updates` while it is open."""

    def __init__(self, updates: Updates, ask: Ask, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("About Portfolio Desktop"))
        self._updates = updates
        self._ask = ask
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.addTab(self._about(), _("Version"))
        self.licences = _text(_("Licences"))
        self.tabs.addTab(self.licences, _("Licences"))
        self.tabs.currentChanged.connect(self._turned)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(GAP_LARGE, GAP_LARGE, GAP_LARGE, GAP_LARGE)
        column.setSpacing(GAP_LARGE)
        column.addWidget(self.tabs, 1)
        column.addWidget(buttons)
        self.resize(620, 420)
        updates.changed.connect(self._follow)
        self._follow()

    def _about(self) -> QWidget:
        page = QWidget()
        picture = QLabel()
        picture.setPixmap(program_icon().pixmap(_ICON_SIZE))
        picture.setAccessibleName("")
        names = QVBoxLayout()
        names.setSpacing(GAP_SMALL)
        names.addWidget(Label(_("Portfolio Desktop"), step=6, bold=True))
        self.version = Label(_("Version {version}").format(version=__version__), step=1)
        names.addWidget(self.version)
        names.addWidget(Label(_("Licensed under Apache-2.0"), ink="muted"))
        names.addWidget(Label(_built_on(), ink="muted", wrap=True))
        head = QHBoxLayout()
        head.setSpacing(GAP_LARGE)
        head.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
        head.addLayout(names, 1)
        self.state = Label(wrap=True)
        self.install, self.choose = QPushButton(), QPushButton(_("Look in a folder…"))
        self.again = QPushButton(_("Look now"))
        self.install.setProperty("primary", True)
        self.install.clicked.connect(self._install)
        self.choose.clicked.connect(self._choose)
        self.again.clicked.connect(self._updates.look)
        acts = QHBoxLayout()
        acts.setSpacing(GAP)
        for button in (self.install, self.again, self.choose):
            button.setAutoDefault(False)
            acts.addWidget(button)
        acts.addStretch(1)
        column = QVBoxLayout(page)
        column.setContentsMargins(GAP_SMALL, GAP_HUGE, GAP_SMALL, GAP_SMALL)
        column.setSpacing(GAP)
        column.addLayout(head)
        column.addSpacing(GAP_LARGE)
        column.addWidget(SectionHeader(_("Newer versions")))
        column.addWidget(self.state)
        column.addLayout(acts)
        column.addStretch(1)
        return page

    def _follow(self) -> None:
        update = self._updates.found
        self.state.setText(self._words())
        self.state.set_ink("danger" if self._updates.problem else "text")
        self.again.setVisible(bool(self._updates.places))
        self.install.setVisible(update is not None)
        if update is not None:
            self.install.setText(_("Install version {version}…").format(version=update.release.version))

    def _words(self) -> str:
        updates = self._updates
        if updates.problem:
            return updates.problem
        if updates.found is not None:
            return updates.found.words
        if not updates.places:
            return _(
                "Nothing is looked for over the network. Your office may lay new versions into a folder; choose it here."
            )
        where = _(" and ").join(str(place) for place in updates.places)
        if updates.looked is None:
            return _("New versions are looked for in {folder}.").format(folder=where)
        return _("Nothing newer is in {folder}. Looked at {time}.").format(
            folder=where, time=updates.looked.strftime("%H:%M")
        )

    def _choose(self) -> None:
        start = Path(self._updates.folder) if self._updates.folder else None
        self._ask.folder(_("The folder of new versions"), self._updates.use_folder, start=start)

    def _install(self) -> None:
        self._updates.take(self._taken)

    def _taken(self, path: Path) -> None:
        """It was proved. What it is opened with asks again, and the program is closed by whoever works with it."""
        words = _(
            "{path} was proved to be what its makers signed. Close Portfolio Desktop while it is installed."
        )
        opened = start_installer(path)
        advice = "" if opened else " " + _("Nothing here opens such files: see “Installing” in the guide.")
        self.state.setText(words.format(path=path) + advice)

    def _turned(self, place: int) -> None:
        if self.tabs.widget(place) is self.licences and not self.licences.toPlainText():
            self.licences.setPlainText(licences())


def licences() -> str:
    """The licences of all that was packed with the program; of a copy that runs from its sources, where they are."""
    packed = shipped("licences", "THIRD-PARTY.txt")
    if packed.is_file():
        return packed.read_text("utf-8")
    return _(
        "This copy runs from its sources. Portfolio Desktop is licensed under Apache-2.0, in the file LICENSE; each library "
        "keeps its licence beside it in the environment that this copy runs in:\n{folder}\n\nAmong them: Python (PSF-2.0), "
        "Qt and PySide (LGPL-3.0), SQLCipher (BSD-3-Clause), SQLAlchemy (MIT), ReportLab (BSD), icons by Lucide (ISC), type "
        "by Source Sans (OFL-1.1)."
    ).format(folder=sys.prefix)


def _built_on() -> str:
    python = ".".join(map(str, sys.version_info[:3]))
    return _("Python {python}, Qt {qt}. Icons by Lucide, type in packs Source Sans.").format(
        python=python, qt=qVersion()
    )


def _text(name: str) -> QPlainTextEdit:
    text = QPlainTextEdit()
    text.setReadOnly(True)
    text.setAccessibleName(name)
    text.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
    text.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
    return text
