"""Making and changing benefits in the API, for operators."""

import strawberry

from domain import benefit as benefits
from domain.benefit import BenefitKind
from resolvers import benefit
from schema.benefit import Benefit
from schema.catalogue_inputs import NamedInput, RenamedInput
from schema.mutation import mutation
from schema.types import Info
from schema.user_errors import Payload


@strawberry.input(description="A new benefit.")
class CreateBenefitInput(NamedInput):
    slug: str = strawberry.field(description="Its name for partners: lower-case letters, digits and hyphens.")
    kind: BenefitKind = strawberry.field(description="What it gives.")
    contents: list[strawberry.ID] = strawberry.field(
        default_factory=list, description="CONTENT: what it unlocks, 1 to 100 contents; a course brings its lessons."
    )
    areas: list[str] = strawberry.field(
        default_factory=list, description="AREA: slugs of the areas in which it unlocks what is paid."
    )


@strawberry.input(description="Changes of a benefit; what isn't given stays.")
class EditBenefitInput(RenamedInput):
    contents: list[strawberry.ID] | None = strawberry.field(
        default=None, description="CONTENT: all it unlocks from now on, for who holds it too."
    )
    areas: list[str] | None = strawberry.field(default=None, description="AREA: slugs of all areas it unlocks.")


@strawberry.type
class BenefitPayload(Payload):
    """What mutations of benefits answer with."""

    benefit: benefits.Benefit | None = strawberry.field(
        default=None, description="The benefit as it is now.", graphql_type=Benefit | None
    )


@strawberry.type(description="What was made.")
class CreateBenefitPayload(BenefitPayload):
    pass


@strawberry.type(description="What was changed.")
class EditBenefitPayload(BenefitPayload):
    pass


@strawberry.type
class BenefitMutation:
    @mutation(description="Make a benefit. Needs `catalogue:manage`.")
    async def create_benefit(self, info: Info, input: CreateBenefitInput) -> CreateBenefitPayload:
        made = await benefit.create(info.context, input.slug, input.kind, input.named(), input.contents, input.areas)
        return CreateBenefitPayload(benefit=made)

    @mutation(description="Change a benefit, also for who holds it. Needs `catalogue:manage`.")
    async def edit_benefit(self, info: Info, input: EditBenefitInput) -> EditBenefitPayload:
        edited = await benefit.edit(info.context, input.id, input.named(), input.contents, input.areas)
        return EditBenefitPayload(benefit=edited)
