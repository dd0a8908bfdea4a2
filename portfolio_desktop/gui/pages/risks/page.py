# SPDX-License-Identifier: Apache-2.0
"""The risk page: the board's view, one risk, the review and the matrix, one of them at a time."""

from collections import Counter
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from shiboken6 import isValid

from portfolio_desktop.domain.risk_matrix import Judged, RiskMatrix
from portfolio_desktop.gui.actions import Actions
from portfolio_desktop.gui.desk import Desk
from portfolio_desktop.gui.pages.pieces import Body, Fresh, only_read
from portfolio_desktop.gui.pages.risks.axes import step_words
from portfolio_desktop.gui.pages.risks.matrix_editor import MatrixEditor
from portfolio_desktop.gui.pages.risks.overview import Overview
from portfolio_desktop.gui.pages.risks.review import ReviewPage
from portfolio_desktop.gui.pages.risks.story import StoryPage
from portfolio_desktop.gui.pages.stacked import PageStack
from portfolio_desktop.services.rules import judged_now, keep_matrix
from portfolio_desktop.storage.changes import Written


class RisksPage(QWidget):
    """Goes from the board's view to the others and back. Its signals are those of a register."""

    current_changed = Signal(str, str)
    """Entity and id of the record to inspect; both empty for none."""
    open_requested = Signal(str, str)
    import_requested = Signal(str)

    def __init__(self, desk: Desk, above: Actions, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._to_review = 0
        self._was_at: QWidget | None = None  # on the board, before one risk was shown
        self.overview = Overview(desk, above)
        self.story = StoryPage(desk)
        self.review = ReviewPage(desk)
        self._matrix = Body()
        self._stack = PageStack()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._stack)
        for page in (self.overview, self.story, self.review, self._matrix):
            self._stack.addWidget(page)
        self.setFocusProxy(self.overview)
        Fresh(self.overview, desk, self.overview.load)
        self.overview.story_wanted.connect(self.show_risk)
        self.overview.review_wanted.connect(self.start_review)
        self.overview.matrix_wanted.connect(self.edit_matrix)
        self.overview.register.current_changed.connect(self.current_changed)
        self.overview.register.import_requested.connect(self.import_requested)
        self.story.open_requested.connect(self.open_requested)
        self.story.left.connect(self.show_overview)
        self.review.left.connect(self.show_overview)

    @property
    def acts(self) -> Actions:
        """What can be done in the register of the page."""
        return self.overview.register.acts

    def hideEvent(self, event: QHideEvent) -> None:
        """Whoever goes elsewhere from the end of a review comes back to the board."""
        super().hideEvent(event)
        if self._stack.currentWidget() is self.review and self.review.place >= self._to_review:
            self._stack.setCurrentWidget(self.overview)
            self.setFocusProxy(self.overview)

    def show_overview(self) -> None:
        """Back to what the board looks at, where one was."""
        self._show(self.overview)
        if self._was_at is not None and isValid(self._was_at) and self._was_at.isVisible():
            self._was_at.setFocus()
        self._was_at = None

    def start_over(self) -> None:
        """Back to the overview; a matrix that is being changed stays until it is saved or given up."""
        editor = self.findChild(MatrixEditor) if self._stack.currentWidget() is self._matrix else None
        if editor is None or not editor.is_changed:
            self.show_overview()

    def show_risk(self, id: str) -> None:
        """One risk, with its form in the inspector."""
        focused = QApplication.focusWidget()
        self._was_at = focused if focused and self.overview.isAncestorOf(focused) else None
        self.story.show_record(id)
        self._show(self.story)
        self.current_changed.emit("risk", id)

    def edit_matrix(self) -> None:
        """The matrix as a picture, over the risks as they stand now."""
        self._desk.read(
            lambda office: (office.rules.matrix, judged_now(office)), self._show_matrix, owner=self
        )

    def start_review(self, ids: tuple[str, ...]) -> None:
        """Go through these risks, one at a time."""
        self.current_changed.emit("", "")
        self._to_review = len(ids)
        self._show(self.review)
        self.review.start(ids)

    def _show(self, page: QWidget) -> None:
        """Bring one of the views to the front, with the keyboard: whoever comes back to the page comes to it."""
        self._stack.setCurrentWidget(page)
        self.setFocusProxy(page)
        page.setFocus()

    def _show_matrix(self, found: tuple[RiskMatrix, Counter[Judged]]) -> None:
        catalogue = self._desk.catalogue
        likelihood, impact = step_words(catalogue, "likelihood"), step_words(catalogue, "impact")
        editor = MatrixEditor(*found, likelihood, impact)
        if self._desk.read_only:
            only_read(editor, self._desk.why_read_only, editor.leave)
        editor.saved.connect(partial(self._keep_matrix, found[0]))
        editor.left.connect(self.show_overview)
        self._matrix.clear()
        self._matrix.column.addWidget(editor)
        self._matrix.column.addStretch(1)
        self._matrix.setFocusProxy(editor.first)
        self._show(self._matrix)
        self.current_changed.emit("", "")

    def _keep_matrix(self, before: RiskMatrix, matrix: RiskMatrix) -> None:
        self._desk.write(
            lambda office: keep_matrix(office, matrix, opened=before),
            self._kept,
            owner=self,
            failed=lambda error: self._desk.ask.refuse(str(error)),
        )

    def _kept(self, written: Written | None) -> None:
        if written is not None:
            self._desk.notify(written.label, undo=True)
        self.show_overview()
