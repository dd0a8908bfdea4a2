# SPDX-License-Identifier: Apache-2.0
"""Published levelling puzzles (Patterson's and MPLIB's text formats) as sketches, with what is known of their solutions."""

import csv
import random
from collections.abc import Iterator
from pathlib import Path

from portfolio_desktop.domain.levelling.profile import NEVER
from portfolio_desktop.domain.levelling.sketch import Aim, Sketch

Job = tuple[int, list[int], list[int], int]
"""Duration, demands, the numbers of those that wait for it, and the earliest start."""


def read_rcp(path: Path) -> Sketch:
    """One project: counts, what there is of each resource, then a line for each job."""
    numbers = map(int, path.read_text().split())
    count, resources = next(numbers), next(numbers)
    there = [next(numbers) for _resource in range(resources)]
    return sketch_of_jobs(list(_jobs(numbers, count, resources)), there)


def read_multi(path: Path) -> Sketch:
    """Many projects with one pool, wanted as one: its successors are written project:job."""
    words = iter(path.read_text().split())
    projects, resources = int(next(words)), int(next(words))
    there = [int(next(words)) for _resource in range(resources)]
    jobs: list[Job] = []
    for _project in range(projects):
        count, release = int(next(words)), int(next(words))
        for _flag in range(resources):
            next(words)
        base = len(jobs)
        for _job in range(count):
            duration, demands = int(next(words)), [int(next(words)) for _resource in range(resources)]
            followers = [int(next(words).split(":")[1]) for _follower in range(int(next(words)))]
            jobs.append((duration, demands, [base + number - 1 for number in followers], release))
    return sketch_of_jobs(jobs, there)


def _jobs(numbers: Iterator[int], count: int, resources: int) -> Iterator[Job]:
    for _job in range(count):
        duration, demands = next(numbers), [next(numbers) for _resource in range(resources)]
        yield duration, demands, [next(numbers) - 1 for _follower in range(next(numbers))], 0


def sketch_of_jobs(jobs: list[Job], there: list[int]) -> Sketch:
    """The sketch whose lateness is how much longer than its critical path it takes."""
    waits: list[list[tuple[int, int]]] = [[] for _job in jobs]
    for number, (duration, _demands, followers, _release) in enumerate(jobs):
        for follower in followers:
            assert number < follower
            waits[follower].append((number, duration))
    soonest: list[int] = []
    for own, (_duration, _demands, _followers, release) in zip(waits, jobs, strict=True):
        soonest.append(max([release, *(soonest[before] + weight for before, weight in own)]))
    end = max(start + job[0] for start, job in zip(soonest, jobs, strict=True))
    return Sketch(
        spans=tuple(job[0] for job in jobs),
        floors=tuple(job[3] for job in jobs),
        caps=(NEVER,) * len(jobs),
        moves=(True,) * len(jobs),
        needs=tuple(tuple((n, units) for n, units in enumerate(job[1]) if units and job[0]) for job in jobs),
        waits=tuple(map(tuple, waits)),
        free=tuple(((-NEVER, units),) for units in there),
        aims=(Aim(tuple(range(len(jobs))), end),),
        today=tuple(soonest),
        costs=(0,) * len(jobs),
    )


def length(sketch: Sketch, lateness: int) -> int:
    """How long a plan with so much lateness takes."""
    return sketch.aims[0].due + lateness


def index(path: Path) -> list[dict[str, str]]:
    """What is known of the puzzles in a folder."""
    with path.open(newline="") as lines:
        return list(csv.DictReader(lines))


def crowd(seed: int = 1) -> Sketch:
    """Fifty jobs that jostle for three resources: nobody proves much of them in a moment."""
    chance = random.Random(seed)
    jobs: list[Job] = []
    for number in range(50):
        later = range(number + 1, min(50, number + 9))
        followers = sorted(chance.sample(later, min(len(later), chance.randint(0, 2))))
        jobs.append((chance.randint(1, 10), [chance.randint(0, 9) for _resource in range(3)], followers, 0))
    return sketch_of_jobs(jobs, [18, 18, 18])
