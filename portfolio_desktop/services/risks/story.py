# SPDX-License-Identifier: Apache-2.0
"""Everything about one risk, for its page and its bow-tie: what is done, what hangs on it, how it came to stand there."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, cast

from portfolio_desktop.base.clock import local_time
from portfolio_desktop.base.i18n import _
from portfolio_desktop.catalogue.entity import Entity
from portfolio_desktop.catalogue.fields import Field, Id, Kind, Record
from portfolio_desktop.catalogue.filters import Op, Sort, Test
from portfolio_desktop.catalogue.records.risk import Risk, RiskResponse
from portfolio_desktop.domain.risk_matrix import RiskMatrix
from portfolio_desktop.services.office import Office, record_of
from portfolio_desktop.services.risks.judging import STEPS, Judge, Places
from portfolio_desktop.services.risks.lines import Lines, RiskLine
from portfolio_desktop.services.risks.since import Since
from portfolio_desktop.services.words import link_titles, words
from portfolio_desktop.storage.moments import life
from portfolio_desktop.storage.read import Reader

_DUE = ("due", "needed_by", "answer_by", "validate_by", "review_on")


@dataclass(frozen=True, slots=True)
class ResponseLine:
    """One thing that is done about the risk. `late` is one that is not over and was due before today."""

    response: RiskResponse
    strategy: str
    owner: str
    status: str
    is_over: bool
    late: bool


@dataclass(frozen=True, slots=True)
class Linked:
    """Another record that has to do with the risk; texts are empty where the record has no such thing."""

    entity: str
    id: Id
    code: str
    title: str
    status: str
    is_over: bool
    owner: str
    due: date | None


@dataclass(frozen=True, slots=True)
class LinkGroup:
    """Records of one register that point at the risk in the same way: issues that came from it, risks that feed it."""

    entity: str
    field: str
    label: str
    records: tuple[Linked, ...]


@dataclass(frozen=True, slots=True)
class Placed:
    """Where the risk stood from `when` on (this laptop's own time), and the act that put it there."""

    when: datetime
    author: str
    label: str
    places: Places
    status: str


@dataclass(frozen=True, slots=True)
class RiskStory:
    """One risk. `bears_on` is what its links lead to: objectives, milestones, controls. `history` is in order of time."""

    risk: Risk
    line: RiskLine
    matrix: RiskMatrix
    since: Since
    titles: Mapping[Id, str]
    responses: tuple[ResponseLine, ...]
    linked: tuple[LinkGroup, ...]
    bears_on: tuple[Linked, ...]
    decisions: tuple[Linked, ...]
    feeds: Linked | None
    history: tuple[Placed, ...]

    def group(self, entity: str) -> tuple[Linked, ...]:
        """All linked records of one register: `group("issue")` are the issues that it became."""
        return tuple(each for group in self.linked if group.entity == entity for each in group.records)


def risk_story(office: Office, id: Id) -> RiskStory:
    """The story of one risk, open or over. Refuses when it is no longer there."""
    with office.reading() as reader:
        risk = cast(Risk, record_of(reader, "risk", id))
        lines = Lines(reader, id)
        feeds = _records(reader, "risk", [risk.contributes_to_id])
        return RiskStory(
            risk=risk,
            line=lines.of(risk),
            matrix=lines.judge.matrix,
            since=lines.since,
            titles=link_titles(reader, reader.catalogue.entity("risk"), [risk]),
            responses=tuple(_responses(reader, id)),
            linked=tuple(_linked(reader, id)),
            bears_on=tuple(_bears_on(reader, id)),
            decisions=_decisions(reader, id),
            feeds=feeds[0] if feeds else None,
            history=tuple(_history(reader, lines.judge, id)),
        )


def _responses(reader: Reader, risk: Id) -> Iterator[ResponseLine]:
    entity = reader.catalogue.entity("risk_response")
    found = reader.all(entity, Test("risk_id", Op.IS, risk), (Sort("due"), Sort("code")))
    titles = link_titles(reader, entity, found)
    for response in cast(list[RiskResponse], found):
        over = _is_over(reader, entity, response)
        said = {
            name: words(reader.catalogue, entity.field(name), response[name], titles=titles)
            for name in ("strategy", "owner_id", "status")
        }
        late = not over and isinstance(response.due, date) and response.due < reader.today
        yield ResponseLine(response, said["strategy"], said["owner_id"], said["status"], over, late)


def _linked(reader: Reader, risk: Id) -> Iterator[LinkGroup]:
    """What points at the risk, but for its responses and its links, which are told apart."""
    for entity, field in reader.catalogue.holders("risk"):
        if entity.name in ("risk_response", "risk_link"):
            continue
        found = reader.all(entity, Test(field.name, Op.IS, risk))
        if found:
            label = _("Fed by") if entity.name == "risk" else _(entity.plural)
            yield LinkGroup(entity.name, field.name, label, tuple(_shown(reader, entity, found)))


def _bears_on(reader: Reader, risk: Id) -> Iterator[Linked]:
    """The far ends of the risk's links."""
    entity = reader.catalogue.entity("risk_link")
    links = reader.all(entity, Test("risk_id", Op.IS, risk))
    for field in _ends(entity):
        yield from _records(reader, field.target, [link[field.name] for link in links])


def _ends(entity: Entity) -> list[Field]:
    return [field for field in entity.fields if field.kind is Kind.LINK and not field.part_of]


def _decisions(reader: Reader, risk: Id) -> tuple[Linked, ...]:
    """The decisions from which actions about the risk came."""
    entity = reader.catalogue.entity("action")
    found = [
        decision for _id, decision in reader.values(entity, ("decision_id",), Test("risk_id", Op.IS, risk))
    ]
    return _records(reader, "decision", found)


def _records(reader: Reader, name: str, ids: Sequence[Any]) -> tuple[Linked, ...]:
    entity = reader.catalogue.entity(name)
    wanted = dict.fromkeys(Id(id) for id in ids if isinstance(id, str))
    found = {record.id: record for record in reader.many(entity, wanted)}
    return tuple(_shown(reader, entity, [found[id] for id in wanted if id in found]))


def _shown(reader: Reader, entity: Entity, found: Sequence[Record]) -> Iterator[Linked]:
    titles = link_titles(reader, entity, found)
    for record in found:
        due = (record[name] for name in _DUE if entity.has(name))
        yield Linked(
            entity=entity.name,
            id=record.id,
            code=str(record[entity.code.name] or "") if entity.code else "",
            title=str(record[entity.title] or ""),
            status=_words(reader, entity, record, "status", titles),
            is_over=_is_over(reader, entity, record),
            owner=_words(reader, entity, record, "owner_id", titles),
            due=next((day for day in due if isinstance(day, date)), None),
        )


def _words(reader: Reader, entity: Entity, record: Record, name: str, titles: Mapping[Id, str]) -> str:
    if not entity.has(name):
        return ""
    return words(reader.catalogue, entity.field(name), record[name], titles=titles)


def _is_over(reader: Reader, entity: Entity, record: Record) -> bool:
    if not entity.has("status") or not isinstance(code := record["status"], str):
        return False
    item = reader.catalogue.choices(entity.field("status")).item(code)
    return item is not None and item.over


def _history(reader: Reader, judge: Judge, risk: Id) -> Iterator[Placed]:
    """Every act after which the risk stood elsewhere than before, or had another status."""
    known: dict[str, Any] = {}
    last: tuple[Places, Any] | None = None
    status = reader.catalogue.entity("risk").field("status")
    acts = [each for each in life(reader.connection, "risk", ("status", *STEPS), risk) if each.values]
    for place, each in enumerate(acts):
        known.update(each.values)
        following = acts[place + 1] if place + 1 < len(acts) else None
        if following is not None and following.change_set == each.change_set:
            continue  # another edit of the same act
        now = judge.places_then(known), known.get("status")
        if now != last:
            said = words(reader.catalogue, status, now[1] if isinstance(now[1], str) else None)
            yield Placed(local_time(each.made), each.author, each.label, now[0], said)
            last = now
