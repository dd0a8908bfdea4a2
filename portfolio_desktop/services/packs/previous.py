# SPDX-License-Identifier: Apache-2.0
"""The pack before: which one a new pack is compared with, and its frozen data."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from portfolio_desktop.base.dates import format_date
from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.base.i18n import _
from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.catalogue.filters import Op, Sort, Test
from portfolio_desktop.catalogue.records.office import Pack
from portfolio_desktop.domain.pack.data import PackData
from portfolio_desktop.domain.pack.frozen import fingerprint, thaw
from portfolio_desktop.services.packs.choices import PackChoices
from portfolio_desktop.services.periods import json_object
from portfolio_desktop.storage.read import Reader


@dataclass(frozen=True, slots=True)
class Before:
    """The pack before: its record, and what it printed. None of them before the first."""

    pack: Pack | None = None
    data: PackData | None = None
    unreadable: str = ""


def previous(reader: Reader, choices: PackChoices) -> Before:
    """The last pack of the same portfolio and programmes.

    Without data where those that were frozen are damaged: they must not stop the board's next pack, which names the one it
    cannot be compared with.
    """
    entity = reader.catalogue.entity("pack")
    order = (Sort("issued_on", descending=True), Sort("code", descending=True))
    portfolios = [record.id for record in reader.all(reader.catalogue.entity("portfolio"))]
    only = portfolios[0] if len(portfolios) == 1 else None
    for row in reader.rows(entity, Test("frozen", Op.KNOWN), order):
        (pack,) = reader.page(entity, [row])
        assert isinstance(pack, Pack)
        if _may_precede(pack, choices, only):
            try:
                return Before(pack, thawed(pack))
            except Refusal:
                return Before(unreadable=pack.title or pack.code or "–")
    if choices.since is not None:
        raise Refusal(
            _(
                "No pack like this one was issued on data of {day} or before. Leave the day out, or say a later one."
            ).format(day=format_date(choices.since))
        )
    return Before()


def _may_precede(pack: Pack, choices: PackChoices, only: Id | None) -> bool:
    """Whether a pack was issued that the one of these choices can be compared with. `only` is the one portfolio there is."""
    if not pack.frozen or _scope(_options(pack), only) != _scope(choices.to_plain(), only):
        return False
    return choices.since is None or (isinstance(pack.data_as_of, date) and pack.data_as_of <= choices.since)


def thawed(pack: Pack) -> PackData:
    """The frozen data of a pack; refuses those that are damaged or are not its own."""
    data = thaw(pack.frozen or "")
    if fingerprint(data) != pack.fingerprint:
        raise Refusal(
            _("The frozen data of {title} do not match their fingerprint. Restore a backup.").format(
                title=pack.title
            )
        )
    return data


def _options(pack: Pack) -> Mapping[str, object]:
    options = json_object(pack.options).get("choices")
    return options if isinstance(options, dict) else {}


def _scope(options: Mapping[str, object], only: Id | None) -> tuple[object, list[str]]:
    """What two packs must share for the one to be compared with the other. The `only` portfolio is as good as none."""
    portfolio, programmes = options.get("portfolio"), options.get("programmes")
    named = sorted(map(str, programmes)) if isinstance(programmes, list | tuple) else []
    return None if portfolio == only else portfolio, named
