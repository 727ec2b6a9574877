"""Whatever an operator or partner can change leaves an entry in the audit log, and nothing takes one away."""

from string import Template
from typing import Any

import httpx
import pytest

from domain.access import Role
from domain.benefit import AD_FREE_ID
from graph.database import Graph
from graph.queries import ALL, CYPHER
from schema.root import build_schema
from tests import sample
from tests.api.conftest import Api
from tests.api.receiver import Receiver, run_due, worker
from tests.api.test_audit import log
from tests.graph.privacy import rows

MEMBERS_OWN = {
    "recordEvents": "each event is a record of its own",
    "requestAd": "each decision is a record of its own, with its parts",
    "declareInterests": "a member's own",
    "setPreference": "a member's own",
    "resetPersonalisation": "a member's own",
    "markNotificationsRead": "a member's own",
    "publishContent": "a member's own, and an event of the outbox",
    "castVote": "a member's own",
    "muteUser": "a member's own",
    "blockUser": "a member's own",
    "setNotificationPreferences": "a member's own",
    "setLeaderboardOptOut": "a member's own",
    "followTarget": "a member's own",
    "setReaction": "a member's own",
    "bookmarkContent": "a member's own",
    "removeBookmark": "a member's own",
    "addAnswer": "a member's own, and an event of the outbox",
    "addComment": "a member's own, and an event of the outbox",
    "saveDraft": "a member's own, and no content yet",
    "publishDraft": "a member's own, and an event of the outbox",
    "deleteDraft": "a member's own, and no content yet",
    "editContent": "a member's own, kept as a version, and an event of the outbox",
    "withdrawContent": "a member's own, and an event of the outbox",
    "restoreContent": "a member's own, and an event of the outbox",
    "acceptAnswer": "a member's own",
    "reportContent": "a member's own, and kept; what it leads to has an entry",
    "applyForSponsorship": "a member's own, and kept; its decision has an entry",
    "appeal": "a member's own, and kept; its answer has an entry",
    "joinArea": "a member's own",
    "leaveArea": "a member's own",
    "agreeToNorms": "a member's own, and kept with its time",
    "createSeries": "a member's own",
    "arrangeCourse": "a member's own",
    "setQuiz": "a member's own",
    "removeQuiz": "a member's own",
    "submitQuiz": "a member's own, and kept",
    "joinWaitingList": "a member's own",
    "leaveCohort": "a member's own",
    "setLessonPreview": "a member's own",
    "recordProgress": "a member's own",
    "completeLesson": "a member's own",
    "editSeries": "a member's own",
    "addToSeries": "a member's own",
    "removeFromSeries": "a member's own",
    "deleteSeries": "a member's own",
    "setConsent": "a member's own, and versioned itself",
    "updatePersonalData": "a member's own",
    "requestDataExport": "a member's own, and kept as a request",
    "recordConversion": "a sponsor's order, and kept",
    "requestPayout": "a member's own, and kept",
    "redeemGift": "a member's own, kept on the order, and an event of the outbox",
    "requestService": "a member's own, kept, and an event of the outbox",
    "acceptOffer": "a member's own, with an order, and an event of the outbox",
    "acceptDelivery": "a member's own, with an entry of the ledger, and an event of the outbox",
    "disputeService": "a member's own, kept, and an event of the outbox",
}
"""What needs no entry, and why."""

BY_PERSONS = {
    "moderate": "tests/api/test_moderation.py finds its entry",
    "decideAppeal": "tests/api/test_moderation.py finds its entry",
    "closeQuestion": "a member's own unless a moderator does it: tests/api/test_closing.py finds its entry",
    "reopenQuestion": "tests/api/test_closing.py finds its entry",
    "payOrder": "changes nothing of the order: it says where it is paid",
    "createOrder": "a member's own unless an operator does it: tests/api/test_order.py finds its entry",
    "confirmPayment": "tests/api/test_order.py finds its entry",
    "cancelOrder": "a member's own unless an operator does it: tests/api/test_order.py finds its entry",
    "subscribeToTier": "a member's own, and an order",
    "changeTier": "a member's own, and an order where it costs something",
    "cancelSubscription": "a member's own unless an operator does it: tests/api/test_subscription.py finds its entry",
    "resumeSubscription": "a member's own unless an operator does it: tests/api/test_subscription.py finds its entry",
    "setSubscriptionTax": "tests/api/test_subscription.py finds its entry",
    "refundOrder": "tests/api/test_order.py finds its entry",
    "requestAllPayouts": "takes somebody who earned: tests/api/test_payout.py finds its entry",
    "confirmPayout": "tests/api/test_payout.py finds its entry",
    "returnPayout": "tests/api/test_payout.py finds its entry",
    "offerService": "its provider's own unless an operator does it: tests/api/test_service.py finds its entry",
    "deliverService": "its provider's own unless an operator does it: tests/api/test_service.py finds its entry",
    "cancelService": "the two's own unless an operator does it: tests/api/test_service.py finds its entry",
    "decideService": "tests/api/test_service.py finds its entry",
    "priceContent": "an author's own: tests/api/test_catalogue.py finds its entry",
    "changeFlightBudget": "of a flight that is live: tests/api/test_flight.py finds its entry",
    "revokeCertificate": "takes somebody who finished a course: tests/api/test_certificate.py finds its entry",
    "claimCase": "who looks at a case isn't a change of anything",
    "releaseCase": "who looks at a case isn't a change of anything",
}
"""What a machine of operators can't do, and where it is held to account."""

