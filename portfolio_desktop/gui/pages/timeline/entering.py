# SPDX-License-Identifier: Apache-2.0
"""What was typed into a cell of the timeline, as a change set. For the database thread; refuses what makes no sense."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.base.i18n import _
from portfolio_desktop.base.values import Unknown
from portfolio_desktop.catalogue.fields import Id, Value
from portfolio_desktop.exchange.typed import typed_value
from portfolio_desktop.gui.form.entry import Entry, entry_words, understood
from portfolio_desktop.gui.form.meanwhile import said_meanwhile
from portfolio_desktop.gui.pages.timeline.cells import field_of, said_in
from portfolio_desktop.services import records
from portfolio_desktop.services.office import Office
from portfolio_desktop.services.planning.acts import dating
from portfolio_desktop.services.planning.rows import Row, RowKind
from portfolio_desktop.services.planning.sheet.details import NO_DETAIL, Detail, details_in
from portfolio_desktop.services.planning.sheet.typed import typed_clock, typed_days, typed_waits
from portfolio_desktop.services.planning.sheet.waiting import wait_for
from portfolio_desktop.storage.changes import Changes

_LAST_MINUTE = time(23, 59)
_OF_FINISHES = ("must_finish_on", "finish_no_earlier", "finish_no_later")


def made_of(office: Office, *, row: Row, column: str, entry: Entry, detail: Detail | None) -> Changes:
    """The change that an entry asks for."""
    id, words = Id(row.record), entry_words(entry)
    if name := field_of(row, column):
        return _field(office, row, name, entry, detail)
    match column:
        case "duration":
            return _lasting(office, id, words)
        case "waits":
            return wait_for(office, id, typed_waits(words, dating.hours_a_day(office, id, elapsed=False)))
        case "progress":
            return dating.set_progress(office, [id], _percent(office, words))
    day = _day(office, words)
    if column == "finish" and row.kind is not RowKind.MILESTONE:
        return dating.set_finish(office, id, datetime.combine(day, time()) + timedelta(days=1))
    return dating.set_start(office, row.entity, id, datetime.combine(day, time()))


def said_by_others(office: Office, row: Row, column: str, seen: Value) -> list[str]:
    """What stands in a cell, in words, where somebody else has written it since this was `seen` there."""
    name, id = said_in(row, column), Id(row.record)
    if name == "waits":
        with office.reading() as reader:
            now = details_in(reader, [row]).get(row.key, NO_DETAIL).waits
        return [now] if now != seen else []
    with office.reading() as reader:
        record = reader.get(reader.catalogue.entity(row.entity), id)
    if seen is None and record is not None and isinstance(record[name], Unknown):
        return []  # the timeline shows what is not known as an empty cell
    return said_meanwhile(office, row.entity, id, name, seen)


def _lasting(office: Office, id: Id, words: str) -> Changes:
    """A duration, and whether it goes by the clock where the words say so."""
    clock = typed_clock(words)
    days = typed_days(words, dating.hours_a_day(office, id, elapsed=clock))
    return dating.set_duration(office, id, days, elapsed=clock)


def _field(office: Office, row: Row, name: str, entry: Entry, detail: Detail | None) -> Changes:
    values = understood(office, row.entity, {name: entry})
    value, also = values[name], dict[str, Value]()
    ends = name == "deadline" or (detail is not None and detail.condition in _OF_FINISHES)
    if isinstance(value, datetime) and value.time() == time() and ends:
        values[name] = datetime.combine(value.date(), _LAST_MINUTE)  # a day that was typed is meant whole
    if name == "condition" and (detail is None or detail.condition_at is None):
        also = _dated(value, row)
    return records.change(office, row.entity, Id(row.record), {**values, **also})


def _dated(condition: Value, row: Row) -> dict[str, Value]:
    """A condition without a date begins with the one at which the task lies now."""
    if condition in _OF_FINISHES:
        return {"condition_at": row.span.finish}
    if condition in (None, "asap", "alap"):
        return {}
    return {"condition_at": row.span.start}


def _day(office: Office, words: str) -> date:
    if not words:
        raise Refusal(
            _("Type a date, such as 31/3/2027. To let it follow its links, use “Follow the links”.")
        )
    with office.reading() as reader:
        found = typed_value(reader, office.catalogue.entity("task").field("start"), words)
    if not isinstance(found, date):
        raise Refusal(_("“{words}” is no date of this row.").format(words=words))
    return found


def _percent(office: Office, words: str) -> Decimal:
    with office.reading() as reader:
        found = typed_value(reader, office.catalogue.entity("task").field("percent_done"), words or "0")
    if not isinstance(found, Decimal):
        raise Refusal(_("“{words}” is no part of the work. Write it as 40 %.").format(words=words))
    return found
