# SPDX-License-Identifier: Apache-2.0
"""What was entered for an act, by the name of its field, read as what the act takes."""

from collections.abc import Mapping
from datetime import date, datetime
from types import MappingProxyType
from typing import TypeAlias

from portfolio_desktop.catalogue.fields import Id, Value

Entered: TypeAlias = Mapping[str, Value]
NOTHING: Entered = MappingProxyType({})
"""What was entered where nothing is asked for."""


def text_of(said: Entered, name: str) -> str:
    """The words; empty where there are none."""
    value = said.get(name)
    return value if isinstance(value, str) else ""


def link_of(said: Entered, name: str) -> Id | None:
    value = said.get(name)
    return Id(value) if isinstance(value, str) else None


def day_of(said: Entered, name: str) -> date | None:
    value = said.get(name)
    return value if isinstance(value, date) and not isinstance(value, datetime) else None


def moment_of(said: Entered, name: str) -> datetime | None:
    value = said.get(name)
    return value if isinstance(value, datetime) else None
