"""Who is asking, and what is theirs alone."""

import strawberry

from domain import consent as decisions
from domain import user as users
from resolvers import consent, user
from schema.consent import Consent
from schema.types import Info
from schema.user import User


@strawberry.type(description="Who is asking.")
class Viewer:
    scopes: list[str] = strawberry.field(description="What the token allows.")

    @strawberry.field(description="The user who asks; null for a key.", graphql_type=User | None)
    async def user(self, info: Info) -> users.User | None:
        return await user.viewer(info.context)

    @strawberry.field(
        description="Their last word on each purpose they decided on; what isn't here isn't consented to.",
        graphql_type=list[Consent],
    )
    async def consents(self, info: Info) -> list[decisions.Consent]:
        return await consent.of_viewer(info.context)


@strawberry.type
class ViewerQuery:
    @strawberry.field(description="Who is asking; null when anonymous.")
    def viewer(self, info: Info) -> Viewer | None:
        viewer = info.context.viewer
        return Viewer(scopes=sorted(viewer.scopes)) if viewer.scopes else None
