# SPDX-License-Identifier: Apache-2.0
"""Why dates are what they are, in words: each chain back to what began it, and each date that cannot be kept."""

from dataclasses import replace
from datetime import date

from portfolio_desktop.domain.schedule.because import because, chain
from portfolio_desktop.domain.schedule.calendars import Instant, instant, standard
from portfolio_desktop.domain.schedule.clashes import Clash, clash, conflict, conflicts
from portfolio_desktop.domain.schedule.plan import Activity, Constraint, LagKind, Link, LinkKind, Plan
from portfolio_desktop.domain.schedule.schedule import Schedule, schedule

DAY = 450


def at(day: int, hour: int = 9) -> Instant:
    return instant(date(2026, 3, day)) + hour * 60


def task(name: str, days: int = 1, **fields: object) -> Activity:
    return Activity(id=name.lower(), name=name, duration=days * DAY, **fields)  # type: ignore[arg-type]


def found(*activities: Activity, links: tuple[Link, ...] = (), **fields: object) -> Schedule:
    made = Plan(activities=activities, links=links, calendars={"": standard("Office")}, starts={"": at(2)})
    return schedule(replace(made, **fields))  # type: ignore[arg-type]


HOUSE = (task("Footings", 5), task("Walls", 5), task("Roof", 5))
IN_TURN = (Link("footings", "walls"), Link("walls", "roof", lag=2 * DAY))


def told(schedule: Schedule, id: str) -> str:
    said = conflict(schedule, id)
    assert said is not None
    return said.sentence


def test_that_a_chain_is_told_back_to_what_began_it() -> None:
    house = found(*HOUSE, links=IN_TURN)
    assert [link.predecessor for link in chain(house, "roof")] == ["walls", "footings"]
    assert because(house, "roof") == (
        "it follows ‘Walls’ (+2 days), which follows ‘Footings’, which starts with its project on 2 Mar 2026"
    )
    assert because(house, "footings") == "it starts with its project on 2 Mar 2026"


def test_that_a_long_chain_says_where_it_comes_from() -> None:
    tasks = [task(f"T{n}") for n in range(9)]
    links = tuple(Link(f"t{n}", f"t{n + 1}") for n in range(8))
    said = because(found(*tasks, links=links), "t8")
    assert said.endswith(
        "which follows ‘T4’, and so on back to ‘T0’, which starts with its project on 2 Mar 2026"
    )


def test_that_what_began_a_chain_is_told_as_it_is() -> None:
    after = (Link("walls", "roof"),)
    begins: dict[str, dict[str, object]] = {
        "is not to start before 4 Mar 2026": {
            "constraint": Constraint.START_NO_EARLIER,
            "constraint_at": at(4),
        },
        "is not to finish before 9 Mar 2026": {
            "constraint": Constraint.FINISH_NO_EARLIER,
            "constraint_at": at(9, 17),
        },
        "is set by hand to 4 Mar 2026": {"fixed_start": at(4)},
        "finished on 5 Mar 2026": {"actual_start": at(4), "actual_finish": at(5, 17)},
    }
    for said, fields in begins.items():
        assert because(found(task("Walls", 1, **fields), task("Roof"), links=after), "roof").endswith(
            f"which {said}"
        )
    status = {"": at(10)}
    ahead = found(task("Walls"), task("Roof"), links=after, status=status)
    assert because(ahead, "roof").endswith("which had not started on 10 Mar 2026")
    begun = found(task("Walls", actual_start=at(3)), task("Roof"), links=after, status=status)
    assert because(begun, "roof").endswith("which has work left, none of it before 10 Mar 2026")


def test_that_links_of_other_kinds_and_lags_are_told_as_they_are() -> None:
    links = (
        Link("footings", "walls", LinkKind.SS, 1440, LagKind.ELAPSED),
        Link("walls", "roof", LinkKind.FF, 50, LagKind.PERCENT),
    )
    assert because(found(*HOUSE, links=links), "roof") == (
        "it finishes with ‘Walls’ (+50 %), which starts with ‘Footings’ (+1 day by the clock), "
        "which starts with its project on 2 Mar 2026"
    )


