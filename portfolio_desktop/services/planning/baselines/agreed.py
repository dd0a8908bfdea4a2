# SPDX-License-Identifier: Apache-2.0
"""The one baseline that a plan is measured against where nobody has chosen another: that which was agreed last.

A plan without one is measured against the baseline dates that its records state. Pictures of plans as they were
received, and those taken for comparison, measure nothing of themselves.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.catalogue.filters import EVERYTHING, All, Op, Test
from portfolio_desktop.services.planning.baselines.pictures import Picture, read_picture
from portfolio_desktop.storage.read import Reader


@dataclass(frozen=True, slots=True)
class Agreed:
    """A baseline that was agreed, without its picture."""

    id: Id
    title: str
    taken_on: date | None


def agreed_last(reader: Reader, project: Id | None = None) -> Mapping[Id, Agreed]:
    """By project, of one or of all, the baseline to be measured against. Those without one are left out."""
    own = EVERYTHING if project is None else Test("project_id", Op.IS, project)
    where = All((Test("kind", Op.IS, "agreed"), own))
    rows = reader.values(reader.catalogue.entity("baseline"), ("project_id", "title", "taken_on"), where)
    ordered = sorted(rows, key=lambda row: (row[3] or date.min, row[0]))
    return {of: Agreed(id, title or "", taken) for id, of, title, taken in ordered if of is not None}


def picture_kept(reader: Reader, baseline: Id) -> Picture:
    """The picture that a baseline keeps; an empty one where it has gone."""
    record = reader.get(reader.catalogue.entity("baseline"), baseline)
    return read_picture(str(record["definition"] or "") if record else None)
