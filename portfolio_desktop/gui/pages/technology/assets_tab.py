# SPDX-License-Identifier: Apache-2.0
"""Assets by the end of their support, as a timeline of two years, with what they cost and who replaces them."""

from decimal import Decimal

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QWidget

from portfolio_desktop.base.dates import format_date
from portfolio_desktop.base.i18n import N_, _, ngettext
from portfolio_desktop.base.money import format_money
from portfolio_desktop.base.values import Unknown
from portfolio_desktop.catalogue.catalogue import Catalogue
from portfolio_desktop.domain.support import Window
from portfolio_desktop.gui.icons import icon
from portfolio_desktop.gui.pages.pieces import Body, Card, RowButton, two_lines, words
from portfolio_desktop.gui.theme import GAP_SMALL, GAP_TINY, current_theme, sized, tabular
from portfolio_desktop.gui.widgets.labels import Label
from portfolio_desktop.gui.widgets.paint import paint_text, painting, safe_tooltip
from portfolio_desktop.gui.widgets.rating import LevelBadge
from portfolio_desktop.services.technology.assets import AssetLine, Estate

_TITLES = {
    Window.ENDED: N_("Support has ended"),
    Window.HALF_YEAR: N_("Support ends within 6 months"),
    Window.YEAR: N_("Support ends within 12 months"),
    Window.TWO_YEARS: N_("Support ends within 24 months"),
    Window.LATER: N_("Supported for longer"),
    Window.UNKNOWN: N_("End of support not known"),
}
_MOST = 40
_TALL = 42
_CRITICALITY, _BAR, _WHEN, _COST, _REPLACE = 84, 196, 136, 92, 232
_HORIZON = 730  # days
_TICKS = ((0, N_("now")), (182, "6"), (365, "12"), (730, "24"))


class AssetsTab(Body):
    """Rows open their asset; what replaces it is opened, or started, at the right."""

    opened = Signal(str, str)
    picked = Signal(str)
    """The id of the asset that the keyboard has come to."""
    candidate_wanted = Signal(str)
    """The id of the asset that a candidate project is to be started for."""
    register_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(widest=1400, parent=parent)
        self.column.setContentsMargins(0, 0, GAP_SMALL, 0)

    def show_estate(self, catalogue: Catalogue, estate: Estate, *, why_not: str = "") -> None:
        """Draw the assets, what ends first at the head; how far the page was scrolled stays."""
        above = self.verticalScrollBar().value()
        self.clear()
        first = True
        for window in Window:
            found = estate.within(window)
            if found:
                self.column.addWidget(self._card(catalogue, window, found, why_not, axis=first))
                first = False
        self.column.addStretch(1)
        self.verticalScrollBar().setValue(above)

    def _card(
        self,
        catalogue: Catalogue,
        window: Window,
        found: tuple[AssetLine, ...],
        why: str,
        *,
        axis: bool,
    ) -> Card:
        card = Card(_(_TITLES[window]))
        card.header.set_count(len(found))
        if axis:
            card.column.addWidget(_headings())
        for line in found[:_MOST]:
            card.column.addWidget(self._row(catalogue, line, why))
        rest = len(found) - _MOST
        if rest > 0:
            said = ngettext("{count} more in the register", "{count} more in the register", rest)
            button = QPushButton(said.format(count=f"{rest:,}"))
            button.setProperty("flat", True)
            button.clicked.connect(self.register_wanted)
            card.column.addWidget(button)
        return card

    def _row(self, catalogue: Catalogue, line: AssetLine, why: str) -> QWidget:
        when, late = support_words(line)
        row = RowButton(f"{line.title}. {when}", lambda: self.opened.emit("asset", line.id), height=_TALL)
        row.reached.connect(lambda: self.picked.emit(line.id))
        said = (line.code, _fate(catalogue, line), line.supplier)
        row.put(two_lines(line.title, " · ".join(part for part in said if part)), 1)
        level = line.criticality
        row.put(LevelBadge(level) if level else words(line.criticality_words, bold=True), width=_CRITICALITY)
        row.put(SupportBar(line.days), width=_BAR)
        row.put(_figures(words(when, ink="danger" if late else "text", right=True)), width=_WHEN)
        row.put(_figures(words(money_words(line.run_cost), right=True)), width=_COST)
        whole = QWidget()
        both = QHBoxLayout(whole)
        both.setContentsMargins(0, 0, 0, 0)
        both.setSpacing(GAP_SMALL)
        both.addWidget(row, 1)
        both.addWidget(self._replacement(line, why))
        return whole

    def _replacement(self, line: AssetLine, why: str) -> QWidget:
        if line.project is not None:
            project = line.project
            row = RowButton(
                _("Replaced by {project}").format(project=line.project_title),
                lambda: self.opened.emit("project", project),
                height=_TALL,
            )
            row.put(words(line.project_title), 1)
            row.setFixedWidth(_REPLACE)
            return row
        if line.window in (Window.LATER, Window.UNKNOWN) and line.disposition != "replace":
            nothing = QWidget()
            nothing.setFixedWidth(_REPLACE)
            return nothing
        button = QPushButton(_("Start a candidate project"))
        button.setIcon(icon("folder-plus"))
        button.setAccessibleName(_("Start a candidate project to replace {asset}").format(asset=line.title))
        button.setDisabled(bool(why))
        button.setToolTip(safe_tooltip(why))
        button.setProperty("flat", True)
        button.setProperty("line", True)
        button.setFixedWidth(_REPLACE)
        button.clicked.connect(lambda: self.candidate_wanted.emit(line.id))
        return button


