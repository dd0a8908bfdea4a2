# SPDX-License-Identifier: Apache-2.0
"""The demo portfolio: an invented body of four councils and a fire service, always shown as if today were its day.

Its records are data in `db/demo`, one file a register, as they stand today. `_was` says what a field held when the
pack before was issued, and `_new` marks a record that has come since. Whatever names another record names it by
`_key`, or by its code, or by its title; `_shipped` says more of a record that every office begins with. Days written
in full move by whole months, so that month ends stay month ends; days written "+12" or "-9" count from today; a
financial year counts from this one.
"""

import calendar
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from typing import Any

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.base.i18n import _
from portfolio_desktop.base.ids import placed_id
from portfolio_desktop.base.paths import shipped
from portfolio_desktop.catalogue.entity import Entity
from portfolio_desktop.catalogue.fields import Field, Id, Kind, Value
from portfolio_desktop.catalogue.plain import from_plain
from portfolio_desktop.services import reference
from portfolio_desktop.services.office import Office
from portfolio_desktop.services.packs import PackChoices, issue
from portfolio_desktop.services.planning.baselines.taking import take
from portfolio_desktop.storage.changes import Changes, Create, Edit, Why

_WRITTEN_FOR = date(2026, 11, 16)
_FRIDAY = 4

_PACK = "PK-0001"
_FIRST_PLACE = 1000  # after whatever every office begins with
_FIRST = ("team", "role_profile", "person", "board", "portfolio", "programme", "objective")


@dataclass(slots=True)
class _Demo:
    """The data of the demo and what is needed to read it for one day."""

    office: Office
    today: date
    rows: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    ids: dict[tuple[str, str], Id] = field(default_factory=dict)  # of every record, by entity and key

    def load(self) -> None:
        self.ids.update(reference.ids(self.office.catalogue))
        for entity in self.office.catalogue.entities:
            path = shipped("db", "demo", f"{entity.register}.json")
            if path.is_file():
                rows = self.rows[entity.name] = json.loads(path.read_text("utf-8"))
                for place, row in enumerate(rows, _FIRST_PLACE):
                    if "_shipped" not in row:
                        key = _key(entity, row)
                        self.ids[entity.name, key] = Id(placed_id(place, "demo", entity.name, key))

    def creations(self, names: Sequence[str], *, new: bool) -> Iterator[Create]:
        """Records of these entities, as they stood at the pack before or, for the `new` ones, as they stand."""
        for name in names:
            entity = self.office.catalogue.entity(name)
            for row in self.rows.get(name, ()):
                if bool(row.get("_new")) is new and "_shipped" not in row:
                    then = row if new else {**row, **row.get("_was", {})}
                    yield Create(name, self.id(entity, row), self.values(entity, then))

    def settings(self) -> Iterator[Edit]:
        """What this office adds to the records that are laid in with every office."""
        for name, rows in self.rows.items():
            entity = self.office.catalogue.entity(name)
            for row in rows:
                if "_shipped" in row:
                    for each, value in self.values(entity, row).items():
                        yield Edit(name, self.id(entity, row), each, value)

    def edits(self) -> Iterator[Edit]:
        """What has changed since the pack before, field by field."""
        for name, rows in self.rows.items():
            entity = self.office.catalogue.entity(name)
            for row in rows:
                for each in row.get("_was", {}):
                    now = self.value(entity.field(each), row.get(each))
                    yield Edit(name, self.id(entity, row), each, now)

    def planned(self) -> list[Id]:
        """The projects that have a plan."""
        return list(dict.fromkeys(self.ids["project", row["project_id"]] for row in self.rows["task"]))

    def id(self, entity: Entity, row: Mapping[str, Any]) -> Id:
        return self.ids[entity.name, row.get("_shipped") or _key(entity, row)]

    def values(self, entity: Entity, row: Mapping[str, Any]) -> dict[str, Value]:
        said = {name: plain for name, plain in row.items() if not name.startswith("_") and plain is not None}
        return {name: self.value(entity.field(name), plain) for name, plain in said.items()}

    def value(self, field: Field, plain: Any) -> Value:
        if isinstance(plain, str) and field.kind is Kind.LINK:
            return self.ids[field.target, plain]
        if isinstance(plain, str) and field.kind is Kind.DATE:
            return _day(plain, self.today)
        if isinstance(plain, str) and field.kind is Kind.MOMENT:
            day, clock = plain.split()
            return datetime.combine(_day(day, self.today), time.fromisoformat(clock))
        if isinstance(plain, int) and field.options == "financial_year":
            first = self.today.year - (self.today.month < 4) + plain
            return f"{first}/{(first + 1) % 100:02}"
        return from_plain(field.kind, plain)


def fill(office: Office, today: date | None = None) -> None:
    """Write the demo portfolio into an empty workspace: as it stood a month ago, that month's pack, what came since."""
    _refuse_unless_empty(office)
    demo = _Demo(office, today or office.today())
    demo.load()
    others = [name for name in demo.rows if name not in _FIRST]
    _begin(office, reference.lay_in(office))
    _write(office, _("Set up the demo portfolio"), demo.creations(_FIRST, new=False))
    _write(office, _("Add the projects and their registers"), demo.creations(others, new=False))
    _write(office, _("Say who decides and who is told"), demo.settings())
    pack = PackChoices(as_of=_day("2026-09-30", demo.today), prepared_by="Samir Haddad")
    issued_on = datetime.combine(_day("2026-10-07", demo.today), time(10, 30))
    frozen = issue(office, pack, on=issued_on)
    _begin(office, frozen)
    demo.ids["pack", _PACK] = frozen.items[0].record
    agreed_on = _day("2026-09-30", demo.today)
    _begin(office, take(office, demo.planned(), _("Agreed plan"), on=agreed_on))
    _write(office, _("Take in this month's new entries"), demo.creations(list(demo.rows), new=True))
    _write(office, _("Take in this month's reports"), demo.edits())


def _refuse_unless_empty(office: Office) -> None:
    with office.reading() as reader:
        if any(reader.count(entity) for entity in office.catalogue.entities):
            raise Refusal(_("The demo portfolio goes into an empty workspace. Make a new one for it."))


def _write(office: Office, label: str, changes: Iterator[Create] | Iterator[Edit]) -> None:
    _begin(office, Changes(label, tuple(changes)))


def _begin(office: Office, changes: Changes) -> None:
    """Write what no undo is to reach: it is the office's past, and nobody here did it."""
    office.write(replace(changes, why=Why.BEGINNING))


def _key(entity: Entity, row: Mapping[str, Any]) -> str:
    code = entity.code.name if entity.code else entity.title
    return str(row.get("_key") or row.get(code) or row[entity.title])


def _day(text: str, today: date) -> date:
    """`text` as a day, counted from `today`; a counted day that falls on a weekend is the Friday before."""
    if text[0] in "+-":
        counted = today + timedelta(days=int(text))
        return counted - timedelta(days=max(0, counted.weekday() - _FRIDAY))
    written = date.fromisoformat(text)
    months = (today.year - _WRITTEN_FOR.year) * 12 + today.month - _WRITTEN_FOR.month
    year, month = divmod(written.year * 12 + written.month - 1 + months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    at_end = written.day == calendar.monthrange(written.year, written.month)[1]
    return date(year, month + 1, last if at_end else min(written.day, last))
