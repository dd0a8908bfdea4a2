# SPDX-License-Identifier: Apache-2.0
"""What changed between any two packs: which two and of which project is chosen at the left, the lines stand at the right."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from portfolio_desktop.base.dates import format_moment
from portfolio_desktop.base.files import write_whole
from portfolio_desktop.base.i18n import _, ngettext
from portfolio_desktop.base.text import shorten, visible_bidi
from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.gui.desk import Desk
from portfolio_desktop.gui.form.list_box import ListBox
from portfolio_desktop.gui.pages.pieces import Card, RowButton, words
from portfolio_desktop.gui.theme import GAP_LARGE, GAP_SMALL
from portfolio_desktop.gui.widgets.headers import SectionHeader
from portfolio_desktop.gui.widgets.labels import Label
from portfolio_desktop.services.differences.finding import Differences, Line, OfProject, differences
from portfolio_desktop.services.differences.moments import Moment, moments
from portfolio_desktop.services.office import Office

_HOW = 390
_LINES = 60
"""Of one project; the spreadsheet has all."""


class Chooser(QWidget):
    """Two moments and a project."""

    wanted = Signal(object, object, object)
    """The earlier moment, the later one, and the project's id or None for all."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.since, self.until, self.project = ListBox(), ListBox(), ListBox()
        self.compare = QPushButton(_("Compare"))
        self.compare.clicked.connect(self._ask)
        self._moments: Sequence[Moment] = ()
        form = QFormLayout(self)
        form.setContentsMargins(0, 0, 0, 0)
        form.setSpacing(GAP_SMALL)
        for label, box in ((_("From"), self.since), (_("To"), self.until), (_("Project"), self.project)):
            box.setAccessibleName(label)
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            form.addRow(Label(label), box)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.compare)
        form.addRow(row)

    def offer(self, found: Sequence[Moment], projects: Iterable[tuple[Id, str]]) -> None:
        """What there is to choose from: now, and the packs, the last first. What is chosen stays."""
        self._moments = found
        packs = found[1:]
        _fill(self.since, [(moment.label, moment.pack) for moment in packs])
        _fill(self.until, [(moment.label, moment.pack) for moment in found])
        _fill(self.project, [(_("All projects"), None), *((title, id) for id, title in projects)])
        self.compare.setEnabled(bool(packs))

    def _ask(self) -> None:
        by_pack = {moment.pack: moment for moment in self._moments}
        before, after = by_pack[self.since.currentData()], by_pack[self.until.currentData()]
        self.wanted.emit(before, after, self.project.currentData())


class ChangedView(QWidget):
    """The lines by project, those that came late first; they can be saved as a spreadsheet."""

    open_requested = Signal(str, str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._found: Differences | None = None
        self._title = Label("", step=3, bold=True, wrap=True)
        self.save = QPushButton(_("Save as spreadsheet…"))
        self.save.clicked.connect(self._ask_where)
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self.save)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        column = QVBoxLayout(self)
        head.setContentsMargins(0, 0, GAP_LARGE, 0)
        column.setContentsMargins(GAP_LARGE, GAP_LARGE, 0, 0)
        column.setSpacing(GAP_LARGE)
        column.addLayout(head)
        column.addWidget(self._area, 1)

    def show_differences(self, found: Differences) -> None:
        """Tell them."""
        self._found = found
        self._title.setText(
            _("From {before} to {after}").format(before=found.before.label, after=found.after.label)
        )
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, GAP_LARGE, GAP_LARGE)
        column.setSpacing(GAP_LARGE)
        if found.late:
            column.addWidget(self._late(found))
        for one in found.projects:
            column.addWidget(self._project(one))
        if not found.projects and not found.late:
            column.addWidget(Label(_("Nothing differs."), ink="muted"))
        column.addStretch(1)
        self._area.setWidget(inside)
        self.save.setEnabled(bool(found.projects or found.late))

    def _late(self, found: Differences) -> Card:
        card = Card(_("Made before, arrived after"))
        card.header.set_count(len(found.late))
        card.say(
            _("{before} could not know these: they had been made, and were not sent yet.").format(
                before=found.before.label
            )
        )
        names = {one.project: one.title for one in found.projects}
        for line in found.late[:_LINES]:
            again = "" if line.stands else _(" (changed again since)")
            about = names.get(line.project, "")
            told = (
                f"{about}: {line.text}{again}"
                if line.record == line.project
                else f"{line.name}: {line.text}{again}"
            )
            card.column.addWidget(self._row(line, told))
        return _closed(card, len(found.late))

    def _project(self, one: OfProject) -> Card:
        card = Card("  ".join(part for part in (one.code, shorten(visible_bidi(one.title), 90)) if part))
        card.header.set_count(len(one.lines))
        topic = None
        for line in one.lines[:_LINES]:
            if line.topic is not topic:
                topic = line.topic
                card.column.addWidget(SectionHeader(topic.label))
            told = line.text if line.record == one.project else f"{line.name}: {line.text}"
            card.column.addWidget(self._row(line, told))
        return _closed(card, len(one.lines))

    def _row(self, line: Line, told: str) -> RowButton:
        how = _how(line)
        gone = line.event == "deleted"
        run = None if gone else lambda: self.open_requested.emit(line.entity, line.record)
        row = RowButton(f"{told}. {how}", run)
        row.put(words(shorten(visible_bidi(told), 160)), 1)
        return row.put(words(how, ink="muted", right=True), width=_HOW)

    def _ask_where(self) -> None:
        suggested = Path(_("What changed.xlsx"))
        filters = [_("Spreadsheet (*.xlsx)"), _("Text with commas (*.csv)")]
        self._desk.ask.save_file(_("Save what changed"), suggested, filters, self._write)

    def _write(self, path: Path) -> None:
        found = self._found
        if found is None:
            return

        def job(_progress: object) -> None:
            from portfolio_desktop.exchange.differences import to_file

            write_whole(path, to_file(found, path))

        self._desk.jobs.free(
            job,
            label=_("Saving what changed"),
            owner=self,
            done=lambda _none: self._desk.notify(_("Saved {path}").format(path=path), undo=False),
        )


def choices(office: Office) -> tuple[tuple[Moment, ...], list[tuple[Id, str]]]:
    """What can be compared, and the projects by name."""
    with office.reading() as reader:
        entity = reader.catalogue.entity("project")
        named = [
            (record.id, "  ".join(filter(None, (str(record["code"] or ""), str(record["title"] or "")))))
            for record in reader.all(entity)
        ]
    return moments(office), named


def compared(office: Office, before: Moment, after: Moment, project: Id | None) -> Differences:
    """What differs, of one project or of all."""
    return differences(office, before, after, None if project is None else [project])


def _closed(card: Card, count: int) -> Card:
    if count > _LINES:
        rest = count - _LINES
        card.say(ngettext("and {count} more", "and {count} more", rest).format(count=f"{rest:,}"))
    return card


def _how(line: Line) -> str:
    parts = [line.author] if line.author else []
    parts += [format_moment(line.made)] if line.made else []
    parts += [_("arrived {moment}").format(moment=format_moment(line.arrived))] if line.arrived else []
    return ", ".join(parts)


def _fill(box: QComboBox, items: Sequence[tuple[str, object]]) -> None:
    chosen = box.currentData()
    box.clear()
    for label, key in items:
        box.addItem(shorten(visible_bidi(label), 60), key)
    place = box.findData(chosen)
    box.setCurrentIndex(max(place, 0) if box.count() else -1)
