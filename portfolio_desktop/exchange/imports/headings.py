# SPDX-License-Identifier: Apache-2.0
"""How near a column's heading comes to a field's label or one of its other names. Knows nothing of cells."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from portfolio_desktop.base.i18n import _
from portfolio_desktop.catalogue.entity import Entity
from portfolio_desktop.catalogue.fields import Field, Kind
from portfolio_desktop.exchange.tables import Column

EXACT = 90.0
"""The score from which a heading is one of the names of a field, and not merely like one."""

_LABEL, _ALIAS, _NAME, _VERB = 100.0, 98.0, 95.0, 94.0
_BARE = 4.0  # what a reading without brackets or years costs
_ALIKE = 92.0  # percent of likeness below which two headings are different ones
_SHORT = 6  # characters: shorter headings are too easily alike
_BRACKETS = re.compile(r"\((?!\d+\))[^()]*\)|\[[^\[\]]*\]")
_STAGES = (
    ("baseline", re.compile(r"\b(?:baselined?|original(?:ly)?|planned|plan)\b")),
    ("actual", re.compile(r"\b(?:actual(?:ly)?|achieved)\b")),
)
"""Words beside the name of a date that say which of its several dates is meant: "Finish (baseline)"."""
_BEFORE = re.compile(
    r"\b(?:last|previous|prior) (?:\w+ )?(?:week|month|quarter|period|report|rag|dca|rating|status)\b"
)
"""Of the time before: what a record has no place for, unless a field is called just so."""
_YEARS = re.compile(r"\b(19|20)\d\d\s?[-/]\s?(\d\d){1,2}\b|\b(fy\s?)?(19|20)\d\d\b", re.IGNORECASE)
_UNIT = re.compile(
    r"[£$€]\s*'?(?:bn|billions?|mn?|mio|millions?|k|000s?|thousands?)?\b|%\s?age\b", re.IGNORECASE
)
_CURRENCY = re.compile(r"(?:(?<=[a-z]_)|(?<=[a-z] ))(?:gbp|eur|usd)$", re.IGNORECASE)
"""What exports of a tool put behind an amount: "total_budget_gbp"."""
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z][a-z])")
_ENDS = re.compile(r"( (for|in|of|at|to))+$")
_WORDS = re.compile(r"\w+|%")
_REPEATED = re.compile(r" \(\d+\)$")
_DATED = re.compile(r"(?:date )?(\w+?ed|due|met|held|given|told)(?: on| date)?")  # "raised on", "date raised"


def words_of(heading: str) -> str:
    """Small letters and figures with one space between words: "Name_of\\nProject" is "name of project"."""
    spaced = unicodedata.normalize("NFKC", heading).replace("\u00ad", "").replace("- ", "")
    return " ".join(_WORDS.findall(spaced.replace("_", " ").casefold()))


@dataclass(frozen=True, slots=True)
class Heading:
    """A column's heading as it is compared. `exact` readings keep its years; `loose` has none, so only words may use it."""

    exact: tuple[str, ...]
    loose: str
    percent: bool
    money: bool

    @classmethod
    def of(cls, column: Column) -> "Heading":
        header = column.header or column.name
        if "_" not in header and " " not in header:
            header = _CAMEL.sub(" ", header)
        if _BEFORE.search(
            words_of(header)
        ):  # "RAG (last month)" is not the RAG of now: only a name in full will do
            return cls((words_of(header),), "", "%" in header, bool(re.search(r"[£$€]", header)))
        again = _REPEATED.search(column.name) and not _REPEATED.search(header)
        bare = _CURRENCY.sub("", _UNIT.sub(" ", _BRACKETS.sub(" ", header)))
        dated = _YEARS.sub(" financial year ", bare)
        yearless = _ENDS.sub("", words_of(_YEARS.sub(" ", bare)))
        halves = bare.split("/") if bare.count("/") == 1 else ()  # "Scheme / Project" is either
        readings = tuple(
            dict.fromkeys(
                words
                for each in (header, bare, dated, column.own, _BRACKETS.sub(" ", column.own), *halves)
                if (words := words_of(each))
            )
        )
        if again:  # a second block of the same headings says how things stand once something has been done
            after = tuple(f"residual {words}" for words in readings)
            return cls((words_of(column.name), *after), "", False, False)
        return cls(readings, yearless, "%" in header, bool(re.search(r"[£$€]", header)))


