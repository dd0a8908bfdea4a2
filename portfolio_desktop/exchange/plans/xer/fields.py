# SPDX-License-Identifier: Apache-2.0
"""Activity codes, user-defined fields and notebooks of an XER file, by the record they belong to."""

import re
from collections import defaultdict
from collections.abc import Mapping
from html import unescape

from portfolio_desktop.exchange.plans import values
from portfolio_desktop.exchange.plans.plan_file import CustomField, FieldKind, FieldValue
from portfolio_desktop.exchange.plans.xer.tables import Row, Tables

_KINDS = {
    "FT_START_DATE": FieldKind.DATE,
    "FT_END_DATE": FieldKind.DATE,
    "FT_FLOAT": FieldKind.NUMBER,
    "FT_FLOAT_2_DECIMALS": FieldKind.NUMBER,
    "FT_INT": FieldKind.NUMBER,
    "FT_MONEY": FieldKind.COST,
}
_BREAKS = re.compile(r"<(?:br|p|div|li|tr)\b[^>]*>|\x7f\x7f", re.IGNORECASE)
_TAGS = re.compile(r"<(?:style|script)\b.*?</(?:style|script)>|<[^<>]*>|\x7f", re.IGNORECASE | re.DOTALL)
_SPACES = re.compile(r"[ \t\xa0]+")


class Fields:
    """The custom values of tasks, of WBS nodes and of resources."""

    def __init__(self, tables: Tables) -> None:
        self.used: dict[str, CustomField] = {}
        self._values: dict[tuple[str, str], dict[str, FieldValue]] = defaultdict(dict)
        self._read_codes(tables)
        self._read_own(tables)

    def of(self, table: str, identity: str) -> Mapping[str, FieldValue]:
        return self._values.get((table, identity), {})

    def _put(self, place: tuple[str, str], custom: CustomField, value: FieldValue) -> None:
        self.used.setdefault(custom.name, custom)
        self._values[place][custom.name] = value

    def _read_codes(self, tables: Tables) -> None:
        types = {
            row.get("actv_code_type_id"): row.get("actv_code_type", "") for row in tables.rows("ACTVTYPE")
        }
        codes = {
            row["actv_code_id"]: (types.get(row.get("actv_code_type_id")), row)
            for row in tables.rows("ACTVCODE")
            if "actv_code_id" in row
        }
        for row in tables.rows("TASKACTV"):
            name, code = codes.get(row.get("actv_code_id", ""), (None, {}))
            if name:
                text = values.clean(code.get("actv_code_name") or code.get("short_name"))
                self._put(("TASK", row.get("task_id", "")), CustomField(name=values.clean(name)), text)

    def _read_own(self, tables: Tables) -> None:
        types: dict[str, tuple[str, CustomField]] = {}
        names = {(name, "TASK"): FieldKind.TEXT for name in self.used}
        for row in tables.rows("UDFTYPE"):
            name = values.clean(row.get("udf_type_label") or row.get("udf_type_name"))
            kind = _KINDS.get(row.get("logical_data_type", ""), FieldKind.TEXT)
            table = row.get("table_name", "")
            others = {other for (own, _table), other in names.items() if own == name}
            if (name, table) in names or others - {
                kind
            }:  # that of a resource may be called as that of a task is
                name = f"{name} ({table.lower()} {row.get('udf_type_id', '')})"
            names[name, table] = kind
            types[row.get("udf_type_id", "")] = (table, CustomField(name=name, kind=kind))

        def read(row: Row) -> None:
            table, custom = types.get(row.get("udf_type_id", ""), ("", None))
            if custom is not None and (value := _value(row, custom.kind)) is not None:
                self._put((table, row.get("fk_id", "")), custom, value)

        for _done in tables.each("UDFVALUE", read):
            pass


def _value(row: Row, kind: FieldKind) -> FieldValue | None:
    match kind:
        case FieldKind.DATE:
            return values.instant(row["udf_date"]) if "udf_date" in row else None
        case FieldKind.NUMBER | FieldKind.COST:
            return values.number(row["udf_number"]) if "udf_number" in row else None
        case _:
            return values.clean(row.get("udf_text")) or None


def read_notes(tables: Tables, table: str, owner: str, column: str) -> dict[str, str]:
    """The notebooks in `table` by what its column `owner` says, each under the name of its topic."""
    topics = {row.get("memo_type_id"): values.clean(row.get("memo_type")) for row in tables.rows("MEMOTYPE")}
    found: dict[str, list[str]] = defaultdict(list)
    for row in tables.rows(table):
        if text := plain(row.get(column, "")):
            topic = topics.get(row.get("memo_type_id"))
            found[row.get(owner, "")].append(f"{topic}: {text}" if topic else text)
    return {identity: "\n\n".join(texts) for identity, texts in found.items()}


def plain(text: str) -> str:
    """The words of a note that is kept as a web page."""
    text = unescape(_TAGS.sub("", _BREAKS.sub("\n", text)))
    lines = (_SPACES.sub(" ", line).strip() for line in text.splitlines())
    return values.clean("\n".join(line for line in lines if line))
