"""Who is asking and what they may do: decided here, once, for every entry point."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from domain.content import Access, Content, Visibility
from domain.entitlement import Claim
from domain.errors import NotAllowed
from domain.grant import SourceKind
from domain.ids import UserId
from domain.sanction import Sanction, SanctionKind
from domain.takedown import BY_MODERATOR


class Role(StrEnum):
    """What a person is to the community."""

    MEMBER = "member"
    MODERATOR = "moderator"
    OPERATOR = "operator"


class Scope(StrEnum):
    """One capability. Roles are sets of them; partner keys name them one by one."""

    EVENTS_OWN = "events:own"
    EVENTS_WRITE = "events:write"
    EVENTS_BACKFILL = "events:backfill"
    CONTENT_READ = "content:read"
    CONTENT_WRITE = "content:write"
    CONTENT_MODERATE = "content:moderate"
    MEMBERS_READ = "members:read"
    MODELS_READ = "models:read"
    MODELS_WRITE = "models:write"
    AUDIT_READ = "audit:read"
    WEBHOOKS_MANAGE = "webhooks:manage"
    KEYS_MANAGE = "keys:manage"
    ADS_REQUEST = "ads:request"
    SPONSOR_MANAGE = "sponsor:manage"
    REPORT_READ = "report:read"
    PRIVACY_MANAGE = "privacy:manage"
    AREAS_MANAGE = "areas:manage"
    ORDERS_MANAGE = "orders:manage"
    CATALOGUE_MANAGE = "catalogue:manage"
    REVENUE_READ = "revenue:read"


_MEMBER = frozenset({Scope.EVENTS_OWN, Scope.CONTENT_READ, Scope.CONTENT_WRITE})
SCOPES_OF_ROLE: dict[Role, frozenset[Scope]] = {
    Role.MEMBER: _MEMBER,
    Role.MODERATOR: _MEMBER | {Scope.CONTENT_MODERATE, Scope.MEMBERS_READ, Scope.MODELS_READ},
    Role.OPERATOR: frozenset(Scope),
}

_FOR_PEOPLE = {
    Scope.EVENTS_OWN,
    Scope.CONTENT_WRITE,
    Scope.CONTENT_MODERATE,
    Scope.KEYS_MANAGE,
    Scope.PRIVACY_MANAGE,
}
SCOPES_OF_KEYS = frozenset(Scope) - _FOR_PEOPLE
"""What a key may be given. It is nobody's own, and keys are managed by people, so that none can make its successor."""

LEFT_BY: dict[SanctionKind, frozenset[Scope]] = {
    SanctionKind.MUTE: frozenset(Scope) - {Scope.CONTENT_WRITE},
    SanctionKind.BAN: frozenset({Scope.CONTENT_READ}),
}
"""What a sanction leaves to a member. What is theirs by law needs no scope: consents, export, erasure, appeals."""

SCOPES_OF_SPONSORS = frozenset({Scope.ADS_REQUEST, Scope.SPONSOR_MANAGE, Scope.REPORT_READ})
"""All that a key bound to one sponsor may be given: these alone are about one sponsor."""

ANYBODY = (Visibility.PUBLIC, Visibility.PAID)
SIGNED_IN = (Visibility.PUBLIC, Visibility.MEMBERS, Visibility.PAID)


@dataclass(frozen=True, slots=True)
class Viewer:
    """Who asks: a user, or nobody. Built from a verified token, never from what the request claims."""

    user_id: UserId | None = None
    role: Role | None = None
    scopes: frozenset[Scope] = frozenset()
    key_id: str | None = None
    """The API key they came with, if it was one."""
    sponsor_id: str | None = None
    """The sponsor whose affairs alone the key may see and manage; None for all of them."""
    sanction: Sanction | None = None
    """What moderators withhold from them for now."""

    def under(self, sanction: Sanction | None) -> "Viewer":
        """The same viewer with what a sanction leaves them. Operators are beyond it: the provider takes that role."""
        if sanction is None or self.role is Role.OPERATOR:
            return self
        return replace(self, scopes=self.scopes & LEFT_BY[sanction.kind], sanction=sanction)

    def require_not_banned(self) -> None:
        """Go on only if they may hear what is going on as it happens.

        Raises:
            NotAllowed: they are banned; the message says until when.
        """
        if self.sanction is not None and self.sanction.kind is SanctionKind.BAN:
            raise NotAllowed(self.sanction.told)

    @property
    def principal(self) -> str | None:
        """Who is accountable for what is asked, in one word to count and compare by; None for the anonymous.

        `key:key_…`, else `user:usr_…`, else `role:operator` for an operator's machine, whose token names no user.
        A user without a role is one who was erased: nothing may be kept under their name any more.
        """
        if self.key_id is not None:
            return f"key:{self.key_id}"
        if self.user_id is not None and self.role is not None:
            return f"user:{self.user_id}"
        return f"role:{self.role}" if self.role else None

    @property
    def audience(self) -> tuple[Visibility, ...]:
        """The visibilities they may find. Everybody finds what is PAID, with its teaser; its body needs a grant."""
        return SIGNED_IN if Scope.CONTENT_READ in self.scopes else ANYBODY

    def has(self, scope: Scope) -> bool:
        """Whether the viewer holds `scope`."""
        return scope in self.scopes

    def require(self, scope: Scope) -> None:
        """Go on only with `scope`.

        Raises:
            NotAllowed: the viewer lacks it, and the message names it; or a sanction withholds it until then.
        """
        if scope in self.scopes:
            return
        if self.sanction is not None and self.role is not None and scope in SCOPES_OF_ROLE[self.role]:
            raise NotAllowed(self.sanction.told)
        raise NotAllowed(f"This needs the scope `{scope}`. {self._advice}")

    def sees_sponsor(self, sponsor_id: str) -> bool:
        """Whether the viewer may see the affairs of that sponsor."""
        may = Scope.SPONSOR_MANAGE in self.scopes or Scope.REPORT_READ in self.scopes
        return may and self.sponsor_id in (None, sponsor_id)

    def require_user(self) -> UserId:
        """The user who asks, for what people decide for themselves alone.

        Raises:
            NotAllowed: nobody is signed in, or somebody who isn't a person.
        """
        if self.user_id is None:
            raise NotAllowed("This is a member's own affair: sign in as one.")
        return self.user_id

    def require_self_or(self, user_id: UserId, scope: Scope) -> None:
        """Go on when the viewer is that user, or holds `scope`.

        Raises:
            NotAllowed: neither holds.
        """
        if self.user_id != user_id:
            self.require(scope)

    @property
    def _advice(self) -> str:
        return "Ask an operator for it." if self.principal else "Send a bearer token in the Authorization header."


