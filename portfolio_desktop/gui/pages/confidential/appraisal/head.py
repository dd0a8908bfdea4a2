# SPDX-License-Identifier: Apache-2.0
"""The head of an appraisal: whose it is, how far, what comes next, what can be done, and who can read it now."""

from collections.abc import Callable
from datetime import date
from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QMenu, QPushButton, QToolButton, QVBoxLayout, QWidget

from portfolio_desktop.base.dates import format_date
from portfolio_desktop.base.i18n import N_, _, ngettext
from portfolio_desktop.domain.appraisal.acts import Act
from portfolio_desktop.domain.appraisal.standing import Part, Side, Stage
from portfolio_desktop.gui.access.menus import Menu
from portfolio_desktop.gui.icons import icon
from portfolio_desktop.gui.pages.confidential.appraisal.trail import Trail
from portfolio_desktop.gui.pages.pieces import clear, reveal
from portfolio_desktop.gui.theme import GAP, GAP_SMALL, GAP_TINY
from portfolio_desktop.gui.widgets.labels import Label
from portfolio_desktop.gui.widgets.paint import safe_tooltip
from portfolio_desktop.gui.widgets.picture import IconPicture
from portfolio_desktop.gui.widgets.segments import SegmentedControl
from portfolio_desktop.services.people.appraising import AppraisalPage

ACTS: dict[Act, tuple[str, str]] = {
    Act.RELEASE: (
        N_("Release my part"),
        N_("The other side can read it from then on. It can be taken back until theirs is released too."),
    ),
    Act.MEET: (
        N_("Record the meeting…"),
        N_("What was written stands from then on; comments and signatures follow."),
    ),
    Act.SIGN: (
        N_("Sign…"),
        N_("Your signature, with today's date, under all that can be read here."),
    ),
    Act.SIGN_WITHOUT: (
        N_("Signed without the person…"),
        N_("Record that the person does not sign, and why. It is kept with the appraisal."),
    ),
    Act.TAKE_BACK: (N_("Take my release back"), N_("Your part is hidden again from the other side.")),
    Act.RESUME: (N_("Back to the meeting"), N_("Both parts can be changed again. Nobody has signed yet.")),
    Act.REOPEN: (N_("Reopen…"), N_("Signatures fall, and the reason is kept with the appraisal.")),
}
"""What each act is called and does, those that lead on first."""

_ROOM, _LEAST, _NAME = 760, 480, 360
"""How wide it is where all of its first line has room, and at least, in logical pixels."""

_FORWARD = (Act.RELEASE, Act.MEET, Act.SIGN)