MISTAKE = f"spo_{sample.ULID}m"
WEBHOOK = 'id: "$webhook"'
TERMS = """name: "Readers", pricing: CPC, price: {amountMinor: 5, currency: "EUR"},
  budget: {amountMinor: 500, currency: "EUR"}, startsAt: "2099-01-01T00:00:00Z", endsAt: "2099-02-01T00:00:00Z" """
STEPS: dict[str, tuple[str, str]] = {
    "proposeScoringModel": ('kind: RECOMMENDATION, weights: [{feature: "walk", weight: 1}]', "scoringModel { id }"),
    "startModelTrial": ('modelId: "$scoringModel"', "modelTrial { id }"),
    "endModelTrial": ('id: "$modelTrial"', ""),
    "activateScoringModel": ('id: "$scoringModel"', ""),
    "proposeSegmentRules": ("sizes: [{membersFrom: 0, potential: 0.5}]", ""),
    "activateSegmentRules": ("version: 2", ""),
    "saveSegment": ('slug: "new-here", name: "New here", conditions: {churn: [ACTIVE]}', ""),
    "deleteSegment": ('slug: "new-here"', ""),
    "createWebhook": ('url: "$url"', "webhook { id }"),
    "sendTestEvent": (WEBHOOK, "eventId"),
    "redeliverWebhookEvent": (WEBHOOK + ', eventId: "$eventId"', ""),
    "updateWebhook": (WEBHOOK + ', eventTypes: ["webhook.test"]', ""),
    "disableWebhook": (WEBHOOK, ""),
    "resumeWebhook": (WEBHOOK, ""),
    "replayWebhook": (WEBHOOK + ', since: "2026-01-01T00:00:00Z"', ""),
    "rotateWebhookSecret": (WEBHOOK, ""),
    "deleteWebhook": (WEBHOOK, ""),
    "createArea": ('name: "Talk", kind: DISCUSSION, norms: "Be kind."', "area { id }"),
    "setStandingRules": ('area: "blog", rights: [{right: VOTE_DOWN, level: TRUSTED}]', ""),
    "editArea": ('id: "$area", norms: "Be kind and brief.", posting: {agreement: true}', ""),
    "createSponsor": ('name: "Acme", currency: "EUR"', "sponsor { id }"),
    "editSponsor": ('id: "$sponsor", name: "Acme & Sons"', ""),
    "fundSponsor": ('id: "$sponsor", amount: {amountMinor: "500", currency: "EUR"}, reference: "T-1"', ""),
    "returnFunds": ('id: "$sponsor", amount: {amountMinor: "200", currency: "EUR"}, reference: "T-2"', ""),
    "createCampaign": ('sponsorId: "$sponsor", name: "Autumn"', "campaign { id }"),
    "createFlight": ('campaignId: "$campaign", ' + TERMS, "flight { id }"),
    "editFlight": ('id: "$flight", name: "Readers of graphs"', ""),
    "createAd": ('flightId: "$flight", headline: "Graphs", body: "Fast.", landingUrl: "https://acme.example/"', ""),
    "changeFlightState": ('id: "$flight", state: IN_REVIEW', ""),
    "setSponsorExclusivity": ('id: "$sponsor", tags: ["neo4j"]', ""),
    "setBrandSafety": ('id: "$sponsor", words: ["layoffs"]', ""),
    "setSponsorOffer": ('id: "$sponsor", tags: ["neo4j"]', ""),
    "vetoSponsor": ('area: "blog", sponsorId: "$sponsor", reason: "Not here."', ""),
    "invalidateDelivery": (
        'flightId: "$flight", since: "2026-01-01T00:00:00Z", until: "2026-01-02T00:00:00Z", reason: "A farm."',
        "",
    ),
    "decideSponsor": ('id: "$sponsor", state: SUSPENDED, reason: "They are late."', ""),
    "setAdLoad": ("perDay: 12", ""),
    "grantAdFree": (f'userId: "{sample.BEN}", until: "2030-01-01T00:00:00Z", reason: "A prize."', ""),
    "grantBenefit": (f'userId: "{sample.BEN}", benefitId: "{AD_FREE_ID}", reason: "He helped."', "grant { id }"),
    "endGrant": ('id: "$grant", reason: "It was somebody else."', ""),
    "setFeedBalance": ("lockedPercent: 10", ""),
    "setBadgeBenefits": (f'slug: "thanks", benefitIds: ["{AD_FREE_ID}"]', ""),
    "deleteSponsor": (f'id: "{MISTAKE}"', ""),
    "createBenefit": ('name: "Early", slug: "early", kind: FEATURE', "benefit { id }"),
    "editBenefit": ('id: "$benefit", name: "Early access"', ""),
    "createTier": (
        'name: "Gold", slug: "gold", rank: 2, benefits: ["$benefit"], '
        'prices: [{amount: {amountMinor: 900, currency: "EUR"}, interval: MONTH}]',
        "tier { id }",
    ),
    "editTier": ('id: "$tier", trialDays: 14', ""),
    "archiveTier": ('id: "$tier"', ""),
    "createProduct": ('name: "An hour", kind: SERVICE', "product { id }"),
    "editProduct": ('id: "$product", name: "An hour of help"', ""),
    "setPrice": ('productId: "$product", amount: {amountMinor: 9000, currency: "EUR"}', "price { id }"),
    "archivePrice": ('id: "$price"', ""),
    "archiveProduct": ('id: "$product"', ""),
    "createCoupon": ('code: "SPRING", percentOff: 10', "coupon { id }"),
    "archiveCoupon": ('id: "$coupon"', ""),
    "createCohort": (
        f'courseId: "{sample.PAID}", name: "June", seats: 5, startsAt: "2099-06-01T00:00:00Z", '
        'endsAt: "2099-06-03T00:00:00Z"',
        "cohort { id }",
    ),
    "editCohort": ('cohortId: "$cohort", seats: 6', ""),
    "closeCohort": ('cohortId: "$cohort"', ""),
    "createApiKey": ('name: "CRM", scopes: ["content:read"]', "apiKey { id }"),
    "rotateApiKey": ('id: "$apiKey"', ""),
    "revokeApiKey": ('id: "$apiKey"', ""),
    "awardBadge": (f'userId: "{sample.BEN}", slug: "thanks", reason: "For the meeting"', "award { id }"),
    "revokeBadge": ('awardId: "$award", reason: "It was somebody else"', ""),
    "mergeUsers": (f'from: "{sample.user("t")}", into: "{sample.BEN}", reason: "One person."', ""),
    "requestErasure": (f'mode: ANONYMISE, confirmHandle: "ada", userId: "{sample.ADA}"', "request { id }"),
}
"""Every other mutation in an order in which each succeeds: its input, and what of its answer later ones name."""


