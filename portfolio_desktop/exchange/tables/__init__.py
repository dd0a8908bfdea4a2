# SPDX-License-Identifier: Apache-2.0
"""From a file to plain tables, and from cells to values. Knows nothing of workspaces, entities or what is done with them.

source = open_source(path)                          a file, whatever it is called, or one clear sentence why not
layout = guess_layout(source.likely.grid)           where the table stands; the person may change it
table = extract(source.likely.grid, layout)         named columns, numbered rows, and what did not fit
guess = guess_reading(kind, column.name, table.cells(column))    how the column is written; the person may change it
value = read_cell(row.cells[column.index], guess.reading)        a value, an Unknown, or an Unreadable with its reason
"""

from portfolio_desktop.exchange.tables.cells import (
    Cell,
    ErrorCell,
    Grid,
    Sheet,
    Source,
    cell_text,
    column_letters,
)
from portfolio_desktop.exchange.tables.dates import (
    ORDER_LABELS,
    DateOrder,
    MonthDay,
    month_alone,
    month_called,
    on_day,
)
from portfolio_desktop.exchange.tables.extract import Aside, Column, SourceRow, Table, extract
from portfolio_desktop.exchange.tables.guessing import (
    Fit,
    Guess,
    guess_column,
    guess_reading,
    order_shown,
    try_reading,
    unit_above,
    unit_in,
)
from portfolio_desktop.exchange.tables.layout import Layout, guess_layout, relaid
from portfolio_desktop.exchange.tables.opening import ENDINGS, open_source
from portfolio_desktop.exchange.tables.ratings import scale_of, scales_of, word_key
from portfolio_desktop.exchange.tables.reading import (
    AS_SAID,
    Outcome,
    Reading,
    Unreadable,
    read_cell,
    read_column,
)
from portfolio_desktop.exchange.tables.spans import Span, spans_named

__all__ = [
    "AS_SAID",
    "ENDINGS",
    "ORDER_LABELS",
    "Aside",
    "Cell",
    "Column",
    "DateOrder",
    "ErrorCell",
    "Fit",
    "Grid",
    "Guess",
    "Layout",
    "MonthDay",
    "Outcome",
    "Reading",
    "Sheet",
    "Source",
    "SourceRow",
    "Span",
    "Table",
    "Unreadable",
    "cell_text",
    "column_letters",
    "extract",
    "guess_column",
    "guess_layout",
    "guess_reading",
    "month_alone",
    "month_called",
    "on_day",
    "open_source",
    "order_shown",
    "read_cell",
    "read_column",
    "relaid",
    "scale_of",
    "scales_of",
    "spans_named",
    "try_reading",
    "unit_above",
    "unit_in",
    "word_key",
]
