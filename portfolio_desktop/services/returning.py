# SPDX-License-Identifier: Apache-2.0
"""Deleted records that come back, each with all that went with it."""

from collections import Counter
from collections.abc import Collection, Iterator
from typing import Any

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.base.i18n import N_, _, ngettext
from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.services.office import Office
from portfolio_desktop.services.records import name_of
from portfolio_desktop.storage.changes import Change, Changes, Edit, Revive
from portfolio_desktop.storage.merge import unsettled
from portfolio_desktop.storage.past.returning import Deletions
from portfolio_desktop.storage.read import Reader
from portfolio_desktop.storage.replay import replay_records

_PART_OF = N_(
    "{title} is part of {whole}, which is deleted as well. Bring that back: this comes with it where it went with it."
)
_NAMED = 3  # kinds of parts that are named; the others are counted


class Returning:
    """What comes back with records, at one moment."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._deletions = Deletions(reader.connection, reader.catalogue)

    def with_parts(self, entity: str, record: Id, *, but: Collection[Id] = ()) -> Iterator[Change]:
        """What brings a record back with all that went with it, apart from `but`: its parts, and the links that led there.

        What somebody has put in the place of such a link since stays.
        """
        gone = self._deletions.gone_with(entity, record, but=but)
        yield Revive(entity, record)
        for name, id in gone.parts:
            yield Revive(name, id)
        emptied = self._deletions.emptied(record, [record, *(id for _name, id in gone.parts)])
        open_fields = {
            (one.record, one.field)
            for one in unsettled.of_records(self._reader.connection, {step.record for step in emptied})
        }
        for step in emptied:
            holder = self._reader.get(self._reader.catalogue.entity(step.entity), step.record)
            if holder is None or (step.record, step.field) in open_fields:
                continue
            if holder[step.field] == step.new:
                yield Edit(step.entity, step.record, step.field, step.old)

    def told(self, entity: str, record: Id) -> str:
        """What of that no register shows now, as in “1 risk and 2 milestones”; empty where there is nothing that people meet."""
        catalogue = self._reader.catalogue
        hidden = self._deletions.gone_with(entity, record).hidden
        counts = Counter(name for name, _id in hidden if not catalogue.entity(name).unseen)
        said = []
        for name, count in counts.most_common(_NAMED):
            met = catalogue.entity(name)
            label = met.label if count == 1 else met.plural
            said.append(_("{count} {plural}").format(count=f"{count:,}", plural=_(label).lower()))
        if (more := counts.total() - sum(count for _name, count in counts.most_common(_NAMED))) > 0:
            others = ngettext("{count} other record", "{count} other records", more)
            said.append(others.format(count=f"{more:,}"))
        return _(" and ").join([text for text in (", ".join(said[:-1]), *said[-1:]) if text])


def bring_back(office: Office, entity: str, record: Id) -> Changes:
    """A deleted record is there again, with all that went with it. Refuses where what it is part of is deleted as well."""
    with office.reading() as reader:
        refuse_part_of_deleted(reader, entity, record)
        title = last_title(reader, entity, record)
        back = Returning(reader)
        parts, items = back.told(entity, record), tuple(back.with_parts(entity, record))
    label = _("Bring back {title} with {parts}") if parts else _("Bring back {title}")
    return Changes(label.format(title=title, parts=parts), items)


def refuse_part_of_deleted(reader: Reader, entity: str, record: Id) -> None:
    """Refuse where what a deleted record is part of is deleted as well."""
    values = _last(reader, entity, record)
    for link in reader.catalogue.entity(entity).wholes:
        whole = values.get(link.name)
        if isinstance(whole, str) and reader.get(reader.catalogue.entity(link.target), Id(whole)) is None:
            title, of = last_title(reader, entity, record), last_title(reader, link.target, Id(whole))
            raise Refusal(_(_PART_OF).format(title=title, whole=of))


def last_title(reader: Reader, entity: str, record: Id) -> str:
    """What a deleted record was called last."""
    return name_of(reader.catalogue.entity(entity), _last(reader, entity, record))


def _last(reader: Reader, entity: str, record: Id) -> dict[str, Any]:
    """What a deleted record said last."""
    return replay_records(reader.connection, [record]).get(entity, {}).get(record, {})
