# SPDX-License-Identifier: Apache-2.0
"""Where the worked-out dates of tasks lie. They follow from the registers, so the log knows nothing of them."""

from sqlalchemy import Column, Integer, MetaData, Table, Text

NAME = "task_schedule"


def schedule_table(metadata: MetaData) -> Table:
    """A row for each task that has a place in time. Columns are stored as the kinds of their fields are."""
    return Table(
        NAME,
        metadata,
        Column("task", Text, primary_key=True),
        Column("starts", Text, nullable=False),
        Column("finishes", Text, nullable=False),
        Column("latest_finish", Text, nullable=False),
        Column("total_float", Integer, nullable=False),
        Column("free_float", Integer, nullable=False),
        Column("critical", Integer, nullable=False),
        Column("conflict", Text),
    )
