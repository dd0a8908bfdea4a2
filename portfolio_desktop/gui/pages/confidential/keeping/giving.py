# SPDX-License-Identifier: Apache-2.0
"""A copy of all that is held on somebody: first to look through, then to give, with names of others taken out."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QFormLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QRadioButton,
    QWidget,
)

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.base.i18n import N_, _
from portfolio_desktop.base.laptop import write_paper
from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.gui.pages.confidential.framed import framed
from portfolio_desktop.gui.pages.confidential.people_desk import PeopleDesk
from portfolio_desktop.gui.pages.confidential.upkeep import Closing
from portfolio_desktop.gui.theme import GAP, GAP_SMALL
from portfolio_desktop.gui.widgets.labels import Label
from portfolio_desktop.services.people.custody.holding import note_given
from portfolio_desktop.services.people.papers.blacking import blackened
from portfolio_desktop.services.people.papers.subject_access import (
    Choice,
    SubjectAccess,
    as_json,
    subject_access,
)

_SHORTEST = 12
_LOOK = N_(
    "Everything, with a mark on each record, and “Review” across each page: for whoever looks through it."
)
_GIVE = N_(
    "What is given: without what is left out, which it counts with its reasons. That it was given goes on record."
)
_DIFFER = N_("The two passwords differ. Type the second again.")
_SHORT = N_(
    "A password that protects a file needs twelve characters or more: whoever has the file can guess for ever."
)
_TELL = N_("Tell it by voice, and not in the message that carries the file.")
_THERE = N_("{path} already exists. Choose another name.")


def ask_to_give(
    people: PeopleDesk, over: QWidget, person: Id, name: str, choice: Choice, names: Sequence[str]
) -> None:
    """Ask how, and where to. `names` are those of others that stand in what would be given."""
    _Giving(people, over, person, name, choice, names).open()


class _Giving(Closing):
    def __init__(
        self, people: PeopleDesk, over: QWidget, person: Id, name: str, choice: Choice, names: Sequence[str]
    ) -> None:
        super().__init__(people, over, _("A copy of what is held"), _("Choose where…"))
        self._person, self._name, self._choice = person, name, choice
        self.setMinimumWidth(560)
        self._look, self._give = QRadioButton(_("To look through")), QRadioButton(_("To give"))
        self._look.setChecked(True)
        for button, told in ((self._look, _LOOK), (self._give, _GIVE)):
            self.column.addWidget(button)
            label = Label(_(told), ink="muted", wrap=True)
            label.setContentsMargins(GAP * 2, 0, 0, 0)
            self.column.addWidget(label)
        self._names = QListWidget()
        self._names.setAccessibleName(_("Names to black out"))
        self._names.setMaximumHeight(110)
        for each in names:
            item = QListWidgetItem(each)
            item.setCheckState(Qt.CheckState.Checked)
            self._names.addItem(item)
        self._blacking = Label(_("Others whom it names; ticked ones are blacked out"), wrap=True)
        self._list = framed(self._names)
        self.column.addWidget(self._blacking)
        self.column.addWidget(self._list)
        self._locked = QCheckBox(_("A password opens it"))
        self._locked.setChecked(True)
        self._first, self._second = QLineEdit(), QLineEdit()
        form = QFormLayout()
        form.setHorizontalSpacing(GAP)
        form.setVerticalSpacing(GAP_SMALL)
        for label_, field in ((_("Password"), self._first), (_("Again"), self._second)):
            field.setEchoMode(QLineEdit.EchoMode.Password)
            field.setAccessibleName(label_)
            form.addRow(Label(label_), field)
            self._locked.toggled.connect(field.setEnabled)
        self._first.setPlaceholderText(_(_TELL))
        self.column.addWidget(self._locked)
        self.column.addLayout(form)
        self.finish_layout()
        self._give.toggled.connect(lambda _on: self._follow())
        self._follow()

    def agree(self) -> None:
        password = self._first.text() if self._locked.isChecked() else ""
        if self._locked.isChecked() and len(password) < _SHORTEST:
            self.explain(_(_SHORT))
        elif password != (self._second.text() if password else ""):
            self.explain(_(_DIFFER))
        else:
            self.people.ask.save_file(
                _("A copy of what is held"),
                Path(_("Held on you.pdf") if self._give.isChecked() else _("To look through.pdf")),
                [_("PDF (*.pdf)")],
                lambda path: self._read(path, password),
            )

    def _follow(self) -> None:
        for widget in (self._blacking, self._list):
            widget.setVisible(self._give.isChecked() and self._names.count() > 0)
        self.adjustSize()

    def _blacked(self) -> list[str]:
        items = [self._names.item(row) for row in range(self._names.count())]
        return [item.text() for item in items if item.checkState() is Qt.CheckState.Checked]

    def _read(self, path: Path, password: str) -> None:
        final = self._give.isChecked()
        choice, names = (self._choice, self._blacked()) if final else (None, [])
        self.people.people(
            lambda file: blackened(subject_access(file, self._person, choice), names),
            lambda access: self._write(access, path, password),
            owner=self,
            failed=lambda error: self.explain(str(error)),
        )

    def _write(self, access: SubjectAccess, path: Path, password: str) -> None:
        self.people.jobs.free(
            lambda _progress: write_copy(access, path, password),
            label=_("A copy of what is held"),
            owner=self,
            done=lambda _none: self._written(access, path),
            failed=lambda error: self.explain(str(error)),
        )

    def _written(self, access: SubjectAccess, path: Path) -> None:
        self.accept()
        if access.looked_at:
            self.people.change(lambda file: note_given(file, self._person, access.records), owner=self.people)
        self.people.notify(_("Saved {path}").format(path=path))


def write_copy(access: SubjectAccess, path: Path, password: str) -> None:
    """The PDF at `path` and the same for programs: beside it, or inside where a password protects both."""
    from portfolio_desktop.reports.people.locked import locked
    from portfolio_desktop.reports.people.subject_access import render_subject_access

    beside = path.with_suffix(".json")
    pdf, plain = render_subject_access(access), as_json(access)
    if password:
        write_paper(path, locked(pdf, password, (beside.name, plain)))
        return
    if beside.exists():
        raise Refusal(_(_THERE).format(path=beside))
    write_paper(path, pdf)
    write_paper(beside, plain)
