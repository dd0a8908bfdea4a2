# SPDX-License-Identifier: Apache-2.0
"""Lists that fields choose from, as they are shipped. An organisation adds to them, renames and retires items."""

from dataclasses import dataclass, replace

from portfolio_desktop.base.i18n import N_


@dataclass(frozen=True, slots=True)
class Item:
    """One choice. `code` is what is stored; on a scale it is the step's number."""

    code: str
    label: str
    retired: bool = False


@dataclass(frozen=True, slots=True)
class Choices:
    """A list in its order. An `open` list takes new items as they are met; their code is their label."""

    name: str
    label: str
    items: tuple[Item, ...]
    open: bool = False

    def item(self, code: str) -> Item | None:
        """The item stored as `code`."""
        return next((item for item in self.items if item.code == code), None)

    def named(self, words: str) -> Item | None:
        """The item that a person means by `words`: its code or its label, whatever the case."""
        wanted = words.strip().casefold()
        return next(
            (item for item in self.items if wanted in (item.code.casefold(), item.label.casefold())), None
        )

    def with_item(self, item: Item) -> "Choices":
        """This list with `item` in place of the one of that code, or at the end."""
        if self.item(item.code) is None:
            return replace(self, items=(*self.items, item))
        return replace(self, items=tuple(item if old.code == item.code else old for old in self.items))


def _closed(name: str, label: str, *items: tuple[str, str]) -> Choices:
    return Choices(name, label, tuple(Item(code, words) for code, words in items))


def _open(name: str, label: str, *items: tuple[str, str]) -> Choices:
    return Choices(name, label, tuple(Item(code, words) for code, words in items), open=True)


def _steps(name: str, label: str, *labels: str) -> Choices:
    return Choices(name, label, tuple(Item(str(step), words) for step, words in enumerate(labels, 1)))


SHIPPED = (
    _open("organisation", N_("Organisation")),
    _open("category", N_("Category")),
    _closed(
        "project.status",
        N_("Project status"),
        ("pipeline", N_("Pipeline")),
        ("live", N_("Live")),
        ("paused", N_("Paused")),
        ("closed", N_("Closed")),
        ("left", N_("Left the portfolio")),
    ),
)
