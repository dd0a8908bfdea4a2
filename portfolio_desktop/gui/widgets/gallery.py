# SPDX-License-Identifier: Apache-2.0
"""Every widget in every state on one page, to be looked at in both themes. Not part of the window."""

from decimal import Decimal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from portfolio_desktop.base.values import Rating, Unknown
from portfolio_desktop.domain.rating import SCALES
from portfolio_desktop.gui.icons import icon
from portfolio_desktop.gui.jobs import Jobs
from portfolio_desktop.gui.theme import GAP, GAP_HUGE, GAP_LARGE, GAP_SMALL, ROW
from portfolio_desktop.gui.widgets.bars import RatingBar, RatingHistory, Sparkline
from portfolio_desktop.gui.widgets.counts import CountBadge, Urgency
from portfolio_desktop.gui.widgets.empty import EmptyPlace
from portfolio_desktop.gui.widgets.figure import Figure
from portfolio_desktop.gui.widgets.headers import SectionHeader
from portfolio_desktop.gui.widgets.labels import ElidedLabel, Label, MoneyLabel, ValueLabel
from portfolio_desktop.gui.widgets.progress import ProgressStrip
from portfolio_desktop.gui.widgets.rating import RatingBadge
from portfolio_desktop.gui.widgets.search import FilterBox, SearchBox
from portfolio_desktop.gui.widgets.segments import SegmentedControl
from portfolio_desktop.gui.widgets.toast import Toast

_LONG = "Replacement of the customs declaration service, including decommissioning of its three forerunners"
_ICONS = (
    "house folder-kanban chart-gantt triangle-alert circle-alert gavel banknote trending-up users package"
)


def gallery(jobs: Jobs) -> QWidget:
    """A page of everything. `jobs` feeds the progress strip."""
    page = QWidget()
    page.setWindowTitle("Gallery")
    columns = QHBoxLayout()
    columns.setSpacing(GAP_HUGE)
    for sections in (
        (_ratings(), _charts(), _figures()),
        (_controls(), _labels(), _table()),
        (_empty(), _progress(jobs)),
    ):
        column = QVBoxLayout()
        column.setSpacing(GAP_LARGE)
        for section in sections:
            column.addWidget(section)
        column.addStretch(1)
        columns.addLayout(column, 1)
    whole = QVBoxLayout(page)
    whole.setContentsMargins(GAP_HUGE, GAP_HUGE, GAP_HUGE, 80)
    whole.addLayout(columns)
    page.resize(1360, 820)
    Toast(page).notify("Changed the owner of 14 risks", lambda: None)
    return page


def _section(title: str, count: int = 0) -> tuple[QWidget, QVBoxLayout]:
    section = QWidget()
    column = QVBoxLayout(section)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(GAP_SMALL)
    header = SectionHeader(title)
    header.set_count(count)
    column.addWidget(header)
    return section, column


def _row(*widgets: QWidget, stretch: bool = True) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(GAP_SMALL)
    for widget in widgets:
        row.addWidget(widget)
    if stretch:
        row.addStretch(1)
    return row


def _ratings() -> QWidget:
    section, column = _section("Ratings", 12)
    grid = QGridLayout()
    grid.setHorizontalSpacing(GAP_LARGE)
    for across, scale in enumerate(("rag5", "confidence5")):
        for down, level in enumerate(SCALES[scale].levels):
            grid.addWidget(RatingBadge(Rating(scale, level.code), words=True), down, across)
    grid.addWidget(RatingBadge(None, words=True), 5, 0)
    grid.addWidget(RatingBadge(Unknown("Exempt under Section 43"), words=True), 5, 1)
    grid.addWidget(RatingBadge(Rating("house", "Blue"), words=True), 6, 0)
    column.addLayout(grid)
    return section


def _charts() -> QWidget:
    section, column = _section("Spread and history")
    wide, narrow = RatingBar("rag5"), RatingBar("rag3")
    wide.set_counts({"red": 27, "amber_red": 41, "amber": 88, "amber_green": 41, "green": 24, None: 14})
    narrow.set_counts({"red": 1, "amber": 230, None: 2})
    history = RatingHistory()
    levels = ("green", "amber_green", "amber", None, "amber_red", "red")
    ratings = [Rating("rag5", level) if level else None for level in levels]
    history.set_ratings(ratings, [f"Q{quarter}" for quarter in range(1, 7)])
    column.addWidget(wide)
    column.addWidget(narrow)
    run = Sparkline("Forecast cost", (3, 4, 4, 6, None, 7, 6, 9))
    column.addLayout(_row(history, run))
    return section


