# SPDX-License-Identifier: Apache-2.0
"""What is due to be erased: chosen, and kept longer for a reason, or erased for good."""

from datetime import date

from PySide6.QtWidgets import QCheckBox, QFormLayout, QHBoxLayout, QLineEdit, QPushButton, QWidget

from portfolio_desktop.base.dates import add_months, format_date
from portfolio_desktop.base.i18n import _, ngettext
from portfolio_desktop.gui.form.day import DayEdit
from portfolio_desktop.gui.pages.confidential.keeping.erasing import ask_to_erase
from portfolio_desktop.gui.pages.confidential.people_desk import PeopleDesk
from portfolio_desktop.gui.pages.confidential.upkeep import Closing
from portfolio_desktop.gui.pages.pieces import Card, RowButton, clear, reveal, two_lines, words
from portfolio_desktop.gui.theme import GAP, GAP_SMALL
from portfolio_desktop.gui.widgets.labels import Label
from portfolio_desktop.services.people.custody.retention import DueLine, Kept, keep_longer
from portfolio_desktop.services.people.keeping import Due, erase_due
from portfolio_desktop.services.people.people_file import PeopleFile

_DAY, _SHOWN, _SOON = 104, 200, 5
_YEAR = 12


class DueCard(Card):
    """A tick to each; what is ticked stays so while it is there."""

    def __init__(self, people: PeopleDesk, over: QWidget) -> None:
        super().__init__(_("Due to be erased"))
        self._people, self._over = people, over
        self._boxes: list[tuple[QCheckBox, Due]] = []
        self._every, self._keep, self._erase = (
            QPushButton(_("Choose all")),
            QPushButton(_("Keep longer…")),
            QPushButton(_("Erase…")),
        )
        for button, run in (
            (self._every, self._tick_all),
            (self._keep, self._keep_longer),
            (self._erase, self._erase_them),
        ):
            button.setProperty("flat", True)
            button.clicked.connect(run)
            self.header.add(button)

    def show_due(self, found: Kept) -> None:
        """What is due today, and the next to come."""
        ticked = {one.record.id for one in self._chosen()}
        clear(self.column)
        self.header.set_count(len(found.due))
        self._boxes = []
        for line in found.due[:_SHOWN]:
            self.column.addWidget(self._row(line, line.due.record.id in ticked))
        if len(found.due) > _SHOWN:
            self.say(_("and {count} more").format(count=f"{len(found.due) - _SHOWN:,}"))
        if not found.due:
            confirmed = any(rule.confirmed_on for rule in found.rules)
            self.say(
                _("Nothing is due.") if confirmed else _("No rule is confirmed yet, so nothing comes due.")
            )
        for line in found.soon[:_SOON]:
            row = RowButton(f"{line.kind}, {line.name}", height=30)
            row.put(
                words(_("from {day}").format(day=format_date(line.due.since)), ink="muted"), width=_DAY + 30
            )
            self.column.addWidget(row.put(words(f"{line.kind} · {line.name} · {line.title}", ink="muted"), 1))
        if len(found.soon) > _SOON:
            more = len(found.soon) - _SOON
            text = ngettext("{count} more within a year", "{count} more within a year", more)
            self.say(text.format(count=f"{more:,}"))
        self._follow()
        reveal(self.column)

    def _row(self, line: DueLine, ticked: bool) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GAP_SMALL)
        box = QCheckBox()
        box.setAccessibleName(f"{line.kind}, {line.name}, {line.title}")
        box.setChecked(ticked)
        box.toggled.connect(lambda _on: self._follow())
        self._boxes.append((box, line.due))
        said = RowButton(box.accessibleName(), box.toggle, height=44)
        said.setFocusPolicy(box.focusPolicy().NoFocus)
        said.put(two_lines(f"{line.kind} · {line.name}", line.title), 1)
        since = _("since {day}").format(day=format_date(line.due.since))
        said.put(words(since, ink="danger", right=True), width=_DAY + 40)
        row.addWidget(box)
        row.addWidget(said, 1)
        return holder

    def _chosen(self) -> list[Due]:
        return [due for box, due in self._boxes if box.isChecked()]

    def _follow(self) -> None:
        some = bool(self._chosen())
        for button in (self._keep, self._erase):
            button.setEnabled(some)
        self._every.setVisible(bool(self._boxes))

    def _tick_all(self) -> None:
        ticked = all(box.isChecked() for box, _due in self._boxes)
        for box, _due in self._boxes:
            box.setChecked(not ticked)

    def _keep_longer(self) -> None:
        _KeepLonger(self._people, self._over, self._chosen()).open()

    def _erase_them(self) -> None:
        wanted = self._chosen()
        count = len(wanted)
        what = ngettext("{count} record whose time is over", "{count} records whose time is over", count)

        def erase(file: PeopleFile, _ground: str) -> int:
            return erase_due(file, wanted)

        ask_to_erase(
            self._people,
            self._over,
            what.format(count=f"{count:,}"),
            erase,
            ground=_("Retention period over"),
        )


class _KeepLonger(Closing):
    def __init__(self, people: PeopleDesk, over: QWidget, wanted: list[Due]) -> None:
        super().__init__(people, over, _("Keep longer"), _("Keep"))
        self._wanted = wanted
        count = len(wanted)
        told = ngettext(
            "{count} record is kept until the day that you say, and comes due again then. Whoever it is about may ask why.",
            "{count} records are kept until the day that you say, and come due again then. Whoever they are about may ask "
            "why.",
            count,
        )
        self.column.addWidget(Label(told.format(count=f"{count:,}"), ink="muted", wrap=True))
        later = add_months(people.beside.today, _YEAR)
        self._until, self._why = DayEdit(later), QLineEdit()
        self._why.setPlaceholderText(_("A claim is pending; an appeal is under way"))
        form = QFormLayout()
        form.setHorizontalSpacing(GAP)
        for name, field in ((_("Until"), self._until), (_("Why"), self._why)):
            field.setAccessibleName(name)
            form.addRow(Label(name), field)
        self.column.addLayout(form)
        self.finish_layout()
        self._why.setFocus()

    def agree(self) -> None:
        picked = self._until.date()
        until, why = date(picked.year(), picked.month(), picked.day()), self._why.text()
        self.people.change(
            lambda file: keep_longer(file, self._wanted, until, why),
            lambda written: self._done(written.label if written else ""),
            owner=self,
            failed=lambda error: self.explain(str(error)),
        )

    def _done(self, label: str) -> None:
        self.accept()
        self.people.notify(label, undo=True)
