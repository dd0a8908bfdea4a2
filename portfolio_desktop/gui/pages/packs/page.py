# SPDX-License-Identifier: Apache-2.0
"""The packs page: the form and what was issued at the left, the pack itself at the right."""

from datetime import date
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from portfolio_desktop.base.dates import format_date
from portfolio_desktop.base.files import write_whole
from portfolio_desktop.base.i18n import _, ngettext
from portfolio_desktop.base.progress import Progress
from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.domain.pack.data import PackData
from portfolio_desktop.gui.access.announcing import announce
from portfolio_desktop.gui.ask import Choice
from portfolio_desktop.gui.desk import Desk
from portfolio_desktop.gui.opening import open_written
from portfolio_desktop.gui.pages.packs.behind import Behind
from portfolio_desktop.gui.pages.packs.changed import ChangedView, Chooser, choices, compared
from portfolio_desktop.gui.pages.packs.form import PackForm
from portfolio_desktop.gui.pages.packs.pdf import Document
from portfolio_desktop.gui.pages.packs.preview import Preview
from portfolio_desktop.gui.pages.packs.unfinished import Unfinished
from portfolio_desktop.gui.pages.pieces import Card, Fresh, RowButton, allow, clear, words
from portfolio_desktop.gui.pages.working import Working
from portfolio_desktop.gui.spelling.field import check_spelling
from portfolio_desktop.gui.theme import GAP_LARGE
from portfolio_desktop.gui.widgets.empty import EmptyPlace
from portfolio_desktop.services.differences.finding import Differences
from portfolio_desktop.services.differences.moments import Moment
from portfolio_desktop.services.office import Office
from portfolio_desktop.services.packs import Made, PackChoices, issue, issued, make, reissue
from portfolio_desktop.services.periods import Issued, period_ends

_LEFT = 372


