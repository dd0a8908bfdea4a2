# SPDX-License-Identifier: Apache-2.0
"""Levels of a team held against each other before they are final: how they spread, side by side, changed with a reason."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPaintEvent
from PySide6.QtWidgets import QFormLayout, QLineEdit, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from portfolio_desktop.base.i18n import N_, _, ngettext
from portfolio_desktop.catalogue.fields import Id, Values
from portfolio_desktop.domain.appraisal.distribution import Bar, Distribution
from portfolio_desktop.domain.appraisal.standing import Stage
from portfolio_desktop.gui.pages.confidential.appraisal.choosing import Choosing, Option
from portfolio_desktop.gui.pages.confidential.people_desk import PeopleDesk
from portfolio_desktop.gui.pages.confidential.writing.draft import drafted
from portfolio_desktop.gui.pages.pieces import Body, Card, Fresh, RowButton, clear, reveal, two_lines, words
from portfolio_desktop.gui.theme import GAP, current_theme, tabular
from portfolio_desktop.gui.widgets.dialog import Dialog
from portfolio_desktop.gui.widgets.labels import Label
from portfolio_desktop.gui.widgets.paint import paint_text, painting, safe_tooltip
from portfolio_desktop.services import records
from portfolio_desktop.services.people.calibrating import Beside, agree_change, side_by_side, spread
from portfolio_desktop.services.people.people_file import PeopleFile
from portfolio_desktop.services.people.views.team import calibration_of
from portfolio_desktop.storage.changes import Changes

_WHAT_FOR = N_(
    "Read the levels next to each other, and the reasons next to the levels. A change needs a reason; what it was, what "
    "it is and why is kept. Nobody's level follows from a quota."
)
LEVEL = "level"
"""What a draft of a change is called."""

_SINGLES, _EVIDENCE = 300, 90
_BAR, _NAME = 30, 190
_LEFT = Qt.AlignmentFlag.AlignLeft


class LevelsPage(QWidget):
    """Follows every write. It is the manager's own: nothing of it goes to anybody else."""

    appraisal_requested = Signal(str)

    def __init__(self, people: PeopleDesk, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Levels side by side"))
        self._people = people
        self._cycle: Id | None = None
        self._bars: tuple[Bar, ...] = ()
        self._rows: list[Beside] = []
        self._spread = Spread()
        body = Body()
        body.column.addWidget(Label(_("Levels side by side"), step=5, bold=True))
        body.column.addWidget(Label(_(_WHAT_FOR), ink="muted", wrap=True))
        body.column.addWidget(self._spread)
        self._cards = QVBoxLayout()
        self._cards.setSpacing(GAP)
        body.column.addLayout(self._cards)
        body.column.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(body)
        Fresh(self, people, self.load)

    def show_cycle(self, cycle: Id) -> None:
        """The team of one year."""
        self._cycle = cycle
        self.load()

    @property
    def cycle(self) -> Id | None:
        """Which year is shown."""
        return self._cycle

    def resume(self, kind: str, about: str) -> None:
        """Open again what was being filled in when the file locked."""
        for row in self._rows:
            if kind == LEVEL and row.appraisal == about:
                self._change(row)

    def load(self) -> None:
        """Read it again."""
        cycle = self._cycle
        if cycle is not None and self._people.unlocked:
            self._people.people(
                lambda file: (spread(file, cycle), side_by_side(file, cycle)), self._show, owner=self
            )

    def _show(self, found: tuple[Distribution, list[Beside]]) -> None:
        distribution, self._rows = found
        rows, self._bars = self._rows, distribution.bars
        self._spread.show_bars(distribution)
        clear(self._cards)
        names = [bar.label for bar in reversed(distribution.bars)]
        for level in (*names, ""):
            some = [row for row in rows if row.level == level]
            if some:
                self._cards.addWidget(self._card(level or _("No level yet"), some))
        reveal(self._cards)

    def _card(self, title: str, rows: Sequence[Beside]) -> Card:
        card = Card(title)
        card.header.set_count(len(rows))
        for row in rows:
            card.column.addWidget(self._row(row))
        return card

    def _row(self, one: Beside) -> QWidget:
        row = RowButton(
            f"{one.name}, {one.level}", lambda: self.appraisal_requested.emit(one.appraisal), height=48
        )
        row.setToolTip(safe_tooltip("\n".join(_told(one))))
        row.put(two_lines(one.name, one.why or _("No reasons yet")), 1)
        singles = ", ".join(single.level for single in one.singles)
        row.put(words(singles or _("No single levels"), ink="muted"), width=_SINGLES)
        count = ngettext("{count} note", "{count} notes", one.evidence).format(count=one.evidence)
        row.put(words(count, ink="muted" if one.evidence else "danger", right=True), width=_EVIDENCE)
        change = QPushButton(_("Change…"))
        change.setProperty("flat", True)
        change.setAccessibleName(_("Change the level of {name}").replace("{name}", one.name))
        change.setToolTip(_("As it was agreed, with the reason"))
        change.setEnabled(one.stage in (Stage.OPEN, Stage.MEETING) and bool(self._bars))
        change.clicked.connect(partial(self._change, one))
        row.row.addWidget(change)
        return row

    def _change(self, one: Beside) -> None:
        assert self._cycle is not None
        _Change(self._people, self, self._cycle, one, self._bars).open()


class _Change(Dialog):
    def __init__(
        self, people: PeopleDesk, over: QWidget, cycle: Id, one: Beside, bars: Sequence[Bar]
    ) -> None:
        super().__init__(over, _("Change a level"), _("Change it"))
        self._people, self._cycle, self._appraisal = people, cycle, one.appraisal
        self.column.addWidget(Label(one.name, bold=True, wrap=True))
        self._level = Choosing(_("Level"), [Option(bar.step, bar.label) for bar in bars], one.step)
        self._why = QLineEdit()
        self._why.setAccessibleName(_("Why"))
        self._why.setPlaceholderText(_("What was agreed, and what it rests on"))
        form = QFormLayout()
        form.setVerticalSpacing(GAP)
        form.addRow(Label(_("Level")), self._level)
        form.addRow(Label(_("Why")), self._why)
        self.column.addLayout(form)
        self.finish_layout()
        drafted(people, self, LEVEL, one.appraisal, {"level": self._level, "why": self._why})

    def agree(self) -> None:
        level, why = self._level.value, self._why.text()
        if level is None:
            self.explain(_("Choose the level that was agreed."))
            return
        self.yes.setEnabled(False)
        cycle, appraisal, people = self._cycle, self._appraisal, self._people

        def change(meeting: Id) -> None:
            people.change(
                lambda file: agree_change(file, meeting, appraisal, level, why),
                lambda _written: self.accept(),
                owner=self,
                failed=lambda error: self.explain(str(error)),
            )

        def begin(meeting: Id | None) -> None:
            if meeting is not None:
                change(meeting)
            else:
                people.change(
                    lambda file: _begun(file, cycle),
                    lambda _written: look(),
                    owner=self,
                    failed=lambda error: self.explain(str(error)),
                )

        def look() -> None:
            people.people(lambda file: calibration_of(file, cycle), begin, owner=self)

        if not why.strip():
            self.explain(_("Say why the level is changed: the reason is kept with it."))
        else:
            look()


def _begun(file: PeopleFile, cycle: Id) -> Changes:
    values: Values = {"title": _("Calibration"), "cycle_id": cycle, "on": file.today()}
    return records.create(file, "calibration", values)


class Spread(QWidget):
    """A bar for each level, the highest first, with how many have it."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._found: Distribution | None = None

    def show_bars(self, found: Distribution) -> None:
        """How levels spread now."""
        self._found = found
        said = "; ".join(f"{bar.label}: {_count(bar)}" for bar in reversed(found.bars))
        self.setAccessibleName(said)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(400, _BAR * len(self._found.bars) if self._found else 0)

    def minimumSizeHint(self) -> QSize:
        return QSize(200, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._found is None:
            return
        theme = current_theme()
        most = max(1, *(bar.count or 0 for bar in self._found.bars)) if self._found.bars else 1
        room = min(520, self.width() - _NAME - 60)
        with painting(self) as painter:
            painter.setFont(tabular(self.font()))
            for place, bar in enumerate(reversed(self._found.bars)):
                top = place * _BAR
                paint_text(painter, QRectF(0, top, _NAME - GAP, _BAR), bar.label, theme.text, _LEFT)
                wide = room * (bar.count or 0) / most
                painter.fillRect(QRectF(_NAME, top + 6, max(wide, 1), _BAR - 12), QColor(theme.accent))
                after = QRectF(_NAME + wide + GAP, top, 120, _BAR)
                paint_text(painter, after, _count(bar), theme.text, _LEFT)


def _count(bar: Bar) -> str:
    return _("kept back") if bar.count is None else str(bar.count)


def _told(one: Beside) -> list[str]:
    """Single levels by question, and what was changed before."""
    lines = [f"{single.question}: {single.level}" for single in one.singles]
    changed = _("Changed from {was} to {now}: {why}")
    lines += [
        changed.replace("{was}", was or _("none")).replace("{now}", now).replace("{why}", why)
        for was, now, why in one.changes
    ]
    return lines
