# SPDX-License-Identifier: Apache-2.0
"""Documents: where a paper is to be found. The paper itself stays where it is."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from portfolio_desktop.base.i18n import N_
from portfolio_desktop.base.values import Unknown
from portfolio_desktop.catalogue import fields as f
from portfolio_desktop.catalogue.entity import Section, define
from portfolio_desktop.catalogue.fields import Id, Record


@dataclass(frozen=True, slots=True, kw_only=True)
class Document(Record):
    """Where a paper is to be found, and which version of it counts."""

    code: Annotated[
        str | None,
        f.code(
            N_("Code"),
            register=1,
            aliases=(
                "Document ID",
                "Document number",
                "Reference",
            ),
        ),
    ] = None
    title: Annotated[
        str | None,
        f.text(
            N_("Title"),
            required=True,
            register=2,
            aliases=(
                "Document title",
                "Document",
                "Document name",
                "Name",
                "File name",
            ),
        ),
    ] = None
    kind: Annotated[
        str | Unknown | None,
        f.choice(
            N_("Kind"),
            "document.kind",
            register=3,
            aliases=(
                "Document type",
                "Type",
                "Category",
            ),
        ),
    ] = None
    address: Annotated[
        str | None,
        f.address(
            N_("Where it is"),
            register=4,
            aliases=(
                "Address",
                "Link",
                "URL",
                "Location",
                "Path",
                "File",
            ),
        ),
    ] = None
    project_id: Annotated[
        Id | Unknown | None,
        f.link(
            N_("Project"),
            "project",
            part_of=True,
            register=5,
            aliases=(
                "Project name",
                "Project ID",
            ),
        ),
    ] = None
    meeting_id: Annotated[
        Id | Unknown | None, f.link(N_("Meeting"), "meeting", aliases=("Board meeting",))
    ] = None
    author_id: Annotated[
        Id | Unknown | None,
        f.link(
            N_("Author"),
            "person",
            register=6,
            aliases=(
                "Owner",
                "Written by",
            ),
        ),
    ] = None
    version: Annotated[
        str | None,
        f.text(
            N_("Version"),
            register=7,
            aliases=(
                "Revision",
                "Issue",
            ),
        ),
    ] = None
    dated: Annotated[
        date | Unknown | None,
        f.day(
            N_("Dated"),
            register=8,
            aliases=(
                "Date",
                "Document date",
                "Published",
            ),
        ),
    ] = None
    review_on: Annotated[
        date | Unknown | None,
        f.day(
            N_("Review on"),
            aliases=(
                "Review date",
                "Next review",
            ),
        ),
    ] = None
    status: Annotated[
        str | Unknown | None,
        f.choice(
            N_("Status"),
            "document.status",
            default="current",
            register=9,
            aliases=(
                "Document status",
                "State",
            ),
        ),
    ] = None
    marking: Annotated[
        str | Unknown | None,
        f.choice(
            N_("Marking"),
            "marking",
            aliases=(
                "Classification",
                "Protective marking",
            ),
        ),
    ] = None
    note: Annotated[
        str | None,
        f.narrative(
            N_("Note"),
            aliases=(
                "Notes",
                "Comments",
                "Description",
            ),
        ),
    ] = None


DOCUMENT = define(
    Document,
    name="document",
    register="documents",
    label=N_("Document"),
    plural=N_("Documents"),
    prefix="DOC",
    icon="file-text",
    sections=(
        Section(
            N_("Document"),
            (
                "code",
                "title",
                "kind",
                "address",
                "project_id",
                "meeting_id",
                "author_id",
                "version",
                "dated",
                "review_on",
                "status",
                "marking",
                "note",
            ),
        ),
    ),
)
