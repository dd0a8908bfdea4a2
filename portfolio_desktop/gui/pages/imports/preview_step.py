# SPDX-License-Identifier: Apache-2.0
"""What the import would do: counts by fate, every cell old and new, every cell that cannot be read with its reason."""

from collections.abc import Sequence

from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QWidget

from portfolio_desktop.base.i18n import _, ngettext
from portfolio_desktop.base.progress import Progress
from portfolio_desktop.base.text import shorten
from portfolio_desktop.base.values import Unknown
from portfolio_desktop.catalogue.catalogue import Catalogue
from portfolio_desktop.exchange.imports import (
    Alike,
    Difference,
    Fate,
    Plan,
    PlannedRow,
    items_told,
    last_month_told,
    made_words,
    months_told,
    plan_import,
    some,
)
from portfolio_desktop.exchange.tables import Source
from portfolio_desktop.gui.desk import Desk
from portfolio_desktop.gui.pages.imports.alike import AlikePeople
from portfolio_desktop.gui.pages.imports.lines import (
    DOUBTFUL,
    UNREAD,
    Line,
    LinesModel,
    in_full,
    in_short,
    lines,
)
from portfolio_desktop.gui.pages.imports.session import Session
from portfolio_desktop.gui.pages.wizard.preview import ALL, Kinds, preview_table
from portfolio_desktop.gui.pages.wizard.step import Step
from portfolio_desktop.gui.pages.working import Working
from portfolio_desktop.gui.theme import GAP_SMALL
from portfolio_desktop.gui.widgets.labels import Label
from portfolio_desktop.services.office import Office

_NOW = 4
_WIDTHS = (56, 104, 260, 190, 190)


class PreviewStep(Step[Session]):
    """Plans when it is entered, and again when projects that have left are to be marked."""

    def __init__(self, desk: Desk, *, parent: QWidget | None = None) -> None:
        super().__init__(
            desk,
            _("See what would happen"),
            _(
                "Nothing is written yet. What cannot be read is kept aside with its reason and can be saved afterwards."
            ),
            parent=parent,
        )
        self._session: Session | None = None
        self._source: Source | None = None
        self._lines: tuple[Line, ...] = ()
        self._kinds = Kinds(
            (
                (ALL, _("All")),
                (Fate.ADD.value, _("Added")),
                (Fate.CHANGE.value, _("Changed")),
                (Fate.SAME.value, _("Unchanged")),
                (Fate.ASIDE.value, _("Set aside")),
                (UNREAD, _("Not readable")),
                (DOUBTFUL, _("Doubtful")),
            ),
            self._choose,
        )
        self._also = Label(ink="muted", wrap=True)
        self._alike = AlikePeople()
        self._alike.said.connect(self._same)
        self._gone = QCheckBox(_("Mark projects that are gone as left"))
        self._gone.clicked.connect(self._mark)
        self._remember = QCheckBox(_("Remember this mapping as"))
        self._remember.toggled.connect(lambda _on: self._name_changed())
        self._name = QLineEdit()
        self._name.setAccessibleName(_("Name of the mapping"))
        self._name.setFixedWidth(220)
        self._name.textChanged.connect(lambda _text: self._name_changed())
        keep = QHBoxLayout()
        keep.setSpacing(GAP_SMALL)
        keep.addWidget(self._remember)
        keep.addWidget(self._name)
        keep.addStretch(1)
        self._model = LinesModel(self)
        self._working = Working()
        self.column.addWidget(self._kinds)
        self.column.addWidget(self._working, 1)
        self._table = preview_table(self._model, _WIDTHS)
        self.column.addWidget(self._table, 1)
        self.column.addWidget(self._also)
        self.column.addWidget(self._alike)
        self.column.addWidget(self._gone)
        self.column.addLayout(keep)

    @property
    def ready(self) -> bool:
        plan = self._session.plan if self._session else None
        return plan is not None and (
            plan.counts[Fate.ADD] + plan.counts[Fate.CHANGE] > 0 or bool(plan.new_fields)
        )

    @property
    def heard(self) -> str:
        if self._session is None or self._session.plan is None:
            return super().heard
        return ". ".join(filter(None, (super().heard, self._kinds.heard, self._also.text())))

    def enter(self, session: Session) -> None:
        if (
            session.source is not self._source
        ):  # another sheet of the same file is remembered as the one before
            self._source = session.source
            self._remember.setChecked(False)
            self._name.setText(session.source.name.rpartition(".")[0] if session.source else "")
        self._session = session
        self._name_changed()
        if session.plan is None:
            self._plan()
        else:
            self._show(session.plan)

    def _plan(self) -> None:
        session, catalogue = self._session, self._desk.catalogue
        if session is None or session.laid is None or session.mapped is None:
            return
        table, mapping, options = session.laid.table, session.mapped.mapping, session.options(catalogue)
        sheets = session.source.sheets if session.source else ()
        session.late = False

        def job(office: Office, progress: Progress) -> tuple[Plan, tuple[Line, ...]]:
            plan = plan_import(office, table, mapping, options, sheets=sheets, progress=progress)
            return plan, lines(plan, catalogue)

        def done(found: tuple[Plan, tuple[Line, ...]]) -> None:
            session.plan, self._lines = found
            self._show(found[0])

        self._busy(True)
        self._working.follow(_("Comparing with what is there"), lambda: self._busy(False))
        task = self._desk.work(
            job, done, owner=self, failed=self._failed, progress=self._working.progress, label=_("Comparing")
        )
        self._working.hold(task)
        self.instead(task)

    def _failed(self, error: Exception) -> None:
        self._busy(False)
        self._desk.ask.refuse(str(error))

    def _busy(self, busy: bool) -> None:
        self._working.setVisible(busy)
        self._table.setVisible(not busy)

    def _show(self, plan: Plan) -> None:
        self._busy(False)
        doubtful = len(plan.doubts) + len(plan.gaps) + len(plan.beside)
        self._kinds.count(ALL, len(plan.rows))
        for fate in (Fate.ADD, Fate.CHANGE, Fate.SAME, Fate.ASIDE):
            self._kinds.count(fate.value, plan.counts[fate])
        self._kinds.count(UNREAD, len(plan.unread))
        self._kinds.count(DOUBTFUL, doubtful, hidden=not doubtful)
        self._choose(self._kinds.key)
        self._also.setText(" ".join(_also(plan, self._desk.catalogue)))
        self._also.setVisible(bool(self._also.text()))
        self._alike.show_pairs(plan.alike)
        count = len(plan.gone)
        self._gone.setVisible(bool(count))
        self._gone.setText(
            ngettext(
                "{count} project of the period before is not in this file: mark it as left",
                "{count} projects of the period before are not in this file: mark them as left",
                count,
            ).format(count=count)
        )
        self._gone.setChecked(plan.options.mark_left)
        self.changed.emit()

    def _choose(self, kind: str) -> None:
        shown = in_full(self._lines, kind) if kind else in_short(self._lines)
        self._table.setColumnHidden(_NOW, not any(line.old for line in shown))  # nothing would be replaced
        self._model.show_lines(shown)

    def _mark(self, on: bool) -> None:
        if self._session is not None:
            self._session.mark_left = on
            self._plan()

    def _same(self, pair: Alike, on: bool) -> None:
        if self._session is None:
            return
        if on:
            self._session.same[pair.name] = pair.other
        else:
            self._session.same.pop(pair.name, None)
        self._plan()

    def _name_changed(self) -> None:
        wanted = self._remember.isChecked()
        self._name.setEnabled(wanted)
        if self._session is not None:
            self._session.remember_as = self._name.text().strip() if wanted else ""


