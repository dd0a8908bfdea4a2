# SPDX-License-Identifier: Apache-2.0
"""Which words are the office's own and not ours: what demo and scenes put into workspaces, codes, keys and units."""

import ast
import json
import re
import socket
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from portfolio_desktop.base.paths import shipped
from tests.support.translations import ROOT

_RUN = re.compile(r"[^\W\d_][\w'’-]*(?:[ &/'’-]+[^\W\d_][\w'’-]*)*", re.ASCII)
_CODE = re.compile(
    r"\b[A-Z]{1,4}-\d+|\b[A-Z]{1,2}\d+\b|\b[A-Z]\b(?= +[A-Z])"
    r"|portfolio – \w{3} \d{4}"  # what the demo's pack is called, which follows the day
    r"|\b[a-z]+:\S+|\bhas:|(?<!\S)-[a-z]+\b|\btoday[+-]\d+"  # what is typed into a search
)
_PATH = re.compile(r"\S*[/\\]\S+[/\\].*")
_NOT_WORDS = re.compile(r"[kmb]n?|[A-Z]{1,4}-?|[A-Z]/[A-Z]|[vx]|px|pt|[a-z]")
_NAMES = frozenset(
    (
        *(
            "Portfolio Desktop",
            "Ctrl",
            "Shift",
            "Alt",
            "Del",
            "Esc",
            "Return",
            "Enter",
            "Home",
            "PgUp",
            "PgDown",
        ),
        *("No such file or directory", socket.gethostname()),  # the system's
    )
)
_FEW = 2
_PAIRS_OF_DATA = 0.75  # excerpts run sentences together, so that some neighbours in them are strangers


def unmarked(text: str) -> Iterator[str]:
    """The runs of unaccented words in a text of the pseudo-language that are nobody's data."""
    if text in values():
        return
    text = re.sub(" {2,}", " ", _CODE.sub("", _PATH.sub("", text)))
    shown, cut, _rest = text.partition("…")
    if cut and any(shown in value for value in values()):
        return
    for run in _RUN.findall(text):
        if not _NOT_WORDS.fullmatch(run) and run not in _NAMES and not _is_data(run):
            yield run


@cache
def _is_data(run: str) -> bool:
    """Whether the demo or the scenes have these words; the last and the first may have been cut."""
    words = _spaced(run)
    pairs = list(pairwise(words.split()))
    if len(pairs) < _FEW:
        return any(value.startswith(run) or value.endswith(run) for value in values())
    if words in corpus():
        return True
    return sum(" ".join(pair) in corpus() for pair in pairs) >= _PAIRS_OF_DATA * len(pairs)


def _spaced(text: str) -> str:
    return " ".join(re.findall(r"[a-z'’&]+", text.lower()))


@cache
def values() -> frozenset[str]:
    """What fields of the demo and of the scenes hold, whole and in its sentences."""
    return frozenset(
        piece
        for text in (*_of_json(), *_of_scenes())
        for piece in (text, *re.split(r"[.,:;()–&>\n] *", text))
        if piece
    )


@cache
def corpus() -> str:
    """All words of the demo and of the scenes, in one line."""
    return " " + " | ".join(_spaced(text) for text in (*_of_json(), *_of_scenes())) + " "


def _of_json() -> Iterator[str]:
    for folder in ("demo", "reference"):
        for path in shipped("db", folder).rglob("*.json"):
            yield from _strings(json.loads(path.read_text("utf-8")))


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for each in value.values():
            yield from _strings(each)
    elif isinstance(value, list):
        for each in value:
            yield from _strings(each)


def _of_scenes() -> Iterator[str]:
    for path in (
        *(ROOT / "portfolio_desktop" / "gui" / "pictures").glob("*.py"),
        *(ROOT / "portfolio_desktop" / "gui").rglob("scenes.py"),
    ):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield node.value
