# SPDX-License-Identifier: Apache-2.0
"""What the page of people shows, read at one moment: everybody, what they can do, what they hold, who they are."""

from dataclasses import dataclass

from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.domain.skills.expiry import Validity
from portfolio_desktop.services.office import Office
from portfolio_desktop.services.skills.chart import Place, chart_of
from portfolio_desktop.services.skills.expiring import QualificationLine, qualifications
from portfolio_desktop.services.skills.fit import SuccessionLine, succession_of
from portfolio_desktop.services.skills.gathered import Gathered, gathered
from portfolio_desktop.services.words import link_titles, words

_DETAILS = (
    "organisation",
    "profession",
    "location",
    "email",
    "phone",
    "manager_id",
    "share",
    "pattern",
    "calendar_id",
    "engaged_as",
    "starts_on",
    "leaves_on",
)


@dataclass(frozen=True, slots=True)
class PeopleBoard:
    """All of it. `qualifications` are those of people here, the first to expire first."""

    found: Gathered
    places: tuple[Place, ...]
    succession: tuple[SuccessionLine, ...]
    qualifications: tuple[QualificationLine, ...]

    @property
    def expiring(self) -> tuple[QualificationLine, ...]:
        return tuple(
            each for each in self.qualifications if each.validity in (Validity.EXPIRED, Validity.SOON)
        )

    @property
    def assessed(self) -> int:
        """How many people here have a skill at a known level."""
        return sum(bool(self.found.steps(each.id)) for each in self.found.here)


def people_board(office: Office) -> PeopleBoard:
    """Read it."""
    with office.reading() as reader:
        found = gathered(reader)
        here = {each.id for each in found.here}
        held = tuple(each for each in qualifications(reader) if each.person in here)
    return PeopleBoard(found, chart_of(found), succession_of(found), held)


def details(office: Office, person: Id) -> tuple[tuple[str, str], ...]:
    """What else is kept about somebody, as labels with words; what is empty is left out."""
    with office.reading() as reader:
        entity = reader.catalogue.entity("person")
        record = reader.get(entity, person)
        if record is None:
            return ()
        titles = link_titles(reader, entity, [record])
        said = [
            (name, words(reader.catalogue, entity.field(name), record[name], titles=titles))
            for name in _DETAILS
        ]
        return tuple((entity.field(name).label, text) for name, text in said if text)