@dataclass(frozen=True, slots=True)
class Likeness:
    """That a column may belong to a field, and how surely: 100 is the field's own label."""

    column: int
    field: Field
    score: float


class Names:
    """Every name of every field of an entity, ready for comparison."""

    def __init__(self, entity: Entity) -> None:
        self._entity = entity
        self._fields: dict[str, list[tuple[Field, float]]] = defaultdict(list)
        for field in entity.fields:
            for name, score in _names(field).items():
                self._fields[name].append((field, score))
        self._names = tuple(self._fields)

    def likenesses(self, index: int, heading: Heading) -> Iterable[Likeness]:
        """The fields that a column may belong to, in no particular order."""
        found: dict[str, Likeness] = {}
        for field, score in (*self._exact(heading), *self._alike(heading)):
            if not _contradicts(field, heading):
                found.setdefault(field.name, Likeness(index, field, score))
        return found.values()

    def _exact(self, heading: Heading) -> Iterator[tuple[Field, float]]:
        for place, reading in enumerate(heading.exact):
            for field, score in self._fields.get(reading, ()):
                meant = self._of_its_stage(field, heading) if place else field
                yield meant, score - _BARE * min(place, 1)
        for field, score in self._fields.get(heading.loose, ()):
            if field.kind in (Kind.TEXT, Kind.NARRATIVE, Kind.RATING):
                yield field, score - _BARE

    def _of_its_stage(self, field: Field, heading: Heading) -> Field:
        """The date that what stood in brackets means, where a record has several of its name; else the field itself."""
        for stage, words in _STAGES:
            name = f"{field.name}_{stage}"
            if words.search(heading.exact[0]) and self._entity.has(name):
                return self._entity.field(name)
        return field

    def _alike(self, heading: Heading) -> Iterator[tuple[Field, float]]:
        """Names that differ by a letter or two, scored below every exact one."""
        from rapidfuzz import fuzz, process

        for reading in heading.exact:
            if len(reading) >= _SHORT:
                near = process.extract(reading, self._names, scorer=fuzz.ratio, score_cutoff=_ALIKE, limit=3)
                for name, likeness, _place in near:
                    for field, _score in self._fields[name]:
                        yield field, likeness * (EXACT - 1) / 100


def worked_out(entity: Entity, column: Column) -> Field | None:
    """What nobody enters, as it follows from other fields, where a column is called so."""
    said = Heading.of(column).exact
    names = {words_of(name): field for field in entity.derived for name in (field.label, _(field.label))}
    return next((names[words] for words in said if words in names), None)


_REVIEWED = re.compile(
    r"(?:date )?(?:last|previous|prior) review(?:ed)?(?: on| date)?|(?:date )?reviewed(?: on)?"
)


def kept_by_acts(entity: Entity, column: Column) -> str:
    """Why a day that is kept as somebody acts here, such as that of a risk's review, comes from no file; else nothing."""
    if entity.name != "risk" or not any(_REVIEWED.fullmatch(said) for said in Heading.of(column).exact):
        return ""
    return _(
        "The day of a review is kept with who made it, as the risk is reviewed here. To have these days beside it, "
        "keep them as a field of your own."
    )


def _names(field: Field) -> dict[str, float]:
    """Each name of a field with the score that it earns: earlier aliases weigh a little more."""
    found = {words_of(label): _LABEL for label in (_(field.label), field.label)}
    for rank, alias in enumerate(field.aliases):
        score = _ALIAS - min(rank, 40) / 20
        for name in (words_of(alias), words_of(_UNIT.sub(" ", _BRACKETS.sub(" ", alias)))):
            if name:
                found.setdefault(name, score)
    found.setdefault(words_of(field.name), _NAME)
    if field.kind is Kind.DATE:  # "Raised", said of dates, is when it was raised
        for verb in [dated[1] for name in found if (dated := _DATED.fullmatch(name))]:
            found.setdefault(verb, _VERB)
    return found


def _contradicts(field: Field, heading: Heading) -> bool:
    """A heading in percent is not for money, nor one in pounds for a percentage."""
    if field.kind is Kind.PERCENT:
        return heading.money and not heading.percent
    return heading.percent and field.kind in (Kind.MONEY, Kind.DATE, Kind.LINK)
