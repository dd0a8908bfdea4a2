# SPDX-License-Identifier: Apache-2.0
"""Of a damaged file all is found that can be proved, and nothing else; the file itself is never touched."""

import random
from collections.abc import Callable
from pathlib import Path
from shutil import copyfile

import pytest

from portfolio_desktop.catalogue.records import CATALOGUE
from portfolio_desktop.storage.mending.anew import make_anew
from portfolio_desktop.storage.mending.opening import is_damaged
from portfolio_desktop.storage.mending.salvage import Salvage, dig, salvage
from portfolio_desktop.storage.store import Store
from tests.support.laptops import carry, laptops
from tests.support.workspaces import create, dump, edit, findings, new_store, reopened, surroundings

PAGE = 4096
LONG = "The quay wall has moved since the survey. " * 400


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace of some hundred edits, some of them longer than a page."""
    path = tmp_path_factory.mktemp("whole") / "office.portfolio"
    with new_store(path) as store:
        for number in range(60):
            project = create(store, "project", title=f"Harbour {number}", description=LONG[: number * 250])
            edit(store, "project", project, title=f"Quay {number}")
    return path


@pytest.fixture
def path(whole: Path, tmp_path: Path) -> Path:
    return Path(copyfile(whole, tmp_path / "office.portfolio"))


def text_of(path: Path) -> str:
    with reopened(path) as store:
        return dump(store)


def found_in(path: Path) -> Salvage:
    return salvage(dig(path))


def anew(found: Salvage, folder: Path) -> str:
    """What a workspace shows that is made of what was found; it must be whole."""
    with make_anew(folder / "anew.portfolio", found, CATALOGUE, surroundings(9)) as store:
        assert findings(store) == []
        return dump(store)


def zero_header(content: bytearray) -> None:
    content[:100] = bytes(100)


def lose_first_page(content: bytearray) -> None:
    content[:PAGE] = bytes(PAGE)


@pytest.mark.parametrize("damage", [zero_header, lose_first_page])
def test_that_a_file_without_its_beginning_gives_all_of_its_history(
    path: Path, tmp_path: Path, damage: Callable[[bytearray], None]
) -> None:
    before = text_of(path)
    content = bytearray(path.read_bytes())
    damage(content)
    path.write_bytes(content)
    assert is_damaged(path)
    found = found_in(path)
    assert found.is_complete
    assert anew(found, tmp_path) == before
    assert path.read_bytes() == content


def test_that_a_file_which_lost_its_end_gives_what_can_be_proved_and_says_what_is_missing(
    path: Path, tmp_path: Path
) -> None:
    all_there = found_in(path).edits
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    found = found_in(path)
    assert 0 < found.edits < all_there
    assert found.edits + len(found.loose) + found.missing <= all_there
    assert not found.is_complete
    anew(found, tmp_path)


def test_that_a_hole_is_filled_from_an_older_copy(path: Path, tmp_path: Path) -> None:
    copy = Path(copyfile(path, tmp_path / "copy.portfolio"))
    with reopened(path) as store:
        create(store, "project", title="Pier")
        then = dump(store)
    content = bytearray(path.read_bytes())
    at = content.index(b"Harbour 10")
    content[at - at % PAGE : at - at % PAGE + PAGE] = bytes(PAGE)
    path.write_bytes(content)
    assert found_in(path).loose
    pool = dig(path)
    pool.add(dig(copy))
    found = salvage(pool)
    assert found.is_complete
    assert anew(found, tmp_path) == then


def test_that_no_value_is_taken_that_was_not_sealed(path: Path) -> None:
    content = bytearray(path.read_bytes())
    count = content.count(b'"Quay 7"')
    assert count
    path.write_bytes(content.replace(b'"Quay 7"', b'"Quai 7"'))
    said = [edit.value for stretch in found_in(path).stretches for edit in stretch.edits]
    said += [piece.sent.value for piece in found_in(path).loose]
    assert '"Quai 7"' not in said


def test_that_names_of_streams_are_found_where_their_table_is_lost(path: Path, tmp_path: Path) -> None:
    before = text_of(path)
    with reopened(path) as store:
        name = store.ledger.own()[0].encode()
    content = bytearray(path.read_bytes())
    for start in range(0, len(content), PAGE):
        page = content[start : start + PAGE]
        if name in page and b"Harbour" not in page:
            at = start + page.index(name)
            content[start : start + PAGE] = bytes(PAGE)
            content[at : at + len(name)] = name  # as what is left on a page that nothing leads to
    path.write_bytes(content)
    found = found_in(path)
    assert found.edits
    assert anew(found, tmp_path) == before


def test_that_what_was_saved_and_not_yet_folded_into_the_file_is_found(path: Path, tmp_path: Path) -> None:
    with reopened(path) as store:
        create(store, "project", title="Pier")
        then = dump(store)
        taken = tmp_path / "taken.portfolio"
        for name in ("", "-wal"):
            copyfile(f"{path}{name}", f"{taken}{name}")
    content = bytearray(taken.read_bytes())
    lose_first_page(content)
    taken.write_bytes(content)
    assert anew(found_in(taken), tmp_path) == then


def test_that_the_edits_of_several_laptops_come_back_as_they_arrived(tmp_path: Path) -> None:
    first, second = laptops(tmp_path, 2)
    with first, second:
        _work_in_turn(first, second)
        order = _arrivals(first)
        then = dump(first)
    path = tmp_path / "0.portfolio"
    content = bytearray(path.read_bytes())
    zero_header(content)
    path.write_bytes(content)
    found = found_in(path)
    with make_anew(tmp_path / "anew.portfolio", found, CATALOGUE, surroundings(9)) as store:
        assert findings(store) == []
        assert dump(store) == then
        assert _arrivals(store) == order
        assert set(found.own) <= set(store.ledger.own())


def _work_in_turn(first: Store, second: Store) -> None:
    project = create(first, "project", title="Harbour")
    carry(first, second)
    for number in range(3):
        edit(second, "project", project, title=f"Second {number}")
        carry(second, first)
        edit(first, "project", project, title=f"First {number}")
        carry(first, second)


def _arrivals(store: Store) -> list[str]:
    with store.reading() as connection:
        return [row[0] for row in connection.exec_driver_sql("SELECT id FROM change_set ORDER BY number")]


@pytest.mark.parametrize("seed", range(12))
def test_that_whatever_happens_to_a_file_what_is_made_of_it_is_whole(
    path: Path, tmp_path: Path, seed: int
) -> None:
    said = {edit.value for stretch in found_in(path).stretches for edit in stretch.edits}
    chance, content = random.Random(seed), bytearray(path.read_bytes())
    for _turn in range(chance.randrange(1, 30)):
        at = chance.randrange(len(content))
        match chance.randrange(4):
            case 0:
                content[at] ^= 1 << chance.randrange(8)
            case 1:
                content[at - at % PAGE : at - at % PAGE + PAGE] = chance.randbytes(PAGE)
            case 2:
                content[at : at + 64] = bytes(len(content[at : at + 64]))
            case _:
                del content[max(PAGE, len(content) - chance.randrange(3 * PAGE)) :]
    path.write_bytes(content)
    found = found_in(path)
    assert {edit.value for stretch in found.stretches for edit in stretch.edits} <= said
    assert {piece.sent.value for piece in found.loose} <= said
    if found.edits:
        anew(found, tmp_path)
    assert path.read_bytes() == content
