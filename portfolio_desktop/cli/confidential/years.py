# SPDX-License-Identifier: Apache-2.0
"""Acts of people-file on a year of appraisals. They tell names and stages: no word and no level of anybody."""

from argparse import ArgumentParser
from collections.abc import Callable
from pathlib import Path

from portfolio_desktop.base.dates import format_date
from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.base.files import needs_folder, write_whole
from portfolio_desktop.base.i18n import _
from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.cli.confidential import by_share
from portfolio_desktop.cli.confidential.asking import new_secret, people_file
from portfolio_desktop.cli.naming import of_kind
from portfolio_desktop.cli.verb import Call
from portfolio_desktop.services.people.people_file import PeopleFile
from portfolio_desktop.services.people.running.passing_on import heard, seal_progress
from portfolio_desktop.services.people.running.telling import lines_of, told
from portfolio_desktop.services.people.running.years import years
from portfolio_desktop.services.people.sharing import Sealed, put_into

Act = Callable[[str, str, Callable[[Call], None]], ArgumentParser]


def add_acts(act: Act) -> None:
    """Add the acts to the verb's parser by `act`, which makes one from name, help and what carries it out."""
    progress = act(
        "progress", _("Who is where in a year: names and stages, nothing that was written"), _progress
    )
    progress.add_argument("year", metavar="YEAR", nargs="?", help=_("its title; otherwise the one that runs"))
    progress.add_argument("--numbers", action="store_true", help=_("leave the names out"))
    progress.add_argument("--pdf", metavar="PDF", help=_("write it as PDF instead, for your own manager"))
    progress.add_argument(
        "--to", metavar="PERSON", help=_("seal it for them instead, and send it by the shared folder")
    )
    progress.add_argument("--folder", metavar="FOLDER", help=_("put what is sealed into this folder instead"))
    act("heard", _("How the years of others go, as they told you by sealed copies"), _heard)
    progress.add_argument("--encrypt", action="store_true", help=_("ask for a password that opens the PDF"))


def _progress(call: Call) -> None:
    said = call.arguments
    if said.to:
        _tell(call)
        return
    target = Path(said.pdf) if said.pdf else None
    if target is not None:
        needs_folder(target)
        if target.exists():
            raise Refusal(_("{path} already exists. Choose another name.").format(path=target))
    with people_file(call) as people:
        cycle = of_kind(people, "cycle", said.year) if said.year else _running(people)
        found = told(people, cycle, names=not said.numbers)
    if target is None:
        for line in lines_of(found):
            call.terminal.say(line)
        return
    from portfolio_desktop.reports.people.progress import render_progress

    pdf = render_progress(found)
    if said.encrypt:
        from portfolio_desktop.reports.people.locked import locked

        pdf = locked(pdf, new_secret(_("Password of the PDF")))
    write_whole(target, pdf, private=True)
    call.terminal.say(_("Wrote {path}. It holds names and stages.").format(path=target))


def _tell(call: Call) -> None:
    said = call.arguments

    def seal(people: PeopleFile) -> Sealed:
        cycle = of_kind(people, "cycle", said.year) if said.year else _running(people)
        return seal_progress(people, cycle, of_kind(people, "party", said.to), with_names=not said.numbers)

    if not said.folder:
        by_share.send(call, seal)
        call.terminal.say(_("Sealed for {who}, and sent by the shared folder.").format(who=said.to))
        return
    with people_file(call, write=True) as people:
        sealed = seal(people)
        (path,) = put_into(Path(said.folder), sealed)
        people.write(sealed.changes)
    call.terminal.say(_("Sealed for {who}: {path}").format(who=said.to, path=path))


def _heard(call: Call) -> None:
    with people_file(call) as people:
        found = heard(people)
    for each in found:
        on = format_date(each.on) if each.on else ""
        call.terminal.say(_("Told by {name}, received {on}:").format(name=each.by, on=on))
        call.terminal.say(f"{each.words}\n")
    if not found:
        call.terminal.say(_("Nobody has told you how a year of theirs goes."))


def _running(people: PeopleFile) -> Id:
    """The year that runs; refuses where there is none, or more than one."""
    found = [each for each in years(people) if each.closed_on is None]
    if not found:
        raise Refusal(_("No year of appraisals runs here."))
    if len(found) > 1:
        titles = ", ".join(f"“{each.title}”" for each in found)
        raise Refusal(_("More than one year runs. Say which: {titles}.").format(titles=titles))
    return found[0].id
