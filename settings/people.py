"""Settings of who comes in."""

from typing import Annotated, Self

from pydantic import BeforeValidator, Field, model_validator
from pydantic_settings import NoDecode

from domain.access import Role
from domain.identity import is_safe
from settings.part import Part, pairs


class People(Part):
    """Who comes in by an OpenID provider."""

    openid_issuer: str | None = Field(
        None, description="The OpenID provider whose tokens let people in, such as https://id.example; none by default."
    )
    openid_audience: str | None = Field(None, description="What its tokens must be meant for; needed with an issuer.")
    openid_jwks_url: str | None = Field(
        None, description="Where its keys are; asked of the issuer's /.well-known/openid-configuration if unset."
    )
    openid_user_claim: str = Field("sub", description="The claim that names the person, for ever the same.")
    openid_handle_claim: str = Field("preferred_username", description="The claim a newcomer's handle is made of.")
    openid_roles_claim: str = Field(
        "roles", description="The claim with a person's roles, a list or words; a path such as realm_access.roles too."
    )
    openid_roles: Annotated[dict[str, Role], NoDecode, BeforeValidator(pairs)] = Field(
        {}, description="Which of them count here, as in staff=operator,helpers=moderator; everyone else is a member."
    )
    openid_clock_skew: float = Field(30.0, ge=0, le=300, description="Seconds its clock may differ from ours.")
    openid_sign_up: bool = Field(True, description="Whether who comes for the first time becomes a member.")
    openid_by_external_id: bool = Field(
        False, description="Whether the person's name is the external id of an imported user, who is theirs then."
    )

    @model_validator(mode="after")
    def _whole_provider(self) -> Self:
        if (self.openid_issuer is None) != (self.openid_audience is None):
            raise ValueError("STOA_OPENID_ISSUER and STOA_OPENID_AUDIENCE go together.")
        for url in (self.openid_issuer, self.openid_jwks_url):
            if url is not None and not is_safe(url):
                raise ValueError(f"{url} must be an https:// address, or one of this machine.")
        return self
