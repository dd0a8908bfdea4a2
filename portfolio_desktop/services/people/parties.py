# SPDX-License-Identifier: Apache-2.0
"""The people whom a people file names: taken up from the portfolio, and who stands in whose line."""

from collections.abc import Iterable, Mapping

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.base.i18n import _, ngettext
from portfolio_desktop.catalogue.fields import Id, Values
from portfolio_desktop.services.people.known import link, said
from portfolio_desktop.services.people.people_file import PeopleFile
from portfolio_desktop.services.records import checked
from portfolio_desktop.storage.changes import Change, Changes, Create, Edit
from portfolio_desktop.storage.read import Reader

_FROM_PORTFOLIO = ("name", "role", "team", "manager_id")


def take_up(people: PeopleFile, persons: Mapping[Id, Values]) -> Changes:
    """Bring people of the portfolio into the file, or up to date in it: name, role, team, manager, by their id there.

    A manager who is neither here nor among `persons` is left out. Nothing else of a person is looked at.
    """
    entity = people.catalogue.entity("party")
    with people.reading() as reader:
        there = {record.id: record for record in reader.all(entity)}
    known = there.keys() | persons.keys()
    items: list[Change] = []
    for id, given in persons.items():
        values = checked(people.catalogue, entity, {name: given.get(name) for name in _FROM_PORTFOLIO})
        if values["manager_id"] not in known or values["manager_id"] == id:
            values["manager_id"] = None
        if not values["name"]:
            raise Refusal(_("Somebody without a name cannot be taken up."))
        if id not in there:
            items.append(Create("party", id, said(values)))
        else:
            items += [Edit("party", id, name, new) for name, new in values.items() if new != there[id][name]]
    count = len({item.record for item in items})
    label = ngettext("Take up {count} person", "Take up {count} people", count).format(count=count)
    return Changes(label, tuple(items))


def owner(reader: Reader) -> Id:
    """The party whose file this is."""
    found = next(
        (id for id, myself in reader.values(reader.catalogue.entity("party"), ("myself",)) if myself), None
    )
    if found is None:
        raise Refusal(_("This people file does not say whose it is. Mark yourself among its people."))
    return Id(found)


def managers(reader: Reader) -> dict[Id, Id]:
    """Everybody's line manager, where there is one."""
    rows = reader.values(reader.catalogue.entity("party"), ("manager_id",))
    return {Id(id): Id(above) for id, above in rows if isinstance(above, str)}


def line_above(managers: Mapping[Id, Id], party: Id) -> tuple[Id, ...]:
    """The manager of `party`, the manager's manager and so on. A circle is walked once."""
    found: dict[Id, None] = {}
    above = managers.get(party)
    while above is not None and above not in found and above != party:
        found[above] = None
        above = managers.get(above)
    return tuple(found)


def names(reader: Reader, ids: Iterable[Id | None]) -> dict[Id | None, str]:
    """What people are called, by their ids; nobody is called nothing."""
    titles = reader.titles(reader.catalogue.entity("party"), (id for id in ids if id is not None))
    return dict[Id | None, str]([(None, ""), *titles.items()])


def name_of(reader: Reader, id: object) -> str:
    """What one of them is called."""
    found = link(id) if isinstance(id, str) else None
    return names(reader, [found]).get(found, "")
