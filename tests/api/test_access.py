"""Every field and mutation tried by everybody: each role, the owner, another member, and a key with each one scope."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import httpx
import pytest
import pytest_asyncio
from starlette.applications import Starlette

from app import create_app
from domain.access import SCOPES_OF_KEYS, Role, Scope, Viewer
from domain.api_key import new_key
from domain.ids import IdPrefix, UserId, new_id
from domain.key_secret import SecretDigest
from domain.outbox import EventType, outbox_event
from graph import outbox
from graph.api_key import CREATE, CreateParams
from graph.database import Graph, Transaction
from graph.scoring import ensure_default_models
from server.tokens import issue
from settings import Settings
from tests import sample
from tests.access_table import CALLERS, INACTIVE, TABLE, Caller, Row
from tests.api.conftest import SECRET, Api
from tests.api.subscribing import over_sse, over_websocket, settled, soon
from tests.api.toy_server import serving
from tests.conftest import empty

ASKED = {name: row for name, row in TABLE.items() if not name.startswith("LiveUpdates.")}
HEARD = {name: row for name, row in TABLE.items() if name.startswith("LiveUpdates.")}
BEFORE = """
MATCH (user:User {handle: 'ada'}), (content:Content {slug: 'why-so-slow'})
MERGE (user)-[done:INTERACTED {key: user.id + '|' + content.id}]->(content)
SET done.view = 1, done.view_at = $at, done.last_at = $at, done.first_at = $at
WITH count(*) AS done
MATCH (member:User) SET member.activity = 1.0
WITH count(*) AS done
MATCH (sponsor:Sponsor {name: 'Acme'}), (tag:Tag {slug: 'python'}), (user:User {handle: 'ada'})
CREATE (:SponsorApplication {sponsor_id: sponsor.id, user_id: user.id, text: 'We want to.', at: $at})
CREATE (:CommunityReading {name: 'all', views: 9, as_of: $at})
CREATE (:ReadingShare {dimension: 'TAG', id: tag.id, share: 1.0})
WITH count(*) AS done
MATCH (content:Content {slug: 'why-so-slow'})
UNWIND keys($notified) AS user_id
CREATE (:Notification {id: $notified[user_id], user_id: user_id, kind: 'FOLLOWED_TAG', actor_id: user_id,
                       content_id: content.id, at: $at, place: 'x', unread: 'x', actor_ids: [user_id],
                       actor_count: 1, count: 1})
WITH count(*) AS done
CREATE (:AdDecision {id: $decision, user_id: $ada, sponsor_id: $acme, ad_id: $ad, expires_at: $at, decided_at: $at,
                     policy: 'x', propensity: 1.0, factors: [1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0], matched: ['tag x']})
CREATE (:Product {id: $product, kind: 'SERVICE', name: 'An hour', author_id: $ada, author_share_percent: 70,
                  created_at: $at})-[:PRICED]->(:Price {id: $price, product_id: $product, amount_minor: 500,
                  currency: 'EUR', interval: 'ONCE', created_at: $at})
CREATE (:Coupon {id: $coupon, code: 'TEN', percent_off: 10, product_ids: [], redeemed: 0, affiliate_percent: 0,
                 created_at: $at})
CREATE (:Order {id: $order, key: $order, user_id: $ada, state: 'PAID', number: '2026-000001', currency: 'EUR',
  subtotal_minor: 500, discount_minor: 0, tax_minor: 0, total_minor: 500, refunded_minor: 0, refunding_minor: 0,
  fee_minor: 0, is_gift: true, gift_to: $ada, created_at: $at, paid_at: $at, processor: 'manual'})
CREATE (:OrderLine {order_id: $order, n: 1, product_id: $product, price_id: $price, kind: 'SERVICE', name: 'An hour',
  interval: 'ONCE', currency: 'EUR', quantity: 1, unit_minor: 500, discount_minor: 0, tax_minor: 0, total_minor: 500,
  refunded_minor: 0, refunding_minor: 0, benefit_ids: [], author_share_percent: 0, affiliate_percent: 0, fee_minor: 0,
  author_minor: 0, affiliate_minor: 0})
