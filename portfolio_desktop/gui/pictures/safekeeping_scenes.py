# SPDX-License-Identifier: Apache-2.0
"""What is pictured of safekeeping: the page, what is wrong, a look into a copy, a file that is damaged, a password."""

from pathlib import Path

from PySide6.QtWidgets import QWidget

from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.gui.pages.passwords.dialogs import SetDialog
from portfolio_desktop.gui.pages.safekeeping.looking import LookDialog
from portfolio_desktop.gui.shell import places
from portfolio_desktop.gui.shell.shell import Shell
from portfolio_desktop.services import records
from portfolio_desktop.services.office import Office
from portfolio_desktop.services.safekeeping.passwords import protect

_PAGE = 4096
_PASSWORD = "four words for pictures"  # noqa: S105 - of a file that is thrown away


def _page(shell: Shell) -> None:
    _work(shell)
    shell.actions["backup"].trigger()
    shell.guide.go(places.SAFEKEEPING)
    shell.safekeeping.check()


def _alike(shell: Shell) -> None:
    """Two risks of one number."""
    for title in ("The quay wall has moved", "Silt in the channel"):
        shell.desk.write(
            lambda office, title=title: records.create(office, "risk", {"title": title, "code": "R-0112"})  # type: ignore[misc]
        )
    shell.safekeeping.check()


def _look(shell: Shell) -> QWidget:
    shell.actions["backup"].trigger()
    _work(shell)
    shell.safekeeping.acts.look_into(shell.safekeeping.keeper.copies.kept[0].path, "The copy of this morning")
    dialog = shell.window.findChild(LookDialog)
    assert dialog is not None
    return dialog


def _damaged(shell: Shell) -> None:
    workspace = shell.desk.workspace
    assert workspace is not None
    path: Path = workspace.path
    _work(shell)
    shell.files.close()
    content = bytearray(path.read_bytes())
    content[: 2 * _PAGE] = bytes(2 * _PAGE)
    at = content.rindex(b"Moved to next year")
    content[at - at % _PAGE : at - at % _PAGE + _PAGE] = bytes(_PAGE)
    path.write_bytes(content)
    shell.files.open(path)


def _password(shell: Shell) -> QWidget:
    shell.actions["password_set"].trigger()
    dialog = shell.window.findChild(SetDialog)
    assert dialog is not None
    return dialog


def _locked(shell: Shell) -> None:
    workspace = shell.desk.workspace
    assert workspace is not None
    path = workspace.path
    shell.files.close()
    protect(path, _PASSWORD, "Ann Example", recovery=False)
    shell.files.open(path)
    shell.passwords.lock()


def _work(shell: Shell) -> None:
    """What a morning adds after the day's copy."""

    def work(office: Office) -> None:
        with office.reading() as reader:
            first, second, *_rest = list(reader.all(office.catalogue.entity("project")))
        office.write(records.change(office, "project", Id(first.id), {"description": "Moved to next year."}))
        office.write(
            records.change(office, "project", Id(second.id), {"title": f"{second['title']}, phase 2"})
        )
        office.write(records.create(office, "risk", {"title": "Dredging waits for the spawning season"}))

    shell.desk.read(work)


SAFEKEEPING_SCENES = (
    ("safekeeping", _page, 860),
    ("safekeeping-found", _alike, 860),
    ("safekeeping-look", _look, 860),
    ("safekeeping-damaged", _damaged, 860),
    ("password-set", _password, 860),
    ("password-locked", _locked, 860),
)
