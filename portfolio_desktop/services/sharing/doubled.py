# SPDX-License-Identifier: Apache-2.0
"""Fields and words of the office's own and rules of one name that two people made apart, and that say different things.

Every laptop goes by the one that was made last. Nobody has said so: people are told, so that they can choose.
"""

from collections import defaultdict
from collections.abc import Iterator
from typing import cast

from portfolio_desktop.base.i18n import N_, _
from portfolio_desktop.catalogue.fields import Record
from portfolio_desktop.services.office import Office
from portfolio_desktop.services.words import words
from portfolio_desktop.storage.read import Reader

_FIELD = N_(
    "“{field}” of {register} was added apart as {kinds}, and is kept as {last}. In the register “{where}”, delete the one "
    "that is not meant."
)
_RULE = N_(
    "The rule “{rule}” was set apart in different ways, and the one set last holds. In the register “{where}”, delete the "
    "one that is not meant."
)
_WORD = N_(
    "“{code}” was added to the list {list} apart as {labels}, and is shown as {last} everywhere. In the register “{where}”, "
    "delete the one that is not meant; of two that are meant, give one another code."
)


def doubled(office: Office) -> tuple[str, ...]:
    """A sentence for each, with what to do."""
    with office.reading() as reader:
        return (*_fields(reader), *_rules(reader), *_words(reader))


def _fields(reader: Reader) -> Iterator[str]:
    entity = reader.catalogue.entity("own_field")
    for found in _of_one_name(reader, "own_field", "entity", "name"):
        kinds = [_kind(reader, each) for each in found]
        register = str(found[-1]["entity"])
        if len(set(kinds)) > 1 and reader.catalogue.knows(register):
            yield _(_FIELD).format(
                field=found[-1]["label"] or found[-1]["name"],
                register=_(reader.catalogue.entity(register).plural).lower(),
                kinds=", ".join(dict.fromkeys(kinds)),
                last=kinds[-1],
                where=_(entity.plural),
            )


def _rules(reader: Reader) -> Iterator[str]:
    for found in _of_one_name(reader, "rule", "name"):
        if len({each["definition"] for each in found}) > 1:
            where = _(reader.catalogue.entity("rule").plural)
            yield _(_RULE).format(rule=found[-1]["title"] or found[-1]["name"], where=where)


def _words(reader: Reader) -> Iterator[str]:
    for found in _of_one_name(reader, "list_item", "list", "code"):
        found.sort(key=lambda item: cast(int, item["position"] or 0))
        labels = [f"“{each['label']}”" for each in found]
        if len(set(labels)) > 1:
            yield _(_WORD).format(
                code=found[-1]["code"],
                list=found[-1]["list"],
                labels=", ".join(dict.fromkeys(labels)),
                last=labels[-1],
                where=_(reader.catalogue.entity("list_item").plural),
            )


def _of_one_name(reader: Reader, entity: str, *name: str) -> Iterator[list[Record]]:
    """Records of a register of which there should be one of each name, in the order in which they were made."""
    named: defaultdict[tuple[object, ...], list[Record]] = defaultdict(list)
    for record in sorted(reader.all(reader.catalogue.entity(entity)), key=lambda record: record.id):
        named[tuple(record[each] for each in name)].append(record)
    return (found for found in named.values() if len(found) > 1)


def _kind(reader: Reader, own: Record) -> str:
    """What the field holds: of which list or in which unit, too."""
    field = reader.catalogue.entity("own_field").field("kind")
    detail = ", ".join(str(own[name]) for name in ("options", "unit") if own[name])
    kind = f"“{words(reader.catalogue, field, own['kind'])}”"
    return f"{kind} ({detail})" if detail else kind
