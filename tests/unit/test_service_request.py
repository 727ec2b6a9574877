"""Services as a machine: no history leads where it mustn't, and what is held is what was posted, to the minor unit."""

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from domain.errors import Conflict, InvalidInput, LimitReached, NotAllowed
from domain.featured import PLACES, check_free
from domain.ids import UserId
from domain.ledger import Posting, earnings, escrow
from domain.money import Money
from domain.order import Order, OrderState
from domain.sale import author_left, reversal, sale, shared
from domain.service import (
    ENDS,
    HELD,
    ServiceDecision,
    ServiceEndReason,
    ServiceKind,
    ServiceParty,
    ServiceRequest,
    ServiceState,
)
from domain.service_end import abandoned, escrow_moves, not_refunded, overdue, refunded, split
from domain.service_request import (
    NEXT,
    accepted,
    cancelled,
    completed,
    decided,
    delivered,
    disputed,
    offered,
    paid,
    unpaid,
)
from domain.service_terms import MAX_DAYS, ServiceOffer, check_offer, checked_text, party, require_party
from tests.unit.test_sale import line, order

START = datetime(2026, 11, 28, tzinfo=UTC)
DAY = timedelta(days=1)
ADA, CLEO, BEN = UserId("usr_ada"), UserId("usr_cleo"), UserId("usr_ben")


def asked(**more: Any) -> ServiceRequest:
    """Cleo asks Ada."""
    given = {"id": "srv", "kind": ServiceKind.CONSULTING, "product_id": "prd", "buyer_id": CLEO, "provider_id": ADA}
    return ServiceRequest.model_validate(
        {**given, "state": ServiceState.REQUESTED, "brief": "Look at it.", "created_at": START, **more}
    )


def offer(amount: int = 1_000, days: int = 10, at: datetime = START) -> ServiceOffer:
    """An offer that holds for a week."""
    return ServiceOffer(price=Money(amount_minor=amount, currency="EUR"), until=at + 7 * DAY, work_days=days)


def settled(amount: int, tax: int, fee: int, share: int) -> Order:
    """The paid order of a service, with its shares."""
    made = order(
        line(1, amount + tax, tax_minor=tax, kind="SERVICE", author_id=ADA, author_share_percent=share),
        state=OrderState.PAID,
    )
    return made.model_copy(update={"lines": tuple(shared(made, fee))})


