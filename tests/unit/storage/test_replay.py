# SPDX-License-Identifier: Apache-2.0
"""The log is the truth: registers come back from it byte for byte, whatever arrived in whatever order."""

from pathlib import Path

import pytest

from portfolio_desktop.catalogue.catalogue import Catalogue
from portfolio_desktop.catalogue.fields import Field, Id, Kind
from portfolio_desktop.catalogue.records import CATALOGUE
from portfolio_desktop.storage.dump import text_of
from portfolio_desktop.storage.replay import frontier, replay
from portfolio_desktop.storage.store import Store
from tests.support.workspaces import (
    OtherLaptop,
    create,
    delete,
    dump,
    edit,
    find,
    findings,
    get,
    last_tick,
    live_tags,
    new_store,
    reader,
    reopened,
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "office.portfolio"


def a_little_of_everything(store: Store) -> None:
    person = create(store, "person", name="Ada Osei")
    project = create(store, "project", title="Harbour", sro_id=person)
    risk = create(store, "risk", title="Silt", project_id=project, likelihood=4)
    create(store, "risk_response", title="Dredge", risk_id=risk)
    gone = create(store, "issue", title="Strike", project_id=project)
    edit(store, "risk", risk, title="Silt and sand", likelihood=None)
    delete(store, "issue", gone)


def rebuilt(path: Path, catalogue: Catalogue = CATALOGUE) -> Store:
    """The workspace at `path` with its registers made anew, which must be what an examination expects."""
    store = reopened(path, catalogue)
    store.rebuild()
    assert findings(store) == []
    return store


def test_that_a_rebuild_gives_the_same_dump_byte_for_byte(store: Store) -> None:
    a_little_of_everything(store)
    before = dump(store)
    store.rebuild()
    assert dump(store) == before
    with reader(store) as read:
        assert [hit.title for hit in read.search("sand")] == ["Silt and sand"]


def test_that_the_log_alone_says_what_the_registers_say(store: Store) -> None:
    a_little_of_everything(store)
    with store.reading() as connection:
        assert text_of(replay(connection)) == dump(store)


def test_that_a_past_moment_can_be_seen_again(store: Store) -> None:
    project = create(store, "project", title="Harbour")
    with store.reading() as connection:
        then, moment = dump(store), frontier(connection)
    edit(store, "project", project, title="Port")
    create(store, "project", title="Quay")
    delete(store, "project", project)
    with store.reading() as connection:
        assert text_of(replay(connection, frontier=moment)) == then
        assert replay(connection, frontier={}) == {}


def test_that_what_a_newer_version_wrote_stays_in_the_log_through_a_rebuild(path: Path) -> None:
    newer = Field(kind=Kind.TEXT, label="Carbon", name="carbon")
    later = CATALOGUE.extended({"project": [newer]}, {})
    with new_store(path, later) as store:
        project = create(store, "project", title="Harbour", carbon="12 t")
        edit(store, "project", project, carbon="13 t")
        with_it = dump(store)
    with rebuilt(path) as store:
        assert "13 t" not in dump(store)
        edit(store, "project", project, title="Port")
    with rebuilt(path, later) as store:
        assert dump(store) == with_it.replace("Harbour", "Port")


@pytest.mark.parametrize(
    "plain", [{"strange": 1}, [1, 2], "not a number", 10**40, {"unknown": 5}, True], ids=repr
)
def test_that_a_value_of_a_form_unknown_here_is_left_out_and_kept(path: Path, plain: object) -> None:
    with new_store(path) as store:
        risk = create(store, "risk", title="Silt", likelihood=4)
    OtherLaptop(path).edit("risk", risk, "likelihood", plain, tick=last_tick(path) + 1)
    with rebuilt(path) as store:
        assert get(store, "risk", risk)["likelihood"] is None


def test_that_a_register_unknown_here_is_kept_in_the_log(path: Path) -> None:
    with new_store(path) as store:
        create(store, "risk", title="Silt")
    OtherLaptop(path).edit("satellite", "s1", "*", {"orbit": "low"}, tick=last_tick(path) + 1)
    with rebuilt(path) as store, store.reading() as connection:
        assert replay(connection)["satellite"] == {"s1": {"orbit": "low"}}


def test_that_a_part_waits_for_its_whole_and_a_link_for_its_target(path: Path) -> None:
    with new_store(path) as store:
        project, person = Id(store.new_id()), Id(store.new_id())
        risk, response = Id(store.new_id()), Id(store.new_id())
        issue = create(store, "issue", title="Strike")
    tick = last_tick(path) + 1
    other = OtherLaptop(path)
    other.create("risk", risk, tick=tick, title="Silt", project_id=project)
    other.create("risk_response", response, tick=tick, title="Dredge", risk_id=risk)
    other.edit("issue", issue, "owner_id", person, tick=tick)
    with rebuilt(path) as store:
        assert find(store, "risk", risk) is None
        assert find(store, "risk_response", response) is None
        assert get(store, "issue", issue)["owner_id"] is None
    other.create("project", project, tick=tick + 1, title="Harbour")
    other.create("person", person, tick=tick + 1, name="Bob")
    with rebuilt(path) as store:
        assert get(store, "risk", risk)["project_id"] == project
        assert get(store, "risk_response", response)["risk_id"] == risk
        assert get(store, "issue", issue)["owner_id"] == person


@pytest.mark.parametrize(("ahead", "shown"), [(-1, "Ours"), (1, "Theirs")])
def test_that_of_two_values_made_apart_the_later_is_shown(path: Path, ahead: int, shown: str) -> None:
    with new_store(path) as store:
        risk = create(store, "risk", title="Common")
    parents = live_tags(path, risk)
    with reopened(path) as store:
        edit(store, "risk", risk, title="Ours")
    OtherLaptop(path).edit("risk", risk, "title", "Theirs", tick=last_tick(path) + ahead, parents=parents)
    with rebuilt(path) as store:
        assert get(store, "risk", risk)["title"] == shown


def test_that_an_edit_made_knowing_another_is_the_later_though_the_other_clock_ran_ahead(path: Path) -> None:
    with new_store(path) as store:
        risk = create(store, "risk", title="Common")
    seventy_years = 70 * 365 * 86_400_000 << 16
    tick = last_tick(path) + seventy_years
    OtherLaptop(path).edit("risk", risk, "title", "Theirs", tick=tick, parents=live_tags(path, risk))
    with rebuilt(path) as store:
        edit(store, "risk", risk, title="Ours")
        assert get(store, "risk", risk)["title"] == "Ours"
    with rebuilt(path) as store:
        assert get(store, "risk", risk)["title"] == "Ours"


@pytest.mark.parametrize(("name", "shown"), [("0000000000000000", "Ours"), ("zzzzzzzzzzzzzzzz", "Theirs")])
def test_that_at_one_tick_the_greater_stream_is_shown(path: Path, name: str, shown: str) -> None:
    with new_store(path) as store:
        risk = create(store, "risk", title="Common")
    parents = live_tags(path, risk)
    with reopened(path) as store:
        edit(store, "risk", risk, title="Ours")
    OtherLaptop(path, name).edit("risk", risk, "title", "Theirs", tick=last_tick(path), parents=parents)
    with rebuilt(path) as store:
        assert get(store, "risk", risk)["title"] == shown


def test_that_two_laptops_show_the_same_whatever_order_edits_came_in(tmp_path: Path) -> None:
    dumps = []
    for place, names in enumerate((("aaaa", "bbbb", "cccc"), ("cccc", "aaaa", "bbbb"))):
        path = tmp_path / f"{place}.portfolio"
        with new_store(path) as store:
            risk = create(store, "risk", title="Common")
        parents, tick = live_tags(path, risk), last_tick(path) + 5
        for name in names:
            OtherLaptop(path, name).edit("risk", risk, "title", f"By {name}", tick=tick, parents=parents)
        with rebuilt(path) as store:
            dumps.append(dump(store))
    assert dumps[0] == dumps[1]
    assert "By cccc" in dumps[0]


def test_that_a_deletion_hides_only_what_it_had_seen(path: Path) -> None:
    with new_store(path) as store:
        seen, unseen = create(store, "risk", title="Seen"), create(store, "risk", title="Unseen")
    parents = live_tags(path, unseen)
    with reopened(path) as store:
        edit(store, "risk", unseen, likelihood=5)
    other, tick = OtherLaptop(path), last_tick(path) + 9
    other.edit("risk", seen, "~", True, tick=tick, parents=live_tags(path, seen))
    other.edit("risk", unseen, "~", True, tick=tick, parents=parents)
    with rebuilt(path) as store:
        assert find(store, "risk", seen) is None
        assert get(store, "risk", unseen)["likelihood"] == 5


def test_that_a_whole_that_somebody_deletes_stays_in_view_while_it_holds_an_unseen_part(path: Path) -> None:
    with new_store(path) as store:
        project = create(store, "project", title="Harbour")
    parents = live_tags(path, project)
    with reopened(path) as store:
        risk = create(store, "risk", title="Silt", project_id=project)
    OtherLaptop(path).edit("project", project, "~", True, tick=last_tick(path) + 1, parents=parents)
    with rebuilt(path) as store:
        assert get(store, "risk", risk)["title"] == "Silt"
        assert get(store, "project", project)["title"] == "Harbour"
    with reopened(path, seed=3) as store:
        delete(store, "risk", risk)
        assert find(store, "project", project) is None
        assert findings(store) == []
