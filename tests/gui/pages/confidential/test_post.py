# SPDX-License-Identifier: Apache-2.0
"""Sealed copies by the shared folder, in the window: sent, announced, taken in, and nothing left when it locks."""

from collections.abc import Callable
from pathlib import Path

import pytest

from portfolio_desktop.domain.appraisal.standing import Side
from portfolio_desktop.gui.pages.confidential.cycles.page import CyclesPage
from portfolio_desktop.gui.shell import places
from portfolio_desktop.gui.shell.shell import Shell
from portfolio_desktop.services.people.cards import my_card, take_card
from portfolio_desktop.services.people.parcels.arriving import Arrivals
from portfolio_desktop.services.people.people_file import PeopleFile, people_path
from portfolio_desktop.services.people.running.passing_on import heard
from portfolio_desktop.services.people.sharing import seal_copy, take
from portfolio_desktop.sharing.parcels import ParcelPost
from portfolio_desktop.sharing.part import part_of
from portfolio_desktop.sync.share.transport import Unreachable
from tests.support.ask import FakeAsk
from tests.support.confidential import lock, opened, press, team_of, texts, unlock
from tests.support.people import NAMES, party
from tests.support.people_files import make, reopen
from tests.support.sharing_windows import Other, share_here

CAI = party(2)


class Cai:
    """The laptop of one of the team, with a people file of their own."""

    def __init__(self, other: Other) -> None:
        self._other = other
        self.file = people_path(other.file)
        make(self.file, CAI, NAMES[2]).close()

    def does(self, act: Callable[[ParcelPost, PeopleFile], None]) -> None:
        with reopen(self.file, NAMES[2]) as people:
            self._other.does(lambda office: act(ParcelPost(part_of(office), lambda job: job(people)), people))

    def takes(self) -> int:
        found: list[int] = []
        self.does(lambda post, _people: found.append(post.take(post.look().copies)[0]))
        return found[0]


@pytest.fixture
def cai(office: Shell, ask: FakeAsk, tmp_path: Path) -> Cai:
    """Cai, who takes part in the share and has exchanged cards with Ben."""
    cai = Cai(Other(tmp_path, share_here(office, ask, tmp_path)))
    unlock(office)
    ben = team_of(office)
    with reopen(cai.file, NAMES[2]) as people:
        people.write(take_card(people, my_card(ben.people)))
        ben.do(take_card(ben.people, my_card(people)))
    lock(office)
    return cai


def parcels(folder: Path) -> list[Path]:
    return sorted((folder / "share").rglob("parcel-*"))


def test_that_a_copy_goes_out_by_the_shared_folder_and_what_comes_back_is_taken_in(
    office: Shell, ask: FakeAsk, cai: Cai, tmp_path: Path
) -> None:
    inside = unlock(office)
    appraisal = team_of(office).appraisal()
    view = opened(inside, appraisal)
    assert view._page is not None
    ask.answer("share")
    view._send(Side.SELF)
    assert len(parcels(tmp_path)) == 1
    assert f"Send a sealed copy to {NAMES[2]}" in texts(office.toast)
    assert cai.takes() == 1

    def back(post: ParcelPost, _people: PeopleFile) -> None:
        post.send(lambda people: seal_copy(people, appraisal, party(1)))

    cai.does(back)
    lock(office)
    assert "arrived" not in texts(office.window)
    inside = unlock(office)
    assert "1 sealed copy has arrived" in texts(office.toast)
    press(inside, "1 sealed copy has arrived: take in")
    assert "1 sealed copy was taken." in texts(office.toast)
    assert "arrived" not in texts(inside._strip)
    (sent,) = team_of(office).all("dispatch", kind="sent")
    assert sent["received_on"] is not None
    lock(office)
    assert office.confidential.people.post.copies == ()


def test_that_a_folder_that_does_not_answer_is_said_where_somebody_sends_and_nowhere_else(
    office: Shell, ask: FakeAsk, cai: Cai, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone(self: ParcelPost, *_given: object) -> Arrivals:
        raise Unreachable("The folder is gone.")

    monkeypatch.setattr(ParcelPost, "look", gone)
    monkeypatch.setattr(ParcelPost, "send", gone)
    ask.told.clear()
    inside = unlock(office, places.TEAM)
    assert ask.told == []
    appraisal = team_of(office).appraisal()
    ask.answer("share")
    opened(inside, appraisal)._send(Side.SELF)
    assert ask.told == ["The folder is gone."]
    assert team_of(office).all("dispatch") == []


def test_that_ones_own_manager_is_told_by_a_sealed_file_where_nothing_is_shared_and_what_was_told_is_read(
    office: Shell, ask: FakeAsk, tmp_path: Path
) -> None:
    with make(tmp_path / "ada.people", party(0), NAMES[0]) as ada:
        inside = unlock(office, places.CYCLES)
        team = team_of(office)
        team.do(take_card(team.people, my_card(ada)))
        ada.write(take_card(ada, my_card(team.people)))
        team.start([2, 3])
        assert isinstance(inside.overview, CyclesPage)
        inside.overview.show_tab("progress")
        folder = tmp_path / "stick"
        folder.mkdir()
        ask.answer("sealed", folder)
        press(inside, "Sheet for your manager…")
        (sealed,) = folder.iterdir()
        ada.write(take(ada, sealed))
        (told,) = heard(ada)
        assert told.by == NAMES[1]
        team.add("dispatch", title="Year", kind="received", party_id=party(3), words="2 people, nothing late")
        press(inside, "What you were told…")
        assert "2 people, nothing late" in texts(inside.window())
