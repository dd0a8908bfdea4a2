# SPDX-License-Identifier: Apache-2.0
"""What is pictured of sharing: two laptops, what their people said differently, and a folder that is gone."""

from datetime import date
from pathlib import Path
from shutil import rmtree

from portfolio_desktop.catalogue.fields import Id, Record, Value
from portfolio_desktop.gui.shell import places
from portfolio_desktop.gui.shell.shell import Shell
from portfolio_desktop.services import records
from portfolio_desktop.services.office import Office, open_office
from portfolio_desktop.sharing.part import Part, Standing, join, part_of

_OTHER = "Tom Whitfield"


def _alone(shell: Shell) -> None:
    shell.guide.go(places.SHARING)


def _agreed(shell: Shell) -> None:
    _share(shell)
    shell.guide.go(places.SHARING)


_TEXT = "The second berth is being dredged.\nThe crane is on order.\nThe new quay opens in May."


def _disputed(shell: Shell) -> None:
    first, second, third = _projects(shell)
    shell.desk.read(lambda office: _change(office, second, description=_TEXT))
    other = _share(shell)
    summary = str(first["description"] or "")
    with open_office(other, _OTHER) as office:
        _change(
            office, first, description=f"{summary} The second berth follows in spring.", end=date(2027, 6, 30)
        )
        _change(office, second, description=_TEXT.replace("May", "June"))
        office.write(records.delete(office, "project", [third.id]))
        _add_risk(office, "Dredging waits for the spawning season")
        part_of(office).round()
    shell.desk.read(
        lambda office: _change(office, first, description=f"Delayed: {summary}", end=date(2027, 4, 30))
    )
    shell.desk.read(lambda office: _change(office, third, title=f"{third['title']}, phase 2"))
    shell.desk.read(lambda office: _change(office, second, description=_TEXT.replace("on order", "on site")))
    shell.desk.read(lambda office: _add_risk(office, "The quay wall has moved since the survey"))
    shell.rounds.round()
    shell.guide.go(places.SHARING)


def _unreachable(shell: Shell) -> None:
    _share(shell)
    folder = _folder(shell)
    (folder / "share").rename(folder / "gone")
    first, *_rest = _projects(shell)
    shell.desk.read(lambda office: _change(office, first, end=date(2027, 4, 30)))
    shell.rounds.round()
    shell.guide.go(places.SHARING)


def _folder(shell: Shell) -> Path:
    workspace = shell.desk.workspace
    assert workspace is not None
    return workspace.path.parent


def _share(shell: Shell) -> Path:
    """Share what is open with another laptop. The workspace there."""
    folder = _folder(shell)
    other = folder / "other" / "Demo portfolio.portfolio"
    for each in (folder / "share", other.parent):
        rmtree(each, ignore_errors=True)
        each.mkdir()

    def act(part: Part) -> Standing:
        invitation, _standing = part.share(folder / "share", encrypted=True, title="Demo portfolio")
        office, _joined = join(invitation, folder / "share", other, _OTHER)
        office.close()
        return part.round()

    shell.rounds.carry_out(act)
    return other


def _projects(shell: Shell) -> list[Record]:
    found: list[list[Record]] = []

    def read(office: Office) -> list[Record]:
        with office.reading() as reader:
            return list(reader.all(office.catalogue.entity("project")))[:3]

    shell.desk.read(read, found.append)
    return found[0]


def _change(office: Office, record: Record, **values: Value) -> None:
    office.write(records.change(office, "project", Id(record.id), values))


def _add_risk(office: Office, title: str) -> None:
    """One of two that were numbered by hand, and alike."""
    office.write(records.create(office, "risk", {"title": title, "code": "R-0112"}))


SHARING_SCENES = (
    ("sharing-alone", _alone, 860),
    ("sharing-agreed", _agreed, 860),
    ("sharing-conflicts", _disputed, 1400),
    ("sharing-unreachable", _unreachable, 860),
)
