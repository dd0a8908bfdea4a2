# SPDX-License-Identifier: Apache-2.0
"""The end of an appraisal: the overall level with its reasons, what each side says to the whole, and the signatures."""

from collections.abc import Callable
from datetime import date
from functools import partial

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from portfolio_desktop.base.dates import format_date
from portfolio_desktop.base.i18n import N_, _
from portfolio_desktop.domain.appraisal.standing import Side, Stage
from portfolio_desktop.gui.pages.confidential.appraisal.answer_box import read_words
from portfolio_desktop.gui.pages.confidential.appraisal.choosing import Choosing, of_levels
from portfolio_desktop.gui.pages.confidential.appraisal.words_edit import WordsEdit
from portfolio_desktop.gui.pages.pieces import Card
from portfolio_desktop.gui.theme import GAP, GAP_LARGE, GAP_SMALL, GAP_TINY
from portfolio_desktop.gui.widgets.labels import Label
from portfolio_desktop.gui.widgets.picture import IconPicture
from portfolio_desktop.services.people.appraising import AppraisalPage
from portfolio_desktop.services.people.forms import label_of
from portfolio_desktop.services.people.known import day, whole

_COMMENTS = {
    Side.SELF: "subject_comment",
    Side.MANAGER: "manager_comment",
    Side.COUNTERSIGNER: "countersigner_comment",
}
_SIGNED = {Side.SELF: "subject_signed", Side.MANAGER: "manager_signed", Side.COUNTERSIGNER: "countersigned"}
_ROLES = {
    Side.SELF: N_("Person appraised"),
    Side.MANAGER: N_("Line manager"),
    Side.COUNTERSIGNER: N_("Countersigner"),
}


