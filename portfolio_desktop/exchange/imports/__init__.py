# SPDX-License-Identifier: Apache-2.0
"""From a table to one change set: which column goes where, what each row would do, and what is left over.

entity = guess_register(table, office.catalogue, hint=file_and_sheet_name)
mapping = guess(table, office.catalogue, entity)           or `offered(office, table)`, or `mapping_named(office, name)`
review(table, mapping, office.catalogue)                   how each column reads, its words, and what to ask the person
plan = plan_import(office, table, mapping, Options(source=name, as_of=guess_as_of(table, name, today=today)))
office.write(changes(office, plan))                        one change set, one undo

Nothing here shows anything or writes to a workspace by itself.
"""

from portfolio_desktop.exchange.imports.doubts import Doubt
from portfolio_desktop.exchange.imports.guessing import assign, guess, guess_register, other_kinds, registers
from portfolio_desktop.exchange.imports.headings import kept_by_acts, worked_out
from portfolio_desktop.exchange.imports.leftovers import save_leftovers
from portfolio_desktop.exchange.imports.mapping import Assignment, ColumnMapping, RowChoice
from portfolio_desktop.exchange.imports.own import keep_as_own
from portfolio_desktop.exchange.imports.period import guess_as_of, period_column
from portfolio_desktop.exchange.imports.periods import RATED, importable, last_month_told
from portfolio_desktop.exchange.imports.planned import (
    Alike,
    Corrected,
    Difference,
    Earlier,
    Fate,
    Gone,
    Leftover,
    Options,
    Plan,
    PlannedRow,
    Unread,
    items_told,
    made_words,
    some,
)
from portfolio_desktop.exchange.imports.planning import plan_import
from portfolio_desktop.exchange.imports.remembering import (
    Remembered,
    mapping_named,
    offered,
    remember,
    remembered,
)
from portfolio_desktop.exchange.imports.reviewing import (
    About,
    Question,
    Reviewed,
    months_told,
    offered_day,
    questions,
    review,
    with_day,
)
from portfolio_desktop.exchange.imports.words import (
    LONGEST_ITEM,
    NO_RATING,
    STANDS,
    WordUse,
    likely,
    listed_words,
    statuses,
    with_words,
)
from portfolio_desktop.exchange.imports.writing import changes
from portfolio_desktop.exchange.private import LeftOut, left_out, subject_of

__all__ = [
    "LONGEST_ITEM",
    "NO_RATING",
    "RATED",
    "STANDS",
    "About",
    "Alike",
    "Assignment",
    "ColumnMapping",
    "Corrected",
    "Difference",
    "Doubt",
    "Earlier",
    "Fate",
    "Gone",
    "LeftOut",
    "Leftover",
    "Options",
    "Plan",
    "PlannedRow",
    "Question",
    "Remembered",
    "Reviewed",
    "RowChoice",
    "Unread",
    "WordUse",
    "assign",
    "changes",
    "guess",
    "guess_as_of",
    "guess_register",
    "importable",
    "items_told",
    "keep_as_own",
    "kept_by_acts",
    "last_month_told",
    "left_out",
    "likely",
    "listed_words",
    "made_words",
    "mapping_named",
    "months_told",
    "offered",
    "offered_day",
    "other_kinds",
    "period_column",
    "plan_import",
    "questions",
    "registers",
    "remember",
    "remembered",
    "review",
    "save_leftovers",
    "some",
    "statuses",
    "subject_of",
    "with_day",
    "with_words",
    "worked_out",
]
