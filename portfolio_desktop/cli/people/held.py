# SPDX-License-Identifier: Apache-2.0
"""Skills of people by command: one stated by hand, many from a spreadsheet; and teams from an earlier version."""

from argparse import ArgumentParser
from pathlib import Path

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.base.i18n import _
from portfolio_desktop.cli.arguments import takes_day, takes_words
from portfolio_desktop.cli.naming import choice_named, of_kind
from portfolio_desktop.cli.verb import Call
from portfolio_desktop.exchange.held_skills import plan_held, read_held, told
from portfolio_desktop.services.office import Office
from portfolio_desktop.services.skills.assessing import assess
from portfolio_desktop.services.skills.former_teams import take_over
from portfolio_desktop.services.skills.gathered import gathered


def assess_one(call: Call) -> None:
    """A level by its step, mark or name, as the framework of the skill has it."""
    said = call.arguments
    with call.office(write=True) as office:
        person, skill = of_kind(office, "person", said.person), of_kind(office, "skill", said.skill)
        with office.reading() as reader:
            kind = gathered(reader).skills[skill]
        level = kind.named(said.level)
        if level is None:
            names = ", ".join(each.name for each in kind.levels) or _("none yet")
            raise Refusal(
                _("“{skill}” is not defined at the level “{level}”. Choose one of: {levels}.").format(
                    skill=kind.title, level=said.level, levels=names
                )
            )
        by = _assessor(office, said.by)
        call.write(
            office, assess(office, person, skill, level.step, by=by, on=said.on, evidence=said.evidence)
        )


def import_skills(call: Call) -> None:
    """People down and skills across, or a row for each skill of a person; as one change that can be undone."""
    said = call.arguments
    table = read_held(Path(said.source), progress=call.terminal.progress)
    with call.office(write=not said.dry_run) as office:
        plan = plan_held(office, table, by=_assessor(office, said.by), on=said.on)
        if not said.dry_run:
            office.write(plan.changes)
    if said.json:
        call.terminal.json(
            {
                "added": plan.added,
                "changed": plan.changed,
                "same": plan.same,
                "unused_columns": list(plan.unused),
                "left_out": [
                    {"column": column, "about": each.subject}
                    for each in plan.private
                    for column in each.columns
                ],
                "unread": [
                    {"row": each.row, "column": each.column, "text": each.text, "reason": each.reason}
                    for each in plan.unread
                ],
            }
        )
        return
    for line in told(plan):
        call.terminal.say(line)
    if said.dry_run:
        call.terminal.say(_("Nothing was written (--dry-run)."))


def take_over_teams(call: Call) -> None:
    """Teams that an earlier version kept as words beside each person."""
    with call.office(write=True) as office:
        call.write(office, take_over(office))


def assess_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("person", metavar="PERSON", help=_("the name of the person"))
    parser.add_argument("skill", metavar="SKILL", help=_("its code or its title"))
    parser.add_argument("level", metavar="LEVEL", help=_("its name, mark or step: Working, W or 2"))
    _assessed(parser)
    takes_words(parser, "--evidence", _("what shows it"))


def import_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("source", metavar="SOURCE", help=_("a spreadsheet of people and their skills"))
    _assessed(parser)
    parser.add_argument("--dry-run", action="store_true", help=_("say what would come in, and write nothing"))


def _assessed(parser: ArgumentParser) -> None:
    parser.add_argument("--by", metavar="WHO", default="", help=_("self, manager or assessor"))
    takes_day(parser, _("when it was assessed; by default today"))


def _assessor(office: Office, words: str) -> str | None:
    return choice_named(office.catalogue, "skill.assessor", words) if words else None
