# SPDX-License-Identifier: Apache-2.0
"""The verb people-file: made, its passphrase and recovery key, backup and check, cards, sealed copies, erasing."""

from argparse import ArgumentParser, Namespace
from datetime import date
from pathlib import Path

from portfolio_desktop.base.dates import format_date
from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.base.files import write_whole
from portfolio_desktop.base.i18n import N_, _, ngettext
from portfolio_desktop.base.laptop import unsafe_here
from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.cli.confidential import by_share, papers, years
from portfolio_desktop.cli.confidential.asking import new_secret, people_file, secret
from portfolio_desktop.cli.naming import of_kind
from portfolio_desktop.cli.verb import Call, Verb, takes_acts
from portfolio_desktop.services.people import cards, keeping, sharing
from portfolio_desktop.services.people.custody import handing
from portfolio_desktop.services.people.people_file import (
    PeopleFile,
    move_here,
    new_people_file,
    outside,
    owners,
    place_for,
)

_WROTE_SHEET = N_(
    "The recovery key is on the sheet {path}, and nowhere else. Print it, keep it in a safe, and delete the file."
)

_FOLDER = N_("where the sealed files go; without it they go by the shared folder of the portfolio")
_BESIDE = N_("The sheet lies beside the people file that it opens: whoever takes the folder has both.")


def _status(call: Call) -> None:
    found = outside(Path(call.arguments.file))
    recovery = _("a recovery key was printed") if found.has_recovery_key else _("there is no recovery key")
    call.terminal.say(
        _("{name}: made {made}, {recovery}, its key is of {since}.").format(
            name=found.path.name,
            made=format_date(found.made),
            recovery=recovery,
            since=format_date(found.key_since),
        )
    )
    if unsafe := unsafe_here(found.path):
        call.terminal.complain(unsafe.words)
        call.terminal.complain(_("The act “move” takes it to this laptop's own folder."))


def _make(call: Call) -> None:
    said = call.arguments
    workspace = Path(said.file)
    with call.office() as office:
        me = of_kind(office, "person", said.person)
        values = dict(owners(office)).get(me, {})
    passphrase = new_secret(_("New passphrase"))
    with new_people_file(place_for(workspace), passphrase, values, me) as people:
        call.terminal.say(_("Made {path}. It belongs to {who}.").format(path=people.path, who=values["name"]))
        if said.sheet:
            _write_sheet(call, people, Path(said.sheet))


def _move(call: Call) -> None:
    """Sealed as it is, so nobody has to open it."""
    found = outside(Path(call.arguments.file))
    path = move_here(Path(call.arguments.file), call.settings.author)
    call.terminal.say(
        _("Moved {name} with its key file and its backups: {path}").format(name=found.path.name, path=path)
    )


def _passphrase(call: Call) -> None:
    path = outside(Path(call.arguments.file)).path
    with people_file(call, write=True) as people:
        people.set_passphrase(new_secret(_("New passphrase")))
    call.terminal.say(_("{name} opens by the new passphrase from now on.").format(name=path.name))


def _recovery(call: Call) -> None:
    with people_file(call, write=True) as people:
        if call.arguments.sheet:
            _write_sheet(call, people, Path(call.arguments.sheet))
        else:
            people.forget_recovery_key()
            call.terminal.say(_("No recovery key opens {name} any more.").format(name=people.path.name))


def _backup(call: Call) -> None:
    with people_file(call) as people:
        call.terminal.say(_("Kept a copy at {path}.").format(path=people.back_up()))


def _check(call: Call) -> None:
    with people_file(call) as people:
        found = people.faults()
        for sentence in found:
            call.terminal.say(sentence)
        if found:
            raise Refusal(_("Restore a backup of {name}.").format(name=people.path.name))
        call.terminal.say(_("{name} is whole.").format(name=people.path.name))


def _card(call: Call) -> None:
    with people_file(call, write=True) as people:
        call.terminal.say(cards.my_card(people))
        call.terminal.say(
            _("To be compared by voice: {figures}").format(figures=cards.my_fingerprint(people))
        )


