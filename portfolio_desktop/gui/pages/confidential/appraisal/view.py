# SPDX-License-Identifier: Apache-2.0
"""One appraisal, to be filled in: kept while it is written, with acts that undo knows, and nothing shown unreleased."""

from collections.abc import Callable
from datetime import date
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from portfolio_desktop.base.i18n import _
from portfolio_desktop.catalogue.fields import Id, Value
from portfolio_desktop.domain.appraisal.acts import Act
from portfolio_desktop.domain.appraisal.standing import Side
from portfolio_desktop.gui.pages.confidential.appraisal import asides
from portfolio_desktop.gui.pages.confidential.appraisal.acting import WHY, ask_and_do
from portfolio_desktop.gui.pages.confidential.appraisal.conclusion import Conclusion
from portfolio_desktop.gui.pages.confidential.appraisal.head import AppraisalHead
from portfolio_desktop.gui.pages.confidential.appraisal.offering import OfferDialog
from portfolio_desktop.gui.pages.confidential.appraisal.question_block import Form, boxes_of, shape_of
from portfolio_desktop.gui.pages.confidential.appraisal.words_edit import WordsEdit, settle_all
from portfolio_desktop.gui.pages.confidential.people_desk import PeopleDesk
from portfolio_desktop.gui.pages.confidential.printing import save_appraisal
from portfolio_desktop.gui.pages.pieces import Body, clear, reveal
from portfolio_desktop.gui.spelling.field import check_spelling
from portfolio_desktop.gui.theme import GAP, GAP_HUGE, GAP_LARGE
from portfolio_desktop.gui.widgets.headers import Rule
from portfolio_desktop.services.people import appraising, evidence
from portfolio_desktop.services.people.appraising import AppraisalPage
from portfolio_desktop.services.people.people_file import PeopleFile
from portfolio_desktop.storage.changes import Changes, Written

_WIDEST = 1120
_ABOVE = 120
"""As much of the page as holds the question over its answer."""