class Services(RuleBasedStateMachine):
    """Any steps in any order, with books kept beside them as the graph keeps them."""

    @initialize(tax=st.integers(0, 300), fee=st.integers(0, 200), share=st.integers(0, 100), community=st.booleans())
    def ask(self, tax: int, fee: int, share: int, community: bool) -> None:
        self.tax, self.fee, self.share = tax, fee, 0 if community else share
        self.request = asked(provider_id=None if community else ADA)
        self.at, self.order, self.refund = START, settled(1, 0, 0, 0), 0
        self.books: Counter[str] = Counter()

    def post(self, postings: Sequence[Posting]) -> None:
        assert sum(posting.amount_minor for posting in postings) == 0
        for posting in postings:
            self.books[posting.account] += posting.amount_minor

    def take(self, step: Callable[[], ServiceRequest]) -> bool:
        """Try a step; whether it was one."""
        before = self.request
        try:
            after = step()
        except Conflict:
            return False
        assert after.state is before.state or after.state in NEXT[before.state]
        self.post(escrow_moves(before, after))
        self.request = after
        return True

    @rule(days=st.integers(0, 20))
    def time_passes(self, days: int) -> None:
        self.at += days * DAY

    @rule(amount=st.integers(1, 5_000), days=st.integers(1, 30))
    def offer(self, amount: int, days: int) -> None:
        self.take(lambda: offered(self.request, offer(amount, days, self.at), self.at))

    @rule()
    def accept(self) -> None:
        self.take(lambda: accepted(self.request, "ord_1", None, self.at))

    @rule()
    def give_up_order(self) -> None:
        self.take(lambda: unpaid(self.request))

    @rule()
    def pay(self) -> None:
        if self.request.state is not ServiceState.ACCEPTED:
            assert paid(self.request, 1, self.at) == self.request
            return
        assert self.request.amount_minor is not None
        self.order = settled(self.request.amount_minor, self.tax, min(self.fee, self.request.amount_minor), self.share)
        self.post(sale(self.order.lines, "EUR"))
        self.take(lambda: paid(self.request, self.order.line(1).author_minor, self.at))

    @rule()
    def deliver(self) -> None:
        self.take(lambda: delivered(self.request, None, self.at))

    @rule()
    def accept_delivery(self) -> None:
        self.take(lambda: completed(self.request, self.at))

    @rule()
    def dispute(self) -> None:
        self.take(lambda: disputed(self.request, "It isn't what I asked for.", self.at))

    @rule(decision=st.sampled_from(ServiceDecision), part=st.integers(0, 100))
    def decide(self, decision: ServiceDecision, part: int) -> None:
        left = self.order.line(1).left_minor
        back = max(1, left * part // 100) if decision is ServiceDecision.SPLIT else left
        if left and self.take(lambda: decided(self.request, decision, "Because.", "rfd", self.at)):
            self.refund = back

    @rule(by=st.sampled_from(ServiceParty))
    def cancel(self, by: ServiceParty) -> None:
        if self.take(lambda: cancelled(self.request, by, "rfd", self.at)):
            self.refund = self.order.line(1).left_minor

    @precondition(lambda self: self.request.state in HELD)
    @rule(data=st.data())
    def operators_refund(self, data: st.DataObject) -> None:
        reserved = self.refund if self.request.state is ServiceState.RETURNING else 0
        most = self.order.line(1).left_minor - reserved
        if most > 0:
            self.pay_back(data.draw(st.integers(1, most)))

    @precondition(lambda self: self.request.state is ServiceState.RETURNING)
    @rule()
    def refund_goes(self) -> None:
        self.pay_back(self.refund)
        self.take(lambda: split(self.request, self.at))
        assert self.request.state in ENDS

    @precondition(lambda self: self.request.state is ServiceState.RETURNING)
    @rule()
    def refund_fails(self) -> None:
        self.take(lambda: not_refunded(self.request, self.at))
        assert self.request.state is ServiceState.DISPUTED and self.request.refund_id is None

    @rule()
    def nobody_answers(self) -> None:
        self.take(lambda: overdue(self.request, self.at))
        assert self.request.due_at is None or self.at < self.request.due_at

    @rule()
    def somebody_is_erased(self) -> None:
        self.take(lambda: abandoned(self.request, self.at))

    def pay_back(self, amount: int) -> None:
        """As `graph/refund.py` does it: the shares go back, then the service hears of it."""
        self.post(reversal(self.order, {1: amount}).postings)
        back = self.order.line(1).model_copy(update={"refunded_minor": self.order.line(1).refunded_minor + amount})
        self.order = self.order.model_copy(update={"lines": (back,)})
        whole = back.refunded_minor == back.total_minor
        self.take(lambda: refunded(self.request, author_left(back), whole, self.at))

    @invariant()
    def what_is_held_is_what_was_posted(self) -> None:
        held = self.books[escrow(self.request.id)]
        assert held == self.request.escrow_minor >= 0
        expected = author_left(self.order.line(1)) if self.request.provider_id else 0
        assert held == (expected if self.request.state in HELD else 0)

    @invariant()
    def the_books_are_even(self) -> None:
        assert sum(self.books.values()) == 0

    @invariant()
    def the_provider_has_what_is_left_of_their_share_once_it_ended(self) -> None:
        if self.request.state in (ServiceState.COMPLETED, ServiceState.SPLIT):
            assert self.books[earnings(ADA)] == author_left(self.order.line(1))
        else:
            assert self.books[earnings(ADA)] == 0

    @invariant()
    def an_end_says_when_and_why(self) -> None:
        ended = self.request.state in ENDS
        assert ended == (self.request.ended_at is not None)
        assert not ended or self.request.end_reason is not None


Services.TestCase.settings = settings(max_examples=300, stateful_step_count=30, deadline=None)
test_any_history = Services.TestCase


def running() -> ServiceRequest:
    """A request that is paid, to be delivered in ten days."""
    return paid(accepted(offered(asked(), offer(), START), "ord_1", None, START), 700, START)


def test_the_way_through() -> None:
    held = running()
    assert (held.state, held.escrow_minor, held.deliver_by) == (ServiceState.PAID, 700, START + 10 * DAY)
    done = delivered(held, "Here it is.", START + DAY)
    assert done.accept_by == START + 15 * DAY
    end = completed(done, START + 2 * DAY)
    assert (end.state, end.end_reason, end.escrow_minor) == (ServiceState.COMPLETED, ServiceEndReason.BY_BUYER, 0)
    assert NEXT[end.state] == frozenset()


def test_an_offer_is_taken_as_it_was_shown_and_while_it_holds() -> None:
    made = offered(asked(), offer(1_000), START)
    with pytest.raises(Conflict) as refused:
        accepted(made, "ord_1", Money(amount_minor=900, currency="EUR"), START)
    assert refused.value.path == ("input", "expectedPrice") and "1,000" in refused.value.message
    with pytest.raises(Conflict):
        accepted(made, "ord_1", None, START + 7 * DAY)
    again = offered(made, offer(900), START)
    assert accepted(again, "ord_1", Money(amount_minor=900, currency="EUR"), START).orders == 1


def test_a_buyer_gives_up_what_is_paid_only_once_it_is_late() -> None:
    held = running()
    with pytest.raises(Conflict):
        cancelled(held, ServiceParty.BUYER, "rfd", START + 9 * DAY)
    assert cancelled(held, ServiceParty.BUYER, "rfd", START + 10 * DAY).state is ServiceState.RETURNING
    assert cancelled(held, ServiceParty.PROVIDER, "rfd", START).state is ServiceState.RETURNING
    with pytest.raises(Conflict):
        cancelled(delivered(held, None, START), ServiceParty.BUYER, "rfd", START + 40 * DAY)


@pytest.mark.parametrize("days", [13, 14])
def test_what_nobody_answers_is_accepted_after_two_weeks(days: int) -> None:
    done = overdue(delivered(running(), None, START), START + days * DAY)
    assert done.state is (ServiceState.COMPLETED if days == 14 else ServiceState.DELIVERED)


def test_offers_and_texts_that_make_no_sense_are_refused() -> None:
    for bad in (
        offer(0),
        offer(days=0),
        offer(days=MAX_DAYS + 1),
        offer(at=START - 7 * DAY),
        offer(at=START + 84 * DAY),
        ServiceOffer(price=offer().price, until=datetime(2026, 12, 1), work_days=1),
    ):
        with pytest.raises(InvalidInput):
            check_offer(bad, START)
    for text in ("  ", "x" * 5_001):
        with pytest.raises(InvalidInput):
            checked_text(text, ("input", "brief"))


def test_nobody_is_both_and_a_stranger_is_neither() -> None:
    assert (party(asked(), CLEO, True), party(asked(), ADA, False), party(asked(), BEN, True)) == (
        ServiceParty.BUYER,
        ServiceParty.PROVIDER,
        None,
    )
    common = asked(provider_id=None)
    assert (party(common, BEN, True), party(common, BEN, False), party(common, None, True)) == (
        ServiceParty.PROVIDER,
        None,
        ServiceParty.PROVIDER,
    )
    with pytest.raises(NotAllowed):
        require_party(ServiceParty.BUYER, ServiceParty.PROVIDER)


def test_places_are_bounded_and_it_is_said_when_one_is_free() -> None:
    taken = [START + n * DAY for n in range(1, PLACES[ServiceKind.FEATURED_SLOT] + 1)]
    check_free(ServiceKind.FEATURED_SLOT, taken[1:])
    with pytest.raises(LimitReached, match="2026-11-29"):
        check_free(ServiceKind.FEATURED_SLOT, taken)
