# SPDX-License-Identifier: Apache-2.0
"""The editor of forms: which there are, what each asks in which order, one question at a time, and how it will look."""

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from portfolio_desktop.base.i18n import N_, _, ngettext
from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.gui.pages.confidential.cycles.shaping.doing import make_one
from portfolio_desktop.gui.pages.confidential.cycles.shaping.form_editor import FormEditor
from portfolio_desktop.gui.pages.confidential.cycles.shaping.form_files import bring, save
from portfolio_desktop.gui.pages.confidential.cycles.shaping.part_editor import LineEdit
from portfolio_desktop.gui.pages.confidential.cycles.shaping.preview_pane import PreviewPane
from portfolio_desktop.gui.pages.confidential.cycles.shaping.shelf import Shelf, Still
from portfolio_desktop.gui.pages.confidential.people_desk import PeopleDesk
from portfolio_desktop.gui.theme import GAP, GAP_SMALL
from portfolio_desktop.gui.widgets.labels import Label
from portfolio_desktop.services import records
from portfolio_desktop.services.people import forms
from portfolio_desktop.services.people.people_file import PeopleFile
from portfolio_desktop.services.people.shaping import outline
from portfolio_desktop.services.people.shaping.exchange import form_text
from portfolio_desktop.services.people.shaping.outline import FormLine, Outline
from portfolio_desktop.services.people.starting import lay_in

_STILL = N_(
    "“{year}” runs on this form, so its questions stand still until the year is closed: whoever joins late is asked what the "
    "others are asked."
)


class FormsTab(QWidget):
    """Follows every write, told by its page. The form and the question that are chosen stay so."""

    def __init__(self, people: PeopleDesk) -> None:
        super().__init__()
        self.setAccessibleName(_("Forms"))
        self._people = people
        self._outline: Outline | None = None
        self.shelf = Shelf(_("Forms"))
        self.shelf.chosen.connect(lambda _id: self._read())
        self.title = LineEdit(_("Name of the form"))
        self.title.settled.connect(self._rename)
        self.still = Still(_("Copy it to edit the copy…"), self.copy)
        self.editor, self.preview = FormEditor(people, self.still.complain), PreviewPane(people)
        self._views = QStackedWidget()
        self._lay_out()
        people.locking.connect(self.settle)

    def show_year(self, _cycle: Id | None) -> None:
        """Read the forms again; those that are shipped are laid in where there is none yet."""
        self._people.people(_laid_in, self._show_forms, owner=self)

    def settle(self) -> None:
        """Hand over what is being typed, now."""
        self.title.settle()
        self.editor.settle()

    def copy(self) -> None:
        """A form of one's own, to be edited."""
        found = self._outline
        if found is not None:

            def make(title: str) -> None:
                make_one(
                    self._people, self, lambda file: forms.copy_form(file, found.id, title), self.shelf.choose
                )

            suggested = _("{title}, our own").format(title=found.title)
            self._people.ask.text(_("Copy the form"), _("Name of the copy"), make, initial=suggested)

    def _show_forms(self, found: list[FormLine]) -> None:
        self.shelf.show_rows([(one.id, one.title, _about(one)) for one in found])
        if self.shelf.current is None:
            self._outline = None
        self._read()

    def _read(self) -> None:
        form = self.shelf.current
        if form is not None:
            self._people.people(lambda file: outline.outline(file, form), self._show_outline, owner=self)

    def _show_outline(self, found: Outline) -> None:
        if found.id != self.shelf.current:
            return
        if self._outline is None or self._outline.id != found.id:
            self.title.take(found.title)
        self._outline = found
        self.title.show_line(found.title)
        self.still.say(_(_STILL).format(year=found.running[0]) if found.running else "")
        self.editor.show_outline(found)
        if self._views.currentWidget() is self.preview:
            self.preview.show_form(found.id)

    def _rename(self, words: str) -> None:
        if self._outline is not None:
            form = self._outline.id
            self._people.change(
                lambda file: records.change(file, "form", form, {"title": words}),
                owner=self,
                failed=lambda error: self.still.complain(str(error)),
            )

    def _new(self) -> None:
        self._people.ask.text(
            _("A new form"),
            _("Name of the form"),
            lambda title: make_one(
                self._people, self, lambda file: outline.new_form(file, title), self.shelf.choose
            ),
        )

    def _save(self) -> None:
        found = self._outline
        if found is not None:
            save(self._people, self, found.title, lambda file: form_text(file, found.id))

    def _lay_out(self) -> None:
        for words, run in (
            (_("New form…"), self._new),
            (_("Copy it…"), self.copy),
            (_("Save for another manager…"), self._save),
            (_("Take in a file…"), lambda: bring(self._people, self, "form", self.shelf.choose)),
        ):
            self.shelf.add(words, run)
        self.look = QPushButton(_("Preview"))
        self.look.setCheckable(True)
        self.look.toggled.connect(self._switch)
        head = QHBoxLayout()
        head.setSpacing(GAP_SMALL)
        head.addWidget(Label(_("Form"), ink="muted"))
        head.addWidget(self.title, 1)
        head.addWidget(self.look)
        self._views.addWidget(self.editor)
        self._views.addWidget(self.preview)
        right = QVBoxLayout()
        right.setSpacing(GAP_SMALL)
        right.addLayout(head)
        right.addWidget(self.still)
        right.addWidget(self._views, 1)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, GAP, 0, GAP)
        whole.setSpacing(GAP)
        whole.addWidget(self.shelf)
        whole.addLayout(right, 1)

    def _switch(self, looking: bool) -> None:
        self.settle()
        self.look.setText(_("Back to editing") if looking else _("Preview"))
        self._views.setCurrentWidget(self.preview if looking else self.editor)
        if looking and self._outline is not None:
            self.preview.show_form(self._outline.id)


def _laid_in(file: PeopleFile) -> list[FormLine]:
    found = outline.forms_there(file)
    if not found:
        file.write(lay_in(file))
        found = outline.forms_there(file)
    return found


def _about(one: FormLine) -> str:
    if one.running:
        return _("in use by {year}").format(year=one.running[0])
    text = ngettext("{count} question", "{count} questions", one.questions)
    return text.format(count=one.questions)