class AppraisalHead(QWidget):
    """`acted` carries an act, `seated` who is at the keyboard now, `sent` the side a sealed copy is for."""

    acted = Signal(Act)
    seated = Signal(Side)
    sent = Signal(Side)
    print_wanted = Signal()
    objectives_wanted = Signal()
    lacking_wanted = Signal()
    """To the first answer that is needed and not there."""

    def __init__(self) -> None:
        super().__init__()
        self._name, self._year = Label("", step=6, bold=True, wrap=True), Label("", ink="muted", step=2)
        self._next = Label("", step=1, wrap=True)
        self._problem = Label("", ink="danger", wrap=True)
        self._lacking = QPushButton()
        self._lacking.setProperty("flat", True)
        self._lacking.clicked.connect(lambda: self.lacking_wanted.emit())
        self._lacking.hide()
        self._trail = Trail()
        self._readers = Label("", ink="muted", wrap=True)
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(GAP_SMALL)
        self._seats = QHBoxLayout()
        self._owner = Side.NOBODY
        self._seated: tuple[Side, ...] = ()
        self._offered: tuple[object, ...] = ()
        named = QHBoxLayout()
        named.setSpacing(GAP)
        named.addWidget(self._name)
        named.addWidget(self._year, 1)
        self._title = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._title.setSpacing(GAP_SMALL)
        self._title.addLayout(named, 1)
        self._title.addLayout(self._seats)
        reading = QHBoxLayout()
        reading.setSpacing(GAP_SMALL)
        reading.addWidget(IconPicture("eye", 16, "muted"))
        reading.addWidget(self._readers, 1)
        doing = QHBoxLayout()
        doing.setSpacing(GAP)
        doing.addWidget(self._next, 1)
        doing.addWidget(self._lacking)
        doing.addLayout(self._buttons)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP_SMALL)
        column.addLayout(self._title)
        column.addWidget(self._trail)
        column.addSpacing(GAP_TINY)
        column.addLayout(doing)
        column.addWidget(self._problem)
        column.addLayout(reading)
        self.explain("")

    def show_page(self, page: AppraisalPage, owner: Side) -> None:
        """All of it, for the file of somebody who is `owner` in this appraisal."""
        name = page.people[Side.SELF] or page.title
        self._name.setText(name)
        self._name.setMinimumWidth(min(self._name.fontMetrics().horizontalAdvance(name) + 2, _NAME))
        self._year.setText(page.title.removeprefix(page.people[Side.SELF]).lstrip(", "))
        self._next.setText(taken_out(page) or page.next)
        count = len(page.lacking)
        text = ngettext("{count} answer still needed", "{count} answers still needed", count)
        self._lacking.setText(text.format(count=count))
        self._lacking.setToolTip(safe_tooltip("\n".join(page.lacking)))
        self._lacking.setVisible(bool(count) and page.stage is Stage.OPEN)
        self._readers.setText(readers(page))
        self._trail.show_stage(page.stage)
        self.explain("")
        self._owner = owner
        self._show_seats(page, owner)
        offered = page.acts, page.side, page.standing, tuple(page.people.items())
        if offered != self._offered:  # a button that stays must: it may be under a finger that is still down
            self._offered = offered
            self._show_acts(page)

    def take_focus(self) -> None:
        """To what leads on, where there is something."""
        first = next((each for each in self.findChildren(QPushButton) if each.property("primary")), None)
        if first is not None:
            first.setFocus(Qt.FocusReason.TabFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        ways = QBoxLayout.Direction
        way = ways.LeftToRight if event.size().width() >= _ROOM else ways.TopToBottom
        if way is not self._title.direction():
            self._title.setDirection(way)

    def minimumSizeHint(self) -> QSize:
        hint = super().minimumSizeHint()
        hint.setWidth(min(hint.width(), _LEAST))
        return hint

    def explain(self, sentence: str) -> None:
        """Why the last act was not done."""
        self._problem.setText(sentence)
        self._problem.setHidden(not sentence)

    def _show_acts(self, page: AppraisalPage) -> None:
        clear(self._buttons)
        for act, (words, does) in ACTS.items():
            if act in page.acts and act is not Act.REOPEN:
                self._buttons.addWidget(self._button(act, _(words), _(does), primary=act in _FORWARD))
        self._buttons.addWidget(self._more(page))
        reveal(self._buttons)

    def _button(self, act: Act, words: str, does: str, *, primary: bool) -> QPushButton:
        button = QPushButton(words)
        button.setToolTip(safe_tooltip(does))
        button.setAccessibleDescription(does)
        button.setAutoDefault(True)
        button.setProperty("primary", primary)
        button.clicked.connect(lambda: self.acted.emit(act))
        return button

    def _more(self, page: AppraisalPage) -> QToolButton:
        menu = Menu(self, _("More"))
        menu.setToolTipsVisible(True)
        if Act.REOPEN in page.acts:
            words, does = ACTS[Act.REOPEN]
            _add(menu, _(words), lambda: self.acted.emit(Act.REOPEN), does)
        standing = page.standing
        if page.side is Side.MANAGER and not (standing.self_released or standing.manager_released):
            does = N_("A question for each objective that is agreed and not yet asked about.")
            _add(menu, _("Ask about the agreed objectives"), self.objectives_wanted.emit, does)
        does = N_("What can be read here now, as pages for two people to sign.")
        _add(menu, _("Save as PDF…\tCtrl+P"), self.print_wanted.emit, does)
        mine = page.people.items() if page.side is self._owner else ()
        for side, name in mine:
            if name and side is not page.side:
                words = _("Send a sealed copy to {name}…").replace("{name}", name)
                does = N_("What they may read of your part, for them alone, as a file into any folder.")
                _add(menu, words, partial(self.sent.emit, side), does)
        button = QToolButton()
        button.setIcon(icon("ellipsis"))
        button.setAccessibleName(_("More"))
        button.setToolTip(_("More"))
        button.setProperty("menu", True)
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setMenu(menu)
        return button

    def _show_seats(self, page: AppraisalPage, owner: Side) -> None:
        """Somebody may sit at the manager's laptop and write or sign for themselves."""
        seats = (Side.MANAGER, Side.SELF, Side.COUNTERSIGNER) if owner is Side.MANAGER else ()
        there = tuple(side for side in seats if page.people.get(side))
        if there != self._seated:
            self._seated = there
            clear(self._seats)
            if len(there) > 1:
                named = [
                    (side.value, _("You") if side is Side.MANAGER else page.people[side]) for side in there
                ]
                self._seats.addWidget(Label(_("At the keyboard"), ink="muted"))
                control = SegmentedControl(_("At the keyboard"), named)
                control.setToolTip(
                    safe_tooltip(
                        _(
                            "Hand over the laptop: the page shows what that person may read and write, until the passphrase."
                        )
                    )
                )
                control.changed.connect(lambda key: self.seated.emit(Side(key)))
                self._seats.addWidget(control)
                self._control = control
                reveal(self._seats)
        if len(there) > 1:
            self._control.choose(page.side.value)


def taken_out(page: AppraisalPage) -> str:
    """When and why somebody was taken out of the year; empty while they take part."""
    day, why = page.fields.get("left_on"), page.fields.get("left_why")
    if not isinstance(day, date):
        return ""
    told = _("Taken out of the year on {day}. Nothing more is due here.").format(day=format_date(day))
    return f"{told} {why}" if why else told


def readers(page: AppraisalPage) -> str:
    """Who can read what now, in a sentence or two."""
    standing, people = page.standing, page.people
    if page.side is Side.COUNTERSIGNER:
        return _("You read both parts from the meeting on.")
    mine, other = (Part.SELF, Side.MANAGER) if page.side is Side.SELF else (Part.MANAGER, Side.SELF)
    name = people.get(other) or _("the other side")
    if standing.released(mine):
        parts = [_("You and {name} can read your part.")]
    else:
        parts = [_("You alone can read your part; {name} once you release it.")]
    above = people.get(Side.COUNTERSIGNER)
    if above and page.stage in (Stage.SIGNING, Stage.CLOSED):
        parts.append(_("{above} reads both parts to countersign."))
    elif above:
        parts.append(_("{above} reads both parts from the meeting on."))
    return " ".join(parts).replace("{name}", name).replace("{above}", above or "")


def _add(menu: QMenu, words: str, run: Callable[[], None], does: str) -> None:
    action = menu.addAction(words.replace("&", "&&"))
    action.setToolTip(safe_tooltip(_(does)))
    action.triggered.connect(lambda _checked=False: run())
