# SPDX-License-Identifier: Apache-2.0
"""Small windows for the acts of a work package: what each asks, and what is carried out with it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from portfolio_desktop.base.i18n import N_, _
from portfolio_desktop.catalogue.fields import Id, Record, Value
from portfolio_desktop.catalogue.records.people.packages import WorkPackage
from portfolio_desktop.gui.desk import Desk
from portfolio_desktop.gui.form.act_dialog import Act, ActDialog, Titles, opened, shown
from portfolio_desktop.gui.form.entered import Entered, day_of, link_of, text_of
from portfolio_desktop.gui.form.list_box import ListBox
from portfolio_desktop.gui.widgets.labels import Label
from portfolio_desktop.gui.widgets.segments import SegmentedControl
from portfolio_desktop.services.capacity import packages
from portfolio_desktop.services.office import Office
from portfolio_desktop.storage.changes import Changes


@dataclass(frozen=True, slots=True)
class About:
    """The package that something is done with, its criteria and blockers, and what its links are called."""

    record: WorkPackage
    criteria: tuple[Record, ...]
    blockers: tuple[Record, ...]
    """Those that still stand."""
    titles: Titles

    @property
    def name(self) -> str:
        return shown(f"{self.record.code or ''} {self.record.title or ''}".strip(), 80)


@dataclass(frozen=True, slots=True)
class _Asked:
    """What an act asks for: the window's title and button, its fields, what is said above them."""

    title: str
    verb: str
    fields: tuple[str, ...]
    says: str = ""


_ASKED: Mapping[str, _Asked] = {
    "offer": _Asked(
        N_("Offer {what}"),
        N_("Offer it"),
        ("responsible_id", "accountable_id", "outcome", "due", "authority", "offered_on"),
        N_("Whoever takes it on has to know what is wanted, by when, and what they may decide themselves."),
    ),
    "accept": _Asked(N_("Accept {what}"), N_("Take it on"), ("answer", "answered_on")),
    "decline": _Asked(
        N_("Decline {what}"),
        N_("Decline it"),
        ("answer", "answered_on"),
        N_("Say why, so that the work can be cut or staffed differently."),
    ),
    "hand_back": _Asked(
        N_("Hand {what} back"),
        N_("Hand it back"),
        ("answer", "answered_on"),
        N_("Say what has changed or what is missing. It stays in the note of the package."),
    ),
    "deliver": _Asked(
        N_("Deliver {what}"),
        N_("Deliver it"),
        ("result", "delivered_on"),
        N_("What is delivered, and where it is to be found."),
    ),
    "take": _Asked(
        N_("Accept {what} as complete"),
        N_("Accept it"),
        ("taken_by_id", "taken_on", "note", "feedback"),
        N_(
            "Answer each criterion. Where one is not met, say in the note why the result is accepted all the same."
        ),
    ),
    "send_back": _Asked(
        N_("Send {what} back"),
        N_("Send it back"),
        ("note",),
        N_("Say what was found, and in the note what is to be put right."),
    ),
    "close": _Asked(
        N_("Close {what}"),
        N_("Close it"),
        ("feedback", "note"),
        N_("Feedback is about the work. Of work that was never accepted, say in the note why it ends."),
    ),
}
_JUDGED = ("take", "send_back")


def act_on(desk: Desk, parent: QWidget, act: str, about: About) -> ActDialog | None:
    """Open the window of an act. One that asks for nothing is carried out at once."""
    if act == "begin":
        desk.write(
            lambda office: packages.begin(office, about.record.id),
            lambda written: desk.notify(written.label, undo=True) if written else None,
        )
        return None
    asked = _ASKED[act]
    dialog = _PackageDialog(desk, act, asked, about, parent)
    if asked.says:
        dialog.say(_(asked.says))
    if act in _JUDGED:
        dialog.judge(about.criteria)
    given = _given(act, about.record, desk)
    fields = dialog.ask("work_package", asked.fields, given, about.titles, of=about.record)
    shown_ = opened(dialog, fields)
    dialog.begin()
    return shown_


