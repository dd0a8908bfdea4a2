# SPDX-License-Identifier: Apache-2.0
"""Work without the garbage collector leaves it as it was."""

import gc

import pytest

from portfolio_desktop.base.memory import uncollected


def test_that_the_collector_rests_during_the_work_and_runs_after_it() -> None:
    with uncollected():
        assert not gc.isenabled()
    assert gc.isenabled()


def test_that_the_collector_runs_again_after_work_that_failed() -> None:
    with pytest.raises(ZeroDivisionError), uncollected():
        _ = 1 / 0
    assert gc.isenabled()


def test_that_work_within_such_work_does_not_wake_the_collector() -> None:
    with uncollected():
        with uncollected():
            pass
        assert not gc.isenabled()
