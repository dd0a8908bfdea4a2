# SPDX-License-Identifier: Apache-2.0
"""Slow and obviously right: whether a levelled plan keeps every rule, one moment after another, and the best there is."""

from itertools import product

from portfolio_desktop.domain.levelling.pool import Pool
from portfolio_desktop.domain.levelling.sketch import Sketch, Starts
from portfolio_desktop.domain.schedule.schedule import Schedule


def faults(sketch: Sketch, starts: Starts) -> list[str]:
    """Every rule that the starts of a sketch break."""
    found = []
    for job, start in enumerate(starts):
        if start < sketch.floors[job] or start > sketch.caps[job]:
            found.append(f"{job} starts outside of its bounds")
        for before, weight in sketch.waits[job]:
            if start < starts[before] + weight:
                found.append(f"{job} does not wait for {before}")
    for resource, steps in enumerate(sketch.free):
        for at in range(min(starts), max(s + d for s, d in zip(starts, sketch.spans, strict=True))):
            asked = sum(
                units
                for job, needs in enumerate(sketch.needs)
                for which, units in needs
                if which == resource and starts[job] <= at < starts[job] + sketch.spans[job]
            )
            there = [free for since, free in steps if since <= at][-1]
            if asked > there:
                found.append(f"{asked} asked and {there} there of {resource} at {at}")
    return found


def least_lateness(sketch: Sketch, horizon: int) -> int | None:
    """Of all plans in which every job starts before the horizon; None where there is none."""
    ranges = [
        range(floor, min(cap, horizon) + 1) for floor, cap in zip(sketch.floors, sketch.caps, strict=True)
    ]
    best: int | None = None
    for starts in product(*ranges):
        late = sketch.lateness(starts)
        if (best is None or late < best) and not faults(sketch, starts):
            best = late
    return best


def crowded(schedule: Schedule, pool: Pool) -> list[tuple[str, frozenset[str]]]:
    """Who shares which resource at a moment at which there is not enough of it, of what has not started."""
    times = {}
    for need in pool.needs:
        activity, slot = schedule.network.outline.of[need.activity], schedule[need.activity]
        started = activity.actual_start is not None or activity.actual_finish is not None
        if not started and slot.start < slot.finish:
            times[need.activity] = (slot.start, slot.finish)
    found = []
    for at in sorted({start for start, _finish in times.values()}):
        for id, resource in pool.resources.items():
            asking = [
                need
                for need in pool.needs
                if need.resource == id
                and need.activity in times
                and times[need.activity][0] <= at < times[need.activity][1]
            ]
            if sum(need.units for need in asking) > resource.units:
                found.append((id, frozenset(need.activity for need in asking)))
    return found
