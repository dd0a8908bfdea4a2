# SPDX-License-Identifier: Apache-2.0
"""What changed between any two packs, or since one: changes."""

from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.base.files import needs_folder, write_whole
from portfolio_desktop.base.i18n import _
from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.cli.arguments import takes_file, takes_json
from portfolio_desktop.cli.naming import record_named
from portfolio_desktop.cli.verb import Call, Verb
from portfolio_desktop.services.differences.finding import Differences, Line, differences
from portfolio_desktop.services.differences.moments import NOW, Moment, moment_named, moments
from portfolio_desktop.services.office import Office


def _changes(call: Call) -> None:
    said = call.arguments
    target = Path(said.out) if said.out else None
    if target:
        needs_folder(target)
    with call.office() as office:
        before = moment_named(office, said.since) if said.since else _last(office)
        after = moment_named(office, said.to)
        _in_order(office, before, after)
        found = differences(office, before, after, _projects(office, said.project))
    if target:
        from portfolio_desktop.exchange.differences import to_file

        write_whole(target, to_file(found, target))
        call.terminal.say(str(target))
    elif said.json:
        call.terminal.json(_object(found))
    else:
        for line in _told(found):
            call.terminal.say(line)


def _last(office: Office) -> Moment:
    found = moments(office)
    if len(found) < 2:
        raise Refusal(
            _("No pack is issued yet, so there is nothing to compare with. Issue one with pack --issue.")
        )
    return found[1]


def _in_order(office: Office, before: Moment, after: Moment) -> None:
    order = [moment.pack for moment in moments(office)]
    if order.index(after.pack) > order.index(before.pack):
        raise Refusal(
            _("{after} was issued before {before}. Give the earlier one as --from.").format(
                after=after.label, before=before.label
            )
        )


def _projects(office: Office, codes: list[str]) -> list[Id] | None:
    if not codes:
        return None
    with office.reading() as reader:
        named = [(code, *record_named(reader, code)) for code in codes]
    for code, entity, _id in named:
        if entity.name != "project":
            raise Refusal(_("{code} is no project.").format(code=code))
    return [id for _code, _entity, id in named]


def _told(found: Differences) -> Iterator[str]:
    yield _("From {before} to {after}").format(before=found.before.label, after=found.after.label)
    if not found.projects and not found.late:
        yield _("Nothing differs.")
    if found.late:
        yield ""
        yield _("Made before, arrived after:")
        for line in found.late:
            again = "" if line.stands else _(" (changed again since)")
            yield f"  {line.name}  {line.text}{again}  [{_when(line)}]"
    for one in found.projects:
        yield ""
        yield "  ".join(part for part in (one.code, one.title) if part)
        for line in one.lines:
            about = "" if line.record == one.project else f"{line.name}  "
            yield f"  {line.topic.label}: {about}{line.text}  [{_when(line)}]"


def _when(line: Line) -> str:
    parts = [line.author] if line.author else []
    parts += [f"{line.made:%Y-%m-%d %H:%M}"] if line.made else []
    parts += [_("arrived {moment}").format(moment=f"{line.arrived:%Y-%m-%d %H:%M}")] if line.arrived else []
    return ", ".join(parts)


def _object(found: Differences) -> dict[str, Any]:
    return {
        "from": found.before.label,
        "to": found.after.label,
        "late": [{**_plain(line), "stands": line.stands} for line in found.late],
        "projects": [
            {"code": one.code, "title": one.title, "changes": [_plain(line) for line in one.lines]}
            for one in found.projects
        ],
    }


def _plain(line: Line) -> dict[str, Any]:
    return {
        "topic": line.topic.name.lower(),
        "register": line.entity,
        "code": line.code,
        "title": line.title,
        "event": line.event,
        "field": line.field or None,
        "old": line.old or None,
        "new": line.new or None,
        "author": line.author or None,
        "made": line.made.isoformat(timespec="seconds") if line.made else None,
        "arrived": line.arrived.isoformat(timespec="seconds") if line.arrived else None,
    }


def _arguments(parser: ArgumentParser) -> None:
    takes_file(parser)
    parser.add_argument(
        "--from",
        dest="since",
        metavar="PACK",
        default="",
        help=_("what was issued, by its code; by default the last pack"),
    )
    parser.add_argument(
        "--to", metavar="PACK", default=NOW, help=_("a later pack, or now, which is the default")
    )
    parser.add_argument(
        "--project",
        metavar="CODE",
        action="append",
        default=[],
        help=_("this project alone; can be repeated"),
    )
    parser.add_argument(
        "--out", metavar="TARGET", default="", help=_("a spreadsheet to write: .xlsx or .csv")
    )
    takes_json(parser)


VERBS = (
    Verb(
        "changes", _("print what changed between two packs, or since one, by project"), _arguments, _changes
    ),
)
