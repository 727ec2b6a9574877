"""Somebody who has left a trace of every kind, and a search through the whole database."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

from domain.audit import AuditEntry, AuditEntryId
from domain.consent import ConsentPurpose
from domain.event import Event
from domain.ids import ContentId, IdPrefix, UserId, new_id
from domain.interaction import InteractionType
from domain.ledger import OUTSIDE, Entry, LedgerEntryKind, earnings, moved
from domain.outbox import outbox_event
from domain.points import Act, Fact
from graph import audit, consent, declared, event, ledger, outbox, personal, points, scoring
from graph.database import Graph, Transaction
from jobs import assign_segments, refresh_churn, refresh_interests, refresh_recommendation
from tests import sample

BEN = UserId(sample.BEN)
MAIL = "ben@mail.example"
WORDS = "A paid course"
ENTRY = AuditEntry(
    id=AuditEntryId(new_id(IdPrefix.AUDIT_ENTRY)),
    at=sample.NOW,
    action="webhook.created",
    actor=f"user:{BEN}",
    actor_user_id=BEN,
    actor_key_id=None,
    target_id=BEN,
    after={"userId": BEN},
    request_id="r1",
)
TOLD = outbox_event("content.published", sample.NOW, {"contentId": sample.ASKED, "authorId": BEN})
MADE = """
CREATE (:WebhookEndpoint {id: 'whk_1', owner: 'user:' + $id})
CREATE (:ApiKey {id: 'key_1', created_by: 'user:' + $id})
CREATE (:RateBucket {key: 'user:' + $id, points: 1000000.0, at_ms: timestamp()})
CREATE (:IdempotencyRecord {principal: 'user:' + $id, operation: 'setConsent', key: 'k', answer: 'sealed'})
CREATE (:DataRequest {id: 'req_export', kind: 'EXPORT', user_id: $id, state: 'DONE', requested_at: $now})
CREATE (:Notification {id: 'ntf_1', user_id: $id, actor_id: 'usr_x', content_id: 'cnt_1', mail_user: $id, at: $now})
CREATE (:Notification {id: 'ntf_2', user_id: 'usr_x', actor_id: $id, content_id: 'cnt_2', at: $now})
CREATE (:Notification {id: 'ntf_3', user_id: 'usr_x', actor_id: $id, actor_ids: [$id, 'usr_y'], actor_count: 2,
                       at: $now})
CREATE (:NotificationActor {notification_id: 'ntf_3', user_id: $id})
CREATE (:NotificationActor {notification_id: 'ntf_3', user_id: 'usr_y'})
CREATE (:NotificationSettings {user_id: $id, time_zone: 'Asia/Shanghai'})
CREATE (:Report {id: 'rep_1', reporter_id: $id, open_key: $id + ' usr_x', note: 'Ask ben', at: $now})
CREATE (:ModerationCase {id: 'case_1', target_id: $id, open_target: $id, state: 'OPEN', claimed_by: 'usr_x'})
CREATE (:Sanction {user_id: $id, kind: 'MUTE', until: $now, changed_at: $now, action_id: 'mod_1'})
CREATE (:ModerationAction {id: 'mod_1', user_id: $id, target_id: $id, actor_id: 'usr_x', appeal_text: 'I am "ben"'})
CREATE (:ModerationAction {id: 'mod_2', user_id: 'usr_x', target_id: 'usr_x', actor_id: $id, answered_by: $id})
CREATE (:ModerationCase {id: 'case_2', target_id: 'usr_x', state: 'OPEN', claimed_by: $id})
CREATE (:Draft {id: 'dft_1', user_id: $id, title: 'Not yet'})
CREATE (:Series {id: 'ser_1', user_id: $id, slug: 'bens', title: 'By "ben"'})
CREATE (:Consumption {key: $id + '|cnt_9', user_id: $id, content_id: 'cnt_9', percent: 90, first_at: $now,
                      last_at: $now, completed_at: $now})
CREATE (:QuizAttempt {key: $id + '|cnt_9|1', user_id: $id, content_id: 'cnt_9', number: 1, passed: true, at: $now})
CREATE (:Certificate {id: 'crt_1', key: $id + '|cnt_9', code: 'abc', user_id: $id, course_id: 'cnt_9', issued_at: $now})
CREATE (:Seat {key: 'coh_1|' + $id, cohort_id: 'coh_1', user_id: $id, state: 'WAITING', since: $now})
CREATE (:Revision {content_id: 'cnt_1', number: 1, editor_id: $id, at: $now})
CREATE (:ExportPart {request_id: 'req_export', number: 0, text: '{"handle": "ben"}'})
CREATE (:BadgeAward {id: 'bga_1', user_id: $id, badge_id: 'bdg_1', scope: '', awarded_at: $now, evidence: ['cnt_1'],
                     earned: true, recorded_at: $now, place: '1', standing: '1'})
