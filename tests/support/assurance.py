# SPDX-License-Identifier: Apache-2.0
"""A project at a gate that asks for two things and one control, for tests of assurance."""

from dataclasses import dataclass

from portfolio_desktop.catalogue.fields import Id, Record
from portfolio_desktop.catalogue.filters import Op, Test
from portfolio_desktop.services.governance import controls, gates
from portfolio_desktop.services.office import Office, record_of
from tests.support.offices import add


@dataclass(frozen=True, slots=True)
class AtGate:
    """The ids of what was made: the gates before and after, what they ask, and a review that is planned."""

    project: Id
    gate: Id
    after: Id
    affordable: Id
    named: Id
    nice: Id
    control: Id
    review: Id
    person: Id


def look(office: Office, entity: str, id: Id) -> Record:
    """One record as it is now."""
    with office.reading() as reader:
        return record_of(reader, entity, id)


def look_all(office: Office, entity: str, field: str, value: str) -> list[Record]:
    """The records whose `field` is `value`."""
    with office.reading() as reader:
        return list(reader.all(reader.catalogue.entity(entity), Test(field, Op.IS, value)))


def at_gate(office: Office) -> AtGate:
    """A project of tier 2 before Gate 3, whose review is planned. Nothing is found and nothing attested yet."""
    gate = add(office, "gate", title="Gate 3: investment decision", position=3, stage="fbc")
    after = add(office, "gate", title="Gate 4: readiness for service", position=4, stage="delivery")
    control = add(
        office, "control", title="Funds are confirmed", required=True, tier="2", gate_id=gate, months=12
    )
    affordable = add(
        office, "gate_criterion", gate_id=gate, title="It is affordable", required=True, position=1
    )
    named = add(office, "gate_criterion", gate_id=gate, title="An owner is named", required=True, position=2)
    nice = add(office, "gate_criterion", gate_id=gate, title="Lessons were read", position=3)
    project = add(office, "project", title="Harbour wall", tier="2", stage="fbc")
    written = gates.plan(office, project, gate)
    office.write(written)
    review = Id(next(iter(written)).record)
    person = add(office, "person", name="Priya Raman")
    return AtGate(project, gate, after, affordable, named, nice, control, review, person)


def put_right(office: Office, at: AtGate) -> None:
    """Everything that the gate requires is there."""
    for criterion in (at.affordable, at.named):
        office.write(gates.find(office, at.review, criterion, "met", "Seen"))
    office.write(controls.attest(office, at.project, at.control, "in_place", evidence="Letter of finance"))
