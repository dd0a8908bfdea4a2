# SPDX-License-Identifier: Apache-2.0
"""Names of others taken out of what is given to somebody, wherever they stand in it: in words, in links, in the history."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import fields, is_dataclass, replace
from typing import Any

from portfolio_desktop.base.i18n import _
from portfolio_desktop.services.people.papers.subject_access import SubjectAccess


def blackened(access: SubjectAccess, names: Iterable[str]) -> SubjectAccess:
    """The same export with “[somebody else]” for each of `names`, in whatever case it is written."""
    wanted = sorted((re.escape(name) for name in names if name.strip()), key=len, reverse=True)
    if not wanted:
        return access
    pattern = re.compile(rf"\b(?:{'|'.join(wanted)})\b", re.IGNORECASE)
    found: SubjectAccess = _without(access, pattern, _("[somebody else]"))
    return found


def _without(value: Any, pattern: re.Pattern[str], instead: str) -> Any:
    if type(value) is str:  # a Reason or an Id is no word
        return pattern.sub(instead, value)
    if isinstance(value, Mapping):
        return {name: _without(each, pattern, instead) for name, each in value.items()}
    if isinstance(value, (tuple, list)):
        return type(value)(_without(each, pattern, instead) for each in value)
    if is_dataclass(value) and not isinstance(value, type):
        found = {each.name: _without(getattr(value, each.name), pattern, instead) for each in fields(value)}
        return replace(value, **found)
    return value
