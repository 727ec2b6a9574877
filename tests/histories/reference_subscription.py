"""What a subscription comes to in random histories, told plainly from docs/membership.md: periods, dunning, changes."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from fractions import Fraction

from tests.histories.reference_order import CANCELLED, LENGTH, Line, No, Order
from tests.histories.reference_sales import Sales
from tests.histories.sold import CODES, MONTH, Code, Thing

RETRY = [timedelta(days=days) for days in (2, 5, 7, 7)]
GRACE = timedelta(days=7)
DAY = timedelta(days=1)
FIRST, RENEWAL, CHANGE = "FIRST", "RENEWAL", "CHANGE"
TRIALING, ACTIVE, PAST_DUE, EXPIRED = "TRIALING", "ACTIVE", "PAST_DUE", "EXPIRED"


@dataclass
class Open:
    """An order that waits, what it is for, and what of it is paid by credit."""

    order: Order
    kind: str
    thing: Thing
    value: int
    credit: int
    at: datetime
    to_charge: bool


@dataclass
class Subscription:
    """A member's claim to a tier."""

    id: str
    user: str
    thing: Thing
    state: str
    start: datetime
    end: datetime
    anchor: datetime
    created: datetime
    trial_end: datetime | None = None
    tried: str | None = None
    grace: datetime | None = None
    attempts: int = 0
    next_attempt: datetime | None = None
    value: int = 0
    credit: int = 0
    next: Thing | None = None
    open: Open | None = None
    means: str | None = None
    ended: datetime | None = None
    withheld: set[str] = field(default_factory=set)
    """Products that it doesn't give as a bank has what was paid for them, until another period begins."""
    withholding: set[str] = field(default_factory=set)
    """The disputes by which they are withheld."""

    @property
    def live(self) -> bool:
        return self.state != EXPIRED

    @property
    def in_trial(self) -> bool:
        return self.trial_end is not None and self.trial_end == self.end

    @property
    def until(self) -> datetime:
        """Until when it gives what the tier gives."""
        until = max(self.end, self.grace or self.end)
        return until if self.ended is None else min(until, self.ended)

    @property
    def upcoming(self) -> Thing:
        return self.next or self.thing

    def holding(self, at: datetime) -> Iterator[Thing]:
        """What its member has by it at a moment."""
        if self.created <= at < self.until and self.thing.product_id not in self.withheld:
            yield self.thing

    def withhold(self, dispute: str) -> None:
        """A bank has taken back what was paid for it."""
        if self.live:
            self.withheld.add(self.thing.product_id)
            self.withholding.add(dispute)

    def won(self, dispute: str, payment_withheld: bool) -> None:
        """A bank gave back what was paid for it; of that payment, or others, there may be more."""
        self.withholding.discard(dispute)
        if not self.withholding and not payment_withheld:
            self._released()

    def _released(self) -> None:
        self.withheld.clear()
        self.withholding.clear()

    # what its member does

    def cancel(self, all: Sales, at_end: bool, at: datetime) -> None:
        if not self.live:
            raise No("over")
        order = self.open.order if self.open else None
        if not at_end or self.state == PAST_DUE or self.end <= at:
            self.expire(at)
        else:
            self.state, self.next, self.open = CANCELLED, None, None
        if order is not None:
            all.cancel(order, at)

    def resume(self, at: datetime) -> None:
        if self.state != CANCELLED or self.end <= at:
            raise No("not cancelled, or over")
        self.state = TRIALING if self.in_trial else ACTIVE

    def change(self, all: Sales, new: Thing, now: bool | None, at: datetime, order_id: str) -> None:
        """Pay something else, now or from the next period on; by default more at once, and less later."""
        if self.state in (PAST_DUE, CANCELLED, EXPIRED) or new == self.upcoming or self.end <= at:
            raise No("not now, or not to that")
        more = _worth(new) > _worth(self.thing)
        if new == self.thing:
            now = False
        if self.open is not None:
            all.cancel(self.open.order, at)
        if not (more if now is None else now):
            self.next = None if new == self.thing else new
            return
        charge, used = self._difference(new, at)
        if not charge:
            self._changed(new, used, at)
            return
        expires = min(at + DAY, self.end)
        line = Line(new, 1, used, 0, charge)
        order = Order(order_id, self.user, [line], at, expires, "", holder=self.user, subscription=self.id)
        all.place(order, at)
        self.open = Open(order, CHANGE, new, charge + used, used, at, self.means is not None)

    def _difference(self, new: Thing, at: datetime) -> tuple[int, int]:
        """What is to be paid for a change at once, and what of it the credit pays."""
        difference = self._step(new, at)
        used = min(self.credit, max(0, difference))
        return max(0, difference) - used, used

    def _step(self, new: Thing, at: datetime) -> int:
        if self._anew(new):
            return new.amount - self._share(self.value, at)
        return self._share(new.amount - self.value, at)

    def _anew(self, new: Thing) -> bool:
        """Whether a change now begins a period."""
        return self.in_trial or new.interval is not self.thing.interval

    def _share(self, amount: int, at: datetime) -> int:
        tick = timedelta(microseconds=1)
        left = max(timedelta(), min(self.end - at, self.end - self.start))
        return round(Fraction(amount * (left // tick), (self.end - self.start) // tick))

    def _changed(self, new: Thing, used: int, at: datetime) -> None:
        self.credit += max(0, -self._step(new, at)) - used
        if self._anew(new):
            self.trial_end = at if self.in_trial else self.trial_end
            self.start, self.anchor, self.end = at, at, at + LENGTH[new.interval]
            self._released()
        self.thing, self.next, self.open, self.value, self.state = new, None, None, new.amount, ACTIVE

    # what comes by time and money

    def paid(self, all: Sales, order: Order, at: datetime, means: str | None) -> None:
        """One of its orders is paid."""
        if self.open is None or self.open.order is not order:
            return
        self.means = means or self.means
        open = self.open
        if open.kind == CHANGE:
            self._changed(open.thing, open.credit, open.at)
        else:
            self.renew(open.thing, open.value, open.credit, at)

    def unpaid(self, order: Order, at: datetime) -> None:
        """One of its orders is given up."""
        if self.open is None or self.open.order is not order:
            return
        if self.open.kind == FIRST:
            self.expire(at)
        self.open = None

    def expire(self, at: datetime) -> None:
        self.state, self.ended, self.next_attempt, self.next, self.open = EXPIRED, at, None, None, None

    def renew(self, thing: Thing, value: int, credit: int, at: datetime) -> None:
        """Its next period is paid."""
        lapsed = self.state == PAST_DUE and self.until <= at
        start = at if lapsed else self.end
        if lapsed or thing.interval is not self.thing.interval:
            self.anchor = start
        self.thing, self.value, self.start, self.state = thing, value, start, ACTIVE
        self.end, self.credit = _boundary(self.anchor, thing, start), self.credit - credit
        self.grace = self.next_attempt = self.next = self.open = None
        self.attempts = 0
        self._released()

    def unsettled(self, all: Sales, at: datetime) -> None:
        """Its next period was charged, and isn't paid."""
        if self.attempts == len(RETRY):
            order = self.open.order if self.open else None
            self.expire(at)
            if order is not None:
                all.cancel(order, at)
            return
        self.attempts += 1
        if self.state != PAST_DUE:
            self.state, self.grace = PAST_DUE, at + GRACE
        self.next_attempt = at + RETRY[self.attempts - 1]

    def order(self, all: Sales, kind: str, id: str, at: datetime, expires: datetime | None, coupon: str | None) -> None:
        """Order its next period."""
        thing = self.upcoming
        credit = min(self.credit, thing.amount)
        net = thing.amount - credit
        off = all.use(coupon, self.user, id, [thing], [net])[0] if coupon else 0
        by = CODES[coupon] if coupon and off else Code("")
        line = Line(thing, 1, credit + off, 0, net - off, False, by.affiliate, by.affiliate_percent)
        order = Order(id, self.user, [line], at, expires, "", coupon, holder=self.user, subscription=self.id)
        all.place(order, at)
        self.open = Open(order, kind, thing, line.total + credit, credit, at, self.means is not None)
        if not line.total:
            all.settle(order, id, 0, 0, at, None)


def begin(
    all: Sales, id: str, user: str, thing: Thing, trial: bool, coupon: str | None, order_id: str, at: datetime
) -> Subscription:
    """A member subscribes: on trial where they never tried the tier, else once they have paid."""
    own = [one for one in all.subscriptions.values() if one.user == user]
    if any(one.live for one in own):
        raise No("they have one")
    length = thing.trial if trial and _untried(own, thing) else timedelta()
    if length and coupon:
        raise No("a trial costs nothing")
    state = TRIALING if length else PAST_DUE
    made = Subscription(id, user, thing, state, at, at + length, at + length, at)
    if length:
        made.trial_end, made.tried = made.end, thing.tier_id
    all.subscriptions[id] = made
    if not length:
        made.order(all, FIRST, order_id, at, at + DAY, coupon)
    return made


def _untried(own: list[Subscription], thing: Thing) -> bool:
    """Whether a member never tried a tier."""
    return all(one.tried != thing.tier_id for one in own)


def _worth(thing: Thing) -> tuple[int, int, int]:
    return thing.rank, 1 if thing.interval is MONTH else 12, thing.amount


def _boundary(anchor: datetime, thing: Thing, start: datetime) -> datetime:
    """The first boundary behind a moment, each counted from the anchor."""
    number = 1
    while (end := anchor + LENGTH[thing.interval] * number) <= start:
        number += 1
    return end
