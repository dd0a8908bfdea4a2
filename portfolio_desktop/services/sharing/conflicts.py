# SPDX-License-Identifier: Apache-2.0
"""The conflict inbox: what people, unaware of each other, said differently. What settles it is in `settling`.

Nothing here is merged for anybody. Paragraphs of a long text that go together are offered, to be read before they are kept.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from portfolio_desktop.base.clock import local_time
from portfolio_desktop.base.i18n import N_, _, ngettext
from portfolio_desktop.base.text import shorten
from portfolio_desktop.catalogue.fields import Field, Id, Value
from portfolio_desktop.catalogue.fields import Kind as FieldKind
from portfolio_desktop.domain.texts.paragraphs import put_together
from portfolio_desktop.services.news import projects_of
from portfolio_desktop.services.office import Office
from portfolio_desktop.services.records import name_of, with_parts
from portfolio_desktop.services.returning import Returning, last_title
from portfolio_desktop.services.sharing.rule_words import rule_words
from portfolio_desktop.services.words import named, words
from portfolio_desktop.storage.history import own_streams, steps
from portfolio_desktop.storage.merge.disputes import Act, Claim, Dispute, disputes
from portfolio_desktop.storage.merge.unsettled import Kind
from portfolio_desktop.storage.naming.duplicates import Duplicate, duplicates
from portfolio_desktop.storage.plans.fallen import Fallen, fallen, laid_by
from portfolio_desktop.storage.read import Reader

_ALIKE = N_(
    "{count} records were given this code by people who could not know of each other. Choose which keeps it: the other gets a "
    "new one, and is still found by this."
)
_NAMESAKES = N_(
    "They are of one name. Whichever is not kept here stays in its own register: delete it there."
)

_CIRCLE = N_(
    "These links have tasks wait for each other: {links}. The one laid last, {last}, is not followed until one is taken out."
)

_NOWHERE = N_(
    "{one} chose “{what}”, and {other}, who did not know of it, deleted that record: nothing is shown. Whoever brings it back "
    "keeps the choice."
)

_RULE = ("rule", "definition")
_WRITTEN = {_RULE, ("saved_view", "definition"), ("import_mapping", "definition"), ("baseline", "definition")}
"""Fields that the application writes, as JSON."""


@dataclass(frozen=True, slots=True)
class Said:
    """One of the values that a field was given, in words. `when` is this laptop's own time; `mine` says it was given here.

    `gone` says that the record was deleted instead.
    """

    value: Value
    text: str
    author: str
    when: datetime
    stream: str
    mine: bool
    gone: bool = False


@dataclass(frozen=True, slots=True)
class Conflict:
    """One disagreement. Of a field `said` are its values, the one that registers show last, and `base` what all started from.

    Of a deleted record they are who deleted it, and who went on with it. Of a code that several records have, each is one of
    these: its `value` is the record's id. So is each link of a circle, the one that is not followed last. Of a link to a record
    that somebody deleted they are who chose it, and who deleted it.
    """

    key: str
    kind: Kind
    entity: str
    record: Id
    title: str
    field: str
    label: str
    said: tuple[Said, ...]
    base: str | None = ""
    """None where there is no such value."""
    about: str = ""
    """What it is about, as a sentence."""
    project: Id | None = None
    project_title: str = ""
    """The project that the record is, or belongs to."""
    together: str = ""
    """Of a long text: what the values make together, where each changed other paragraphs. Offered, never carried out."""
    parts: str = ""
    """Of a deleted record: what went with it, and comes back where it is kept, as in “1 risk and 2 milestones”."""

    @property
    def is_code(self) -> bool:
        """Whether several records have one code."""
        return self.kind is Kind.CODE

    @property
    def is_circle_of_links(self) -> bool:
        """Whether links have tasks wait for each other."""
        return self.kind is Kind.LINKS

    @property
    def is_typed(self) -> bool:
        """Whether a value that nobody has given yet can be typed: not what the application writes for people."""
        return self.is_open and (self.entity, self.field) not in _WRITTEN

    @property
    def is_open(self) -> bool:
        """Whether it may be settled by a value that nobody has given yet."""
        return bool(self.field) and self.kind not in (Kind.CODE, Kind.LINKS)

    @property
    def leads_nowhere(self) -> bool:
        """Whether it is a link to what somebody deleted who did not know of it."""
        return self.kind is Kind.ADRIFT


@dataclass(frozen=True, slots=True)
class _Mine:
    """What counts as said here. A stream that this file wrote before may be that of the file it was copied from, at which
    somebody else goes on working."""

    author: str
    streams: Sequence[str]

    def did(self, act: Act) -> bool:
        return act.stream == self.streams[0] or (act.stream in self.streams and act.author == self.author)


def conflicts(office: Office) -> tuple[Conflict, ...]:
    """All that wait for somebody to decide, those of one record together."""
    with office.reading() as reader:
        found = disputes(reader.connection, office.catalogue)
        mine = _Mine(office.store.author, own_streams(reader.connection))
        titles = _titles(reader, found)
        back = Returning(reader)
        told = [_conflict(reader, dispute, titles, mine, back) for dispute in found]
        alike = duplicates(reader.connection, office.catalogue)
        told += [_of_code(reader, duplicate, mine) for duplicate in alike]
        told += [_of_links(reader, each, mine) for each in fallen(reader.connection)]
        told = _with_projects(reader, told)
    return tuple(sorted(told, key=lambda each: (each.entity, each.title, each.record, each.label)))


def count(office: Office) -> int:
    """How many there are."""
    with office.reading() as reader:
        connection, catalogue = reader.connection, office.catalogue
        alike = duplicates(connection, catalogue)
        return len(disputes(connection, catalogue)) + len(alike) + len(fallen(connection))


def _conflict(
    reader: Reader, dispute: Dispute, titles: dict[Id, str], mine: _Mine, back: Returning
) -> Conflict:
    entity = reader.catalogue.entity(dispute.entity)
    field = entity.field(dispute.field) if dispute.field else None
    said = tuple(_said(reader, dispute, claim, mine) for claim in dispute.claims)
    namesakes = field is not None and bool(field.target) and len({each.text for each in said}) < len(said)
    if field is not None and namesakes:
        said = tuple(_by_code(reader, field, each) for each in said)
    parts = back.told(dispute.entity, dispute.record) if dispute.kind is Kind.DELETED else ""
    return Conflict(
        key=f"{dispute.kind}.{dispute.record}.{dispute.field}",
        kind=dispute.kind,
        entity=dispute.entity,
        record=dispute.record,
        title=titles.get(dispute.record, _(entity.label)),
        field=dispute.field,
        label=_(field.label) if field else _(entity.label),
        said=said,
        base=_text(reader, dispute, dispute.base) if dispute.based else None,
        about=" ".join(
            filter(None, (_about(reader, dispute, said, parts), _(_NAMESAKES) if namesakes else ""))
        ),
        together=_together(field, dispute) if field else "",
        parts=parts,
    )


def _together(field: Field, dispute: Dispute) -> str:
    """What long texts make of the one that all started from; nothing where that is no more than somebody said."""
    said = [claim.value for claim in dispute.claims if isinstance(claim.value, str)]
    if field.kind is not FieldKind.NARRATIVE or not isinstance(dispute.base, str):
        return ""
    found = put_together(dispute.base, said) if len(said) == len(dispute.claims) else None
    return "" if found is None or found in said else found


def _of_code(reader: Reader, duplicate: Duplicate, mine: _Mine) -> Conflict:
    entity = reader.catalogue.entity(duplicate.entity)
    assert entity.code is not None
    titles = reader.titles(entity, [holder.record for holder in duplicate.holders])
    said = tuple(
        Said(
            value=holder.record,
            text=titles.get(holder.record) or _(entity.label),
            author=holder.act.author,
            when=local_time(holder.act.made),
            stream=holder.act.stream,
            mine=mine.did(holder.act),
        )
        for holder in duplicate.holders
    )
    return Conflict(
        key=f"{Kind.CODE}.{duplicate.holders[0].record}.{entity.code.name}",
        kind=Kind.CODE,
        entity=entity.name,
        record=duplicate.holders[0].record,
        title=duplicate.code,
        field=entity.code.name,
        label=_(entity.code.label),
        said=said,
        about=_(_ALIKE).format(count=len(said)),
    )


def _of_links(reader: Reader, one: Fallen, mine: _Mine) -> Conflict:
    """A circle of links between tasks: each of them, in the order in which they were laid."""
    entity = reader.catalogue.entity(one.entity)
    names = _link_names(reader, one.circle)
    said = [
        Said(Id(link), names[Id(link)], act.author, local_time(act.made), act.stream, mine.did(act))
        for link, act in laid_by(reader.connection, one.circle).items()
        if link in names
    ]
    title = names.get(Id(one.link), _(entity.label))
    return Conflict(
        key=f"{Kind.LINKS}.{one.link}",
        kind=Kind.LINKS,
        entity=one.entity,
        record=Id(one.link),
        title=title,
        field="predecessor_id" if entity.has("predecessor_id") else "giver_task_id",
        label=_(entity.label),
        said=tuple(sorted(said, key=lambda each: each.value == one.link)),
        about=_(_CIRCLE).format(links=", ".join(each.text for each in said), last=title),
    )


def _link_names(reader: Reader, links: Iterable[str]) -> dict[Id, str]:
    """What each link leads from and to, by the names of the tasks."""
    ids = [Id(link) for link in links]
    ends: dict[Id, tuple[Id, Id]] = {}
    for name, giver in (("task_link", "predecessor_id"), ("dependency", "giver_task_id")):
        for record in reader.many(reader.catalogue.entity(name), ids):
            ends[record.id] = Id(str(record[giver])), Id(str(record["task_id"]))
    tasks = {task for pair in ends.values() for task in pair}
    titles = reader.titles(reader.catalogue.entity("task"), tasks)
    return {
        link: " → ".join(f"‘{shorten(titles.get(task) or '–', 50)}’" for task in pair)
        for link, pair in ends.items()
    }


def _said(reader: Reader, dispute: Dispute, claim: Claim, mine: _Mine) -> Said:
    return Said(
        value=claim.value,
        text=_text(reader, dispute, claim.value),
        author=claim.act.author,
        when=local_time(claim.act.made),
        stream=claim.act.stream,
        mine=mine.did(claim.act),
        gone=claim.gone,
    )


def _by_code(reader: Reader, field: Field, said: Said) -> Said:
    """The record that is linked to, told from another of its name by its code."""
    entity = reader.catalogue.entity(field.target)
    record = reader.get(entity, Id(said.value)) if isinstance(said.value, str) else None
    return replace(said, text=named(entity, record)) if record is not None else said


def _about(reader: Reader, dispute: Dispute, said: Sequence[Said], parts: str) -> str:
    names = list(dict.fromkeys(each.author for each in said))
    if dispute.kind is Kind.CIRCLE:
        return _("{who} chose a parent that lies under the record itself, so it stays where it was.").format(
            who=names[-1]
        )
    if dispute.kind is Kind.ADRIFT:
        return _(_NOWHERE).format(one=said[0].author, what=said[0].text, other=said[-1].author)
    if dispute.kind is Kind.DELETED:
        about = _of_deleted(reader, dispute, said)
        if parts:
            about += " " + _("With it went {parts}: whoever keeps it has that back.").format(parts=parts)
        return about
    if len(names) > 1:
        return _("{one} and {other} gave it different values.").format(
            one=", ".join(names[:-1]), other=names[-1]
        )
    return _("{one} gave it different values on different laptops.").format(one=names[0])


def _of_deleted(reader: Reader, dispute: Dispute, said: Sequence[Said]) -> str:
    deleted = [each.author for each in said if each.gone]
    went_on = [each.author for each in said if not each.gone]
    if went_on:
        return _("Deleted by {one}, edited by {other}, who did not know of it.").format(
            one=deleted[0], other=went_on[-1]
        )
    doomed = with_parts(reader, dispute.entity, [dispute.record])
    added = [(name, id) for name, ids in doomed.items() for id in ids if id != dispute.record]
    if not added:
        return _("Deleted by {one}, who did not know that somebody had added something to it.").format(
            one=deleted[0]
        )
    entity, id = reader.catalogue.entity(added[0][0]), added[0][1]
    author = steps(reader.connection, reader.catalogue, record=id)[0].change_set.author
    text = ngettext(
        "Deleted by {one}, who did not know that {other} had added {what} to it.",
        "Deleted by {one}, who did not know that {other} had added {what} to it, and more.",
        len(added),
    )
    title = reader.titles(entity, [id]).get(id)
    what = f"“{title}” ({_(entity.label).lower()})" if title else _(entity.label).lower()
    return text.format(one=deleted[0], other=author, what=what)


def _text(reader: Reader, dispute: Dispute, value: Value) -> str:
    if not dispute.field:
        return ""
    field = reader.catalogue.entity(dispute.entity).field(dispute.field)
    titles: dict[Id, str] = {}
    if field.target and isinstance(value, str):
        id = Id(value)
        titles = reader.titles(reader.catalogue.entity(field.target), [id])
        titles.setdefault(id, last_title(reader, field.target, id))
    if (dispute.entity, dispute.field) == _RULE and isinstance(value, str):
        rule = reader.get(reader.catalogue.entity(dispute.entity), dispute.record)
        return rule_words(str(rule["name"]) if rule is not None else "", value)
    return words(reader.catalogue, field, value, titles=titles)


def _with_projects(reader: Reader, told: Sequence[Conflict]) -> list[Conflict]:
    owners = projects_of(reader, ((conflict.entity, conflict.record) for conflict in told))
    titles = reader.titles(reader.catalogue.entity("project"), set(owners.values()))
    return [
        replace(conflict, project=owner, project_title=titles.get(owner, ""))
        if (owner := owners.get(conflict.record)) is not None
        else conflict
        for conflict in told
    ]


def _titles(reader: Reader, found: Iterable[Dispute]) -> dict[Id, str]:
    by_entity: dict[str, list[Id]] = {}
    for dispute in found:
        by_entity.setdefault(dispute.entity, []).append(dispute.record)
    titles: dict[Id, str] = {}
    for name, ids in by_entity.items():
        entity = reader.catalogue.entity(name)
        titles |= {record.id: name_of(entity, entity.values(record)) for record in reader.many(entity, ids)}
    return titles
