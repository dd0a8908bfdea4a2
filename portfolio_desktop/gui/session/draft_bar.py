# SPDX-License-Identifier: Apache-2.0
"""One quiet line above the pages: what was half typed when the program ended, or could not be put in, to be gone on with, copied
or thrown away."""

from collections.abc import Callable

from PySide6.QtCore import QSize
from PySide6.QtGui import QGuiApplication, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QPushButton, QWidget

from portfolio_desktop.base.i18n import N_, _, ngettext
from portfolio_desktop.base.text import shorten, visible_bidi
from portfolio_desktop.catalogue.catalogue import Catalogue
from portfolio_desktop.gui.desk import Desk
from portfolio_desktop.gui.session.drafts import Drafts
from portfolio_desktop.gui.theme import GAP, GAP_LARGE, GAP_SMALL
from portfolio_desktop.gui.widgets.labels import Label
from portfolio_desktop.gui.widgets.paint import lay_out_again
from portfolio_desktop.gui.widgets.picture import IconPicture
from portfolio_desktop.services.drafts.keeping import ACT, ENDED, GONE, NEW, REFUSED, Draft

_LONG = 60
_READABLE = 240  # logical pixels that the words need beside the buttons
_SAID = {
    ENDED: N_("Half filled when the program ended: {form} ({fields})."),
    REFUSED: N_("Typed, and refused as it was left: {form} ({fields})."),
    GONE: N_("Typed for what has been deleted meanwhile: {form} ({fields})."),
}


class DraftBar(QFrame):
    """Shows one draft after the other. `go_on` leads to the form that it belongs in."""

    def __init__(
        self, desk: Desk, drafts: Drafts, go_on: Callable[[Draft], None], *, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._drafts = drafts
        self._go_on = go_on
        self.setProperty("panel", "inset")
        self._words = Label(wrap=True)
        self.go = self._button(_("Go on with it"), self._take_up)
        self.copy = self._button(_("Copy the words"), self._copy)
        self.drop = self._button(_("Throw it away"), self._throw_away)
        words = QHBoxLayout()
        words.setSpacing(GAP)
        words.addWidget(IconPicture("pencil"))
        words.addWidget(self._words, 1)
        self._buttons = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._buttons.setSpacing(GAP)
        for button in (self.go, self.copy, self.drop):
            self._buttons.addWidget(button)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(GAP_LARGE, GAP_SMALL, GAP, GAP_SMALL)
        self._row.setSpacing(GAP)
        self._row.addLayout(words, 1)
        self._row.addLayout(self._buttons)
        drafts.offered.connect(self._follow)
        self._follow()

    def minimumSizeHint(self) -> QSize:
        """The buttons below each other at the least: words must not hold the window wide open."""
        return QSize(self.drop.sizeHint().width() + GAP_LARGE + GAP, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The buttons stand beside the words while these can be read, else below them, and below each other at the last."""
        super().resizeEvent(event)
        along, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        room = event.size().width() - GAP_LARGE - GAP
        wanted = sum(each.sizeHint().width() + GAP for each in (self.go, self.copy, self.drop))
        self._row.setDirection(along if wanted + _READABLE <= room else down)
        self._buttons.setDirection(along if wanted <= room else down)
        lay_out_again(self)

    def _button(self, words: str, act: Callable[[Draft], None]) -> QPushButton:
        button = QPushButton(words)
        button.setProperty("flat", True)
        button.setAutoDefault(True)
        button.clicked.connect(lambda: act(self._drafts.waiting[0]))
        return button

    def _follow(self) -> None:
        waiting = self._drafts.waiting
        self.setVisible(bool(waiting))
        if waiting:
            said = sentence(self._desk.catalogue, waiting[0])
            more = len(waiting) - 1
            if more:
                said += " " + ngettext("({count} more)", "({count} more)", more).format(count=more)
            self.go.setHidden(waiting[0].why == GONE)
            self._words.setText(said)
            self.setAccessibleName(said)

    def _take_up(self, draft: Draft) -> None:
        self._drafts.take_up(draft)
        self._go_on(draft)

    def _copy(self, draft: Draft) -> None:
        QGuiApplication.clipboard().setText("\n".join(draft.words.values()))

    def _throw_away(self, draft: Draft) -> None:
        self._drafts.throw_away(draft)


def sentence(catalogue: Catalogue, draft: Draft) -> str:
    """What was typed, and into what, without its words: others may look on."""
    entity = catalogue.entity(draft.form.entity)
    labels = {field.name: _(field.label) for field in entity.fields}
    fields = ", ".join(labels.get(name) or _("a field that is no longer there") for name in draft.words)
    if draft.form.kind == ACT:
        into = shorten(visible_bidi(draft.form.about), _LONG)
    elif draft.form.kind == NEW:
        into = _("New {thing}").format(thing=_(entity.label).lower())
    else:
        title = shorten(visible_bidi(draft.title), _LONG)
        into = _("{thing} “{title}”").format(thing=_(entity.label), title=title) if title else _(entity.label)
    return _(_SAID[draft.why]).format(form=into, fields=shorten(fields, _LONG))
