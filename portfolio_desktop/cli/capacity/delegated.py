# SPDX-License-Identifier: Apache-2.0
"""What somebody has handed over and was handed, and a package as a paper for whoever takes it on."""

from pathlib import Path
from typing import Any

from portfolio_desktop.base.dates import format_date
from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.base.files import write_whole
from portfolio_desktop.base.i18n import _
from portfolio_desktop.cli.naming import of_kind
from portfolio_desktop.cli.verb import Call
from portfolio_desktop.services.capacity.delegated import WANTS, Handed, delegated
from portfolio_desktop.services.capacity.package_sheet import package_sheet


def show_delegated(call: Call) -> None:
    """Three lists: handed to others, handed to them, support asked of them; the most pressing first."""
    with call.office() as office:
        found = delegated(office, of_kind(office, "person", call.arguments.person))
    parts = (
        ("by_them", _("Handed to others"), found.by_them),
        ("to_them", _("Handed to them"), found.to_them),
        ("support", _("Support asked of them"), found.support),
    )
    if call.arguments.json:
        call.terminal.json({key: [_object(each) for each in lines] for key, _title, lines in parts})
        return
    for _key, title, lines in parts:
        call.terminal.say(f"{title}: {len(lines)}")
        for each in lines:
            due = _("due {day}").format(day=format_date(each.due)) if each.due else ""
            said = (each.name, each.other, _(WANTS[each.wants]), each.words, due)
            call.terminal.say(f"  {' · '.join(filter(None, said))}")


def write_sheet(call: Call) -> None:
    """The package as PDF."""
    target = Path(call.arguments.target)
    if target.suffix.lower() != ".pdf":
        raise Refusal(_("{target} is no PDF. Give a name that ends in .pdf.").format(target=target))
    with call.office() as office:
        found = package_sheet(office, of_kind(office, "work_package", call.arguments.code))
    from portfolio_desktop.reports.delegation.sheet import render_sheet

    write_whole(target, render_sheet(found))
    call.terminal.say(str(target))


def _object(each: Handed) -> dict[str, Any]:
    return {
        "package": each.name,
        "other": each.other or None,
        "wants": each.wants.value,
        "words": each.words,
        "due": each.due.isoformat() if each.due else None,
    }
