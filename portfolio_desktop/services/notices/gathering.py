# SPDX-License-Identifier: Apache-2.0
"""What calls for attention now: clocks, disagreements, old reports, what stands twice, and what is due, by kind."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from hashlib import sha256

from portfolio_desktop.base.i18n import _, ngettext
from portfolio_desktop.base.text import visible_bidi
from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.catalogue.filters import EVERYTHING
from portfolio_desktop.domain.tolerance import clock_words
from portfolio_desktop.services.capacity.delegated import person_called
from portfolio_desktop.services.doubles.merging import doubled_in
from portfolio_desktop.services.governance.clocks import open_escalations, running_of
from portfolio_desktop.services.notices.mine import Mine, mine_of
from portfolio_desktop.services.notices.notice import Kind, Notice, Place
from portfolio_desktop.services.office import Office
from portfolio_desktop.services.overdue import LateRule, rules, still_open, together
from portfolio_desktop.services.quality import last_reports
from portfolio_desktop.services.sharing import conflicts
from portfolio_desktop.storage.read import Reader

_SOON = timedelta(hours=24)


def notices(office: Office, now: datetime, only_of: str = "") -> tuple[Notice, ...]:
    """Everything, the most pressing first. `now` is the time on this laptop's wall.

    With a name in `only_of`, of what is somebody's only what is theirs; everything where nobody, or several, are called so.
    """
    days = office.rules.habits.notice_days
    person = person_called(office, only_of)
    with office.reading() as reader:
        mine = mine_of(reader, person) if person else None
        clocks = tuple(_clocks(reader, now, mine))
        reports = tuple(_reports(reader, mine))
        doubles = tuple(_doubles(reader))
        due = tuple(_due(reader, days, mine))
    return (*clocks, *_conflicts(office), *reports, *doubles, *due)


def _clocks(reader: Reader, now: datetime, mine: Mine | None) -> Iterator[Notice]:
    entity = reader.catalogue.entity("escalation")
    own = {id for (id,) in reader.values(entity, (), mine.of(entity))} if mine else set()
    for each in running_of(reader, open_escalations(reader), now):
        due = each.clock.due
        if due is None or due - now > _SOON or (mine and each.id not in own):
            continue
        late = each.clock.has_run_out(now)
        title = visible_bidi(f"{each.code} {each.title}".strip())
        text = f"{clock_words(each.clock.left(now))} · {title}"
        yield Notice(
            key=f"escalation.{each.id}",
            kind=Kind.ESCALATION,
            text=text,
            state=f"{due.isoformat()} {late}",
            urgent=late,
            place=Place.CLOCKS,
            record=each.id,
        )


def _conflicts(office: Office) -> Iterator[Notice]:
    count = conflicts.count(office)
    if count:
        said = ngettext(
            "{count} disagreement waits for a decision", "{count} disagreements wait for a decision", count
        )
        text = said.format(count=f"{count:,}")
        yield Notice("conflicts", Kind.CONFLICT, text, str(count), count, place=Place.SHARING)


def _reports(reader: Reader, mine: Mine | None) -> Iterator[Notice]:
    """Projects that have not reported for longer than the office allows, once any has."""
    last = last_reports(reader)
    entity = reader.catalogue.entity("project")
    limit = reader.today - timedelta(days=reader.rules.habits.stale_days)
    live = [Id(row[0]) for row in reader.values(entity, ("title",), still_open(reader.catalogue, entity))]
    told = live if mine is None else [id for id in live if id in mine.projects]
    behind = [id for id in told if last and last.get(id, date.min) < limit]
    if behind:
        said = ngettext(
            "{count} project has not reported for more than {days} days",
            "{count} projects have not reported for more than {days} days",
            len(behind),
        )
        text = said.format(count=f"{len(behind):,}", days=reader.rules.habits.stale_days)
        yield Notice("reports", Kind.REPORT, text, _digest(behind), len(behind), place=Place.QUALITY)


def _doubles(reader: Reader) -> Iterator[Notice]:
    """What several people typed or imported, each on a laptop of their own, or somebody twice."""
    count = doubled_in(reader)
    if count:
        said = ngettext("{count} record stands twice", "{count} records stand twice", count)
        text = said.format(count=f"{count:,}")
        yield Notice("doubles", Kind.DOUBLE, text, str(count), count, place=Place.QUALITY)


def _due(reader: Reader, days: int, mine: Mine | None) -> Iterator[Notice]:
    for rule in rules(reader.catalogue, days + 1):
        if rule.entity != "escalation":  # their clocks are told one by one
            own = mine.of(reader.catalogue.entity(rule.entity)) if mine else EVERYTHING
            found = _of_rule(reader, replace(rule, where=together((rule.where, own))), days)
            if found is not None:
                yield found


def _of_rule(reader: Reader, rule: LateRule, days: int) -> Notice | None:
    entity = reader.catalogue.entity(rule.entity)
    rows = reader.values(entity, (rule.day,), rule.where)
    if not rows:
        return None
    late = sum(_day(row[1]) < reader.today for row in rows)
    said = []
    if late:
        said.append(_("{count} late").format(count=f"{late:,}"))
    if len(rows) > late:
        soon = ngettext("{count} within {days} day", "{count} within {days} days", days)
        today = _("{count} today").format(count=f"{len(rows) - late:,}")
        said.append(soon.format(count=f"{len(rows) - late:,}", days=days) if days else today)
    text = f"{_(entity.plural)} · {_(entity.field(rule.day).label)}: {', '.join(said)}"
    return Notice(
        key=f"due.{rule.entity}.{rule.day}",
        kind=Kind.DUE,
        text=text,
        state=_digest(row[0] for row in rows),
        count=len(rows),
        entity=rule.entity,
        where=rule.where,
    )


def _day(value: date) -> date:
    return value.date() if isinstance(value, datetime) else value


def _digest(parts: Iterable[str]) -> str:
    """Something short that is another once any part is another."""
    return sha256("\n".join(sorted(parts)).encode()).hexdigest()[:16]
