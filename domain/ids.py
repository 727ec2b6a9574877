"""Public ids: a type prefix and a ULID, stored on the node as `id` and shown unchanged in GraphQL.

The ULID makes ids sortable by creation time and unguessable enough to be opaque; the prefix lets `node(id:)` find the
right label without a look-up table. A node has one spelling: anything else is refused, so caches never see twins.
"""

import hashlib
import re
from datetime import datetime
from enum import StrEnum
from typing import NewType

from ulid import ULID

from domain.errors import InvalidInput

UserId = NewType("UserId", str)
ContentId = NewType("ContentId", str)
TagId = NewType("TagId", str)
AreaId = NewType("AreaId", str)
ModelId = NewType("ModelId", str)
CaseId = NewType("CaseId", str)
ActionId = NewType("ActionId", str)
BadgeId = NewType("BadgeId", str)
AwardId = NewType("AwardId", str)


class IdPrefix(StrEnum):
    """What an id names; the value is the part before the underscore."""

    USER = "usr"
    CONTENT = "cnt"
    DRAFT = "dft"
    SERIES = "ser"
    TAG = "tag"
    AREA = "area"
    MODEL = "mdl"
    MODEL_TRIAL = "trl"
    SEGMENT = "seg"
    CHURN = "chu"
    SAVED_SEGMENT = "sgs"
    OUTBOX_EVENT = "evt"
    NOTIFICATION = "ntf"
    WEBHOOK = "whk"
    AUDIT_ENTRY = "aud"
    API_KEY = "key"
    SPONSOR = "spo"
    LEDGER_ENTRY = "led"
    CAMPAIGN = "cmp"
    FLIGHT = "flt"
    AD = "adv"
    DECISION = "dec"
    INVALID_ACT = "inv"
    CONVERSION = "cnv"
    DATA_REQUEST = "req"
    MERGE = "mrg"
    REPORT = "rep"
    MODERATION_CASE = "case"
    MODERATION_ACTION = "mod"
    BADGE = "bdg"
    BADGE_AWARD = "bga"
    BENEFIT = "ben"
    GRANT = "grt"
    PRODUCT = "prd"
    PRICE = "prc"
    TIER = "tier"
    COUPON = "cpn"
    ORDER = "ord"
    PAYMENT = "pay"
    REFUND = "rfd"
    PAYOUT = "out"
    CHAPTER = "chp"
    CERTIFICATE = "crt"
    COHORT = "coh"
    SUBSCRIPTION = "sub"
    SERVICE_REQUEST = "srv"
    SUB_COMMUNITY = "grp"


MAX_LENGTH = 40
_PREFIXES = {prefix.value: prefix for prefix in IdPrefix}
_ID = re.compile(r"(?P<prefix>[a-z]{3,4})_(?P<ulid>[0-7][0-9a-hjkmnp-tv-z]{25})")


def new_id(prefix: IdPrefix) -> str:
    """A fresh id. Call it outside a transaction: the driver may run a transaction function twice."""
    return f"{prefix.value}_{str(ULID()).lower()}"


def stable_id(prefix: IdPrefix, at: datetime, *parts: str) -> str:
    """An id that follows from what it names: its ULID has the time `at` and 80 bits of a hash of `parts`."""
    entropy = hashlib.blake2b("\0".join(parts).encode(), digest_size=10).digest()
    milliseconds = max(0, int(at.timestamp() * 1000))
    return f"{prefix.value}_{str(ULID.from_bytes(milliseconds.to_bytes(6, 'big') + entropy)).lower()}"


def first_id(prefix: IdPrefix, at: datetime) -> str:
    """The lowest id that anything made at that moment can have."""
    milliseconds = max(0, int(at.timestamp() * 1000))
    return f"{prefix.value}_{str(ULID.from_bytes(milliseconds.to_bytes(6, 'big') + bytes(10))).lower()}"


def parse_id(text: str) -> IdPrefix:
    """The kind of thing `text` names.

    Raises:
        InvalidInput: `text` is no id of ours, or not in its one canonical spelling.
    """
    match = _ID.fullmatch(text) if len(text) <= MAX_LENGTH else None
    prefix = _PREFIXES.get(match["prefix"]) if match else None
    if prefix is None:
        raise InvalidInput("This is not an id of Stoa. Pass an `id` as the API gave it to you.", path=("id",))
    return prefix


def require_id(text: str, prefix: IdPrefix, argument: str = "id") -> str:
    """`text` itself when it is an id of that kind.

    Raises:
        InvalidInput: it is malformed, or names another kind of thing.
    """
    found = parse_id(text)
    if found is not prefix:
        raise InvalidInput(
            f"`{argument}` must be the id of a {prefix.name.lower()}, but this is the id of a {found.name.lower()}.",
            path=(argument,),
        )
    return text