class SupportBar(QWidget):
    """How long support lasts, on two years from today; a square at the left where it has ended."""

    def __init__(self, days: int | None, *, axis: bool = False) -> None:
        super().__init__()
        self._days = days
        self._axis = axis
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(_BAR, 18)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = current_theme()
        track = QRectF(10, self.height() / 2 - 3, self.width() - 20, 6)
        with painting(self) as painter:
            painter.setFont(sized(self.font(), -1))
            for days, label in _TICKS:
                x = track.left() + track.width() * days / _HORIZON
                if self._axis:
                    spot = QRectF(x - 20, 0, 40, self.height())
                    paint_text(painter, spot, _(label), theme.muted, Qt.AlignmentFlag.AlignHCenter)
                else:
                    painter.fillRect(QRectF(x, 1, 1, self.height() - 2), QColor(theme.line))
            if self._axis or self._days is None:
                return
            if self._days < 0:
                painter.fillRect(
                    QRectF(track.left() - 4, track.center().y() - 5, 10, 10), QColor(theme.danger)
                )
                return
            share = min(1.0, self._days / _HORIZON)
            painter.fillRect(
                QRectF(track.left(), track.top(), track.width() * share, 6), QColor(theme.accent)
            )
            if self._days > _HORIZON:
                paint_text(
                    painter,
                    QRectF(track.right(), 0, 12, self.height()),
                    "\N{SINGLE RIGHT-POINTING ANGLE QUOTATION MARK}",
                    theme.accent,
                    Qt.AlignmentFlag.AlignLeft,
                )


def support_words(line: AssetLine) -> tuple[str, bool]:
    """When support ends, and whether it has."""
    if line.support_end is None or line.days is None:
        return "\N{EN DASH}", False
    if line.days < 0:
        return _("ended {day}").format(day=format_date(line.support_end)), True
    return format_date(line.support_end), False


def money_words(amount: Decimal | Unknown | None) -> str:
    """An amount, short; the words given where it is not known."""
    if isinstance(amount, Unknown):
        return amount.text
    if amount is None:
        return ""
    unit = "m" if abs(amount) >= 1_000_000 else "k" if abs(amount) >= 1000 else ""
    return format_money(amount, unit)


def _headings() -> QWidget:
    whole = QWidget()
    row = QHBoxLayout(whole)
    row.setContentsMargins(GAP_SMALL, 0, 0, GAP_TINY)
    row.setSpacing(GAP_SMALL)
    row.addWidget(Label(_("Asset"), ink="muted", step=-1), 1)
    critical = words(_("Criticality"), ink="muted")
    critical.setFont(sized(critical.font(), -1))
    critical.setFixedWidth(_CRITICALITY)
    row.addWidget(critical)
    row.addWidget(SupportBar(None, axis=True))
    for text, width in ((_("Support ends"), _WHEN), (_("Cost a year"), _COST)):
        label = words(text, ink="muted", right=True)
        label.setFont(sized(label.font(), -1))
        label.setFixedWidth(width)
        row.addWidget(label)
    replaced = words(_("Replaced by"), ink="muted")
    replaced.setFont(sized(replaced.font(), -1))
    replaced.setFixedWidth(_REPLACE)
    row.addSpacing(GAP_SMALL)
    row.addWidget(replaced)
    return whole


def _fate(catalogue: Catalogue, line: AssetLine) -> str:
    """What should become of an asset, with what replacing it costs where it is to be replaced."""
    item = catalogue.list_named("asset.disposition").item(line.disposition) if line.disposition else None
    said = _(item.label) if item else line.disposition or ""
    if line.disposition == "replace" and isinstance(line.replace_cost, Decimal):
        return f"{said}, {money_words(line.replace_cost)}"
    return said


def _figures(label: QWidget) -> QWidget:
    label.setFont(tabular(label.font()))
    return label
