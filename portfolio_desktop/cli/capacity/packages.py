# SPDX-License-Identifier: Apache-2.0
"""Work packages by command: handed over, answered, delivered, accepted; who fits one; how a team's went."""

from argparse import ArgumentParser
from collections.abc import Callable

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.base.i18n import _
from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.catalogue.filters import EVERYTHING, Op, Sort, Test
from portfolio_desktop.cli.answers import objects
from portfolio_desktop.cli.arguments import day, takes_day, takes_file, takes_json, takes_person, takes_words
from portfolio_desktop.cli.capacity.delegated import show_delegated, write_sheet
from portfolio_desktop.cli.capacity.measures import measures, measures_arguments
from portfolio_desktop.cli.naming import choice_named, of_kind
from portfolio_desktop.cli.verb import Call, Verb
from portfolio_desktop.services.capacity import packages as handing
from portfolio_desktop.services.capacity.fits import candidates
from portfolio_desktop.services.capacity.sense import criteria_of
from portfolio_desktop.services.office import Office
from portfolio_desktop.services.overdue import still_open
from portfolio_desktop.services.words import link_titles, words
from portfolio_desktop.storage.changes import Changes

_COLUMNS = ("code", "title", "project_id", "responsible_id", "status", "effort", "due")
_TOP = 10


def _list(call: Call) -> None:
    with call.office() as office, office.reading() as reader:
        entity = reader.catalogue.entity("work_package")
        where = EVERYTHING if call.arguments.all else still_open(reader.catalogue, entity)
        found = reader.all(entity, where, (Sort("due"), Sort("code")))
        if call.arguments.json:
            call.terminal.json(objects(reader, entity, found))
            return
        titles = link_titles(reader, entity, found)
        rows = [
            [words(reader.catalogue, entity.field(name), each[name], titles=titles) for name in _COLUMNS]
            for each in found
        ]
    heads = [_(entity.field(name).label) for name in _COLUMNS]
    if rows:
        call.terminal.table(heads, rows, [name == "effort" for name in _COLUMNS])
    else:
        call.terminal.say(_("No work package is open."))


def _show(call: Call) -> None:
    """The package with its criteria, in their order: the numbers are those that `take` and `send-back` want."""
    with call.office() as office:
        package = _package(office, call)
        with office.reading() as reader:
            entity = reader.catalogue.entity("work_package")
            record = next(iter(reader.many(entity, [package])))
            titles = link_titles(reader, entity, [record])
            for field in entity.fields:
                if said := words(reader.catalogue, field, record[field.name], titles=titles):
                    call.terminal.say(f"{_(field.label)}: {said}")
            criterion = reader.catalogue.entity("package_criterion")
            for place, each in enumerate(criteria_of(reader, package), 1):
                found = words(reader.catalogue, criterion.field("found"), each["found"])
                call.terminal.say(f"{place}. {each['title']}: {found or _('not looked at')}")
            where = Test("work_package_id", Op.IS, package)
            for each in reader.all(reader.catalogue.entity("package_blocker"), where):
                state = _("cleared") if each["cleared_on"] else _("open")
                call.terminal.say(_("Blocker: {title} ({state})").format(title=each["title"], state=state))
            status = record["status"]
    acts = ", ".join(act.replace("_", "-") for act in handing.possible(status))
    call.terminal.say(_("What can be done now: {acts}").format(acts=acts or _("nothing more")))


def _fits(call: Call) -> None:
    with call.office() as office:
        found = candidates(office, _package(office, call))
    if call.arguments.json:
        call.terminal.json(
            [
                {"person": each.name, "able": each.able, "has_time": each.has_time, "why": each.why}
                for each in found.people
            ]
        )
        return
    call.terminal.say(
        _("{package} needs {wants}.").format(package=found.title, wants=found.wants or _("nobody yet"))
    )
    for sentence in found.open:
        call.terminal.say(sentence)
    rows = [
        [each.name, _yes(each.able), _yes(each.has_time), each.why]
        for each in found.people[: call.arguments.top]
    ]
    if rows:
        call.terminal.table([_("Person"), _("Able"), _("Has time"), _("Why")], rows)
    else:
        call.terminal.say(_("Of nobody any of these skills is known."))


def _offer(call: Call) -> None:
    said = call.arguments
    _write(
        call,
        lambda office, id: handing.offer(
            office,
            id,
            _person(office, said.to),
            by=_person(office, said.by),
            authority=said.authority,
            on=said.on,
        ),
    )


def _accept(call: Call) -> None:
    said = call.arguments
    _write(call, lambda office, id: handing.accept(office, id, terms=said.terms, on=said.on))


def _decline(call: Call) -> None:
    said = call.arguments
    _write(call, lambda office, id: handing.decline(office, id, said.words, on=said.on))


def _hand_back(call: Call) -> None:
    said = call.arguments
    _write(call, lambda office, id: handing.hand_back(office, id, said.words, on=said.on))


def _begin(call: Call) -> None:
    _write(call, handing.begin)


def _deliver(call: Call) -> None:
    said = call.arguments
    _write(call, lambda office, id: handing.deliver(office, id, said.words, on=said.on))


def _take(call: Call) -> None:
    said = call.arguments
    _write(
        call,
        lambda office, id: handing.take(
            office,
            id,
            _findings(office, id, said.findings),
            by=_person(office, said.by),
            on=said.on,
            why=said.why,
            feedback=said.feedback,
        ),
    )


def _send_back(call: Call) -> None:
    said = call.arguments
    _write(
        call,
        lambda office, id: handing.send_back(office, id, _findings(office, id, said.findings), said.words),
    )


def _close(call: Call) -> None:
    said = call.arguments
    _write(call, lambda office, id: handing.close(office, id, feedback=said.feedback, reason=said.reason))


