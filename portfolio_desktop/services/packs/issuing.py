# SPDX-License-Identifier: Apache-2.0
"""Steering packs: made from the workspace, issued with their data frozen, and printed again as they were."""

import json
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import cast

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.base.i18n import _
from portfolio_desktop.base.memory import uncollected
from portfolio_desktop.base.values import Rating
from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.catalogue.records.office import Pack
from portfolio_desktop.domain.pack.data import PackData
from portfolio_desktop.domain.pack.frozen import fingerprint, freeze
from portfolio_desktop.services.codes import next_code
from portfolio_desktop.services.office import Office, record_of
from portfolio_desktop.services.packs.building import gather
from portfolio_desktop.services.packs.choices import PackChoices
from portfolio_desktop.services.packs.edition import portfolio_of
from portfolio_desktop.services.packs.previous import thawed
from portfolio_desktop.services.periods import Issued, every_issued
from portfolio_desktop.services.quality.score import IN_PACK, health_of, in_brief
from portfolio_desktop.storage.changes import Changes, Create
from portfolio_desktop.storage.past.frontiers import written


@dataclass(frozen=True, slots=True)
class Made:
    """A pack that somebody looks at: its data, and where the log stood when they were gathered."""

    choices: PackChoices
    data: PackData
    portfolio: Id | None
    quality: dict[str, int]
    frontier: str


def make(office: Office, choices: PackChoices | None = None) -> Made:
    """A pack of the workspace as it now stands, compared with the last one that was issued."""
    chosen = choices or PackChoices()
    with office.reading() as reader, uncollected():
        data = gather(reader, _titled(office, chosen))
        portfolio = portfolio_of(reader, chosen)
        quality = in_brief(data.quality or health_of(reader).score)
        return Made(chosen, data, portfolio.id if portfolio else None, quality, written(reader.connection))


def build(office: Office, choices: PackChoices | None = None) -> PackData:
    """The data alone of a pack as the workspace now stands."""
    with office.reading() as reader, uncollected():
        return gather(reader, _titled(office, choices or PackChoices()))


def _titled(office: Office, choices: PackChoices) -> PackChoices:
    """Where no portfolio is recorded to name the pack, the workspace's own name is what its readers know it by."""
    return choices if choices.title else replace(choices, title=office.path.stem)


def issue(office: Office, wanted: PackChoices | Made | None = None, *, on: datetime | None = None) -> Changes:
    """The record of a pack that goes out now (or on `on`, this laptop's own time), with its data frozen in it.

    One that was made goes out as it was looked at, whatever has been written since; from choices one is made now.
    """
    made = wanted if isinstance(wanted, Made) else make(office, wanted)
    chosen, data, edition = made.choices, made.data, made.data.edition
    entity = office.catalogue.entity("pack")
    with office.reading() as reader:
        code = next_code(reader, entity)
    title = chosen.title or " – ".join(part for part in (edition.portfolio, edition.period) if part)
    moment = on or datetime.now(UTC).astimezone()
    values = {
        "code": code,
        "title": title,
        "portfolio_id": made.portfolio,
        "board": edition.board or None,
        "period": edition.period or None,
        "version": edition.version or None,
        "data_as_of": edition.as_of,
        "issued_on": moment.replace(second=0, microsecond=0, tzinfo=None),
        "issued_by": office.store.author,
        "options": json.dumps(
            {"choices": chosen.to_plain(), "ratings": _ratings(data), IN_PACK: made.quality}, sort_keys=True
        ),
        "frontier": made.frontier,
        "fingerprint": fingerprint(data),
        "frozen": freeze(data),
    }
    said = {name: value for name, value in values.items() if value is not None}
    label = _("Issue pack {code}").format(code=code)
    return Changes(label, (Create("pack", Id(office.store.new_id()), said),))


def reissue(office: Office, id: Id) -> PackData:
    """Exactly what an issued pack printed. Refuses when nothing was frozen, or it is no longer what it was."""
    with office.reading() as reader:
        pack = cast(Pack, record_of(reader, "pack", id))
    if not pack.frozen:
        raise Refusal(
            _("{title} was entered by hand, so there is nothing to print again.").format(title=pack.title)
        )
    with uncollected():
        return thawed(pack)


def issued(office: Office) -> tuple[Issued, ...]:
    """Every pack on record, the last first."""
    with office.reading() as reader:
        return every_issued(reader)


def _ratings(data: PackData) -> dict[str, str]:
    """What the next look at home compares with, without thawing the whole pack."""
    return {p.key: str(p.rating) for p in data.projects if isinstance(p.rating, Rating)}
