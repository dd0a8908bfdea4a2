# SPDX-License-Identifier: Apache-2.0
"""A work package as a paper to be handed to somebody: all that was agreed, in words, complete in itself."""

from dataclasses import dataclass
from datetime import date

from portfolio_desktop.base.dates import format_date
from portfolio_desktop.base.i18n import _
from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.catalogue.filters import Op, Sort, Test
from portfolio_desktop.catalogue.records.portfolio import Portfolio
from portfolio_desktop.services.capacity.sense import criteria_of
from portfolio_desktop.services.office import Office, record_of
from portfolio_desktop.services.words import link_titles, words
from portfolio_desktop.storage.read import Reader

_FACTS = (
    ("project_id", "task_id", "starts", "due", "effort"),
    ("responsible_id", "accountable_id", "supervisor_id", "next_review"),
)
_CAME = (
    "status",
    "offered_on",
    "answered_on",
    "answer",
    "delivered_on",
    "result",
    "taken_on",
    "taken_by_id",
    "feedback",
)


@dataclass(frozen=True, slots=True)
class Criterion:
    title: str
    method: str
    found: str


@dataclass(frozen=True, slots=True)
class PackageSheet:
    """Everything in words. `facts` and `came` are labels with what is said; what is empty is left out."""

    owner: str
    marking: str
    made_on: date
    title: str
    outcome: str
    authority: str
    facts: tuple[tuple[str, str], ...]
    needs: tuple[str, ...]
    criteria: tuple[Criterion, ...]
    blockers: tuple[str, ...]
    came: tuple[tuple[str, str], ...]
    responsible: str
    accountable: str


def package_sheet(office: Office, package: Id) -> PackageSheet:
    """The package as it stands."""
    with office.reading() as reader:
        entity = reader.catalogue.entity("work_package")
        record = record_of(reader, "work_package", package)
        titles = link_titles(reader, entity, [record])

        def said(*names: str) -> tuple[tuple[str, str], ...]:
            found = (
                (name, words(reader.catalogue, entity.field(name), record[name], titles=titles))
                for name in names
            )
            return tuple((_(entity.field(name).label), text) for name, text in found if text)

        owner, marking = owner_of(reader)
        return PackageSheet(
            owner=owner,
            marking=marking,
            made_on=reader.today,
            title=f"{record['code'] or ''} {record['title'] or ''}".strip(),
            outcome=str(record["outcome"] or ""),
            authority=str(record["authority"] or ""),
            facts=said(*(name for names in _FACTS for name in names)),
            needs=_needs(reader, package),
            criteria=_criteria(reader, package),
            blockers=_blockers(reader, package),
            came=said(*_CAME),
            responsible=titles.get(Id(str(record["responsible_id"])), ""),
            accountable=titles.get(Id(str(record["accountable_id"])), ""),
        )


def owner_of(reader: Reader) -> tuple[str, str]:
    """The name of the portfolio and the marking of its papers; empty where none is kept."""
    entity = reader.catalogue.entity("portfolio")
    for each in reader.all(entity, order=(Sort("code"),)):
        assert isinstance(each, Portfolio)
        return each.title or "", words(reader.catalogue, entity.field("marking"), each.marking)
    return "", ""


def _criteria(reader: Reader, package: Id) -> tuple[Criterion, ...]:
    field = reader.catalogue.entity("package_criterion").field("found")
    return tuple(
        Criterion(
            str(each["title"] or ""),
            str(each["method"] or ""),
            words(reader.catalogue, field, each["found"]),
        )
        for each in criteria_of(reader, package)
    )


def _needs(reader: Reader, package: Id) -> tuple[str, ...]:
    entity = reader.catalogue.entity("package_need")
    found = reader.all(entity, Test("work_package_id", Op.IS, package))
    titles = link_titles(reader, entity, found)
    return tuple(
        " · ".join(
            filter(
                None,
                (
                    words(reader.catalogue, entity.field(name), each[name], titles=titles)
                    for name in ("skill_id", "level_id", "days", "title")
                ),
            )
        )
        for each in found
    )


def _blockers(reader: Reader, package: Id) -> tuple[str, ...]:
    entity = reader.catalogue.entity("package_blocker")
    found = reader.all(entity, Test("work_package_id", Op.IS, package), (Sort("raised_on"),))
    titles = link_titles(reader, entity, found)
    said = []
    for each in found:
        parts = [
            str(each["title"] or ""),
            str(each["support"] or ""),
            titles.get(Id(str(each["asked_of_id"])), ""),
        ]
        if isinstance(day := each["needed_by"], date):
            parts.append(_("needed by {day}").format(day=format_date(day)))
        if isinstance(day := each["cleared_on"], date):
            parts.append(_("cleared {day}").format(day=format_date(day)))
        said.append(" · ".join(filter(None, parts)))
    return tuple(said)
