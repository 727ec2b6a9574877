"""Random histories of small worlds, done to the graph and noted as what stands: what badges are to be made of."""

import random
from collections.abc import Awaitable, Callable, Iterator, Sequence
from datetime import datetime, timedelta

from domain.access import SCOPES_OF_ROLE, Role, Viewer
from domain.badge_fold import Deed, earned
from domain.badges import BadgeBook, BadgeKind, BadgeRule
from domain.content import ContentKind, Visibility
from domain.ids import ContentId, TagId, UserId
from domain.outbox import outbox_event
from domain.points import RULES, Act, Claim, Fact, PointRule, Subject, claims
from domain.takedown import BY_MODERATOR
from domain.vote import VoteValue
from graph import acceptance, badge_award, points, takedown, vote
from graph.database import Graph
from tests import sample
from tests.graph.privacy import rows

AT = sample.NOW
LATER = AT + timedelta(days=30)
STEPS, VOTERS = 8, 3
VOTES = frozenset({PointRule.VOTED_UP, PointRule.VOTED_DOWN})
BOOK = BadgeBook(
    1,
    (
        BadgeRule("solver", BadgeKind.COUNT, "", "", (1,), frozenset({PointRule.ANSWER_ACCEPTED})),
        BadgeRule("host", BadgeKind.COUNT, "", "", (1,), frozenset({PointRule.ACCEPTING})),
        BadgeRule("writer", BadgeKind.COUNT, "", "", (1,), frozenset({PointRule.PUBLISHED, PointRule.ANSWERED})),
        BadgeRule("valued", BadgeKind.COUNT, "", "", (1, 2, 3), frozenset({PointRule.VOTED_UP})),
        BadgeRule("voter", BadgeKind.COUNT, "", "", (1, 2, 3), VOTES, acting=True),
        BadgeRule("good-answer", BadgeKind.SCORE, "", "", (1, 2), VOTES, (ContentKind.ANSWER,)),
        BadgeRule("good-read", BadgeKind.SCORE, "", "", (1, 2), VOTES, (ContentKind.ARTICLE,)),
        BadgeRule("expert", BadgeKind.TAG, "", "", (1,), frozenset({PointRule.ANSWER_ACCEPTED})),
        BadgeRule("steady", BadgeKind.STREAK, "", "", (2, 3, 4)),
        BadgeRule("tenure", BadgeKind.TENURE, "", "", (1, 2)),
    ),
)
"""Every kind of rule, with bars that a few acts reach."""

WORLDS = """
CREATE (tag:Tag {id: 'tag_1'})
WITH tag UNWIND range(0, $worlds - 1) AS w
CREATE (author:User {id: 'usr_' + w, joined_at: $joined_at}), (asker:User {id: 'usr_' + w + '_a', joined_at: $at})
FOREACH (n IN range(0, $voters - 1) | CREATE (:User {id: 'usr_' + w + '_' + n, joined_at: $at}))
CREATE (question:Content:Question {id: 'cnt_' + w + '_QUESTION', kind: 'QUESTION'})-[:TAGGED]->(tag)
CREATE (answer:Content:Answer {id: 'cnt_' + w + '_ANSWER', kind: 'ANSWER'})-[:ANSWERS]->(question)
CREATE (article:Content:Article {id: 'cnt_' + w + '_ARTICLE', kind: 'ARTICLE'})
FOREACH (content IN [question, answer, article] | SET content.visibility = 'PUBLIC', content.published_at = $at)
CREATE (asker)-[:AUTHORED {user_id: asker.id, at: $at}]->(question)
CREATE (author)-[:AUTHORED {user_id: author.id, at: $at}]->(answer)
CREATE (author)-[:AUTHORED {user_id: author.id, at: $at}]->(article)
"""
Step = Callable[[datetime], Awaitable[None]]
Award = tuple[str, str, str, datetime, tuple[str, ...]]
"""Member, badge, scope, since when, evidence."""


async def create(graph: Graph, worlds: int) -> None:
    """Make so many worlds. The authors' anniversary is within the month that is played."""
    joined_at = AT - timedelta(days=350)
    await rows(graph, WORLDS, worlds=worlds, voters=VOTERS, at=AT, joined_at=joined_at)