class PacksPage(QWidget):
    """A pack that is shown is either new, and may be issued, or one that was issued, and is printed as it was.

    In its place stands what changed between two of them, where that is asked for.
    """

    open_requested = Signal(str, str)
    """Entity and id of a record."""
    portfolios_requested = Signal()

    def __init__(self, desk: Desk, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Packs"))
        self._desk = desk
        self._made: Made | None = None
        self._document: Document | None = None
        self._name = ""
        self._saved: Path | None = None
        self._form = PackForm()
        self._unfinished = Unfinished(desk, self._form)
        check_spelling(self._form.judgement, desk)
        self._form.wanted.connect(self._make)
        self._form.portfolios_wanted.connect(self.portfolios_requested)
        self._list = Card(_("Issued"))
        self._chooser = Chooser()
        self._chooser.wanted.connect(self._compare)
        self._changed = ChangedView(desk)
        self._changed.open_requested.connect(self.open_requested)
        self._preview = Preview(desk.jobs)
        self._working = Working()
        self._empty = EmptyPlace(
            "book-open",
            _("The steering pack"),
            _(
                "Portfolio on a page, a row per project, what changed, top risks, money by year, milestones and a page "
                "for each project that needs the board. Make it, look at it here, then save or issue it."
            ),
        )
        self._behind = Behind(desk, self._form)
        self._issue = QPushButton(_("Issue"))
        self._issue.setToolTip(
            _("Freeze the data of this pack, so that it can be printed again as it is now")
        )
        self._issue.clicked.connect(self._freeze)
        self._save = QPushButton(_("Save as PDF…"))
        self._save.setProperty("primary", True)
        self._save.clicked.connect(self._save_it)
        self._open = QPushButton(_("Open the PDF"))
        self._open.clicked.connect(self._open_saved)
        self._open.hide()
        self._preview.tell(self._behind)
        self._preview.add(self._open)  # first: it comes later, and the others stay where they are
        self._preview.add(self._issue)
        self._preview.add(self._save)
        self._right = QStackedWidget()
        for pane in (self._empty, self._working, self._preview, self._changed):
            self._right.addWidget(pane)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self._area = self._left()
        row.addWidget(self._area)
        row.addWidget(self._right, 1)
        Fresh(self, desk, self._load)

    def start(self) -> None:
        """Begin a new pack: the keyboard goes into the form."""
        self._form.start()

    def make(self) -> None:
        """Make the pack that the form says."""
        self._make(self._form.choices())

    def _left(self) -> QScrollArea:
        form = Card(_("New pack"))
        form.column.addWidget(self._unfinished)
        form.column.addWidget(self._form)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(GAP_LARGE, GAP_LARGE, GAP_LARGE, GAP_LARGE)
        column.setSpacing(GAP_LARGE)
        column.addWidget(form)
        column.addWidget(self._list)
        changed = Card(_("What changed"))
        changed.column.addWidget(self._chooser)
        column.addWidget(changed)
        column.addStretch(1)
        area = QScrollArea()
        area.setWidget(inside)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setFixedWidth(_LEFT)
        return area

    def _load(self) -> None:
        self._desk.read(_known, self._show, owner=self)
        self._desk.read(choices, lambda found: self._chooser.offer(*found), owner=self)

    def _fit(self) -> None:
        """The form is never cut at its side: a laptop's own font may be wide."""
        inside, bar = self._area.widget(), self._area.verticalScrollBar().sizeHint().width()
        assert inside is not None
        self._area.setFixedWidth(max(_LEFT, inside.minimumSizeHint().width() + bar))

    def _compare(self, before: Moment, after: Moment, project: Id | None) -> None:
        self._begin(_("Comparing"))
        task = self._desk.read(
            lambda office: compared(office, before, after, project),
            self._show_changed,
            owner=self,
            failed=self._failed,
        )
        self._working.hold(task)

    def _show_changed(self, found: Differences) -> None:
        self._changed.show_differences(found)
        self._right.setCurrentWidget(self._changed)

    def _show(self, found: "_Known") -> None:
        packs = found.packs
        self._form.offer(
            found.portfolios,
            found.today,
            self._desk.settings.author,
            nameless=found.nameless,
            untitled=found.untitled,
            reported=found.reported,
        )
        self._unfinished.put_back()
        self._fit()
        clear(self._list.column)
        self._list.header.set_count(len(packs))
        for pack in packs:
            self._list.column.addWidget(self._line(pack))
        if not packs:
            self._list.say(_("No pack is issued yet. An issued pack can always be printed again as it was."))

    def _line(self, pack: Issued) -> RowButton:
        row = RowButton(f"{pack.code} {pack.title}", lambda: self._again(pack), height=46)
        column = QVBoxLayout()
        column.setSpacing(0)
        for label in (
            words(pack.title),
            words(
                _("{code} · data as of {day}").format(
                    code=pack.code, day=format_date(pack.as_of) if pack.as_of else "–"
                ),
                ink="muted",
            ),
        ):
            column.addWidget(label)
        holder = QWidget()
        holder.setLayout(column)
        column.setContentsMargins(0, 0, 0, 0)
        return row.put(holder, 1)

    def _make(self, choices: PackChoices) -> None:
        self._name = choices.period or format_date(choices.as_of or self._desk.today)
        self._begin(_("Gathering what goes into the pack"))

        def made(pack: Made) -> None:
            self._print(pack.data, choices, pack)

        task = self._desk.read(lambda office: make(office, choices), made, owner=self, failed=self._failed)
        self._working.hold(task)

    def _again(self, pack: Issued) -> None:
        self._name = pack.code or pack.title
        self._begin(_("Fetching the pack as it was issued"))
        task = self._desk.read(
            lambda office: reissue(office, pack.id), self._print, owner=self, failed=self._failed
        )
        self._working.hold(task)

    def _begin(self, sentence: str) -> None:
        self._working.follow(sentence, self._stopped)
        self._right.setCurrentWidget(self._working)

    def _print(self, data: PackData, choices: PackChoices | None = None, made: Made | None = None) -> None:
        self._behind.gathered(choices)
        self._begin(_("Making the pack"))
        task = self._desk.jobs.free(
            lambda progress: _printed(data, progress),
            label=_("Making the pack"),
            owner=self,
            done=lambda document: self._show_pack(document, made),
            failed=self._failed,
            progress=self._working.progress,
        )
        self._working.hold(task)

    def _show_pack(self, document: Document, made: Made | None) -> None:
        self._made = made
        if self._document is not None:
            self._document.close()
        self._document = document
        self._open.hide()
        self.destroyed.connect(document.close)
        self._issue.setVisible(self._made is not None)
        if self._desk.read_only:
            allow(self._desk, self._issue)
        self._right.setCurrentWidget(self._preview)
        self._preview.show_document(document)
        count = ngettext(
            "The pack is made: {pages} page", "The pack is made: {pages} pages", self._preview.pages
        )
        saved = _("“Save as PDF…” beside it writes it into a file, “Issue” keeps it as it is now")
        words = [count.format(pages=f"{self._preview.pages:,}"), saved if self._made is not None else ""]
        announce(self, ". ".join(filter(None, words)))

    def _stopped(self) -> None:
        self._right.setCurrentWidget(self._preview if self._document else self._empty)

    def _failed(self, error: Exception) -> None:
        self._stopped()
        self._desk.ask.refuse(str(error))

    def _save_it(self) -> None:
        """Whoever reads the warning above the pages is asked all the same: the file goes to the board."""
        if self._behind.isHidden():
            self._ask_where()
            return
        acts = {"again": self.make, "save": self._ask_where}
        answers = (
            Choice("again", _("Make it again")),
            Choice("save", _("Save it as it is"), deliberate=True),
        )
        self._desk.ask.choose(_("Save the pack"), self._behind.text(), answers, lambda key: acts[key]())

    def _ask_where(self) -> None:
        safe = "".join(letter if letter.isalnum() or letter in " -_" else "-" for letter in self._name)
        suggested = Path(_("Pack {name}.pdf").format(name=safe))
        self._desk.ask.save_file(_("Save the pack"), suggested, [_("PDF (*.pdf)")], self._write)

    def _write(self, path: Path) -> None:
        document = self._document
        if document is None:
            return

        def done(_none: None) -> None:
            self._saved = path
            self._open.setVisible(document is self._document)  # another may have been made since
            self._desk.notify(_("Saved {path}").format(path=path))

        self._desk.jobs.free(
            lambda _progress: write_whole(path, document.content),
            label=_("Saving the pack"),
            owner=self,
            done=done,
        )

    def _open_saved(self) -> None:
        assert self._saved is not None
        open_written(self._desk, self._saved)

    def _freeze(self) -> None:
        made = self._made
        if made is None:
            return

        def done(_written: object) -> None:
            self._made = None
            self._issue.hide()
            self._behind.gathered(None)
            self._unfinished.let_go()
            self._desk.notify(_("The pack is issued: it can be printed again as it is now."), undo=True)

        self._desk.write(lambda office: issue(office, made), done, owner=self, label=_("Issuing the pack"))


class _Known(NamedTuple):
    """What the form offers and the list shows.

    `nameless` says that no portfolio gives an organisation or a board; `untitled`, where there is none, what a pack is called.
    """

    packs: tuple[Issued, ...]
    portfolios: list[tuple[Id | None, str]]
    today: date
    nameless: bool
    untitled: str
    reported: date | None
    """The end of the last period of which there are reports."""


def _known(office: Office) -> _Known:
    with office.reading() as reader:
        found = list(reader.all(reader.catalogue.entity("portfolio")))
        ends = period_ends(reader, office.today())
    portfolios: list[tuple[Id | None, str]] = [(each.id, str(each["title"] or "")) for each in found]
    nameless = not any(each["organisation"] or each["board_id"] for each in found)
    # Of one portfolio alone a pack has every project, those too that nobody has put into it.
    if len(portfolios) < 2:
        portfolios = [(None, "")]
    untitled = "" if found else office.path.stem
    return _Known(issued(office), portfolios, office.today(), nameless, untitled, ends[-1] if ends else None)


def _printed(data: PackData, progress: Progress) -> Document:
    from portfolio_desktop.reports.pack import render_pack

    return Document(render_pack(data, progress=progress))
