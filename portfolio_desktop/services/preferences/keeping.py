# SPDX-License-Identifier: Apache-2.0
"""Reads, keeps and resets preferences of this laptop: in its settings, or under a person's name there.

What is damaged is as if it had never been chosen. Those of a workspace are kept by `of_office`.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.base.i18n import _
from portfolio_desktop.base.settings import Settings
from portfolio_desktop.base.text import clean, one_line
from portfolio_desktop.catalogue.fields import Field, Kind, Value
from portfolio_desktop.catalogue.lists import Choices
from portfolio_desktop.domain.habits import LEAST, MOST_DAYS, Habits, makes_sense
from portfolio_desktop.services.preferences.described import KEPT, PREFERENCES, Scope, catalogue

_OF_PEOPLE = "people.preferences"
FOLDERS = frozenset({"second_place", "updates"})


def field_of(name: str) -> Field:
    """The preference called `name`, or by the words that the window has for it. Refuses, listing what there is."""
    wanted = name.strip().casefold().replace("-", "_")
    for field in catalogue().entity(PREFERENCES.name).fields:
        if wanted in (field.name, field.label.casefold(), _(field.label).casefold()):
            return field
    names = ", ".join(KEPT)
    raise Refusal(_("There is no preference “{name}”. There are: {names}.").format(name=name, names=names))


def chosen(settings: Settings, name: str, habits: Habits | None = None) -> Value:
    """What holds now: what was chosen, else what is shipped. `habits` are those of the open workspace."""
    kept = KEPT[name]
    if kept.scope is Scope.WORKSPACE:
        value: Value = getattr(habits, name) if habits else kept.shipped
        return value
    if name == "author":
        return settings.author
    found = _raw(settings, name)
    code = next((code for code, stored in kept.words.items() if _same(stored, found)), None)
    if code is not None:
        return code
    field = PREFERENCES.field(name)
    if not isinstance(found, str) or (field.kind is Kind.CHOICE and not _listed(field, found)):
        return kept.shipped
    return found


def keep(settings: Settings, name: str, value: Value) -> None:
    """Keep a choice that belongs to this laptop or to whoever works on it. Refuses what cannot be chosen."""
    kept, fitting = KEPT[name], checked(PREFERENCES.field(name), value)
    stored = kept.words.get(str(fitting), fitting)
    if kept.scope is Scope.PERSON:
        everybody = _people(settings)
        everybody[_me(settings)] = {**everybody.get(_me(settings), {}), kept.name: stored}
        settings.put(_OF_PEOPLE, everybody)
    else:
        settings.put(kept.name, stored)


def checked(field: Field, value: Value) -> Value:
    """The value as it is kept. Refuses what cannot be chosen, saying what can."""
    if field.kind is Kind.CHOICE:
        choices = _choices(field)
        found = choices.named(str(value if value is not None else ""))
        if found is None:
            labels = ", ".join(each.code for each in choices.items)
            raise Refusal(_("{label}: choose one of {labels}.").format(label=_(field.label), labels=labels))
        return found.code
    if field.kind is Kind.INTEGER:
        return _days(field, value)
    words = one_line(clean(str(value or "")).text)
    if field.name == "author" and not words:
        raise Refusal(_("A name is needed: it stands beside your changes in the history."))
    if field.name in FOLDERS and words and not Path(words).is_dir():
        raise Refusal(_("There is no folder {folder}.").format(folder=words))
    return words


def _days(field: Field, value: Value) -> int:
    said = str(value if value is not None else "").strip()
    days = int(said) if said.isdecimal() and len(said) < len(str(MOST_DAYS)) + 2 else None
    if days is None or not makes_sense(field.name, days):
        raise Refusal(
            _("{label}: a number of days from {least} to {most}.").format(
                label=_(field.label), least=LEAST[field.name], most=MOST_DAYS
            )
        )
    return days


def _choices(field: Field) -> Choices:
    return catalogue().choices(field)


def _listed(field: Field, code: str) -> bool:
    return _choices(field).item(code) is not None


def _raw(settings: Settings, name: str) -> object:
    kept = KEPT[name]
    if kept.scope is Scope.PERSON:
        return _people(settings).get(_me(settings), {}).get(kept.name)
    return settings.get(kept.name)


def _people(settings: Settings) -> dict[str, dict[str, Any]]:
    said: Mapping[str, Any] = settings.get(_OF_PEOPLE, {})
    return {name: dict(of) for name, of in said.items() if isinstance(of, dict)}


def _me(settings: Settings) -> str:
    return settings.author.casefold()


def _same(stored: object, found: object) -> bool:
    """Whether they are the very same in the settings: there 1 is not True."""
    return type(stored) is type(found) and stored == found