def _quoted(given_up: Sequence[Difference]) -> str:
    texts = dict.fromkeys(each.new.text for each in given_up if isinstance(each.new, Unknown))
    return ", ".join(f"“{shorten(text, 40)}”" for text in list(texts)[:6])


def _also(plan: Plan, catalogue: Catalogue) -> list[str]:
    """What happens besides the rows, and why nothing can be imported where nothing can."""
    said = []
    if plan.rows and not (plan.counts[Fate.ADD] or plan.counts[Fate.CHANGE] or plan.new_fields):
        said.append(
            _("No row of this file can come in as it stands. What each lacks stands beside it.")
            if plan.counts[Fate.ASIDE] == len(plan.rows)
            else _("Nothing in this file differs from what is here, so there is nothing to import.")
        )
    if plan.made:
        said.append(
            _("Added as well, because rows name them: {records}.").format(records=made_words(plan, catalogue))
        )
    said += items_told(plan, catalogue)
    if corrected := len(plan.corrected):
        said.append(
            ngettext(
                "{count} value that somebody has changed here since the last import gives way to the file’s. “Now” "
                "says who and when.",
                "{count} values that somebody has changed here since the last import give way to the file’s. “Now” "
                "says who and when.",
                corrected,
            ).format(count=corrected)
        )
    if given_up := plan.given_up:
        said.append(
            ngettext(
                "{count} known value gives way to words that are no value: {words}. Before, say what they mean or "
                "leave the column out.",
                "{count} known values give way to words that are no value: {words}. Before, say what they mean or "
                "leave the column out.",
                len(given_up),
            ).format(count=len(given_up), words=_quoted(given_up))
        )
    if doubts := len(plan.doubts):
        said.append(
            ngettext(
                "{count} score is contradicted by its own row. What was stated is kept in the note, with the reason "
                "for the doubt.",
                "{count} scores are contradicted by their own rows. What was stated is kept in the notes, with the "
                "reasons for the doubt.",
                doubts,
            ).format(count=doubts)
        )
    if plan.gaps:
        said.append(_gaps_told(plan.gaps))
    if beside := len(plan.beside):
        said.append(
            ngettext(
                "{count} row is added beside a record that is much the same. “Doubtful” says by what they differ.",
                "{count} rows are added beside records that are much the same. “Doubtful” says by what they differ.",
                beside,
            ).format(count=beside)
        )
    said += last_month_told(plan)
    said += months_told(plan.table, plan.mapping)
    said += map(str, plan.private)
    if unused := plan.unused:
        said.append(
            ngettext(
                "{count} column has no place here and stays out: {names}.",
                "{count} columns have no place here and stay out: {names}.",
                len(unused),
            ).format(count=len(unused), names=", ".join(unused[:8]))
        )
    return said


def _gaps_told(gaps: Sequence[PlannedRow]) -> str:
    """Which rows have a status that asks for more than they say: one in full, several in short."""
    if len(gaps) == 1:
        (row,) = gaps
        told = _("Row {number}, “{title}”, comes in as it stands: {gap}")
        return told.format(number=row.number, title=shorten(row.title, 60), gap=row.gap)
    told = ngettext(
        "{count} row has a status that asks for a field which is empty: {rows}. It comes in as it stands; "
        "“Doubtful” names the field.",
        "{count} rows have a status that asks for a field which is empty: {rows}. They come in as they stand; "
        "“Doubtful” names the field of each.",
        len(gaps),
    )
    return told.format(
        count=len(gaps), rows=some([f"{row.number} “{shorten(row.title, 40)}”" for row in gaps])
    )
