# SPDX-License-Identifier: Apache-2.0
"""How a register is to be laid out, from the words of a command; and the register so laid out, in the terminal."""

from argparse import ArgumentParser, Namespace
from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.base.i18n import _
from portfolio_desktop.catalogue.entity import Entity
from portfolio_desktop.catalogue.fields import Field, Kind
from portfolio_desktop.cli.terminal import Terminal
from portfolio_desktop.cli.where import field_named, narrowed, sorts_of
from portfolio_desktop.services.reading import Reader, Total
from portfolio_desktop.services.registers.cells import known_words
from portfolio_desktop.services.registers.grouping import Heading
from portfolio_desktop.services.registers.seen import Seen, as_seen
from portfolio_desktop.services.views.marks import SIGN_LETTERS
from portfolio_desktop.services.views.view import View
from portfolio_desktop.services.words import words

_DEEPEST = 2
_LEVELS = ("==", "--")
"""What a line begins with that heads a group, and a group within a group."""


def takes_layout(parser: ArgumentParser) -> None:
    """What narrows a register and lays it out: conditions, a view, an order, columns, groups."""
    parser.add_argument(
        "--where",
        metavar="CONDITION",
        action="append",
        default=[],
        help=_("such as confidence=red, end<2027-01-01, title~harbour; several must all hold"),
    )
    parser.add_argument(
        "--find",
        metavar="WORDS",
        default="",
        help=_("as in the window's filter box: harbour owner:ann is:open"),
    )
    parser.add_argument(
        "--view", metavar="NAME", default="", help=_("a saved or shipped view, such as Overdue")
    )
    parser.add_argument("--sort", metavar="FIELDS", default="", help=_("such as -whole_life_cost,title"))
    parser.add_argument(
        "--columns", metavar="FIELDS", default="", help=_("which fields, with commas between them")
    )
    parser.add_argument(
        "--group-by",
        metavar="FIELDS",
        default="",
        help=_("one field, or two with a comma between them; days are grouped by their month"),
    )


def laid_out(entity: Entity, view: View, arguments: Namespace, sums: Sequence[Field] = ()) -> View:
    """The view with the columns, order and groups that were asked for on top. What is summed is a column."""
    columns = tuple(field_named(entity, name).name for name in _names(arguments.columns)) or view.columns
    groups = [field_named(entity, name).name for name in _names(arguments.group_by)] or list(view.groups)
    if len(groups) > _DEEPEST:
        raise Refusal(_("A register is grouped by at most two fields."))
    return replace(
        view,
        columns=tuple(dict.fromkeys((*columns, *(field.name for field in sums)))),
        sorts=sorts_of(entity, arguments.sort) or view.sorts,
        group=groups[0] if groups else "",
        then=groups[1] if len(groups) > 1 else "",
    )


def summed_fields(entity: Entity, text: str) -> list[Field]:
    """The fields that are to be added up. Refuses those of which a sum means nothing."""
    fields = [field_named(entity, name) for name in _names(text)]
    for field in fields:
        if not field.adds_up:
            able = ", ".join(each.name for each in entity.every if each.adds_up) or _("none")
            raise Refusal(
                _("{label} does not add up. Fields that do: {names}.").format(
                    label=_(field.label), names=able
                )
            )
    return fields


def seen_as_asked(reader: Reader, entity: Entity, view: View, arguments: Namespace) -> Seen:
    """What the command asks for. `view` is laid out already."""
    where = narrowed(reader, entity, view, arguments.where, arguments.find)
    return as_seen(reader, entity, view, where, units={})


def say_seen(terminal: Terminal, seen: Seen, sums: Sequence[Field]) -> None:
    """The register as a table, its groups headed, with the sums at the end."""
    heads = [*([""] if seen.view.marks else []), *(_(field.label) for field in seen.fields)]
    numeric = [field.kind.is_quantity or field.kind is Kind.PERCENT for field in seen.fields]
    right = [*([False] if seen.view.marks else []), *numeric]
    rows: list[list[str]] = []
    above: dict[int, list[str]] = {}
    for what in seen.lines():
        if isinstance(what, Heading):
            above.setdefault(len(rows), []).append(_heading(seen, what))
        else:
            rows.append(_row(seen, what))
    terminal.table(heads, rows, right, above)
    for field in sums:
        terminal.say(_("Total of {sum}").format(sum=_sum_words(seen, field, seen.totals[field.name])))


def told(seen: Seen, records: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """The same for a program: groups and sums beside the records, sums exact and as text."""
    answer: dict[str, Any] = {"records": list(records), "totals": _plain(seen.totals)}
    if seen.headings:
        answer["groups"] = [_group(heading) for heading in seen.headings]
    return answer


def _group(heading: Heading) -> dict[str, Any]:
    found: dict[str, Any] = {
        "value": heading.words,
        "count": len(heading.rows),
        "totals": _plain(heading.totals),
    }
    if heading.inner:
        found["groups"] = [_group(part) for part in heading.inner]
    return found


def _plain(totals: Mapping[str, Total]) -> dict[str, Any]:
    return {
        name: {"sum": str(total.sum) if total.known else None, "known": total.known, "count": total.count}
        for name, total in totals.items()
    }


def _row(seen: Seen, number: int) -> list[str]:
    record, marked = seen.records[number], seen.marks(number)
    cells = [words(seen.catalogue, field, record[field.name], titles=seen.titles) for field in seen.fields]
    signs = "".join(SIGN_LETTERS[sign] for sign in dict.fromkeys(marked.cells.values()))
    return [signs, *cells] if seen.view.marks else cells


def _heading(seen: Seen, heading: Heading) -> str:
    sums = [
        _sum_words(seen, field, heading.totals[field.name])
        for field in seen.fields
        if field.name in heading.totals
    ]
    named = f"{_LEVELS[heading.level]} {heading.words} ({len(heading.rows):,})"
    return " \N{MIDDLE DOT} ".join([named, *sums])


def _sum_words(seen: Seen, field: Field, total: Total) -> str:
    """A sum, exact, and how much of it is known where that is not all."""
    value = total.sum if field.kind is not Kind.INTEGER else Decimal(int(total.sum))
    parts = [words(seen.catalogue, field, value)] if total.known else []
    if total.known < total.count:
        parts.append(known_words(total))
    return f"{_(field.label)}: {', '.join(parts)}"


def _names(text: str) -> list[str]:
    return [name for part in text.split(",") if (name := part.strip())]
