# SPDX-License-Identifier: Apache-2.0
"""How long each kind of record is kept, counted from when, and why: proposed, changed, confirmed, suspended."""

from collections.abc import Sequence
from decimal import Decimal
from functools import partial

from PySide6.QtWidgets import (
    QDialogButtonBox,
    QFormLayout,
    QPlainTextEdit,
    QPushButton,
    QWidget,
)

from portfolio_desktop.base.dates import format_date
from portfolio_desktop.base.i18n import N_, _, ngettext
from portfolio_desktop.gui.form.list_box import ListBox
from portfolio_desktop.gui.pages.confidential.people_desk import PeopleDesk
from portfolio_desktop.gui.pages.confidential.upkeep import Closing
from portfolio_desktop.gui.pages.pieces import Card, RowButton, clear, reveal, two_lines, words
from portfolio_desktop.gui.theme import GAP, GAP_SMALL
from portfolio_desktop.gui.widgets.labels import Label
from portfolio_desktop.gui.widgets.number import DecimalBox
from portfolio_desktop.services.people.custody.retention import (
    RuleLine,
    add_rule,
    confirm,
    dates_of,
    kinds,
    suspend,
)
from portfolio_desktop.services.people.keeping import propose_rules
from portfolio_desktop.services.people.people_file import PeopleFile
from portfolio_desktop.storage.changes import Written

_YEARS, _STATE, _LONGEST = 90, 160, 50
_CONFIRMED = N_(
    "It counts from the day on which you confirm it. Ask whoever answers for data protection if you are not sure."
)

_Kinds = Sequence[tuple[str, str, Sequence[tuple[str, str]]]]


class RulesCard(Card):
    """A row for each rule; it opens to be read, changed and confirmed."""

    def __init__(self, people: PeopleDesk, over: QWidget) -> None:
        super().__init__(_("How long things are kept"))
        self._people, self._over = people, over
        self._propose, add = QPushButton(_("Propose rules")), QPushButton(_("Add a rule…"))
        self._propose.clicked.connect(self._lay_in)
        add.clicked.connect(self._add)
        for button in (self._propose, add):
            button.setProperty("flat", True)
            self.header.add(button)

    def show_rules(self, found: Sequence[RuleLine]) -> None:
        """All of them, confirmed or not."""
        clear(self.column)
        self.header.set_count(len(found))
        self._propose.setVisible(not found)
        for line in found:
            state = _state(line)
            row = RowButton(
                f"{line.title}, {_span(line.years)}, {state}", partial(self._open, line), height=44
            )
            row.put(two_lines(line.title, _counted(line)), 1)
            row.put(words(_span(line.years), right=True), width=_YEARS)
            ink = "muted" if line.confirmed_on else "accent"
            self.column.addWidget(row.put(words(state, ink=ink, right=True), width=_STATE))
        if not found:
            self.say(
                _(
                    "No rule yet. Have the usual ones proposed, each with its reason, and confirm those that you want."
                )
            )
        reveal(self.column)

    def _lay_in(self) -> None:
        self._people.change(propose_rules, self._told, owner=self)

    def _open(self, line: RuleLine) -> None:
        _Rule(self._people, self._over, line).open()

    def _add(self) -> None:
        def read(file: PeopleFile) -> _Kinds:
            return [(kind, label, dates_of(file, kind)) for kind, label in kinds(file)]

        self._people.people(read, lambda found: _NewRule(self._people, self._over, found).open(), owner=self)

    def _told(self, written: Written | None) -> None:
        if written is not None:
            self._people.notify(written.label, undo=True)


