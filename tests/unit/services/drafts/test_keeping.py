# SPDX-License-Identifier: Apache-2.0
"""Half-filled forms come back as they were, under the names that their records have now."""

from pathlib import Path

import pytest

from portfolio_desktop.base.paths import laptop_folder
from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.services import records
from portfolio_desktop.services.drafts.keeping import ACT, NEW, RECORD, Draft, Form, keep, kept
from portfolio_desktop.services.office import Office, new_office


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return new_office(tmp_path / "Office.portfolio", "Ann Example")


def test_that_drafts_come_back_with_what_their_records_are_called_now(office: Office) -> None:
    with office:
        written = office.write(records.create(office, "risk", {"title": "Flood"}))
        assert written is not None
        (risk,) = (id for entity, id in written.touched if entity == "risk")
        drafts = [
            Draft(Form(RECORD, "risk", risk), {"cause": "Rain, and no p"}, "register:risk"),
            Draft(Form(NEW, "issue"), {"title": "Half"}),
            Draft(Form(ACT, "risk", "Close the risk"), {"why": "<b>"}),
        ]
        keep(office, drafts)
        office.write(records.change(office, "risk", risk, {"title": "Flood of the cellar"}))
        found = kept(office)
        assert [draft.title for draft in found] == ["Flood of the cellar", "", ""]
        assert [(draft.form, draft.words, draft.page) for draft in found] == [
            (draft.form, draft.words, draft.page) for draft in drafts
        ]
        keep(office, [])
        assert kept(office) == []
        assert not list(laptop_folder("drafts").iterdir())


def test_that_a_draft_of_a_record_that_is_gone_is_still_offered(office: Office) -> None:
    with office:
        unknown = Draft(Form(NEW, "of another version"), {"title": "Words"})
        keep(office, [unknown, Draft(Form(RECORD, "risk", Id("none")), {"cause": "Words"})])
        assert [(draft.title, draft.words) for draft in kept(office)] == [("", {"cause": "Words"})]


def test_that_nothing_of_a_people_file_is_kept_outside_it(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    with office:
        monkeypatch.setattr(Office, "confidential", True)
        with pytest.raises(TypeError):
            keep(office, [Draft(Form(NEW, "issue"), {"title": "Half"})])