CREATE (:BadgeDue {user_id: $id, at: $now})
CREATE (:Sponsor {id: 'spo_1', name: 'Bens', state: 'APPLIED', currency: 'EUR', tier: 'GOLD', created_at: $now})
CREATE (:SponsorApplication {sponsor_id: 'spo_1', user_id: $id, text: 'Ben wants to', at: $now})
CREATE (:AdDecision {id: 'dec_1', user_id: $id, flight_id: 'flt_1', ad_id: 'adv_1', decided_at: $now, client: 'c0ffee',
                     expires_at: $now, matched: ['interest rust']})
CREATE (:AdReader {user_id: $id})
CREATE (:Product {id: 'prd_1', kind: 'SERVICE', name: 'An hour', author_id: $id, author_share_percent: 70,
                  created_at: $now})-[:PRICED]->(:Price {id: 'prc_1', product_id: 'prd_1', amount_minor: 5})
CREATE (:Coupon {id: 'cpn_1', code: 'BENS', percent_off: 5, product_ids: [], redeemed: 1, affiliate_id: $id,
  affiliate_percent: 20, created_at: $now})
CREATE (:CouponRedemption {key: 'cpn_1|' + $id, coupon_id: 'cpn_1', user_id: $id, order_id: 'ord_1', at: $now})
CREATE (:Benefit {id: 'ben_1', slug: 'all', name: 'All', kind: 'ALL_CONTENT', created_at: $now})
CREATE (:EntitlementGrant {id: 'grt_1', key: $id + ' ben_1 GIFT ord_1', user_id: $id, benefit_id: 'ben_1',
                           source_kind: 'GIFT', source_id: 'ord_1', granted_at: $now, changes: 1})
CREATE (:Order {id: 'ord_1', key: 'ord_1', user_id: $id, state: 'PAID', number: '2026-000001', billing_name: '"ben" B.',
  currency: 'EUR', billing_address: 'By "ben"', total_minor: 500, created_at: $now, is_gift: true, gift_to: $id})
CREATE (:OrderLine {order_id: 'ord_1', n: 1, name: 'An hour', author_id: $id, affiliate_id: $id})
CREATE (:Payment {id: 'pay_1', order_id: 'ord_1', processor: 'manual', reference: 'R1', state: 'SUCCEEDED', at: $now})
CREATE (:Refund {id: 'rfd_1', key: 'rfd_1', order_id: 'ord_1', by: 'user:' + $id, reason: 'Because of "ben"',
  state: 'PENDING', created_at: $now})
CREATE (:Payout {id: 'out_1', user_id: $id, state: 'RETURNED', amount_minor: 5, currency: 'EUR', processor: 'manual',
  by: 'user:' + $id, reference: 'T1', reason: 'The account of "ben" is closed', created_at: $now, returned_at: $now})
CREATE (:Product {id: 'prd_2', name: 'Gold'})-[:PRICED]->(:Price {id: 'prc_2', product_id: 'prd_2', amount_minor: 1000,
                                                                   currency: 'EUR', interval: 'MONTH'})
CREATE (:Tier {id: 'tier_1', slug: 'gold', product_id: 'prd_2', rank: 1})
CREATE (:Subscription {id: 'sub_1', user_id: $id, live_key: $id, tier_id: 'tier_1', price_id: 'prc_2', state: 'ACTIVE',
                       period_start: $now, period_end: $now + duration('P1M'), anchor_at: $now, noticed: false,
                       attempts: 0, value_minor: 1000, credit_minor: 0, processor: 'card', processor_reference: 'cus_1',
                       created_at: $now, due_at: $now + duration('P1M')})
CREATE (:ServiceRequest {id: 'srv_1', kind: 'CONSULTING', product_id: 'prd_9', buyer_id: $id, provider_id: $cleo,
  state: 'REQUESTED', brief: 'By "ben"', created_at: $now, offers: 0, orders: 0, escrow_minor: 0,
  due_at: $now + duration('P30D')})
CREATE (:ServiceRequest {id: 'srv_2', kind: 'PROJECT', product_id: 'prd_1', buyer_id: $cleo, provider_id: $id,
  state: 'DELIVERED', brief: 'Wanted', offer_note: 'By "ben"', delivery_note: 'By "ben"', created_at: $now, offers: 1,
  orders: 1, order_id: 'ord_9', amount_minor: 5, currency: 'EUR', escrow_minor: 0, delivered_at: $now,
  accept_by: $now + duration('P14D'), due_at: $now + duration('P14D')})
WITH 1 AS done
MATCH (answer:Content {id: $answered}) SET answer.body = '<p>An answer in its own words</p>'
WITH answer MATCH (user:User {id: $id}), (cleo:User {id: $cleo})
CREATE (cleo)-[:FOLLOWS {since: $now}]->(user), (answer)-[:MENTIONS {at: $now}]->(user)
CREATE (user)-[:IN_SAVED {saved_id: 'sgs_1', activity: 1.0}]->(:SavedSegment {id: 'sgs_1', slug: 'rusty',
  name: 'Rust people', segments: [], churn: [], tags: ['rust'], areas: [], tiers: [], created_at: $now,
  changed_at: $now})
