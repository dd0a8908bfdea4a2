# SPDX-License-Identifier: Apache-2.0
"""Small windows for the acts of assurance: plan a review, attest a control, tell of a lesson, acknowledge it."""

from datetime import date, timedelta

from PySide6.QtWidgets import QWidget

from portfolio_desktop.base.dates import format_date
from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.base.i18n import _, ngettext
from portfolio_desktop.catalogue.fields import Id, Record
from portfolio_desktop.catalogue.filters import EVERYTHING, All, Op, Test
from portfolio_desktop.catalogue.records.governance.controls import ControlCheck
from portfolio_desktop.gui.desk import Desk
from portfolio_desktop.gui.form.act_dialog import NO_TITLES, ActDialog, Titles, opened, shown
from portfolio_desktop.gui.form.entered import Entered, day_of, link_of, text_of
from portfolio_desktop.services.governance import controls, gates, lessons
from portfolio_desktop.services.governance.standing import Standing
from portfolio_desktop.services.office import Office
from portfolio_desktop.storage.changes import Changes

_WEEKS = 2
_OTHERS = 3
"""So many that were attested besides are told, the last first."""


def plan_review(
    desk: Desk, parent: QWidget, project: Id | None = None, titles: Titles = NO_TITLES
) -> ActDialog:
    """Plan a review of a project at a gate."""

    def act(office: Office, said: Entered) -> Changes:
        project, gate = link_of(said, "project_id"), link_of(said, "gate_id")
        if project is None or gate is None:
            raise Refusal(_("Choose the project and the gate."))
        return gates.plan(office, project, gate, day_of(said, "planned_on"), link_of(said, "leader_id"))

    dialog = ActDialog(desk, _("Plan a gate review"), _("Plan the review"), parent, act)
    dialog.say(_("Each thing that the gate asks is laid out, to be filled in when the review is held."))
    names = ("project_id", "gate_id", "planned_on", "leader_id")
    return opened(dialog, dialog.ask("gate_review", names, {"project_id": project}, titles))


def attest(
    desk: Desk, parent: QWidget, project: Id, standing: Standing, titles: Titles, today: date
) -> ActDialog:
    """State how a control stands in a project."""
    control = standing.control

    def act(office: Office, said: Entered) -> Changes:
        return controls.attest(
            office,
            project,
            control.id,
            text_of(said, "state"),
            by=link_of(said, "attested_by_id"),
            on=day_of(said, "attested_on"),
            evidence=text_of(said, "evidence"),
            address=text_of(said, "address"),
            note=text_of(said, "note"),
        )

    dialog = ActDialog(
        desk,
        _("Attest “{control}” in {project}").format(
            control=shown(control.title or "", 60), project=shown(titles.get(project, ""), 60)
        ),
        _("Attest"),
        parent,
        act,
    )
    wanted = [
        control.asks,
        _("Evidence wanted: {what}").format(what=control.evidence) if control.evidence else "",
    ]
    for sentence in filter(None, wanted):
        dialog.say(sentence)
    for each in standing.others[:_OTHERS]:
        dialog.say(_otherwise(desk, each, titles))
    asked = ("state", "evidence", "address", "attested_by_id", "note", "attested_on")
    block = dialog.ask(
        "control_check",
        asked,
        {"attested_on": today},
        titles,
        of=standing.check,
        look=lambda reader: controls.attested(reader, project, control.id),
    )
    if isinstance(control.months, int):
        months = ngettext(
            "It holds for {count} month from that day.",
            "It holds for {count} months from that day.",
            control.months,
        )
        dialog.say(months.format(count=control.months))
    return opened(dialog, block)


def _otherwise(desk: Desk, check: ControlCheck, titles: Titles) -> str:
    """What stands attested besides, in a sentence."""
    state = desk.catalogue.list_named("control.state").item(str(check.state))
    when = format_date(check.attested_on) if isinstance(check.attested_on, date) else ""
    parts = (
        _(state.label) if state else "",
        titles.get(Id(str(check.attested_by_id)), ""),
        when,
        check.evidence or "",
        check.note or "",
    )
    return _("Attested as well: {what}").format(what=", ".join(filter(None, parts)))


def cascade(
    desk: Desk, parent: QWidget, today: date, lesson: Id | None = None, titles: Titles = NO_TITLES
) -> ActDialog:
    """Tell live projects of a lesson."""

    def act(office: Office, said: Entered) -> Changes:
        lesson, by = link_of(said, "lesson_id"), day_of(said, "acknowledge_by")
        if lesson is None or by is None:
            raise Refusal(_("Choose the lesson, and the day by which projects acknowledge it."))
        chosen = [Test(name, Op.IS, said[name]) for name in ("tier", "category") if said.get(name)]
        return lessons.cascade(office, lesson, All(tuple(chosen)) if chosen else EVERYTHING, by)

    dialog = ActDialog(desk, _("Tell projects of a lesson"), _("Tell them"), parent, act)
    given: Entered = {"lesson_id": lesson, "acknowledge_by": today + timedelta(weeks=_WEEKS)}
    block = dialog.ask("lesson_notice", tuple(given), given, titles)
    dialog.say(_("All live projects hear of it, or only those of a tier or a category:"))
    dialog.ask("project", ("tier", "category"))
    return opened(dialog, block)


def acknowledge(desk: Desk, parent: QWidget, notice: Record, titles: Titles, today: date) -> ActDialog:
    """A project says what it did about a lesson."""

    def act(office: Office, said: Entered) -> Changes:
        by, on = link_of(said, "acknowledged_by_id"), day_of(said, "acknowledged_on")
        return lessons.acknowledge(office, notice.id, text_of(said, "title"), by=by, on=on)

    dialog = ActDialog(desk, _("Acknowledge a lesson"), _("Acknowledge"), parent, act)
    names = ("title", "acknowledged_by_id", "acknowledged_on")
    return opened(dialog, dialog.ask("lesson_notice", names, {"acknowledged_on": today}, titles, of=notice))