def test_that_what_may_begin_before_the_other_ends_is_told_with_a_minus_sign() -> None:
    links = (Link("footings", "walls"), Link("walls", "roof", lag=-DAY))
    assert "‘Walls’ (−1 day)" in because(found(*HOUSE, links=links), "roof")


def test_that_a_date_that_cannot_be_kept_says_why_and_what_can() -> None:
    roof = task("Roof", 5, constraint=Constraint.MUST_FINISH_ON, constraint_at=at(18, 17))
    house = found(*HOUSE[:2], roof, links=IN_TURN)
    assert told(house, "roof") == (
        "‘Roof’ must finish on 18 Mar 2026 and cannot before 24 Mar 2026, because it follows ‘Walls’ (+2 days), "
        "which follows ‘Footings’, which starts with its project on 2 Mar 2026."
    )
    late = told(house, "footings")
    assert late.startswith(
        "‘Footings’ is 4.07 days too late for what waits for it. ‘Roof’ must finish on 18 Mar 2026"
    )
    assert [each.clash for each in conflicts(house)] == [Clash.LATER, Clash.LATER, Clash.CONSTRAINT]


def test_that_a_deadline_a_summary_and_a_project_are_told_apart() -> None:
    house = found(task("Roof", 5, deadline=at(4, 17)))
    assert told(house, "roof").startswith(
        "‘Roof’ has 4 Mar 2026 as its deadline and cannot finish before 6 Mar 2026"
    )
    house = found(task("House", deadline=at(4, 17)), task("Roof", 5, parent="house"))
    assert told(house, "roof").startswith(
        "‘Roof’ must finish with ‘House’ by 4 Mar 2026 and cannot before 6 Mar 2026"
    )
    assert told(house, "house") == (
        "‘House’ has 4 Mar 2026 as its deadline and cannot finish before 6 Mar 2026. "
        "What holds it is ‘Roof’: it starts with its project on 2 Mar 2026."
    )
    house = found(task("Roof", 5), finish_by={"": at(4, 17)})
    assert told(house, "roof").startswith("‘Roof’ must finish with its project by 4 Mar 2026")


def test_that_the_time_is_told_where_the_day_is_the_same() -> None:
    house = found(task("Roof", 5, deadline=at(6, 12)))
    assert "6 Mar 2026 12:00 as its deadline and cannot finish before 6 Mar 2026 17:30" in told(house, "roof")


def test_that_dates_set_by_hand_are_shown_to_clash_with_their_links() -> None:
    roof = task("Roof", 5, fixed_start=at(11), fixed_finish=at(13, 17))
    house = found(*HOUSE[:2], roof, links=IN_TURN)
    assert told(house, "roof") == (
        "‘Roof’ is set by hand to start on 11 Mar 2026, which its links do not allow before 18 Mar 2026, because it "
        "follows ‘Walls’ (+2 days), which follows ‘Footings’, which starts with its project on 2 Mar 2026."
    )
    assert "‘Roof’ is set by hand" in told(house, "walls")
    fits = found(*HOUSE[:2], replace(roof, fixed_start=at(18), fixed_finish=at(20, 17)), links=IN_TURN)
    assert conflicts(fits) == []


def test_that_what_waits_for_a_summary_is_told_through_it() -> None:
    tasks = (task("Phase"), task("Walls", 5, parent="phase"), task("Roof", deadline=at(5, 17)))
    house = found(*tasks, links=(Link("phase", "roof"),))
    assert "which starts" in told(house, "roof")
    assert "it follows ‘Walls’" in told(house, "roof")
    assert "‘Roof’ has 5 Mar 2026 as its deadline" in told(house, "walls")