CREATE (user)-[:WOULD_MOVE {previous: 'LOW_VALUE', segment: 'POTENTIAL'}]->(:SegmentRules {version: 9,
  kept_down_to: 0.9, rising: 1.25, new_for_days: 30, min_events: 5})
CREATE (user)-[:HOLDS]->(:Badge {id: 'bdg_1', slug: 'one', level: 1, name: 'One', place: '999'})
CREATE (user)-[:REACTED {key: $id + '|' + $answered + '|LOVE', kind: 'LOVE', at: $now}]->(answer)
CREATE (user)-[:BOOKMARKED {key: $id + '|' + $answered, user_id: $id, note: 'A private note', at: $now}]->(answer)
CREATE (cleo)-[:PREFERS {weight: -0.5, since: $now}]->(user), (user)-[:PREFERS {weight: 1.0, since: $now}]->(cleo)
CREATE (cleo)-[:MUTES {since: $now}]->(user), (user)-[:BLOCKS {since: $now}]->(cleo)
CREATE (user)-[:JUDGED {key: $id + '|' + $answered + '|1|CLOSE', act: 'CLOSE', note: 'Ben says so', at: $now}]->
  (:Closing {question_id: $answered, number: 1, state: 'VOTING'})
CREATE (user)-[:VOTED {key: $id + '|' + $answered, value: 'UP', at: $now}]->(answer)
CREATE (:ExternalIdentity {issuer: 'https://login.example', subject: 'b-1', since: $now})-[:IDENTIFIES]->(user)
"""
EVERYTHING = """
MATCH (n) WHERE NOT n:Migration RETURN labels(n) AS kind, n {.*} AS properties
UNION ALL
MATCH ()-[r]->() RETURN [type(r)] AS kind, r {.*} AS properties
"""


async def leave_traces(graph: Graph) -> None:
    """Let Ben do, declare, decide and leave what a member can, and let the jobs draw their conclusions."""
    await scoring.ensure_default_models(graph)
    await graph.write(event.record, _acts(), datetime.now(UTC))
    await graph.write(declared.declare, BEN, [sample.RUST])  # type: ignore[list-item]
    decision = {"user_id": BEN, "granted": True, "version": "v1", "at": sample.NOW, "key_id": None, "request_id": "r2"}
    mail = consent.DecideParams.model_validate(decision | {"purpose": ConsentPurpose.MAIL})
    await graph.write(consent.decide, mail)
    left = {"email": MAIL, "name": "Ben B.", "address": None, "now": sample.NOW}
    await graph.write(personal.UPDATE.run, personal.UpdateParams.model_validate(left | {"user_id": BEN}))
    await graph.write(audit.append, ENTRY)
    await graph.write(outbox.append, [TOLD])
    for giver, content in ((BEN, sample.GRAPHS), (UserId(sample.CLEO), sample.ASKED)):
        await graph.write(points.grant, Fact(Act.VOTE_UP, giver, ContentId(content), sample.NOW), sample.NOW)
    await rows(graph, MADE, id=BEN, answered=sample.ANSWERED, cleo=sample.CLEO, now=sample.NOW)
    postings = moved(500, "EUR", source=OUTSIDE, target=earnings(BEN))
    await graph.write(ledger.post, Entry("led_ben", "sale:ord_1", LedgerEntryKind.SALE, sample.NOW, postings))
    for job in (refresh_interests, refresh_recommendation, assign_segments, refresh_churn):
        await job.run(graph, datetime.now(UTC))


def _acts() -> list[Event]:
    kinds = (InteractionType.LIKE, InteractionType.VIEW, InteractionType.COMMENT)
    contents = (sample.GRAPHS, sample.SECRET, sample.GRAPHS)
    at = sample.NOW - timedelta(hours=30)
    mine = [
        Event("web", f"ben-{number}", kind, BEN, ContentId(content), at - timedelta(days=3 * number))
        for number, (kind, content) in enumerate(zip(kinds, contents, strict=True), start=1)
    ]
    others = [
        Event("web", f"c-{content}", InteractionType.VIEW, UserId(sample.CLEO), ContentId(content), at)
        for content in (sample.GRAPHS, sample.ASKED, sample.PAID)
    ]
    return mine + others


async def rows(graph: Graph, text: str, **parameters: Any) -> list[dict[str, Any]]:
    """The rows of a statement, which may write."""

    async def run(tx: Transaction) -> list[dict[str, Any]]:
        return [dict(row) async for row in await tx.run(text, parameters)]

    return await graph.write(run)


async def everything(graph: Graph) -> list[str]:
    """Every node and relationship with all its properties, a line of JSON each; events without the ids senders gave."""
    found = await rows(graph, EVERYTHING)
    return [json.dumps([row["kind"], {**row["properties"], "event_id": None}], default=str) for row in found]
