# SPDX-License-Identifier: Apache-2.0
"""Plans of our own making through the real reader: several in a file, old alphabets, and what MSPDI does not carry."""

from decimal import Decimal
from pathlib import Path

import pytest

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.domain.schedule.plan import Constraint, LinkKind
from portfolio_desktop.exchange.plans import values
from portfolio_desktop.exchange.plans.forms import FORMS
from portfolio_desktop.exchange.plans.mpxj.finding import missing
from portfolio_desktop.exchange.plans.mpxj.reading import read_plans
from portfolio_desktop.exchange.plans.plan_file import PlanFile
from tests.unit.exchange.plans.mpxj import samples


def read(path: Path, data: bytes) -> tuple[PlanFile, ...]:
    if why := missing():
        pytest.skip(why)
    path.write_bytes(data)
    return read_plans(path)


def test_that_all_projects_of_a_file_arrive_under_their_own_identities(tmp_path: Path) -> None:
    bridge, tunnel = read(tmp_path / "two.xer", samples.TWO_PROJECTS.encode())
    assert (bridge.project.title, tunnel.project.title) == ("New bridge", "New tunnel")
    assert [(task.uid, task.code, task.parent) for task in bridge.tasks] == [
        ("10", "BRIDGE", None),
        ("5000001", "A100", "10"),
        ("5000002", "A200", "10"),
    ]
    assert [task.uid for task in tunnel.tasks] == ["20", "5000003"]
    assert [(link.predecessor, link.successor, link.kind, link.lag) for link in bridge.links] == [
        ("5000001", "5000002", LinkKind.FS, 960)
    ]
    assert bridge.resources == tunnel.resources
    assert bridge.form in FORMS


def test_that_what_the_format_between_has_no_place_for_arrives(tmp_path: Path) -> None:
    bridge, _tunnel = read(tmp_path / "two.xer", samples.TWO_PROJECTS.encode())
    piling = bridge.tasks[1]
    assert piling.guid == "7711897d-6764-452c-8b1f-31ea5f21cf50"
    assert (piling.constraint, piling.second_constraint) == (
        Constraint.START_NO_EARLIER,
        Constraint.FINISH_NO_LATER,
    )
    assert piling.second_constraint_at == values.instant("2026-04-10T16:00")
    assert piling.values == {"Phase": "Enabling works"}
    assert [field.name for field in bridge.fields] == ["Phase"]
    crew = [(one.task, one.resource, one.units, one.work, one.cost) for one in bridge.assignments]
    assert crew == [("5000001", "7", 1.0, 2400, Decimal(1000)), ("5000001", "7", 0.5, 1200, Decimal(500))]
    assert bridge.left_out == ()


@pytest.mark.parametrize(
    ("code_page", "codec"), [("MAC", "mac_roman"), ("ANSI", "cp1252"), ("850", "cp850"), ("437", "cp437")]
)
def test_that_old_alphabets_are_read(tmp_path: Path, code_page: str, codec: str) -> None:
    (plan,) = read(tmp_path / "old.mpx", samples.mpx("Étude à Zürich", code_page).encode(codec))
    assert plan.form == "mpx"
    assert [task.name for task in plan.tasks] == ["Étude à Zürich", "Deck"]
    assert [values.iso(task.start or 0)[:10] for task in plan.tasks] == ["2026-04-01", "2026-04-06"]


def test_that_characters_no_file_may_carry_do_not_cost_the_plan(tmp_path: Path) -> None:
    text = samples.mpx("Pil\x01ing", notes="first\x1fsecond\x02")
    (plan,) = read(tmp_path / "odd.mpx", text.encode("cp1252"))
    assert (plan.tasks[0].name, plan.tasks[0].notes) == ("Piling", "firstsecond")


@pytest.mark.parametrize(
    "data",
    [
        bytes(2000),
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(4000),
        b"MPX" + bytes(900),
        b"PK\x03\x04" + bytes(900),
    ],
    ids=["zeros", "a hollow compound file", "a hollow MPX", "a hollow zip"],
)
def test_that_a_file_that_is_no_plan_is_refused(tmp_path: Path, data: bytes) -> None:
    with pytest.raises(Refusal, match=r"hollow\.mpp"):
        read(tmp_path / "hollow.mpp", data)


def test_that_half_a_plan_is_refused_or_read_and_never_worse(tmp_path: Path) -> None:
    whole = samples.TWO_PROJECTS.encode()
    plans = read(tmp_path / "half.xer", whole[: whole.index(b"%T\tTASKPRED")])
    assert [len(plan.links) for plan in plans] == [0, 0]
