"""Who may do what, field by field: the table that `tests/api/test_access.py` tries with everybody.

A row names a field that is worked out (not a plain value of its parent), says who may have it, and asks for it in the
sample community: for what is Ada's. A mutation's row has an input that is refused for another reason once the caller
may, or asks for what is so already: trying changes nothing. `tests/unit/test_access.py` fails when a field of the
schema has no row.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from domain.access import SCOPES_OF_KEYS, SCOPES_OF_ROLE, Role, Scope
from tests import sample


@dataclass(frozen=True)
class Caller:
    """Somebody who tries: by a token for a role and maybe a user, or by a key with one scope, or with nothing."""

    name: str
    role: Role | None = None
    user: str | None = None
    key: Scope | None = None

    @property
    def scopes(self) -> frozenset[Scope]:
        """What they hold."""
        return SCOPES_OF_ROLE[self.role] if self.role else frozenset({self.key} if self.key else ())

    def __str__(self) -> str:
        return self.name


CALLERS: Sequence[Caller] = (
    Caller("anonymous"),
    Caller("Ada", Role.MEMBER, sample.ADA),
    Caller("another member", Role.MEMBER, sample.BEN),
    Caller("moderator", Role.MODERATOR, sample.CLEO),
    Caller("operator", Role.OPERATOR, sample.CLEO),
    Caller("operator's machine", Role.OPERATOR),
    *(Caller(f"key with {scope}", key=scope) for scope in sorted(SCOPES_OF_KEYS)),
)

Need = Callable[[Caller], bool]


def anyone(_: Caller) -> bool:
    """Nothing is needed."""
    return True


def known(caller: Caller) -> bool:
    """Some token or key."""
    return bool(caller.scopes)


def person(caller: Caller) -> bool:
    """To be a user, whatever the role."""
    return caller.user is not None


def holds(*scopes: Scope) -> Need:
    """Any of these scopes."""
    return lambda caller: not caller.scopes.isdisjoint(scopes)


def person_with(scope: Scope) -> Need:
    """The scope, and to be a user."""
    return lambda caller: person(caller) and scope in caller.scopes


def ada_or(scope: Scope) -> Need:
    """To be Ada herself, or the scope."""
    return lambda caller: caller.user == sample.ADA or scope in caller.scopes


def reads_all(caller: Caller) -> bool:
    """To read bodies for members that one didn't write."""
    return Scope.CONTENT_READ in caller.scopes


def asks_for_ads(caller: Caller) -> bool:
    """To be a user, for oneself, or the scope."""
    return person(caller) or Scope.ADS_REQUEST in caller.scopes


def ada_or_sponsors(caller: Caller) -> bool:
    """To be Ada, whom an ad was chosen for, or to see the affairs of sponsors."""
    return caller.user == sample.ADA or not caller.scopes.isdisjoint({Scope.SPONSOR_MANAGE, Scope.REPORT_READ})


def orders_and_revenue(caller: Caller) -> bool:
    """To see the orders of others, and what the community earns."""
    return {Scope.ORDERS_MANAGE, Scope.REVENUE_READ} <= caller.scopes


def versions_and_members(caller: Caller) -> bool:
    """To see versions of models that aren't in use, and other members."""
    return {Scope.MODELS_READ, Scope.MEMBERS_READ} <= caller.scopes


def ben_or_operator(caller: Caller) -> bool:
    """To have written the paid course, or to be an operator."""
    return caller.user == sample.BEN or caller.role is Role.OPERATOR


def ada_or_operator(caller: Caller) -> bool:
    """To have written the article, or to be an operator."""
    return caller.user == sample.ADA or caller.role is Role.OPERATOR


def sees_adas_history(caller: Caller) -> bool:
    """To have written the article, or to be a moderator or an operator."""
    return ada_or_operator(caller) or caller.role is Role.MODERATOR


def ada_or_catalogue(caller: Caller) -> bool:
    """To be Ada, whose product it is, or to manage the catalogue."""
    return caller.user == sample.ADA or Scope.CATALOGUE_MANAGE in caller.scopes


@dataclass(frozen=True)
class Row:
    """Who may have a field, and a document that asks for it. `nullable`: null is an answer, not a refusal.

    `changes`: nothing can be wrong with the input, so whoever may changes what is their own.
    """

    need: Need
    document: str
    nullable: bool = False
    changes: bool = False


def _ada(selection: str, need: Need, **more: bool) -> Row:
    return Row(need, f'{{ user(handle: "ada") {{ {selection} }} }}', **more)


def _content(selection: str, need: Need = anyone, id: str = sample.GRAPHS, **more: bool) -> Row:
    return Row(need, f'{{ content(id: "{id}") {{ {selection} }} }}', **more)


def _change(name: str, input: str, need: Need, **more: bool) -> Row:
    return Row(need, f"mutation {{ {name}(input: {{{input}}}) {{ userErrors {{ __typename }} }} }}", **more)


def _query(selection: str, need: Need = anyone, **more: bool) -> Row:
    return Row(need, f"{{ {selection} }}", **more)


def _cases(selection: str) -> Row:
    return _query(f"moderationQueue {{ nodes {{ {selection} }} }}", holds(Scope.CONTENT_MODERATE))


def _decision(selection: str) -> Row:
    """Of a decision about an ad for Ada."""
    return Row(ada_or_sponsors, f'{{ node(id: "{sample.DECISION}") {{ ... on AdDecision {{ {selection} }} }} }}')


NO_ACTION = 'actionId: "mod_01jz000000000000000000000z"'
MERCHANTS = holds(Scope.ORDERS_MANAGE)
MODERATORS = person_with(Scope.CONTENT_MODERATE)
NO_KEY = 'id: "key_01jz000000000000000000000z"'
NO_WEBHOOK = 'id: "whk_01jz000000000000000000000z"'
NO_MODEL = 'id: "mdl_01jz000000000000000000000z"'
NO_TRIAL = 'id: "trl_01jz000000000000000000000z"'
NO_COHORT = 'cohortId: "coh_01jz000000000000000000000z"'
NO_DRAFT = 'id: "dft_01jz000000000000000000000z"'
NO_SERIES = 'id: "ser_01jz000000000000000000000z"'
NOTHING = sample.content("z")
NO_CASE = 'caseId: "case_01jz000000000000000000000z"'
NO_EVENT = 'eventId: "evt_01jz000000000000000000000z"'
ADAS, EVERYONE = ada_or(Scope.MEMBERS_READ), holds(Scope.MEMBERS_READ)
VERSIONS, MODELS = holds(Scope.MODELS_READ), holds(Scope.MODELS_WRITE)
WEBHOOKS, KEYS, AUDIT = holds(Scope.WEBHOOKS_MANAGE), holds(Scope.KEYS_MANAGE), holds(Scope.AUDIT_READ)
AN_ORDER = 'orderId: "1", clickIds: ["dec_01jz000000000000000000000z"]'
NO_SPONSOR = 'id: "spo_01jz000000000000000000000z"'
AMOUNT = 'amount: {amountMinor: 5, currency: "EUR"}'
STATEMENT = f"""node(id: "{sample.ACME}") {{ ... on Sponsor {{
  statement {{ nodes {{ amount {{ amountMinor }} balance {{ amountMinor }} }} }} }} }}"""
NEW_FLIGHT = """campaignId: "cmp_01jz000000000000000000000z", name: "x", pricing: CPC, price: {amountMinor: 5,
  currency: "EUR"}, budget: {amountMinor: 5, currency: "EUR"}, startsAt: "2099-01-01T00:00:00Z",
  endsAt: "2099-02-01T00:00:00Z" """
REFUSING = holds(Scope.CONTENT_MODERATE, Scope.AREAS_MANAGE)
SPONSORS, MANAGERS = holds(Scope.SPONSOR_MANAGE, Scope.REPORT_READ), holds(Scope.SPONSOR_MANAGE)
CAMPAIGNS = f"""node(id: "{sample.ACME}") {{ ... on Sponsor {{
  campaigns {{ nodes {{ sponsor {{ id }} flights {{ id }} }} }} }} }}"""
FLIGHT_FIELDS: Sequence[tuple[str, str, str, str, dict[str, bool]]] = (
    ("Flight", sample.FLIGHT, "price", " { currency }", {}),
    ("Flight", sample.FLIGHT, "budget", " { currency }", {}),
    ("Flight", sample.FLIGHT, "dailyCap", " { currency }", {}),
    ("Flight", sample.FLIGHT, "spent", " { currency }", {}),
    ("Flight", sample.FLIGHT, "campaign", " { id }", {}),
    ("Flight", sample.FLIGHT, "ads", " { id }", {}),
    ("Ad", sample.AD, "flight", " { id }", {}),
    ("Ad", sample.AD, "effectiveness", " { status }", {}),
    ("Campaign", sample.CAMPAIGN, "report", " { total { views spend { currency } } }", {}),
)


