# SPDX-License-Identifier: Apache-2.0
"""A form as the appraisal page will show it, to the person and to the manager. Nothing typed in it is kept."""

from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from portfolio_desktop.base.i18n import _
from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.domain.appraisal.standing import Side
from portfolio_desktop.gui.pages.confidential.appraisal.question_block import Form
from portfolio_desktop.gui.pages.confidential.people_desk import PeopleDesk
from portfolio_desktop.gui.pages.pieces import Body, clear, reveal
from portfolio_desktop.gui.theme import GAP, GAP_SMALL
from portfolio_desktop.gui.widgets.labels import Label
from portfolio_desktop.gui.widgets.segments import SegmentedControl
from portfolio_desktop.services.people.appraising import AppraisalPage
from portfolio_desktop.services.people.shaping.preview import preview
from portfolio_desktop.services.people.starting import shipped_id


class PreviewPane(QWidget):
    """The very widgets of the appraisal page."""

    def __init__(self, people: PeopleDesk) -> None:
        super().__init__()
        self.setAccessibleName(_("Preview"))
        self._people = people
        self._form: Id | None = None
        self._widgets = Form(self)
        self.side = SegmentedControl(
            _("Who looks at it"),
            ((Side.MANAGER.value, _("The manager sees")), (Side.SELF.value, _("The person sees"))),
        )
        self.side.changed.connect(lambda _key: self._read())
        self._body = Body()
        row = QHBoxLayout()
        row.setSpacing(GAP)
        row.addWidget(self.side)
        row.addWidget(Label(_("Try it out: nothing that is typed here is kept."), ink="muted", wrap=True), 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP_SMALL)
        column.addLayout(row)
        column.addWidget(self._body, 1)
        self._body.column.setContentsMargins(0, GAP_SMALL, GAP_SMALL, GAP)

    def show_form(self, form: Id) -> None:
        """Which form."""
        self._form = form
        self._read()

    def _read(self) -> None:
        form, side = self._form, Side(self.side.current)
        if form is not None:
            scale = shipped_id("rating_scale", "three")
            self._people.people(
                lambda file: preview(file, form, side, scale), partial(self._show, form), owner=self
            )

    def _show(self, form: Id, page: AppraisalPage) -> None:
        if form != self._form:
            return
        clear(self._body.column)
        self._widgets.with_evidence = page.side is Side.MANAGER
        self._widgets.lay_out(page, self._body.column.addWidget)
        if not page.parts:
            self._body.column.addWidget(Label(_("It asks this side nothing yet."), ink="muted", wrap=True))
        self._body.column.addStretch(1)
        reveal(self._body.column)
