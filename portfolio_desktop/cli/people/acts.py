# SPDX-License-Identifier: Apache-2.0
"""People and skills: who can do what, who could cover and follow, what expires, who reports to whom: people."""

import re
from argparse import ArgumentParser, ArgumentTypeError
from collections.abc import Callable
from datetime import date

from portfolio_desktop.base.dates import format_date
from portfolio_desktop.base.i18n import _, ngettext
from portfolio_desktop.cli.arguments import takes_file, takes_json
from portfolio_desktop.cli.naming import of_kind
from portfolio_desktop.cli.people import answers, held
from portfolio_desktop.cli.people.charts import chart_arguments, show_chart
from portfolio_desktop.cli.people.frameworks import add_frameworks, import_arguments, import_framework
from portfolio_desktop.cli.verb import Call, Verb
from portfolio_desktop.services.skills.expiring import SOON, VALIDITY, expiring
from portfolio_desktop.services.skills.fit import READINESS, CandidateLine, cover, person_fit, succession
from portfolio_desktop.services.skills.matrix import Cell, matrix

_DAYS = re.compile(r"(\d{1,5})\s*d?", re.IGNORECASE)


def _gaps(call: Call) -> None:
    said = call.arguments
    with call.office() as office:
        person = of_kind(office, "person", said.person)
        found = person_fit(
            office, person, of_kind(office, "role_profile", said.profile) if said.profile else None
        )
    if said.json:
        call.terminal.json(answers.person(found))
        return
    say = call.terminal.say
    if found.profile is None:
        say(_("{person} has no role profile. Name one with --profile.").format(person=found.person.name))
    else:
        say(
            _("{person} against {profile}: {readiness}").format(
                person=found.person.name,
                profile=found.profile.title,
                readiness=_(READINESS[found.fit.readiness]).lower(),
            )
        )
    rows = [
        [line.skill.title, line.words, _day(line.holding.assessed_on if line.holding else None)]
        for line in (*found.lines, *found.others)
    ]
    if rows:
        call.terminal.table([_("Skill"), _("How it stands"), _("Assessed")], rows)


def _matrix(call: Call) -> None:
    said = call.arguments
    with call.office() as office:
        team = of_kind(office, "team", said.team) if said.team else None
        profile = of_kind(office, "role_profile", said.profile) if said.profile else None
        found = matrix(office, team, profile)
    if said.json:
        call.terminal.json(answers.matrix(found))
        return
    if not found.columns:
        call.terminal.say(_("Nobody here has a skill, or a role that asks for one."))
        return
    names = [f"{place}" for place in range(1, len(found.columns) + 1)]
    rows = [[row.person.name, row.team, *(_cell(cell) for cell in row.cells)] for row in found.rows]
    call.terminal.table([_("Person"), _("Team"), *names], rows)
    call.terminal.say()
    for name, column in zip(names, found.columns, strict=True):
        skill = column.skill
        code = f"{skill.code} " if skill.code else ""
        call.terminal.say(
            _("{number} = {code}{skill}: {held} have it, {lacking} lack what is asked").format(
                number=name, code=code, skill=skill.title, held=column.held, lacking=column.lacking
            )
        )
    call.terminal.say(_("P<E = Practitioner held, Expert asked; ?W = Working asked, not assessed"))


def _cell(cell: Cell | None) -> str:
    """The mark that is held, and where that is not enough what is asked."""
    if cell is None:
        return "."
    held = cell.mark or "?"
    if not cell.lacking:
        return held
    asked = cell.asked.mark if cell.asked else ""
    return f"{held}<{asked}" if cell.held else f"?{asked}"


def _cover(call: Call) -> None:
    with call.office() as office:
        found = cover(office, of_kind(office, "role_profile", call.arguments.role))
    if call.arguments.json:
        call.terminal.json(answers.cover(found))
        return
    say = call.terminal.say
    holders = ", ".join(each.name for each in found.holders) or _("nobody")
    say(_("{role} is held by {holders}.").format(role=found.profile.title, holders=holders))
    for each in found.candidates[: call.arguments.top]:
        say(f"{each.person.name} ({_(READINESS[each.fit.readiness]).lower()}): {'; '.join(each.reasons)}")
    if (more := len(found.candidates) - call.arguments.top) > 0:
        say(_("and {count} more; see them with --top").format(count=more))
    if found.not_known:
        say(
            ngettext(
                "Of {count} more person none of these skills is assessed.",
                "Of {count} more people none of these skills is assessed.",
                found.not_known,
            ).format(count=found.not_known)
        )


