# SPDX-License-Identifier: Apache-2.0
"""The sheet of a recovery key, saved to be printed: on something that can be taken out, and never beside what it opens."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject

from portfolio_desktop.base.files import write_whole
from portfolio_desktop.base.i18n import N_, _
from portfolio_desktop.base.laptop import removable, unsafe_here
from portfolio_desktop.gui.ask import Choice
from portfolio_desktop.gui.pages.confidential.people_desk import PeopleDesk

_BESIDE = N_(
    "There it would lie beside the people file that it opens: whoever takes the laptop or the folder has both. Save it on a "
    "stick, print it from there, and delete it."
)
_SYNCED = N_("{unsafe} A sheet that was there once is kept by others for good.")


def save_sheet(people: PeopleDesk, owner: QObject, key: str) -> None:
    """Ask where to, warn of a bad place, and write it."""
    path = people.path
    assert path is not None
    name = _("Recovery key of {name}.pdf").format(name=path.stem)
    stick = removable()
    suggested = stick / name if stick else Path(name)

    def ask() -> None:
        people.ask.save_file(_("Save the recovery sheet"), suggested, [_("PDF (*.pdf)")], judge)

    def judge(target: Path) -> None:
        warning = warning_of(target, path)
        if not warning:
            _write(people, owner, key, target)
            return
        choices = [
            Choice("elsewhere", _("Choose another place…")),
            Choice("there", _("Save it there all the same"), destructive=True),
        ]
        go: dict[str, Callable[[], None]] = {
            "elsewhere": ask,
            "there": partial(_write, people, owner, key, target),
        }
        people.ask.choose(_("Save the recovery sheet"), warning, choices, lambda chosen: go[chosen]())

    ask()


def warning_of(target: Path, people_file: Path) -> str:
    """Why `target` is no place for the sheet of `people_file`; nothing where it is one."""
    if target.resolve().is_relative_to(people_file.resolve().parent):
        return _(_BESIDE)
    unsafe = unsafe_here(target)
    return _(_SYNCED).format(unsafe=unsafe.words) if unsafe else ""


def _write(people: PeopleDesk, owner: QObject, key: str, target: Path) -> None:
    from portfolio_desktop.reports.people.recovery import recovery_sheet

    path, today = people.path, people.beside.today
    assert path is not None

    def write(_progress: object) -> None:
        write_whole(target, recovery_sheet(key, path.name, today), private=True)

    told = _("The sheet is at {path}. Print it, then delete the file.").format(path=target)
    people.jobs.free(write, owner=owner, done=lambda _none: people.beside.notify(told))
