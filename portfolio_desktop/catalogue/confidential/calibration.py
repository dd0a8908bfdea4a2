# SPDX-License-Identifier: Apache-2.0
"""Comparing levels across a team, and what was changed by it."""

from datetime import date
from typing import Annotated

from portfolio_desktop.base.i18n import N_
from portfolio_desktop.base.values import Unknown
from portfolio_desktop.catalogue import fields as f
from portfolio_desktop.catalogue.entity import define, section
from portfolio_desktop.catalogue.fields import Id, Kind, Record


class Calibration(Record, frozen=True, kw_only=True):
    """A meeting at which managers hold their levels against each other before anything is final."""

    title: Annotated[str | None, f.text(N_("Calibration"), required=True, register=1)] = None
    cycle_id: Annotated[Id | Unknown | None, f.link(N_("Cycle"), "cycle", register=2)] = None
    on: Annotated[date | Unknown | None, f.day(N_("Date"), register=3)] = None
    present: Annotated[str | None, f.text(N_("Present"), register=4)] = None
    note: Annotated[str | None, f.narrative(N_("Note"))] = None


CALIBRATION = define(
    Calibration,
    name="calibration",
    register="calibrations",
    label=N_("Calibration"),
    plural=N_("Calibrations"),
    icon="scale",
    sections=(section(N_("Calibration"), "title cycle_id on present note"),),
)


class CalibrationChange(Record, frozen=True, kw_only=True):
    """A level that was changed at a calibration, and the reason that all agreed."""

    calibration_id: Annotated[
        Id | Unknown | None, f.link(N_("Calibration"), "calibration", required=True, part_of=True, register=1)
    ] = None
    appraisal_id: Annotated[
        Id | Unknown | None, f.link(N_("Appraisal"), "appraisal", required=True, part_of=True, register=2)
    ] = None
    was: Annotated[int | Unknown | None, f.quantity(Kind.INTEGER, N_("Level before"), register=3)] = None
    now: Annotated[int | Unknown | None, f.quantity(Kind.INTEGER, N_("Level after"), register=4)] = None
    why: Annotated[str | None, f.text(N_("Why"), required=True, register=5)] = None


CALIBRATION_CHANGE = define(
    CalibrationChange,
    name="calibration_change",
    register="calibration_changes",
    label=N_("Agreed change"),
    plural=N_("Agreed changes"),
    title="why",
    icon="scale",
    sections=(section(N_("Agreed change"), "calibration_id appraisal_id was now why"),),
)
