# SPDX-License-Identifier: Apache-2.0
"""One's own year: the appraisals of oneself, objectives, what was noted, and what is to be learned."""

from dataclasses import dataclass
from datetime import date
from typing import cast

from portfolio_desktop.catalogue.confidential.appraisals import Appraisal
from portfolio_desktop.catalogue.confidential.evidence import Evidence
from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.catalogue.filters import Op, Sort, Test
from portfolio_desktop.domain.appraisal.standing import Side, Stage, standing_of
from portfolio_desktop.domain.appraisal.telling import next_step
from portfolio_desktop.services.people.aims import Aims, aims_of
from portfolio_desktop.services.people.conversations import OpenPromise, open_promises
from portfolio_desktop.services.people.development import DevelopmentPlan, plan_of
from portfolio_desktop.services.people.evidence import journal
from portfolio_desktop.services.people.known import day
from portfolio_desktop.services.people.people_file import PeopleFile


@dataclass(frozen=True, slots=True)
class OwnAppraisal:
    """An appraisal of the file's owner."""

    id: Id
    title: str
    stage: Stage
    next: str
    ends: date | None


@dataclass(frozen=True, slots=True)
class OwnYear:
    """All of it, the latest appraisal and the latest note first."""

    today: date
    me: Id
    appraisals: tuple[OwnAppraisal, ...]
    aims: Aims
    journal: tuple[Evidence, ...]
    plan: DevelopmentPlan
    promises: tuple[OpenPromise, ...]


def own_year(people: PeopleFile) -> OwnYear:
    """What the owner of the file has to do with themselves."""
    me = people.my_id
    with people.reading() as reader:
        entity = reader.catalogue.entity("appraisal")
        found = reader.all(entity, Test("subject_id", Op.IS, me), (Sort("ends"),))
    own = tuple(_own(cast(Appraisal, one)) for one in reversed(found))
    return OwnYear(
        today=people.today(),
        me=me,
        appraisals=own,
        aims=aims_of(people, me),
        journal=tuple(journal(people, me)),
        plan=plan_of(people, me),
        promises=tuple(open_promises(people, me)),
    )


def _own(one: Appraisal) -> OwnAppraisal:
    standing = standing_of(one)
    return OwnAppraisal(
        one.id, one.title or "", standing.stage, next_step(Side.SELF, standing), day(one.ends)
    )