class _Asking(Closing):
    """For how many years, and why."""

    def __init__(self, people: PeopleDesk, over: QWidget, title: str, yes: str) -> None:
        super().__init__(people, over, title, yes)
        self.setMinimumWidth(540)
        self._years, self._why = DecimalBox(), QPlainTextEdit()
        self._years.setDecimals(1)
        self._years.setSingleStep(0.5)
        self._years.setRange(0, _LONGEST)
        self._years.setSuffix(" " + _("years"))
        self._why.setTabChangesFocus(True)
        self._why.setFixedHeight(72)
        self._form = QFormLayout()
        self._form.setHorizontalSpacing(GAP)
        self._form.setVerticalSpacing(GAP_SMALL)
        self.column.addWidget(Label(_(_CONFIRMED), ink="muted", wrap=True))
        self.column.addLayout(self._form)

    def _finish(self) -> None:
        for name, field in ((_("Kept for"), self._years), (_("Why so long"), self._why)):
            field.setAccessibleName(name)
            self._form.addRow(Label(name), field)
        self.finish_layout()

    @property
    def _span(self) -> Decimal:
        return Decimal(str(self._years.value()))

    def _written(self, written: Written | None) -> None:
        self.accept()
        if written is not None:
            self.people.notify(written.label, undo=True)


class _Rule(_Asking):
    def __init__(self, people: PeopleDesk, over: QWidget, line: RuleLine) -> None:
        super().__init__(people, over, line.title, _("Confirm"))
        self._line = line
        self._years.setValue(float(line.years or 0))
        self._why.setPlainText(line.why)
        self._form.addRow(Label(_("Counted from")), Label(line.after))
        self._finish()
        if line.confirmed_on:
            off = self.buttons.addButton(_("Suspend"), QDialogButtonBox.ButtonRole.ActionRole)
            off.clicked.connect(self._suspend)

    def agree(self) -> None:
        id, years, why = self._line.id, self._span, self._why.toPlainText().strip()
        self.people.change(
            lambda file: confirm(file, id, years, why),
            self._written,
            owner=self,
            failed=lambda error: self.explain(str(error)),
        )

    def _suspend(self) -> None:
        self.people.change(lambda file: suspend(file, self._line.id), self._written, owner=self)


class _NewRule(_Asking):
    def __init__(self, people: PeopleDesk, over: QWidget, found: _Kinds) -> None:
        super().__init__(people, over, _("Add a rule"), _("Confirm"))
        self._dates = {kind: dates for kind, _label, dates in found}
        self._kind, self._after = ListBox(), ListBox()
        for kind, label, _dates in found:
            self._kind.addItem(label, kind)
        self._kind.currentIndexChanged.connect(lambda _index: self._offer())
        for name, field in ((_("Kind of record"), self._kind), (_("Counted from"), self._after)):
            field.setAccessibleName(name)
            self._form.addRow(Label(name), field)
        self._offer()
        self._years.setValue(1)
        self._finish()

    def _offer(self) -> None:
        self._after.clear()
        for name, label in self._dates.get(str(self._kind.currentData()), ()):
            self._after.addItem(label, name)

    def agree(self) -> None:
        kind, after = str(self._kind.currentData()), str(self._after.currentData())
        years, why = self._span, self._why.toPlainText().strip()
        self.people.change(
            lambda file: add_rule(file, kind, after, years, why),
            self._written,
            owner=self,
            failed=lambda error: self.explain(str(error)),
        )


def _span(years: Decimal | None) -> str:
    if years is None:
        return _("not said")
    whole = years == years.to_integral_value()
    count = int(years) if whole else 2
    return ngettext("{years} year", "{years} years", count).format(years=f"{years.normalize():f}")


def _state(line: RuleLine) -> str:
    if line.confirmed_on is None:
        return _("to be confirmed")
    if line.due:
        return ngettext("{count} due", "{count} due", line.due).format(count=f"{line.due:,}")
    if line.next is None:
        return _("nothing within a year")
    return _("next {day}").format(day=format_date(line.next))


def _counted(line: RuleLine) -> str:
    text = ngettext(
        "{count} record, counted from “{date}”", "{count} records, counted from “{date}”", line.records
    )
    said = text.replace("{count}", f"{line.records:,}").replace("{date}", line.after)
    if line.undated:
        missing = ngettext("{count} has no such date", "{count} have no such date", line.undated)
        said = f"{said}; {missing.format(count=f'{line.undated:,}')}"
    return said
