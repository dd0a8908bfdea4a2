# SPDX-License-Identifier: Apache-2.0
"""What stands under a register: totals below their columns, how many records are shown, what is selected."""

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QHelpEvent, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QToolTip, QVBoxLayout, QWidget

from portfolio_desktop.base.i18n import _
from portfolio_desktop.catalogue.fields import Field
from portfolio_desktop.gui.access.announcing import announce
from portfolio_desktop.gui.models.register_model import RegisterModel
from portfolio_desktop.gui.register.loading import Summary
from portfolio_desktop.gui.register.table import RegisterTable
from portfolio_desktop.gui.theme import GAP, GAP_SMALL, GAP_TINY, current_theme, sized, tabular
from portfolio_desktop.gui.widgets.labels import ElidedLabel
from portfolio_desktop.gui.widgets.paint import paint_text, painting, safe_tooltip
from portfolio_desktop.services.registers.cells import heading, known_words, total_words

_HEIGHT = 38


class TotalsRow(QWidget):
    """Sums under their columns, each with how many values are known. Scrolls along with the table."""

    def __init__(self, table: RegisterTable, model: RegisterModel) -> None:
        super().__init__()
        self._table = table
        self._model = model
        self._summary: Summary | None = None
        self.setFont(tabular(self.font()))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        table.scrolled_sideways.connect(self.update)
        table.heads.sectionResized.connect(self.update)
        table.heads.sectionMoved.connect(self.update)

    def show_summary(self, summary: Summary) -> None:
        self._summary = summary
        lines = [self._sentence(field) for field in self._fields()]
        self.setAccessibleName(_("Totals"))
        self.setAccessibleDescription("; ".join(lines))
        self.setVisible(bool(lines))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(100, _HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = current_theme()
        with painting(self) as painter:
            painter.fillRect(self.rect(), QColor(theme.raised))
            painter.fillRect(0, 0, self.width(), 1, QColor(theme.outline))
            edge = self._table.heads.scrolled_edge()
            painter.setClipRect(edge, 0, self.width() - edge, self.height())
            for section, field in enumerate(self._model.columns):
                if self._summary is None or field.name not in self._summary.totals:
                    continue
                total = self._summary.totals[field.name]
                cell = self._cell(section)
                painter.setFont(sized(self.font(), 0, bold=True))
                upper, lower = QRectF(cell), QRectF(cell)
                upper.setBottom(cell.center().y() + 3)
                lower.setTop(cell.center().y() + 1)
                words = total_words(total, self._model.units.get(field.name, ""))
                paint_text(painter, upper, words, theme.text, Qt.AlignmentFlag.AlignRight)
                painter.setFont(sized(self.font(), -1.5))
                paint_text(painter, lower, known_words(total), theme.muted, Qt.AlignmentFlag.AlignRight)

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            section = self._table.heads.logicalIndexAt(event.pos().x())
            field = self._model.columns[section] if section >= 0 else None
            if field is not None and self._summary and field.name in self._summary.totals:
                QToolTip.showText(event.globalPos(), safe_tooltip(self._sentence(field)), self)
            return True
        return super().event(event)

    def _fields(self) -> list[Field]:
        totals = self._summary.totals if self._summary else {}
        return [field for field in self._model.columns if field.name in totals]

    def _sentence(self, field: Field) -> str:
        assert self._summary is not None
        total = self._summary.totals[field.name]
        unit = self._model.units.get(field.name, "")
        return _("{label}: {sum}, from {known} of {count} records").format(
            label=heading(field, unit),
            sum=total_words(total, unit),
            known=f"{total.known:,}",
            count=f"{total.count:,}",
        )

    def _cell(self, section: int) -> QRectF:
        left = self._table.heads.sectionViewportPosition(section)
        return QRectF(
            left + GAP_TINY, 3, self._table.columnWidth(section) - GAP_TINY - GAP_SMALL, _HEIGHT - 5
        )


class Footer(QWidget):
    """The totals, and the line with counts."""

    def __init__(self, table: RegisterTable, model: RegisterModel) -> None:
        super().__init__()
        self._model = model
        self._said = ""
        self._refused = False
        self.totals = TotalsRow(table, model)
        self._count = ElidedLabel(ink="muted")
        self._selected = ElidedLabel(align=Qt.AlignmentFlag.AlignRight)
        row = QHBoxLayout()
        row.setContentsMargins(GAP, GAP_TINY, GAP, GAP_TINY)
        row.addWidget(self._count, 1)
        row.addWidget(self._selected, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.totals)
        column.addLayout(row)

    def show_summary(self, summary: Summary) -> None:
        self.totals.show_summary(summary)
        entity = self._model.entity
        shown, every = f"{summary.shown:,}", f"{summary.all:,}"
        plural = _(entity.plural).lower() if summary.all != 1 else _(entity.label).lower()
        said = f"{every} {plural}"
        if summary.shown != summary.all:
            said = _("{shown} of {all} {plural}").format(shown=shown, all=every, plural=plural)
        if said != self._said:  # not again after every edit
            announce(self, said)
        self._said = said
        self._tell_count()

    def show_refused(self, refused: bool) -> None:
        """Whether what stands in the filter box is not what is shown: the count must not pass for its answer."""
        self._refused = refused
        self._tell_count()

    def _tell_count(self) -> None:
        words = _("Filter not applied: still showing {count}") if self._refused else "{count}"
        self._count.set_ink("danger" if self._refused else "muted")
        self._count.set_text(words.format(count=self._said))

    def show_selection(self, words: str) -> None:
        """What is said of the cells that are selected."""
        self._selected.set_text(words)
