"""The roots of the API, put together from the features."""

from collections.abc import Sequence
from functools import cache

import strawberry

from schema.acceptance import AcceptanceMutation
from schema.ad import AdMutation
from schema.ad_decision import AdDecisionMutation
from schema.ad_explanation import AdExplanationQuery
from schema.ad_load import AdLoadMutation, AdLoadQuery
from schema.alike import AlikeQuery
from schema.api_key import ApiKeyMutation, ApiKeyQuery
from schema.appeal import AppealMutation, AppealQuery
from schema.application import ApplicationMutation
from schema.area import AreaQuery
from schema.area_changes import AreaMutation
from schema.audit import AuditQuery
from schema.badge import BadgeQuery
from schema.badge_decision import BadgeMutation
from schema.benefit import BenefitQuery
from schema.benefit_changes import BenefitMutation
from schema.block import BlockMutation
from schema.bookmark import BookmarkMutation
from schema.campaign import CampaignMutation
from schema.certificate import CertificateMutation, CertificateQuery
from schema.churn import ChurnQuery
from schema.closing import ClosingMutation
from schema.cohort_changes import CohortMutation
from schema.consent import ConsentMutation
from schema.content import ContentQuery
from schema.content_price import ContentPriceMutation
from schema.conversion import ConversionMutation
from schema.coupon import CouponMutation, CouponQuery
from schema.course import CourseMutation
from schema.data_request import DataRequestMutation
from schema.documents import Documents
from schema.draft import DraftMutation
from schema.engine import TIME_LIMIT, Schema
from schema.event import EventMutation
from schema.fairness import FairnessQuery
from schema.feed_balance import FeedBalanceMutation, FeedBalanceQuery
from schema.flight_changes import FlightMutation
from schema.follow import FollowMutation
from schema.grant import GrantMutation
from schema.influence import InfluenceQuery
from schema.interest import InterestMutation
from schema.invalidation import InvalidationMutation
from schema.job import JobQuery
from schema.kinds import CONTENT_TYPES
from schema.leaderboard import LeaderboardMutation, LeaderboardQuery
from schema.ledger import LedgerQuery
from schema.lesson import LessonMutation
from schema.live import LiveUpdates
from schema.membership import MembershipMutation
from schema.merge import MergeMutation, MergeQuery
from schema.moderation import ModerationMutation, ModerationQuery
from schema.node import NodeQuery
from schema.notification import NotificationMutation
from schema.notification_settings import NotificationSettingsMutation
from schema.operation import Observer
from schema.order import OrderQuery
from schema.order_changes import OrderMutation
from schema.payout import PayoutMutation, PayoutQuery
from schema.personal import PersonalDataMutation
from schema.preference import PreferenceMutation, PreferenceQuery
from schema.pressure import PressureQuery
from schema.product import ProductQuery
from schema.product_changes import ProductMutation
from schema.publish import PublishMutation
from schema.quiz import QuizMutation
from schema.reach import ReachQuery
from schema.reaction import ReactionMutation
from schema.recommendation import RecommendationQuery
from schema.refund_changes import RefundMutation
from schema.reply import ReplyMutation
from schema.report import ReportMutation
from schema.revenue import RevenueQuery
from schema.revision import RevisionMutation
from schema.saved_segment import SavedSegmentMutation, SavedSegmentQuery
from schema.scoring import ScoringQuery
from schema.scoring_changes import ScoringMutation
from schema.search import SearchQuery
from schema.segment import SegmentQuery
from schema.segment_rules import SegmentRulesMutation, SegmentRulesQuery
from schema.series import SeriesMutation, SeriesQuery
from schema.service import ServiceQuery
from schema.service_changes import ServiceMutation
from schema.sponsor import SponsorQuery
from schema.sponsor_changes import SponsorMutation
from schema.sponsor_rules_changes import SponsorRulesMutation
from schema.standing import StandingMutation, StandingQuery
from schema.staying import StayingQuery
from schema.subscribing import SubscribingMutation
from schema.subscription import SubscriptionQuery
from schema.syndication import SyndicationQuery
from schema.tag import TagQuery
from schema.takedown import TakedownMutation
from schema.tier import TierQuery
from schema.tier_changes import TierMutation
from schema.trial import TrialMutation, TrialQuery
from schema.types import type_name
from schema.user import UserQuery
from schema.user_errors import USER_ERROR_TYPES
from schema.viewer import ViewerQuery
from schema.vote import VoteMutation
from schema.webhook import WebhookMutation, WebhookQuery


