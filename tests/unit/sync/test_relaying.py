# SPDX-License-Identifier: Apache-2.0
"""What others published and the share lost comes back, in its author's word, and no sooner than it should."""

from portfolio_desktop.sync.sharing import join, leave, share
from tests.support.sharers import DAY, NOON, Clock, Group, Sharer, three


def lose(group: Group, whose: Sharer) -> None:
    """A laptop is lost, and its folder with it."""
    group.sharers.remove(whose)
    for name in group.share.folder(whose.folder):
        group.share.delete(whose.folder, name)


def relays(group: Group) -> list[str]:
    return [name for name in group.share.names() if name.startswith("relay-")]


def test_that_what_is_missing_is_told_for_a_week_and_then_put_back_by_one() -> None:
    group, _ann, _bob, cy = three()
    lose(group, cy)
    group.clock.on(DAY)
    assert [report.gone for report in group.rounds(1)] == [3, 3]
    assert relays(group) == []
    group.clock.on(7 * DAY)
    group.rounds(2)
    assert len(relays(group)) == 1
    assert [report.gone for report in group.rounds(1)] == [0, 0]


def test_that_laptops_take_turns_so_that_not_all_put_back_the_same() -> None:
    group, _ann, _bob, cy = three()
    lose(group, cy)
    group.rounds(1)
    group.clock.on(7 * DAY)
    group.rounds(1)
    for name in relays(group):
        group.share.delete(*next(place for place in group.share.files if place[1] == name))
    second = max(group.sharers, key=lambda sharer: sharer.stream)
    second.round()
    assert relays(group) == []


def test_that_a_newcomer_takes_relayed_edits_of_somebody_it_never_met() -> None:
    group, ann, bob, cy = three()
    lose(group, cy)
    bob.round(put_back=True)
    newcomer = group.join("Di")
    assert newcomer.ledger.values() == ann.ledger.values()


def test_that_relays_go_when_the_author_is_back() -> None:
    group, _ann, bob, cy = three()
    lose(group, cy)
    bob.round(put_back=True)
    assert relays(group)
    group.sharers.append(cy)
    group.rounds(2)
    assert relays(group) == []


def test_that_edits_of_a_lost_laptop_are_relayed_when_its_hello_is_gone() -> None:
    group, ann, _bob, cy = three()
    group.sharers.remove(cy)
    group.share.delete(cy.folder, "hello-1.json")
    group.clock.on(8 * DAY)
    group.rounds(1)
    group.clock.on(8 * DAY)
    group.rounds(1)
    assert group.join("Di").ledger.values() == ann.ledger.values()


def test_that_a_damaged_file_of_a_lost_laptop_is_relayed_once_somebody_found_it() -> None:
    group, ann, _bob, cy = three()
    group.sharers.remove(cy)
    (name,) = [name for name in group.share.folder(cy.folder) if name.startswith("seg-")]
    group.share.truncate(cy.folder, name, cy.chance)
    newcomer = group.join("Di")
    assert len(newcomer.ledger.values()) == 6
    for _week in range(3):
        group.clock.on(8 * DAY)
        group.rounds(1)
    assert newcomer.ledger.values() == ann.ledger.values()


def cry_wolf(group: Group, bob: Sharer, cy: Sharer) -> None:
    """Bob says that Cy's file is damaged. It is not."""
    group.sharers.remove(cy)
    (name,) = [name for name in group.share.folder(cy.folder) if name.startswith("seg-")]
    whole = group.share.files[cy.folder, name]
    bob.ledger.remembered["sync.bad"] = (
        f'{{"{cy.folder}/{name}":{{"size":{len(whole)},"tried":{bob.clock.now},"reason":"damaged"}}}}'
    )
    bob.round()


def test_that_nobody_can_make_others_relay_by_crying_wolf() -> None:
    """Who is to put it back looks first."""
    group, ann, bob, cy = three()
    cry_wolf(group, bob, cy)
    for _week in range(3):
        group.clock.on(8 * DAY)
        ann.round()
    assert relays(group) == []


def test_that_a_complaint_heard_by_a_wrong_clock_is_forgotten_like_any_other() -> None:
    group, ann, bob, cy = three()
    ann.clock = bob.clock = Clock(NOON + 70 * 365 * DAY)
    cry_wolf(group, bob, cy)
    ann.round()
    ann.clock = group.clock
    assert ann.round().gone == 3
    for _week in range(3):
        group.clock.on(8 * DAY)
        ann.round()
    assert ann.round().gone == 0


def test_that_who_left_and_comes_back_still_knows_whose_word_is_for_the_edits_of_a_lost_laptop() -> None:
    group, ann, bob, cy = three()
    cy.ledger.write("late")
    cy.round()
    ann.round()
    lose(group, cy)
    leave(ann.ledger, ann.view, ann.world)
    assert group.invitation is not None
    join(group.invitation, ann.view, ann.world, lambda _id: ann.ledger)
    ann.round(put_back=True)
    bob.round()
    assert '"late"' in bob.ledger.values()


def test_that_edits_from_before_there_was_a_share_go_out_with_who_shares_them() -> None:
    """A workspace that two people wrote in an earlier share is shared anew by one of them."""
    group, ann, _bob, _cy = three()
    leave(ann.ledger, ann.view, ann.world)
    anew = Group(clock=group.clock, seed=7)
    anew.sharers.append(ann)
    ann.view.share = anew.share
    anew.invitation, _report = share(ann.ledger, ann.view, ann.world, encrypted=False, title="Anew")
    assert anew.join("Di").ledger.values() == ann.ledger.values()