def _take_card(call: Call) -> None:
    text = Path(call.arguments.card).read_text("utf-8")
    with people_file(call, write=True) as people:
        call.write(people, cards.take_card(people, text))


def _send(call: Call) -> None:
    said = call.arguments

    def seal(people: PeopleFile) -> sharing.Sealed:
        appraisal = of_kind(people, "appraisal", said.appraisal)
        return sharing.seal_copy(people, appraisal, of_kind(people, "party", said.to))

    if not said.folder:
        by_share.send(call, seal)
        call.terminal.say(_("Sealed for {who}, and sent by the shared folder.").format(who=said.to))
        return
    with people_file(call, write=True) as people:
        sealed = seal(people)
        (path,) = sharing.put_into(Path(said.folder), sealed)
        people.write(sealed.changes)
    call.terminal.say(_("Sealed for {who}: {path}").format(who=said.to, path=path))


def _take(call: Call) -> None:
    """Sealed files by name, or all that wait in a folder, or in the shared one."""
    if not call.arguments.place:
        by_share.take(call)
        return
    place = Path(call.arguments.place)
    with people_file(call, write=True) as people:
        if not place.is_dir():
            call.write(people, sharing.take(people, place))
            return
        found = sharing.waiting(people, place)
        for each in found:
            if each.refusal:
                call.terminal.complain(each.refusal)
            else:
                call.write(people, sharing.take(people, each.path))
    if not found:
        call.terminal.say(_("Nothing waits for you in {folder}.").format(folder=place))


def _due(call: Call) -> None:
    """What is due to be erased: how many of which kind and since when, never what it says."""
    with people_file(call, write=call.arguments.erase) as people:
        found = keeping.due(people)
        rows = [
            (people.catalogue.entity(each.entity).plural, each.rule, format_date(each.since))
            for each in found
        ]
        if call.arguments.erase and found:
            people.require(secret(_("The passphrase again: what is erased does not come back")))
            keeping.erase_due(people, found)
    if not rows:
        call.terminal.say(_("No confirmed retention rule says that anything is due."))
        return
    call.terminal.table([_("Kind"), _("Rule"), _("Due since")], rows)
    if call.arguments.erase:
        count = len(rows)
        text = ngettext("Erased {count} record for good.", "Erased {count} records for good.", count)
        call.terminal.say(text.format(count=count))


def _erase(call: Call) -> None:
    said = call.arguments
    with people_file(call, write=True) as people:
        party = of_kind(people, "party", said.person)
        people.require(secret(_("The passphrase again: what is erased does not come back")))
        count = keeping.erase_person(people, Id(party), said.ground)
    text = ngettext("Erased {count} record for good.", "Erased {count} records for good.", count)
    call.terminal.say(text.format(count=count))


def _hand_over(call: Call) -> None:
    """Said is how many of what goes and stays, never what it says."""
    said = call.arguments
    offers: list[handing.Offer] = []

    def seal(people: PeopleFile) -> sharing.Sealed:
        person, to = of_kind(people, "party", said.person), of_kind(people, "party", said.to)
        offers.append(handing.offer(people, person, to))
        return handing.seal_hand_over(people, person, to)

    paths: tuple[Path, ...] = ()
    if said.folder:
        with people_file(call, write=True) as people:
            sealed = seal(people)
            paths = sharing.put_into(Path(said.folder), sealed)
            people.write(sealed.changes)
    else:
        by_share.send(call, seal)
    (found,) = offers
    call.terminal.table([_("Handed over"), _("Records")], [(kind, str(count)) for kind, count in found.goes])
    for stays in found.stays:
        call.terminal.say(_("Stays with you: {what}").format(what=stays))
    for name in found.not_told:
        call.terminal.complain(_("{name} has given no card and is to be told by you.").format(name=name))
    for path in paths:
        call.terminal.say(_("Sealed: {path}").format(path=path))
    if not paths:
        call.terminal.say(_("Sealed, and sent by the shared folder."))


