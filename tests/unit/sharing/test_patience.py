# SPDX-License-Identifier: Apache-2.0
"""A share that hangs is waited for so long and no longer, and never by who wants to leave."""

from collections.abc import Sequence
from threading import Event

import pytest

from portfolio_desktop.base.progress import Cancelled
from portfolio_desktop.sharing.patience import Line, PatientTransport
from portfolio_desktop.sync.share.transport import Entry, Missing, Unreachable


class Hanging:
    """A share that does not come back before it is let go."""

    def __init__(self) -> None:
        self.go = Event()
        self.calls = 0

    def devices(self) -> Sequence[str]:
        self.calls += 1
        self.go.wait()
        return ["d-0123456789abcdef"]

    def list(self, folder: str) -> Sequence[Entry]:
        return []

    def read(self, folder: str, name: str, most: int) -> bytes:
        raise Missing(name)

    def put_new(self, folder: str, name: str, content: bytes) -> None: ...

    def remove_own(self, folder: str, name: str) -> None: ...

    def probe(self) -> None: ...


@pytest.fixture
def hanging() -> Hanging:
    return Hanging()


def test_that_a_share_that_hangs_is_given_up_and_not_asked_twice_at_once(hanging: Hanging) -> None:
    line = Line()
    with pytest.raises(Unreachable, match="does not answer"):
        PatientTransport(hanging, line=line, seconds=0.1).devices()
    with pytest.raises(Unreachable, match="does not answer"):
        PatientTransport(hanging, line=line, seconds=0.1).devices()
    assert hanging.calls == 1
    hanging.go.set()
    assert PatientTransport(hanging, line=line).devices() == ["d-0123456789abcdef"]


def test_that_who_wants_to_leave_does_not_wait_for_the_share(hanging: Hanging) -> None:
    def alive() -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        PatientTransport(hanging, alive).devices()
    hanging.go.set()


def test_that_what_the_share_answers_comes_through_as_it_is(hanging: Hanging) -> None:
    transport = PatientTransport(hanging)
    assert transport.list("") == []
    with pytest.raises(Missing):
        transport.read("d-0123456789abcdef", "hello-1.json", 10)
