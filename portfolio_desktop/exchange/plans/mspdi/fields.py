# SPDX-License-Identifier: Apache-2.0
"""The fields that an office made for itself: Text1, Number7, Flag3 and outline codes, under the names they were given."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from lxml import etree

from portfolio_desktop.exchange.plans import values
from portfolio_desktop.exchange.plans.mspdi.facts import Facts, each, facts_of, split
from portfolio_desktop.exchange.plans.plan_file import CustomField, FieldKind, FieldValue
from portfolio_desktop.exchange.untrusted.markup import children

_KINDS = (  # the beginning of the field's own name says what it holds
    ("number", FieldKind.NUMBER),
    ("cost", FieldKind.COST),
    ("flag", FieldKind.FLAG),
    ("date", FieldKind.DATE),
    ("start", FieldKind.DATE),
    ("finish", FieldKind.DATE),
    ("duration", FieldKind.DURATION),
)


@dataclass(slots=True)
class Definitions:
    """Which custom fields there are, by the number that values refer to."""

    fields: dict[str, CustomField] = field(default_factory=dict)
    codes: dict[tuple[str, str], str] = field(default_factory=dict)
    used: dict[str, CustomField] = field(default_factory=dict)

    def read(self, nested: Iterable[tuple[str, etree._Element]]) -> dict[str, FieldValue]:
        """The values among the parts of a task or resource."""
        found: dict[str, FieldValue] = {}
        for name, element in nested:
            if name == "ExtendedAttribute":
                self._put(found, facts_of(element))
            elif name == "OutlineCode":
                self._put_code(found, facts_of(element))
        return found

    def _put(self, found: dict[str, FieldValue], facts: Facts) -> None:
        custom = self.fields.get(facts.get("FieldID", ""))
        text = facts.get("Value")
        if custom and text is not None:
            self.used[custom.name] = custom
            found[custom.name] = _value(text, custom.kind)

    def _put_code(self, found: dict[str, FieldValue], facts: Facts) -> None:
        custom = self.fields.get(facts.get("FieldID", ""))
        code = self.codes.get((facts.get("FieldID", ""), facts.get("ValueID", "")))
        if custom and code:
            self.used[custom.name] = custom
            found[custom.name] = code


def _value(text: str, kind: FieldKind) -> FieldValue:
    match kind:
        case FieldKind.NUMBER:
            return values.number(text)
        case FieldKind.COST:
            return float(values.cents(text))
        case FieldKind.FLAG:
            return text.strip() == "1"
        case FieldKind.DATE:
            return values.instant(text)
        case FieldKind.DURATION:
            return values.period(text)
        case _:
            return values.clean(text)


def definitions(root: etree._Element) -> Definitions:
    """All that the project defines. Two fields that were given the same name are told apart by their own."""
    made = Definitions()
    taken: dict[str, tuple[str, FieldKind]] = {}
    for facts in each(root, "ExtendedAttributes", "ExtendedAttribute", facts_of):
        _define(made, taken, facts)
    for holder in children(root, "OutlineCodes"):
        for code in children(holder, "OutlineCode"):
            facts = facts_of(code)
            _define(made, taken, facts)
            _add_codes(made, facts.get("FieldID", ""), code)
    return made


def _define(made: Definitions, taken: dict[str, tuple[str, FieldKind]], facts: Facts) -> None:
    own, number = facts.get("FieldName", ""), facts.get("FieldID", "")
    name = values.clean(facts.get("Alias")) or values.clean(own) or number
    kind = next((kind for word, kind in _KINDS if own.lower().startswith(word)), FieldKind.TEXT)
    other = taken.get(name)
    if other and (
        other[0] == number[:3] or other[1] is not kind
    ):  # a resource's may be called as a task's is
        name = f"{name} ({values.clean(own) or number})"
        if name in taken:
            return
    if number:
        taken.setdefault(name, (number[:3], kind))
        made.fields[number] = CustomField(name=name, kind=kind)


def _add_codes(made: Definitions, number: str, code: etree._Element) -> None:
    """The values of an outline code, each with those above it: "Europe.Britain"."""
    entries: dict[str, tuple[str, str]] = {}
    for holder in children(code, "Values"):
        for element in children(holder, "Value"):
            facts, _nested = split(element)
            entries[facts.get("ValueID", "")] = (
                values.clean(facts.get("Value")),
                facts.get("ParentValueID", ""),
            )
    for identity in entries:
        words: list[str] = []
        at = identity
        while at in entries and len(words) < len(entries):
            words.append(entries[at][0])
            at = entries[at][1]
        made.codes[(number, identity)] = ".".join(reversed(words))