def _block(call: Call) -> None:
    said = call.arguments
    _write(
        call,
        lambda office, id: handing.block(
            office,
            id,
            said.words,
            support=said.support,
            asked_of=_person(office, said.of),
            needed_by=said.needed_by,
        ),
    )


def _clear(call: Call) -> None:
    said = call.arguments
    _write(
        call,
        lambda office, id: handing.clear(
            office, handing.open_blocker(office, id, said.blocker), said.words, on=said.on
        ),
    )


def _write(call: Call, act: Callable[[Office, Id], Changes]) -> None:
    with call.office(write=True) as office:
        call.write(office, act(office, _package(office, call)))


def _package(office: Office, call: Call) -> Id:
    return of_kind(office, "work_package", call.arguments.code)


def _person(office: Office, name: str) -> Id | None:
    return of_kind(office, "person", name) if name else None


def _findings(office: Office, package: Id, said: list[str]) -> dict[Id, str]:
    """How criteria were found, by their place on the list: 1=met 2=part."""
    with office.reading() as reader:
        criteria = criteria_of(reader, package)
    found: dict[Id, str] = {}
    for setting in said:
        place, sign, result = setting.partition("=")
        if not sign or not place.isdecimal() or not 0 < int(place) <= len(criteria):
            raise Refusal(
                _(
                    "“{setting}” is not a criterion from 1 to {count} with how it was found, such as 1=met."
                ).format(setting=setting, count=len(criteria))
            )
        found[criteria[int(place) - 1].id] = choice_named(office.catalogue, "package.found", result)
    return found


def _yes(so: bool) -> str:
    return _("yes") if so else _("no")


_ACTS: dict[str, tuple[str, Callable[[Call], None]]] = {
    "list": (_("the packages that are open"), _list),
    "show": (_("one package with its criteria and blockers"), _show),
    "fits": (_("who fits a package: skills and free time, with reasons"), _fits),
    "offer": (_("offer a package to somebody"), _offer),
    "accept": (_("take a package on"), _accept),
    "decline": (_("do not take a package on, and why"), _decline),
    "begin": (_("work on a package has begun"), _begin),
    "hand-back": (_("give a package back, and why"), _hand_back),
    "deliver": (_("hand over the result"), _deliver),
    "take": (_("accept the result as complete, each criterion answered"), _take),
    "send-back": (_("do not accept the result yet, and what is to be put right"), _send_back),
    "close": (_("nothing more is expected of a package"), _close),
    "block": (_("something is in the way of a package"), _block),
    "clear": (_("it is no longer in the way"), _clear),
    "sheet": (_("a package as a paper to be handed to somebody"), write_sheet),
    "delegated": (
        _("what somebody has handed to others, and what others have handed to them"),
        show_delegated,
    ),
    "measures": (_("how a team's packages went in a period"), measures),
}


def _packages(call: Call) -> None:
    _ACTS[call.arguments.act][1](call)


def _arguments(parser: ArgumentParser) -> None:
    takes_file(parser)
    acts = parser.add_subparsers(metavar="ACT", dest="act", required=True)
    made = {name: acts.add_parser(name, help=help, description=help) for name, (help, _run) in _ACTS.items()}
    for name, each in made.items():
        if name not in ("list", "measures", "delegated"):
            each.add_argument("code", metavar="CODE", help=_("the code of the work package"))
    for name, help in (
        ("decline", _("why")),
        ("hand-back", _("why")),
        ("deliver", _("what is delivered and where it is to be found")),
        ("send-back", _("what is to be put right")),
        ("block", _("what is in the way")),
        ("clear", _("how it was cleared")),
    ):
        made[name].add_argument("words", metavar="WORDS", help=help)
    for name in ("take", "send-back"):
        made[name].add_argument(
            "findings",
            metavar="N=FOUND",
            nargs="*",
            help=_("how criterion N was found: met, part or not_met"),
        )
    for name in ("offer", "accept", "decline", "hand-back", "deliver", "take", "clear"):
        takes_day(made[name])
    _options(made)
    for name in ("list", "fits", "delegated"):
        takes_json(made[name])
    made["sheet"].add_argument("target", metavar="TARGET", help=_("a PDF to write (NAME.pdf)"))
    made["delegated"].add_argument("person", metavar="PERSON", help=_("whose; a name"))
    measures_arguments(made["measures"])


def _options(made: dict[str, ArgumentParser]) -> None:
    made["list"].add_argument("--all", action="store_true", help=_("those that are over, too"))
    made["fits"].add_argument(
        "--top", metavar="COUNT", type=int, default=_TOP, help=_("how many; 10 if left out")
    )
    takes_person(made["offer"], _("to whom; by default whoever is responsible"), "--to")
    takes_person(made["offer"], _("who hands it over and answers for the outcome"))
    takes_words(made["offer"], "--authority", _("what may be decided and spent without asking"))
    takes_words(made["accept"], "--terms", _("on what terms"))
    takes_person(made["take"], _("who accepts it; by default who is accountable"))
    takes_words(made["take"], "--why", _("why it is accepted although not everything is met"))
    takes_words(made["take"], "--feedback", _("feedback on the work"))
    takes_words(made["close"], "--feedback", _("feedback on the work"))
    takes_words(made["close"], "--reason", _("why it ends before it is complete"))
    takes_words(made["block"], "--support", _("what support is asked for"))
    takes_person(made["block"], _("of whom it is asked"), "--of")
    made["block"].add_argument("--needed-by", metavar="DATE", type=day, help=_("by when it is needed"))
    takes_words(made["clear"], "--blocker", _("which one, where there are several"))


VERBS = (
    Verb(
        "packages", _("work packages: hand work over, take it back in, see who fits"), _arguments, _packages
    ),
)
