# SPDX-License-Identifier: Apache-2.0
"""How well typed words fit a name: for the command palette."""


def fit(words: str, name: str) -> int:
    """0 for no fit; more for a better one. Every word must begin a word of `name`, or stand within it."""
    wanted, spoken = words.casefold().split(), name.casefold()
    if not wanted:
        return 1
    if not all(word in spoken for word in wanted):
        return 0
    if spoken.startswith(" ".join(wanted)):
        return 4
    starts = tuple(spoken.replace("-", " ").replace("/", " ").split())
    return 3 if all(any(start.startswith(word) for start in starts) for word in wanted) else 2
