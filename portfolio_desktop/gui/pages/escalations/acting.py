# SPDX-License-Identifier: Apache-2.0
"""The acts on one escalation: which can be done now, with which key, and what each asks before it is done."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import TypeAlias

from portfolio_desktop.base.i18n import N_
from portfolio_desktop.catalogue.fields import Id, Value
from portfolio_desktop.gui.form.entered import Entered, link_of, moment_of, text_of
from portfolio_desktop.services.governance import escalations
from portfolio_desktop.services.governance.escalation_sheet import Sheet
from portfolio_desktop.services.office import Office
from portfolio_desktop.storage.changes import Changes

Make: TypeAlias = Callable[[Office, Id, Entered, datetime], Changes]


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """`asks` are the fields that it asks for, `states` those in which it can be done, `begin` what is filled in already.

    One that asks for nothing is done at once.
    """

    name: str
    text: str
    verb: str
    key: str
    icon: str
    states: frozenset[str]
    make: Make
    asks: tuple[str, ...] = ()
    begin: Callable[[Sheet, datetime], Entered] = lambda _sheet, _now: {}


def _raise(office: Office, id: Id, values: Entered, now: datetime) -> Changes:
    return escalations.raise_(office, id, now, text_of(values, "ask"), moment_of(values, "tell_by"))


def _tell(office: Office, id: Id, values: Entered, now: datetime) -> Changes:
    return escalations.tell(
        office,
        id,
        moment_of(values, "told_at") or now,
        text_of(values, "told_how"),
        by=link_of(values, "told_by_id"),
        whom=link_of(values, "tell_id"),
        proof=text_of(values, "proof"),
        answer_by=moment_of(values, "answer_by"),
    )


def _answer(office: Office, id: Id, values: Entered, now: datetime) -> Changes:
    when = moment_of(values, "answered_at") or now
    return escalations.answer(
        office, id, when, text_of(values, "answer"), by=link_of(values, "answered_by_id")
    )


def _raise_values(sheet: Sheet, now: datetime) -> Entered:
    by = now + timedelta(hours=sheet.tell_hours) if sheet.tell_hours is not None else sheet.record.tell_by
    return {"ask": sheet.record.ask, "tell_by": by}


def _tell_values(sheet: Sheet, now: datetime) -> Entered:
    by: Value = sheet.record.answer_by
    if by is None and sheet.answer_hours is not None:
        by = now + timedelta(hours=sheet.answer_hours)
    return {
        "told_at": now,
        "told_how": "email",
        "tell_id": sheet.record.tell_id,
        "told_by_id": sheet.record.raised_by_id,
        "answer_by": by,
    }


def _answer_values(sheet: Sheet, now: datetime) -> Entered:
    return {"answered_at": now, "answered_by_id": sheet.record.tell_id}


ACTS: Mapping[str, Act] = MappingProxyType(
    {
        act.name: act
        for act in (
            Act(
                name="raise",
                text=N_("Raise it…"),
                verb=N_("Raise it"),
                key="R",
                icon="megaphone",
                states=frozenset({"draft"}),
                make=_raise,
                asks=("ask", "tell_by"),
                begin=_raise_values,
            ),
            Act(
                name="tell",
                text=N_("Record who was told…"),
                verb=N_("They were told"),
                key="T",
                icon="phone",
                states=frozenset({"raised"}),
                make=_tell,
                asks=("tell_id", "told_at", "told_how", "told_by_id", "proof", "answer_by"),
                begin=_tell_values,
            ),
            Act(
                name="answer",
                text=N_("Record the answer…"),
                verb=N_("Keep the answer"),
                key="A",
                icon="message-square",
                states=frozenset({"told"}),
                make=_answer,
                asks=("answer", "answered_at", "answered_by_id"),
                begin=_answer_values,
            ),
            Act(
                name="take_up",
                text=N_("Take up one rung"),
                verb=N_("Take up one rung"),
                key="U",
                icon="circle-arrow-up",
                states=frozenset({"raised", "told"}),
                make=lambda office, id, _values, now: escalations.move_up(office, id, now),
            ),
            Act(
                name="close",
                text=N_("Close it"),
                verb=N_("Close it"),
                key="C",
                icon="check",
                states=frozenset({"answered"}),
                make=lambda office, id, _values, now: escalations.close(office, id, now.date()),
            ),
            Act(
                name="withdraw",
                text=N_("Withdraw it…"),
                verb=N_("Withdraw it"),
                key="W",
                icon="rotate-ccw",
                states=frozenset({"draft", "raised", "told", "answered"}),
                make=lambda office, id, values, now: escalations.withdraw(
                    office, id, now, text_of(values, "note")
                ),
                asks=("note",),
            ),
        )
    }
)


def possible(sheet: Sheet | None) -> tuple[Act, ...]:
    """What can be done with an escalation as it stands, in the order in which it usually is."""
    status = sheet.record.status if sheet else None
    return tuple(act for act in ACTS.values() if status in act.states)
