"""The norms of a community: what a report or a moderator's action can say was broken."""

from enum import StrEnum


class Norm(StrEnum):
    """One rule. Reports and actions name one, so that people learn what to change, and numbers what is going on."""

    SPAM = "SPAM"
    HARASSMENT = "HARASSMENT"
    HATE = "HATE"
    ILLEGAL = "ILLEGAL"
    PRIVACY = "PRIVACY"
    ADULT = "ADULT"
    IMPERSONATION = "IMPERSONATION"
    PLAGIARISM = "PLAGIARISM"
    DUPLICATE = "DUPLICATE"
    OFF_TOPIC = "OFF_TOPIC"
    LOW_QUALITY = "LOW_QUALITY"
    OTHER = "OTHER"
