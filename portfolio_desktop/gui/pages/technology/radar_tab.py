# SPDX-License-Identifier: Apache-2.0
"""The radar with its legend: every blip of the picture is a row of a table, by quadrant."""

from PySide6.QtCore import QEvent, QPointF, QSize, Qt, Signal
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QHeaderView, QTreeWidget, QTreeWidgetItem, QVBoxLayout, QWidget

from portfolio_desktop.base.i18n import _, ngettext
from portfolio_desktop.base.text import one_line
from portfolio_desktop.domain.radar import MOVE_LABELS, Move
from portfolio_desktop.gui.pages.technology.radar_picture import RadarPicture, paint_blip
from portfolio_desktop.gui.theme import GAP, current_theme
from portfolio_desktop.gui.widgets.labels import Label
from portfolio_desktop.gui.widgets.paint import safe_tooltip
from portfolio_desktop.services.technology.radar import Blip, Radar

_ID = int(Qt.ItemDataRole.UserRole)
_MARK = 18
_TALL = 24


class RadarTab(QWidget):
    """What is chosen in the picture is chosen in the table, and the other way round."""

    picked = Signal(str)
    opened = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.picture = RadarPicture()
        self.table = QTreeWidget()
        self._shown: Radar | None = None
        self._note = Label(ink="muted", wrap=True)
        self._lay_out()
        self.picture.picked.connect(self._choose_row)
        self.picture.opened.connect(self.opened)
        self.table.currentItemChanged.connect(self._row_chosen)
        self.table.itemActivated.connect(self._row_opened)

    def show_radar(self, radar: Radar) -> None:
        """Draw another radar, and its table."""
        self._shown = radar
        self.picture.show_radar(radar)
        marks = {move: _mark(move) for move in Move}
        rings = dict(radar.rings)
        self.table.blockSignals(True)
        self.table.clear()
        for code, label in radar.quadrants:
            blips = [blip for blip in radar.blips if blip.quadrant == code]
            if blips:
                head = QTreeWidgetItem([f"{one_line(label)}  {len(blips)}"])
                head.setFlags(Qt.ItemFlag.ItemIsEnabled)
                font = self.table.font()
                font.setBold(True)
                head.setFont(0, font)
                head.setSizeHint(0, QSize(0, _TALL + 4))
                head.addChildren([_row(blip, rings[blip.ring], marks[blip.move]) for blip in blips])
                self.table.addTopLevelItem(head)
                head.setFirstColumnSpanned(True)
        self.table.expandAll()
        self.table.blockSignals(False)
        self._choose_row(self.picture.chosen)
        stray = len(radar.unplaced)
        self._note.setText(
            ngettext(
                "{count} technology has no quadrant or no ring yet and is not on the radar.",
                "{count} technologies have no quadrant or no ring yet and are not on the radar.",
                stray,
            ).format(count=f"{stray:,}")
        )
        self._note.setVisible(bool(stray))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange and self._shown is not None:
            self.show_radar(self._shown)  # the marks are pictures in the colours of the theme

    def _choose_row(self, id: str) -> None:
        for row in self._rows():
            if row.data(0, _ID) == id:
                self.table.setCurrentItem(row)
                self.table.scrollToItem(row)

    def _row_chosen(self, row: QTreeWidgetItem | None) -> None:
        if row is not None and row.data(0, _ID):
            self.picture.choose(row.data(0, _ID))
            self.picked.emit(row.data(0, _ID))

    def _row_opened(self, row: QTreeWidgetItem) -> None:
        if row.data(0, _ID):
            self.opened.emit(row.data(0, _ID))

    def _rows(self) -> list[QTreeWidgetItem]:
        heads = [self.table.topLevelItem(place) for place in range(self.table.topLevelItemCount())]
        return [
            row
            for head in heads
            if head is not None
            for place in range(head.childCount())
            if (row := head.child(place)) is not None
        ]

    def _lay_out(self) -> None:
        self.table.setAccessibleName(_("Technologies of the radar"))
        self.table.setColumnCount(5)
        self.table.setHeaderLabels([_("No."), _("Technology"), _("Ring"), _("Movement"), _("Used by")])
        self.table.setRootIsDecorated(False)
        self.table.setIndentation(0)
        self.table.setIconSize(QSize(_MARK, _MARK))
        self.table.setAllColumnsShowFocus(True)
        header = self.table.header()
        header.setStretchLastSection(True)
        header.setSectionsMovable(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        for place, width in enumerate((40, 208, 60, 100)):
            header.resizeSection(place, width)
        side = QVBoxLayout()
        side.setSpacing(GAP)
        side.addWidget(self.table, 1)
        side.addWidget(self._note)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GAP)
        row.addWidget(self.picture, 11)
        row.addLayout(side, 10)


def _row(blip: Blip, ring: str, mark: QIcon) -> QTreeWidgetItem:
    used = ", ".join(title for _id, title in blip.projects)
    texts = [str(blip.number), one_line(blip.title), ring, _(MOVE_LABELS[blip.move]), one_line(used)]
    row = QTreeWidgetItem(texts)
    row.setData(0, _ID, blip.id)
    row.setTextAlignment(0, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    row.setSizeHint(0, QSize(0, _TALL))
    row.setToolTip(1, safe_tooltip(blip.title))
    row.setToolTip(4, safe_tooltip("\n".join(title for _id, title in blip.projects)))
    row.setIcon(3, mark)
    return row


def _mark(move: Move) -> QIcon:
    """The shape of a move. Inwards points down, towards a centre beneath."""
    picture = QPixmap(2 * _MARK, 2 * _MARK)
    picture.setDevicePixelRatio(2)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    middle = QPointF(_MARK / 2, _MARK / 2)
    paint_blip(painter, middle, 5.0, move, current_theme(), middle + QPointF(0, 99))
    painter.end()
    icon = QIcon(picture)
    icon.addPixmap(picture, QIcon.Mode.Selected)  # or Qt would tint it
    return icon
