# SPDX-License-Identifier: Apache-2.0
"""Every act of governance and of the risk log is taken back whole, and done again whole."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from importlib import import_module
from inspect import getmembers, isfunction, signature
from pathlib import Path
from pkgutil import iter_modules

import pytest

import portfolio_desktop.services.governance
import portfolio_desktop.services.risks
import portfolio_desktop.services.technology
from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.catalogue.filters import Op, Test
from portfolio_desktop.services import reference, rules, undo
from portfolio_desktop.services.governance import (
    actions,
    breaches,
    change_requests,
    controls,
    convening,
    escalations,
    gates,
    lessons,
    taking,
)
from portfolio_desktop.services.office import Office, new_office
from portfolio_desktop.services.risks import acts
from portfolio_desktop.services.technology import assets
from portfolio_desktop.storage.changes import Changes
from tests.support.offices import dump

TODAY = date(2026, 11, 21)
NOW = datetime.fromisoformat("2026-11-21T10:00")
SOON = TODAY + timedelta(days=30)


@pytest.fixture(scope="module")
def office(shown: Office) -> Office:
    """The demo portfolio. Each test leaves it as it was, which is what it proves."""
    return shown


def at(office: Office, register: str, code: str, field: str = "code") -> Id:
    with office.reading() as reader:
        (found,) = reader.values(reader.catalogue.entity(register), (), Test(field, Op.IS, code))
    return Id(found[0])


def first(office: Office, register: str, field: str, link: Id) -> Id:
    with office.reading() as reader:
        found = reader.all(reader.catalogue.entity(register), Test(field, Op.IS, link))
    return found[0].id


def _draft(office: Office) -> Changes:
    untold = next(each for each in breaches.breaches(office) if each.escalation is None)
    return escalations.draft(office, untold, NOW)


def _find(office: Office) -> Changes:
    gate, review = at(office, "gate", "G-0004"), at(office, "gate_review", "GR-0009")
    return gates.find(office, review, first(office, "gate_criterion", "gate_id", gate), "met", "Seen")


def _see(office: Office) -> Changes:
    gate, review = at(office, "gate", "G-0004"), at(office, "gate_review", "GR-0009")
    return gates.see(office, review, first(office, "gate_criterion", "gate_id", gate), "Seen")


def _outcome(office: Office) -> Changes:
    signature = gates.Signature(at(office, "person", "Ruth Calloway", "name"), "The board asked for it")
    onward = gates.Onward("delivery", at(office, "gate", "G-0005"), SOON)
    review = at(office, "gate_review", "GR-0009")
    return gates.record_outcome(
        office, review, "conditional", conditions="By June", signature=signature, onward=onward
    )


def _decide(office: Office) -> Changes:
    decision = at(office, "decision", "D-0001")
    option = first(office, "decision_option", "decision_id", decision)
    taken = taking.Taken(
        "conditional", "Yes", "It is needed", "In two parts", "Two against", option, "On time"
    )
    return taking.decide(office, decision, taken, meeting=at(office, "meeting", "MT-0003"))


def _call(office: Office) -> Changes:
    proposal = convening.propose(office, at(office, "board", "BD-0001"))
    return convening.call(office, replace(proposal, title="Zażółć ☃"))


def _add_item(office: Office) -> Changes:
    item = convening.Proposed("Any other business", "discussion", 5, "")
    return convening.add_item(office, at(office, "meeting", "MT-0003"), item)


def _move_item(office: Office) -> Changes:
    item = first(office, "agenda_item", "meeting_id", at(office, "meeting", "MT-0002"))
    return convening.move_item(office, item, 3)


def _note(office: Office) -> Changes:
    item = first(office, "agenda_item", "meeting_id", at(office, "meeting", "MT-0002"))
    return taking.note(office, item, "Much was said")


def _attend(office: Office) -> Changes:
    seat = first(office, "attendance", "meeting_id", at(office, "meeting", "MT-0002"))
    return taking.attend(office, at(office, "meeting", "MT-0002"), "absent", attendance=seat)


def _acknowledge(office: Office) -> Changes:
    notice = next(each for each in lessons.waiting(office))
    return lessons.acknowledge(office, notice.id, "Nothing had to be done")


def _cascade(office: Office) -> Changes:
    where = Test("tier", Op.IS, "1")
    return lessons.cascade(office, at(office, "lesson", "L-0009"), where, SOON)


def _matrix(office: Office) -> Changes:
    return rules.keep_matrix(office, office.rules.matrix.resized(6, 4))


def _challenge(office: Office) -> Changes:
    return rules.keep_challenge(office, replace(office.rules.challenge, reds=5))


ACTS: dict[str, Callable[[Office], Changes]] = {
    "escalations.draft": _draft,
    "escalations.draft_all": lambda office: escalations.draft_all(office, breaches.breaches(office), NOW),
    "escalations.escalate_issue": lambda office: escalations.escalate_issue(
        office, at(office, "issue", "I-0002"), "Settle it", NOW
    ),
    "escalations.raise_": lambda office: escalations.raise_(
        office, at(office, "escalation", "E-0006"), NOW, "Write to them"
    ),
    "escalations.tell": lambda office: escalations.tell(
        office, at(office, "escalation", "E-0003"), NOW, "email", proof="Sent items"
    ),
    "escalations.answer": lambda office: escalations.answer(
        office, at(office, "escalation", "E-0004"), NOW, "Done"
    ),
    "escalations.move_up": lambda office: escalations.move_up(
        office, at(office, "escalation", "E-0004"), NOW
    ),
    "escalations.close": lambda office: escalations.close(office, at(office, "escalation", "E-0002"), TODAY),
    "escalations.withdraw": lambda office: escalations.withdraw(
        office, at(office, "escalation", "E-0001"), NOW, "It went live"
    ),
    "change_requests.approve": lambda office: change_requests.approve(
        office, at(office, "change_request", "CR-0002"), conditions="In time", move_baseline=True
    ),
    "change_requests.turn_down": lambda office: change_requests.turn_down(
        office, at(office, "change_request", "CR-0005"), reason="Not now"
    ),
    "gates.plan": lambda office: gates.plan(
        office, at(office, "project", "P-0001"), at(office, "gate", "G-0006"), SOON
    ),
    "gates.find": _find,
    "gates.see": _see,
    "gates.record_outcome": _outcome,
    "controls.attest": lambda office: controls.attest(
        office,
        at(office, "project", "P-0023"),
        at(office, "control", "C-0002"),
        "in_place",
        evidence="Letter",
    ),
    "lessons.cascade": _cascade,
    "lessons.acknowledge": _acknowledge,
    "convening.call": _call,
    "convening.add_item": _add_item,
    "convening.move_item": _move_item,
    "taking.decide": _decide,
    "taking.add_decision": lambda office: taking.add_decision(
        office, at(office, "meeting", "MT-0003"), None, "Begin early"
    ),
    "taking.add_action": lambda office: taking.add_action(
        office, "Write it down", owner=None, due=SOON, meeting=at(office, "meeting", "MT-0003")
    ),
    "taking.note": _note,
    "taking.note_whole": lambda office: taking.note_whole(
        office, at(office, "meeting", "MT-0002"), "All said"
    ),
    "taking.attend": _attend,
    "taking.close_meeting": lambda office: taking.close_meeting(office, at(office, "meeting", "MT-0007")),
    "actions.finish": lambda office: actions.finish(office, at(office, "action", "A-0001")),
    "acts.happened": lambda office: acts.happened(office, at(office, "risk", "R-0009")),
    "acts.close": lambda office: acts.close(office, at(office, "risk", "R-0009"), "It passed"),
    "acts.escalate": lambda office: acts.escalate(office, at(office, "risk", "R-0009")),
    "acts.review": lambda office: acts.review(
        office, at(office, "risk", "R-0009"), SOON, values={"probability": Decimal(12)}, reason="Looked again"
    ),
    "assets.candidate": lambda office: assets.candidate(office, at(office, "asset", "IT-0012")),
    "rules.keep_matrix": _matrix,
    "rules.keep_challenge": _challenge,
}


@pytest.mark.parametrize("act", ACTS.values(), ids=ACTS)
def test_that_an_act_is_undone_and_redone_exactly(office: Office, act: Callable[[Office], Changes]) -> None:
    before = dump(office)
    office.write(act(office))
    after = dump(office)
    assert after != before
    undo.undo(office)
    assert dump(office) == before
    undo.redo(office)
    assert dump(office) == after
    undo.undo(office)
    assert dump(office) == before


def test_that_what_every_office_begins_with_can_be_taken_back(tmp_path: Path) -> None:
    with new_office(tmp_path / "new.portfolio", "Ann", lambda: TODAY) as office:
        undo.undo(office) if undo.undoable(office).undo else None
        before = dump(office)
        office.write(reference.lay_in(office))
        undo.undo(office)
        assert dump(office) == before


def test_that_no_act_is_left_out() -> None:
    packages = (
        portfolio_desktop.services.governance,
        portfolio_desktop.services.risks,
        portfolio_desktop.services.technology,
    )
    found = set()
    for package in packages:
        for each in iter_modules(package.__path__, package.__name__ + "."):
            for name, function in getmembers(import_module(each.name), isfunction):
                public = not name.startswith("_") and function.__module__ == each.name
                if public and signature(function).return_annotation is Changes:
                    found.add(f"{each.name.rpartition('.')[2]}.{name}")
    assert found <= set(ACTS)
