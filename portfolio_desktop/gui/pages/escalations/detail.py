# SPDX-License-Identifier: Apache-2.0
"""The right of the page: one escalation with what can be done about it, or a breach that nobody was told of."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QHBoxLayout

from portfolio_desktop.base.files import needs_folder, write_whole
from portfolio_desktop.base.i18n import _
from portfolio_desktop.domain.exception_report import ExceptionReport
from portfolio_desktop.gui.actions import Actions
from portfolio_desktop.gui.desk import Desk
from portfolio_desktop.gui.pages.escalations.acting import Act, possible
from portfolio_desktop.gui.pages.escalations.asking import AskPanel
from portfolio_desktop.gui.pages.escalations.report_editor import ReportEditor
from portfolio_desktop.gui.pages.escalations.sheet_view import Ask, Head, links_card, report_card, steps_card
from portfolio_desktop.gui.pages.pieces import Body, Card, KeyButton, RowButton, allow, words
from portfolio_desktop.gui.theme import GAP_SMALL
from portfolio_desktop.gui.widgets.empty import EmptyPlace
from portfolio_desktop.gui.widgets.labels import ElidedLabel, Label
from portfolio_desktop.services.governance.breaches import Breach
from portfolio_desktop.services.governance.escalation_sheet import Sheet
from portfolio_desktop.storage.changes import Written

_SAVE = "save_report"


class Detail(Body):
    """`changed` says that other acts are possible now; `written` carries the `Written` of an act that was done here."""

    open_requested = Signal(str, str)
    changed = Signal()
    written = Signal(object)
    settled = Signal()
    """What was asked is put away: what changed meanwhile may be shown."""

    def __init__(self, desk: Desk, acts: Actions, now: Callable[[], datetime]) -> None:
        super().__init__(widest=860)
        # Beside a list and an inspector its row of acts may not fit; nothing of it is cut off.
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self._desk, self._acts, self._now = desk, acts, now
        self.sheet: Sheet | None = None
        self.all: tuple[Breach, ...] = ()
        self.breach: Breach | None = None
        self.head: Head | None = None
        self.asking: AskPanel | None = None
        self.editor: ReportEditor | None = None
        self._lost = False
        self._place = QHBoxLayout()

    # What can be done

    @property
    def one(self) -> tuple[Breach, ...]:
        """The breach that is shown."""
        return (self.breach,) if self.breach else ()

    @property
    def is_written(self) -> bool:
        """Whether something is being asked or written that must not be drawn over."""
        return self.asking is not None or self.editor is not None

    @property
    def hears_keys(self) -> bool:
        """Whether letters are acts: not while a form is open, in whose lists they choose."""
        return self.asking is None

    def can(self, act: Act) -> bool:
        return act in possible(self.sheet) and not self._desk.read_only

    def can_edit(self) -> bool:
        return self.sheet is not None and not self._desk.read_only

    def has_sheet(self) -> bool:
        return self.sheet is not None

    def can_draft(self) -> bool:
        return self.breach is not None and not self._desk.read_only

    def can_draft_all(self) -> bool:
        return self.can_draft() and len(self.all) > 1

    # What is shown

    def show_nothing(self) -> None:
        self._forget()
        self.column.addWidget(EmptyPlace("megaphone", _("Choose an escalation at the left")), 1)
        self.changed.emit()

    def show_sheet(self, sheet: Sheet) -> None:
        """Show an escalation. The same one that is being edited or asked about keeps its form."""
        same = self.sheet is not None and self.sheet.record.id == sheet.record.id
        if same and self.editor is not None:
            self.sheet = sheet
            self.editor.follow(sheet)
        elif not (same and self.asking is not None):
            self._draw(sheet)
        self.changed.emit()

    def lose(self, error: Exception) -> None:
        """It is no longer there: what is being written stays in sight, to be copied, until it is left."""
        self._lost = True
        if self.asking is not None:
            self.asking.explain(str(error))
        elif self.editor is not None:
            self.editor.explain(str(error))

    def show_breach(self, breach: Breach, of_project: tuple[Breach, ...]) -> None:
        """Show a breach that nobody was told of, among all of its project."""
        self._forget()
        self.breach, self.all = breach, of_project
        column = self.column
        column.addWidget(ElidedLabel(_("Beyond tolerance, nobody told"), ink="muted"))
        column.addWidget(Label(f"{breach.code} {breach.title}".strip(), step=6, bold=True, wrap=True))
        card = Card(_("What is breached"))
        card.column.setSpacing(GAP_SMALL)
        card.column.addWidget(Label(breach.words, step=1, wrap=True))
        if len(of_project) > 1:
            others = [each for each in of_project if each != breach]
            card.column.addWidget(Label(_("The same project is also beyond:"), ink="muted"))
            for each in others:
                card.column.addWidget(Label(each.words, wrap=True))
        column.addWidget(card)
        drafts = ("draft_report", "draft_all") if len(of_project) > 1 else ("draft_report",)
        column.addLayout(self._buttons(drafts))
        if not self._desk.read_only:
            column.addWidget(
                Label(
                    _(
                        "The draft says what was breached, where it goes and until when. What it means, what could be "
                        "done and what you want from them is for you to say."
                    ),
                    ink="muted",
                    wrap=True,
                )
            )
        row = RowButton(breach.title, lambda: self.open_requested.emit("project", breach.project))
        row.put(words(_("Project"), ink="muted"), width=120)
        belongs = Card(_("Belongs to"))
        belongs.column.addWidget(row.put(words(breach.title), 1))
        column.addWidget(belongs)
        column.addStretch(1)
        self.changed.emit()

    def tick(self, now: datetime) -> None:
        """It is `now`."""
        if self.head is not None:
            self.head.tick(now)

    # What is done

    def ask(self, act: Act) -> None:
        """Ask what the act needs to know, in place; one that needs nothing is done at once."""
        sheet = self.sheet
        if sheet is None or not self.can(act):
            return
        if not act.asks:
            now = self._now()
            self._desk.write(
                lambda office: act.make(office, sheet.record.id, {}, now), self._done, owner=self
            )
            return
        self._put_away()
        if self.editor is not None:
            self._draw(sheet)
        panel = AskPanel(self._desk, act, sheet, self._now())
        panel.dropped.connect(self._drop)
        panel.done.connect(self._done)
        self.asking = panel
        panel.setMinimumHeight(panel.sizeHint().height())  # or it is drawn squashed until all has moved down
        self._place.addWidget(panel)
        panel.begin()
        self.ensureWidgetVisible(panel)
        self.changed.emit()

    def edit(self) -> None:
        """Write the report where it is read, or go back to reading it."""
        if self.sheet is None:
            return
        if self.editor is not None:
            self._finish()
            return
        sheet = self.sheet
        self._forget()
        self.sheet = sheet
        self.head = Head(sheet, self._now())
        self.editor = ReportEditor(self._desk, sheet)
        self.editor.finished.connect(self._finish)
        self.column.addWidget(self.head)
        self.column.addWidget(self.editor)
        self.column.addStretch(1)
        self.editor.block.focus_first()

    def save(self) -> None:
        """Ask where the exception report is to be kept as PDF."""
        if self.sheet is None:
            return
        report = self.sheet.report
        safe = "".join(letter if letter.isalnum() or letter in " -_" else "-" for letter in report.code)
        suggested = Path(_("Exception report {code}.pdf").format(code=safe or _("draft")))
        self._desk.ask.save_file(
            _("Save the exception report"),
            suggested,
            [_("PDF (*.pdf)")],
            lambda path: _print(self._desk, self, report, path),
        )

    def _done(self, written: Written | None) -> None:
        self._put_away()
        if written is not None:
            self.written.emit(written)

    def _drop(self) -> None:
        """Put away what is asked, without doing it."""
        if self.asking is not None:
            self._put_away()
            self.settled.emit()

    def _put_away(self) -> None:
        panel, self.asking = self.asking, None
        if panel is not None:
            self._place.removeWidget(panel)
            panel.hide()
            panel.deleteLater()
            self.changed.emit()

    def _finish(self) -> None:
        self.editor = None
        if self._lost:
            self.settled.emit()
        elif self.sheet is not None:
            self._draw(self.sheet)

    def _forget(self) -> None:
        self.sheet = self.breach = self.head = self.asking = self.editor = None
        self.all = ()
        self._lost = False
        self._place = QHBoxLayout()
        self.clear()
        self.verticalScrollBar().setValue(0)

    def _draw(self, sheet: Sheet) -> None:
        self._forget()
        self.sheet = sheet
        now = self._now()
        self.head = Head(sheet, now)
        self.column.addWidget(self.head)
        self.column.addWidget(Ask(sheet.report.ask))
        self.column.addLayout(self._buttons(tuple(act.name for act in possible(sheet))))
        self.column.addLayout(self._place)
        if sheet.above and any(act.name == "take_up" for act in possible(sheet)):
            above = _("One rung up: {board}.").replace("{board}", sheet.above)
            self.column.addWidget(Label(above, ink="muted"))
        report = report_card(sheet)
        for name in ("edit_report", _SAVE):
            report.header.add(self._button(name))
        for card in (steps_card(sheet, now), report, links_card(sheet, self.open_requested.emit)):
            if card is not None:
                self.column.addWidget(card)
        self.column.addStretch(1)

    def _buttons(self, names: tuple[str, ...]) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(GAP_SMALL)
        for place, name in enumerate(names):
            button = self._button(name)
            button.setProperty("primary", place == 0)
            row.addWidget(button)
        row.addStretch(1)
        return row

    def _button(self, name: str) -> KeyButton:
        action = self._acts[name]
        button = KeyButton(action.text(), action.shortcut().toString(QKeySequence.SequenceFormat.NativeText))
        run = next(each.run for each in self._acts if each.name == name)
        button.clicked.connect(lambda: run())
        if name != _SAVE:
            allow(self._desk, button)
        return button


def _print(desk: Desk, owner: QObject, report: ExceptionReport, path: Path) -> None:
    def work(_progress: object) -> None:
        from portfolio_desktop.reports.exception import render_exception

        needs_folder(path)
        write_whole(path, render_exception(report))

    desk.jobs.free(
        work,
        label=_("Making the exception report"),
        owner=owner,
        done=lambda _none: desk.notify(_("Saved {path}").format(path=path), undo=False),
    )
