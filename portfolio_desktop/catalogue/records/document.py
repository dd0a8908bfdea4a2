# SPDX-License-Identifier: Apache-2.0
"""Documents: where a paper is to be found. The paper itself stays where it is."""

from datetime import date
from typing import Annotated

from portfolio_desktop.base.i18n import N_
from portfolio_desktop.base.values import Unknown
from portfolio_desktop.catalogue import fields as f
from portfolio_desktop.catalogue.entity import define, section
from portfolio_desktop.catalogue.fields import Id, Record


class Document(Record, frozen=True, kw_only=True):
    """Where a paper is to be found, and which version of it counts."""

    code: Annotated[str | None, f.code(N_("Code"), register=1)] = None
    title: Annotated[str | None, f.text(N_("Title"), required=True, register=2)] = None
    kind: Annotated[str | Unknown | None, f.choice(N_("Kind"), "document.kind", register=3)] = None
    address: Annotated[str | None, f.address(N_("Where it is"), register=4)] = None
    project_id: Annotated[Id | Unknown | None, f.link(N_("Project"), "project", part_of=True, register=5)] = (
        None
    )
    meeting_id: Annotated[Id | Unknown | None, f.link(N_("Meeting"), "meeting")] = None
    author_id: Annotated[Id | Unknown | None, f.link(N_("Author"), "person", register=6)] = None
    version: Annotated[str | None, f.text(N_("Version"), register=7)] = None
    dated: Annotated[date | Unknown | None, f.day(N_("Dated"), register=8)] = None
    review_on: Annotated[date | Unknown | None, f.day(N_("Review on"))] = None
    status: Annotated[
        str | Unknown | None, f.choice(N_("Status"), "document.status", default="current", register=9)
    ] = None
    marking: Annotated[str | Unknown | None, f.choice(N_("Marking"), "marking")] = None
    note: Annotated[str | None, f.narrative(N_("Note"))] = None


DOCUMENT = define(
    Document,
    name="document",
    register="documents",
    label=N_("Document"),
    plural=N_("Documents"),
    prefix="DOC",
    icon="file-text",
    sections=(
        section(
            N_("Document"),
            (
                "code title kind address project_id meeting_id author_id version dated "
                "review_on status marking note"
            ),
        ),
    ),
    aliases={
        "code": "Document ID; Document number; Reference",
        "title": "Document title; Document; Document name; Name; File name",
        "kind": "Document type; Type; Category",
        "address": "Address; Link; URL; Location; Path; File",
        "project_id": "Project name; Project ID",
        "meeting_id": "Board meeting",
        "author_id": "Owner; Written by",
        "version": "Revision; Issue",
        "dated": "Date; Document date; Published",
        "review_on": "Review date; Next review",
        "status": "Document status; State",
        "marking": "Classification; Protective marking",
        "note": "Notes; Comments; Description",
    },
)
