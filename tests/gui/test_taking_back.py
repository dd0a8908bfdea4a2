# SPDX-License-Identifier: Apache-2.0
"""What undo asks where others have changed since what it would take back."""

from collections.abc import Collection

import pytest

from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.gui.taking_back import offer
from portfolio_desktop.services.undo import Gone, Key, Overtaken, Prospect
from tests.support.ask import FakeAsk


def overtaken(field: str) -> Overtaken:
    return Overtaken("project", Id("p"), field, "Harbour", field.title(), "Ann", "now", "before")


def answered(found: Prospect, answer: str) -> list[Key]:
    ask, chosen = FakeAsk(answer), list[Key]()
    offer(ask, found, chosen.extend)
    ask.finish()
    assert "Ann has changed End of Harbour since: it says ‘now’ and would say ‘before’." in ask.asked[0]
    return chosen


def test_that_the_others_go_alone_or_everything_does() -> None:
    found = Prospect("Change 3 fields", 2, (overtaken("end"),))
    assert answered(found, "rest") == []
    assert answered(found, "all") == [("p", "end")]


def test_that_each_of_a_few_fields_is_offered_by_itself() -> None:
    found = Prospect("Change 3 fields", 1, (overtaken("end"), overtaken("stage")))
    assert answered(found, "1") == [("p", "stage")]


def test_that_what_has_gone_with_its_record_can_only_be_left() -> None:
    found = Prospect("Change risk", 0, (), (Gone("R-0002", "Ann"),))
    ask, chosen = FakeAsk("rest"), list[Collection[Key]]()
    offer(ask, found, chosen.append)
    assert (ask.asked, chosen) == (["Ann has deleted “R-0002” since."], [()])
    with pytest.raises(AssertionError, match="is not among"):
        offer(FakeAsk("all"), found, chosen.append)