def _write_sheet(call: Call, people: PeopleFile, target: Path) -> None:
    from portfolio_desktop.reports.people.recovery import recovery_sheet

    if target.exists():
        raise Refusal(_("{path} already exists. Choose another name for the sheet.").format(path=target))
    today = date.today()  # noqa: DTZ011 - the person's own calendar
    if target.resolve().is_relative_to(people.path.resolve().parent):
        call.terminal.complain(_(_BESIDE))
    sheet = recovery_sheet(people.new_recovery_key(), people.path.name, today)
    write_whole(target, sheet, private=True)
    call.terminal.say(_(_WROTE_SHEET).format(path=target))


def _arguments(parser: ArgumentParser) -> None:
    act = takes_acts(parser)
    act("status", _("Whether there is one, and how it can be opened"), _status)
    make = act("make", _("Make a people file beside a workspace"), _make)
    make.add_argument("person", metavar="PERSON", help=_("whose it is: a name in the register of people"))
    choice = make.add_mutually_exclusive_group(required=True)
    choice.add_argument("--sheet", metavar="PDF", help=_("write the sheet of a recovery key here"))
    choice.add_argument("--no-recovery-key", action="store_true", help=_("the passphrase alone opens it"))
    act("move", _("Take it to this laptop's own folder, away from one that is synchronised"), _move)
    passphrase = act("passphrase", _("Replace the passphrase"), _passphrase)
    passphrase.add_argument(
        "--recovery-key", action="store_true", help=_("the old one is forgotten: open it by the recovery key")
    )
    recovery = act("recovery", _("Make a new recovery key, or have none"), _recovery)
    choice = recovery.add_mutually_exclusive_group(required=True)
    choice.add_argument("--sheet", metavar="PDF", help=_("write the sheet of a new recovery key here"))
    choice.add_argument("--forget", action="store_true", help=_("the passphrase alone opens it"))
    act("backup", _("Keep a copy that is known to open"), _backup)
    act("check", _("Whether the file is whole"), _check)
    act("card", _("Your sealing card, to be given to others"), _card)
    act("take-card", _("Keep somebody's sealing card"), _take_card).add_argument(
        "card", metavar="CARD", help=_("a file that holds it")
    )
    send = act("send", _("Seal your part of an appraisal for somebody who takes part in it"), _send)
    send.add_argument("appraisal", metavar="APPRAISAL", help=_("its title"))
    send.add_argument("to", metavar="PERSON", help=_("for whom"))
    send.add_argument("folder", metavar="FOLDER", nargs="?", default="", help=_(_FOLDER))
    act("take", _("Take what others sealed for you"), _take).add_argument(
        "place",
        metavar="PLACE",
        nargs="?",
        default="",
        help=_("a sealed file, or a folder of them; else the shared folder"),
    )
    hand = act("hand-over", _("Hand somebody over to their next line manager"), _hand_over)
    hand.add_argument("person", metavar="PERSON", help=_("whom"))
    hand.add_argument("to", metavar="MANAGER", help=_("who leads them from now on, whose card you have"))
    hand.add_argument("folder", metavar="FOLDER", nargs="?", default="", help=_(_FOLDER))
    due = act("due", _("What retention rules say should be erased"), _due)
    due.add_argument("--erase", action="store_true", help=_("erase all of it for good"))
    erase = act("erase", _("Erase a person with all that is held on them, for good"), _erase)
    erase.add_argument("person", metavar="PERSON", help=_("whom"))
    erase.add_argument(
        "--ground", required=True, help=_("why, without saying what: kept as proof that it happened")
    )
    papers.add_acts(act)
    years.add_acts(act)


def _run(call: Call) -> None:
    said: Namespace = call.arguments
    said.act(call)


VERBS = (
    Verb("people-file", N_("The confidential people file: make, keep, give, take, erase"), _arguments, _run),
)