CREATE (gold:Product {id: $gold_product, kind: 'MEMBERSHIP', name: 'Gold', author_share_percent: 0, created_at: $at}),
  (:Tier {id: $gold, slug: 'gold', name: 'Gold', rank: 1, trial_days: 0, product_id: $gold_product, created_at: $at}),
  (gold)-[:PRICED]->(:Price {id: $month, product_id: $gold_product, amount_minor: 500, currency: 'EUR',
    interval: 'MONTH', created_at: $at}),
  (gold)-[:PRICED]->(:Price {id: $year, product_id: $gold_product, amount_minor: 5000, currency: 'EUR',
    interval: 'YEAR', created_at: $at}),
  (:Subscription {id: $subscription, user_id: $ada, live_key: $ada, tier_id: $gold, price_id: $month, state: 'ACTIVE',
    period_start: $at, period_end: datetime('2099-06-01T00:00:00Z'), anchor_at: $at, noticed: false, attempts: 0,
    value_minor: 500, credit_minor: 0, processor: 'manual', created_at: $at, next_price_id: $year,
    open_order_id: $order, open_kind: 'CHANGE', open_price_id: $year, open_value_minor: 500, open_credit_minor: 0,
    open_at: $at, open_to_charge: false, open_charges: 0})
CREATE (:AccountBalance {account: 'member:' + $ada + ':earnings', currency: 'EUR', amount_minor: 0, postings: 0}),
  (:Payout {id: $payout, user_id: $ada, state: 'RETURNED', amount_minor: 5, currency: 'EUR', processor: 'manual',
    by: 'user:' + $ada, created_at: $at, returned_at: $at})
WITH count(*) AS done
MATCH (shown:Content {slug: 'graphs-in-anger'}), (area:Area {slug: 'blog'})
CREATE (:ServiceRequest {id: $request, kind: 'FEATURED_SLOT', product_id: $product, buyer_id: $ada, provider_id: $ben,
    state: 'DISPUTED', brief: 'Show it.', content_id: shown.id, area_id: area.id, place_days: 9, created_at: $at,
    offers: 1, orders: 1, order_id: $order, amount_minor: 500, currency: 'EUR', escrow_minor: 0, offer_note: 'Gladly.',
    delivery_note: 'There.', disputed_at: $at, dispute_reason: 'Where?', decision_note: 'Look again.'}),
  (:FeaturedPlace {request_id: $request, content_id: shown.id, area_id: area.id, kind: 'FEATURED_SLOT',
    starts_at: $at, ends_at: datetime('2099-06-01T00:00:00Z')})
