# SPDX-License-Identifier: Apache-2.0
"""A pack's data as one line of text that gives the very same data back: how an issued pack is kept.

Fields that say no more than their default are not written, so that a field which a later version adds leaves the text
and the fingerprint of earlier packs as they were. For the same reason no default ever changes.

JSON in which each value says what it is, compressed, in letters that survive any file. Text from outside is read
with a limit on its size, and only ever becomes the classes of `domain.pack.data`.
"""

import base64
import dataclasses
import hashlib
import json
import zlib
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from typing import Any

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.base.i18n import _
from portfolio_desktop.base.values import Rating, Unknown
from portfolio_desktop.domain.pack import data as pack
from portfolio_desktop.domain.pack import governance, quality, resources, risks, schedule
from portfolio_desktop.domain.pack.data import PackData

_LARGEST = 400_000_000  # bytes of JSON: some hundred times the largest pack that anybody would print
_SHORT = 8

_CLASSES: dict[str, Any] = {
    kind.__name__: kind
    for kind in (
        PackData,
        pack.Edition,
        pack.Ask,
        pack.Dimension,
        pack.KeyDate,
        pack.MoneyLine,
        pack.Milestone,
        pack.Narrative,
        pack.PackProject,
        pack.Moved,
        pack.ChangeLine,
        pack.Changes,
        risks.PackRisk,
        risks.PackExposure,
        risks.BurnMark,
        risks.Burn,
        governance.Governance,
        governance.Sign,
        governance.Option,
        governance.Told,
        governance.Taken,
        governance.Task,
        governance.Reviewed,
        governance.Advice,
        governance.Gap,
        governance.Controlled,
        governance.Change,
        governance.Questioned,
        governance.Stray,
        schedule.PackSchedule,
        schedule.PackPlan,
        schedule.PlanBar,
        schedule.PlanArrow,
        schedule.Slipped,
        schedule.HandedOver,
        schedule.Checked,
        resources.PackResources,
        resources.LoadRow,
        resources.LoadMonth,
        resources.PackClash,
        resources.TeamPosts,
        quality.PackQuality,
        quality.QualityLine,
        quality.Amiss,
        Rating,
        Unknown,
    )
}


def freeze(data: PackData) -> str:
    """`data` as text for `thaw`."""
    return base64.b85encode(zlib.compress(_json(data), 9)).decode("ascii")


def thaw(text: str) -> PackData:
    """What `freeze` was given. Refuses text that is damaged."""
    try:
        opener = zlib.decompressobj()
        plain = opener.decompress(base64.b85decode(text), _LARGEST)
        if not opener.eof:
            raise ValueError("cut short, or larger than any pack")
        data = _thawed(json.loads(plain))
        if not isinstance(data, PackData):
            raise TypeError("not a pack")
    except (ValueError, TypeError, KeyError, ArithmeticError, RecursionError, zlib.error) as error:
        raise Refusal(
            _("The frozen data of this pack are damaged, so it cannot be printed again. Restore a backup.")
        ) from error
    return data


def fingerprint(data: PackData) -> str:
    """A digest of everything that the pack says, but for the snapshot's name, which is made from it."""
    unnamed = dataclasses.replace(data, edition=dataclasses.replace(data.edition, snapshot=""))
    return hashlib.sha256(_json(unnamed)).hexdigest()


def named(data: PackData) -> PackData:
    """`data` with the beginning of its fingerprint as the name of its snapshot."""
    snapshot = fingerprint(data)[:_SHORT]
    return dataclasses.replace(data, edition=dataclasses.replace(data.edition, snapshot=snapshot))


def _json(data: PackData) -> bytes:
    return json.dumps(_plain(data), ensure_ascii=False, separators=(",", ":")).encode("utf-8")


def _plain(value: Any) -> Any:
    if isinstance(value, str | int | None):
        return value
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    if isinstance(value, Decimal):
        return {"decimal": str(value)}
    if isinstance(value, datetime):
        return {"moment": value.isoformat()}
    if isinstance(value, date):
        return {"date": value.isoformat()}
    kind: Any = type(value)
    said = {"is": kind.__name__}
    for name, default in _fields(kind):
        held = getattr(value, name)
        if held is not default and held != default:
            said[name] = _plain(held)
    return said


@cache
def _fields(kind: Any) -> tuple[tuple[str, Any], ...]:
    return tuple((field.name, field.default) for field in dataclasses.fields(kind))


def _thawed(plain: Any) -> Any:
    if isinstance(plain, list):
        return tuple(_thawed(each) for each in plain)
    if not isinstance(plain, dict):
        return plain
    if "decimal" in plain:
        return Decimal(plain["decimal"])
    if "date" in plain:
        return date.fromisoformat(plain["date"])
    if "moment" in plain:
        return datetime.fromisoformat(plain["moment"])
    kind = _CLASSES[plain["is"]]
    known = {name for name, _default in _fields(kind)}
    return kind(**{name: _thawed(each) for name, each in plain.items() if name in known})
