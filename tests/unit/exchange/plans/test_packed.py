# SPDX-License-Identifier: Apache-2.0
"""A plan in a packed file: opened where there is one, and never at the cost of the machine."""

import tempfile
import zipfile
from pathlib import Path

import pytest

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.exchange.arrivals.opening import read_plan_file
from portfolio_desktop.exchange.plans.mspdi.writing import write_mspdi
from portfolio_desktop.exchange.plans.reading import read_plan
from portfolio_desktop.exchange.plans.xer.writing import write_xer
from tests.support.plan_files import sample_plan

XML = write_mspdi(sample_plan()).data
XER = write_xer(sample_plan()).data


def packed(folder: Path, **parts: bytes) -> Path:
    path = folder / "from supplier.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in parts.items():
            package.writestr(name, data)
    return path


@pytest.fixture(autouse=True)
def nothing_is_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    room = tmp_path / "room"
    room.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(room))
    return room


def test_that_the_one_plan_in_a_package_is_read_and_nothing_of_it_is_left(
    tmp_path: Path, nothing_is_left: Path
) -> None:
    parts = {
        "plans/": b"",
        "plans/library.xml": XML,
        "Read me.txt": b"Dear all,",
        "__MACOSX/._library.xml": XML,
    }
    path = packed(tmp_path, **parts)
    plans, source = read_plan_file(path)
    assert plans[0].tasks == sample_plan().tasks
    assert source.name == "from supplier.zip"
    assert list(nothing_is_left.iterdir()) == []


def test_that_several_plans_in_a_package_are_named(tmp_path: Path) -> None:
    path = packed(tmp_path, **{"a/one.xml": XML, "b/two.xer": XER})
    with pytest.raises(Refusal, match=r"from supplier.zip holds 2 plans: one.xml, two.xer. Unpack it"):
        read_plan(path)


@pytest.mark.parametrize(
    "name", ["../../evil.xml", "/etc/evil.xml", "C:\\evil.xml", "aux.xml", "a" * 300 + ".xml"]
)
def test_that_the_names_in_a_package_lead_nowhere(tmp_path: Path, nothing_is_left: Path, name: str) -> None:
    assert read_plan(packed(tmp_path, **{name: XML})).tasks == sample_plan().tasks
    assert {each.name for each in tmp_path.iterdir()} == {"room", "from supplier.zip"}
    assert list(nothing_is_left.iterdir()) == []


def test_that_what_unpacks_to_far_too_much_is_not_unpacked(tmp_path: Path, nothing_is_left: Path) -> None:
    bomb = XML[:-12] + b" " * 60_000_000 + XML[-12:]
    with pytest.raises(Refusal, match="unpacks to far more than a plan holds"):
        read_plan(packed(tmp_path, **{"plan.xml": bomb}))
    assert list(nothing_is_left.iterdir()) == []


@pytest.mark.parametrize(
    ("parts", "sentence"),
    [
        ({"notes.txt": b"Dear all,"}, "without a plan in it"),
        ({}, "without a plan in it"),
        ({"inner.zip": b"PK\x03\x04"}, "without a plan in it"),
        (
            {"[Content_Types].xml": b"<a/>", "xl/workbook.xml": b"<b/>"},
            "is a workbook or a document, not a plan",
        ),
    ],
)
def test_that_a_package_without_a_plan_says_so(
    tmp_path: Path, parts: dict[str, bytes], sentence: str
) -> None:
    with pytest.raises(Refusal, match=sentence):
        read_plan(packed(tmp_path, **parts))


def test_that_a_locked_and_a_broken_package_say_what_to_do(tmp_path: Path) -> None:
    path = packed(tmp_path, **{"plan.xml": XML})
    data = bytearray(path.read_bytes())
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + place] |= 1
    path.write_bytes(data)
    with pytest.raises(Refusal, match="locked with a password"):
        read_plan(path)
    path = packed(tmp_path, **{"plan.xml": XML})
    path.write_bytes(path.read_bytes()[:-30])
    with pytest.raises(Refusal, match="damaged"):
        read_plan(path)
