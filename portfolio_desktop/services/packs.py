# SPDX-License-Identifier: Apache-2.0
"""Steering packs: made from the workspace, issued with their data frozen, and printed again as they were."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import UTC, date, datetime
from typing import cast

from portfolio_desktop.base.dates import format_date, format_month
from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.base.i18n import _
from portfolio_desktop.base.values import Rating
from portfolio_desktop.catalogue.fields import Id
from portfolio_desktop.catalogue.filters import All, Filter, Op, Sort, Test
from portfolio_desktop.catalogue.records.governance.meetings import Meeting
from portfolio_desktop.catalogue.records.office import Pack
from portfolio_desktop.catalogue.records.portfolio import Portfolio
from portfolio_desktop.domain.pack import Edition, PackData, PackProject
from portfolio_desktop.domain.pack_changes import compare
from portfolio_desktop.domain.pack_figures import concerns
from portfolio_desktop.domain.pack_frozen import fingerprint, freeze, named, thaw
from portfolio_desktop.domain.risk_matrix import SHIPPED
from portfolio_desktop.services import pack_lists, pack_rows
from portfolio_desktop.services.office import Office, record_of
from portfolio_desktop.services.overdue import still_open, together
from portfolio_desktop.services.periods import Issued, issued_of, json_object, period_ends
from portfolio_desktop.services.records import next_code
from portfolio_desktop.services.words import link_titles, words
from portfolio_desktop.storage.changes import Changes, Create
from portfolio_desktop.storage.read import Reader
from portfolio_desktop.storage.replay import frontier

CONCERNS, ALL, NONE = "concerns", "all", "none"
MOST_CONCERNS = 40
"""A board seldom reads more one-pagers than that: of more worries, those that weigh most."""

_SYMBOLS = {"GBP": "£", "EUR": "€", "USD": "$"}
_APRIL = 4


@dataclass(frozen=True, slots=True)
class PackChoices:
    """What a person decides about a pack. What is left empty comes from the portfolio and its reports.

    `one_pagers` are codes of projects, in the order wanted; without any, `one_pager_rule` chooses: those that worry
    most ("concerns": red or newly worse; no more of them than `most_concerns`), "all" or "none". `periods` is how many
    ratings stand beside each other. `since` compares with the last pack whose data describe that day or one before it,
    instead of the last pack of all.
    """

    portfolio: Id | None = None
    programmes: tuple[Id, ...] = ()
    as_of: date | None = None
    period: str = ""
    meeting: date | None = None
    title: str = ""
    version: str = "1.0"
    prepared_by: str = ""
    cleared_by: str = ""
    judgement: str | None = None
    one_pagers: tuple[str, ...] = ()
    one_pager_rule: str = CONCERNS
    most_concerns: int = MOST_CONCERNS
    periods: int = 4
    since: date | None = None


def build(office: Office, choices: PackChoices | None = None) -> PackData:
    """The data of a pack as the workspace now stands, compared with the last one that was issued."""
    chosen = choices or PackChoices()
    with office.reading() as reader:
        return _build(reader, chosen)


def issue(office: Office, choices: PackChoices | None = None, *, on: datetime | None = None) -> Changes:
    """The record of a pack that goes out now (or on `on`, this laptop's own time), with its data frozen in it."""
    chosen = choices or PackChoices()
    entity = office.catalogue.entity("pack")
    with office.reading() as reader:
        data = _build(reader, chosen)
        portfolio = _portfolio(reader, chosen)
        state = frontier(reader.connection)
        code = next_code(reader, entity)
    edition = data.edition
    title = chosen.title or " – ".join(part for part in (edition.portfolio, edition.period) if part)
    moment = on or datetime.now(UTC).astimezone()
    values = {
        "code": code,
        "title": title,
        "portfolio_id": portfolio.id if portfolio else None,
        "board": edition.board or None,
        "period": edition.period or None,
        "version": edition.version or None,
        "data_as_of": edition.as_of,
        "issued_on": moment.replace(second=0, microsecond=0, tzinfo=None),
        "issued_by": office.store.author,
        "options": json.dumps({"choices": _plain(chosen), "ratings": _ratings(data)}, sort_keys=True),
        "frontier": json.dumps(state, sort_keys=True),
        "fingerprint": fingerprint(data),
        "frozen": freeze(data),
    }
    said = {name: value for name, value in values.items() if value is not None}
    label = _("Issue pack {code}").format(code=code)
    return Changes(label, (Create("pack", Id(office.store.new_id()), said),))


def reissue(office: Office, id: Id) -> PackData:
    """Exactly what an issued pack printed. Refuses when nothing was frozen, or it is no longer what it was."""
    with office.reading() as reader:
        pack = cast(Pack, record_of(reader, "pack", id))
    if not pack.frozen:
        raise Refusal(
            _("{title} was entered by hand, so there is nothing to print again.").format(title=pack.title)
        )
    return _thawed(pack)


def issued(office: Office) -> tuple[Issued, ...]:
    """Every pack on record, the last first."""
    with office.reading() as reader:
        entity = reader.catalogue.entity("pack")
        order = (Sort("issued_on", descending=True), Sort("code", descending=True))
        return tuple(issued_of(cast(Pack, each)) for each in reader.all(entity, order=order))


def _build(reader: Reader, choices: PackChoices) -> PackData:
    as_of = choices.as_of or reader.today
    portfolio = _portfolio(reader, choices)
    before, unreadable = _previous(reader, choices)
    ends = tuple(period_ends(reader, as_of)[-choices.periods :])
    edition = _edition(reader, choices, portfolio, as_of, ends[-1] if ends else None, before)
    ends = ends or (as_of,)
    projects = pack_rows.rows(reader, _chosen(reader, choices), ends, before.projects if before else ())
    keys = {project.key for project in projects}
    data = PackData(
        edition=edition,
        projects=projects,
        risks=pack_lists.risks(reader, keys, before.risks if before else None),
        asks=pack_lists.asks(reader, keys),
        judgement=_judgement(choices, portfolio),
        periods=tuple(format_month(end) for end in ends),
        unreadable=unreadable,
        matrix="" if reader.rules.matrix == SHIPPED else json.dumps(reader.rules.matrix.to_plain()),
    )
    data = replace(data, one_pagers=_one_pagers(data, choices))
    return named(replace(data, changes=compare(before, data)) if before else data)


def _previous(reader: Reader, choices: PackChoices) -> tuple[PackData | None, str]:
    """What the last pack of the same portfolio and programmes printed; None before the first.

    None also where its frozen data are damaged: they must not stop the board's next pack, which names the one it
    cannot be compared with.
    """
    entity = reader.catalogue.entity("pack")
    order = (Sort("issued_on", descending=True), Sort("code", descending=True))
    for row in reader.rows(entity, Test("frozen", Op.KNOWN), order):
        (pack,) = reader.page(entity, [row])
        assert isinstance(pack, Pack)
        if _may_precede(pack, choices):
            try:
                return _thawed(pack), ""
            except Refusal:
                return None, pack.title or pack.code or "–"
    if choices.since is not None:
        raise Refusal(
            _(
                "No pack like this one was issued on data of {day} or before. Leave the day out, or say a later one."
            ).format(day=format_date(choices.since))
        )
    return None, ""


def _may_precede(pack: Pack, choices: PackChoices) -> bool:
    """Whether a pack was issued that the one of these choices can be compared with."""
    if not pack.frozen or _scope(_options(pack)) != _scope(_plain(choices)):
        return False
    return choices.since is None or (isinstance(pack.data_as_of, date) and pack.data_as_of <= choices.since)


def _thawed(pack: Pack) -> PackData:
    """The frozen data of a pack; refuses those that are damaged or are not its own."""
    data = thaw(pack.frozen or "")
    if fingerprint(data) != pack.fingerprint:
        raise Refusal(
            _("The frozen data of {title} do not match their fingerprint. Restore a backup.").format(
                title=pack.title
            )
        )
    return data


def _options(pack: Pack) -> Mapping[str, object]:
    options = json_object(pack.options).get("choices")
    return options if isinstance(options, dict) else {}


def _scope(options: Mapping[str, object]) -> tuple[object, list[str]]:
    """What two packs must share for the one to be compared with the other."""
    programmes = options.get("programmes")
    return options.get("portfolio"), sorted(map(str, programmes)) if isinstance(
        programmes, list | tuple
    ) else []


def _chosen(reader: Reader, choices: PackChoices) -> Filter:
    parts = [still_open(reader.catalogue, reader.catalogue.entity("project"))]
    if choices.portfolio is not None:
        parts.append(Test("portfolio_id", Op.IS, choices.portfolio))
    if choices.programmes:
        parts.append(Test("programme_id", Op.ANY_OF, list(choices.programmes)))
    return together(parts)


def _portfolio(reader: Reader, choices: PackChoices) -> Portfolio | None:
    """The one that was chosen; else the first there is."""
    entity = reader.catalogue.entity("portfolio")
    if choices.portfolio is not None:
        return cast(Portfolio, record_of(reader, "portfolio", choices.portfolio))
    return cast(Portfolio | None, next(iter(reader.all(entity, order=(Sort("code"),))), None))


def _edition(
    reader: Reader,
    choices: PackChoices,
    portfolio: Portfolio | None,
    as_of: date,
    reported: date | None,
    before: PackData | None,
) -> Edition:
    period = choices.period or format_month(reported or as_of)
    previous = before.edition.as_of if before else None
    if portfolio is None:
        name = choices.title or _("Portfolio")
        return Edition(
            name,
            as_of,
            meeting=choices.meeting,
            period=period,
            version=choices.version,
            prepared_by=choices.prepared_by,
            cleared_by=choices.cleared_by,
            previous=previous,
            reported=reported,
        )
    entity = reader.catalogue.entity("portfolio")
    titles = link_titles(reader, entity, [portfolio])
    currency = (portfolio.currency or "GBP").upper()
    return Edition(
        portfolio=portfolio.title or "",
        as_of=as_of,
        board=titles.get(Id(str(portfolio.board_id)), ""),
        meeting=choices.meeting or _meeting(reader, portfolio, as_of),
        period=period,
        version=choices.version,
        marking=words(reader.catalogue, entity.field("marking"), portfolio.marking),
        prepared_by=choices.prepared_by,
        cleared_by=choices.cleared_by or titles.get(Id(str(portfolio.head_id)), ""),
        distribution=tuple(
            part.strip() for part in (portfolio.distribution or "").split(";") if part.strip()
        ),
        currency=_SYMBOLS.get(currency, currency),
        year_starts=year_start(portfolio),
        previous=previous,
        reported=reported,
    )


def year_start(portfolio: Portfolio) -> int:
    """The month in which the portfolio's financial year begins: April unless it says otherwise."""
    said = portfolio.year_start
    return int(said) if isinstance(said, str) and said.isdecimal() and 1 <= int(said) <= 12 else _APRIL


def _meeting(reader: Reader, portfolio: Portfolio, as_of: date) -> date | None:
    """The board's next meeting that is planned."""
    entity = reader.catalogue.entity("meeting")
    if not isinstance(portfolio.board_id, str):
        return None
    planned = All((Test("board_id", Op.IS, portfolio.board_id), Test("status", Op.IS, "planned")))
    meetings = [cast(Meeting, each) for each in reader.all(entity, planned, (Sort("starts"),))]
    days = (each.starts.date() for each in meetings if isinstance(each.starts, datetime))
    return next((day for day in days if day >= as_of), None)


def _judgement(choices: PackChoices, portfolio: Portfolio | None) -> str:
    if choices.judgement is not None:
        return choices.judgement
    return (portfolio.summary or "") if portfolio else ""


def _one_pagers(data: PackData, choices: PackChoices) -> tuple[str, ...]:
    if choices.one_pagers:
        by_code = {project.code.casefold(): project.key for project in data.projects}
        return tuple(_key(by_code, code) for code in choices.one_pagers)
    rules: dict[str, Sequence[PackProject]] = {
        CONCERNS: concerns(data)[: choices.most_concerns],
        ALL: data.projects,
        NONE: (),
    }
    return tuple(project.key for project in rules[choices.one_pager_rule])


def _key(by_code: dict[str, str], code: str) -> str:
    key = by_code.get(code.strip().casefold())
    if key is None:
        raise Refusal(
            _("No project of this pack has the code {code}. Check the list of one-pagers.").format(code=code)
        )
    return key


def _ratings(data: PackData) -> dict[str, str]:
    """What the next look at home compares with, without thawing the whole pack."""
    return {p.key: str(p.rating) for p in data.projects if isinstance(p.rating, Rating)}


def _plain(choices: PackChoices) -> dict[str, object]:
    return {
        name: value.isoformat() if isinstance(value, date) else value
        for name, value in asdict(choices).items()
    }
