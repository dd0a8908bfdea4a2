# SPDX-License-Identifier: Apache-2.0
"""The door for plans: whatever the file, it is a plan or one sentence that says what is wrong and what to do."""

from pathlib import Path

import pytest

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.base.progress import Cancelled
from portfolio_desktop.exchange.plans.forms import form_in
from portfolio_desktop.exchange.plans.mspdi.writing import write_mspdi
from portfolio_desktop.exchange.plans.reading import read_plan
from portfolio_desktop.exchange.plans.xer.writing import write_xer
from tests.support.plan_files import sample_plan

PROJECT = "<Project xmlns='http://schemas.microsoft.com/project'>"


@pytest.mark.parametrize("name", ["plan.xml", "plan.xls", "plan"])
def test_that_a_plan_is_known_by_what_is_in_it_and_not_by_its_name(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(write_mspdi(sample_plan()).data)
    plan = read_plan(path)
    assert plan.tasks == sample_plan().tasks
    assert plan.links == sample_plan().links
    assert plan.resources == sample_plan().resources
    assert plan.calendars == sample_plan().calendars


def test_that_progress_is_told_and_reaches_the_end(tmp_path: Path) -> None:
    path = tmp_path / "plan.xer"
    path.write_bytes(write_xer(sample_plan()).data)
    told: list[tuple[int, int]] = []
    read_plan(path, progress=lambda done, total: told.append((done, total)))
    assert told[-1] == (path.stat().st_size, path.stat().st_size)


def test_that_a_person_can_stop_the_reading_of_a_plan(tmp_path: Path) -> None:
    path = tmp_path / "plan.xml"
    path.write_bytes(write_mspdi(sample_plan()).data)
    with pytest.raises(Cancelled):
        read_plan(path, cancelled=lambda: True)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "is empty. Save the plan again"),
        (b"%PDF-1.7", "is a PDF, not a plan"),
        (b"PK\x03\x04 and more", "is a damaged packed .zip. file"),
        (b"<!doctype html><html></html>", "is a web page"),
        (b"<?xml version='1.0'?><invoice/>", "is XML, but of no planning program"),
        (b"Dear all,\r\nhere is the plan\r\n", "is not a plan of any program"),
        (b"Risk;Likelihood;Owner\r\nRain;4;Ann\r\n", "is a table, but not a plan: .* come in through Import"),
        (f"{PROJECT}<Tasks>".encode(), "is damaged at line 1"),
        (f"{PROJECT}<Tasks/></Project>".encode(), "without a single task"),
        (
            f"<!DOCTYPE Project [<!ENTITY a 'b'>]>\n{PROJECT}<Title>&a;</Title></Project>".encode(),
            "XML",
        ),
        (
            f"{PROJECT}\n<Tasks>\n<Task><UID>1</UID><Start>32 May</Start></Task></Tasks></Project>".encode(),
            "gives “32 May” at line 3, where a date belongs",
        ),
        (
            f"{PROJECT}<Tasks><Task><UID>1</UID></Task><Task><UID>1</UID></Task></Tasks></Project>".encode(),
            "gives the identity 1 twice",
        ),
        (b"ERMHDR\t19.12\r\n%T\tTASK\r\n%F\ttask_id\r\n%R\t1\r\n%E\r\n", "has no project in it"),
        (
            b"ERMHDR\t19.12\n%T\tPROJECT\n%F\tproj_id\n%R\t1\n%T\tTASK\n%F\ttask_id\tproj_id\tact_start_date\n"
            b"%R\t7\t1\tyesterday\n%E\n",
            "gives “yesterday” at line 7 .TASK., where a date belongs",
        ),
        (b"<project webLink='' view-date=''><tasks><task id='1' start='x'/></tasks></project>", "“x” at line 1"),
    ],
)  # fmt: skip
def test_that_what_is_no_plan_is_refused_in_one_sentence(
    tmp_path: Path, content: bytes, sentence: str
) -> None:
    path = tmp_path / "plan.xml"
    path.write_bytes(content)
    with pytest.raises(Refusal, match=sentence) as refusal:
        read_plan(path)
    assert str(refusal.value).startswith("plan.xml")
    assert "\n" not in str(refusal.value)


def test_that_a_folder_and_a_file_that_is_gone_are_refused(tmp_path: Path) -> None:
    with pytest.raises(Refusal, match="is a folder"):
        read_plan(tmp_path)
    with pytest.raises(Refusal, match=r"There is no file gone\.xml"):
        read_plan(tmp_path / "gone.xml")


@pytest.mark.parametrize(
    ("head", "form"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "mpp"),
        (b"MPX,Microsoft Project", "mpx"),
        (b"\xac\xed\x00\x05sr", "pod"),
        (b"<?xml version='1.0'?><APIBusinessObjects xmlns='x'>", "pmxml"),
        ("\ufeff<Project xmlns='http://schemas.microsoft.com/project'>".encode("utf-16-le"), "mspdi"),
    ],
)
def test_that_plans_for_which_java_is_needed_are_known(head: bytes, form: str) -> None:
    assert form_in(head) == form
