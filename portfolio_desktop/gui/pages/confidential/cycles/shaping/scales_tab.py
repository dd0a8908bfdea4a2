# SPDX-License-Identifier: Apache-2.0
"""The editor of rating scales: named levels from the highest, each with what it means, and how choosing one will look."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QToolButton, QVBoxLayout, QWidget

from portfolio_desktop.base.i18n import N_, _, ngettext
from portfolio_desktop.catalogue.fields import Id, Value
from portfolio_desktop.gui.icons import icon
from portfolio_desktop.gui.pages.confidential.appraisal.choosing import Choosing, Option
from portfolio_desktop.gui.pages.confidential.appraisal.words_edit import WordsEdit
from portfolio_desktop.gui.pages.confidential.cycles.shaping.doing import make_one
from portfolio_desktop.gui.pages.confidential.cycles.shaping.form_files import bring, save
from portfolio_desktop.gui.pages.confidential.cycles.shaping.part_editor import LineEdit
from portfolio_desktop.gui.pages.confidential.cycles.shaping.shelf import Shelf, Still
from portfolio_desktop.gui.pages.confidential.people_desk import PeopleDesk
from portfolio_desktop.gui.pages.pieces import Body, Card, clear, reveal
from portfolio_desktop.gui.spelling.field import check_spelling
from portfolio_desktop.gui.theme import GAP, GAP_SMALL
from portfolio_desktop.gui.widgets.labels import Label
from portfolio_desktop.services import records
from portfolio_desktop.services.people import forms
from portfolio_desktop.services.people.people_file import PeopleFile
from portfolio_desktop.services.people.shaping import scales
from portfolio_desktop.services.people.shaping.exchange import scale_text
from portfolio_desktop.services.people.shaping.scales import LevelLine, ScaleSheet
from portfolio_desktop.services.people.starting import lay_in
from portfolio_desktop.storage.changes import Changes

_TOLD = N_(
    "Say of each level what somebody does who has it, so that two managers who read it would choose the same. Nobody is "
    "shown a number."
)


class LevelRow(QFrame):
    """One level: its name, what it means, and its place."""

    def __init__(
        self, level: LevelLine, change: Callable[[str, Value], None], act: Callable[[str], None]
    ) -> None:
        super().__init__()
        self.setProperty("panel", "surface")
        self.id = level.id
        self.label = LineEdit(_("Name of the level"))
        self.descriptor = WordsEdit(
            _("What it means"), "", fewest=2, hint=_("What does somebody do who has it?")
        )
        self.label.settled.connect(lambda words: change("label", words))
        self.descriptor.settled.connect(lambda words: change("descriptor", words.strip() or None))
        self.acts: list[QToolButton] = []
        head = QHBoxLayout()
        head.setSpacing(GAP_SMALL)
        head.addWidget(self.label, 1)
        for key, picture, words in (
            ("up", "arrow-up", _("Higher")),
            ("down", "arrow-down", _("Lower")),
            ("remove", "trash-2", _("Take it out")),
        ):
            button = QToolButton()
            button.setIcon(icon(picture, "muted"))
            button.setToolTip(words)
            button.setAccessibleName(f"{words}: {level.label}")
            button.clicked.connect(partial(act, key))
            self.acts.append(button)
            head.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(GAP, GAP_SMALL, GAP, GAP_SMALL)
        column.setSpacing(GAP_SMALL)
        column.addLayout(head)
        column.addWidget(self.descriptor)
        self.label.take(level.label)
        self.descriptor.show_words(level.descriptor)

    def show_level(self, level: LevelLine) -> None:
        """What the file says now; what is being typed stays."""
        self.label.show_line(level.label)
        self.descriptor.show_words(level.descriptor)


class ScalesTab(QWidget):
    """Follows every write, told by its page."""

    def __init__(self, people: PeopleDesk) -> None:
        super().__init__()
        self.setAccessibleName(_("Scales"))
        self._people = people
        self._found: list[ScaleSheet] = []
        self._shape: tuple[object, ...] = ()
        self.rows: list[LevelRow] = []
        self.shelf = Shelf(_("Scales"))
        self.shelf.chosen.connect(lambda _id: self._show())
        self.title = LineEdit(_("Name of the scale"))
        self.title.settled.connect(
            lambda words: self._change("rating_scale", self.shelf.current, "title", words)
        )
        self.still = Still(_("Copy it to edit the copy…"), self.copy)
        self._levels = QVBoxLayout()
        self._levels.setSpacing(GAP_SMALL)
        self._add = QPushButton(_("Add a level on top"))
        self._add.clicked.connect(self._add_level)
        self._look = Card(_("How it is chosen"))
        self._lay_out()
        people.locking.connect(self.settle)

    def show_year(self, _cycle: Id | None) -> None:
        """Read the scales again; those that are shipped are laid in where there is none yet."""
        self._people.people(_laid_in, self._show_scales, owner=self)

    def settle(self) -> None:
        """Hand over what is being typed, now."""
        self.title.settle()
        for row in self.rows:
            row.label.settle()
            row.descriptor.settle()

    def copy(self) -> None:
        """A scale of one's own, to be edited."""
        sheet = self._sheet
        if sheet is not None:

            def make(title: str) -> None:
                make_one(
                    self._people,
                    self,
                    lambda file: forms.copy_scale(file, sheet.id, title),
                    self.shelf.choose,
                )

            suggested = _("{title}, our own").format(title=sheet.title)
            self._people.ask.text(_("Copy the scale"), _("Name of the copy"), make, initial=suggested)

    @property
    def _sheet(self) -> ScaleSheet | None:
        return next((one for one in self._found if one.id == self.shelf.current), None)

    def _show_scales(self, found: list[ScaleSheet]) -> None:
        self._found = found
        self.shelf.show_rows([(one.id, one.title, _about(one)) for one in found])
        self._show()

    def _show(self) -> None:
        sheet = self._sheet
        if sheet is None:
            return
        self.still.say(sheet.still)
        shape = (sheet.id, bool(sheet.still), tuple(level.id for level in sheet.levels))
        if shape != self._shape:
            self._shape = shape
            self.title.take(sheet.title)
            self._make_rows(sheet)
        self.title.show_line(sheet.title)
        for row, level in zip(self.rows, sheet.levels, strict=True):
            row.show_level(level)
        clear(self._look.column)
        options = [Option(level.step, level.label, level.descriptor) for level in reversed(sheet.levels)]
        middle = sheet.levels[len(sheet.levels) // 2].step if sheet.levels else None
        self._look.column.addWidget(Choosing(_("Level"), options, middle))
        reveal(self._look.column)

    def _make_rows(self, sheet: ScaleSheet) -> None:
        clear(self._levels)
        self.rows = []
        for place, level in enumerate(sheet.levels):
            row = LevelRow(
                level,
                partial(self._change, "rating_level", level.id),
                partial(self._act, level.id),
            )
            check_spelling(row.descriptor, self._people)
            row.setEnabled(not sheet.still)
            row.acts[0].setEnabled(place > 0)
            row.acts[1].setEnabled(place < len(sheet.levels) - 1)
            self.rows.append(row)
            self._levels.addWidget(row)
        self._add.setEnabled(not sheet.still)
        reveal(self._levels)

    def _change(self, entity: str, id: Id | None, field: str, value: Value) -> None:
        if id is not None:
            self._write(lambda file: records.change(file, entity, id, {field: value}))

    def _act(self, level: Id, key: str) -> None:
        self.settle()
        if key == "remove":
            self._write(lambda file: scales.remove_level(file, level))
        else:
            self._write(lambda file: scales.move_level(file, level, 1 if key == "up" else -1))

    def _add_level(self) -> None:
        scale = self.shelf.current
        if scale is not None:
            self.settle()
            self._write(lambda file: scales.add_level(file, scale, _("A new level")))

    def _new(self) -> None:
        self._people.ask.text(
            _("A new scale"),
            _("Name of the scale"),
            lambda title: make_one(
                self._people, self, lambda file: scales.new_scale(file, title), self.shelf.choose
            ),
        )

    def _save(self) -> None:
        sheet = self._sheet
        if sheet is not None:
            save(self._people, self, sheet.title, lambda file: scale_text(file, sheet.id))

    def _write(self, make: Callable[[PeopleFile], Changes]) -> None:
        self._people.change(make, owner=self, failed=lambda error: self.still.complain(str(error)))

    def _lay_out(self) -> None:
        for words, run in (
            (_("New scale…"), self._new),
            (_("Copy it…"), self.copy),
            (_("Save for another manager…"), self._save),
            (_("Take in a file…"), lambda: bring(self._people, self, "rating_scale", self.shelf.choose)),
        ):
            self.shelf.add(words, run)
        head = QHBoxLayout()
        head.setSpacing(GAP_SMALL)
        head.addWidget(Label(_("Scale"), ink="muted"))
        head.addWidget(self.title, 1)
        head.addWidget(self._add)
        body = Body(widest=900)
        body.column.setContentsMargins(0, GAP_SMALL, GAP_SMALL, GAP)
        body.column.setSpacing(GAP)
        body.column.addWidget(Label(_(_TOLD), ink="muted", wrap=True))
        body.column.addLayout(self._levels)
        body.column.addWidget(self._look)
        body.column.addStretch(1)
        right = QVBoxLayout()
        right.setSpacing(GAP_SMALL)
        right.addLayout(head)
        right.addWidget(self.still)
        right.addWidget(body, 1)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, GAP, 0, GAP)
        whole.setSpacing(GAP)
        whole.addWidget(self.shelf)
        whole.addLayout(right, 1)


def _laid_in(file: PeopleFile) -> list[ScaleSheet]:
    found = scales.scales_there(file)
    if not found:
        file.write(lay_in(file))
        found = scales.scales_there(file)
    return found


def _about(one: ScaleSheet) -> str:
    if one.still:
        return _("in use")
    return ngettext("{count} level", "{count} levels", len(one.levels)).format(count=len(one.levels))
