# SPDX-License-Identifier: Apache-2.0
"""The lists beside the grid: what is owed, who is to be contacted next, and what happened with the one that is chosen."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QPushButton, QScrollArea, QTabWidget, QVBoxLayout, QWidget

from portfolio_desktop.base.dates import format_date
from portfolio_desktop.base.i18n import _, ngettext
from portfolio_desktop.catalogue.catalogue import Catalogue
from portfolio_desktop.gui.desk import Desk
from portfolio_desktop.gui.pages.pieces import RowButton, scrolled, two_lines, words
from portfolio_desktop.gui.pages.stakeholders.stances import way_words
from portfolio_desktop.gui.theme import GAP, GAP_SMALL
from portfolio_desktop.gui.widgets.labels import Label
from portfolio_desktop.services.stakeholders import EngagementLine, StakeholderLine, Stakeholders

OWED, CONTACTS, LOG = range(3)
_MOST = 60
_TALL = 42
_WHEN = 92


class Beside(QFrame):
    """Tabs. Rows open the record that they name."""

    opened = Signal(str, str)
    """Entity and id."""
    register_wanted = Signal(str)
    """The entity whose whole register is asked for."""

    def __init__(self, desk: Desk, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("panel", "surface")
        self._desk = desk
        self.tabs = QTabWidget()
        for widget in (self.tabs, self.tabs.tabBar()):
            widget.setAccessibleName(_("Beside the grid"))
        for name in (_("Owed to them"), _("Next contacts"), _("Log")):
            self.tabs.addTab(scrolled(), name)
        column = QVBoxLayout(self)
        column.setContentsMargins(GAP, GAP_SMALL, GAP, GAP)
        column.addWidget(self.tabs)
        self.show_log(None, ())

    def show_found(self, found: Stakeholders) -> None:
        """What is owed, and who is next; both the latest first."""
        catalogue = self._desk.catalogue
        owed = _Lines()
        for each in found.owed[:_MOST]:
            owed.add(self._owed(catalogue, each))
        owed.end(
            found.owed,
            _("Nothing is owed: no promise, concern or complaint is open."),
            lambda: self.register_wanted.emit("engagement"),
        )
        self._fill(OWED, owed)
        self.tabs.setTabText(
            OWED, f"{_('Owed to them')} {len(found.owed):,}" if found.owed else _("Owed to them")
        )
        contacts = _Lines()
        for line in found.contacts[:_MOST]:
            contacts.add(self._contact(line))
        contacts.end(
            found.contacts, _("No contact is planned."), lambda: self.register_wanted.emit("stakeholder")
        )
        self._fill(CONTACTS, contacts)

    def show_log(self, line: StakeholderLine | None, log: Sequence[EngagementLine]) -> None:
        """Everything that happened with one stakeholder; None while nobody is chosen."""
        lines = _Lines()
        if line is None:
            lines.say(_("Choose somebody in the grid to see what has been said and done."))
        else:
            lines.column.addWidget(Label(line.title, bold=True, wrap=True))
            lines.column.addWidget(Label(way_words(self._desk.catalogue, line), ink="muted", wrap=True))
            lines.column.addSpacing(GAP_SMALL)
            for each in log[:_MOST]:
                lines.add(self._logged(self._desk.catalogue, each))
            lines.end(log, _("Nothing is written down yet."), lambda: self.register_wanted.emit("engagement"))
        self._fill(LOG, lines)

    def _owed(self, catalogue: Catalogue, each: EngagementLine) -> QWidget:
        kind = _label(catalogue, "engagement.kind", each.kind)
        when, late = due_words(each.due, each.days)
        row = self._row(f"{kind}: {each.title}. {each.stakeholder_title}. {when}", "engagement", each.id)
        said = " · ".join(part for part in (kind, each.stakeholder_title, each.by) if part)
        row.put(two_lines(each.title, said), 1)
        row.put(words(when, ink="danger" if late else "muted", right=True), width=_WHEN)
        return row

    def _contact(self, line: StakeholderLine) -> QWidget:
        when, late = due_words(line.next_contact, line.days)
        row = self._row(f"{line.title}. {when}", "stakeholder", line.id)
        row.put(two_lines(line.title, " · ".join(part for part in (line.owner, line.project) if part)), 1)
        row.put(words(when, ink="danger" if late else "muted", right=True), width=_WHEN)
        return row

    def _logged(self, catalogue: Catalogue, each: EngagementLine) -> QWidget:
        kind = _label(catalogue, "engagement.kind", each.kind)
        status = _label(catalogue, "engagement.status", each.status or "")
        happened = format_date(each.happened_on) if each.happened_on else ""
        open_still = each.days is not None and each.status in ("open", "planned")
        when, late = due_words(each.due, each.days) if open_still else (happened, False)
        row = self._row(f"{kind}: {each.title}. {status}. {when}", "engagement", each.id)
        said = " · ".join(part for part in (kind, status, each.by, each.outcome) if part)
        row.put(two_lines(each.title, said), 1)
        row.put(words(when, ink="danger" if late else "muted", right=True), width=_WHEN)
        return row

    def _row(self, name: str, entity: str, id: str) -> RowButton:
        return RowButton(name, lambda: self.opened.emit(entity, id), height=_TALL)

    def _fill(self, tab: int, lines: "_Lines") -> None:
        place = self.tabs.widget(tab)
        assert isinstance(place, QScrollArea)
        above = place.verticalScrollBar().value()
        place.setWidget(lines)
        lines.setAutoFillBackground(False)  # which setWidget turned on
        place.verticalScrollBar().setValue(above)


class _Lines(QWidget):
    """Rows under one another."""

    def __init__(self) -> None:
        super().__init__()
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, GAP_SMALL, 0, 0)
        self.column.setSpacing(0)

    def add(self, row: QWidget) -> None:
        self.column.addWidget(row)

    def say(self, sentence: str) -> None:
        label = Label(sentence, ink="muted", wrap=True)
        label.setContentsMargins(GAP_SMALL, GAP_SMALL, GAP_SMALL, GAP_SMALL)
        self.column.addWidget(label)
        self.column.addStretch(1)

    def end(self, all_of_them: Sequence[object], nothing: str, more: Callable[[], None]) -> None:
        """End the list: with a sentence where it is empty, with a way to the rest where it is long."""
        if not all_of_them:
            self.say(nothing)
            return
        rest = len(all_of_them) - _MOST
        if rest > 0:
            said = ngettext("{count} more in the register", "{count} more in the register", rest)
            button = QPushButton(said.format(count=f"{rest:,}"))
            button.setProperty("flat", True)
            button.clicked.connect(lambda: more())
            self.column.addWidget(button)
        self.column.addStretch(1)


def due_words(day: object, days: int | None) -> tuple[str, bool]:
    """When something is due, in words, and whether that has passed."""
    if days is None:
        return _("no day set"), False
    if days < 0:
        return ngettext("{count} day late", "{count} days late", -days).format(count=f"{-days:,}"), True
    if days == 0:
        return _("today"), False
    if days <= 14:
        return ngettext("in {count} day", "in {count} days", days).format(count=days), False
    return format_date(day), False  # type: ignore[arg-type]


def _label(catalogue: Catalogue, name: str, code: str) -> str:
    item = catalogue.list_named(name).item(code)
    return _(item.label) if item else code
