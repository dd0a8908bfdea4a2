# SPDX-License-Identifier: Apache-2.0
"""A register from elsewhere comes in as it stands, and what its statuses leave unsaid is told and counted."""

from pathlib import Path

from portfolio_desktop.exchange.imports import Options, changes, guess, plan_import
from portfolio_desktop.services.quality import quality
from tests.support.assurance import look_all
from tests.support.imports import table_from
from tests.support.offices import add, make_office

OLD = (
    "Issue ID,Issue title,Status,Date closed,Resolution\n"
    "I-1,Leak in the quay,Closed,2024-03-01,\n"
    "I-2,Crane stuck,Closed,2024-04-01,Oiled\n"
    "I-3,Late survey,Open,,\n"
)


def test_that_what_was_closed_without_words_comes_in_is_told_and_counted(tmp_path: Path) -> None:
    with make_office(tmp_path) as office:
        project = add(office, "project", title="Harbour")
        table = table_from(OLD, tmp_path)
        mapping = guess(table, office.catalogue, office.catalogue.entity("issue"))
        options = Options(source="old.csv", given={"project_id": project})
        plan = plan_import(office, table, mapping, options)
        said = "Write down how it was resolved."
        named = "“Status” is “Closed”, and “How it was resolved” is empty."
        assert [(row.number, row.title, row.gap) for row in plan.gaps] == [(2, "Leak in the quay", named)]
        office.write(changes(office, plan))
        found = look_all(office, "issue", "project_id", project)
        assert sorted(str(each["status"]) for each in found) == ["closed", "closed", "open"]
        gaps = [each.said for each in quality(office).findings if each.rule == "unproved"]
        assert gaps == [f"I-1: {said}"]
        assert not plan_import(office, table, mapping, options).gaps
