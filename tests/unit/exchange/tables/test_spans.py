# SPDX-License-Identifier: Apache-2.0
"""Words that name a longer time than a day: which days they may mean, and that nothing else is taken for one."""

import pytest

from portfolio_desktop.exchange.tables import spans_named


@pytest.mark.parametrize(
    ("words", "ends"),
    [
        ("Q3 27/28", "2027-12-31 2027-09-30"),
        ("Q3 FY2027/28", "2027-12-31 2027-09-30"),
        ("27/28 Q4", "2028-03-31 2027-12-31"),
        ("q3 FY28", "2027-12-31 2028-12-31"),
        ("Q3 2027", "2027-09-30 2027-12-31"),
        ("2027 Q3", "2027-09-30 2027-12-31"),
        ("Qtr 2, 2027", "2027-06-30 2027-09-30"),
        ("H2 27/28", "2028-03-31 2027-12-31"),
        ("2027/28", "2028-03-31"),
        ("Spring 2027", "2027-05-31"),
        ("Winter 27", "2028-02-29"),
        ("end of Mar 27", "2027-03-31"),
        ("Q3", ""),
        ("Q3 27/29", ""),
        ("31/31/2027", ""),
        ("31/03/2027", ""),
        ("Dec-2026", ""),
        ("TBC", ""),
        ("end of phase 2", ""),
    ],
)
def test_that_a_longer_time_is_known_with_the_days_on_which_it_may_end(words: str, ends: str) -> None:
    assert [str(each.last) for each in spans_named(words)] == ends.split()
