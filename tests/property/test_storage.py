# SPDX-License-Identifier: Apache-2.0
"""Any sequence of acts, with the workspace reopened and rebuilt in between: registers and log always agree."""

import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, consumes, initialize, invariant, multiple, rule

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.base.values import Unknown
from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.storage.changes import Changes, Create, Delete, Edit, Why
from portfolio_desktop.storage.dump import text_of
from portfolio_desktop.storage.past.inverse import inverse
from portfolio_desktop.storage.replay import frontier, replay
from portfolio_desktop.storage.store import Store
from tests.support.every_kind import EVERY_KIND, SAMPLE, VALUES
from tests.support.workspaces import delete, dump, findings, new_store, reopened, revive

FIELDS = st.sampled_from([field for field in SAMPLE.fields if not field.target])
TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=8)


def value_of(data: st.DataObject, field: Any) -> Any:
    known = st.sampled_from(VALUES[field.kind])
    words = (
        TEXT.map(Unknown)
        if field.kind.may_be_unknown
        else TEXT
        if field.kind in ("text", "narrative")
        else known
    )
    return data.draw(st.one_of(st.none(), known, words))


class Workspace(RuleBasedStateMachine):
    """Acts of one person on one workspace."""

    alive = Bundle("alive")
    dead = Bundle("dead")

    @initialize()
    def begin(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        self.path = Path(self.folder.name) / "samples.portfolio"
        self.store: Store = new_store(self.path, EVERY_KIND)
        self.openings = 1
        self.moments: list[tuple[dict[str, int], str]] = []

    def teardown(self) -> None:
        if hasattr(self, "store"):
            self.store.close()
            self.folder.cleanup()

    @rule(target=alive, data=st.data())
    def create(self, data: st.DataObject) -> Id:
        id = Id(self.store.new_id())
        fields = data.draw(st.lists(FIELDS, unique=True, max_size=4))
        values = {field.name: value_of(data, field) for field in fields}
        self.store.write(Changes("Create", (Create("sample", id, values),)))
        return id

    @rule(id=alive, data=st.data())
    def edit(self, id: Id, data: st.DataObject) -> None:
        fields = data.draw(st.lists(FIELDS, min_size=1, max_size=3))
        edits = tuple(Edit("sample", id, field.name, value_of(data, field)) for field in fields)
        self.store.write(Changes("Edit", edits))

    @rule(id=alive, data=st.data())
    def edit_and_take_back(self, id: Id, data: st.DataObject) -> None:
        before = dump(self.store)
        fields = data.draw(st.lists(FIELDS, unique=True, min_size=1, max_size=3))
        edits = tuple(Edit("sample", id, field.name, value_of(data, field)) for field in fields)
        self.take_back(self.store.write(Changes("Edit", edits)).change_set)
        assert dump(self.store) == before

    @rule(id=alive)
    def delete_and_take_back(self, id: Id) -> None:
        before = dump(self.store)
        self.take_back(delete(self.store, "sample", id).change_set)
        assert dump(self.store) == before

    def take_back(self, change_set: str) -> None:
        with self.store.reading() as connection:
            items = inverse(connection, EVERY_KIND, change_set)
        self.store.write(Changes("Undo", items, Why.UNDO, change_set))

    @rule(target=dead, id=consumes(alive))
    def delete(self, id: Id) -> Id:
        delete(self.store, "sample", id)
        return id

    @rule(target=alive, id=consumes(dead))
    def revive(self, id: Id) -> Id:
        revive(self.store, "sample", id)
        return id

    @rule(target=alive, id=consumes(dead))
    def make_anew(self, id: Id) -> Id:
        self.store.write(Changes("Again", (Create("sample", id, {"text": "anew"}),)))
        return id

    @rule(target=dead, ids=st.lists(consumes(alive), min_size=1, max_size=4))
    def delete_together(self, ids: list[Id]) -> Any:
        self.store.write(Changes("Delete", tuple(Delete("sample", id) for id in ids)))
        return multiple(*ids)

    @rule(id=dead)
    def be_refused(self, id: Id) -> None:
        before = dump(self.store)
        with pytest.raises(Refusal):
            self.store.write(Changes("Late", (Edit("sample", id, "text", "late"),)))
        assert dump(self.store) == before

    @rule()
    def reopen(self) -> None:
        before = dump(self.store)
        self.store.close()
        self.openings += 1
        self.store = reopened(self.path, EVERY_KIND, seed=self.openings)
        assert dump(self.store) == before

    @rule()
    def rebuild(self) -> None:
        before = dump(self.store)
        self.store.rebuild()
        assert dump(self.store) == before

    @rule()
    def remember(self) -> None:
        with self.store.reading() as connection:
            self.moments.append((frontier(connection), dump(self.store)))

    @invariant()
    def registers_are_what_the_log_says(self) -> None:
        if hasattr(self, "store"):
            with self.store.reading() as connection:
                assert text_of(replay(connection)) == dump(self.store)
                for moment, then in self.moments[-2:]:
                    assert text_of(replay(connection, frontier=moment)) == then
            assert findings(self.store) == []


Workspace.TestCase.settings = settings(
    max_examples=25, stateful_step_count=20, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
TestWorkspace = Workspace.TestCase