class AppraisalView(QWidget):
    """Shows one appraisal at a time."""

    gone = Signal()
    """What was shown is not there any more: erased, deleted, or its making undone."""

    def __init__(self, people: PeopleDesk, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Appraisal"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._people = people
        self._id: Id | None = None
        self._beside: Side | None = None
        self._owner = Side.NOBODY
        self._page: AppraisalPage | None = None
        self._shape: tuple[object, ...] = ()
        self.head, self.form, self.conclusion = AppraisalHead(), Form(self), Conclusion(self)
        self._body = Body(widest=_WIDEST)
        top = QWidget()
        above = QVBoxLayout(top)
        above.setContentsMargins(GAP_HUGE, GAP_LARGE, GAP_HUGE, GAP)
        above.addWidget(self.head)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(top)
        column.addWidget(Rule())
        column.addWidget(self._body, 1)
        self.head.acted.connect(self._act)
        self.head.seated.connect(self._seat)
        self.head.sent.connect(self._send)
        self.head.print_wanted.connect(self._print)
        self.head.objectives_wanted.connect(self._ask_about_objectives)
        self.head.lacking_wanted.connect(self._to_lacking)
        self.form.finished.connect(self._to_the_end)
        self.conclusion.finished.connect(self.head.take_focus)
        self.conclusion.back_wanted.connect(self.form.take_focus)
        self.form.wrote.connect(self._answer)
        self.form.evidence_wanted.connect(self._offer)
        self.conclusion.wrote.connect(self._write)
        self.conclusion.suggestion_wanted.connect(self._suggest)
        self._printing = QShortcut(QKeySequence.StandardKey.Print, self, self._print)
        self._printing.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        people.locking.connect(self.settle)
        people.written.connect(self._written)
        self._body.follow_keyboard(_ABOVE)

    @property
    def page(self) -> AppraisalPage | None:
        """What is shown."""
        return self._page

    @property
    def appraisal(self) -> Id | None:
        """Which one it is."""
        return self._id

    @property
    def person(self) -> Id | None:
        """Whose appraisal it is, once it has been read."""
        return Id(str(self._page.fields["subject_id"])) if self._page else None

    def resume(self, kind: str, _about: str) -> None:
        """Open again what was being filled in when the file locked."""
        if kind.startswith(WHY):
            self._act(Act(kind.removeprefix(WHY)))

    def show_appraisal(self, id: Id) -> None:
        """Show an appraisal as the owner of the file reads it."""
        self.settle()
        self._id, self._beside, self._shape = id, None, ()
        self.refresh()

    def settle(self) -> None:
        """Keep what is being typed, now."""
        settle_all(self)

    def refresh(self) -> None:
        """Read it again."""
        id, beside = self._id, self._beside
        if id is not None and self._people.unlocked:
            self._people.people(
                lambda file: appraising.page(file, id, beside),
                partial(self._show, beside),
                owner=self,
                failed=lambda _error: self.gone.emit(),
            )

    def _show(self, beside: Side | None, page: AppraisalPage) -> None:
        if page.id != self._id or beside is not self._beside:
            return
        self.form.with_evidence = beside is None  # what its owner noted is for nobody beside them
        self._page = page
        if beside is None:
            self._owner = page.side
        self.head.show_page(page, self._owner)
        if shape_of(page) == self._shape:
            self.form.show_page(page)
            self.conclusion.show_page(page)
            return
        place = self._body.verticalScrollBar().value() if self._shape else 0
        self._shape = shape_of(page)
        clear(self._body.column)
        self.form.lay_out(page, self._body.column.addWidget)
        self.conclusion.lay_out(page, self._body.column.addWidget)
        for edit in self._body.findChildren(WordsEdit):
            check_spelling(edit, self._people)
        self._body.column.addStretch(1)
        reveal(self._body.column)
        self._body.verticalScrollBar().setValue(place)
        waiting = self.hasFocus()
        if self.form.first is not None:
            self.setFocusProxy(self.form.first)
        if waiting:
            self.form.take_focus()

    def _written(self, written: Written) -> None:
        ids = {id for _entity, id in written.touched}
        asked = any(
            entity == "answer" for entity, _id in written.touched
        )  # also one that was not there before
        mine = {self._id, *(box.id for box in boxes_of(self._page))} if self._page else {self._id}
        if asked or ids & mine:
            self.refresh()

    def _answer(self, id: str, field: str, value: Value) -> None:
        beside, box = self._beside, self.form.boxes[id]
        self._change(lambda file: appraising.answer(file, Id(id), {field: value}, beside), box.explain)

    def _write(self, field: str, value: Value) -> None:
        assert self._id is not None
        appraisal, beside = self._id, self._beside
        self._change(
            lambda file: appraising.write(file, appraisal, {field: value}, beside),
            lambda said: self.conclusion.explain(field, said),
        )

    def _change(self, make: Callable[[PeopleFile], Changes], explain: Callable[[str], None]) -> None:
        """Keep what was filled in; where it cannot be, say so beside it."""
        self._people.change(
            make, lambda _written: explain(""), owner=self, failed=lambda error: explain(str(error))
        )

    def _act(self, act: Act) -> None:
        self.settle()
        if self._page is not None:
            ask_and_do(self._people, self, self._page, act, partial(self._do, act))

    def _do(self, act: Act, why: str, on: date | None) -> None:
        assert self._id is not None
        appraisal, beside = self._id, self._beside

        def refused(error: Exception) -> None:
            self.head.explain(str(error))
            if act is Act.RELEASE:
                self._to_lacking()

        self._people.change(
            lambda file: appraising.do(file, act, appraisal, why=why, on=on, beside=beside),
            partial(asides.told, self._people),
            owner=self,
            failed=refused,
        )

    def _to_lacking(self) -> None:
        """To the first thing that is needed and not there: an answer, else the level with its reasons."""
        box = self.form.first_lacking()
        if box is not None:
            box.take_focus()
        else:
            self.conclusion.take_focus()

    def _to_the_end(self) -> None:
        if not self.conclusion.take_focus():
            self.head.take_focus()

    def _seat(self, side: Side) -> None:
        """Hand the keyboard over. Back to the owner, or on to a third, it goes by the passphrase alone."""
        self.settle()
        if self._beside is None:
            self._hand_to(side)
            return
        assert self._page is not None
        self.head.show_page(self._page, self._owner)  # until the passphrase is given

        def check(passphrase: str) -> None:
            self._people.people(
                lambda file: file.require(passphrase),
                lambda _none: self._hand_to(side),
                owner=self,
                failed=lambda error: self.head.explain(str(error)),
            )

        self._people.ask.text(_("Take the keyboard"), _("Passphrase of the people file"), check, secret=True)

    def _hand_to(self, side: Side) -> None:
        self._beside = None if side is self._owner else side
        self._shape = ()
        self.refresh()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if self._beside is not None and not event.spontaneous():
            self._people.lock()  # whoever sits there was handed this page and no other

    def _offer(self, id: str) -> None:
        """What was noted through the year and suits a question."""
        if self._beside is not None:
            return
        assert self._id is not None
        appraisal = self._id
        question = next(
            each.question
            for part in (self._page.parts if self._page else ())
            for each in part.questions
            if any(box.id == id for box in each.boxes)
        )

        def show(found: tuple[list[evidence.Offer], list[str]]) -> None:
            OfferDialog(self, question, *found, put_in).open()

        def put_in(chosen: list[Id]) -> None:
            self._people.change(lambda file: evidence.insert(file, Id(id), chosen), owner=self)

        self._people.people(
            lambda file: (evidence.offered(file, Id(id)), evidence.missing(file, appraisal)), show, owner=self
        )

    def _suggest(self) -> None:
        assert self._id is not None
        self.settle()
        asides.suggest(self._people, self, self._id)

    def _ask_about_objectives(self) -> None:
        assert self._id is not None
        self.settle()
        asides.ask_objectives(self._people, self, self._id, self.head.explain)

    def _print(self) -> None:
        if self._id is None:
            return
        self.settle()
        save_appraisal(self._people, self, self._id, self._beside)

    def _send(self, side: Side) -> None:
        self.settle()
        if self._page is not None:
            asides.send(self._people, self, self._page, side)
