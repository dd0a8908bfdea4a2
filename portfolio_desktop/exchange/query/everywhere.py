# SPDX-License-Identifier: Apache-2.0
"""The search over everything: what typed terms mean in each register that can answer them, and what is found there."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from portfolio_desktop.base.errors import Refusal
from portfolio_desktop.base.i18n import N_, _
from portfolio_desktop.base.text import one_line
from portfolio_desktop.catalogue.catalogue import Catalogue
from portfolio_desktop.catalogue.entity import Entity
from portfolio_desktop.catalogue.filters import EVERYTHING, All, Filter, Not
from portfolio_desktop.exchange.query import naming
from portfolio_desktop.exchange.query.meaning import (
    excluded,
    is_being_typed,
    is_excluded_word,
    named_part,
    plain_words,
)
from portfolio_desktop.exchange.query.naming import Sought
from portfolio_desktop.exchange.query.terms import Term, terms
from portfolio_desktop.services.find import Found, find, listed
from portfolio_desktop.services.office import Office

USUAL = N_("owner:, rag:, due:, status:, project:, in:risks, has:owner, is:open, is:closed, is:overdue")


@dataclass(frozen=True, slots=True)
class Asked:
    """What was typed: words to find anywhere, and in which registers under which filter; None for anywhere."""

    words: str
    within: Mapping[str, Filter] | None

    @property
    def is_nothing(self) -> bool:
        """Whether nothing is asked for yet."""
        return not self.words and self.within is None


@dataclass(frozen=True, slots=True)
class Results:
    """What was found, the likeliest first. `counts` says how many a register has where all of them were counted."""

    found: tuple[Found, ...] = ()
    counts: Mapping[str, int] = field(default_factory=dict)


def search(office: Office, text: str, *, limit: int = 200) -> Results:
    """The records that `text` asks for. Refuses, in one sentence, what no register could answer."""
    asked = ask(office.catalogue, text)
    if asked.is_nothing:
        return Results()
    if asked.words:
        return Results(find(office, asked.words, limit=limit, within=asked.within))
    within = asked.within or {}
    return Results(*listed(office, within, each=max(10, limit // max(1, len(within)))))


def ask(catalogue: Catalogue, text: str) -> Asked:
    """What `text` asks for. A register that has no such field, state or value has nothing to answer with."""
    return asked_by(catalogue, terms(text))


def asked_by(catalogue: Catalogue, typed: tuple[Term, ...]) -> Asked:
    """What terms ask for, as they were typed."""
    words = plain_words(typed)
    named = tuple(term for term in typed if term.name and not is_being_typed(term, typed))
    if not named and not any(map(is_excluded_word, typed)):
        return Asked(words, None)
    within = _within(catalogue, named, typed, beginnings=False)
    if not within:
        within = _within(catalogue, named, typed, beginnings=True)
    if not within:
        raise Refusal(_why_none(catalogue, named))
    return Asked(words, within)


def _within(
    catalogue: Catalogue, named: tuple[Term, ...], typed: tuple[Term, ...], *, beginnings: bool
) -> dict[str, Filter]:
    found: dict[str, Filter] = {}
    for entity in catalogue.seen:
        sought = Sought(catalogue, entity)
        parts = [_answer(sought, term, beginnings=beginnings) for term in named]
        known = [part for part in parts if part is not None]
        if len(known) == len(parts) and Not(EVERYTHING) not in known:
            kept = (*(part for part in known if part != EVERYTHING), *excluded(sought, typed))
            found[entity.name] = All(kept) if kept else EVERYTHING
    return found


def _answer(sought: Sought, term: Term, *, beginnings: bool) -> Filter | None:
    """What a term means in one register. None where it has no such field; what it cannot have, it need not leave out."""
    part = _named(sought, term, beginnings)
    if part is None:
        return EVERYTHING if term.negated else None
    if term.negated:
        return EVERYTHING if part == Not(EVERYTHING) else Not(part)
    return part


def _named(sought: Sought, term: Term, beginnings: bool) -> Filter | None:
    if term.name == naming.IS:
        return naming.state(
            sought, term.text
        )  # to say in words which there are would take longer than to look
    try:
        return named_part(sought, term, beginnings=beginnings)
    except Refusal:
        return None


def _why_none(catalogue: Catalogue, named: tuple[Term, ...]) -> str:
    """Which term nothing can answer, in the words of the register that comes nearest; else that no register has all."""
    for term in named:
        refusals: list[str] = []
        answered = False
        for entity in catalogue.seen:
            refusal = _refusal(catalogue, entity, term)
            answered = answered or refusal == ""
            refusals += [refusal] if refusal else []
        if not answered:
            if term.name == naming.IS:
                return _no_state(term.text)
            usual = naming.unknown_name(
                term.text if term.name == naming.HAS else term.name, _("any register"), _(USUAL)
            )
            return usual if term.name == naming.HAS or not refusals else refusals[0]
    names = ", ".join(f"{term.name}:" for term in named)
    return _("No register has all of {names} together. Leave one out.").format(names=names)


def _no_state(word: str) -> str:
    return _(
        "“is:{word}” says nothing about any register. There are: {states}, or a status such as is:draft."
    ).format(word=one_line(word)[:40], states=", ".join(f"is:{each}" for each in naming.STATES))


def _refusal(catalogue: Catalogue, entity: Entity, term: Term) -> str | None:
    """Why a register cannot answer a term; empty where it can, None where it has nothing of that name."""
    try:
        return None if named_part(Sought(catalogue, entity), term) is None else ""
    except Refusal as refusal:
        return str(refusal)