class _PackageDialog(ActDialog):
    """The fields of an act, and where a result is judged the criteria above them."""

    def __init__(self, desk: Desk, act: str, asked: _Asked, about: About, parent: QWidget) -> None:
        super().__init__(desk, _(asked.title).format(what=about.name), _(asked.verb), parent)
        self._kind = act
        self._about = about
        self.answers: dict[Id, SegmentedControl] = {}
        self._stood: dict[Id, Value] = {each.id: each["found"] for each in about.criteria}
        """How each criterion was found as far as the person has seen."""

    def judge(self, criteria: Sequence[Record]) -> None:
        """A line for each criterion, with how it was found before where somebody has looked."""
        items = self._desk.catalogue.list_named("package.found").items
        choices = [("", _("Not looked at")), *((item.code, _(item.label)) for item in items)]
        for each in criteria:
            title = shown(str(each["title"] or ""), 90)
            answer = SegmentedControl(title, choices)
            if isinstance(found := each["found"], str) and any(found == code for code, _words in choices):
                answer.choose(found)
            self.answers[each.id] = answer
            across = QHBoxLayout()
            across.addWidget(Label(title, wrap=True), 1)
            across.addWidget(answer)
            self.into.addLayout(across)

    def begin(self) -> None:
        """Where a result is judged, the first criterion is what is asked first."""
        first = next(iter(self.answers.values()), None)
        if first is not None:
            first.findChildren(QToolButton)[0].setFocus()

    def act(self) -> Act:
        stood = dict(self._stood)
        found = {
            id: answer.current
            for id, answer in self.answers.items()
            if answer.current and answer.current != stood[id]
        }
        kind, id = self._kind, self._about.record.id
        return lambda office, said: _carried_out(office, kind, id, said, found, stood)

    def catch_up(self, now: object) -> None:
        assert isinstance(now, Record)
        self._stood[now.id] = now["found"]


def _given(act: str, record: WorkPackage, desk: Desk) -> dict[str, Value]:
    """What the fields begin with that is not what stands there: today where a day is asked, nothing where words are said
    anew."""
    today = desk.today
    match act:
        case "offer":
            return {"offered_on": today}
        case "accept" | "decline" | "hand_back":
            return {"answer": None, "answered_on": today}
        case "deliver":
            return {"delivered_on": today}
        case "take":
            return {"taken_by_id": record.accountable_id, "taken_on": today, "note": None}
    return {"note": None}


def _carried_out(
    office: Office, act: str, id: Id, said: Entered, found: Mapping[Id, str], stood: Mapping[Id, Value]
) -> Changes:
    match act:
        case "offer":
            return packages.offer(
                office,
                id,
                link_of(said, "responsible_id"),
                by=link_of(said, "accountable_id"),
                outcome=text_of(said, "outcome"),
                due=day_of(said, "due"),
                authority=text_of(said, "authority"),
                on=day_of(said, "offered_on"),
            )
        case "accept":
            return packages.accept(office, id, terms=text_of(said, "answer"), on=day_of(said, "answered_on"))
        case "decline":
            return packages.decline(office, id, text_of(said, "answer"), on=day_of(said, "answered_on"))
        case "hand_back":
            return packages.hand_back(office, id, text_of(said, "answer"), on=day_of(said, "answered_on"))
        case "deliver":
            return packages.deliver(office, id, text_of(said, "result"), on=day_of(said, "delivered_on"))
        case "take":
            by, on = link_of(said, "taken_by_id"), day_of(said, "taken_on")
            why, feedback = text_of(said, "note"), text_of(said, "feedback")
            return packages.take(office, id, found, by=by, on=on, why=why, feedback=feedback, opened=stood)
        case "send_back":
            return packages.send_back(office, id, found, text_of(said, "note"), opened=stood)
    return packages.close(office, id, feedback=text_of(said, "feedback"), reason=text_of(said, "note"))


def hold_up(desk: Desk, parent: QWidget, about: About) -> ActDialog:
    """Something is in the way: what, what support is asked, of whom and by when."""

    def act(office: Office, said: Entered) -> Changes:
        return packages.block(
            office,
            about.record.id,
            text_of(said, "title"),
            support=text_of(said, "support"),
            asked_of=link_of(said, "asked_of_id"),
            needed_by=day_of(said, "needed_by"),
        )

    title = _("What is in the way of {what}").format(what=about.name)
    dialog = ActDialog(desk, title, _("Ask for support"), parent, act)
    return opened(
        dialog,
        dialog.ask("package_blocker", ("title", "support", "asked_of_id", "needed_by"), {}, about.titles),
    )


def clear_away(desk: Desk, parent: QWidget, about: About) -> ActDialog:
    """What was in the way no longer is: which of those that stand, how it was cleared and when."""
    dialog = _ClearDialog(desk, about, parent)
    return opened(dialog, dialog.ask("package_blocker", ("how", "cleared_on"), {"cleared_on": desk.today}))


class _ClearDialog(ActDialog):
    """The blockers that stand, one of them chosen, and what became of it."""

    def __init__(self, desk: Desk, about: About, parent: QWidget) -> None:
        title = _("{what} is no longer held up").format(what=about.name)
        super().__init__(desk, title, _("Clear it"), parent)
        self.chosen = ListBox()
        self.chosen.setAccessibleName(_("What was in the way"))
        for each in about.blockers:
            self.chosen.addItem(shown(str(each["title"] or ""), 90), each.id)
        self.into.addWidget(self.chosen)

    def act(self) -> Act:
        blocker = Id(self.chosen.currentData())
        return lambda office, said: packages.clear(
            office, blocker, text_of(said, "how"), on=day_of(said, "cleared_on")
        )
