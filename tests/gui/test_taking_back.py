# SPDX-License-Identifier: Apache-2.0
"""What undo asks where others have changed since what it would take back, and redo in its own words."""

from collections.abc import Callable, Collection, Sequence
from functools import partial
from pathlib import Path

import pytest

from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.gui.ask import Choice
from portfolio_desktop.gui.jobs import InlineJobs
from portfolio_desktop.gui.taking_back import offer
from portfolio_desktop.services import records, undo
from portfolio_desktop.services.office import Office
from portfolio_desktop.services.undo import ChangedSince, Gone, Key, Overtaken, Prospect
from portfolio_desktop.storage.changes import Written
from tests.support.ask import FakeAsk
from tests.support.desks import open_desk


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


class Reading(FakeAsk):
    """Reads the whole question, and answers nothing."""

    read: str = ""

    def choose(self, title: str, text: str, choices: Sequence[Choice], then: Callable[[str], None]) -> None:
        self.read = " / ".join([title, *(choice.label for choice in choices)])


def test_that_redo_asks_in_words_of_its_own(
    tmp_path: Path, jobs: InlineJobs, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = Prospect("Change 3 fields", 2, (overtaken("end"),))

    def overtaken_by_others(_office: Office, _also: Collection[Key] | None = None) -> Written:
        raise ChangedSince(found)

    ask = Reading()
    with open_desk(jobs, ask, tmp_path) as desk:
        desk.write(lambda office: records.create(office, "project", {"title": "A new one"}))
        desk.undo()
        monkeypatch.setattr(undo, "redo", partial(overtaken_by_others))
        desk.redo()
        assert ask.read == "Redo “Change 3 fields”? / Do the other 2 again / Do everything again"
        desk.write(lambda office: records.create(office, "project", {"title": "Another"}))
        monkeypatch.setattr(undo, "undo", partial(overtaken_by_others))
        desk.undo()
        assert ask.read == "Undo “Change 3 fields”? / Take back the other 2 / Take back everything"
