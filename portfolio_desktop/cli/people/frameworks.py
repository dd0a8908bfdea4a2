# SPDX-License-Identifier: Apache-2.0
"""Capability frameworks by command: those that are shipped, and published files."""

from argparse import ArgumentParser
from pathlib import Path

from portfolio_desktop.base.i18n import _, ngettext
from portfolio_desktop.cli.verb import Call
from portfolio_desktop.exchange.frameworks import FrameworkPlan, plan_framework, read_framework
from portfolio_desktop.services.reference import lay_in_skills


def add_frameworks(call: Call) -> None:
    """What is shipped, where it is not here yet."""
    with call.office(write=True) as office:
        written = office.write(lay_in_skills(office))
    call.terminal.say(written.label if written else _("The shipped frameworks are all here already."))


def import_framework(call: Call) -> None:
    """A published file, as one change that can be undone."""
    said = call.arguments
    file = read_framework(Path(said.source), progress=call.terminal.progress)
    with call.office(write=not said.dry_run) as office:
        plan = plan_framework(office, file)
        if not said.dry_run:
            office.write(plan.changes)
        labels = {
            entity.name: (_(entity.label).lower(), _(entity.plural).lower())
            for entity in office.catalogue.entities
        }
    if said.json:
        call.terminal.json(
            {
                "framework": plan.title,
                "rows": file.rows,
                "added": dict(plan.added),
                "changed": dict(plan.changed),
                "repeated": file.repeated,
                "left_out": list(file.texts),
            }
        )
        return
    _report(call, plan, labels)


def _report(call: Call, plan: FrameworkPlan, labels: dict[str, tuple[str, str]]) -> None:
    say = call.terminal.say
    say(
        ngettext("{title}: {count} row read", "{title}: {count} rows read", plan.file.rows).format(
            title=plan.title, count=f"{plan.file.rows:,}"
        )
    )
    for words, counts in ((_("added"), plan.added), (_("changed"), plan.changed)):
        for entity, count in counts.items():
            say(f"{count:,} {labels[entity][count != 1]} {words}")
    if not plan.changes:
        say(_("Nothing to change: it is so already."))
    if plan.file.repeated:
        say(
            ngettext(
                "{count} row says again what another says.",
                "{count} rows say again what others say.",
                plan.file.repeated,
            ).format(count=plan.file.repeated)
        )
    if plan.unlevelled:
        say(
            ngettext(
                "{count} skill has no level in the file: it can be held at any.",
                "{count} skills have no levels in the file: they can be held at any.",
                plan.unlevelled,
            ).format(count=plan.unlevelled)
        )
    if plan.file.texts:
        say(_("Descriptions stay in the file: {columns}").format(columns=", ".join(plan.file.texts)))
    if call.arguments.dry_run:
        say(_("Nothing was written (--dry-run)."))


def import_arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "source",
        metavar="SOURCE",
        help=_(
            "role levels or skills of Government Digital and Data, or codes and levels of SFIA: .csv, .xlsx"
        ),
    )
    parser.add_argument("--dry-run", action="store_true", help=_("say what would come in, and write nothing"))
