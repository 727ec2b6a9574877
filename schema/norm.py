"""The norms in the API, for reports and for what moderators do."""

from domain.norm import Norm
from schema.enums import describe_enum

__all__ = ["Norm"]

describe_enum(
    Norm,
    "A rule of the community that something can break. Reports and moderators' actions name one.",
    {
        "SPAM": "Advertising nobody asked for, or the same again and again.",
        "HARASSMENT": "It attacks, threatens or follows somebody.",
        "HATE": "It runs people down for what they are.",
        "ILLEGAL": "The law forbids it.",
        "PRIVACY": "It tells what is somebody's own, such as an address.",
        "ADULT": "It isn't for everybody's eyes.",
        "IMPERSONATION": "It pretends to be somebody else.",
        "PLAGIARISM": "It is another's work without saying so.",
        "DUPLICATE": "It is here already.",
        "OFF_TOPIC": "It doesn't belong here, or not into this area.",
        "LOW_QUALITY": "Nobody gains anything by it.",
        "OTHER": "Another rule; say which.",
    },
)
