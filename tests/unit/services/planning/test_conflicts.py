# SPDX-License-Identifier: Apache-2.0
"""How late a task is, in the grammar of languages that have more forms than two."""

import gettext
from collections.abc import Iterator

import pytest

from portfolio_desktop.base import i18n
from portfolio_desktop.services.planning.conflicts import days


class Counting(gettext.NullTranslations):
    """Says which number a form was asked for."""

    def ngettext(self, one: str, many: str, count: int) -> str:
        return f"{{days}} [{count}]"

    def pgettext(self, context: str, text: str) -> str:
        return "{days} [" + context + "]"


@pytest.fixture
def counting() -> Iterator[None]:
    i18n.use(Counting(), "cy")
    yield
    i18n.install(i18n.ENGLISH)


@pytest.mark.usefixtures("counting")
def test_that_each_number_of_days_asks_for_its_own_form() -> None:
    assert [days(number) for number in (0, 1, -1, 2, 3.001, 22)] == [
        "0 [0]", "1 [1]", "-1 [1]", "2 [2]", "3 [3]", "22 [22]",
    ]  # fmt: skip
    assert days(1.25) == "1.25 [not a whole number]"


def test_that_english_says_one_day_and_one_and_a_half_days() -> None:
    assert [days(number) for number in (1, 1.5, 0)] == ["1 day", "1.5 days", "0 days"]
