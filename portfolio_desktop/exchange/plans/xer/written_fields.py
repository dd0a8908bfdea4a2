# SPDX-License-Identifier: Apache-2.0
"""The tables of notebooks and of user-defined fields."""

from collections.abc import Mapping
from html import escape

from portfolio_desktop.exchange.plans.plan_file import CustomField, FieldKind, FieldValue
from portfolio_desktop.exchange.plans.xer.written_tables import PROJECT, Table, Writing, at, hours

_KINDS = {
    FieldKind.TEXT: "FT_TEXT",
    FieldKind.NUMBER: "FT_FLOAT",
    FieldKind.COST: "FT_MONEY",
    FieldKind.FLAG: "FT_TEXT",
    FieldKind.DATE: "FT_START_DATE",
    FieldKind.DURATION: "FT_FLOAT",
}


def notes(writing: Writing) -> tuple[Table, ...]:
    of_tasks = Table("TASKMEMO", ("memo_id", "task_id", "memo_type_id", "proj_id", "task_memo"))
    of_nodes = Table("WBSMEMO", ("wbs_memo_id", "proj_id", "wbs_id", "memo_type_id", "wbs_memo"))
    for number, task in enumerate(writing.plan.tasks, 1):
        words = escape(task.notes, quote=False)
        if words and task.summary:
            of_nodes.add(
                wbs_memo_id=number, proj_id=PROJECT, wbs_id=writing.numbers[task.uid], wbs_memo=words
            )
        elif words:
            of_tasks.add(memo_id=number, task_id=writing.numbers[task.uid], proj_id=PROJECT, task_memo=words)
    return of_tasks, of_nodes


def fields(writing: Writing) -> tuple[Table, Table]:
    """Custom fields of tasks and of resources as user-defined fields; a definition belongs to one kind of record."""
    types = Table("UDFTYPE", ("udf_type_id", "table_name", "udf_type_label", "logical_data_type"))
    cells = Table("UDFVALUE", ("udf_type_id", "fk_id", "proj_id", "udf_date", "udf_number", "udf_text"))
    held: list[tuple[str, int, Mapping[str, FieldValue]]] = [
        ("PROJWBS" if task.summary else "TASK", writing.numbers[task.uid], task.values)
        for task in writing.plan.tasks
    ]
    held += [("RSRC", writing.resources[one.uid], one.values) for one in writing.plan.resources]
    kinds = {custom.name: custom for custom in writing.plan.fields}
    numbers: dict[tuple[str, str], int] = {}
    for table, owner, mapping in held:
        for name, value in mapping.items():
            if name not in kinds:
                continue
            key = table, name
            if key not in numbers:
                numbers[key] = len(numbers) + 1
                types.add(
                    udf_type_id=numbers[key],
                    table_name=table,
                    udf_type_label=name,
                    logical_data_type=_KINDS[kinds[name].kind],
                )
            cells.add(udf_type_id=numbers[key], fk_id=owner, proj_id=PROJECT, **_value(kinds[name], value))
    return types, cells


def _value(custom: CustomField, value: FieldValue) -> dict[str, object]:
    match custom.kind:
        case FieldKind.DATE:
            return {"udf_date": at(int(value))}
        case FieldKind.NUMBER | FieldKind.COST:
            return {"udf_number": repr(float(value))}
        case FieldKind.DURATION:
            return {"udf_number": hours(int(value))}
        case FieldKind.FLAG:
            return {"udf_text": "Y" if value else "N"}
        case _:
            return {"udf_text": str(value)}
