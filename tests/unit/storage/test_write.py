# SPDX-License-Identifier: Apache-2.0
"""One road for writes: what a change set leaves in the log and in the registers, all of it or nothing."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
import sqlcipher3.dbapi2 as driver
from sqlalchemy import Row, select

from portfolio_desktop.base.clock import next_tick, tick_time
from portfolio_desktop.base.errors import Refusal, Trouble
from portfolio_desktop.base.values import Unknown
from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.storage.changes import Changes, Create, Delete, Edit, Revive
from portfolio_desktop.storage.edits import CREATED, DELETED, split_tags
from portfolio_desktop.storage.history import newest_change_sets
from portfolio_desktop.storage.schema import CHANGE_SET, EDIT, LOG
from portfolio_desktop.storage.store import Store
from tests.support.workspaces import create, delete, dump, edit, findings, get, reader, revive


def edits_of(store: Store, record: str) -> list[Row[Any]]:
    with store.reading() as connection:
        return list(connection.execute(select(EDIT).where(EDIT.c.record == record).order_by(EDIT.c.seq)))


def count_of_sets(store: Store) -> int:
    with store.reading() as connection:
        return len(connection.execute(select(CHANGE_SET.c.number)).all())


def test_that_a_creation_is_one_edit_however_many_values_it_has(store: Store) -> None:
    risk = create(store, "risk", title="Ground conditions", likelihood=4, impact=3, status="open")
    (only,) = edits_of(store, risk)
    assert (only.field, only.parents, only.live) == (CREATED, b"", 1)
    assert only.value == '{"impact":3,"likelihood":4,"status":"open","title":"Ground conditions"}'


def test_that_each_edit_names_what_it_replaces_and_only_the_last_is_live(store: Store) -> None:
    risk = create(store, "risk", title="One")
    edit(store, "risk", risk, title="Two")
    edit(store, "risk", risk, title="Three")
    created, second, third = edits_of(store, risk)
    assert split_tags(second.parents) == [created.tag]
    assert split_tags(third.parents) == [second.tag]
    assert [line.live for line in (created, second, third)] == [1, 0, 1]


def test_that_a_deletion_names_everything_that_it_had_seen(store: Store) -> None:
    risk = create(store, "risk", title="One")
    edit(store, "risk", risk, title="Two", likelihood=2)
    delete(store, "risk", risk)
    *seen, deletion = edits_of(store, risk)
    assert deletion.field == DELETED
    assert set(split_tags(deletion.parents)) == {line.tag for line in seen}


def test_that_two_edits_of_a_field_in_one_change_set_leave_the_last(store: Store) -> None:
    for number in range(20):  # tags are random: one order of them would hide a mistake
        risk = create(store, "risk", title="One")
        store.write(
            Changes("Twice", tuple(Edit("risk", risk, "title", f"{number}.{each}") for each in "abc"))
        )
        record = get(store, "risk", risk)
        assert record["title"] == f"{number}.c"
    assert findings(store) == []


def test_that_a_record_made_and_changed_in_one_change_set_has_the_changed_value(store: Store) -> None:
    risk = Id(store.new_id())
    store.write(Changes("Both", (Create("risk", risk, {"title": "One"}), Edit("risk", risk, "title", "Two"))))
    record = get(store, "risk", risk)
    assert record["title"] == "Two"


def test_that_a_record_deleted_and_brought_back_is_as_it_was(store: Store) -> None:
    project = create(store, "project", title="Bridge", whole_life_cost=Decimal("12.50"), end=Unknown("TBC"))
    edit(store, "project", project, title="The bridge")
    before = dump(store)
    delete(store, "project", project)
    assert "The bridge" not in dump(store)
    revive(store, "project", project)
    assert dump(store) == before


def test_that_a_record_made_anew_after_its_deletion_has_none_of_its_former_values(store: Store) -> None:
    risk = create(store, "risk", title="Old", likelihood=5)
    edit(store, "risk", risk, impact=5)
    delete(store, "risk", risk)
    store.write(Changes("Again", (Create("risk", risk, {"title": "New"}),)))
    record = get(store, "risk", risk)
    assert (record["title"], record["likelihood"], record["impact"]) == (
        "New",
        None,
        None,
    )
    before = dump(store)
    store.rebuild()
    assert dump(store) == before


def test_that_ten_thousand_records_are_deleted_and_come_back_as_one(store: Store) -> None:
    ids = [Id(store.new_id()) for _each in range(2_500)]
    store.write(Changes("Import", tuple(Create("risk", id, {"title": f"Risk {id}"}) for id in ids)))
    before = dump(store)
    delete(store, "risk", *ids)
    assert dump(store) == "{}\n"
    revive(store, "risk", *ids)
    assert dump(store) == before


@pytest.mark.parametrize(
    "doomed",
    [
        lambda risk: Edit("risk", risk, "title", "Late"),
        lambda risk: Delete("risk", risk),
    ],
    ids=["edit", "delete"],
)
def test_that_nothing_is_written_when_a_record_has_gone(store: Store, doomed: Any) -> None:
    risk = create(store, "risk", title="One")
    other = create(store, "risk", title="Other")
    delete(store, "risk", risk)
    before, sets = dump(store), count_of_sets(store)
    with pytest.raises(Refusal, match="is not there"):
        store.write(Changes("Late", (Edit("risk", other, "title", "Changed"), doomed(risk))))
    assert (dump(store), count_of_sets(store)) == (before, sets)


def test_that_what_never_was_cannot_come_back(store: Store) -> None:
    with pytest.raises(Refusal, match="is not there"):
        store.write(Changes("Back", (Revive("risk", Id(store.new_id())),)))
    assert count_of_sets(store) == 0


def test_that_the_same_record_is_not_made_twice(store: Store) -> None:
    risk = create(store, "risk", title="One")
    with pytest.raises(Refusal, match="already there"):
        store.write(Changes("Again", (Create("risk", risk, {"title": "Two"}),)))


def test_that_a_record_that_others_point_at_is_not_torn_out(store: Store) -> None:
    person = create(store, "person", name="Bob")
    create(store, "risk", title="One", owner_id=person)
    with pytest.raises(Refusal, match="points at"):
        delete(store, "person", person)
    with pytest.raises(Refusal, match="point at"):
        create(store, "risk", title="Two", owner_id=Id(store.new_id()))


def test_that_whole_and_parts_are_made_in_any_order_in_one_change_set(store: Store) -> None:
    project, risk = Id(store.new_id()), Id(store.new_id())
    parts_first = (
        Create("risk", risk, {"title": "Part", "project_id": project}),
        Create("project", project, {"title": "Whole"}),
    )
    store.write(Changes("Both", parts_first))
    store.write(Changes("Away", (Delete("project", project), Delete("risk", risk))))
    store.write(Changes("Back", (Revive("risk", risk), Revive("project", project))))
    assert get(store, "risk", risk)["title"] == "Part"


@pytest.mark.parametrize("text", ["half \ud83d", "zero \x00 byte", "\\\x00"], ids=["half", "zero", "escaped"])
@pytest.mark.parametrize("where", ["creation", "edit", "words", "label"])
def test_that_text_which_no_file_can_keep_is_refused_whole(store: Store, text: str, where: str) -> None:
    risk = create(store, "risk", title="One")
    before, sets = dump(store), count_of_sets(store)
    changes = {
        "creation": Changes("Add", (Create("risk", Id(store.new_id()), {"title": text}),)),
        "edit": Changes("Change", (Edit("risk", risk, "likelihood", 2), Edit("risk", risk, "note", text))),
        "words": Changes("Change", (Edit("risk", risk, "raised_on", Unknown(text)),)),
        "label": Changes(text, (Edit("risk", risk, "likelihood", 2),)),
    }[where]
    with pytest.raises(Refusal, match="no file can keep"):
        store.write(changes)
    assert (dump(store), count_of_sets(store)) == (before, sets)


def test_that_a_backslash_before_u0000_is_only_text(store: Store) -> None:
    risk = create(store, "risk", title="\\u0000")
    record = get(store, "risk", risk)
    assert record["title"] == "\\u0000"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("likelihood", 10**30),
        ("money_likely", Decimal(10) ** 16),
        ("money_likely", Decimal("1e5000")),
        ("probability", Decimal("-1e13")),
        ("days_likely", Decimal("NaN")),
    ],
)
def test_that_a_number_beyond_keeping_is_refused(store: Store, field: str, value: Any) -> None:
    with pytest.raises(Refusal, match="too large"):
        create(store, "risk", title="One", **{field: value})
    assert dump(store) == "{}\n"


def refuses(store: Store, statement: str) -> bool:
    with pytest.raises(Trouble, match="cannot be written"), store.reading() as connection:
        connection.exec_driver_sql(statement)
    return True


def test_that_every_table_refuses_a_write_round_the_road(store: Store) -> None:
    project = create(store, "project", title="Bridge")
    create(store, "risk", title="One", project_id=project)
    before = dump(store)
    for table in (*store.tables, *LOG.tables, "search"):
        assert refuses(store, f"INSERT INTO {table} DEFAULT VALUES")
        assert refuses(store, f"DELETE FROM {table}")
    assert refuses(store, "UPDATE risk SET title = 'Round the road'")
    assert refuses(store, "DROP TABLE risk")
    assert dump(store) == before


@pytest.mark.parametrize("where", ["opening", "write", "failed write", "rebuild"])
def test_that_the_road_is_closed_again_behind_whoever_took_it(store: Store, where: str) -> None:
    if where == "write":
        create(store, "risk", title="One")
    elif where == "failed write":
        with pytest.raises(Refusal):
            create(store, "risk", title="One", project_id="0" * 26)
    elif where == "rebuild":
        store.rebuild()
    assert refuses(store, "UPDATE risk SET title = 'Round the road'")


def test_that_a_transaction_of_somebody_elses_changes_nothing_either(store: Store) -> None:
    create(store, "risk", title="One")
    with pytest.raises(driver.DatabaseError, match="readonly"), store._engine.begin() as connection:
        connection.exec_driver_sql("UPDATE risk SET title = 'Round the road'")


def test_that_a_written_change_set_says_what_it_touched(store: Store) -> None:
    risk = create(store, "risk", title="One")
    written = edit(store, "risk", risk, title="Two", raised_on=date(2026, 1, 2))
    assert written.touched == {("risk", risk)}
    with store.reading() as connection:
        assert connection.execute(
            select(CHANGE_SET.c.label).where(CHANGE_SET.c.id == written.change_set)
        ).scalar()


def test_that_a_moment_that_is_held_may_be_asked_for_again(store: Store) -> None:
    with store.reading() as first, store.reading() as second:
        assert first is second
    create(store, "risk", title="One")


def test_that_a_clock_that_was_decades_ahead_dates_nothing_once_it_is_right(store: Store) -> None:
    clock = store._world.clock
    clock.wind(70 * 365 * 86_400)  # type: ignore[attr-defined]
    create(store, "risk", title="One")
    clock.wind(-70 * 365 * 86_400)  # type: ignore[attr-defined]
    create(store, "risk", title="Two")
    with store.reading() as connection:
        newest = next(iter(newest_change_sets(connection, store.author)))
    assert newest.made == tick_time(next_tick(clock(), 0))


def test_that_a_clock_whose_time_no_file_can_hold_is_told(store: Store) -> None:
    clock = store._world.clock
    ahead = 9_974 * 365.2425 * 86_400
    clock.wind(ahead)  # type: ignore[attr-defined]
    with pytest.raises(Refusal, match="clock is thousands of years ahead"):
        create(store, "risk", title="Silt")
    clock.wind(-ahead)  # type: ignore[attr-defined]
    create(store, "risk", title="Silt")


def test_that_what_replaces_a_value_of_a_fast_clock_is_dated_after_it(store: Store) -> None:
    clock = store._world.clock
    clock.wind(70 * 365 * 86_400)  # type: ignore[attr-defined]
    risk = create(store, "risk", title="One")
    clock.wind(-70 * 365 * 86_400)  # type: ignore[attr-defined]
    edit(store, "risk", risk, title="Two")
    with store.reading() as connection:
        said = select(EDIT.c.tick).where(EDIT.c.record == risk).order_by(EDIT.c.seq)
        ticks = connection.execute(said).scalars().all()
    assert ticks == sorted(set(ticks))


def test_that_a_clock_set_back_does_not_set_the_log_back(store: Store) -> None:
    clock = store._world.clock
    create(store, "risk", title="One")
    clock.wind(-200 * 86_400)  # type: ignore[attr-defined]
    create(store, "risk", title="Two")
    with store.reading() as connection:
        ticks = connection.execute(select(CHANGE_SET.c.tick).order_by(CHANGE_SET.c.number)).scalars().all()
    assert ticks == sorted(set(ticks))


def test_that_the_number_of_a_row_is_never_that_of_another_record(store: Store) -> None:
    """Windows hold a list by these numbers while others delete, add and make the registers anew."""
    risks = store.catalogue.entity("risk")

    def number(id: Id) -> int:
        with reader(store) as read:
            found = read.row_of(risks, id)
        assert found is not None
        return found

    def shown(numbers: set[int]) -> list[Id]:
        with reader(store) as read:
            return [record.id for record in read.page(risks, sorted(numbers))]

    first, last = create(store, "risk", title="first"), create(store, "risk", title="last")
    held = {number(first), number(last)}
    delete(store, "risk", last)
    new = create(store, "risk", title="new")
    assert number(new) not in held
    assert shown(held) == [first]
    held.add(number(new))
    store.rebuild()
    assert not held & {number(first), number(new)}
    assert shown(held) == []


def test_that_rows_are_numbered_on_after_an_earlier_version_has_numbered_some(store: Store) -> None:
    first = create(store, "risk", title="first")
    with store.changing() as connection:  # as SQLite numbers by itself: one more than the last
        connection.exec_driver_sql(
            "INSERT INTO risk (id, title) VALUES ('theirs', 'written by an earlier version')"
        )
    second = create(store, "risk", title="second")
    with reader(store) as read:
        risks = store.catalogue.entity("risk")
        assert len({read.row_of(risks, id) for id in (first, Id("theirs"), second)}) == 3
    with store.changing() as connection:
        connection.exec_driver_sql("DELETE FROM risk WHERE id = 'theirs'")
