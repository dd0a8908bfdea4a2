# SPDX-License-Identifier: Apache-2.0
"""A laptop of an earlier version between two of the present one: what it does not know it keeps, hands on, and shows once it
is brought up to date."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from shutil import copyfile

import pytest

from portfolio_desktop.catalogue.fields import Id, Kind
from portfolio_desktop.catalogue.records import CATALOGUE
from portfolio_desktop.services import records, undo
from portfolio_desktop.services.office import Office, record_of
from portfolio_desktop.storage.changes import Changes, Create
from portfolio_desktop.storage.edits import read_plain, seal, write_plain
from portfolio_desktop.storage.merge import unsettled
from portfolio_desktop.storage.merge.unsettled import Kind as Why
from portfolio_desktop.storage.store import Store, Surroundings, create_store, open_store
from tests.support.laptops import carry
from tests.support.versions import earlier
from tests.support.workspaces import Clock, create, delete, dump, edit, findings, get

EARLIER = earlier(
    entities={"document", "benefit"},
    fields={"risk": {"cause"}, "project": {"description"}},
    kinds={("project", "supplier"): Kind.DATE},
    items={"risk.status": {"closed"}},
)


@dataclass
class Share:
    """Ann and Cy have the present version, Bob the earlier one; all that Ann and Cy hear of each other goes through Bob."""

    ann: Store
    bob: Store
    cy: Store
    folder: Path

    def go_round(self) -> None:
        for giver, taker in (
            (self.ann, self.bob),
            (self.bob, self.cy),
            (self.cy, self.bob),
            (self.bob, self.ann),
        ):
            taken = carry(giver, taker)
            assert not taken.gaps
            assert not taken.refused

    def update_bob(self) -> None:
        """Bob gets the present version: his file is opened by it."""
        path = self.bob.path
        self.bob.close()
        self.bob = opened(path, 1)
        self.bob.extend(CATALOGUE)


def opened(path: Path, place: int) -> Store:
    return open_store(path, CATALOGUE, Surroundings(("Ann", "Bob", "Cy")[place], Clock()))


@pytest.fixture
def share(tmp_path: Path) -> Iterator[Share]:
    paths = [tmp_path / f"{name}.portfolio" for name in ("ann", "bob", "cy")]
    create_store(paths[0], CATALOGUE, Surroundings("Ann", Clock())).close()
    for path in paths[1:]:
        copyfile(paths[0], path)
    ann, bob, cy = (opened(path, place) for place, path in enumerate(paths))
    for other in (bob, cy):
        other.ledger.rotate()
    bob.extend(EARLIER)
    found = Share(ann, bob, cy, tmp_path)
    yield found
    for store in (found.ann, found.bob, found.cy):
        store.close()


def test_that_what_an_earlier_version_does_not_know_passes_through_it_whole(share: Share) -> None:
    project = create(share.ann, "project", title="Harbour", description="zq-words", supplier="zq-firm")
    risk = create(share.ann, "risk", title="Silt", project_id=project, cause="zq-cause", status="closed")
    create(share.ann, "document", title="zq-paper", project_id=project)
    edit(share.ann, "risk", risk, cause="zq-other cause", title="Silt in the channel")
    share.go_round()
    assert get(share.bob, "risk", risk)["title"] == "Silt in the channel"
    assert "zq-" not in dump(share.bob)
    assert findings(share.bob) == []
    assert dump(share.cy) == dump(share.ann)
    share.update_bob()
    assert dump(share.bob) == dump(share.ann)
    assert findings(share.bob) == []


def test_that_an_edit_by_an_earlier_version_touches_nothing_that_it_does_not_know(share: Share) -> None:
    project = create(share.ann, "project", title="Harbour", description="Quay and wall")
    risk = create(share.ann, "risk", title="Silt", cause="The river", project_id=project)
    share.go_round()
    edit(share.bob, "risk", risk, title="Silt in the channel")
    edit(share.bob, "project", project, title="Port")
    share.go_round()
    for store in (share.ann, share.cy):
        assert get(store, "risk", risk)["cause"] == "The river"
        assert (get(store, "project", project)["title"], get(store, "project", project)["description"]) == (
            *("Port", "Quay and wall"),
        )
    made = create(share.bob, "risk", title="Storm", project_id=project)
    share.go_round()
    assert get(share.ann, "risk", made)["cause"] is None


def test_that_an_earlier_version_deletes_no_part_that_it_never_saw(share: Share) -> None:
    project = create(share.ann, "project", title="Harbour")
    share.go_round()
    paper = create(share.ann, "document", title="Charter", project_id=project)
    share.go_round()
    delete(share.bob, "project", project)
    share.go_round()
    assert "Harbour" not in dump(share.bob)
    for store in (share.ann, share.cy):
        assert get(store, "document", paper)["project_id"] == project
        with store.reading() as connection:
            assert Why.DELETED in {each.kind for each in unsettled.everything(connection)}
    share.update_bob()
    assert dump(share.bob) == dump(share.ann)


def test_that_two_who_disagree_on_what_the_third_does_not_know_still_disagree_there_after_its_update(
    share: Share,
) -> None:
    risk = create(share.ann, "risk", title="Silt", cause="The river")
    share.go_round()
    edit(share.ann, "risk", risk, cause="The tide")
    edit(share.cy, "risk", risk, cause="The dredger")
    share.go_round()

    def disputed(store: Store) -> list[tuple[str, str]]:
        with store.reading() as connection:
            return [(each.record, each.field) for each in unsettled.everything(connection)]

    assert disputed(share.bob) == []
    assert disputed(share.ann) == disputed(share.cy) == [(risk, "cause")]
    share.update_bob()
    assert disputed(share.bob) == [(risk, "cause")]
    assert dump(share.bob) == dump(share.ann)


def test_that_a_laptop_goes_back_to_an_earlier_version_and_forward_again(share: Share) -> None:
    project = create(share.ann, "project", title="Harbour", description="Quay")
    share.go_round()
    share.update_bob()
    edit(share.bob, "project", project, description="Quay and wall")
    share.bob.extend(EARLIER)
    edit(share.bob, "project", project, title="Port")
    share.go_round()
    assert get(share.ann, "project", project)["description"] == "Quay and wall"
    share.update_bob()
    assert dump(share.bob) == dump(share.ann)


def test_that_people_work_on_in_an_earlier_version_whatever_arrives(share: Share) -> None:
    """All that a page asks: records, what changed since, history, undo, the check of the file."""
    bob = Office(share.bob, lambda: date(2026, 11, 21), EARLIER)
    told: list[object] = []
    bob.listen(told.append)
    project = create(share.ann, "project", title="Harbour", description="Quay")
    paper = create(share.ann, "document", title="Charter", project_id=project)
    shelf = {"entity": "document", "name": "own_shelf", "label": "Shelf", "kind": "text"}
    share.ann.write(Changes("Own", (Create("own_field", Id(share.ann.new_id()), shelf),)))
    for line, end in share.ann.ledger.ends().items():
        taken = bob.take([share.ann.ledger.stretch(line, 1, end.place)])
        assert {entity for entity, _record in taken.touched} <= {one.name for one in EARLIER.entities}
    assert told
    bob.write(records.change(bob, "project", project, {"title": "Port"}))
    with bob.reading() as reader:
        assert record_of(reader, "project", project)["title"] == "Port"
        assert reader.search("Charter") == []
    undo.undo(bob)
    with bob.reading() as reader:
        assert record_of(reader, "project", project)["title"] == "Harbour"
    bob.write(records.delete(bob, "project", [Id(project)]))
    assert findings(bob.store) == []
    assert paper not in dump(bob.store)


def test_that_more_is_said_of_an_act_by_a_later_version_and_it_is_taken_all_the_same(share: Share) -> None:
    create(share.ann, "project", title="Harbour")
    (stretch,) = [
        share.ann.ledger.stretch(line, 1, end.place)
        for line, end in share.ann.ledger.ends().items()
        if end.place
    ]
    head = stretch.edits[0]
    assert head.value is not None
    assert head.salt is not None
    value = write_plain({**read_plain(head.value), "place": {"city": "Leeds"}, "why": "dictated"})
    said = head._replace(value=value.decode(), seal=seal(head.salt, value))
    later = replace(stretch, edits=(said, *stretch.edits[1:]))
    taken = share.bob.ledger.take([later])
    assert taken.refused == ()
    assert "Harbour" in dump(share.bob)
    assert share.bob.ledger.stretch(later.stream, 1, 10) == later
