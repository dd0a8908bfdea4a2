# SPDX-License-Identifier: Apache-2.0
"""Medians of several runs, ours against a limit, as one line each."""

import gc
import os
import statistics
import time
from collections.abc import Callable

RUNS = 5


def worked() -> float:
    """Seconds of the processor that this process and its ended children have used: others' work does not count."""
    times = os.times()
    return time.process_time() + times.children_user + times.children_system


def seconds(act: Callable[[], object], runs: int = RUNS) -> float:
    """The median of the processor time that `act` takes."""
    times = []
    for _run in range(runs):
        gc.collect()
        began = worked()
        act()
        times.append(worked() - began)
    return statistics.median(times)


def compare(name: str, ours: float, limit: float, reach: float) -> None:
    """Print both and their ratio, beside the ratio to reach."""
    print(
        f"{name:<52} {ours * 1000:10.1f} ms  limit {limit * 1000:10.1f} ms  "
        f"ratio {ours / limit:6.2f}  (reach {reach})"
    )


def peak_megabytes() -> float:
    """The most memory that this process has held, where the system tells."""
    try:
        import resource
    except ImportError:
        return 0.0
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
