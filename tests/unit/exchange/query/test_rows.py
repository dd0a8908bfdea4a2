# SPDX-License-Identifier: Apache-2.0
"""A timeline is narrowed by the language of every other box, and each row that is left stands in its place."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.base.values import Rating
from portfolio_desktop.exchange.query.rows import narrow
from portfolio_desktop.services.office import Office
from portfolio_desktop.services.planning.timeline import timeline_of
from tests.support.offices import add, make_office


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    folder: Path = tmp_path_factory.mktemp("office")
    with make_office(folder) as office:
        ann = add(office, "person", name="Ann Example")
        for code, title, level in (("P-0001", "Harbour", "red"), ("P-0002", "School", "green")):
            project = add(office, "project", code=code, title=title, confidence=Rating("rag5", level))
            stage = add(office, "task", project_id=project, title=f"{title} stage", position=1)
            part = {"project_id": project, "parent_id": stage}
            add(office, "task", **part, title="Dig ground water", position=2, owner_id=ann)
            add(office, "task", **part, title="Pour", position=3, status="done")
        yield office


@pytest.mark.parametrize(
    ("words", "left"),
    [
        ("dig harbour", "Harbour, Harbour stage, Dig ground water"),
        ('"dig ground"', "Harbour, Harbour stage, Dig ground water, School, School stage, Dig ground water"),
        ('"ig ground"', ""),
        ("rag:red", "Harbour, Harbour stage, Dig ground water, Pour"),
        ("rag:red owner:ann", "Harbour, Harbour stage, Dig ground water"),
        ("harbour owner:ann", "Harbour, Harbour stage, Dig ground water"),
        ("school -closed is:done", ""),
        ("school is:done", "School, School stage, Pour"),
        ("school -is:done -owner:ann", "School, School stage"),
        (
            "owner:",
            "Harbour, Harbour stage, Dig ground water, Pour, School, School stage, Dig ground water, Pour",
        ),
    ],
)
def test_that_what_is_asked_leaves_rows_with_what_they_lie_under(
    office: Office, words: str, left: str
) -> None:
    rows = narrow(office, timeline_of(office), words).rows
    assert ", ".join(row.title for row in rows if row.record) == left


@pytest.mark.parametrize(
    ("words", "named"), [("colour:red", "“colour:”"), ("is:blue", "is:blue"), ("rag:blue", "blue")]
)
def test_that_what_no_row_can_answer_is_refused_in_one_sentence(
    office: Office, words: str, named: str
) -> None:
    with pytest.raises(Refusal, match=named):
        narrow(office, timeline_of(office), words)
