"""What products are and how often prices are paid, in the API."""

from domain.product import BillingInterval, ProductKind
from schema.enums import describe_enum

__all__ = ["BillingInterval", "ProductKind"]

describe_enum(
    ProductKind,
    "What a product is.",
    {
        "ARTICLE": "A content by itself, or some of them.",
        "COURSE": "A course with its lessons.",
        "MEMBERSHIP": "A tier.",
        "SERVICE": "Something that is done for the buyer.",
    },
)
describe_enum(
    BillingInterval,
    "How often a price is paid.",
    {"ONCE": "Once and for all.", "MONTH": "Every month.", "YEAR": "Every year."},
)
