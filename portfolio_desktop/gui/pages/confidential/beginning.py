# SPDX-License-Identifier: Apache-2.0
"""Beginning a year of appraisals: with whom of the portfolio's people, on which form and scale, from which plan."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from PySide6.QtWidgets import QCheckBox, QFormLayout, QLineEdit, QWidget

from portfolio_desktop.base.dates import format_date, format_year
from portfolio_desktop.base.i18n import N_, _, ngettext
from portfolio_desktop.catalogue.fields import Id, Values
from portfolio_desktop.domain.appraisal.year import stages_of
from portfolio_desktop.gui.form.list_box import ListBox
from portfolio_desktop.gui.pages.confidential.cycles.people_list import PeopleList, line_of
from portfolio_desktop.gui.pages.confidential.people_desk import PeopleDesk
from portfolio_desktop.gui.theme import GAP
from portfolio_desktop.gui.widgets.dialog import Dialog
from portfolio_desktop.gui.widgets.labels import Label
from portfolio_desktop.services.office import Office
from portfolio_desktop.services.people.cycles import Year, start
from portfolio_desktop.services.people.people_file import PeopleFile
from portfolio_desktop.services.people.starting import cycle_plan, lay_in

_APRIL = 4
_PLANS = {
    "annual": N_("Quarterly conversations and an appraisal at the end"),
    "light": N_("Agreement, mid-year review and an appraisal at the end"),
}
_NOBODY = N_("Choose the people who take part.")


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
    """Those who name the owner as their line manager are ticked. The year and its people are one step, and one undo."""

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
        self.setMinimumWidth(640)
        self._year, self._form, self._scale, self._plan = ListBox(), ListBox(), ListBox(), ListBox()
        self._population = QLineEdit()
        self._population.setPlaceholderText(_("For example: everybody in the portfolio office"))
        self._fill_choices(choices, people.beside.today)
        form = QFormLayout()
        form.setHorizontalSpacing(GAP)
        rows: tuple[tuple[QWidget, str], ...] = (
            (self._year, _("Year")),
            (self._form, _("Form")),
            (self._scale, _("Rating scale")),
            (self._plan, _("Through the year")),
            (self._population, _("Who takes part")),
        )
        for field, name in rows:
            field.setAccessibleName(name)
            form.addRow(Label(name), field)
        self.column.addLayout(form)
        self._days = Label("", ink="muted", wrap=True)
        self.column.addWidget(self._days)
        self._above = QCheckBox(_("Countersigned by the manager's own manager"))
        self._above.setChecked(True)
        self.column.addWidget(self._above)
        self.people = PeopleList(persons, self._me)
        self.people.changed.connect(self._count)
        self.column.addWidget(self.people, 1)
        self.finish_layout()
        for combo in (self._year, self._plan):
            combo.currentIndexChanged.connect(lambda _place: self._tell_days())
        self._tell_days()
        self._count()

    def agree(self) -> None:
        chosen = self.people.chosen
        if not chosen:
            self.explain(_(_NOBODY))
            return
        year = self._chosen_year()
        wanted = {id: self._persons[id] for id in (*chosen, *line_of(self._persons, chosen, self._me))}
        count = len(chosen)
        text = ngettext(
            "A year was started for {count} person", "A year was started for {count} people", count
        )
        self.yes.setEnabled(False)
        self._people.change(
            lambda file: start(file, year, chosen, wanted),
            lambda _written: self._begun(Beginning(text.format(count=count))),
            owner=self,
            label=_("Starting the year"),
            failed=lambda error: self.explain(str(error)),
        )

    def _begun(self, begun: Beginning) -> None:
        self.accept()
        self._done(begun)

    def _chosen_year(self) -> Year:
        return Year(
            int(self._year.currentData()),
            Id(self._form.currentData()),
            self._scale.currentData(),
            plan=self._plan.currentData(),
            population=self._population.text().strip(),
            countersigned=self._above.isChecked(),
        )

    def _fill_choices(self, choices: Choices, today: date) -> None:
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

    def _tell_days(self) -> None:
        year = self._chosen_year()
        stages = stages_of(cycle_plan(year.plan), year.span[0])
        told = _("{count} stages, from {first} to {last}. Their days can be changed once it has begun.")
        self._days.setText(
            told.format(
                count=len(stages), first=format_date(stages[0].opens), last=format_date(stages[-1].due)
            )
        )

    def _count(self) -> None:
        count = len(self.people.chosen)
        text = ngettext("Start it for {count} person", "Start it for {count} people", count)
        self.yes.setText(text.format(count=count) if count else _("Start it"))
        self.yes.setEnabled(count > 0)
