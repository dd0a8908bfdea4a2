# SPDX-License-Identifier: Apache-2.0
"""What is chosen for a new pack."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from PySide6.QtCore import QDate, QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFormLayout,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from portfolio_desktop.base.dates import format_date, format_month
from portfolio_desktop.base.i18n import N_, _
from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.gui.form.day import DayEdit
from portfolio_desktop.gui.form.list_box import ListBox
from portfolio_desktop.gui.theme import GAP, GAP_SMALL
from portfolio_desktop.gui.widgets.labels import Label
from portfolio_desktop.gui.widgets.number import NumberBox
from portfolio_desktop.services.packs import CONCERNS, REPORTED, PackChoices

_MOST_PAGES = 999
_RULES = (
    (CONCERNS, N_("Those that need the board")),
    ("all", N_("Every project")),
    ("none", N_("None")),
)
_PLANS = (
    ("all", N_("Every project with a plan")),
    (REPORTED, N_("Those with a page of their own")),
    ("none", N_("None")),
)


class _Entry(NamedTuple):
    """An editor, and how it tells what it says and takes it back, as text."""

    editor: QWidget
    tell: Callable[[], str]
    put: Callable[[str], None]


class PackForm(QWidget):
    """`wanted` carries the PackChoices to look at; `edited` follows when somebody has written or chosen something."""

    wanted = Signal(object)
    portfolios_wanted = Signal()
    edited = Signal()

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._board = ListBox()
        self._period, self._version, self._prepared, self._cleared = (QLineEdit() for _each in range(4))
        self._title, self._organisation, self._whose_board = QLineEdit(), QLineEdit(), QLineEdit()
        self.offered = False
        self._as_of, self._meeting = DayEdit(), DayEdit(none=_("Not set"))
        self._reported: date | None = None
        self._counted = Label(
            _("Overdue and late are counted to this day. The registers are printed as they stand now."),
            ink="muted",
            step=-1,
            wrap=True,
        )
        self._as_reported = QPushButton()
        self._as_reported.clicked.connect(self._take_reported)
        self._as_of.dateChanged.connect(self._offer_reported)
        self._rule, self._most, self._plans = ListBox(), NumberBox(), ListBox()
        self._challenge = QCheckBox(_("Question doubtful ratings"))
        self.judgement = QPlainTextEdit()
        self._form = QFormLayout()
        self._nameless = Label(
            _(
                "The cover names no organisation and no board yet. Write them here for this pack, or on the portfolio "
                "for every pack."
            ),
            ink="muted",
            step=-1,
            wrap=True,
        )
        self._whose = QPushButton(_("Go to the portfolios"))
        self._whose.clicked.connect(self.portfolios_wanted)
        self._make = QPushButton(_("Make the pack"))
        self._prepare_words()
        self._prepare_pages()
        self._lay_out()
        self._rule.currentIndexChanged.connect(lambda _place: self._follow_rule())
        self._entries = self._all_entries()
        self._usual = {name: entry.tell() for name, entry in self._entries.items()}
        self._make.clicked.connect(lambda: self.wanted.emit(self.choices()))

    def _prepare_words(self) -> None:
        self._version.setText("1.0")
        self.judgement.setPlaceholderText(_("The head of portfolio's summary; empty for what the data say"))
        self.judgement.setFixedHeight(88)
        self.judgement.setTabChangesFocus(True)

    def _prepare_pages(self) -> None:
        """What decides how many pages there are, and what stands on them."""
        for box, offered in ((self._rule, _RULES), (self._plans, _PLANS)):
            for key, words in offered:
                box.addItem(_(words), key)
        self._most.setRange(1, _MOST_PAGES)
        self._most.setValue(PackChoices().most_concerns)
        self._weightiest = Label(
            _("One page each for projects that are red, amber/red or have got worse, the weightiest first."),
            ink="muted",
            step=-1,
            wrap=True,
        )
        self._challenge.setToolTip(
            _(
                "Marks declared ratings that the evidence does not support and lists them with reasons: "
                "for the office, seldom for the board."
            )
        )

    def _lay_out(self) -> None:
        form = self._form
        form.setLabelAlignment(form.labelAlignment())
        form.setVerticalSpacing(GAP_SMALL)
        form.setHorizontalSpacing(GAP)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self._add(_("Portfolio"), self._board)
        form.addRow("", self._nameless)
        self._add(_("Title"), self._title)
        self._add(_("Organisation"), self._organisation)
        self._add(_("Board"), self._whose_board)
        form.addRow("", self._whose)
        self._add(_("Period"), self._period)
        self._add(_("Data as of"), self._as_of)
        form.addRow("", self._counted)
        form.addRow("", self._as_reported)
        form.setRowVisible(self._as_reported, False)
        self._add(_("Meeting"), self._meeting)
        self._add(_("Version"), self._version)
        self._add(_("Prepared by"), self._prepared)
        self._add(_("Cleared by"), self._cleared)
        self._add(_("Project pages"), self._rule)
        self._add(_("Pages at most"), self._most)
        form.addRow("", self._weightiest)
        self._add(_("Plan pages"), self._plans)
        form.addRow("", self._challenge)
        self._add(_("Judgement"), self.judgement)
        self._make.setProperty("primary", True)
        self._make.setAutoDefault(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        column.addLayout(form)
        column.addWidget(self._make)

    def offer(
        self,
        portfolios: Sequence[tuple[Id | None, str]],
        today: date,
        author: str,
        *,
        nameless: bool,
        untitled: str,
        reported: date | None,
    ) -> None:
        """Fill in what is usual; what the person has typed stays.

        `nameless` says that no portfolio gives the organisation or the board whose pack it is; `untitled`, where there
        is none at all, is what the pack is called unless something else is written. `reported` is
        the end of the last period with reports, which is that of the pack where no other is written, and the day that
        is offered for the data.
        """
        usual = {**self._usual, "as_of": today.isoformat(), "prepared": author}
        with QSignalBlocker(self):  # by this nobody has written anything
            chosen = self._entries["portfolio"].tell()
            self._board.clear()
            for id, title in portfolios:
                self._board.addItem(title, id)
            usual["portfolio"] = self._entries["portfolio"].tell()
            self._entries["portfolio"].put(chosen)
            for name in ("as_of", "prepared"):
                entry = self._entries[name]
                if not entry.editor.hasFocus() and entry.tell() == self._usual[name]:
                    entry.put(usual[name])
        self._usual, self.offered = usual, True
        self._form.setRowVisible(self._board, len(portfolios) > 1)
        for each in (self._nameless, self._organisation, self._whose_board, self._whose):
            self._form.setRowVisible(each, nameless)
        self._form.setRowVisible(self._title, bool(untitled))
        self._title.setPlaceholderText(untitled)
        self._reported = reported
        self._offer_reported()
        self._period.setPlaceholderText(format_month(reported) if reported else _("Such as September 2026"))

    def _offer_reported(self) -> None:
        """A tracker that was brought in may be of an earlier day than this one; which counts, only a person knows."""
        day = self._reported
        self._form.setRowVisible(self._as_reported, day is not None and day != _day(self._as_of.date()))
        if day is not None:
            self._as_reported.setText(_("As last reported: {day}").format(day=format_date(day)))

    def _take_reported(self) -> None:
        if self._reported is not None:
            self._entries["as_of"].put(self._reported.isoformat())
            self._as_of.setFocus()

    def written(self) -> dict[str, str]:
        """What somebody has written or chosen, by entry: all that a new form would not say by itself."""
        said = {name: entry.tell() for name, entry in self._entries.items()}
        return {name: words for name, words in said.items() if words != self._usual[name]}

    def write(self, words: Mapping[str, str]) -> None:
        """Have what `written` told stand in the form again."""
        for name, entry in self._entries.items():
            if name in words:
                entry.put(words[name])

    def begin_anew(self) -> None:
        """As a new form."""
        self.write(self._usual)

    def start(self) -> None:
        """Put the keyboard into the first field."""
        self._period.setFocus()

    def choices(self) -> PackChoices:
        """What the form says."""
        return PackChoices(
            portfolio=self._board.currentData(),
            as_of=_day(self._as_of.date()),
            period=self._period.text().strip(),
            meeting=_day(self._meeting.date()) if self._meeting.date().isValid() else None,
            version=self._version.text().strip() or "1.0",
            prepared_by=self._prepared.text().strip(),
            cleared_by=self._cleared.text().strip(),
            judgement=self.judgement.toPlainText().strip() or None,
            one_pager_rule=self._rule.currentData(),
            most_concerns=self._most.value(),
            challenge=self._challenge.isChecked(),
            plan_rule=self._plans.currentData(),
            title=self._title.text().strip(),
            organisation=self._organisation.text().strip(),
            board=self._whose_board.text().strip(),
        )

    def _all_entries(self) -> dict[str, _Entry]:
        lines = {
            "period": self._period,
            "version": self._version,
            "prepared": self._prepared,
            "cleared": self._cleared,
            "title": self._title,
            "organisation": self._organisation,
            "board": self._whose_board,
        }
        boxes = {"portfolio": self._board, "rule": self._rule, "plans": self._plans}
        entries = {name: _Entry(line, line.text, line.setText) for name, line in lines.items()}
        for line in lines.values():
            line.textChanged.connect(self.edited)
        for name, day in (("as_of", self._as_of), ("meeting", self._meeting)):
            entries[name] = _day_entry(day)
            day.dateChanged.connect(self.edited)
        for name, box in boxes.items():
            entries[name] = _box_entry(box)
            box.currentIndexChanged.connect(self.edited)
        most, doubts, said = self._most, self._challenge, self.judgement
        entries["most"] = _Entry(most, lambda: str(most.value()), lambda words: most.setValue(int(words)))
        entries["challenge"] = _Entry(
            doubts, lambda: "yes" if doubts.isChecked() else "", lambda words: doubts.setChecked(bool(words))
        )
        entries["judgement"] = _Entry(said, said.toPlainText, said.setPlainText)
        for changed in (most.valueChanged, doubts.toggled, said.textChanged):
            changed.connect(self.edited)
        return entries

    def _follow_rule(self) -> None:
        for each in (self._most, self._weightiest):
            self._form.setRowVisible(each, self._rule.currentData() == CONCERNS)

    def _add(self, words: str, editor: QWidget) -> None:
        editor.setAccessibleName(words)
        self._form.addRow(Label(words, ink="muted"), editor)


def _day(day: QDate) -> date:
    return date(day.year(), day.month(), day.day())


def _day_entry(line: DayEdit) -> _Entry:
    iso = Qt.DateFormat.ISODate
    return _Entry(
        line, lambda: line.date().toString(iso), lambda words: line.setDate(QDate.fromString(words, iso))
    )


def _box_entry(box: QComboBox) -> _Entry:
    def put(words: str) -> None:
        held = [str(box.itemData(place) or "") for place in range(box.count())]
        box.setCurrentIndex(held.index(words) if words in held else 0)

    return _Entry(box, lambda: str(box.currentData() or ""), put)
