# SPDX-License-Identifier: Apache-2.0
"""Beginning a year of appraisals: with whom of the portfolio's people, on which form and scale, from which plan."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QFormLayout, QListWidget, QListWidgetItem, QWidget

from portfolio_desktop.base.dates import format_year
from portfolio_desktop.base.i18n import N_, _, ngettext
from portfolio_desktop.catalogue.fields import Id, Values
from portfolio_desktop.gui.pages.confidential.framed import framed
from portfolio_desktop.gui.pages.confidential.people_desk import PeopleDesk
from portfolio_desktop.gui.theme import GAP
from portfolio_desktop.gui.widgets.dialog import Dialog
from portfolio_desktop.gui.widgets.labels import Label
from portfolio_desktop.services.office import Office
from portfolio_desktop.services.people.cycles import Year, start
from portfolio_desktop.services.people.people_file import PeopleFile
from portfolio_desktop.services.people.starting import lay_in, take_up

_ID = Qt.ItemDataRole.UserRole
_APRIL = 4
_PLANS = {
    "annual": N_("Quarterly conversations and an appraisal at the end"),
    "light": N_("Agreement, mid-year review and an appraisal at the end"),
}
_NOBODY = N_("Choose the people who take part.")
_NONE_BELOW = N_(
    "Nobody in the portfolio names you as their line manager. Set it in the register of people, or choose from everybody."
)


@dataclass(frozen=True, slots=True)
class Choices:
    """What a year can be made of: forms and scales by title, and who has an appraisal in which months already."""

    forms: tuple[tuple[Id, str], ...]
    scales: tuple[tuple[Id, str], ...]
    me: Id


@dataclass(frozen=True, slots=True)
class Beginning:
    """What was begun, in words."""

    told: str


def ask_for_year(people: PeopleDesk, over: QWidget, done: Callable[[Beginning], None]) -> None:
    """Ask what the year is made of, and begin it."""

    def offer(choices: Choices) -> None:
        people.beside.read(
            workforce, lambda persons: BeginDialog(people, over, choices, persons, done).open(), owner=over
        )

    people.people(prepared, offer, owner=over)


def prepared(file: PeopleFile) -> Choices:
    """What there is to choose from. The shipped forms are laid in where the file has none yet."""
    with file.reading() as reader:
        there = reader.count(reader.catalogue.entity("form"))
    if not there:
        file.write(lay_in(file))
    with file.reading() as reader:
        forms = [(one.id, str(one["title"])) for one in reader.all(reader.catalogue.entity("form"))]
        scales = [(one.id, str(one["title"])) for one in reader.all(reader.catalogue.entity("rating_scale"))]
    return Choices(tuple(forms), tuple(scales), file.my_id)


def workforce(office: Office) -> dict[Id, Values]:
    """The people of the portfolio as a people file takes them up: name, role, team and line manager."""
    with office.reading() as reader:
        teams = {one.id: one["title"] for one in reader.all(office.catalogue.entity("team"))}
        found = [one for one in reader.all(office.catalogue.entity("person")) if not one["left"]]
    return {
        one.id: {
            "name": one["name"],
            "role": one["role"],
            "team": teams.get(Id(str(one["team_id"]))),
            "manager_id": one["manager_id"],
        }
        for one in found
    }


class BeginDialog(Dialog):
    """Those who name the owner as their line manager are ticked."""

    def __init__(
        self,
        people: PeopleDesk,
        over: QWidget,
        choices: Choices,
        persons: Mapping[Id, Values],
        done: Callable[[Beginning], None],
    ) -> None:
        super().__init__(over, _("Start a year"), _("Start it"))
        self._people, self._persons, self._me, self._done = people, persons, choices.me, done
        self.setMinimumWidth(560)
        self._year, self._form, self._scale, self._plan = QComboBox(), QComboBox(), QComboBox(), QComboBox()
        today = people.beside.today
        first = today.year if today.month >= _APRIL else today.year - 1
        for year in (first, first + 1):
            self._year.addItem(format_year(year, _APRIL), year)
        for id, title in choices.forms:
            self._form.addItem(title, id)
        for id, title in choices.scales:
            self._scale.addItem(title, id)
        self._scale.addItem(_("No levels at all"), None)
        for key, words in _PLANS.items():
            self._plan.addItem(_(words), key)
        form = QFormLayout()
        form.setHorizontalSpacing(GAP)
        rows = (
            (self._year, _("Year")),
            (self._form, _("Form")),
            (self._scale, _("Rating scale")),
            (self._plan, _("Through the year")),
        )
        for combo, name in rows:
            combo.setAccessibleName(name)
            form.addRow(Label(name), combo)
        self.column.addLayout(form)
        self._above = QCheckBox(_("Countersigned by the manager's own manager"))
        self._above.setChecked(True)
        self.column.addWidget(self._above)
        self._list = QListWidget()
        self._list.setAccessibleName(_("People"))
        self._list.setMinimumHeight(220)
        self._list.itemChanged.connect(lambda _item: self._count())
        self._everybody = QCheckBox(_("Show everybody of the portfolio"))
        self._everybody.toggled.connect(lambda _on: self._fill())
        self._hint = Label(_(_NONE_BELOW), ink="muted", wrap=True)
        for widget in (framed(self._list), self._hint, self._everybody):
            self.column.addWidget(widget)
        self.finish_layout()
        self._fill()

    def agree(self) -> None:
        chosen = self._chosen()
        if not chosen:
            self.explain(_(_NOBODY))
            return
        year = Year(
            int(self._year.currentData()),
            Id(self._form.currentData()),
            self._scale.currentData(),
            plan=self._plan.currentData(),
            countersigned=self._above.isChecked(),
        )
        wanted = {id: self._persons[id] for id in (*chosen, *self._above_them(chosen))}
        self.yes.setEnabled(False)
        self._people.change(
            lambda file: take_up(file, wanted),
            lambda _written: self._start(year, chosen),
            owner=self,
            failed=lambda error: self.explain(str(error)),
        )

    def _start(self, year: Year, chosen: list[Id]) -> None:
        count = len(chosen)
        text = ngettext(
            "A year was started for {count} person", "A year was started for {count} people", count
        )
        self._people.change(
            lambda file: start(file, year, chosen),
            lambda _written: self._begun(Beginning(text.format(count=count))),
            owner=self,
            failed=lambda error: self.explain(str(error)),
        )

    def _begun(self, begun: Beginning) -> None:
        self.accept()
        self._done(begun)

    def _above_them(self, chosen: list[Id]) -> list[Id]:
        """The line above those who take part: their managers sign, and the managers' managers countersign."""
        found: dict[Id, None] = {self._me: None} if self._me in self._persons else {}
        for id in chosen:
            above = self._persons[id]["manager_id"]
            while isinstance(above, str) and above in self._persons and above not in found:
                found[Id(above)] = None
                above = self._persons[Id(above)]["manager_id"]
        mine = self._persons.get(self._me, {}).get("manager_id")
        if isinstance(mine, str) and mine in self._persons:
            found[Id(mine)] = None
        return [id for id in found if id not in chosen]

    def _fill(self) -> None:
        ticked = set(self._chosen())
        below = [id for id, one in self._persons.items() if one["manager_id"] == self._me]
        everybody = self._everybody.isChecked()
        shown = [id for id in self._persons if id != self._me and (everybody or id in below)]
        first = self._list.count() == 0
        self._list.clear()
        for id in sorted(shown, key=lambda id: str(self._persons[id]["name"]).casefold()):
            person = self._persons[id]
            item = QListWidgetItem(" · ".join(str(part) for part in (person["name"], person["role"]) if part))
            item.setData(_ID, id)
            on = id in ticked or (first and id in below)
            item.setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)
            self._list.addItem(item)
        self._hint.setHidden(bool(below))
        self._count()

    def _chosen(self) -> list[Id]:
        items = [self._list.item(row) for row in range(self._list.count())]
        return [Id(item.data(_ID)) for item in items if item.checkState() is Qt.CheckState.Checked]

    def _count(self) -> None:
        count = len(self._chosen())
        text = ngettext("Start it for {count} person", "Start it for {count} people", count)
        self.yes.setText(text.format(count=count) if count else _("Start it"))
        self.yes.setEnabled(count > 0)
