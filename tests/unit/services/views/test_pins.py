# SPDX-License-Identifier: Apache-2.0
"""What is pinned in the navigation: for everybody, in an order, and taken back like any change."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.services import undo
from portfolio_desktop.services.office import Office
from portfolio_desktop.services.views import pins
from portfolio_desktop.services.views.kept import Kept, arranged, kept_views
from portfolio_desktop.services.views.saved import save_view, saved_views
from portfolio_desktop.services.views.view import plain_view
from tests.support.offices import make_office


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """Two searches and a view of risks, saved and not pinned."""
    with make_office(tmp_path) as office:
        office.write(pins.save_search(office, "Late ones", "is:overdue"))
        office.write(pins.save_search(office, "Red", "rag:red"))
        risk = office.catalogue.entity("risk")
        office.write(save_view(office, risk, "Mine", plain_view(risk)))
        yield office


def pinned(office: Office) -> list[str]:
    return [one.label for one in arranged(kept_views(office), ())[0]]


def named(office: Office, label: str) -> Kept:
    return pins.view_named(office, label)


def pin(office: Office, *labels: str) -> None:
    for label in labels:
        office.write(pins.pin(office, named(office, label).id))


def test_that_searches_and_views_are_kept_side_by_side(office: Office) -> None:
    kept = {one.label: (one.entity, one.words) for one in kept_views(office)}
    assert kept == {"Late ones": ("", "is:overdue"), "Mine": ("risk", ""), "Red": ("", "rag:red")}
    assert [view.label for view in saved_views(office, office.catalogue.entity("risk"))] == ["Mine"]


def test_that_what_is_pinned_stands_in_the_order_in_which_it_was_pinned(office: Office) -> None:
    pin(office, "Red", "Mine", "Late ones")
    assert pinned(office) == ["Red", "Mine", "Late ones"]


def test_that_a_pin_is_moved_in_one_act_that_undo_takes_back(office: Office) -> None:
    pin(office, "Red", "Mine", "Late ones")
    office.write(pins.move(office, named(office, "Late ones").id, -2))
    assert pinned(office) == ["Late ones", "Red", "Mine"]
    undo.undo(office)
    assert pinned(office) == ["Red", "Mine", "Late ones"]
    office.write(pins.move(office, named(office, "Red").id, 99))
    assert pinned(office) == ["Mine", "Late ones", "Red"]


def test_that_unpinning_and_renaming_leave_the_view_as_it_is(office: Office) -> None:
    pin(office, "Red")
    office.write(pins.rename(office, named(office, "Red").id, " Really red "))
    assert pinned(office) == ["Really red"]
    office.write(pins.unpin(office, named(office, "Really red").id))
    assert pinned(office) == []
    assert named(office, "really red").words == "rag:red"


def test_that_a_laptop_pins_for_itself_beside_what_all_have_pinned(office: Office) -> None:
    pin(office, "Red")
    kept = kept_views(office)
    ids = {one.label: str(one.id) for one in kept}
    everybody, mine = arranged(kept, [ids["Mine"], "gone", ids["Red"], ids["Mine"]])
    assert [one.label for one in everybody] == ["Red"]
    assert [one.label for one in mine] == ["Mine"]


def test_that_a_search_of_the_same_name_is_replaced(office: Office) -> None:
    office.write(pins.save_search(office, "RED", "rag:red,amber"))
    assert named(office, "Red").words == "rag:red,amber"
    assert len(kept_views(office)) == 3


@pytest.mark.parametrize(("label", "words"), [("", "harbour"), ("Name", "  ")])
def test_that_a_search_without_words_or_a_name_is_refused(office: Office, label: str, words: str) -> None:
    with pytest.raises(Refusal):
        pins.save_search(office, label, words)


def test_that_a_name_that_nothing_has_is_refused_with_those_that_there_are(office: Office) -> None:
    with pytest.raises(Refusal, match="Late ones, Mine, Red"):
        pins.view_named(office, "Green")


def test_that_a_definition_that_another_version_wrote_is_no_obstacle(office: Office) -> None:
    from portfolio_desktop.services import records

    for number, definition in enumerate(("", "[]", "{", '{"words": 3}')):
        values = {"title": f"Odd {number}", "register": "everything", "definition": definition}
        office.write(records.create(office, "saved_view", values))
    office.write(records.create(office, "saved_view", {"title": "Gone", "register": "ponies"}))
    assert "Gone" not in {one.label for one in kept_views(office)}
    assert named(office, "Odd 2").words == ""