def _targeting(name: str, below: str = "{ id }") -> str:
    return f'node(id: "{sample.FLIGHT}") {{ ... on Flight {{ targeting {{ {name} {below} }} }} }}'


def _acme(selection: str) -> str:
    return f'node(id: "{sample.ACME}") {{ ... on Sponsor {{ {selection} }} }}'


NO_PRODUCT, NO_PRICE = f'id: "prd_{sample.ULID}z"', f'id: "prc_{sample.ULID}z"'
CATALOGUE = holds(Scope.CATALOGUE_MANAGE)


def _service(selection: str, need: Need = anyone, **more: bool) -> Row:
    """Of a product of Ada's that is on sale."""
    return Row(need, f'{{ product(id: "{sample.SERVICE}") {{ {selection} }} }}', **more)


NO_ORDER, ORDERS = f'id: "ord_{sample.ULID}z"', holds(Scope.ORDERS_MANAGE)

TIME = 'from: "2026-01-01", to: "2026-01-31"'
MONTH = f'{TIME}, currency: "EUR"'
NO_PAYOUT = f'id: "out_{sample.ULID}z"'


def person_or_orders(caller: Caller) -> bool:
    """To be a user, or to manage orders."""
    return person(caller) or ORDERS(caller)


def _order(selection: str) -> Row:
    """Of an order of Ada's."""
    asked = f'{{ node(id: "{sample.ORDER}") {{ ... on Order {{ {selection} }} }} }}'
    return Row(ada_or(Scope.ORDERS_MANAGE), asked)


def _subscription(selection: str) -> Row:
    """Of Ada's subscription, which is to become a yearly one."""
    asked = f'{{ node(id: "{sample.SUBSCRIPTION}") {{ ... on Subscription {{ {selection} }} }} }}'
    return Row(ada_or(Scope.ORDERS_MANAGE), asked)


def _asked(selection: str, **more: bool) -> Row:
    """Of a service that Ada asked Ben for, which is disputed."""
    asked = f'{{ node(id: "{sample.SERVICE_REQUEST}") {{ ... on ServiceRequest {{ {selection} }} }} }}'
    return Row(ada_ben_or_orders, asked, **more)


def ada_ben_or_orders(caller: Caller) -> bool:
    """To be one of the two, or to manage orders."""
    return caller.user in (sample.ADA, sample.BEN) or ORDERS(caller)


NO_REQUEST = f'id: "srv_{sample.ULID}z"'
A_YEAR = f'priceId: "{sample.GOLD_YEAR}"'
QUOTED = f'tierChangeQuote(priceId: "{sample.GOLD_MONTH}")'
NO_SUBSCRIPTION = f'id: "sub_{sample.ULID}z"'


def _checked(selection: str) -> Row:
    """Of the weights in use, which everybody sees: null, as nothing was held against them."""
    return _query(f"scoringModel(kind: RECOMMENDATION) {{ {selection} }}", VERSIONS, nullable=True)


INACTIVE = "INACTIVE"
"""Stands in a document for the id of a model that isn't in use; the test knows it."""

