# SPDX-License-Identifier: Apache-2.0
"""The search over everything and the views that are kept: find, views, pin, unpin."""

from argparse import ArgumentParser, ArgumentTypeError

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.base.i18n import _, ngettext
from portfolio_desktop.cli.arguments import takes_file, takes_json
from portfolio_desktop.cli.verb import Call, Verb
from portfolio_desktop.exchange.query.everywhere import search
from portfolio_desktop.services.office import Office
from portfolio_desktop.services.views import pins
from portfolio_desktop.services.views.kept import kept_views

_MOST = 10_000


def _find(call: Call) -> None:
    asked = call.arguments
    with call.office(write=bool(asked.save)) as office:
        typed = _typed(call, office)
        results = search(office, typed, limit=asked.most)
        if asked.save:
            call.write(office, pins.save_search(office, asked.save, typed))
        registers = {one.entity: office.catalogue.entity(one.entity) for one in results.found}
    if asked.json:
        call.terminal.json(
            [
                {
                    "register": registers[one.entity].register,
                    "code": one.code,
                    "title": one.title,
                    "about": one.about,
                }
                for one in results.found
            ]
        )
        return
    rows = [
        [_(registers[one.entity].label), one.code, one.title, one.about, _plain(one.excerpt)]
        for one in results.found
    ]
    if rows:
        headings = [_("Record"), _("Code"), _("Name"), _("Who and by when"), _("Where")]
        call.terminal.table(headings, rows, [False] * len(headings))
    call.terminal.complain(_counted(len(rows), sum(results.counts.values()), asked.most))


def _typed(call: Call, office: Office) -> str:
    """What to look for: the words of a saved search, where one is named, and those of the command."""
    typed = " ".join(call.arguments.query)
    if call.arguments.view:
        kept = pins.view_named(office, call.arguments.view)
        if kept.entity:
            register = office.catalogue.entity(kept.entity).register
            raise Refusal(
                _(
                    "“{name}” is a view of one register. List it with: list FILE {register} --view NAME."
                ).format(name=kept.label, register=register)
            )
        typed = f"{kept.words} {typed}"
    if not typed.strip():
        raise Refusal(_("Say what to look for, such as “harbour owner:ann rag:red is:open”."))
    return typed.strip()


def _counted(shown: int, counted: int, most: int) -> str:
    count = max(shown, counted)
    said = ngettext("{count} record", "{count} records", count).format(count=f"{count:,}")
    if count > shown or shown == most:
        return (
            _("{said}. The best {shown} are shown.").format(said=said, shown=shown)
            if counted
            else _("The best {shown} are shown.").format(shown=shown)
        )
    return said


def _views(call: Call) -> None:
    with call.office() as office:
        rows = [
            [
                one.label,
                _(office.catalogue.entity(one.entity).plural) if one.entity else _("Everything"),
                one.words,
                _("yes") if one.place is not None else "",
            ]
            for one in kept_views(office)
        ]
        if rows:
            call.terminal.table([_("Name"), _("Looks at"), _("Words"), _("Pinned")], rows, [False] * 4)
        else:
            call.terminal.complain(_("No view is saved yet."))


def _pin(call: Call) -> None:
    with call.office(write=True) as office:
        call.write(office, pins.pin(office, pins.view_named(office, call.arguments.name).id))


def _unpin(call: Call) -> None:
    with call.office(write=True) as office:
        call.write(office, pins.unpin(office, pins.view_named(office, call.arguments.name).id))


def _plain(excerpt: str) -> str:
    return excerpt.replace("«", "").replace("»", "")


def _count(text: str) -> int:
    if text.isdecimal() and 1 <= int(text) <= _MOST:
        return int(text)
    raise ArgumentTypeError(_("a whole number from 1 to {most}").format(most=_MOST))


def _find_arguments(parser: ArgumentParser) -> None:
    takes_file(parser)
    parser.add_argument(
        "query",
        metavar="QUERY",
        nargs="*",
        help=_("as in the window, in quotes for your shell: 'harbour owner:ann due:<30d is:open -draft'"),
    )
    parser.add_argument("--view", metavar="NAME", default="", help=_("a search that was saved"))
    parser.add_argument("--save", metavar="NAME", default="", help=_("keep this search under a name"))
    parser.add_argument("--most", metavar="COUNT", type=_count, default=200, help=_("how many to show (200)"))
    takes_json(parser)


def _view_arguments(parser: ArgumentParser) -> None:
    takes_file(parser)
    parser.add_argument("name", metavar="NAME", help=_("a saved view or search"))


VERBS = (
    Verb("find", _("search every register"), _find_arguments, _find),
    Verb("views", _("list the saved views and searches"), takes_file, _views),
    Verb("pin", _("show a saved view in everybody's navigation"), _view_arguments, _pin),
    Verb("unpin", _("take a saved view out of the navigation"), _view_arguments, _unpin),
)
