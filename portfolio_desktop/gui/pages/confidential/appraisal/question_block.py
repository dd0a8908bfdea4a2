# SPDX-License-Identifier: Apache-2.0
"""A question of an appraisal with the answers of both sides beside each other, and the heading over several of them."""

from collections.abc import Callable, Iterator, Mapping

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from portfolio_desktop.base.i18n import _
from portfolio_desktop.domain.appraisal.standing import Part, Side
from portfolio_desktop.gui.pages.confidential.appraisal.answer_box import AnswerBox
from portfolio_desktop.gui.pages.confidential.writing.beside import Beside
from portfolio_desktop.gui.pages.pieces import Card
from portfolio_desktop.gui.theme import GAP, GAP_LARGE, GAP_SMALL, GAP_TINY
from portfolio_desktop.gui.widgets.headers import Rule
from portfolio_desktop.gui.widgets.labels import Label
from portfolio_desktop.gui.widgets.picture import IconPicture
from portfolio_desktop.services.people.appraising import AppraisalPage, Box, Question

_ROOM = 280
"""How wide an answer wants to be, in logical pixels."""

_SIDES = {Part.SELF: Side.SELF, Part.MANAGER: Side.MANAGER}


class Form(QObject):
    """The boxes of a whole form, in reading order. They are made by `lay_out` and follow the file by `show_page`."""

    wrote = Signal(str, str, object)
    evidence_wanted = Signal(str)
    finished = Signal()
    """The keyboard goes on from the last box."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.boxes: dict[str, AnswerBox] = {}
        self.with_evidence = True

    def lay_out(self, page: AppraisalPage, add: Callable[[QWidget], None]) -> None:
        """Make the cards of a form, each handed to `add`."""
        self.boxes.clear()
        for part in page.parts:
            shared = [question for question in part.questions if not _is_private(question)]
            if shared:
                card = Card(part.title)
                card.column.setSpacing(GAP)
                for number, question in enumerate(shared):
                    if number:
                        card.column.addWidget(Rule())
                    card.column.addWidget(self._question(page, question))
                add(card)
        private = [question for part in page.parts for question in part.questions if _is_private(question)]
        if private:
            add(self._private(page, private))

    def show_page(self, page: AppraisalPage) -> None:
        """What the file says now, for the same form in the same state."""
        for box in boxes_of(page):
            self.boxes[box.id].show_box(box)

    def go_on(self, after: AnswerBox, step: int = 1) -> None:
        """The keyboard to the next box that can be filled in, or to the one before; after the last, `finished`."""
        order = [box for box in self.boxes.values() if box.box.writable]
        place = order.index(after) + step if after in order else 0
        if place >= len(order):
            self.finished.emit()
        elif order:
            order[max(place, 0)].take_focus()

    @property
    def first(self) -> AnswerBox | None:
        """Where writing goes on: the first box that still has to be filled in, else the first that can be."""
        writable = (box for box in self.boxes.values() if box.box.writable)
        return self.first_lacking() or next(writable, None)

    def take_focus(self) -> None:
        """The keyboard to where writing goes on."""
        if self.first is not None:
            self.first.take_focus()

    def first_lacking(self) -> AnswerBox | None:
        """The first box that has to be filled in and is not."""
        return next(
            (
                each
                for each in self.boxes.values()
                if each.box.writable and each.box.wanted and not each.box.answered
            ),
            None,
        )

    def _question(self, page: AppraisalPage, question: Question) -> QWidget:
        block = QWidget()
        column = QVBoxLayout(block)
        column.setContentsMargins(0, GAP_SMALL, 0, GAP_SMALL)
        column.setSpacing(GAP_TINY)
        column.addWidget(Label(question.question, step=1, bold=True, wrap=True))
        if question.prompt:
            column.addWidget(Label(question.prompt, ink="muted", wrap=True))
        boxes = [(self._box(page, box, question.question),) for box in question.boxes]
        column.addSpacing(GAP_SMALL)
        column.addWidget(Beside(*boxes, room=_ROOM))
        return block

    def _box(self, page: AppraisalPage, box: Box, question: str) -> AnswerBox:
        made = AnswerBox(box, called(page, box.part), question, page.levels, evidence=self.with_evidence)
        made.wrote.connect(self.wrote)
        made.evidence_wanted.connect(self.evidence_wanted)
        made.next_wanted.connect(lambda: self.go_on(made))
        made.back_wanted.connect(lambda: self.go_on(made, -1))
        self.boxes[box.id] = made
        return made

    def _private(self, page: AppraisalPage, questions: list[Question]) -> QWidget:
        """Set apart from all that others will read."""
        frame = QFrame()
        frame.setProperty("panel", "inset")
        frame.setAccessibleName(_("For you alone"))
        column = QVBoxLayout(frame)
        column.setContentsMargins(GAP_LARGE, GAP, GAP_LARGE, GAP)
        head = QHBoxLayout()
        head.setSpacing(GAP_SMALL)
        head.addWidget(IconPicture("lock-keyhole", 16, "muted"))
        head.addWidget(Label(_("For you alone"), step=1, bold=True))
        head.addStretch(1)
        column.addLayout(head)
        told = _("Never part of a copy, whoever is sent one. It stays in this file, and is erased with it.")
        column.addWidget(Label(told, ink="muted", wrap=True))
        for question in questions:
            column.addWidget(self._question(page, question))
        return frame


def _is_private(question: Question) -> bool:
    return all(box.part is Part.PRIVATE for box in question.boxes)


def called(page: AppraisalPage, part: Part) -> str:
    """Whose answer it is, in words."""
    if part is Part.PRIVATE:
        return _("Your note")
    name = page.people.get(_SIDES[part]) or _("Nobody yet")
    return _("You") if _SIDES[part] is page.side else name


def boxes_of(page: AppraisalPage) -> Iterator[Box]:
    """Every box of a page."""
    for part in page.parts:
        for question in part.questions:
            yield from question.boxes


def shape_of(page: AppraisalPage) -> tuple[object, ...]:
    """What decides which widgets there are. Where it is as before, only their contents have to follow."""
    boxes = tuple(
        (box.id, box.hidden, box.writable, "" if box.writable else (box.words, box.level, box.yes))
        for box in boxes_of(page)
    )
    return page.id, page.side, page.stage, page.writable, frozenset(page.fields), boxes, names(page.people)


def names(people: Mapping[Side, str]) -> tuple[tuple[Side, str], ...]:
    """Who takes part, in an order."""
    return tuple(sorted(people.items()))
