"""What targeting looks at, in the API."""

from domain.match import Criterion
from schema.enums import describe_enum

__all__ = ["Criterion"]

describe_enum(
    Criterion,
    "What of a place and its reader targeting looks at.",
    {
        "TAG": "The tags of the page.",
        "INTEREST": "The interests of the reader.",
        "AREA": "The area the page stands in.",
        "SEGMENT": "The segment of the reader.",
        "SAVED_SEGMENT": "The saved segments the reader is in.",
        "CONTENT_KIND": "The kind of the content.",
        "COUNTRY": "The country of the reader.",
        "LANGUAGE": "The language the page is in, or is read in.",
        "DEVICE": "The device of the reader.",
        "WEEKDAY": "The day of the week in the flight's zone.",
        "HOUR": "The hour in the flight's zone.",
        "KEYWORD": "The words of the page.",
        "SIMILAR": "The contents that the page is, or shares two tags with.",
    },
)
