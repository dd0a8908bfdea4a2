# SPDX-License-Identifier: Apache-2.0
"""Whether an open workspace is shared at all: asked at every start, so it loads nothing of the protocol."""

from portfolio_desktop.services.office import Office

_KEPT = "sync.share"


def is_shared(office: Office) -> bool:
    """Whether it takes part in a share."""
    return bool(office.store.ledger.recall(_KEPT))