class World:
    """An author with an answer and an article, an asker with a question, voters; and the facts that stand of them."""

    def __init__(self, graph: Graph, number: int) -> None:
        self.graph, self.random = graph, random.Random(number)
        self.author, self.asker = UserId(f"usr_{number}"), UserId(f"usr_{number}_a")
        self.voters = [UserId(f"usr_{number}_{n}") for n in range(VOTERS)]
        self.answer, self.article = (self._subject(number, kind) for kind in (ContentKind.ANSWER, ContentKind.ARTICLE))
        self.question = self._subject(number, ContentKind.QUESTION)
        self.facts: dict[str, tuple[Fact, Subject]] = {}
        self.down: set[ContentId] = set()
        self.banned: set[UserId] = set()

    def _subject(self, number: int, kind: ContentKind) -> Subject:
        author = self.asker if kind is ContentKind.QUESTION else self.author
        tags = () if kind is ContentKind.ARTICLE else (TagId("tag_1"),)
        return Subject(ContentId(f"cnt_{number}_{kind}"), kind, author, None, tags)

    @property
    def members(self) -> list[UserId]:
        return [self.author, self.asker, *self.voters]

    async def live(self) -> None:
        for act, subject in (
            (Act.PUBLISH, self.question),
            (Act.ANSWER, self.answer),
            (Act.PUBLISH, self.article),
        ):
            fact = Fact(act, subject.author_id, subject.content_id, AT)
            await self.graph.write(points.grant, fact, AT)
            self.facts[fact.id] = fact, subject
        steps: Sequence[Step] = (
            self.vote,
            self.vote,
            self.vote,
            self.accept,
            self.hide,
            self.ban,
        )
        for number in range(STEPS):
            at = AT + timedelta(hours=self.random.randrange(1, 20) + 20 * number)
            await self.random.choice(steps)(at)
            if self.random.random() < 0.3:
                some = self.random.sample(self.members, 2)
                await self.graph.write(badge_award.settle, some, at, tell=True, book=BOOK)

    async def vote(self, at: datetime) -> None:
        voter, subject = self.random.choice(self.voters), self.random.choice((self.answer, self.article))
        value = self.random.choice((VoteValue.UP, VoteValue.UP, VoteValue.DOWN, VoteValue.NONE))
        if subject.content_id in self.down or self.banned & {voter, self.author}:
            return
        await self.graph.write(vote.cast, _viewer(voter), subject.content_id, value, at)
        acts = {act: Fact(act, voter, subject.content_id, at) for act in (Act.VOTE_UP, Act.VOTE_DOWN)}
        for act, fact in acts.items():
            if value.act is None or act.value != value.act.value:
                self.facts.pop(fact.id, None)
            elif fact.id not in self.facts:
                self.facts[fact.id] = fact, subject

    async def accept(self, at: datetime) -> None:
        if self.down & {self.answer.content_id, self.question.content_id} or self.banned & {self.asker, self.author}:
            return
        fact = Fact(Act.ACCEPT, self.asker, self.answer.content_id, at)
        taken = fact.id in self.facts
        told = outbox_event("member.concerned", at, {})
        await self.graph.write(acceptance.accept, _viewer(self.asker), self.answer.content_id, not taken, told, at)
        if taken:
            del self.facts[fact.id]
        else:
            self.facts[fact.id] = fact, self.answer

    async def hide(self, at: datetime) -> None:
        id = self.random.choice((self.answer, self.article)).content_id
        told = outbox_event("content.withdrawn", at, {})
        if id in self.down:
            await self.graph.write(takedown.put_back, id, BY_MODERATOR, told)
        else:
            await self.graph.write(takedown.take, id, Visibility.HIDDEN, at, told)
        self.down ^= {id}

    async def ban(self, at: datetime) -> None:
        member = self.random.choice(self.members)
        await self.graph.write(points.unban if member in self.banned else points.ban, member, at)
        self.banned ^= {member}

    def awards(self) -> Iterator[Award]:
        """What every member is to have at the end, by the rules and by nothing but the facts that stand."""
        for member in self.members:
            joined_at = AT - timedelta(days=350) if member == self.author else AT
            for found in earned(BOOK, joined_at, self._deeds(member), LATER):
                yield member, found.badge_id, found.scope, found.awarded_at, found.evidence

    def _deeds(self, member: UserId) -> Iterator[Deed]:
        for fact, subject in self.facts.values():
            for claim in claims(RULES, fact, subject) if subject.content_id not in self.down else ():
                concerned = {claim.user_id, fact.actor_id}
                if member in concerned and not concerned & self.banned:
                    yield _deed(member, claim)


def _viewer(user_id: UserId) -> Viewer:
    return Viewer(user_id, Role.MODERATOR, SCOPES_OF_ROLE[Role.MODERATOR])  # with every right, however new


def _deed(member: UserId, claim: Claim) -> Deed:
    fact, subject = claim.fact, claim.subject
    return Deed(
        user_id=member,
        mine=claim.user_id == member,
        rule=claim.rule.name,
        content_id=subject.content_id,
        kind=subject.kind,
        at=fact.at,
        day=fact.at.date(),
        tag_ids=subject.tag_ids,
    )
