# SPDX-License-Identifier: Apache-2.0
"""One definition of a clock that has run out: what a filter counts is what each clock says of itself."""

from datetime import datetime, timedelta

import pytest

from portfolio_desktop.base.dates import local_now
from portfolio_desktop.base.values import Unknown
from portfolio_desktop.catalogue.fields import Value
from portfolio_desktop.services.governance.clocks import running
from portfolio_desktop.services.office import Office
from portfolio_desktop.services.overdue import late
from portfolio_desktop.storage.changes import Changes, Create

_STATES = ("draft", "raised", "told", "answered", "closed", "withdrawn", None)


@pytest.mark.parametrize("minutes", [-5, 5])
def test_that_the_register_counts_the_clocks_that_have_run_out_to_the_minute(
    office: Office, minutes: int
) -> None:
    now = datetime.combine(office.today(), local_now().time())
    due, before = now + timedelta(minutes=minutes), now - timedelta(days=1)
    told: tuple[Value, ...] = (None, before, Unknown("Nobody remembers"))
    rows: list[dict[str, Value]] = [
        {
            "title": "Leak",
            "status": status,
            "told_at": at,
            **dict(zip(("tell_by", "answer_by"), days, strict=True)),
        }
        for status in _STATES
        for at in told
        for days in ((due, None), (None, due), (due, due), (None, None))
    ]
    office.write(
        Changes(
            "Import",
            tuple(
                Create(
                    "escalation",
                    office.store.new_id(),  # type: ignore[arg-type]
                    {name: value for name, value in row.items() if value is not None},
                )
                for row in rows
            ),
        )
    )
    ran_out = {each.id for each in running(office, now) if each.clock.has_run_out(now)}
    with office.reading() as reader:
        where = late(reader.catalogue, "escalation")
        assert where is not None
        counted = {each.id for each in reader.all(reader.catalogue.entity("escalation"), where)}
    assert counted == ran_out
    assert bool(counted) is (minutes < 0)