"""
NOTIFIED = {user: user.replace("usr", "ntf") for user in (sample.ADA, sample.BEN, sample.CLEO)}
DECIDED = {"decision": sample.DECISION, "ada": sample.ADA, "acme": sample.ACME, "ad": sample.AD}
ON_SALE = {
    "order": sample.ORDER,
    "payout": sample.PAYOUT,
    "product": sample.SERVICE,
    "price": sample.SERVICE_PRICE,
    "coupon": f"cpn_{sample.ULID}a",
    "gold": sample.GOLD,
    "gold_product": f"prd_{sample.ULID}b",
    "month": sample.GOLD_MONTH,
    "year": sample.GOLD_YEAR,
    "subscription": sample.SUBSCRIPTION,
    "request": sample.SERVICE_REQUEST,
    "ben": sample.BEN,
}
ALL_OF_IT = (
    "MATCH (n) WHERE NOT n:ApiKey AND NOT n:RateBucket RETURN count(n) AS nodes, sum(size(keys(n))) AS properties"
)
BY_NAME = {caller.name: caller for caller in CALLERS}


@dataclass(frozen=True)
class Tried:
    """The sample community with a key for each scope, and how to ask in it as each caller."""

    http: httpx.AsyncClient
    graph: Graph
    headers: Mapping[str, Mapping[str, str]]
    inactive: str

    async def ask(self, caller: Caller, document: str) -> dict[str, Any]:
        """The answer as sent."""
        body = {"query": document.replace(INACTIVE, self.inactive)}
        answer: dict[str, Any] = (await self.http.post("/graphql", json=body, headers=self.headers[caller.name])).json()
        return answer

    async def content(self) -> tuple[Any, ...]:
        """How much the graph holds, to see that nothing was changed."""
        return await self.graph.read(_content)


async def _content(tx: Transaction) -> tuple[Any, ...]:
    (row,) = [tuple(row.values()) async for row in await tx.run(ALL_OF_IT)]
    return row


@pytest.fixture(scope="module")
def patient(connected: Graph, tmp_path_factory: pytest.TempPathFactory) -> Starlette:
    """An app that waits while the database plans twenty new queries at once."""
    home = tmp_path_factory.mktemp("patient")
    return create_app(Settings(home=home, secret=SECRET, run_jobs=False, time_limit=120), connected)


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def tried(connected: Graph, patient: Starlette) -> AsyncIterator[Tried]:
    """Made once for all rows, which change nothing."""
    await connected.write(empty)
    await connected.write(sample.load)
    await ensure_default_models(connected)
    await connected.write(_interacted)
    secrets = {scope: await _key(connected, scope) for scope in SCOPES_OF_KEYS}
    headers = {caller.name: _headers(caller, secrets) for caller in CALLERS}
    transport = httpx.ASGITransport(patient, raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url="http://stoa.test") as http:
        yield Tried(http, connected, headers, await _proposed(http, headers))
    await connected.write(empty)


async def _interacted(tx: Transaction) -> None:
    await (await tx.run(BEFORE, {"at": sample.NOW, "notified": NOTIFIED} | DECIDED | ON_SALE)).consume()


async def _key(graph: Graph, *scopes: Scope) -> str:
    maker = Viewer(scopes=frozenset(Scope))
    key, secret = new_key(SecretDigest(SECRET), maker, datetime.now(UTC), "tried", scopes)
    await graph.write(CREATE.one, CreateParams.model_validate(dict(key)))
    return secret


def _headers(caller: Caller, secrets: Mapping[Scope, str]) -> dict[str, str]:
    if caller.key:
        return {"Authorization": f"Bearer {secrets[caller.key]}"}
    if caller.role is None:
        return {}
    user = UserId(caller.user) if caller.user else None
    return {"Authorization": f"Bearer {issue(SECRET, user, caller.role, datetime.now(UTC))}"}


async def _proposed(http: httpx.AsyncClient, headers: Mapping[str, Mapping[str, str]]) -> str:
    propose = """mutation { proposeScoringModel(input: {kind: ACTIVITY, weights: [{feature: "view", weight: 1}]}) {
      scoringModel { id } } }"""
    answer = await http.post("/graphql", json={"query": propose}, headers=headers["operator's machine"])
    return str(answer.json()["data"]["proposeScoringModel"]["scoringModel"]["id"])


def granted(answer: Mapping[str, Any], row: Row) -> bool:
    """Whether the caller got what the row asks for. What is refused must be so for want of a permission, or be null."""
    codes = {error["extensions"]["code"] for error in answer.get("errors", [])}
    assert codes <= {"NOT_ALLOWED"}, answer
    (value,) = answer["data"].values()
    if row.document.startswith("mutation"):
        kinds = {error["__typename"] for error in value["userErrors"]}
        refused = ({"NotAllowedError"}, {"InvalidInputError"}, {"NotFoundError"})
        assert kinds in refused or (row.changes and not kinds), answer
        return kinds != {"NotAllowedError"}
    return not codes and (row.nullable or _whole(value))


def _whole(value: Any) -> bool:
    """Whether there is no null in it."""
    if isinstance(value, dict):
        return all(_whole(each) for each in value.values())
    return all(_whole(each) for each in value) if isinstance(value, list) else value is not None


@pytest.mark.parametrize("name", ASKED)
async def test_who_may(tried: Tried, name: str) -> None:
    row, before = TABLE[name], await tried.content()
    answers = await asyncio.gather(*(tried.ask(caller, row.document) for caller in CALLERS))
    got = {caller.name: granted(answer, row) for caller, answer in zip(CALLERS, answers, strict=True)}
    assert got == {caller.name: row.need(caller) for caller in CALLERS}
    assert row.changes or await tried.content() == before


@pytest.mark.parametrize("name", HEARD)
@pytest.mark.parametrize("transport", [over_sse, over_websocket])
async def test_who_may_hear(tried: Tried, patient: Starlette, name: str, transport: Any) -> None:
    row = TABLE[name]
    async with serving(patient) as address, AsyncExitStack() as stack:
        streams = {
            caller.name: await stack.enter_async_context(
                transport(address, row.document, dict(tried.headers[caller.name]), {})
            )
            for caller in CALLERS
        }
        await settled()
        notified = outbox_event(EventType.NOTIFICATIONS_CREATED, datetime.now(UTC), {"notifications": NOTIFIED})
        await tried.graph.write(outbox.append, [_published(sample.SECRET), _published(sample.GRAPHS), notified])
        heard = dict(zip(streams, await asyncio.gather(*map(soon, streams.values())), strict=True))
    got = {name: "errors" not in answer and sample.GRAPHS not in str(answer) for name, answer in heard.items()}
    assert got == {caller.name: row.need(caller) for caller in CALLERS}


def _published(id: str) -> Any:
    told = {"contentId": id, "area": "blog", "tags": ["rust"]}
    return outbox_event(EventType.CONTENT_PUBLISHED, datetime.now(UTC), told)


ADAS_SEGMENT = "{ segmentHistory { segment } }"
WAYS_TO_ADA = [
    f'{{ node(id: "{sample.ADA}") {{ ... on User {ADAS_SEGMENT} }} }}',
    f'{{ nodes(ids: ["{sample.BEN}", "{sample.ADA}"]) {{ ... on User {ADAS_SEGMENT} }} }}',
    f'{{ content(id: "{sample.GRAPHS}") {{ author {ADAS_SEGMENT} }} }}',
    f'{{ tag(slug: "neo4j") {{ contents {{ nodes {{ author {ADAS_SEGMENT} }} }} }} }}',
    f"{{ users {{ nodes {ADAS_SEGMENT} }} }}",
    f"{{ feed {{ edges {{ node {{ author {ADAS_SEGMENT} }} }} }} }}",
    f"{{ viewer {{ user {{ following {{ nodes {{ ... on User {ADAS_SEGMENT} }} }} }} }} }}",
    f'{{ own: user(handle: "ben") {ADAS_SEGMENT} other: user(handle: "ada") {ADAS_SEGMENT} }}',
    f'query ($yes: Boolean = true) {{ user(handle: "ada") {{ ...f @include(if: $yes) }} }}'
    f" fragment f on User {ADAS_SEGMENT}",
    '{ user(handle: "ada") { interactions { nodes { content { id } } } } }',
    '{ user(handle: "ada") { recommendations { edges { node { id } parts { evidence { id } } } } } }',
]


@pytest.mark.parametrize("document", WAYS_TO_ADA)
async def test_no_way_round_leads_to_anothers_affairs(tried: Tried, document: str) -> None:
    answer = await tried.ask(BY_NAME["another member"], document)
    assert {error["extensions"]["code"] for error in answer["errors"]} == {"NOT_ALLOWED"}
    assert "errors" not in await tried.ask(BY_NAME["key with members:read"], document)


async def test_one_alias_refused_spares_the_other(tried: Tried) -> None:
    document = f'{{ own: user(handle: "ben") {ADAS_SEGMENT} other: user(handle: "ada") {ADAS_SEGMENT} }}'
    answer = await tried.ask(BY_NAME["another member"], document)
    assert answer["data"] == {"own": {"segmentHistory": []}, "other": {"segmentHistory": None}}


async def test_mutations_under_aliases_are_each_refused(tried: Tried) -> None:
    one = "recordEvents(input: {events: []}) { userErrors { __typename } }"
    two = 'revokeApiKey(input: {id: "key_01jz000000000000000000000z"}) { userErrors { __typename } }'
    answer = await tried.ask(BY_NAME["another member"], f"mutation {{ a: {one} b: {two} c: {two} }}")
    kinds = [payload["userErrors"][0]["__typename"] for payload in answer["data"].values()]
    assert kinds == ["InvalidInputError", "NotAllowedError", "NotAllowedError"]


@pytest.mark.parametrize("prefix", sorted(IdPrefix))
async def test_only_what_everyone_may_find_is_a_node(tried: Tried, prefix: IdPrefix) -> None:
    """Whatever else has an id, webhooks, keys, audit entries, is not to be had by it, not even by operators."""
    if prefix in (IdPrefix.USER, IdPrefix.CONTENT, IdPrefix.TAG, IdPrefix.AREA, IdPrefix.MODEL):
        return
    answer = await tried.ask(BY_NAME["operator"], f'{{ node(id: "{new_id(prefix)}") {{ id }} }}')
    assert answer == {"data": {"node": None}} | {"extensions": answer["extensions"]}


@pytest.mark.parametrize("caller", CALLERS, ids=str)
async def test_a_model_not_in_use_is_no_node_but_for_those_who_read_models(tried: Tried, caller: Caller) -> None:
    answer = await tried.ask(caller, f'{{ node(id: "{INACTIVE}") {{ id }} }}')
    assert (answer["data"]["node"] is not None) == (Scope.MODELS_READ in caller.scopes)


@pytest.mark.parametrize("caller", CALLERS, ids=str)
async def test_what_others_did_is_recorded_only_with_the_scope_for_it(tried: Tried, caller: Caller) -> None:
    event = f"""{{source: "t", eventId: "{new_id(IdPrefix.OUTBOX_EVENT)}", type: VIEW, userId: "{sample.ADA}",
      contentId: "{sample.PAID}", occurredAt: "{datetime.now(UTC).isoformat()}"}}"""
    document = f"mutation {{ recordEvents(input: {{events: [{event}]}}) {{ results {{ outcome }} }} }}"
    results = (await tried.ask(caller, document))["data"]["recordEvents"]["results"] or []
    may = caller.user == sample.ADA or Scope.EVENTS_WRITE in caller.scopes
    assert [result["outcome"] for result in results] in ([["ACCEPTED"]] if may else [[], ["REJECTED"]])


@pytest.mark.parametrize("claim", ["X-Role", "X-User", "X-Scopes", "X-Forwarded-User", "Cookie"])
async def test_what_a_request_says_of_itself_counts_for_nothing(tried: Tried, claim: str) -> None:
    headers = {**tried.headers["another member"], claim: "operator"}
    body = {"query": "{ viewer { scopes } }", "extensions": {"role": "operator", "scopes": ["keys:manage"]}}
    answer = (await tried.http.post("/graphql", json=body, headers=headers)).json()
    assert Scope.KEYS_MANAGE not in answer["data"]["viewer"]["scopes"]


async def test_one_request_carries_one_operation(api: Api) -> None:
    """A batch would be a way round limits: it is no request."""
    body = [{"query": "{ viewer { scopes } }"}] * 2
    assert (await api.http.post("/graphql", json=body)).status_code == 400


async def test_a_role_is_spelt_as_the_token_says(api: Api) -> None:
    assert await api.code("{ segments { users } }", role=Role.MEMBER) == "NOT_ALLOWED"