class Conclusion(QObject):
    """`wrote` carries the name of a field of the appraisal and its value."""

    wrote = Signal(str, object)
    suggestion_wanted = Signal()
    finished = Signal()
    """The keyboard goes on from the last place to write in."""
    back_wanted = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._edits: dict[str, WordsEdit] = {}
        self._problems: dict[str, Label] = {}
        self._level: Choosing | None = None

    def lay_out(self, page: AppraisalPage, add: Callable[[QWidget], None]) -> None:
        """Make the cards, each handed to `add`."""
        self._edits.clear()
        self._problems.clear()
        self._level = None
        if page.levels and "level" in page.fields:
            add(self._overall(page))
        elif page.levels:
            add(self._hidden_level(page))
        if page.stage in (Stage.SIGNING, Stage.CLOSED):
            add(self._comments(page))
        add(self._signatures(page))

    def show_page(self, page: AppraisalPage) -> None:
        """What the file says now."""
        for name, edit in self._edits.items():
            edit.show_words(str(page.fields.get(name) or ""))
        if self._level is not None:
            self._level.show_value(whole(page.fields.get("level")))

    def explain(self, name: str, sentence: str) -> None:
        """Why what was entered was not kept."""
        if name in self._problems:
            self._problems[name].setText(sentence)
            self._problems[name].setHidden(not sentence)

    def take_focus(self) -> bool:
        """To the overall level, where it is to be given, else to the first comment; whether there was anything to go to."""
        if self._level is not None:
            self._level.take_focus()
        elif self._edits:
            next(iter(self._edits.values())).setFocus(Qt.FocusReason.TabFocusReason)
        return self._level is not None or bool(self._edits)

    def _back_from(self, field: str) -> None:
        if field == "level_why" and self._level is not None:
            self._level.take_focus()
        else:
            self.back_wanted.emit()

    def _overall(self, page: AppraisalPage) -> Card:
        card = Card(_("Overall level"))
        card.column.setSpacing(GAP_SMALL)
        level = whole(page.fields["level"])
        if "level" not in page.writable:
            card.column.addWidget(Label(label_of(page.levels, level) or _("Not given"), step=2, bold=True))
            meant = next((each.descriptor for each in page.levels if each.step == level), "")
            card.column.addWidget(Label(meant, ink="muted", wrap=True))
            card.column.addWidget(read_words(str(page.fields["level_why"] or "")))
            return card
        why = QPushButton(_("What the single levels bear out…"))
        why.setProperty("flat", True)
        why.clicked.connect(self.suggestion_wanted)
        card.header.add(why)
        self._level = Choosing(_("Overall level"), of_levels(page.levels), level)
        self._level.changed.connect(partial(self.wrote.emit, "level"))
        self._level.next_wanted.connect(lambda: self._edits["level_why"].setFocus())
        self._level.back_wanted.connect(self.back_wanted)
        card.column.addWidget(self._level)
        card.column.addWidget(Label(_("Why this level"), ink="muted", bold=True))
        hint = _("What was agreed, what was done, and what shows it.")
        self._words(card.column, page, "level_why", _("Why this level"), hint)
        return card

    def _hidden_level(self, page: AppraisalPage) -> Card:
        card = Card(_("Overall level"))
        row = QHBoxLayout()
        row.setSpacing(GAP_SMALL)
        row.addWidget(IconPicture("eye-off", 16, "muted"))
        words = _("Not released yet. {name} gives it with their part.")
        row.addWidget(Label(words.replace("{name}", page.people[Side.MANAGER]), ink="muted", wrap=True), 1)
        card.column.addLayout(row)
        return card

    def _comments(self, page: AppraisalPage) -> Card:
        card = Card(_("Comments"))
        row = QHBoxLayout()
        row.setSpacing(GAP_LARGE)
        for side, field in _COMMENTS.items():
            name = page.people.get(side, "")
            if not name or field not in page.fields:
                continue
            column = QVBoxLayout()
            column.setSpacing(GAP_TINY)
            column.addWidget(Label(_("You") if side is page.side else name, ink="muted", bold=True))
            if field in page.writable:
                hint = _("What you want to say to the whole, if anything.")
                self._words(column, page, field, _("Your comment"), hint)
            else:
                said = str(page.fields[field] or "")
                column.addWidget(read_words(said) if said else Label(_("No comment."), ink="muted"))
            column.addStretch(1)
            row.addLayout(column, 1)
        card.column.addLayout(row)
        return card

    def _signatures(self, page: AppraisalPage) -> Card:
        card = Card(_("Signatures"))
        card.column.setSpacing(GAP_SMALL)
        row = QHBoxLayout()
        row.setSpacing(GAP_LARGE)
        for side, field in _SIGNED.items():
            if name := page.people.get(side, ""):
                row.addLayout(self._signature(page, side, name, day(page.fields.get(field))), 1)
        card.column.addLayout(row)
        if why := page.fields.get("unsigned_why"):
            words = _("Not signed by {name}: {why}")
            card.column.addWidget(
                Label(words.replace("{name}", page.people[Side.SELF]).replace("{why}", str(why)), wrap=True)
            )
        for on, why in page.reopenings:
            when = format_date(on) if on else "?"
            card.column.addWidget(
                Label(
                    _("Reopened {day}: {why}").replace("{day}", when).replace("{why}", why),
                    ink="muted",
                    wrap=True,
                )
            )
        return card

    def _signature(self, page: AppraisalPage, side: Side, name: str, signed: date | None) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(2)
        column.addWidget(Label(_(_ROLES[side]), ink="muted"))
        column.addWidget(Label(name, bold=True, wrap=True))
        row = QHBoxLayout()
        row.setSpacing(GAP_SMALL)
        broken = side in page.broken
        picture, ink = (
            ("circle-alert", "danger")
            if broken
            else ("circle-check", "accent")
            if signed
            else ("circle", "muted")
        )
        row.addWidget(IconPicture(picture, 16, ink))
        if broken:
            said = _("Signed something else than stands here now")
        else:
            said = _("Signed {day}").format(day=format_date(signed)) if signed else _("Not signed yet")
        row.addWidget(Label(said, ink="danger" if broken else "text" if signed else "muted", wrap=True), 1)
        column.addLayout(row)
        column.addStretch(1)
        return column

    def _words(self, column: QVBoxLayout, page: AppraisalPage, field: str, name: str, hint: str) -> None:
        edit = WordsEdit(name, str(page.fields.get(field) or ""), hint=hint)
        edit.settled.connect(partial(self.wrote.emit, field))
        edit.next_wanted.connect(self.finished)
        edit.back_wanted.connect(lambda: self._back_from(field))
        problem = Label("", ink="danger", wrap=True)
        problem.hide()
        column.addWidget(edit)
        column.addWidget(problem)
        self._edits[field], self._problems[field] = edit, problem
        column.setSpacing(min(column.spacing(), GAP))