def test_that_of_several_dates_the_one_that_binds_first_is_told() -> None:
    roof = task("Roof", 10, deadline=at(11, 17))
    first = found(roof, finish_by={"": at(4, 17)})
    assert told(first, "roof").startswith("‘Roof’ must finish with its project by 4 Mar 2026")
    first = found(roof, finish_by={"": at(12, 17)})
    assert told(first, "roof").startswith("‘Roof’ has 11 Mar 2026 as its deadline")
    both = replace(roof, constraint=Constraint.START_NO_LATER, constraint_at=at(2), deadline=at(3, 17))
    late = found(task("Walls", 2), both, links=(Link("walls", "roof"),))
    assert told(late, "roof").startswith("‘Roof’ has 3 Mar 2026 as its deadline")


def test_that_what_binds_harder_than_an_own_date_is_told_after_it() -> None:
    walls, roof = task("Walls", 5, deadline=at(5, 17)), task("Roof", 5, deadline=at(5, 17))
    said = told(found(walls, roof, links=(Link("walls", "roof"),)), "walls")
    assert said.startswith("‘Walls’ has 5 Mar 2026 as its deadline and cannot finish before 6 Mar 2026")
    assert (
        "‘Walls’ is 6.07 days too late for what waits for it. ‘Roof’ has 5 Mar 2026 as its deadline" in said
    )


def test_that_a_summary_that_must_start_is_told_with_the_first_of_its_tasks() -> None:
    house = task("House", constraint=Constraint.START_NO_LATER, constraint_at=at(3))
    tasks = (task("Plans", 3), house, task("Walls", parent="house"), task("Roof", 5, parent="house"))
    late = found(*tasks, links=(Link("plans", "walls"), Link("walls", "roof")))
    assert told(late, "walls").startswith(
        "‘Walls’ must start with ‘House’ by 3 Mar 2026 and cannot before 5 Mar 2026, because it follows ‘Plans’"
    )
    assert told(late, "house") == (
        "‘House’ must start by 3 Mar 2026 and cannot before 5 Mar 2026. "
        "What holds it is ‘Walls’: it follows ‘Plans’, which starts with its project on 2 Mar 2026."
    )
    assert (late["walls"].total_float, late["roof"].total_float) == (-2 * DAY, 0)
    assert "‘Walls’ must start with ‘House’" in told(late, "plans")


def test_that_a_summary_done_sooner_than_it_may_be_says_so_and_moves_nothing() -> None:
    for kind in (Constraint.FINISH_NO_EARLIER, Constraint.MUST_FINISH_ON):
        house = task("House", constraint=kind, constraint_at=at(12, 18))
        done = found(house, task("Roof", 5, parent="house"))
        assert told(done, "house") == (
            "‘House’ is not to finish before 12 Mar 2026, and the last of its tasks is done on 6 Mar 2026. "
            "A summary finishes when its tasks do: hold the one that is to last until then."
        )
        assert clash(done, "house") is Clash.EARLY
        assert done["roof"].finish == at(6, 17) + 30
        kept = found(house, task("Roof", 9, parent="house"))
        assert conflict(kept, "house") is None
    over = found(house, task("Roof", 5, parent="house", actual_finish=at(6, 17)))
    assert conflict(over, "house") is None


def test_that_a_summary_as_late_as_can_be_puts_off_all_that_lies_in_it() -> None:
    tasks = (
        task("House", constraint=Constraint.ALAP),
        *(task(name, 2, parent="house") for name in ("Walls", "Roof")),
        task("Garden", 10),
    )
    late = found(*tasks, links=(Link("walls", "roof"),))
    assert (late["house"].start, late["house"].finish) == (at(10), at(13, 17) + 30)
    assert because(late, "walls") == "it is to be as late as can be"


def test_that_a_plan_that_can_be_kept_has_no_conflicts() -> None:
    assert conflicts(found(*HOUSE, links=IN_TURN)) == []
