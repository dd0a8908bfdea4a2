# SPDX-License-Identifier: Apache-2.0
"""The data of a pack, gathered from the workspace in one reading."""

import json
from collections.abc import Sequence
from dataclasses import replace

from portfolio_desktop.base.dates import dates_for_everybody, format_month
from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.base.i18n import _, for_papers
from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.catalogue.filters import Filter, Op, Test
from portfolio_desktop.catalogue.records.portfolio import Portfolio
from portfolio_desktop.catalogue.records.project import Project
from portfolio_desktop.domain.pack.changes import compare
from portfolio_desktop.domain.pack.data import PackData, PackProject
from portfolio_desktop.domain.pack.figures import concerns
from portfolio_desktop.domain.pack.frozen import named
from portfolio_desktop.domain.pack.governance import Governance
from portfolio_desktop.domain.risk_matrix import SHIPPED
from portfolio_desktop.services.overdue import still_open, together
from portfolio_desktop.services.packs import decisions, rows, threats
from portfolio_desktop.services.packs.changed import with_the_rest
from portfolio_desktop.services.packs.choices import ALL, CONCERNS, NONE, REPORTED, PackChoices
from portfolio_desktop.services.packs.edition import edition_of, portfolio_of
from portfolio_desktop.services.packs.governing import Scope, governance, strays
from portfolio_desktop.services.packs.plans import schedule_of
from portfolio_desktop.services.packs.previous import previous
from portfolio_desktop.services.packs.quality import quality_of
from portfolio_desktop.services.packs.resources import resources_of
from portfolio_desktop.services.periods import period_ends
from portfolio_desktop.services.words import called
from portfolio_desktop.storage.read import Reader


@for_papers()
@dates_for_everybody()
def gather(reader: Reader, choices: PackChoices) -> PackData:
    """The data of the pack as the workspace stands in this reading."""
    as_of = choices.as_of or reader.today
    portfolio = portfolio_of(reader, choices)
    earlier = previous(reader, choices)
    before = earlier.data
    ends = tuple(period_ends(reader, as_of)[-choices.periods :])
    edition = edition_of(reader, choices, portfolio, as_of, ends[-1] if ends else None, before)
    ends = ends or (as_of,)
    records = rows.chosen(reader, _chosen(reader, choices))
    over = _over(reader, choices)
    scope = Scope(records, as_of, edition.previous, over)
    data = PackData(
        edition=edition,
        projects=rows.rows(reader, records, ends, before.projects if before else ()),
        risks=threats.risks(reader, scope.keys, before.risks if before else None),
        asks=decisions.asks(reader, scope.keys, _board(portfolio)),
        judgement=_judgement(choices, portfolio),
        periods=tuple(format_month(end) for end in ends),
        unreadable=earlier.unreadable,
        matrix="" if reader.rules.matrix == SHIPPED else json.dumps(reader.rules.matrix.to_plain()),
        exposure=threats.exposure_of(reader, records),
        burn=threats.burn_of(reader) if _is_all(reader, records) else None,
        governance=governance(reader, scope, challenged=choices.challenge),
        resources=resources_of(reader, scope.keys),
        quality=quality_of(reader, before) if _is_all(reader, records) else None,
        over=len(over),
    )
    data = replace(data, one_pagers=_one_pagers(data, choices))
    data = replace(data, governance=_with_strays(reader, data, records))
    paged = {ALL: scope.keys, REPORTED: set(data.one_pagers), NONE: set()}[choices.plan_rule]
    data = replace(data, schedule=schedule_of(reader, records, data.projects, paged, before))
    data = _with_former_codes(reader, data)
    if before is not None and earlier.pack is not None:
        changes = with_the_rest(reader, compare(before, data), earlier.pack, scope.keys)
        data = replace(data, changes=changes)
    return named(data)


def _with_former_codes(reader: Reader, data: PackData) -> PackData:
    """Risks, issues and projects with the codes that boards knew them by."""
    former: dict[Id, str] = {}
    for entity in ("risk", "issue", "project"):
        former |= reader.former_codes(entity)
    if not former:
        return data
    return replace(
        data,
        risks=tuple(replace(risk, code=called(risk.code, former.get(Id(risk.key)))) for risk in data.risks),
        projects=tuple(
            replace(each, code=called(each.code, former.get(Id(each.key)))) for each in data.projects
        ),
    )


def _board(portfolio: Portfolio | None) -> Id | None:
    return Id(portfolio.board_id) if portfolio and isinstance(portfolio.board_id, str) else None


def _is_all(reader: Reader, records: Sequence[Project]) -> bool:
    """Whether the pack is about every project: only of all risks together is it known how they went."""
    entity = reader.catalogue.entity("project")
    return len(records) == reader.count(entity, still_open(reader.catalogue, entity))


def _with_strays(reader: Reader, data: PackData, records: Sequence[Project]) -> Governance | None:
    """How the projects that have a page of their own stand to their tolerances."""
    told = set(data.one_pagers)
    found = strays(reader, [each for each in records if each.id in told])
    return replace(data.governance, strays=found) if data.governance else None


def _over(reader: Reader, choices: PackChoices) -> frozenset[Id]:
    """The projects of those that the pack is about which are closed, so that it leaves them out."""
    entity = reader.catalogue.entity("project")
    about = together(_about(choices))
    still = {row[0] for row in reader.values(entity, (), _chosen(reader, choices))}
    return frozenset(row[0] for row in reader.values(entity, (), about) if row[0] not in still)


def _chosen(reader: Reader, choices: PackChoices) -> Filter:
    return together((still_open(reader.catalogue, reader.catalogue.entity("project")), *_about(choices)))


def _about(choices: PackChoices) -> list[Filter]:
    """What the choices say of whose projects the pack is about."""
    parts: list[Filter] = []
    if choices.portfolio is not None:
        parts.append(Test("portfolio_id", Op.IS, choices.portfolio))
    if choices.programmes:
        parts.append(Test("programme_id", Op.ANY_OF, list(choices.programmes)))
    return parts


def _judgement(choices: PackChoices, portfolio: Portfolio | None) -> str:
    if choices.judgement is not None:
        return choices.judgement
    return (portfolio.summary or "") if portfolio else ""


def _one_pagers(data: PackData, choices: PackChoices) -> tuple[str, ...]:
    if choices.one_pagers:
        by_code = {project.code.casefold(): project.key for project in data.projects}
        return tuple(_key(by_code, code) for code in choices.one_pagers)
    rules: dict[str, Sequence[PackProject]] = {
        CONCERNS: concerns(data)[: choices.most_concerns],
        ALL: data.projects,
        NONE: (),
    }
    return tuple(project.key for project in rules[choices.one_pager_rule])


def _key(by_code: dict[str, str], code: str) -> str:
    key = by_code.get(code.strip().casefold())
    if key is None:
        raise Refusal(
            _("No project of this pack has the code {code}. Check the list of one-pagers.").format(code=code)
        )
    return key
