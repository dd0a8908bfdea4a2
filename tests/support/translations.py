# SPDX-License-Identifier: Apache-2.0
"""Texts out to translators and back: `python -m tests.support.translations`, which `python3 dev.py translate` calls.

Gathers every marked text of the source into a template (`build/portfolio_desktop.pot`), brings each `.po` of
`resources/locale` up to it, and compiles the `.mo` beside it, which is what the product reads. Times are left out, so
that the same source and the same translation make the same files. docs/translations.md is for translators.
"""

import ast
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).parents[2]
LOCALES = ROOT / "resources" / "locale"
TEMPLATE = ROOT / "build" / "portfolio_desktop.pot"
WIDTH = 110

_MARKS = frozenset({"_", "N_", "NN_", "ngettext"})
_COUNTED = frozenset({"NN_", "ngettext"})
_STAMPS = (
    *("POT-Creation-Date", "PO-Revision-Date", "Generated-By"),
    *("Report-Msgid-Bugs-To", "Last-Translator", "Language-Team"),
)
_NO_TIME = datetime(2026, 1, 1, tzinfo=UTC)


def po_files() -> tuple[Path, ...]:
    """The translation of each language."""
    return tuple(sorted(LOCALES.glob("*/LC_MESSAGES/portfolio_desktop.po")))


def template() -> Catalog:
    """Every marked text, with the files that it stands in."""
    catalog = Catalog(project="Portfolio Desktop", copyright_holder="its authors", charset="utf-8")
    for path in sorted((ROOT / "portfolio_desktop").rglob("*.py")):
        for text, context in marked(path.read_text("utf-8")):
            catalog.add(text, locations=[(path.relative_to(ROOT).as_posix(), 0)], context=context)
    return catalog


def marked(source: str) -> Iterator[tuple[str | tuple[str, str], str | None]]:
    """The texts that `source` marks, singular and plural where there are both, and what tells them apart.

    Read from the syntax tree: Babel's own reader looks into f-strings only from Python 3.12 on.
    """
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in _MARKS:
            words = [each.value for each in node.args if isinstance(each, ast.Constant)]
            texts = [word for word in words if isinstance(word, str) and word]
            if node.func.id in _COUNTED and len(texts) > 1:
                yield (texts[0], texts[1]), None
            elif texts and node.func.id not in _COUNTED:
                yield texts[0], texts[1] if len(texts) > 1 else None


def read(path: Path) -> Catalog:
    """The translations at `path`."""
    with path.open("rb") as file:
        return read_po(file, locale=path.parts[-3])


def translated(catalog: Catalog) -> list[Message]:
    """The messages of `catalog` that have their words in the other language."""
    return [message for message in catalog if message.id and _is_translated(message)]


def _is_translated(message: Message) -> bool:
    return any(message.string or "")


def written(catalog: Catalog) -> bytes:
    """The file for translators, in the order of the texts. Translations whose text is gone stay at its end, to be reused."""
    out = BytesIO()
    write_po(out, catalog, width=WIDTH, sort_output=True, include_lineno=False)
    lines = out.getvalue().decode().splitlines(keepends=True)
    kept = (line for line in lines if not line.startswith(tuple(f'"{stamp}' for stamp in _STAMPS)))
    return "".join(kept).encode()


def compiled(catalog: Catalog) -> bytes:
    """What the product reads: the translated texts alone. What is marked as doubtful (fuzzy) stays out."""
    out = BytesIO()
    small = Catalog(locale=catalog.locale, creation_date=_NO_TIME, revision_date=_NO_TIME)
    small.mime_headers = [
        ("Content-Type", "text/plain; charset=utf-8"),
        ("Plural-Forms", catalog.plural_forms),
    ]
    for message in translated(catalog):
        if not message.fuzzy:
            small.add(message.id, message.string, context=message.context)
    write_mo(out, small)
    return out.getvalue()


def main() -> int:
    """Gather, bring up to date, compile; say how far each language has come."""
    texts = template()
    TEMPLATE.parent.mkdir(exist_ok=True)
    TEMPLATE.write_bytes(written(texts))
    for path in po_files():
        catalog = read(path)
        catalog.update(texts, no_fuzzy_matching=True)
        for key in [key for key, message in catalog.obsolete.items() if not _is_translated(message)]:
            del catalog.obsolete[key]
        path.write_bytes(written(catalog))
        path.with_suffix(".mo").write_bytes(compiled(catalog))
        sys.stdout.write(f"{path.parts[-3]}: {len(translated(catalog))} of {len(texts)} texts\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
