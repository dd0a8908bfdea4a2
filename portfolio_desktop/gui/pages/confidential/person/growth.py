# SPDX-License-Identifier: Apache-2.0
"""How somebody learns: needs, what is done about them in the groups of the role profile, coaching, mentoring."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from portfolio_desktop.base.dates import format_date
from portfolio_desktop.base.i18n import _, ngettext
from portfolio_desktop.catalogue.fields import Id, Record, Value
from portfolio_desktop.gui.pages.confidential.people_desk import PeopleDesk
from portfolio_desktop.gui.pages.confidential.person.acts import FinishDialog, MentorDialog
from portfolio_desktop.gui.pages.confidential.person.rows import DAY, STATE, act, fill
from portfolio_desktop.gui.pages.confidential.printing import save_plan
from portfolio_desktop.gui.pages.confidential.record_dialog import add_record
from portfolio_desktop.gui.pages.confidential.writing.beside import Beside
from portfolio_desktop.gui.pages.pieces import Body, Card, RowButton, two_lines, words
from portfolio_desktop.gui.theme import GAP_SMALL
from portfolio_desktop.gui.widgets.labels import Label
from portfolio_desktop.services.people.development import ActivityLine, DevelopmentPlan, Hours, Need, plan_of
from portfolio_desktop.services.people.known import day
from portfolio_desktop.services.people.learning import coaching, mentoring
from portfolio_desktop.services.people.learning.mentoring import Pair
from portfolio_desktop.services.people.people_file import PeopleFile
from portfolio_desktop.storage.changes import Changes, Create

_OVER = ("done", "dropped")


@dataclass(frozen=True, slots=True)
class Growth:
    """All that is shown here on one person."""

    person: Id
    plan: DevelopmentPlan
    sessions: Sequence[Record]
    pairs: Sequence[Pair]


def growth(people: PeopleFile, person: Id) -> Growth:
    """What the file holds on somebody's learning."""
    return Growth(
        person, plan_of(people, person), coaching.sessions(people, person), mentoring.pairs(people, person)
    )


