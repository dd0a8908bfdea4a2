# SPDX-License-Identifier: Apache-2.0
"""How a share stands is said in changes that a person made, by the fault that it has, and by the laptop it is about."""

from datetime import date

import pytest

from portfolio_desktop.sharing import words
from portfolio_desktop.sharing.part import Standing
from portfolio_desktop.sync.invitation import Invitation
from portfolio_desktop.sync.office import Office
from portfolio_desktop.sync.report import LaptopSeen, Report, Skew

HOUR = 3_600_000
TODAY = date(2027, 1, 5)
AT = 1_799_150_400_000


def laptop(
    stream: str, person: str, *, is_this: bool = False, version: str = "1.0.0", brings: int = 0
) -> LaptopSeen:
    return LaptopSeen(stream, person, f"{person}-laptop", version, AT, 0, brings, is_this, left=False)


ANN, BOB, CAL = laptop("a", "Ann", is_this=True), laptop("b", "Bob"), laptop("c", "Cal")


@pytest.mark.parametrize(
    ("fault", "head"),
    [
        ("unreachable", "Shared folder not reachable since"),
        ("vanished", "The portfolio's folder is gone from the share since"),
        ("full", "Shared folder full since"),
        ("not allowed", "The share takes nothing from this laptop since"),
        ("not readable", "Shared folder closed to this laptop since"),
    ],
)
def test_that_the_line_says_what_is_wrong_with_the_folder_and_how_much_waits(fault: str, head: str) -> None:
    report = Report(trouble="…", fault=fault, unreachable_since=AT, unsent=9)
    said = words.state(Standing(AT, AT, report, waiting=2), TODAY, saved=1)
    assert said.startswith(head)
    assert said.endswith("your work is safe on this laptop (3 changes waiting)")


def test_that_no_name_of_somebody_elsewhere_turns_breaks_or_commands_a_sentence() -> None:
    office = Office(portfolio="p", encrypted=False, secret=b"")
    invitation = Invitation(office, "Board\n\u202egnp.exe\x1b[31m", "Ann\r\x07" + 300 * "x", {})
    said = words.joined(invitation)
    assert said.startswith("Joined “Board ⟨RLO⟩gnp.exe[31m”, which Ann")
    assert said.isprintable()
    assert len(said) < 200
    assert words.called(laptop("d", "Di\u202e\n")).startswith("Di⟨RLO⟩ (")


def test_that_a_full_folder_in_which_all_changes_are_is_not_said_to_lack_any() -> None:
    standing = Standing(AT, AT, Report(trouble="S is full.", fault="full", unreachable_since=AT))
    assert words.state(standing, TODAY).endswith("; all your changes are in it")
    assert words.trouble(standing).startswith("The shared folder is full. All your changes are in it")
    assert words.state(standing, TODAY, saved=1).endswith("(1 change waiting)")
    waiting = Standing(AT, AT, standing.report, waiting=2)
    assert words.trouble(waiting) == "S is full. (2 changes waiting)"


def test_that_what_was_saved_since_the_round_is_on_its_way() -> None:
    assert (
        words.state(Standing(AT, AT, Report()), TODAY, 1) == "Shared; 1 change waiting, going out in a moment"
    )


def test_that_a_clock_is_named_with_its_laptop_and_how_far_it_is_off() -> None:
    report = Report(laptops=(ANN, BOB, CAL), clocks=(Skew("b", 3 * HOUR), Skew("c", -26 * HOUR)))
    assert words.clocks(report) == {
        "b": "The clock of Bob (Bob-laptop) is 3 hours fast.",
        "c": "The clock of Cal (Cal-laptop) is at least 1 day slow.",
    }


@pytest.mark.parametrize(("side", "word"), [(1, "slow"), (-1, "fast")])
def test_that_where_all_others_are_off_alike_it_is_this_laptops_clock(side: int, word: str) -> None:
    clocks = (Skew("b", side * 3 * HOUR), Skew("c", side * 3 * HOUR))
    said = words.clocks(Report(laptops=(ANN, BOB, CAL), clocks=clocks))
    assert said == {"a": f"The clock of this laptop is about 3 hours {word}: set it."}


def test_that_a_clock_that_is_decades_off_is_told_in_years() -> None:
    report = Report(laptops=(ANN, BOB, CAL), clocks=(Skew("b", 70 * 365 * 24 * HOUR + 20 * 24 * HOUR),))
    assert words.clocks(report) == {"b": "The clock of Bob (Bob-laptop) is 70 years fast."}


def test_that_what_was_put_back_into_the_folder_is_told() -> None:
    standing = Standing(AT, AT, Report(relayed=146))
    assert words.done(standing).endswith("Put back 146 edits of others that the folder lacked.")
    assert "Put back" not in words.done(Standing(AT, AT, Report()))


def test_that_a_laptop_is_said_to_be_behind_or_that_its_changes_are_on_the_way() -> None:
    on_the_way = laptop("c", "Cal", brings=3)
    standing = Standing(AT, AT, Report(laptops=(ANN, BOB, on_the_way)), behind={"b": 2, "c": 1})
    said = [words.stands(standing, each) for each in standing.report.laptops]
    assert said == ["this laptop", "2 changes behind", "1 change behind, its latest are on the way"]


def test_that_an_app_that_is_older_than_another_on_the_share_is_out_of_date() -> None:
    old, new = laptop("b", "Bob", version="0.9.10"), laptop("c", "Cal", version="0.10.0")
    report = Report(laptops=(old, new), newer=("c",))
    assert [words.version(report, each) for each in (old, new)] == ["0.9.10, out of date", "0.10.0"]
    assert list(words.cautions(Standing(AT, AT, report))) == [
        "Update this laptop to read the changes of Cal (Cal-laptop). Yours still go out."
    ]
