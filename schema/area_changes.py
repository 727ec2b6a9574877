"""Making and changing areas in the API, for those who hold `areas:manage`."""

from typing import Any

import strawberry

from domain import area as records
from domain.area import AreaKind
from resolvers import area
from schema.area import Area
from schema.area_rules import ActWeightInput, PostingRuleInput
from schema.idempotency import MutationInput
from schema.mutation import mutation
from schema.types import Info
from schema.user_errors import Payload


@strawberry.input
class AreaRulesInput(MutationInput):
    """What both mutations take; null leaves a thing as it is."""

    norms: str | None = strawberry.field(
        default=None, description="What is expected of those who write there, 1 to 20,000 characters of plain text."
    )
    parent: str | None = strawberry.field(
        default=None, description="Slug of the area it stands within; the empty text for none. Areas have one level."
    )
    ads_allowed: bool | None = strawberry.field(default=None, description="Whether ads may stand there.")
    posting: PostingRuleInput | None = strawberry.field(default=None, description="Who may start something there.")
    half_life_hours: float | None = strawberry.field(
        default=None, description="The half-life of its HOT list, 1 to 8,760 hours; 24 by default."
    )
    weights: list[ActWeightInput] | None = strawberry.field(
        default=None, description="What acts count in its HOT and TOP lists, where it differs from everywhere."
    )

    def rules(self) -> dict[str, Any]:
        """What is given, as the resolvers take it."""
        return {
            "norms": self.norms,
            "parent": self.parent,
            "ads_allowed": self.ads_allowed,
            "posting": self.posting.rule() if self.posting else None,
            "half_life_hours": self.half_life_hours,
            "weights": {row.act: row.weight for row in self.weights or ()},
        }


@strawberry.input(description="A new area.")
class CreateAreaInput(AreaRulesInput):
    name: str = strawberry.field(description="Name as shown, 1 to 80 characters.")
    kind: AreaKind = strawberry.field(description="What happens there.")
    slug: str | None = strawberry.field(
        default=None, description="Stable name in addresses; made of the name by default."
    )


@strawberry.input(description="Changes of an area; what isn't given stays.")
class EditAreaInput(AreaRulesInput):
    id: strawberry.ID = strawberry.field(description="Which area.")
    name: str | None = strawberry.field(default=None, description="Name as shown, 1 to 80 characters.")
    kind: AreaKind | None = strawberry.field(default=None, description="What happens there.")


@strawberry.type(description="What was made.")
class CreateAreaPayload(Payload):
    area: records.Area | None = strawberry.field(default=None, description="The area.", graphql_type=Area | None)


@strawberry.type(description="What was changed.")
class EditAreaPayload(Payload):
    area: records.Area | None = strawberry.field(
        default=None, description="The area as it is now.", graphql_type=Area | None
    )


@strawberry.type
class AreaMutation:
    @mutation(description="Make an area. Needs `areas:manage`.")
    async def create_area(self, info: Info, input: CreateAreaInput) -> CreateAreaPayload:
        made = await area.create(info.context, input.name, input.slug, input.kind, input.rules())
        return CreateAreaPayload(area=made)

    @mutation(
        description="Change an area. Other norms are a new version, which members agree to anew; other weights hold "
        "from the next making of its lists on. Needs `areas:manage`."
    )
    async def edit_area(self, info: Info, input: EditAreaInput) -> EditAreaPayload:
        return EditAreaPayload(area=await area.edit(info.context, input.id, input.name, input.kind, input.rules()))