class GrowthPart(QWidget):
    """`opened` carries the entity and the id of the record to look at."""

    opened = Signal(str, str)

    def __init__(self, people: PeopleDesk) -> None:
        super().__init__()
        self._people = people
        self._shown: Growth | None = None
        self._groups = {
            item.code: _(item.label) for item in people.catalogue.list_named("development.group").items
        }
        self._states = {
            item.code: _(item.label) for item in people.catalogue.list_named("development.status").items
        }
        self._needs, self._activities = Card(_("Needs")), Card(_("Activities"))
        self._coaching, self._mentoring = Card(_("Coaching")), Card(_("Mentoring outside the line"))
        act(self._needs, _("Add a need…"), lambda: self._begin("development_need"))
        act(self._needs, _("PDF…"), self._print, _("The development plan, for two people to sign (Ctrl+P)"))
        tip = _("By goal, reality, options and will")
        act(self._coaching, _("Begin a session…"), self._coach, tip)
        act(self._mentoring, _("Agree on a mentor…"), self.agree_on_mentor)
        printing = QShortcut(QKeySequence.StandardKey.Print, self, self._print)
        printing.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        body = Body()
        body.column.addWidget(
            Beside((self._needs, self._activities), (self._coaching, self._mentoring), shares=(3, 2))
        )
        body.column.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(body)

    def show_growth(self, found: Growth) -> None:
        """What the file says now."""
        self._shown = found
        needs = [need for need in found.plan.needs if need.id is not None]
        told = _("None yet. Three needs, each with what is done about it, are plenty.")
        fill(self._needs, [self._need(need) for need in needs], told)
        lines = [line for need in found.plan.needs for line in need.activities]
        rows = list(self._grouped(found.plan, lines))
        fill(self._activities, rows, "", len(lines))
        told = _("No session yet. The journal hears that one took place, never what was said in it.")
        fill(self._coaching, [self._session(one) for one in found.sessions], told)
        told = _("None. A mentor stands outside the line, so that both can speak freely.")
        fill(self._mentoring, [self._pair(one) for one in found.pairs], told)

    def _grouped(self, plan: DevelopmentPlan, lines: Sequence[ActivityLine]) -> Iterator[QWidget]:
        """The four groups, each with its hours, whether or not something is in it: an empty one is a hint."""
        for group, title in self._groups.items():
            yield self._group(group, title, plan.groups[group])
            own = [line for line in lines if line.group == group]
            for line in own:
                yield self._activity(line)
            if not own:
                nothing = Label(_("Nothing in this group."), ink="muted")
                nothing.setContentsMargins(GAP_SMALL, 0, 0, GAP_SMALL)
                yield nothing
        others = [line for line in lines if line.group not in self._groups]
        if others:
            yield Label(_("Of no group"), bold=True)
            yield from (self._activity(line) for line in others)

    def _group(self, group: str, title: str, hours: Hours) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, GAP_SMALL, 0, 0)
        row.setSpacing(GAP_SMALL)
        row.addWidget(words(title, bold=True), 1)
        row.addWidget(Label(hours_words(hours), ink="muted"))
        add = QPushButton(_("Add…"))
        add.setProperty("flat", True)
        add.setAccessibleName(_("Add an activity: {group}").format(group=title))
        add.clicked.connect(lambda: self._begin("activity", group=group))
        row.addWidget(add)
        return holder

    def _activity(self, line: ActivityLine) -> QWidget:
        row = RowButton(line.title, partial(self.opened.emit, "activity", line.id), height=36)
        detail = line.reflection if line.status == "done" else line.support
        row.put(two_lines(line.title, detail), 1)
        row.put(words(self._states.get(line.status, ""), ink="muted", right=True), width=96)
        when = line.done_on or line.due
        said = format_date(when) if when else ""
        row.put(words(said, ink="danger" if line.late else "muted", right=True), width=DAY)
        if line.status not in _OVER:
            done = QPushButton(_("Done…"))
            done.setProperty("flat", True)
            done.setAccessibleName(_("Done: {title}").replace("{title}", line.title))
            done.clicked.connect(lambda: self.finish(line.id))
            row.row.addWidget(done)
        return row

    def finish(self, activity: str) -> None:
        """Ask what was learned, and for how long."""
        FinishDialog(self._people, self, Id(activity)).open()

    def _need(self, need: Need) -> QWidget:
        row = RowButton(need.title, partial(self.opened.emit, "development_need", str(need.id)), height=44)
        row.put(two_lines(need.title, need.why or need.signs), 1)
        count = len(need.activities)
        doing = ngettext("{count} activity", "{count} activities", count).format(count=count)
        row.put(words(doing if count else _("nothing done about it"), ink="muted", right=True), width=150)
        on = need.met_on or need.due
        if on is not None:
            when = _("met {day}") if need.met_on else _("by {day}")
            row.put(words(when.format(day=format_date(on)), ink="muted", right=True), width=STATE)
        return row

    def _session(self, one: Record) -> QWidget:
        on, confidence = day(one["on"]), one["confidence"]
        row = RowButton(str(one["title"]), partial(self.opened.emit, "coaching_session", one.id), height=44)
        row.put(two_lines(str(one["goal"] or one["title"]), format_date(on) if on else ""), 1)
        said = _("{number} of 10").format(number=confidence) if isinstance(confidence, int) else ""
        return row.put(words(said, ink="muted", right=True), width=72)

    def _pair(self, one: Pair) -> QWidget:
        assert self._shown is not None
        other = one.mentor if self._shown.person == one.record.mentee_id else one.mentee
        part = _("mentor") if self._shown.person == one.record.mentee_id else _("mentee")
        row = RowButton(f"{other}, {part}", partial(self.opened.emit, "mentoring", one.record.id), height=44)
        count = ngettext("{count} session", "{count} sessions", len(one.sessions))
        row.put(two_lines(f"{other}, {part}", count.format(count=len(one.sessions))), 1)
        ends = day(one.record.ends)
        return row.put(
            words(
                _("ended {day}").format(day=format_date(ends)) if one.over and ends else "",
                ink="muted",
                right=True,
            ),
            width=STATE,
        )

    def _begin(self, entity: str, **more: Value) -> None:
        if self._shown is not None:
            values = {"title": _("New"), "subject_id": self._shown.person, **more}
            add_record(self._people, self, entity, values)

    def _coach(self) -> None:
        if self._shown is None:
            return
        person, made = self._shown.person, list[Id]()

        def make(file: PeopleFile) -> Changes:
            changes = coaching.begin(file, person)
            made.extend(item.record for item in changes if isinstance(item, Create))
            return changes

        self._people.change(make, lambda _written: self.opened.emit("coaching_session", made[0]), owner=self)

    def agree_on_mentor(self) -> None:
        """Ask who is to mentor them, of those outside the line."""
        if self._shown is not None:
            person = self._shown.person
            self._people.people(
                lambda file: mentoring.outside_line(file, person),
                lambda found: MentorDialog(self._people, self, person, found).open(),
                owner=self,
            )

    def _print(self) -> None:
        if self._shown is not None:
            save_plan(self._people, self, self._shown.person)


def hours_words(hours: Hours) -> str:
    """How long was spent on what is done; hours that nobody noted are not known, and not none."""
    if not hours.count:
        return ""
    if not hours.known:
        return _("hours not known")
    total = ngettext("{sum} hour", "{sum} hours", int(hours.sum)).format(sum=f"{hours.sum.normalize():f}")
    if hours.known == hours.count:
        return total
    return _("{total}, known of {known} of {count}").format(total=total, known=hours.known, count=hours.count)
