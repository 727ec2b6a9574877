"""What may be known of a place for an ad."""

import strawberry

from domain.targeting import DEVICES


@strawberry.input
class AdPlaceInput:
    content_id: strawberry.ID | None = strawberry.field(default=None, description="Beside which content.")
    area: str | None = strawberry.field(
        default=None, description="Slug of the area it stands in; that of the content if left out."
    )
    device: str | None = strawberry.field(default=None, description=f"Of {', '.join(DEVICES)}.")
    country: str | None = strawberry.field(default=None, description="ISO 3166-1 code of the reader's country.")
    language: str | None = strawberry.field(
        default=None, description="ISO 639 code of the language they read; that of the content if left out."
    )
