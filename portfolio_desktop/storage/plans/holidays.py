# SPDX-License-Identifier: Apache-2.0
"""The bank holidays of the United Kingdom as they were published: dated data, shipped with the application."""

import json
from collections.abc import Mapping
from datetime import date
from functools import cache
from types import MappingProxyType
from typing import Any

from portfolio_desktop.base.paths import shipped


def holidays(region: str) -> Mapping[date, str]:
    """The days and their names; none for a region of which nothing is shipped."""
    return _regions().get(region, MappingProxyType({}))


def known_until() -> date:
    """The last day of the last year that has been published: after it, no holiday counts."""
    return max(max(days) for days in _regions().values()).replace(month=12, day=31)


@cache
def _regions() -> Mapping[str, Mapping[date, str]]:
    read: dict[str, Any] = json.loads(shipped("db", "reference", "bank_holidays.json").read_text("utf-8"))
    return {
        region: MappingProxyType({date.fromisoformat(day): name for day, name in days.items()})
        for region, days in read["holidays"].items()
    }
