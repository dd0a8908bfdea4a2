# SPDX-License-Identifier: Apache-2.0
"""What two people made apart of which there should be one: own fields, rules, words of lists, reports, plans.

Every laptop goes by the one that was made last, and of a plan shows both. Nobody has said so: people are told, so that they
can choose.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date
from typing import cast

from portfolio_desktop.base.dates import format_date
from portfolio_desktop.base.i18n import N_, _
from portfolio_desktop.catalogue.fields import Id, Record
from portfolio_desktop.services.office import Office
from portfolio_desktop.services.words import words
from portfolio_desktop.storage.read import Reader

_FIELD = N_(
    "“{field}” of {register} was added apart as {kinds}, and is kept as {last}. In the register “{where}”, delete the one "
    "that is not meant."
)
_RULE = N_(
    "The rule “{rule}” was set apart in different ways, and the one set last holds. In the register “{where}”, delete the "
    "one that is not meant."
)
_WORD = N_(
    "“{code}” was added to the list {list} apart as {labels}, and is shown as {last} everywhere. In the register “{where}”, "
    "delete the one that is not meant; of two that are meant, give one another code."
)
_REPORT = N_(
    "“{project}” has {count} reports for the period to {day} that do not say the same, and the one made last counts. In the "
    "register “{where}”, delete the one that is not meant."
)
_PLAN = N_(
    "The plan of “{project}” stands there twice: it was opened on two laptops apart, and {count} tasks are doubled. Undo the "
    "opening on one of them, or delete the tasks of one."
)

KEPT_ONCE = frozenset({"status_report", "task"})
"""What may be made twice by what others send without the office's fields and lists changing."""


def doubled(office: Office) -> tuple[str, ...]:
    """A sentence for each, with what to do."""
    with office.reading() as reader:
        return (
            *_fields(reader),
            *_rules(reader),
            *_words(reader),
            *_reports(reader),
            *_plans(reader),
        )


def _fields(reader: Reader) -> Iterator[str]:
    entity = reader.catalogue.entity("own_field")
    for found in _of_one_name(reader, "own_field", "entity", "name"):
        kinds = [_kind(reader, each) for each in found]
        register = str(found[-1]["entity"])
        if len(set(kinds)) > 1 and reader.catalogue.knows(register):
            yield _(_FIELD).format(
                field=found[-1]["label"] or found[-1]["name"],
                register=_(reader.catalogue.entity(register).plural).lower(),
                kinds=", ".join(dict.fromkeys(kinds)),
                last=kinds[-1],
                where=_(entity.plural),
            )


def _rules(reader: Reader) -> Iterator[str]:
    for found in _of_one_name(reader, "rule", "name"):
        if len({each["definition"] for each in found}) > 1:
            where = _(reader.catalogue.entity("rule").plural)
            yield _(_RULE).format(rule=found[-1]["title"] or found[-1]["name"], where=where)


def _words(reader: Reader) -> Iterator[str]:
    for found in _of_one_name(reader, "list_item", "list", "code"):
        found.sort(key=lambda item: cast(int, item["position"] or 0))
        labels = [f"“{each['label']}”" for each in found]
        if len(set(labels)) > 1:
            yield _(_WORD).format(
                code=found[-1]["code"],
                list=found[-1]["list"],
                labels=", ".join(dict.fromkeys(labels)),
                last=labels[-1],
                where=_(reader.catalogue.entity("list_item").plural),
            )


def _reports(reader: Reader) -> Iterator[str]:
    entity = reader.catalogue.entity("status_report")
    of_period: defaultdict[tuple[object, ...], list[Id]] = defaultdict(list)
    for id, *about in reader.values(entity, ("project_id", "period_end", "status")):
        if None not in about[:2]:
            of_period[tuple(about)].append(id)
    for (project, day, _status), ids in of_period.items():
        said = (
            {tuple(entity.values(each).values()) for each in reader.many(entity, ids)} if ids[1:] else set()
        )
        if len(said) > 1:
            yield _(_REPORT).format(
                project=_project(reader, project),
                count=len(ids),
                day=format_date(cast(date, day)),
                where=_(entity.plural),
            )


def _plans(reader: Reader) -> Iterator[str]:
    """Projects of which most tasks that came with a plan are there twice, by the same name and identity in its file."""
    entity = reader.catalogue.entity("task")
    of_project: defaultdict[object, Counter[tuple[object, ...]]] = defaultdict(Counter)
    for _id, project, *named in reader.values(entity, ("project_id", "plan_uid", "title")):
        if None not in (project, *named):
            of_project[project][tuple(named)] += 1
    for project, found in of_project.items():
        count = sum(1 for times in found.values() if times > 1)
        if 2 * count > len(found):
            yield _(_PLAN).format(project=_project(reader, project), count=count)


def _project(reader: Reader, project: object) -> str:
    id = Id(str(project))
    return reader.titles(reader.catalogue.entity("project"), [id]).get(id, "")


def _of_one_name(reader: Reader, entity: str, *name: str) -> Iterator[list[Record]]:
    """Records of a register of which there should be one of each name, in the order in which they were made."""
    named: defaultdict[tuple[object, ...], list[Record]] = defaultdict(list)
    for record in sorted(reader.all(reader.catalogue.entity(entity)), key=lambda record: record.id):
        named[tuple(record[each] for each in name)].append(record)
    return (found for found in named.values() if len(found) > 1)


def _kind(reader: Reader, own: Record) -> str:
    """What the field holds: of which list or in which unit, too."""
    field = reader.catalogue.entity("own_field").field("kind")
    detail = ", ".join(str(own[name]) for name in ("options", "unit") if own[name])
    kind = f"“{words(reader.catalogue, field, own['kind'])}”"
    return f"{kind} ({detail})" if detail else kind
