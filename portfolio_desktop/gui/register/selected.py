# SPDX-License-Identifier: Apache-2.0
"""What is said of the cells that are selected, as in a spreadsheet: how many, their sum and average, first and last day.

Worked out from the file, a moment after the selection has come to rest: so it is the same for two rows and for all.
"""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from PySide6.QtCore import QObject, QTimer, Signal

from portfolio_desktop.base.dates import format_date
from portfolio_desktop.base.i18n import _, ngettext
from portfolio_desktop.base.money import format_money
from portfolio_desktop.catalogue.fields import Field, Kind
from portfolio_desktop.gui.access.announcing import announce
from portfolio_desktop.gui.desk import Desk
from portfolio_desktop.gui.jobs import Task
from portfolio_desktop.gui.models.register_model import RegisterModel
from portfolio_desktop.gui.register.table import RegisterTable
from portfolio_desktop.services.office import Office
from portfolio_desktop.services.reading import Spread
from portfolio_desktop.services.registers.cells import counted_in

_PAUSE_MS = 120
_DOT = " \N{MIDDLE DOT} "
_MOST_FIELDS = 12


class Selected(QObject):
    """Follows the selection of one table."""

    told = Signal(str)
    """Words for the line below the table; empty where there is nothing to say."""

    def __init__(self, desk: Desk, table: RegisterTable, model: RegisterModel) -> None:
        super().__init__(table)
        self._desk = desk
        self._table = table
        self._model = model
        self._task: Task | None = None
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self.look)

    def changed(self) -> None:
        """Other cells are selected: say how many at once, and the rest when it is known."""
        count = self._count()
        self.told.emit(_count_words(count) if count > 1 else "")
        if count > 1:
            self._pause.start()
        else:
            self._pause.stop()

    def look(self) -> None:
        """Work out what the selected cells come to."""
        if self._task is not None:
            self._task.cancel()
        numbers, entity = self._table.selected_numbers(), self._model.entity
        fields = [field for field in self._table.selected_fields() if _is_counted(field)]
        if len(numbers) < 2 or self._desk.workspace is None:
            return
        if not fields or len(fields) > _MOST_FIELDS:
            announce(self._table, _count_words(len(numbers)))
            return

        def read(office: Office) -> list[Spread]:
            with office.reading() as reader:
                return [reader.spread(entity, field, numbers) for field in fields]

        count = len(numbers)

        def tell(found: list[Spread]) -> None:
            words = self._words(count, fields, found)
            self.told.emit(words)
            announce(self._table, words)

        self._task = self._desk.read(read, tell, owner=self)

    def _count(self) -> int:
        return len(self._table.selected_numbers())

    def _words(self, count: int, fields: Sequence[Field], found: Sequence[Spread]) -> str:
        """Of one column its sum and average or its first and last day; of several that are counted alike, all together."""
        parts = [_count_words(count)]
        together = _alike(fields, self._model)
        if len(fields) == 1 and fields[0].kind in _DAYS:
            parts += _days(found[0])
        elif together:
            unit = self._model.units.get(fields[0].name, "")
            parts += _sums(fields, found, unit)
        return _DOT.join(parts)


_DAYS = (Kind.DATE, Kind.MOMENT)
_NUMBERS = (Kind.INTEGER, Kind.NUMBER, Kind.MONEY, Kind.PERCENT)


def _is_counted(field: Field) -> bool:
    return field.kind in _NUMBERS or field.kind in _DAYS


def _alike(fields: Sequence[Field], model: RegisterModel) -> bool:
    """Whether numbers of these columns mean the same, so that they may be added to each other."""
    counted = {(field.kind, field.unit, model.units.get(field.name, "")) for field in fields}
    return len(counted) == 1 and fields[0].kind in _NUMBERS


def _days(found: Spread) -> list[str]:
    if not isinstance(found.least, date) or not isinstance(found.greatest, date):
        return [_known(found.total.known, found.total.count)]
    ends = _("{first} to {last}").format(first=format_date(found.least), last=format_date(found.greatest))
    return [ends, *_partly(found.total.known, found.total.count)]


def _sums(fields: Sequence[Field], found: Sequence[Spread], unit: str) -> list[str]:
    """Sum, where one means anything, and average of what is known."""
    known = sum(each.total.known for each in found)
    count = sum(each.total.count for each in found)
    if not known:
        return [_known(known, count)]

    def said(value: Decimal) -> str:
        if fields[0].kind is Kind.MONEY:
            return format_money(value, unit, places=1 if unit else None)
        counted = counted_in(fields[0], unit)
        return f"{_round(value):,f} {counted}".strip()

    total = sum((each.total.sum for each in found), Decimal(0))
    parts = []
    if fields[0].adds_up:
        parts.append(_("Sum {sum}").format(sum=said(total)))
    parts.append(_("Average {average}").format(average=said(total / known)))
    return [*parts, *_partly(known, count)]


def _round(value: Decimal) -> Decimal:
    """As many decimals as tell something."""
    return (
        value.quantize(Decimal(1)) if value == value.to_integral_value() else value.quantize(Decimal("0.01"))
    )


def _count_words(count: int) -> str:
    return ngettext("{count} selected", "{count} selected", count).format(count=f"{count:,}")


def _partly(known: int, count: int) -> list[str]:
    """How much is known, where it is not all."""
    return [_known(known, count)] if known < count else []


def _known(known: int, count: int) -> str:
    return _("{known} of {count} known").format(known=f"{known:,}", count=f"{count:,}")