@strawberry.type(description="What can be asked.")
class Query(
    NodeQuery,
    ViewerQuery,
    UserQuery,
    ContentQuery,
    TagQuery,
    AreaQuery,
    SegmentQuery,
    SegmentRulesQuery,
    ChurnQuery,
    StayingQuery,
    SavedSegmentQuery,
    InfluenceQuery,
    JobQuery,
    ScoringQuery,
    TrialQuery,
    FairnessQuery,
    RecommendationQuery,
    PreferenceQuery,
    FeedBalanceQuery,
    SearchQuery,
    AlikeQuery,
    AuditQuery,
    ModerationQuery,
    AppealQuery,
    WebhookQuery,
    ApiKeyQuery,
    LeaderboardQuery,
    BadgeQuery,
    StandingQuery,
    SponsorQuery,
    AdLoadQuery,
    LedgerQuery,
    MergeQuery,
    SyndicationQuery,
    SeriesQuery,
    ReachQuery,
    AdExplanationQuery,
    TierQuery,
    ProductQuery,
    BenefitQuery,
    CouponQuery,
    OrderQuery,
    CertificateQuery,
    SubscriptionQuery,
    PayoutQuery,
    PressureQuery,
    RevenueQuery,
    ServiceQuery,
):
    pass


@strawberry.type(description="What can be changed.")
class Mutation(
    EventMutation,
    InterestMutation,
    PreferenceMutation,
    NotificationMutation,
    NotificationSettingsMutation,
    PublishMutation,
    DraftMutation,
    VoteMutation,
    TakedownMutation,
    AcceptanceMutation,
    ClosingMutation,
    ReportMutation,
    ModerationMutation,
    AppealMutation,
    ReplyMutation,
    RevisionMutation,
    FollowMutation,
    ReactionMutation,
    BookmarkMutation,
    BlockMutation,
    ConsentMutation,
    DataRequestMutation,
    PersonalDataMutation,
    ScoringMutation,
    SegmentRulesMutation,
    SavedSegmentMutation,
    TrialMutation,
    WebhookMutation,
    ApiKeyMutation,
    LeaderboardMutation,
    AreaMutation,
    MembershipMutation,
    BadgeMutation,
    GrantMutation,
    FeedBalanceMutation,
    StandingMutation,
    ApplicationMutation,
    SponsorMutation,
    SponsorRulesMutation,
    CampaignMutation,
    FlightMutation,
    AdMutation,
    ConversionMutation,
    InvalidationMutation,
    AdLoadMutation,
    AdDecisionMutation,
    MergeMutation,
    SeriesMutation,
    BenefitMutation,
    ProductMutation,
    ContentPriceMutation,
    TierMutation,
    CouponMutation,
    CourseMutation,
    LessonMutation,
    OrderMutation,
    RefundMutation,
    PayoutMutation,
    CertificateMutation,
    CohortMutation,
    QuizMutation,
    SubscribingMutation,
    ServiceMutation,
):
    pass


def build_schema(observers: Sequence[Observer] = (), time_limit: float = TIME_LIMIT) -> Schema:
    """The schema of the API; `time_limit` in seconds an operation. Build it once a process: it takes a second."""
    types = (*CONTENT_TYPES, *USER_ERROR_TYPES)
    return Schema(
        Query, Mutation, LiveUpdates, types=types, observers=observers, time_limit=time_limit, member_type=type_name
    )


@cache
def documents() -> Documents:
    """The documents of a schema of their own, for who asks about documents without serving them."""
    return build_schema().documents


def problems_of(text: str) -> list[str]:
    """Why the API couldn't answer a document; nothing when it could."""
    document = documents().read(text)
    if document.errors:
        return [error.message for error in document.errors]
    return [] if document.operations else ["It has no operation."]
