# SPDX-License-Identifier: Apache-2.0
"""The help as it is shipped, read once for all tests of it."""

from functools import cache

from portfolio_desktop.services.help.library import Library


@cache
def library() -> Library:
    """Written pages, fields of the shipped catalogue, keys as shipped."""
    return Library()
