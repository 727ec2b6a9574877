"""Certificates: that a member finished a course, to be verified by whoever was given its code."""

import secrets
from typing import Any, NewType

from domain.ids import ContentId, UserId
from domain.record import Moment, Record
from domain.text import required_line

CertificateId = NewType("CertificateId", str)

MAX_REASON = 500
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
"""What can't be taken for another letter when it is copied by hand."""
_GROUPS, _GROUP = 5, 5


class Certificate(Record):
    """One certificate. It says the course's title as it was when it was issued."""

    id: CertificateId
    code: str
    user_id: UserId
    course_id: ContentId
    course_title: str
    issued_at: Moment
    revoked_at: Moment | None
    revoked_reason: str | None

    @property
    def page(self) -> str:
        """The path of the page by which anybody can verify it."""
        return f"/certificates/{self.code}"

    @property
    def valid(self) -> bool:
        """Whether it wasn't revoked."""
        return self.revoked_at is None

    def told(self) -> dict[str, Any]:
        """What events about it say. Never the code, which is its holder's to give away."""
        return {"certificateId": self.id, "userId": self.user_id, "courseId": self.course_id}


class ShownCertificate(Record):
    """What a certificate says to whoever was given its code; `name` and `author` as people chose to be called."""

    code: str
    name: str
    handle: str
    course_title: str
    author: str | None
    issued_at: Moment
    revoked_at: Moment | None


def new_code() -> str:
    """A code nobody can guess: 123 random bits, in groups that can be read out. Make it outside the transaction."""
    letters = [secrets.choice(_LETTERS) for _ in range(_GROUPS * _GROUP)]
    return "-".join("".join(letters[at : at + _GROUP]) for at in range(0, len(letters), _GROUP))


def code_of(given: str) -> str:
    """A code as it is kept, of one that somebody typed."""
    return given.strip().lower()


def reason_of(given: str) -> str:
    """Why a certificate is revoked, on one line.

    Raises:
        InvalidInput: there is none, or it is too long.
    """
    return required_line(given, MAX_REASON, f"Give a reason of 1 to {MAX_REASON} characters.", ("input", "reason"))
