"""Drafts: what a member keeps to go on with, and what is to be published later by itself."""

from dataclasses import asdict
from datetime import datetime
from typing import Any, NewType

import orjson
from pydantic import Json

from domain.access import Role
from domain.content import BodyFormat, ContentKind, Visibility
from domain.errors import InvalidInput
from domain.ids import UserId
from domain.publish import MAX_TAGS, MAX_TITLE, Manuscript
from domain.record import Moment, Record
from domain.text import MAX_BODY

DraftId = NewType("DraftId", str)

MAX_DRAFTS = 100
"""Drafts of one member."""
HELD = "A moderator has to look at this first: publish it now."
"""Why what checks would hold isn't published by itself."""


class Details(Record):
    """The fields that contents of some kinds have beside their text, as they are handed in."""

    repository_url: str | None = None
    licence: str | None = None
    programming_language: str | None = None
    event: str | None = None
    recording_url: str | None = None
    industry: str | None = None
    outcome: str | None = None
    project_url: str | None = None
    project_status: str | None = None


class SavedDraft(Record):
    """A manuscript as it is kept. `version` counts up from 1; `problem` says why it couldn't be published in time."""

    id: DraftId
    user_id: UserId
    version: int
    kind: ContentKind
    title: str
    body: str
    format: BodyFormat
    tags: tuple[str, ...]
    area: str | None
    visibility: Visibility
    language: str | None
    canonical_url: str | None
    cross_post: bool
    course: str | None
    details: Json[Details]
    publish_at: Moment | None
    problem: str | None
    updated_at: Moment

    def manuscript(self) -> Manuscript:
        """What its author would hand in."""
        return Manuscript(
            kind=self.kind,
            title=self.title,
            body=self.body,
            format=self.format,
            tags=self.tags,
            area=self.area,
            visibility=self.visibility,
            language=self.language,
            canonical_url=self.canonical_url,
            cross_post=self.cross_post,
            course=self.course,
            details=self.details.model_dump(),
        )


class DueDraft(SavedDraft):
    """One whose time has come. `role` is what its author was when they scheduled it: by now no token says it."""

    role: Role | None


def kept(
    manuscript: Manuscript, publish_at: datetime | None, now: datetime, role: Role | None = None
) -> dict[str, Any]:
    """What is stored of a manuscript, which need not be finished, of an author who has that role.

    Raises:
        InvalidInput: it is longer than what can ever be published, or is to be published in the past.
    """
    for name, length, most in (
        ("title", len(manuscript.title), MAX_TITLE),
        ("body", len(manuscript.body), MAX_BODY),
        ("tags", len(manuscript.tags), MAX_TAGS),
    ):
        if length > most:
            raise InvalidInput(f"This has {length:,}, and at most {most:,} can be published.", ("input", name))
    if publish_at is not None and publish_at <= now:
        raise InvalidInput("Name a moment to come, or publish it now.", ("input", "publishAt"))
    details = orjson.dumps(dict(manuscript.details)).decode()
    return {**asdict(manuscript), "details": details, "publish_at": publish_at, "updated_at": now, "role": role}