ANONYMOUS = Viewer()


@dataclass(frozen=True, slots=True)
class Session:
    """Whom a bearer token or API key stands for, and until when."""

    viewer: Viewer
    expires_at: datetime | None = None
    key_digest: str | None = None
    """What the key is known by in the graph, if it was one: a key can end at any moment, a token can't."""
    cached: bool = False
    """Whether this worker remembered the key, and so may not know yet that it was revoked."""


def sees_source(viewer: Viewer, content: Content) -> bool:
    """Whether `viewer` may see how `content` was written: its author and operators."""
    by_author = content.author is not None and content.author.id == viewer.user_id
    return by_author or viewer.role is Role.OPERATOR


def sees_history(viewer: Viewer, content: Content) -> bool:
    """Whether `viewer` may see what was changed, and so what its author took out: as the source, and moderators."""
    return viewer.role is Role.MODERATOR or sees_source(viewer, content)


NO_GRANT = "Paid: you hold no grant for it."
_FROM = {
    SourceKind.ORDER: "which you bought",
    SourceKind.SUBSCRIPTION: "by your subscription",
    SourceKind.TRIAL: "by your trial",
    SourceKind.GIFT: "which you were given",
    SourceKind.BADGE: "by a badge you earned",
    SourceKind.OPERATOR: "which an operator gave you",
}


def access_to(viewer: Viewer, content: Content, at: datetime, claim: Claim | None = None) -> Access:
    """Whether `viewer` may read the body of `content` at that moment. The one place that decides, for every surface.

    `claim` is what they have to show for one that is PAID, and needn't be looked up where they may read it anyway.
    """
    if content.visibility is Visibility.PUBLIC:
        return Access(allowed=True, reason="Public.")
    if content.author is not None and content.author.id == viewer.user_id:
        return Access(allowed=True, reason="You wrote it.")
    if viewer.role is Role.OPERATOR:
        return Access(allowed=True, reason="Operators read everything.")
    if content.preview and content.visibility in viewer.audience:
        return Access(allowed=True, reason="A free preview.")
    if content.visibility in BY_MODERATOR and Scope.CONTENT_MODERATE in viewer.scopes:
        return Access(allowed=True, reason="Moderators read what was taken down.")
    if content.visibility is Visibility.MEMBERS and Scope.CONTENT_READ in viewer.scopes:
        return Access(allowed=True, reason="You are a member.")
    if content.visibility is Visibility.MEMBERS:
        return Access(allowed=False, reason="For members: send a bearer token.")
    if content.visibility is not Visibility.PAID:
        return Access(allowed=False, reason="It was taken down.")
    if claim is None:
        return Access(allowed=False, reason=NO_GRANT, sold_as=content.id)
    return by_claim(claim, at)


def by_claim(claim: Claim, at: datetime) -> Access:
    """What a member's claim on a paid content comes to at that moment, whatever else they are."""
    if claim.own:
        return Access(allowed=True, reason="You wrote what it is part of.")
    if claim.preview:
        return Access(allowed=True, reason="A free preview.")
    held = claim.best(at)
    if held is None:
        return Access(allowed=False, reason=NO_GRANT, sold_as=claim.sold_as)
    grant = held.grant
    return Access(
        allowed=True,
        reason=f"You hold {held.benefit}, {_FROM[grant.source_kind]}.",
        until=grant.end,
        benefit_id=grant.benefit_id,
        source=grant.source_kind,
    )
