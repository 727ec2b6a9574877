"""Acceptance: the asker of a question takes one of its answers."""

from domain.ids import ContentId, UserId
from domain.record import Record


class AcceptanceTarget(Record):
    """An answer as its acceptance is about to change."""

    question_id: ContentId
    asker_id: UserId | None
    author_id: UserId | None
