# SPDX-License-Identifier: Apache-2.0
"""Which numbers a laptop may give out as codes while nobody else can be asked, and the codes that records had before."""

from typing import Annotated

from portfolio_desktop.base.i18n import N_
from portfolio_desktop.base.values import Unknown
from portfolio_desktop.catalogue import fields as f
from portfolio_desktop.catalogue.entity import define, section
from portfolio_desktop.catalogue.fields import Kind, Record


class CodeBlock(Record, frozen=True, kw_only=True):
    """Numbers that one laptop alone gives out as codes of one register, so that no two give out the same."""

    entity: Annotated[
        str | None,
        f.text(
            N_("Register"),
            required=True,
            search=False,
            register=1,
            help=N_("The kind of record that is numbered, by the name that commands use."),
        ),
    ] = None
    first: Annotated[int | Unknown | None, f.quantity(Kind.INTEGER, N_("First number"), register=2)] = None
    last: Annotated[int | Unknown | None, f.quantity(Kind.INTEGER, N_("Last number"), register=3)] = None
    stream: Annotated[
        str | None,
        f.text(
            N_("Laptop"),
            search=False,
            register=4,
            help=N_("The name under which the laptop writes its edits."),
        ),
    ] = None


CODE_BLOCK = define(
    CodeBlock,
    name="code_block",
    register="code_blocks",
    label=N_("Block of numbers"),
    plural=N_("Blocks of numbers"),
    title="entity",
    unseen=True,
    sections=(section(N_("Block of numbers"), "entity first last stream"),),
)


class FormerCode(Record, frozen=True, kw_only=True):
    """A code that a record had until another record, which had it too, kept it. Papers may quote it still."""

    entity: Annotated[
        str | None,
        f.text(
            N_("Register"),
            required=True,
            search=False,
            register=1,
            help=N_("What kind of record it is, by the name that commands use."),
        ),
    ] = None
    record: Annotated[
        str | None, f.text(N_("Record"), required=True, search=False, register=2, help=N_("Its id."))
    ] = None
    code: Annotated[str | None, f.text(N_("Former code"), required=True, search=False, register=3)] = None


FORMER_CODE = define(
    FormerCode,
    name="former_code",
    register="former_codes",
    label=N_("Former code"),
    plural=N_("Former codes"),
    title="code",
    unseen=True,
    sections=(section(N_("Former code"), "entity record code"),),
)
