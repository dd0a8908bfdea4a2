# SPDX-License-Identifier: Apache-2.0
"""What waits for what: linking tasks, within a project or across two, and taking links away.

A circle, or a link with a summary that the task lies in, is refused when it is written, by the schedule itself.
"""

from collections.abc import Sequence
from decimal import Decimal

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.base.i18n import _, ngettext
from portfolio_desktop.catalogue.fields import Id, Values
from portfolio_desktop.catalogue.filters import All, Op, Test
from portfolio_desktop.services import records
from portfolio_desktop.services.office import Office, record_of
from portfolio_desktop.storage.changes import Changes
from portfolio_desktop.storage.read import Reader


def link(
    office: Office,
    before: Id,
    after: Id,
    kind: str = "fs",
    lag: Decimal | None = None,
    lag_kind: str = "working",
) -> Changes:
    """The task `after` waits for `before`. `lag` is in days, or in percent where `lag_kind` says so."""
    values: Values = {
        "predecessor_id": before,
        "task_id": after,
        "kind": kind,
        "lag": lag,
        "lag_kind": lag_kind,
    }
    made = records.create(office, "task_link", values)
    with office.reading() as reader:
        label = _("Link {before} to {after}").format(before=_name(reader, before), after=_name(reader, after))
    return Changes(label, made.items)


def change(
    office: Office, id: Id, kind: str, lag: Decimal | None = None, lag_kind: str = "working"
) -> Changes:
    """Another kind or lag for a link."""
    values: Values = {"kind": kind, "lag": lag, "lag_kind": lag_kind}
    changes = records.change(office, "task_link", id, values)
    with office.reading() as reader:
        what = _between(reader, id)
    return Changes(_("Change the link {what}").format(what=what), changes.items)


def unlink(office: Office, ids: Sequence[Id]) -> Changes:
    """Links go; the tasks stay."""
    with office.reading() as reader:
        what = _between(reader, ids[0])
    if len(ids) > 1:
        what = ngettext("{count} link", "{count} links", len(ids)).format(count=len(ids))
    return Changes(_("Unlink {what}").format(what=what), records.delete(office, "task_link", ids).items)


def unlink_tasks(office: Office, before: Id, after: Id) -> Changes:
    """All links from one task to another go. Refuses where there are none."""
    with office.reading() as reader:
        where = All((Test("predecessor_id", Op.IS, before), Test("task_id", Op.IS, after)))
        found = [Id(row[0]) for row in reader.values(reader.catalogue.entity("task_link"), (), where)]
        if not found:
            text = _("{after} does not wait for {before}: there is no link to take away.")
            raise Refusal(text.format(after=_name(reader, after), before=_name(reader, before)))
    return unlink(office, found)


def _between(reader: Reader, link: Id) -> str:
    record = record_of(reader, "task_link", link)
    ends = (record["predecessor_id"], record["task_id"])
    return " → ".join(_name(reader, Id(end)) if isinstance(end, str) else "–" for end in ends)


def _name(reader: Reader, id: Id) -> str:
    entity = reader.catalogue.entity("task")
    return records.name_of(entity, entity.values(record_of(reader, "task", id)))
