# SPDX-License-Identifier: Apache-2.0
"""The acts on an appraisal as they are asked for: prompts before a release, a day for the meeting, a reason where one is kept."""

from collections.abc import Callable
from datetime import date
from functools import partial

from PySide6.QtWidgets import QFormLayout, QWidget

from portfolio_desktop.base.i18n import N_, _, ngettext
from portfolio_desktop.domain.appraisal.acts import Act
from portfolio_desktop.domain.appraisal.prompts import Prompt
from portfolio_desktop.domain.appraisal.standing import Side
from portfolio_desktop.gui.ask import Choice
from portfolio_desktop.gui.form.day import DayEdit
from portfolio_desktop.gui.pages.confidential.people_desk import PeopleDesk
from portfolio_desktop.gui.pages.confidential.writing.asking import prose
from portfolio_desktop.gui.pages.confidential.writing.draft import drafted
from portfolio_desktop.gui.theme import GAP
from portfolio_desktop.gui.widgets.dialog import Dialog
from portfolio_desktop.gui.widgets.labels import Label
from portfolio_desktop.services.people.appraising import AppraisalPage
from portfolio_desktop.services.people.prompts import before_release

Do = Callable[[str, date | None], None]
"""Carries an act out, with the reason and the day where there are any."""

WHY = "why."
"""What a draft of a reason is called; the act follows."""

_SHOWN = 5
_SIGN = N_(
    "You sign for all that can be read here, with today's date. Nobody changes it afterwards without reopening it, which "
    "your line manager or whoever countersigns does with a reason that is kept."
)
_TITLES = {Act.SIGN_WITHOUT: N_("Sign without the person"), Act.REOPEN: N_("Reopen")}
_WHY = {
    Act.SIGN_WITHOUT: N_("Why the person does not sign"),
    Act.REOPEN: N_("Why it is reopened. Signatures fall, and the reason is kept."),
}


def ask_and_do(people: PeopleDesk, over: QWidget, page: AppraisalPage, act: Act, do: Do) -> None:
    """Ask what the act needs, then `do` it."""
    if act is Act.RELEASE and page.side is not Side.COUNTERSIGNER and not page.lacking:
        people.people(
            lambda file: before_release(file, page.id),
            partial(_look_again, over, do),
            owner=over,
            failed=lambda _error: do("", None),  # somebody beside the owner: no prompts, and no bar either
        )
    elif act is Act.MEET:
        _MeetingDialog(over, people.beside.today, lambda day: do("", day)).open()
    elif act is Act.SIGN:
        choice = Choice("sign", _("Sign as {name}").replace("{name}", page.people[page.side]))
        people.ask.choose(_("Sign"), _(_SIGN), [choice], lambda _key: do("", None))
    elif act in _WHY:
        _WhyDialog(people, over, page, act, do).open()
    else:
        do("", None)


def _look_again(over: QWidget, do: Do, found: list[Prompt]) -> None:
    """Prompts are questions to the writer; they bar nothing."""
    if not found:
        do("", None)
    else:
        _PromptsDialog(over, found, lambda: do("", None)).open()


class _PromptsDialog(Dialog):
    def __init__(self, over: QWidget, found: list[Prompt], then: Callable[[], None]) -> None:
        count = len(found)
        title = ngettext("{count} thing to look at once more", "{count} things to look at once more", count)
        super().__init__(over, title.format(count=count), _("Release all the same"))
        self._then = then
        self.setMinimumWidth(620)
        for prompt in found[:_SHOWN]:
            if prompt.where:
                self.column.addWidget(Label(prompt.where, bold=True, wrap=True))
            self.column.addWidget(Label(prompt.saw, wrap=True))
            self.column.addWidget(Label(prompt.do, ink="muted", wrap=True))
        if count > _SHOWN:
            more = ngettext("and {count} more", "and {count} more", count - _SHOWN)
            self.column.addWidget(Label(more.format(count=count - _SHOWN), ink="muted"))
        self.finish_layout()

    def agree(self) -> None:
        self.accept()
        self._then()


class _WhyDialog(Dialog):
    """A reason that is kept with the appraisal."""

    def __init__(self, people: PeopleDesk, over: QWidget, page: AppraisalPage, act: Act, then: Do) -> None:
        super().__init__(over, _(_TITLES[act]), _(_TITLES[act]))
        self._then = then
        self._why = prose(people, _("Why"), 3)
        self.column.addWidget(Label(_(_WHY[act]), wrap=True))
        self.column.addWidget(self._why)
        self.finish_layout()
        drafted(people, self, WHY + act.value, page.id, {"why": self._why})

    def agree(self) -> None:
        why = self._why.toPlainText()
        if not why.strip():
            self.explain(_("Say why: the reason is kept with the appraisal."))
            return
        self.accept()
        self._then(why, None)


class _MeetingDialog(Dialog):
    def __init__(self, over: QWidget, today: date, then: Callable[[date], None]) -> None:
        super().__init__(over, _("The meeting"), _("Record it"))
        self._then = then
        self._day = DayEdit(today, weekday=True)
        self._day.setMaximumDate(self._day.date())
        self._day.setAccessibleName(_("Met on"))
        told = _(
            "What was written stands from then on. Comments and signatures follow; until somebody signs, you can go back."
        )
        self.column.addWidget(Label(told, ink="muted", wrap=True))
        form = QFormLayout()
        form.setHorizontalSpacing(GAP)
        form.addRow(Label(_("Met on")), self._day)
        self.column.addLayout(form)
        self.finish_layout()

    def agree(self) -> None:
        picked = self._day.date()
        self.accept()
        self._then(date(picked.year(), picked.month(), picked.day()))
