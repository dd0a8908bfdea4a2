# SPDX-License-Identifier: Apache-2.0
"""A PDF says to readers of screens in which language it is to be spoken: the one that its words are in."""

from collections.abc import Iterator
from datetime import date
from io import BytesIO

import pikepdf
import pytest

from portfolio_desktop.base import i18n
from portfolio_desktop.reports.action_list import render_actions
from portfolio_desktop.reports.people.recovery import recovery_sheet

DAY = date(2026, 11, 20)


@pytest.fixture(autouse=True)
def welsh() -> Iterator[None]:
    i18n.install("cy")
    yield
    i18n.install(i18n.ENGLISH)


def said(pdf: bytes) -> tuple[str, ...]:
    """The language in the catalogue, in the metadata, and the subject."""
    with pikepdf.open(BytesIO(pdf)) as file, file.open_metadata() as told:
        return str(file.Root.Lang), *told["dc:language"], str(file.docinfo["/Subject"])


def test_that_a_paper_is_in_one_language_and_says_which(monkeypatch: pytest.MonkeyPatch) -> None:
    assert said(render_actions((), DAY)) == ("en-GB", "en-GB", "Actions")
    monkeypatch.setattr(i18n, "_COMPLETE", frozenset({i18n.ENGLISH, "cy"}))
    assert said(render_actions((), DAY)) == ("cy-GB", "cy-GB", "Camau gweithredu")


def test_that_a_sheet_for_oneself_says_the_language_of_the_window() -> None:
    assert said(recovery_sheet("key", "People", DAY))[:2] == ("cy-GB", "cy-GB")
