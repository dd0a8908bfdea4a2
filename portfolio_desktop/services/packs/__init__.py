# SPDX-License-Identifier: Apache-2.0
"""Steering packs: what other packages may ask of them."""

from portfolio_desktop.services.packs.choices import ALL, CONCERNS, NONE, REPORTED, PackChoices
from portfolio_desktop.services.packs.issuing import Made, build, issue, issued, make, reissue

__all__ = [
    "ALL",
    "CONCERNS",
    "NONE",
    "REPORTED",
    "Made",
    "PackChoices",
    "build",
    "issue",
    "issued",
    "make",
    "reissue",
]
