# SPDX-License-Identifier: Apache-2.0
"""The diary as a file for a calendar: whose, which kinds of day, and where the file goes."""

from pathlib import Path

from PySide6.QtWidgets import QCheckBox, QWidget

from portfolio_desktop.base.files import needs_folder
from portfolio_desktop.base.i18n import _, ngettext
from portfolio_desktop.base.progress import Progress
from portfolio_desktop.catalogue.fields import Id, Value
from portfolio_desktop.gui.desk import Desk
from portfolio_desktop.gui.form.block import FieldBlock
from portfolio_desktop.gui.form.entry import understood
from portfolio_desktop.gui.widgets.dialog import Dialog
from portfolio_desktop.gui.widgets.labels import Label
from portfolio_desktop.gui.widgets.paint import safe_tooltip
from portfolio_desktop.services.diary.entries import Kind
from portfolio_desktop.services.office import Office

_PROJECT, _PERSON = ("action", "project_id"), ("attendance", "person_id")
"""The fields whose editors ask for a project and for a person."""

Whose = dict[str, Value]


class DiaryDialog(Dialog):
    """A project, a person, both or neither; and what the calendar takes."""

    def __init__(self, desk: Desk, parent: QWidget, project: str = "") -> None:
        super().__init__(parent, _("The diary for a calendar"), _("Choose the file…"))
        self._desk = desk
        self._started: Whose = {}
        said = _("Leave both empty for the whole portfolio. An entry that is written again replaces itself.")
        self.column.addWidget(Label(said, ink="muted", wrap=True))
        self.blocks = {entity: FieldBlock(desk, entity, (name,)) for entity, name in (_PROJECT, _PERSON)}
        for block in self.blocks.values():
            block.show_values({})
            self.column.addWidget(block)
        self.kinds = {kind: QCheckBox(kind.words) for kind in Kind}
        for kind, box in self.kinds.items():
            box.setChecked(True)
            box.setToolTip(safe_tooltip(kind.holds))
            box.setAccessibleDescription(kind.holds)
            box.toggled.connect(lambda _on: self.yes.setEnabled(bool(self._chosen())))
            self.column.addWidget(box)
        self.finish_layout()
        if project:
            desk.read(lambda office: _title(office, Id(project)), lambda title: self._begin(project, title))

    def agree(self) -> None:
        entries = {entity: block.entries() for entity, block in self.blocks.items()}
        begun, kinds = self._started, self._chosen()

        def look(office: Office) -> Whose:
            found: Whose = dict(begun)
            for entity, said in entries.items():
                found |= understood(office, entity, said)
            return found

        def where(whose: Whose) -> None:
            self.accept()
            _ask_where(self._desk, whose, kinds)

        self._desk.read(look, where, owner=self, failed=lambda error: self.explain(str(error)))

    def _begin(self, project: str, title: str) -> None:
        entity, name = _PROJECT
        record = self._desk.catalogue.entity(entity).make(Id(""), {name: project})
        self.blocks[entity].show_record(record, {Id(project): title})
        self._started = {name: project}  # what is typed since goes before it

    def _chosen(self) -> tuple[Kind, ...]:
        return tuple(kind for kind, box in self.kinds.items() if box.isChecked())


def _title(office: Office, project: Id) -> str:
    with office.reading() as reader:
        return reader.titles(reader.catalogue.entity("project"), [project]).get(project, "")


def _ask_where(desk: Desk, whose: Whose, kinds: tuple[Kind, ...]) -> None:
    desk.ask.save_file(
        _("Save the diary for a calendar"),
        Path(_("Diary.ics")),
        [_("Calendar (*.ics)")],
        lambda path: _write(desk, path, whose, kinds),
    )


def _write(desk: Desk, path: Path, whose: Whose, kinds: tuple[Kind, ...]) -> None:
    project, person = (whose.get(name) for _entity, name in (_PROJECT, _PERSON))

    def job(office: Office, _progress: Progress) -> int:
        from portfolio_desktop.exchange.calendar import export_calendar

        needs_folder(path)
        return export_calendar(
            office,
            path,
            project=Id(project) if isinstance(project, str) else None,
            person=Id(person) if isinstance(person, str) else None,
            kinds=kinds,
        )

    def told(count: int) -> None:
        said = ngettext("Saved {count} entry as {name}", "Saved {count} entries as {name}", count)
        desk.notify(said.format(count=f"{count:,}", name=path.name))

    desk.work(job, told, label=_("Writing the diary"))
