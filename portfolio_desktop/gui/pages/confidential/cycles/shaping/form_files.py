# SPDX-License-Identifier: Apache-2.0
"""Forms and scales to and from files. A bad file is refused in one sentence, and nothing of it is taken."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject

from portfolio_desktop.base.errors import Trouble
from portfolio_desktop.base.files import write_whole
from portfolio_desktop.base.i18n import _
from portfolio_desktop.gui.pages.confidential.people_desk import PeopleDesk
from portfolio_desktop.services.people.people_file import PeopleFile
from portfolio_desktop.services.people.shaping.exchange import LARGEST, SUFFIX, read, take
from portfolio_desktop.storage.changes import Changes, Written


def save(people: PeopleDesk, owner: QObject, title: str, text: Callable[[PeopleFile], str]) -> None:
    """Ask where, and write what `text` makes there."""

    def where(path: Path) -> None:
        people.people(
            lambda file: write_whole(path, text(file).encode("utf-8")),
            lambda _none: people.notify(_("Saved {path}").format(path=path)),
            owner=owner,
        )

    people.ask.save_file(_("Save for another manager"), Path(f"{_plain(title)}{SUFFIX}"), [_filter()], where)


def bring(people: PeopleDesk, owner: QObject, entity: str, go: Callable[[str], None]) -> None:
    """Ask for a file, look through it, take in what it holds, and go there where it is of the kind `entity`."""

    def take_it(path: Path) -> None:
        def make(file: PeopleFile) -> Changes:
            return take(file, read(_content(path), path.name, file.catalogue))

        def tell(written: Written | None) -> None:
            if written is not None:
                go(next((id for kind, id in written.touched if kind == entity), ""))
                people.notify(written.label, undo=True)

        people.change(make, tell, owner=owner, failed=lambda error: people.ask.refuse(str(error)))

    people.ask.open_file(_("Take in a form or a scale"), [_filter()], take_it)


def _content(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(LARGEST + 1)
    except OSError as error:
        said = _("{path} cannot be read ({words}). Check that it is there, and the rights of its folder.")
        raise Trouble(said.format(path=path, words=error.strerror or error)) from error


def _filter() -> str:
    return _("Forms and scales (*.json)")


def _plain(title: str) -> str:
    """A title as a name that every system takes."""
    return "".join(letter if letter.isalnum() or letter in " -" else "_" for letter in title)[
        :60
    ].strip() or _("Form")
