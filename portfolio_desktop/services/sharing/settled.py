# SPDX-License-Identifier: Apache-2.0
"""Conflicts that were settled: they stay in the history, and can be looked at."""

from portfolio_desktop.services.history import Entry, of_workspace
from portfolio_desktop.services.office import Office
from portfolio_desktop.storage.changes import Why

_LOOKED_AT = 5_000


def settled(office: Office, most: int = 40) -> tuple[Entry, ...]:
    """What was settled last among the latest changes, the newest first."""
    found = (entry for entry in of_workspace(office, limit=_LOOKED_AT) if entry.why is Why.RESOLVE)
    return tuple(entry for entry, _place in zip(found, range(most), strict=False))
