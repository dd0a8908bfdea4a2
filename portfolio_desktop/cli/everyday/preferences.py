# SPDX-License-Identifier: Apache-2.0
"""What can be chosen, without a window: preferences."""

from argparse import ArgumentParser

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.base.i18n import _
from portfolio_desktop.catalogue.fields import Value
from portfolio_desktop.cli.arguments import takes_json
from portfolio_desktop.cli.verb import Call, Verb
from portfolio_desktop.domain.habits import Habits
from portfolio_desktop.services.preferences.described import (
    KEPT,
    PREFERENCES,
    Scope,
    catalogue,
    scope_of,
    words_for,
)
from portfolio_desktop.services.preferences.keeping import chosen, field_of, keep
from portfolio_desktop.services.preferences.of_office import keep_office

_LIST, _SET, _RESET = "list", "set", "reset"


def _preferences(call: Call) -> None:
    asked = call.arguments
    if asked.act == _LIST:
        _print(call)
        return
    if not asked.name:
        raise Refusal(_("Name the preference: preferences lists them."))
    field = field_of(asked.name)
    value: Value = " ".join(asked.value) if asked.act == _SET else KEPT[field.name].shipped
    if asked.act == _SET and not asked.value:
        raise Refusal(_("Say what to set {name} to.").format(name=field.name))
    if asked.act == _SET and field.name == "second_place":
        raise Refusal(
            _("Choose a second place in the window, under Backups: it says there what should be known of it.")
        )
    if value is None:
        raise Refusal(_("{name} has nothing that it could be reset to.").format(name=field.name))
    _keep(call, field.name, value)
    call.terminal.say(
        f"{_(field.label)}: {words_for(field, chosen(call.settings, field.name, _habits(call)))}"
    )


def _keep(call: Call, name: str, value: Value) -> None:
    if scope_of(name) is not Scope.WORKSPACE:
        keep(call.settings, name, value)
        return
    if not call.arguments.file:
        raise Refusal(_("{name} is kept in a workspace. Name it with --in FILE.").format(name=name))
    with call.office(write=True) as office:
        call.write(office, keep_office(office, name, value))


def _habits(call: Call) -> Habits | None:
    """What the workspace says, where one is named."""
    if not call.arguments.file:
        return None
    with call.office() as office:
        return office.rules.habits


def _print(call: Call) -> None:
    habits = _habits(call)
    fields = [
        each for each in catalogue().entity(PREFERENCES.name).fields if call.arguments.name in ("", each.name)
    ]
    held = {each.name: chosen(call.settings, each.name, habits) for each in fields}
    if call.arguments.json:
        plain = {
            each.name: {
                "value": held[each.name],
                "shipped": each.default,
                "scope": scope_of(each.name).value,
            }
            for each in fields
        }
        call.terminal.json(plain)
        return
    rows = [
        [
            each.name,
            words_for(each, held[each.name]),
            _("as shipped") if held[each.name] == each.default else words_for(each, each.default),
            scope_of(each.name).words,
            _(each.label),
        ]
        for each in fields
    ]
    headings = [_("Name"), _("Now"), _("As shipped"), _("For"), _("What")]
    call.terminal.table(headings, rows, [False] * len(headings))


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument("act", choices=(_LIST, _SET, _RESET), nargs="?", default=_LIST)
    parser.add_argument("name", metavar="NAME", nargs="?", default="", help=_("of a preference, as listed"))
    parser.add_argument("value", metavar="VALUE", nargs="*", help=_("what to set it to"))
    parser.add_argument(
        "--in",
        dest="file",
        metavar="FILE",
        default="",
        help=_("the workspace, for those that everybody shares"),
    )
    takes_json(parser)


VERBS = (
    Verb(
        "preferences",
        _("what can be chosen, for whom it holds, and what is chosen: list, set or reset"),
        _arguments,
        _preferences,
    ),
)
