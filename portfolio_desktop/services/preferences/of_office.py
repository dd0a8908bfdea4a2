# SPDX-License-Identifier: Apache-2.0
"""Keeps the preferences that belong to a workspace: records like any, that everybody who shares it has."""

from portfolio_desktop.catalogue.fields import Value
from portfolio_desktop.domain.habits import Habits
from portfolio_desktop.services.office import Office
from portfolio_desktop.services.preferences.described import KEPT, PREFERENCES
from portfolio_desktop.services.preferences.keeping import checked
from portfolio_desktop.services.rules import keep_habits
from portfolio_desktop.storage.changes import Changes


def keep_office(office: Office, name: str, value: Value) -> Changes:
    """The change set that keeps a choice. Refuses what cannot be chosen."""
    fitting = checked(PREFERENCES.field(name), value)
    return keep_habits(office, Habits(**{**office.rules.habits.to_plain(), KEPT[name].name: fitting}))