def _succession(call: Call) -> None:
    with call.office() as office:
        found = succession(office)
    if call.arguments.json:
        call.terminal.json([answers.succession(line) for line in found])
        return
    if not found:
        call.terminal.say(_("No role profile is marked as a key role."))
        return
    rows = [
        [
            line.profile.title,
            ", ".join(each.name for each in line.holders) or _("nobody"),
            _names(line.ready),
            _names(line.near),
        ]
        for line in found
    ]
    call.terminal.table([_("Key role"), _("Held by"), _("Ready now"), _("One level short")], rows)


def _names(found: tuple[CandidateLine, ...]) -> str:
    return ", ".join(each.person.name for each in found) or _("nobody")


def _expiring(call: Call) -> None:
    with call.office() as office:
        found = expiring(office, call.arguments.within)
    if call.arguments.json:
        call.terminal.json([answers.qualification(line) for line in found])
        return
    if not found:
        call.terminal.say(
            _("Nothing has expired or does so within {days} days.").format(days=call.arguments.within)
        )
        return
    rows = [
        [
            line.person_name,
            line.title,
            line.body,
            _day(line.expires_on),
            _(VALIDITY[line.validity]),
        ]
        for line in found
    ]
    call.terminal.table([_("Person"), _("Qualification"), _("Body"), _("Expires"), _("State")], rows)


def _day(day: date | None) -> str:
    return format_date(day) if day is not None else ""


def _within(text: str) -> int:
    """A number of days: 90 or 90d."""
    match = _DAYS.fullmatch(text.strip())
    if match is None:
        raise ArgumentTypeError(_("“{text}” is not a number of days such as 90d").format(text=text))
    return int(match[1])


def _top(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise ArgumentTypeError(_("“{text}” is not a number from 1").format(text=text))
    return int(text)


_ACTS: dict[str, Callable[[Call], None]] = {
    "gaps": _gaps,
    "matrix": _matrix,
    "cover": _cover,
    "succession": _succession,
    "expiring": _expiring,
    "chart": show_chart,
    "assess": held.assess_one,
    "import-skills": held.import_skills,
    "take-over-teams": held.take_over_teams,
    "add-frameworks": add_frameworks,
    "import-framework": import_framework,
}


def _people(call: Call) -> None:
    _ACTS[call.arguments.act](call)


def _arguments(parser: ArgumentParser) -> None:
    takes_file(parser)
    acts = parser.add_subparsers(metavar="ACT", dest="act", required=True)
    helps = {
        "gaps": _("one person against their role profile, skill by skill"),
        "matrix": _("people against skills, with the level that each holds"),
        "cover": _("who could cover a role, the most suited first, with reasons"),
        "succession": _("who could take over each key role"),
        "expiring": _("qualifications that have expired or soon will"),
        "chart": _("who reports to whom"),
        "assess": _("state the level at which somebody has a skill"),
        "import-skills": _("bring in the skills of people from a spreadsheet"),
        "take-over-teams": _("make teams of the words that an earlier version kept beside people"),
        "add-frameworks": _("add the shipped capability frameworks and their role profile"),
        "import-framework": _("bring in skills and role profiles from a published file"),
    }
    found = {name: acts.add_parser(name, help=words, description=words) for name, words in helps.items()}
    found["gaps"].add_argument("person", metavar="PERSON", help=_("the name of the person"))
    found["cover"].add_argument("role", metavar="ROLE", help=_("the title of the role profile"))
    found["cover"].add_argument(
        "--top", metavar="COUNT", type=_top, default=10, help=_("how many; 10 if left out")
    )
    found["matrix"].add_argument(
        "--team", metavar="TEAM", default="", help=_("of this team and its parts alone")
    )
    for name in ("gaps", "matrix"):
        found[name].add_argument(
            "--profile",
            metavar="PROFILE",
            default="",
            help=_("against this role profile; by default their own"),
        )
    chart_arguments(found["chart"])
    found["expiring"].add_argument(
        "--within", metavar="DAYS", type=_within, default=SOON, help=_("so many days, such as 90d")
    )
    held.assess_arguments(found["assess"])
    held.import_arguments(found["import-skills"])
    import_arguments(found["import-framework"])
    for name in (
        "gaps",
        "matrix",
        "cover",
        "succession",
        "expiring",
        "chart",
        "import-framework",
        "import-skills",
    ):
        takes_json(found[name])


VERBS = (
    Verb("people", _("people: their skills, who could cover and follow, the chart"), _arguments, _people),
)
