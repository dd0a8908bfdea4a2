# SPDX-License-Identifier: Apache-2.0
"""Lists that fields choose from. What is shipped stands in `choices`; an organisation adds, renames and retires items."""

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Item:
    """One choice. `code` is what is stored; on a scale it is the step's number.

    `words` are other spellings that an import meets; `near` are words that say more or less than the item does, so an
    import offers it for them and asks. A record whose status is an item that is `over` is no longer
    open: it leaves the open register and is never overdue. An item with a `tone`, as levels of a rating have, is
    shown as a badge with its `letter`, or with one found from its label.
    """

    code: str
    label: str
    retired: bool = False
    words: tuple[str, ...] = ()
    over: bool = False
    tone: str = ""
    letter: str = ""
    near: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Choices:
    """A list in its order. An `open` list takes new items as they are met; their code is their label."""

    name: str
    label: str
    items: tuple[Item, ...]
    open: bool = False
    former: tuple[Item, ...] = ()
    """Items that were deleted. Records may still say them: they are read there, and nowhere else."""

    def item(self, code: str) -> Item | None:
        """The item stored as `code`."""
        return next((item for item in self.items if item.code == code), None)

    def shown(self, code: str) -> Item | None:
        """The item that a record says by `code`, which may have been deleted since."""
        return self.item(code) or next((item for item in self.former if item.code == code), None)

    def named(self, words: str) -> Item | None:
        """The item that a person means by `words`: its code, its label or another spelling, whatever the case."""
        wanted = _spoken(words)
        exact = (item for item in self.items if wanted in (_spoken(item.code), _spoken(item.label)))
        other = (item for item in self.items if wanted in map(_spoken, (*item.words, *item.near)))
        return next(exact, None) or next(other, None)

    @property
    def in_use(self) -> tuple[Item, ...]:
        """The items that are not retired."""
        return tuple(item for item in self.items if not item.retired)

    def with_item(self, item: Item) -> "Choices":
        """This list with `item` in place of the one of that code, or at the end.

        An item that replaces another keeps the other's spellings, and stays over where it was.
        """
        old = self.item(item.code)
        if old is None:
            return replace(self, items=(*self.items, item))
        merged = replace(
            item,
            words=item.words or old.words,
            over=item.over or old.over,
            tone=item.tone or old.tone,
            letter=item.letter or old.letter,
            near=item.near or old.near,
        )
        return replace(self, items=tuple(merged if one is old else one for one in self.items))


def item(
    code: str,
    label: str,
    words: str = "",
    *,
    near: str = "",
    over: bool = False,
    tone: str = "",
    letter: str = "",
) -> Item:
    """An item as it is shipped; `words` are its other spellings with a semicolon between them, and so are `near` ones."""
    spellings, like = (tuple(filter(None, each.split(";"))) for each in (words, near))
    return Item(code, label, words=spellings, over=over, tone=tone, letter=letter, near=like)


def listed(name: str, label: str, *items: Item) -> Choices:
    """A list that only its keeper adds to."""
    return Choices(name, label, items)


def open_list(name: str, label: str, *items: Item) -> Choices:
    """A list that grows as new items are met."""
    return Choices(name, label, items, open=True)


def _spoken(words: str) -> str:
    return " ".join(words.casefold().split())
