"""What is handed in with a text: how it is written, and what contents of some kinds say of themselves."""

import strawberry

from domain.content import BodyFormat, ProjectStatus
from schema.enums import describe_enum

__all__ = ["BodyFormat", "ContentDetailsInput", "ProjectStatus"]

describe_enum(
    BodyFormat,
    "How a body is written.",
    {
        "MARKDOWN": "CommonMark with tables and strikethrough; HTML in it is kept as far as it is harmless.",
        "HTML": "HTML, kept as far as it is harmless.",
    },
)
describe_enum(
    ProjectStatus,
    "How far a project is.",
    {
        "PLANNED": "Nothing is built yet.",
        "ACTIVE": "It is being built, or cared for.",
        "FINISHED": "It does what it was to do.",
        "ABANDONED": "Nobody goes on with it.",
    },
)


@strawberry.input(description="What contents of some kinds say of themselves beside their text.")
class ContentDetailsInput:
    repository_url: str | None = strawberry.field(default=None, description="OPEN_SOURCE: where its source is.")
    licence: str | None = strawberry.field(default=None, description="OPEN_SOURCE: the licence, such as `MIT`.")
    programming_language: str | None = strawberry.field(
        default=None, description="OPEN_SOURCE: what it is mostly written in."
    )
    event: str | None = strawberry.field(default=None, description="TALK: the event it was given at.")
    recording_url: str | None = strawberry.field(default=None, description="TALK: where a recording of it is.")
    industry: str | None = strawberry.field(default=None, description="CASE_STUDY: the branch it was done in.")
    outcome: str | None = strawberry.field(default=None, description="CASE_STUDY: what came of it.")
    project_url: str | None = strawberry.field(default=None, description="PROJECT: where it is.")
    project_status: ProjectStatus | None = strawberry.field(default=None, description="PROJECT: how far it is.")