def _figures() -> QWidget:
    section, column = _section("Figures")
    column.addLayout(
        _row(
            Figure("Whole-life cost", "£494,181m", "191 of 235 known"),
            Figure("Projects", "235", "24 new since March"),
            stretch=False,
        )
    )
    counts = (
        CountBadge("Meetings", 3),
        CountBadge("Escalated", 12, Urgency.ACCENT),
        CountBadge("Overdue", 1204, Urgency.DANGER),
    )
    column.addLayout(_row(*counts))
    return section


def _controls() -> QWidget:
    section, column = _section("Controls")
    primary = QPushButton("Import spreadsheet")
    primary.setProperty("primary", True)
    disabled, flat = QPushButton("Not now"), QPushButton("Undo")
    disabled.setEnabled(False)
    flat.setProperty("flat", True)
    column.addLayout(_row(primary, QPushButton("Cancel"), disabled, flat))
    typed, wrong = SearchBox("Search"), FilterBox()
    typed.setText("rail")
    wrong.setText("rating:purple")
    wrong.set_problem("No rating is called purple.")
    column.addWidget(FilterBox())
    column.addLayout(_row(typed, wrong, stretch=False))
    line, box = QLineEdit("Title"), QComboBox()
    line.setAccessibleName("Title")
    box.setAccessibleName("Stage")
    box.addItems(["Delivery", "Definition"])
    closed, some, off = QCheckBox("Closed"), QCheckBox("Some"), QCheckBox("Off")
    closed.setChecked(True)
    some.setTristate(True)
    some.setCheckState(Qt.CheckState.PartiallyChecked)
    column.addLayout(_row(line, box, closed, some, off, stretch=False))
    segments = SegmentedControl("Theme", (("system", "System"), ("light", "Light"), ("dark", "Dark")))
    column.addLayout(_row(segments))
    column.addLayout(_row(*(_tool(name, place) for place, name in enumerate(_ICONS.split()))))
    return section


def _tool(name: str, place: int) -> QToolButton:
    button = QToolButton()
    button.setIcon(icon(name))
    button.setAccessibleName(name)
    button.setToolTip(name)
    button.setCheckable(True)
    button.setChecked(place == 1)
    button.setEnabled(place != 2)
    return button


def _labels() -> QWidget:
    section, column = _section("Labels")
    column.addWidget(ElidedLabel(_LONG))
    column.addWidget(Label("<b>Not bold</b> & a<b stays as typed", wrap=True))
    column.addWidget(Label("Reported late, and without a forecast.", ink="danger"))
    column.addWidget(Label("As at 31 March 2022", ink="muted", step=-1))
    money = MoneyLabel("m")
    money.set_amount(Decimal(1_234_500_000))
    grid = QGridLayout()
    for down, (caption, value) in enumerate(
        (
            ("Baseline", money),
            ("Forecast", ValueLabel("1,181,117.4")),
            ("Benefits", ValueLabel(Unknown("Exempt"))),
        )
    ):
        grid.addWidget(Label(caption, ink="muted"), down, 0)
        grid.addWidget(value, down, 1)
    column.addLayout(grid)
    return section


def _table() -> QWidget:
    section, column = _section("Table", 3)
    table = QTableWidget(3, 3)
    table.setAccessibleName("Projects")
    table.setHorizontalHeaderLabels(["Code", "Project", "Cost, £m"])
    for down, row in enumerate(
        (("P-014", _LONG, "1,204.0"), ("P-201", "Prison estate", "88.5"), ("P-7", "Harbour", "9.1"))
    ):
        for across, text in enumerate(row):
            item = QTableWidgetItem(text)
            if across == 2:
                item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            table.setItem(down, across, item)
    table.verticalHeader().setDefaultSectionSize(ROW)
    table.verticalHeader().hide()
    table.setShowGrid(False)
    table.setWordWrap(False)
    table.horizontalHeader().setHighlightSections(False)
    table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    table.horizontalHeader().setStretchLastSection(True)
    table.setColumnWidth(0, 70)
    table.setColumnWidth(1, 220)
    table.selectRow(1)
    table.setFixedHeight(ROW * 4 + GAP)
    column.addWidget(table)
    return section


def _empty() -> QWidget:
    place = EmptyPlace(
        "triangle-alert",
        "No risks yet",
        "Risks are what might happen and what is done about it. Bring in the log you have, or write down the first.",
    )
    place.add_step("Import a risk log", lambda: None, "file-spreadsheet")
    place.add_step("New risk", lambda: None, "plus")
    place.setMinimumHeight(420)
    return place


def _progress(jobs: Jobs) -> QWidget:
    section, column = _section("Background work")
    column.addWidget(ProgressStrip(jobs))
    return section