TABLE: dict[str, Row] = {
    # Reading: the roots.
    "Query.node": _query(f'node(id: "{sample.SECRET}") {{ id }}', reads_all),
    "Query.nodes": _query(f'nodes(ids: ["{sample.SECRET}"]) {{ id }}', reads_all),
    "Query.viewer": _query("viewer { scopes }", known),
    "Query.user": _query('user(handle: "ada") { id handle displayName joinedAt }'),
    "Query.users": _query("users(first: 2) { nodes { id } totalCount }"),
    "Query.users(segment)": _query("users(segment: POTENTIAL) { nodes { id } }", EVERYONE),
    "Query.users(churn)": _query("users(churn: AT_RISK) { nodes { id } }", EVERYONE),
    "Query.users(orderBy: CHURN_RISK)": _query("users(orderBy: CHURN_RISK) { nodes { id } }", EVERYONE),
    "Query.cohortRetention": _query(
        'cohortRetention(by: WEEK, from: "2026-05-01", to: "2026-05-31") { countedUntil }', EVERYONE, nullable=True
    ),
    "Query.churnSummary": _query("churnSummary { users }", EVERYONE),
    "Query.content": _query('content(slug: "for-members") { id }', reads_all),
    "Query.contents": _query("contents { nodes { id } }"),
    "Query.tag": _query('tag(slug: "neo4j") { name }'),
    "Query.tags": _query("tags { nodes { id } }"),
    "Query.feedLinks": _query("feedLinks { rss jsonFeed }"),
    "Query.series": _query('series(slug: "none") { id }', nullable=True),
    "Query.areas": _query("areas { id }"),
    "Query.area": _query('area(slug: "help") { name }'),
    "Query.users(influence)": _query("users(orderBy: INFLUENCE) { nodes { id } }", EVERYONE),
    "Query.subCommunities": _query("subCommunities { nodes { id } }", EVERYONE),
    "Query.users(subCommunity)": _query(
        'users(subCommunity: "none", orderBy: INFLUENCE) { nodes { id } }', EVERYONE, nullable=True
    ),
    "SubCommunity.tags": _query("subCommunities { nodes { tags { id } } }", EVERYONE),
    "Query.learnedGraphs": _query("learnedGraphs { name }", EVERYONE),
    "Query.jobs": _query("jobs { name }", EVERYONE),
    "Query.savedSegments": _query("savedSegments { slug }", EVERYONE),
    "SavedSegment.report": _query("savedSegments { report { gap } }", EVERYONE),
    "Query.users(savedSegment)": _query('users(savedSegment: "none") { nodes { id } }', EVERYONE, nullable=True),
    "Query.segmentRules": _query("segmentRules { version }", VERSIONS),
    "Query.segmentRulesDiff": _query("segmentRulesDiff(version: 2) { moved }", versions_and_members, nullable=True),
    "SegmentRulesDiff.members": _query(
        "segmentRulesDiff(version: 2) { members { segment } }", versions_and_members, nullable=True
    ),
    "SegmentRulesMember.user": _query(
        "segmentRulesDiff(version: 2) { members { user { id } } }", versions_and_members, nullable=True
    ),
    "Query.segmentMoves": _query('segmentMoves(from: "2026-05-01", to: "2026-05-31") { up down }', EVERYONE),
    "Query.segments": _query("segments { users }", EVERYONE),
    "Query.scoringModel": _query("scoringModel(kind: ACTIVITY) { version }"),
    "Query.scoringModel(version)": _query("scoringModel(kind: ACTIVITY, version: 2) { version }", VERSIONS),
    "Query.modelTrials": _query("modelTrials { sharePercent }", VERSIONS),
    "Query.exposure": _query("exposure { asOf }", VERSIONS, nullable=True),
    "Query.popularityWeeks": _query("popularityWeeks { week }", VERSIONS),
    "Query.scoringModels": _query("scoringModels(kind: ACTIVITY) { version }", VERSIONS),
    "Query.feed": _query("feed(first: 2) { edges { score node { id } } }"),
    "Query.search": _query('search(query: "members") { edges { node { __typename ... on Content { id } } } }'),
    "Query.similarContents": _query('similarContents(title: "x") { likeness }', holds(Scope.CONTENT_WRITE)),
    "Query.suggestTags": _query('suggestTags(title: "x") { score }', holds(Scope.CONTENT_WRITE)),
    "Query.nearDuplicates": _query(
        f'nearDuplicates(contentId: "{sample.GRAPHS}") {{ likeness }}', holds(Scope.CONTENT_MODERATE)
    ),
    "SearchEdge.title": _query('search(query: "members") { edges { title { text } } }'),
    "SearchEdge.excerpt": _query('search(query: "members", types: [CONTENT]) { edges { excerpt { text } } }'),
    "Query.auditLog": _query("auditLog { nodes { id } }", AUDIT),
    "Query.moderationQueue": _query("moderationQueue { nodes { id } }", holds(Scope.CONTENT_MODERATE)),
    "Query.accountMerges": _query("accountMerges { nodes { id } }", holds(Scope.PRIVACY_MANAGE)),
    "Query.appeals": _query("appeals { nodes { id } }", holds(Scope.CONTENT_MODERATE)),
    "Query.webhooks": _query("webhooks { id }", WEBHOOKS),
    "Query.sponsors": _query("sponsors { nodes { id } }", SPONSORS),
    "Sponsor.balance": _query(f'node(id: "{sample.ACME}") {{ ... on Sponsor {{ balance {{ currency }} }} }}', SPONSORS),
    "Sponsor.statement": _query(STATEMENT, SPONSORS),
    "Posting.amount": _query(STATEMENT, SPONSORS),
    "Posting.balance": _query(STATEMENT, SPONSORS),
    "Sponsor.campaigns": _query(CAMPAIGNS, SPONSORS),
    "AdDecision.why": _decision("why { feature value }"),
    "AdDecision.paidBy": _decision("paidBy"),
    "AdDecision.matched": _decision("matched"),
    "AdDecision.personalised": _decision("personalised"),
    "AdDecision.noFillReason": Row(
        anyone, f'{{ node(id: "{sample.DECISION}") {{ ... on AdDecision {{ noFillReason }} }} }}', nullable=True
    ),
    "Campaign.sponsor": _query(CAMPAIGNS, SPONSORS),
    "Campaign.flights": _query(CAMPAIGNS, SPONSORS),
    **{
        f"{type_}.{name}": _query(f'node(id: "{id}") {{ ... on {type_} {{ {name}{selection} }} }}', SPONSORS, **more)
        for type_, id, name, selection, more in FLIGHT_FIELDS
    },
    "Sponsor.application": _query(_acme("application { text }"), SPONSORS),
    "SponsorApplication.by": _query(_acme("application { by { id } }"), SPONSORS),
    "Sponsor.fit": _query(_acme("fit { score }"), SPONSORS),
    **{
        name: _query(_acme('invoice(from: "2026-01-01", to: "2026-12-31") { total { currency } }'), SPONSORS)
        for name in ("Sponsor.invoice", "Invoice.total")
    },
    "Sponsor.rules": _query(_acme("rules { excludedWords }"), SPONSORS),
    **{
        f"SponsorRules.{name}": _query(_acme(f"rules {{ {name} {{ id }} }}"), SPONSORS)
        for name in (
            *("exclusiveTags", "exclusiveAreas", "excludedTags", "excludedAreas", "offeredTags", "offeredAreas"),
            "refusedBy",
        )
    },
    "Query.adLoadReport": _query('adLoadReport(from: "2026-05-01", to: "2026-05-31") { countedUntil }', SPONSORS),
    "Query.adLoad": _query("adLoad { __typename }", SPONSORS),
    **{
        f"Targeting.{name}": _query(_targeting(name), SPONSORS)
        for name in (
            "includeTags",
            "excludeTags",
            "interestTags",
            "excludeInterestTags",
            "areas",
            "excludeAreas",
            "similarTo",
        )
    },
    **{
        f"Targeting.{name}": _query(_targeting(name, ""), SPONSORS)
        for name in ("savedSegments", "excludeSavedSegments")
    },
    "DeliveryReport.csv": _query(
        f'node(id: "{sample.CAMPAIGN}") {{ ... on Campaign {{ report {{ csv }} }} }}', SPONSORS
    ),
    "AdEffectiveness.model": _query(
        f'node(id: "{sample.AD}") {{ ... on Ad {{ effectiveness {{ model {{ version }} }} }} }}', SPONSORS
    ),
    "Query.explainTargeting": _query(
        f'explainTargeting(flightId: "{sample.FLIGHT}", context: {{}}) {{ eligible }}', MANAGERS
    ),
    "Query.reachEstimate": _query("reachEstimate(targeting: {}) { gap }", MANAGERS),
    "Query.books": _query("books { currency }", AUDIT),
    # What is bought.
    "Query.orders": _query("orders { nodes { id } }", ORDERS),
    "Viewer.orders": _query("viewer { orders { nodes { id } } }", known),
    **{
        f"Order.{name}": _order(f"{name} {{ currency }}")
        for name in ("subtotal", "discount", "tax", "total", "refunded")
    },
    "Order.buyer": _order("buyer { id }"),
    "Order.giftTo": _order("giftTo { id }"),
    "Order.payments": _order("payments { state }"),
    "Order.refunds": _order("refunds { id }"),
    "Order.disputes": _order("disputes { state }"),
    "Order.postings": Row(
        orders_and_revenue, f'{{ node(id: "{sample.ORDER}") {{ ... on Order {{ postings {{ kind }} }} }} }}'
    ),
    "OrderPosting.amount": Row(
        orders_and_revenue,
        f'{{ node(id: "{sample.ORDER}") {{ ... on Order {{ postings {{ amount {{ currency }} }} }} }} }}',
    ),
    "Mutation.payOrder": _change("payOrder", NO_ORDER, person),
    "Payable.checkoutUrl": Row(
        person,
        f"mutation {{ payOrder(input: {{{NO_ORDER}}}) {{ checkoutUrl userErrors {{ __typename }} }} }}",
        nullable=True,
    ),
    "Order.refundQuote": _order("refundQuote { reason }"),
    "Order.invoiceUrl": _order("invoiceUrl"),
    **{
        f"OrderLine.{name}": _order(f"lines {{ {name} {{ currency }} }}")
        for name in ("unitPrice", "discount", "tax", "total", "refunded")
    },
    "OrderLine.product": _order("lines { product { id } }"),
    "Mutation.createOrder": _change("createOrder", "items: []", person),
    "Mutation.confirmPayment": _change("confirmPayment", f'{NO_ORDER}, reference: "1", {AMOUNT}', ORDERS),
    "Mutation.cancelOrder": _change("cancelOrder", NO_ORDER, person_or_orders),
    "Mutation.redeemGift": _change("redeemGift", 'code: "x"', person),
    "Mutation.refundOrder": _change("refundOrder", f'{NO_ORDER}, reason: "x"', ORDERS),
    "RefundOrderPayload.order": Row(
        ORDERS,
        f'mutation {{ refundOrder(input: {{{NO_ORDER}, reason: "x"}}) '
        "{ order { id } userErrors { __typename } } }",
    ),
    # What was earned.
    "Viewer.earnings": _query("viewer { earnings { currency } }", known),
    "User.earnings": _ada("earnings { currency }", ada_or(Scope.ORDERS_MANAGE)),
    **{
        f"Earnings.{name}": _ada(f"earnings {{ {name} {{ amountMinor }} }}", ada_or(Scope.ORDERS_MANAGE))
        for name in ("balance", "held", "underWay", "available", "minimum")
    },
    "Earnings.statement": _ada("earnings { statement { nodes { memo } } }", ada_or(Scope.ORDERS_MANAGE)),
    "Viewer.payouts": _query("viewer { payouts { nodes { id } } }", known),
    "Query.payouts": _query("payouts { nodes { id } }", ORDERS),
    "Payout.member": Row(
        ada_or(Scope.ORDERS_MANAGE), f'{{ node(id: "{sample.PAYOUT}") {{ ... on Payout {{ member {{ id }} }} }} }}'
    ),
    "Mutation.requestPayout": _change("requestPayout", 'currency: "XXZ"', person),
    "Mutation.requestAllPayouts": _change("requestAllPayouts", 'currency: "XXZ"', ORDERS),
    "Mutation.confirmPayout": _change("confirmPayout", f'{NO_PAYOUT}, reference: "1"', ORDERS),
    "Mutation.returnPayout": _change("returnPayout", f'{NO_PAYOUT}, reason: "x"', ORDERS),
    "Query.pressureReport": _query(f"pressureReport({TIME}) {{ caution }}", holds(Scope.REVENUE_READ)),
    "Query.revenue": _query(f"revenue({MONTH}) {{ currency }}", holds(Scope.REVENUE_READ)),
    "Query.revenueEntries": _query(
        f"revenueEntries(measure: TAX, {MONTH}) {{ nodes {{ id }} }}", holds(Scope.REVENUE_READ)
    ),
    "Query.revenueSubscriptions": _query(
        f"revenueSubscriptions(measure: MRR, {MONTH}) {{ nodes {{ since }} }}", holds(Scope.REVENUE_READ)
    ),
    # What is subscribed to.
    "Query.subscriptions": _query("subscriptions { nodes { id } }", ORDERS),
    "Viewer.subscriptions": _query("viewer { subscriptions { id } }", known),
    "Subscription.currentPeriodStart": _subscription("currentPeriodStart"),
    "Subscription.currentPeriodEnd": _subscription("currentPeriodEnd"),
    "Subscription.tier": _subscription("tier { id }"),
    "Subscription.price": _subscription("price { id }"),
    "Subscription.nextTier": _subscription("nextTier { id }"),
    "Subscription.nextPrice": _subscription("nextPrice { id }"),
    "Subscription.credit": _subscription("credit { currency }"),
    "Subscription.openOrder": _subscription("openOrder { id }"),
    "Subscription.orders": _subscription("orders { nodes { id } }"),
    "Subscription.tierChangeQuote": _subscription(f"{QUOTED} {{ at }}"),
    **{
        f"TierChangeQuote.{name}": _subscription(f"{QUOTED} {{ {name} {{ currency }} }}")
        for name in ("charge", "tax", "creditUsed", "credit")
    },
    "SubscribeToTierPayload.checkoutUrl": Row(
        person,
        f'mutation {{ subscribeToTier(input: {{tierId: "{sample.GOLD}", priceId: "{sample.ORDER}"}}) '
        "{ checkoutUrl userErrors { __typename } } }",
        nullable=True,
    ),
    "Mutation.subscribeToTier": _change(
        "subscribeToTier", f'tierId: "{sample.GOLD}", priceId: "{sample.ORDER}"', person
    ),
    "Mutation.cancelSubscription": _change("cancelSubscription", NO_SUBSCRIPTION, person_or_orders),
    "Mutation.resumeSubscription": _change("resumeSubscription", NO_SUBSCRIPTION, person_or_orders),
    "Mutation.setSubscriptionTax": _change("setSubscriptionTax", f"{NO_SUBSCRIPTION}, basisPoints: 1900", ORDERS),
    "Mutation.changeTier": _change("changeTier", f"{NO_SUBSCRIPTION}, {A_YEAR}", person),
    "ChangeTierPayload.subscription": Row(
        person,
        f"mutation {{ changeTier(input: {{{NO_SUBSCRIPTION}, {A_YEAR}}}) {{ "
        "subscription { id } userErrors { __typename } } }",
    ),
    # What was asked for.
    "Query.serviceRequests": _query("serviceRequests { nodes { id } }", ORDERS),
    "Viewer.serviceRequests": _query("viewer { serviceRequests { nodes { id } } }", known),
    **{
        f"ServiceRequest.{name}": _asked(f"{name} {{ id }}")
        for name in ("product", "buyer", "provider", "content", "area")
    },
    **{
        f"ServiceRequest.{name}": _asked(name)
        for name in ("brief", "offerNote", "deliveryNote", "disputeReason", "decisionNote")
    },
    "ServiceRequest.viewerParty": Row(
        lambda caller: caller.user in (sample.ADA, sample.BEN),
        f'{{ node(id: "{sample.SERVICE_REQUEST}") {{ ... on ServiceRequest {{ viewerParty }} }} }}',
    ),
    "ServiceRequest.order": Row(
        ada_or(Scope.ORDERS_MANAGE),
        f'{{ node(id: "{sample.SERVICE_REQUEST}") {{ ... on ServiceRequest {{ order {{ id }} }} }} }}',
    ),
    "Mutation.requestService": _change(
        "requestService", f'productId: "prd_{sample.ULID}z", kind: CONSULTING, brief: "x"', person
    ),
    "Mutation.offerService": _change(
        "offerService",
        f'{NO_REQUEST}, price: {{amountMinor: 5, currency: "EUR"}}, until: "2099-01-01T00:00:00Z", workDays: 1',
        person_or_orders,
    ),
    "Mutation.acceptOffer": _change("acceptOffer", NO_REQUEST, person),
    "Mutation.deliverService": _change("deliverService", NO_REQUEST, person_or_orders),
    "Mutation.acceptDelivery": _change("acceptDelivery", NO_REQUEST, person),
    "Mutation.disputeService": _change("disputeService", f'{NO_REQUEST}, reason: "x"', person),
    "Mutation.decideService": _change("decideService", f'{NO_REQUEST}, decision: RETURN, note: "x"', ORDERS),
    "Mutation.cancelService": _change("cancelService", NO_REQUEST, person_or_orders),
    "Area.featured": _query('area(slug: "blog") { featured { kind } }'),
    "FeaturedPlace.paid": _query('area(slug: "blog") { featured { paid } }'),
    "FeaturedPlace.content": _query('area(slug: "blog") { featured { content { id } } }'),
    # What is on sale.
    "Query.tiers": _query("tiers { id }"),
    "Query.tier": _query('tier(slug: "none") { id }', nullable=True),
    **{f"Tier.{name}": _query(f"tiers {{ {name} {{ id }} }}") for name in ("benefits", "prices", "product")},
    "Query.products": _query("products { nodes { id name } }"),
    "Query.product": _service("id"),
    **{f"Product.{name}": _service(f"{name} {{ id }}") for name in ("prices", "benefits", "unlocks", "author")},
    "Product.tier": _service("tier { id }", nullable=True),
    "Product.authorSharePercent": _service("authorSharePercent", ada_or_catalogue),
    "Price.product": _service("prices { amount { amountMinor } product { id } }"),
    "Content.products": _content("products { id }"),
    "Viewer.coupons": _query("viewer { coupons { code } }", known),
    "Query.benefits": _query("benefits { nodes { id } }", CATALOGUE),
    "Benefit.contents": _query("benefits { nodes { contents { id } } }", CATALOGUE),
    "Benefit.areas": _query("benefits { nodes { areas { id } } }", CATALOGUE),
    "Query.coupons": _query("coupons { nodes { id } }", CATALOGUE),
    "Coupon.products": _query("coupons { nodes { products { id } } }", CATALOGUE),
    "Coupon.affiliate": _query("coupons { nodes { affiliate { id } } }", CATALOGUE, nullable=True),
    "Query.couponQuote": _query(
        f'couponQuote(code: "ten", priceIds: ["{sample.SERVICE_PRICE}"]) {{ total {{ amountMinor }} }}', person
    ),
    "Query.apiKeys": _query("apiKeys { nodes { id } totalCount }", KEYS, nullable=True),
    # Reading: a user's own affairs, and what everybody sees of them.
    "Viewer.user": _query("viewer { user { id } }", person),
    "Viewer.consents": _query("viewer { consents { purpose } }", known),
    "Viewer.notifications": _query("viewer { notifications { nodes { id } } }", known),
    "Viewer.drafts": _query("viewer { drafts { nodes { id } } }", known),
    "Viewer.takenDown": _query("viewer { takenDown { nodes { id } } }", known),
    "Viewer.bookmarks": _query("viewer { bookmarks { nodes { at note } } }", known),
    "Bookmark.content": _query("viewer { bookmarks { nodes { content { id } } } }", known),
    "Viewer.preferences": _query("viewer { preferences { weight } }", known),
    "Viewer.mutedUsers": _query("viewer { mutedUsers { id } }", known),
    "Viewer.blockedUsers": _query("viewer { blockedUsers { id } }", known),
    "Viewer.unreadNotifications": _query("viewer { unreadNotifications }", known),
    "Viewer.moderationActions": _query("viewer { moderationActions { nodes { id } } }", known),
    "Viewer.sponsorApplications": _query("viewer { sponsorApplications { nodes { state } } }", known),
    "Viewer.sanction": _query("viewer { sanction { kind } }", nullable=True),
    "ModerationAction.target": _query("appeals { nodes { target { id } } }", holds(Scope.CONTENT_MODERATE)),
    "ModerationAction.actor": _query("appeals { nodes { actor { id } } }", holds(Scope.CONTENT_MODERATE)),
    "ModerationCase.target": _cases("target { id }"),
    "ModerationCase.reports": _cases("reports { id }"),
    "ModerationCase.actions": _cases("actions { id }"),
    "ModerationCase.claimedBy": _cases("claimedBy { id }"),
    "Report.reporter": _cases("reports { reporter { id } }"),
    "Notification.actor": _query("viewer { notifications { nodes { actor { id } } } }", known),
    "Viewer.notificationPreferences": _query("viewer { notificationPreferences { timeZone } }", person),
    "NotificationSettings.preferences": _query("viewer { notificationPreferences { preferences { on } } }", person),
    "Notification.actors": _query("viewer { notifications { nodes { actors { id } } } }", known),
    "Notification.about": _query("viewer { notifications { nodes { about { id } } } }", nullable=True),
    "Notification.content": _query("viewer { notifications { nodes { content { id } } } }", known),
    "Viewer.areas": _query("viewer { areas { nodes { since } } }", known),
    "AreaMembership.area": _query("viewer { areas { nodes { area { id } } } }", known),
    "Viewer.grants": _query("viewer { grants { expiresAt } }", known),
    "Grant.benefit": _query("viewer { grants { benefit { slug } } }", known),
    "Grant.source": _query("viewer { grants { source } }", known),
    "Grant.live": _query("viewer { grants { live } }", known),
    "Viewer.dataRequests": _query("viewer { dataRequests { state } }", known),
    "DataRequest.downloadUrl": _query("viewer { dataRequests { downloadUrl } }", known),
    "User.personalData": _ada("personalData { email }", ada_or(Scope.PRIVACY_MANAGE), nullable=True),
    "User.adFreeUntil": _ada("adFreeUntil", ADAS, nullable=True),
    "User.interests": _ada("interests { affinity }", ADAS),
    "User.recommendations": _ada("recommendations { edges { score } }", ADAS),
    "User.interactions": _ada("interactions { nodes { count } }", ADAS),
    "User.segment": _ada("segment { segment }", ADAS, nullable=True),
    "User.churn": _ada("churn { state }", ADAS),
    "User.winBack": _ada("winBack { kind }", ADAS, nullable=True),
    "WinBack.evidence": _ada("winBack { evidence { id } }", ADAS, nullable=True),
    "ChurnRisk.history": _ada("churn { history { state } }", ADAS),
    "User.influence": _ada("influence { score reason }", ADAS, nullable=True),
    "Influence.reason": _ada("influence { reason }", ADAS, nullable=True),
    "User.similar": _ada("similar { score }", ADAS),
    "User.subCommunity": _ada("subCommunity { members }", ADAS, nullable=True),
    "User.segmentHistory": _ada("segmentHistory { segment }", ADAS),
    "User.feedLinks": _ada("feedLinks { rss }", anyone),
    "User.series": _ada("series { nodes { id title } }", anyone),
    "Series.author": _ada("series { nodes { author { id } } }", anyone),
    "Series.contents": _ada("series { nodes { contents { nodes { id } } } }", anyone),
    "User.points": _ada("points", anyone),
    "User.standing": _ada("standing { level rights next { missingPoints } }", anyone),
    "MemberStanding.history": _ada("standing { history { level } }", ADAS),
    "User.pointEntries": _ada("pointEntries { nodes { delta } }", ADAS),
    "User.badges": _ada("badges { nodes { awardedAt } }", anyone),
    "User.grants": _ada("grants { nodes { expiresAt } }", ada_or(Scope.ORDERS_MANAGE)),
    "User.badgeHistory": _ada("badgeHistory { nodes { awardedAt } }", ADAS),
    "BadgeAward.badge": _ada("badges { nodes { badge { name } } }", anyone),
    "BadgeAward.user": _ada("badges { nodes { user { id } } }", anyone),
    "BadgeAward.scope": _ada("badges { nodes { scope { id } } }", anyone),
    "BadgeAward.evidence": _ada("badges { nodes { evidence { id } } }", anyone),
    "PointEntry.content": _ada("pointEntries { nodes { content { id } } }", ADAS),
    "User.activity": _ada("activity { value }", anyone),
    "User.activity(model)": _ada(f'activity(model: "{INACTIVE}") {{ value }}', VERSIONS),
    "User.contents": _ada("contents { nodes { id } }", anyone),
    "User.followers": _ada("followers { nodes { id } }", anyone),
    "User.following": _ada("following { nodes { __typename } }", anyone),
    "ActivityScore.model": _ada("activity { model { version } }", anyone),
    "Interaction.content": _ada("interactions { nodes { content { id } } }", ADAS),
    # Reading: contents. Ada wrote the one for members, and Ben the paid one, so neither is free for the other.
    "Content.body": _content("body", reads_all, sample.SECRET),
    "Content.body(paid)": _content(
        "body", lambda caller: caller.role is Role.OPERATOR or caller.user == sample.BEN, sample.PAID
    ),
    "Content.text": _content("text { format excerpt language canonicalUrl version editedAt }", nullable=True),
    "ContentText.excerpt": _content("text { excerpt }", nullable=True),
    "Content.teaser": _content("teaser", nullable=True),
    "Access.source": _content("access { source }", nullable=True),
    "Access.benefit": _content("access { benefit { slug } }", nullable=True),
    "Access.price": _content("access { price { amountMinor } }", nullable=True),
    "Access.priceId": _content("access { priceId }", nullable=True),
    "ContentText.readingMinutes": _content("text { readingMinutes }", nullable=True),
    "ContentText.source": _content("text { source }", ada_or_operator),
    "ContentText.mentions": _content("text { mentions { id } }"),
    "ContentText.links": _content("text { links { id } }"),
    "ContentText.crossPostOf": _content("text { crossPostOf { id } }", nullable=True),
    "ContentText.crossPosts": _content("text { crossPosts { id } }"),
    "ContentText.linkedFrom": _content("text { linkedFrom { id } }"),
    "Content.revisions": _content("revisions { number }", sees_adas_history),
    "Revision.editor": _content("revisions { editor { id } }", sees_adas_history),
    "Revision.diff": _content("revisions { diff }", sees_adas_history),
    "CaseStudy.industry": _content("... on CaseStudy { industry }", nullable=True),
    "CaseStudy.outcome": _content("... on CaseStudy { outcome }", nullable=True),
    "Talk.event": _content("... on Talk { event }", nullable=True),
    "Talk.recordingUrl": _content("... on Talk { recordingUrl }", nullable=True),
    "Project.projectUrl": _content("... on Project { projectUrl }", nullable=True),
    "Project.projectStatus": _content("... on Project { projectStatus }", nullable=True),
    "OpenSource.repositoryUrl": _content("... on OpenSource { repositoryUrl }", nullable=True),
    "OpenSource.licence": _content("... on OpenSource { licence }", nullable=True),
    "OpenSource.programmingLanguage": _content("... on OpenSource { programmingLanguage }", nullable=True),
    "Course.lessons": _content("... on Course { lessons { id } }"),
    "Lesson.course": _content("... on Lesson { course { id } }"),
    "Lesson.chapter": _content("... on Lesson { chapter { id } }", nullable=True),
    "Lesson.progress": _content("... on Lesson { progress { percent } }", nullable=True),
    "Course.chapters": _content("... on Course { chapters { id } }", nullable=True),
    "Chapter.lessons": _content("... on Course { chapters { lessons { id } } }", nullable=True),
    "Course.progress": _content("... on Course { progress { percent } }", nullable=True),
    "Course.numbers": _content("... on Course { numbers { course { opened } } }", ben_or_operator, sample.PAID),
    "LessonNumbers.content": _content(
        "... on Course { numbers { course { content { id } } } }", ben_or_operator, sample.PAID
    ),
    "Lesson.quiz": _content("... on Lesson { quiz { passPercent } }", nullable=True),
    "Quiz.viewerAttempts": _content("... on Lesson { quiz { viewerAttempts { number } } }", nullable=True),
    "Quiz.solution": _content("... on Lesson { quiz { solution { correct } } }", nullable=True),
    "Viewer.certificates": _query("viewer { certificates { nodes { code } } }", known),
    "Viewer.seats": _query("viewer { seats { state } }", known),
    "Seat.cohort": _query("viewer { seats { cohort { id } } }", known),
    "Course.cohorts": _content("... on Course { cohorts { id } }", nullable=True),
    "Cohort.course": _content("... on Course { cohorts { course { id } } }", nullable=True),
    "Cohort.viewerSeat": _content("... on Course { cohorts { viewerSeat { state } } }", nullable=True),
    "CourseProgress.certificate": _query("viewer { courses { nodes { certificate { code } } } }", known),
    "Query.certificate": _query('certificate(code: "none") { code }', nullable=True),
    "Certificate.member": _query('certificate(code: "none") { member { id } }', nullable=True),
    "Certificate.course": _query('certificate(code: "none") { course { id } }', nullable=True),
    "Certificate.revokedReason": _query('certificate(code: "none") { revokedReason }', nullable=True),
    "Viewer.courses": _query("viewer { courses { nodes { percent } } }", known),
    "CourseProgress.course": _query("viewer { courses { nodes { course { id } } } }", known),
    "CourseProgress.completedLessons": _query("viewer { courses { nodes { completedLessons } } }", known),
    "CourseProgress.lessonCount": _query("viewer { courses { nodes { lessonCount } } }", known),
    "CourseProgress.nextLesson": _query("viewer { courses { nodes { nextLesson { id } } } }", known),
    "Draft.parentId": _query("viewer { drafts { nodes { parentId } } }", known),
    "Content.access": _content("access { allowed reason }"),
    "Content.series": _content("series { position }", nullable=True),
    "SeriesPlace.series": _content("series { series { id } }", nullable=True),
    "SeriesPlace.count": _content("series { count }", nullable=True),
    "SeriesPlace.previous": _content("series { previous { id } }", nullable=True),
    "SeriesPlace.next": _content("series { next { id } }", nullable=True),
    "Content.stats": _content("stats { views }"),
    "Content.viewerActs": _content("viewerActs { vote }", person),
    "Content.reactions": _content("reactions { kind count }"),
    "Content.commentCount": _content("commentCount"),
    "Content.comments": _content("comments { nodes { id } }"),
    "Content.similar": _content("similar { score }"),
    "Content.experts": _content("experts { score parts { contribution } }", id=sample.ASKED),
    "Question.acceptedAnswer": _content("... on Question { acceptedAnswer { id } }", id=sample.ASKED),
    "Answer.question": _content("... on Answer { question { id } }", id=sample.ANSWERED),
    "Answer.accepted": _content("... on Answer { accepted }", id=sample.ANSWERED),
    "Comment.parent": _content("... on Comment { parent { id } }", id=sample.REMARK),
    "Question.answers": _content("... on Question { answers { nodes { id } } }", id=sample.ASKED),
    "Question.answerCount": _content("... on Question { answerCount }", id=sample.ASKED),
    "Question.closed": _content(
        "... on Question { closed { reason note at reopenedAt } }", nullable=True, id=sample.ASKED
    ),
    "Question.closings": _content("... on Question { closings { reason } }", id=sample.ASKED),
    "Question.duplicates": _content("... on Question { duplicates { nodes { id } } }", id=sample.ASKED),
    "Closing.by": _content("... on Question { closings { by { id } } }", id=sample.ASKED),
    "Closing.reopenedBy": _content("... on Question { closings { reopenedBy { id } } }", id=sample.ASKED),
    "Closing.duplicateOf": _content("... on Question { closings { duplicateOf { id } } }", id=sample.ASKED),
    "ContentStats.votes": _content("stats { votes }"),
    "Tag.contents": _query('tag(slug: "neo4j") { contents { nodes { id } } }'),
    "Tag.feedLinks": _query('tag(slug: "neo4j") { feedLinks { rss } }'),
    "Tag.followers": _query('tag(slug: "neo4j") { followers }'),
    "Tag.related": _query('tag(slug: "neo4j") { related { id } }'),
    "Area.contents": _query("areas { contents { nodes { id } } }"),
    # Reading: points.
    "Query.leaderboard": _query("leaderboard(period: DAY) { startsAt }"),
    "Leaderboard.entries": _query("leaderboard(period: DAY) { entries { nodes { rank } } }"),
    "Query.badges": _query("badges { nodes { name } }"),
    "Query.badge": _query('badge(slug: "writer") { name }'),
    "Badge.benefits": _query('badge(slug: "writer") { benefits { slug } }'),
    "Badge.holders": _query('badge(slug: "writer") { holders }'),
    "Badge.awards": _query('badge(slug: "writer") { awards { nodes { awardedAt } } }'),
    "Area.feedLinks": _query('area(slug: "blog") { feedLinks { rss } }'),
    "Area.parent": _query('area(slug: "blog") { parent { id } }', nullable=True),
    "Area.areas": _query('area(slug: "blog") { areas { id } }'),
    "Area.normsVersion": _query('area(slug: "blog") { normsVersion }'),
    "Area.normsHistory": _query('area(slug: "blog") { normsHistory { version } }'),
    "Area.adsAllowed": _query('area(slug: "blog") { adsAllowed }'),
    "Area.refusedSponsors": _query('area(slug: "blog") { refusedSponsors { name } }', REFUSING, nullable=True),
    "Area.posting": _query('area(slug: "blog") { posting { role } }'),
    "Area.postingRefusal": _query('area(slug: "blog") { postingRefusal }', nullable=True),
    "Area.standingRules": _query('area(slug: "blog") { standingRules { version } }'),
    "Area.viewerRights": _query('area(slug: "blog") { viewerRights }'),
    "Query.standingRules": _query("standingRules { version }"),
    "StandingRules.ownLevels": _query("standingRules { ownLevels }"),
    "StandingRules.levels": _query("standingRules { levels { level } }"),
    "StandingRules.rights": _query("standingRules { rights { level } }"),
    "Area.halfLifeHours": _query('area(slug: "blog") { halfLifeHours }'),
    "Area.weights": _query('area(slug: "blog") { weights { act } }'),
    "Area.members": _query('area(slug: "blog") { members { nodes { id } } }'),
    "Area.viewerMembership": _query('area(slug: "blog") { viewerMembership { since } }', nullable=True),
    # Reading: models and scores.
    "Query.whyNot": _query(f'whyNot(contentId: "{sample.GRAPHS}") {{ reason }}', person, nullable=True),
    "WhyNotAnswer.model": _query(
        f'whyNot(contentId: "{sample.GRAPHS}") {{ model {{ version }} }}', person, nullable=True
    ),
    "RecommendationConnection.balance": _query("feed { balance { lockedPercent } }"),
    "RecommendationConnection.model": _query("feed { model { version } }"),
    "ScorePart.evidence": _query("feed { edges { parts { evidence { id } } } }"),
    "Exposure.model": _query("exposure { model { version } }", VERSIONS, nullable=True),
    "ExposureShare.ratio": _query("exposure { shares { ratio } }", VERSIONS, nullable=True),
    "ExposureWarning.sentence": _checked("exposureWarnings { sentence }"),
    "ScoringModel.exposureCheckedAt": _checked("exposureCheckedAt"),
    "ScoringModel.exposureComparedVersion": _checked("exposureComparedVersion"),
    "ScoringModel.exposureWarnings": _checked("exposureWarnings { group }"),
    "ModelTrial.model": _query("modelTrials { model { version } }", VERSIONS),
    "ModelTrial.former": _query("modelTrials { former { version } }", VERSIONS),
    "ModelTrial.countedUntil": _query("modelTrials { countedUntil }", VERSIONS),
    "ModelTrial.challengers": _query("modelTrials { challengers { members readEach } }", VERSIONS),
    "ModelTrial.others": _query("modelTrials { others { members readEach } }", VERSIONS),
    "ModelTrial.gain": _query("modelTrials { gain { value low high } }", VERSIONS),
    "ModelTrial.finding": _query("modelTrials { finding }", VERSIONS),
    "ScoringFeature.description": _query("scoringModel(kind: ACTIVITY) { features { description } }"),
    "ScoringFeature.active": _query("scoringModel(kind: ACTIVITY) { features { active } }"),
    # Reading: what only comes below something that is guarded itself.
    "AccountMerge.into": _query("accountMerges { nodes { into { id } } }", holds(Scope.PRIVACY_MANAGE), nullable=True),
    "AuditEntry.before": _query("auditLog { nodes { before } }", AUDIT, nullable=True),
    "AuditEntry.after": _query("auditLog { nodes { after } }", AUDIT, nullable=True),
    "Webhook.deliveries": _query("webhooks { deliveries { nodes { status } } }", WEBHOOKS),
    # Changing.
    "Mutation.recordEvents": _change("recordEvents", "events: []", holds(Scope.EVENTS_OWN, Scope.EVENTS_WRITE)),
    "Mutation.declareInterests": _change("declareInterests", "tags: []", person_with(Scope.EVENTS_OWN)),
    "Mutation.setPreference": _change(
        "setPreference", f'targetId: "{NOTHING}", weight: 0', person_with(Scope.EVENTS_OWN)
    ),
    "Mutation.resetPersonalisation": _change("resetPersonalisation", "", person_with(Scope.EVENTS_OWN), changes=True),
    "Mutation.publishContent": _change(
        "publishContent", 'kind: ARTICLE, title: "x", body: "x", tags: ["none"]', person_with(Scope.CONTENT_WRITE)
    ),
    "Mutation.addAnswer": _change("addAnswer", f'questionId: "{NOTHING}", body: "x"', person_with(Scope.CONTENT_WRITE)),
    "Mutation.addComment": _change("addComment", f'parentId: "{NOTHING}", body: "x"', person_with(Scope.CONTENT_WRITE)),
    "Mutation.acceptAnswer": _change("acceptAnswer", f'answerId: "{NOTHING}"', person_with(Scope.CONTENT_WRITE)),
    "Mutation.closeQuestion": _change(
        "closeQuestion", f'questionId: "{NOTHING}", reason: UNCLEAR', person_with(Scope.CONTENT_WRITE)
    ),
    "Mutation.reopenQuestion": _change("reopenQuestion", f'questionId: "{NOTHING}"', person_with(Scope.CONTENT_WRITE)),
    "Mutation.followTarget": _change("followTarget", f'targetId: "{NOTHING}"', person_with(Scope.EVENTS_OWN)),
    "Mutation.setReaction": _change(
        "setReaction", f'contentId: "{NOTHING}", kind: LIKE', person_with(Scope.CONTENT_WRITE)
    ),
    "Mutation.bookmarkContent": _change("bookmarkContent", f'contentId: "{NOTHING}"', person_with(Scope.EVENTS_OWN)),
    "Mutation.removeBookmark": _change(
        "removeBookmark", f'contentId: "{NOTHING}"', person_with(Scope.EVENTS_OWN), changes=True
    ),
    "Mutation.muteUser": _change("muteUser", f'userId: "{sample.user("z")}"', person_with(Scope.EVENTS_OWN)),
    "Mutation.blockUser": _change("blockUser", f'userId: "{sample.user("z")}"', person_with(Scope.EVENTS_OWN)),
    "Mutation.castVote": _change("castVote", f'contentId: "{NOTHING}", value: UP', person_with(Scope.CONTENT_WRITE)),
    "Mutation.saveDraft": _change(
        "saveDraft", f'{NO_DRAFT}, kind: ARTICLE, title: "", body: ""', person_with(Scope.CONTENT_WRITE)
    ),
    "Mutation.publishDraft": _change("publishDraft", NO_DRAFT, person_with(Scope.CONTENT_WRITE)),
    "Mutation.deleteDraft": _change("deleteDraft", NO_DRAFT, person_with(Scope.CONTENT_WRITE)),
    "Mutation.editContent": _change("editContent", f'id: "{NOTHING}", version: 1', person_with(Scope.CONTENT_WRITE)),
    "Mutation.setQuiz": _change(
        "setQuiz", f'lessonId: "{sample.GRAPHS}", questions: []', person_with(Scope.CONTENT_WRITE)
    ),
    "Mutation.removeQuiz": _change("removeQuiz", f'lessonId: "{sample.GRAPHS}"', person_with(Scope.CONTENT_WRITE)),
    "Mutation.submitQuiz": _change("submitQuiz", f'lessonId: "{sample.GRAPHS}", answers: []', person),
    "Mutation.revokeCertificate": _change(
        "revokeCertificate", 'code: "none", reason: "x"', holds(Scope.CATALOGUE_MANAGE)
    ),
    "Mutation.createCohort": _change(
        "createCohort",
        f'courseId: "{sample.GRAPHS}", name: "", seats: 1, startsAt: "2030-01-01T00:00:00Z", '
        'endsAt: "2030-01-02T00:00:00Z"',
        holds(Scope.CATALOGUE_MANAGE),
    ),
    "Mutation.editCohort": _change("editCohort", NO_COHORT, holds(Scope.CATALOGUE_MANAGE)),
    "Mutation.closeCohort": _change("closeCohort", NO_COHORT, holds(Scope.CATALOGUE_MANAGE)),
    "Mutation.joinWaitingList": _change("joinWaitingList", NO_COHORT, person),
    "Mutation.leaveCohort": _change("leaveCohort", NO_COHORT, person),
    "Mutation.arrangeCourse": _change(
        "arrangeCourse", f'courseId: "{sample.GRAPHS}"', person_with(Scope.CONTENT_WRITE)
    ),
    "Mutation.setLessonPreview": _change(
        "setLessonPreview", f'lessonId: "{sample.GRAPHS}", preview: true', person_with(Scope.CONTENT_WRITE)
    ),
    "Mutation.recordProgress": _change("recordProgress", f'lessonId: "{sample.GRAPHS}", percent: 101', person),
    "Mutation.completeLesson": _change("completeLesson", f'lessonId: "{sample.GRAPHS}"', person),
    "Mutation.createSeries": _change("createSeries", 'title: ""', person_with(Scope.CONTENT_WRITE)),
    "Mutation.editSeries": _change("editSeries", NO_SERIES, person_with(Scope.CONTENT_WRITE)),
    "Mutation.addToSeries": _change(
        "addToSeries", f'{NO_SERIES}, contentId: "{NOTHING}"', person_with(Scope.CONTENT_WRITE)
    ),
    "Mutation.removeFromSeries": _change(
        "removeFromSeries", f'{NO_SERIES}, contentId: "{NOTHING}"', person_with(Scope.CONTENT_WRITE)
    ),
    "Mutation.deleteSeries": _change("deleteSeries", NO_SERIES, person_with(Scope.CONTENT_WRITE)),
    "Mutation.withdrawContent": _change("withdrawContent", f'id: "{NOTHING}"', person_with(Scope.CONTENT_WRITE)),
    "Mutation.restoreContent": _change("restoreContent", f'id: "{NOTHING}"', person_with(Scope.CONTENT_WRITE)),
    "Mutation.reportContent": _change(
        "reportContent", f'targetId: "{sample.RUST}", reason: SPAM', person_with(Scope.EVENTS_OWN)
    ),
    "Mutation.appeal": _change("appeal", f'{NO_ACTION}, text: "x"', person),
    "Mutation.awardBadge": _change(
        "awardBadge", f'userId: "{sample.ADA}", slug: "none", reason: "x"', holds(Scope.CONTENT_MODERATE)
    ),
    "Mutation.revokeBadge": _change(
        "revokeBadge", f'awardId: "bga_{sample.ULID}a", reason: "x"', holds(Scope.CONTENT_MODERATE)
    ),
    "Mutation.moderate": _change(
        "moderate", f'action: HIDE, targetId: "{sample.RUST}", norm: SPAM, reason: "x"', MODERATORS
    ),
    "Mutation.claimCase": _change("claimCase", NO_CASE, MODERATORS),
    "Mutation.releaseCase": _change("releaseCase", NO_CASE, MODERATORS),
    "Mutation.decideAppeal": _change("decideAppeal", f'{NO_ACTION}, accepted: true, answer: "x"', MODERATORS),
    "Mutation.setLeaderboardOptOut": _change("setLeaderboardOptOut", "optOut: false", person, changes=True),
    "Mutation.joinArea": _change("joinArea", 'area: "none"', person_with(Scope.CONTENT_WRITE)),
    "Mutation.leaveArea": _change("leaveArea", 'area: "none"', person_with(Scope.CONTENT_WRITE)),
    "Mutation.agreeToNorms": _change("agreeToNorms", 'area: "none", version: 1', person_with(Scope.CONTENT_WRITE)),
    "Mutation.createArea": _change("createArea", 'name: "", kind: QA', holds(Scope.AREAS_MANAGE)),
    "Mutation.editArea": _change("editArea", 'id: "area_01jz000000000000000000000z"', holds(Scope.AREAS_MANAGE)),
    "Mutation.setStandingRules": _change("setStandingRules", 'area: "none"', holds(Scope.AREAS_MANAGE)),
    "Mutation.setConsent": _change("setConsent", 'purpose: MAIL, granted: true, version: ""', person),
    "Mutation.setNotificationPreferences": _change("setNotificationPreferences", "mailHours: 0", person),
    "Mutation.markNotificationsRead": _change("markNotificationsRead", "ids: []", person),
    "Mutation.updatePersonalData": _change("updatePersonalData", 'email: "none"', person),
    "Mutation.requestDataExport": _change("requestDataExport", "sections: []", person),
    "Mutation.mergeUsers": _change(
        "mergeUsers", f'from: "{sample.ADA}", into: "{sample.ADA}", reason: "x"', holds(Scope.PRIVACY_MANAGE)
    ),
    "Mutation.requestErasure": _change("requestErasure", 'mode: ANONYMISE, confirmHandle: ""', person),
    "Mutation.requestErasure(userId)": _change(
        "requestErasure", f'mode: ANONYMISE, confirmHandle: "", userId: "{sample.ADA}"', holds(Scope.PRIVACY_MANAGE)
    ),
    "Mutation.proposeScoringModel": _change("proposeScoringModel", "kind: ACTIVITY, weights: []", MODELS),
    "Mutation.startModelTrial": _change("startModelTrial", 'modelId: "mdl_01jz000000000000000000000z"', MODELS),
    "Mutation.endModelTrial": _change("endModelTrial", NO_TRIAL, MODELS),
    "Mutation.proposeSegmentRules": _change("proposeSegmentRules", "sizes: []", MODELS),
    "Mutation.activateSegmentRules": _change("activateSegmentRules", "version: 9", MODELS),
    "Mutation.saveSegment": _change("saveSegment", 'slug: "no slug", name: "N", conditions: {}', MODELS),
    "Mutation.deleteSegment": _change("deleteSegment", 'slug: "none"', MODELS),
    "Mutation.activateScoringModel": _change("activateScoringModel", NO_MODEL, MODELS),
    "Mutation.createWebhook": _change("createWebhook", 'url: "ftp://x"', WEBHOOKS),
    "Mutation.updateWebhook": _change("updateWebhook", NO_WEBHOOK, WEBHOOKS),
    "Mutation.disableWebhook": _change("disableWebhook", NO_WEBHOOK, WEBHOOKS),
    "Mutation.resumeWebhook": _change("resumeWebhook", NO_WEBHOOK, WEBHOOKS),
    "Mutation.replayWebhook": _change("replayWebhook", f'{NO_WEBHOOK}, since: "2026-01-01T00:00:00Z"', WEBHOOKS),
    "Mutation.redeliverWebhookEvent": _change(
        "redeliverWebhookEvent",
        f"{NO_WEBHOOK}, {NO_EVENT}",
        WEBHOOKS,
    ),
    "Mutation.rotateWebhookSecret": _change("rotateWebhookSecret", NO_WEBHOOK, WEBHOOKS),
    "Mutation.deleteWebhook": _change("deleteWebhook", NO_WEBHOOK, WEBHOOKS),
    "Mutation.sendTestEvent": _change("sendTestEvent", NO_WEBHOOK, WEBHOOKS),
    "Mutation.createBenefit": _change("createBenefit", 'name: "", slug: "x", kind: AD_FREE', CATALOGUE),
    "Mutation.editBenefit": _change("editBenefit", f'id: "ben_{sample.ULID}z"', CATALOGUE),
    "Mutation.createTier": _change("createTier", 'name: "", slug: "x", rank: 1', CATALOGUE),
    "Mutation.editTier": _change("editTier", f'id: "tier_{sample.ULID}z"', CATALOGUE),
    "Mutation.archiveTier": _change("archiveTier", f'id: "tier_{sample.ULID}z"', CATALOGUE),
    "Mutation.createProduct": _change("createProduct", 'name: "", kind: SERVICE', CATALOGUE),
    "Mutation.editProduct": _change("editProduct", NO_PRODUCT, CATALOGUE),
    "Mutation.archiveProduct": _change("archiveProduct", NO_PRODUCT, CATALOGUE),
    "Mutation.setPrice": _change(
        "setPrice", f'productId: "prd_{sample.ULID}z", amount: {{amountMinor: 1, currency: "EUR"}}', CATALOGUE
    ),
    "Mutation.archivePrice": _change("archivePrice", NO_PRICE, CATALOGUE),
    "Mutation.priceContent": _change("priceContent", f'contentId: "{NOTHING}"', person_with(Scope.CONTENT_WRITE)),
    "Mutation.createCoupon": _change("createCoupon", 'code: "", percentOff: 10', CATALOGUE),
    "Mutation.archiveCoupon": _change("archiveCoupon", f'id: "cpn_{sample.ULID}z"', CATALOGUE),
    "Mutation.createSponsor": _change("createSponsor", 'name: "", currency: "EUR"', MANAGERS),
    "Mutation.editSponsor": _change("editSponsor", NO_SPONSOR, MANAGERS),
    "Mutation.decideSponsor": _change("decideSponsor", f'{NO_SPONSOR}, state: ENDED, reason: "Over."', MANAGERS),
    "Mutation.fundSponsor": _change("fundSponsor", f'{NO_SPONSOR}, {AMOUNT}, reference: "R"', MANAGERS),
    "Mutation.returnFunds": _change("returnFunds", f'{NO_SPONSOR}, {AMOUNT}, reference: "R"', MANAGERS),
    "Mutation.deleteSponsor": _change("deleteSponsor", NO_SPONSOR, MANAGERS),
    "Mutation.applyForSponsorship": _change(
        "applyForSponsorship", 'name: "", currency: "EUR", text: "x"', person_with(Scope.EVENTS_OWN)
    ),
    "Mutation.setSponsorExclusivity": _change("setSponsorExclusivity", NO_SPONSOR, MANAGERS),
    "Mutation.setBrandSafety": _change("setBrandSafety", NO_SPONSOR, MANAGERS),
    "Mutation.setSponsorOffer": _change("setSponsorOffer", NO_SPONSOR, MANAGERS),
    "Mutation.vetoSponsor": _change("vetoSponsor", f'area: "none", sponsorId: "{sample.ACME}", reason: "x"', REFUSING),
    "Mutation.setAdLoad": _change("setAdLoad", "perDay: -1", MANAGERS),
    "Query.feedBalance": _query("feedBalance { lockedPercent }"),
    "Mutation.setFeedBalance": _change("setFeedBalance", "lockedPercent: 101", holds(Scope.CATALOGUE_MANAGE)),
    "Mutation.grantBenefit": _change(
        "grantBenefit", f'userId: "{sample.user("z")}", benefitId: "ben_{sample.ULID}z", reason: "x"', MERCHANTS
    ),
    "Mutation.endGrant": _change("endGrant", f'id: "grt_{sample.ULID}z", reason: "x"', MERCHANTS),
    "Mutation.setBadgeBenefits": _change(
        "setBadgeBenefits", 'slug: "nothing", benefitIds: []', holds(Scope.CATALOGUE_MANAGE)
    ),
    "Mutation.grantAdFree": _change("grantAdFree", f'userId: "{sample.user("z")}", reason: "x"', MANAGERS),
    "Mutation.createCampaign": _change("createCampaign", f'sponsorId: "{sample.ACME}", name: ""', MANAGERS),
    "Mutation.createFlight": _change("createFlight", NEW_FLIGHT, MANAGERS),
    "Mutation.editFlight": _change("editFlight", 'id: "flt_01jz000000000000000000000z"', MANAGERS),
    "Mutation.changeFlightBudget": _change(
        "changeFlightBudget",
        'id: "flt_01jz000000000000000000000z", budget: {amountMinor: 5, currency: "EUR"}',
        MANAGERS,
    ),
    "Mutation.recordConversion": _change("recordConversion", AN_ORDER, MANAGERS),
    "Conversion.clickId": _change("recordConversion", AN_ORDER, MANAGERS),
    "Conversion.value": _change("recordConversion", AN_ORDER, MANAGERS),
    "Mutation.invalidateDelivery": _change(
        "invalidateDelivery",
        'flightId: "flt_01jz000000000000000000000z", since: "2026-01-01T00:00:00Z", until: "2026-01-02T00:00:00Z", '
        'reason: "x"',
        MANAGERS,
    ),
    "Mutation.changeFlightState": _change(
        "changeFlightState", 'id: "flt_01jz000000000000000000000z", state: ENDED', MANAGERS
    ),
    "Mutation.createAd": _change(
        "createAd", f'flightId: "{sample.FLIGHT}", headline: "", body: "", landingUrl: "https://a.example"', MANAGERS
    ),
    "Mutation.requestAd": _change("requestAd", 'placement: ""', asks_for_ads),
    "Mutation.requestAd(readerId)": _change(
        "requestAd", f'placement: "", readerId: "{sample.ADA}"', ada_or(Scope.ADS_REQUEST)
    ),
    "Mutation.createApiKey": _change("createApiKey", 'name: "", scopes: []', KEYS),
    "Mutation.rotateApiKey": _change("rotateApiKey", NO_KEY, KEYS),
    "Mutation.revokeApiKey": _change("revokeApiKey", NO_KEY, KEYS),
    # Listening. A content for members is published first, then one for all: who may not hear of that hears of this.
    "LiveUpdates.leaderboardChanged": Row(anyone, "subscription { leaderboardChanged(period: DAY) { period } }"),
    "LiveUpdates.communityPulse": Row(anyone, "subscription { communityPulse { users } }"),
    "LiveUpdates.notificationReceived": Row(person, "subscription { notificationReceived { id } }"),
    "LiveUpdates.deliveryChanged": Row(
        SPONSORS, f'subscription {{ deliveryChanged(campaign: "{sample.CAMPAIGN}") {{ views }} }}'
    ),
    "LiveUpdates.contentPublished": Row(reads_all, 'subscription { contentPublished(tags: ["rust"]) { id } }'),
}
"""By `Type.field`; an argument in brackets marks a row for what that argument needs besides."""