def test_every_mutation_is_looked_at() -> None:
    root = build_schema()._schema.mutation_type
    assert root is not None
    assert set(root.fields) == set(STEPS) | set(MEMBERS_OWN) | set(BY_PERSONS), (
        "give it a step here, or say why it needs no entry"
    )


async def test_every_change_leaves_one_entry(api: Api, graph: Graph) -> None:
    twin = (
        "CREATE (:User {id: $id, handle: 'twin', joined_at: $at})"  # a process remembers who was merged: nobody known
        "CREATE (:Sponsor {id: $mistake, name: 'x', tier: 'GOLD', state: 'APPROVED', currency: 'EUR', created_at: $at})"
    )
    await rows(graph, twin, id=sample.user("t"), at=sample.NOW, mistake=MISTAKE)
    async with Receiver() as receiver, httpx.AsyncClient() as http:
        known = {"url": receiver.url}
        for number, (name, (given, told)) in enumerate(STEPS.items(), start=1):
            answer = await change(api, name, Template(given).substitute(known), told)
            assert answer.pop("userErrors") == [], name
            known |= {key: value["id"] if isinstance(value, dict) else value for key, value in answer.items()}
            entries = (await log(api, first=100))["nodes"]
            assert len(entries) == number, f"{name} left no entry, or more than one"
            assert (entries[0]["actor"], bool(entries[0]["targetId"])) == ("role:operator", True), name
            await run_due(worker(graph, http))


async def change(api: Api, name: str, given: str, told: str) -> dict[str, Any]:
    """The answer of one mutation to an operator."""
    document = f"mutation {{ {name}(input: {{{given}}}) {{ {told} userErrors {{ message }} }} }}"
    answer: dict[str, Any] = (await api.data(document, role=Role.OPERATOR))[name]
    return answer


@pytest.mark.parametrize("query", [query for query in ALL if "AuditEntry" in query.text], ids=lambda query: query.name)
def test_no_query_changes_an_entry(query: Any) -> None:
    if query.name == "erasure/audit":
        assert "DELETE" not in query.text and query.text.count("$erasure_id") == 5, "only another name for the erased"
    elif query.header.access == "write":
        assert query.name == "audit/append", "entries are written by one query"
        assert "ON CREATE SET" in query.text and "DELETE" not in query.text
        assert query.text.count("SET ") == 1, "and only when they are made"


def test_no_migration_changes_an_entry() -> None:
    for file in (CYPHER / "migrations").glob("*.cypher"):
        for line in file.read_text(encoding="utf-8").splitlines():
            assert "AuditEntry" not in line or line.startswith(("CREATE CONSTRAINT", "CREATE INDEX")), file.name
