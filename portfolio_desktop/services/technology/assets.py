# SPDX-License-Identifier: Apache-2.0
"""What the office runs: which assets lose support, what they cost, how well they serve, and who replaces them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import cast

from portfolio_desktop.base.dates import format_date
from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.base.i18n import _
from portfolio_desktop.base.values import Unknown
from portfolio_desktop.catalogue.fields import Id, Value
from portfolio_desktop.catalogue.filters import EVERYTHING, Not, Op, Sort, Test
from portfolio_desktop.catalogue.records.asset import Asset, ServiceMeasure
from portfolio_desktop.domain.rating import Level
from portfolio_desktop.domain.support import Window, meets, window_of
from portfolio_desktop.domain.toned import badge_of
from portfolio_desktop.services import records
from portfolio_desktop.services.office import Office, record_of
from portfolio_desktop.services.reading import Total
from portfolio_desktop.services.words import words
from portfolio_desktop.storage.changes import Changes, Create, Edit
from portfolio_desktop.storage.read import Reader

IN_USE = Not(Test("lifecycle", Op.ANY_OF, ["retired"]))
"""The assets that still cost something and have to be replaced."""


@dataclass(frozen=True, slots=True)
class AssetLine:
    """One asset. `days` counts from today to the end of support, below 0 once it has ended.

    `disposition` is a code of its list; `project` the one that replaces it, with its title.
    """

    id: Id
    code: str
    title: str
    supplier: str
    criticality: Level | None
    criticality_words: str
    run_cost: Decimal | Unknown | None
    replace_cost: Decimal | Unknown | None
    disposition: str | None
    support_end: date | None
    days: int | None
    window: Window
    project: Id | None
    project_title: str


@dataclass(frozen=True, slots=True)
class MeasureLine:
    """The latest reading of one measure of an asset. `met` is None where that cannot be told.

    `before` holds whether earlier readings met their targets, oldest first.
    """

    id: Id
    asset: Id
    asset_title: str
    title: str
    unit: str
    target: Decimal | None
    actual: Decimal | None
    period_end: date | None
    higher_is_better: bool | None
    met: bool | None
    before: tuple[bool | None, ...]


@dataclass(frozen=True, slots=True)
class Estate:
    """All assets in use, the one that loses support first at the head, and the latest reading of every measure."""

    assets: tuple[AssetLine, ...]
    run_cost: Total
    measures: tuple[MeasureLine, ...]

    def within(self, window: Window) -> tuple[AssetLine, ...]:
        return tuple(asset for asset in self.assets if asset.window is window)

    @property
    def missed(self) -> int:
        """How many measures miss their targets."""
        return sum(measure.met is False for measure in self.measures)


def estate(office: Office) -> Estate:
    """What is in use, as it stands today."""
    with office.reading() as reader:
        entity = reader.catalogue.entity("asset")
        found = [cast(Asset, record) for record in reader.all(entity, IN_USE, (Sort("title"),))]
        linked = {Id(one.project_id) for one in found if isinstance(one.project_id, str)}
        projects = reader.titles(reader.catalogue.entity("project"), linked) if linked else {}
        lines = [_line(reader, one, projects) for one in found]
        lines.sort(key=lambda line: (line.support_end is None, line.support_end or date.max))
        total = reader.totals(entity, [entity.field("run_cost")], IN_USE)["run_cost"]
        return Estate(tuple(lines), total, _measures(reader, {one.id: one.title or "" for one in found}))


def candidate(office: Office, id: Id) -> Changes:
    """A project in the pipeline that replaces an asset, and the asset linked to it: one change set.

    Refuses an asset that a project replaces already.
    """
    with office.reading() as reader:
        asset = cast(Asset, record_of(reader, "asset", id))
        if isinstance(asset.project_id, str):
            title = reader.titles(reader.catalogue.entity("project"), [asset.project_id]).get(
                asset.project_id, ""
            )
            raise Refusal(
                _(
                    "“{asset}” is to be replaced by “{project}” already. Clear that link first to start another."
                ).format(asset=asset.title, project=title)
            )
    made = records.create(office, "project", _proposal(asset)).items[0]
    assert isinstance(made, Create)
    items: list[Create | Edit] = [made, Edit("asset", id, "project_id", made.record)]
    if asset.disposition in (None, "undecided") or isinstance(asset.disposition, Unknown):
        items.append(Edit("asset", id, "disposition", "replace"))
    return Changes(_("Start a candidate project to replace {asset}").format(asset=asset.code), tuple(items))


def _proposal(asset: Asset) -> dict[str, Value]:
    """What is known of the project from the asset that it replaces."""
    reasons = [_("Replaces {asset} ({code}).").format(asset=asset.title, code=asset.code)]
    if isinstance(asset.support_end, date):
        reasons.append(_("Its support ends on {day}.").format(day=format_date(asset.support_end)))
    if asset.plan:
        reasons.append(asset.plan)
    due = asset.replace_by if isinstance(asset.replace_by, date) else asset.support_end
    values: dict[str, Value] = {
        "title": _("Replacement of {asset}").format(asset=asset.title),
        "description": " ".join(reasons),
        "status": "pipeline",
        "organisation": asset.organisation,
        "whole_life_cost": asset.replace_cost,
        "end": due if isinstance(due, date) else None,
    }
    return {name: value for name, value in values.items() if value is not None}


def _line(reader: Reader, asset: Asset, projects: Mapping[Id, str]) -> AssetLine:
    end = asset.support_end if isinstance(asset.support_end, date) else None
    field = reader.catalogue.entity("asset").field("criticality")
    project = Id(asset.project_id) if isinstance(asset.project_id, str) else None
    return AssetLine(
        id=asset.id,
        code=asset.code or "",
        title=asset.title or "",
        supplier=asset.supplier or "",
        criticality=badge_of(reader.catalogue, field, asset.criticality),
        criticality_words=words(reader.catalogue, field, asset.criticality),
        run_cost=asset.run_cost,
        replace_cost=asset.replace_cost,
        disposition=asset.disposition if isinstance(asset.disposition, str) else None,
        support_end=end,
        days=(end - reader.today).days if end else None,
        window=window_of(end, reader.today),
        project=project,
        project_title=projects.get(project, "") if project else "",
    )


def _measures(reader: Reader, assets: Mapping[Id, str]) -> tuple[MeasureLine, ...]:
    found: dict[tuple[Id, str], list[ServiceMeasure]] = {}
    entity = reader.catalogue.entity("service_measure")
    for record in reader.all(entity, EVERYTHING, (Sort("period_end"),)):
        measure = cast(ServiceMeasure, record)
        if measure.asset_id in assets:
            found.setdefault((Id(str(measure.asset_id)), measure.title or ""), []).append(measure)
    lines = (_measure(assets[asset], asset, title, readings) for (asset, title), readings in found.items())
    return tuple(sorted(lines, key=lambda line: (line.asset_title.casefold(), line.title.casefold())))


def _measure(name: str, asset: Id, title: str, readings: Iterable[ServiceMeasure]) -> MeasureLine:
    *earlier, latest = readings
    end = latest.period_end
    return MeasureLine(
        id=latest.id,
        asset=asset,
        asset_title=name,
        title=title,
        unit=latest.unit or "",
        target=_number(latest.target),
        actual=_number(latest.actual),
        period_end=end if isinstance(end, date) else None,
        higher_is_better=latest.higher_is_better if isinstance(latest.higher_is_better, bool) else None,
        met=_met(latest),
        before=tuple(map(_met, earlier)),
    )


def _met(measure: ServiceMeasure) -> bool | None:
    higher = measure.higher_is_better
    return meets(
        _number(measure.target),
        _number(measure.actual),
        higher_is_better=higher if isinstance(higher, bool) else None,
    )


def _number(value: Decimal | Unknown | None) -> Decimal | None:
    return value if isinstance(value, Decimal) else None
