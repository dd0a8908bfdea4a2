# SPDX-License-Identifier: Apache-2.0
"""The sheet of a recovery key, saved to be printed: on something that can be taken out, and never beside what it opens."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject

from portfolio_desktop.base.files import write_whole
from portfolio_desktop.base.i18n import N_, _
from portfolio_desktop.base.laptop import removable, unsafe_here
from portfolio_desktop.gui.ask import Ask, Choice
from portfolio_desktop.gui.jobs import Jobs

_SYNCED = N_("{unsafe} A sheet that was there once is kept by others for good.")


@dataclass(frozen=True, slots=True)
class Sheet:
    """What the key `opens`, who asks where its sheet goes and tells where it lies, and what is said of a place `beside` it."""

    opens: Path
    ask: Ask
    jobs: Jobs
    notify: Callable[[str], None]
    today: date
    beside: str
    workspace: bool = False


def save(sheet: Sheet, owner: QObject, key: str) -> None:
    """Ask where to, warn of a bad place, and write it."""
    name = _("Recovery key of {name}.pdf").format(name=sheet.opens.stem)
    stick = removable()
    suggested = stick / name if stick else Path(name)

    def ask() -> None:
        sheet.ask.save_file(_("Save the recovery sheet"), suggested, [_("PDF (*.pdf)")], judge)

    def judge(target: Path) -> None:
        warning = warning_of(target, sheet)
        if not warning:
            _write(sheet, owner, key, target)
            return
        choices = [
            Choice("elsewhere", _("Choose another place…")),
            Choice("there", _("Save it there all the same"), destructive=True),
        ]
        go: dict[str, Callable[[], None]] = {
            "elsewhere": ask,
            "there": partial(_write, sheet, owner, key, target),
        }
        sheet.ask.choose(_("Save the recovery sheet"), warning, choices, lambda chosen: go[chosen]())

    ask()


def warning_of(target: Path, sheet: Sheet) -> str:
    """Why `target` is no place for it; nothing where it is one."""
    if target.resolve().is_relative_to(sheet.opens.resolve().parent):
        return sheet.beside
    unsafe = unsafe_here(target)
    return _(_SYNCED).format(unsafe=unsafe.words) if unsafe else ""


def _write(sheet: Sheet, owner: QObject, key: str, target: Path) -> None:
    from portfolio_desktop.reports.people.recovery import recovery_sheet

    def write(_progress: object) -> None:
        drawn = recovery_sheet(key, sheet.opens.name, sheet.today, workspace=sheet.workspace)
        write_whole(target, drawn, private=True)

    told = _("The sheet is at {path}. Print it, then delete the file.").format(path=target)
    sheet.jobs.free(write, owner=owner, done=lambda _none: sheet.notify(told))
