# SPDX-License-Identifier: Apache-2.0
"""Steering packs: what other packages may ask of them."""

from portfolio_desktop.services.packs.choices import ALL, CONCERNS, NONE, REPORTED, PackChoices
from portfolio_desktop.services.packs.issuing import build, issue, issued, reissue

__all__ = ["ALL", "CONCERNS", "NONE", "REPORTED", "PackChoices", "build", "issue", "issued", "reissue"]
