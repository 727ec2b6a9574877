"""The members, contents and acts of a demo community as what is added to the graph, each made when it is due."""

from collections.abc import Iterator
from datetime import datetime
from functools import lru_cache

import numpy as np

from domain.content import ContentKind
from domain.event import EARLIEST, Event
from domain.ids import ContentId, IdPrefix, UserId, stable_id
from domain.text import slug
from graph.import_links import Link, LinkKind, Piece
from graph.importing import NewContent, NewTag, NewUser
from importers.demo.areas import area_of
from importers.demo.behaviour import TYPES, Acts
from importers.demo.library import KINDS, VISIBILITIES, Library
from importers.demo.names import Names
from importers.demo.plan import Plan
from importers.demo.population import Population
from importers.demo.words import Topic, Writer, topics

REMEMBERED = 200_000
_PARENT_LINKS = {
    ContentKind.ANSWER: LinkKind.ANSWERS,
    ContentKind.COMMENT: LinkKind.REPLIES_TO,
    ContentKind.LESSON: LinkKind.PART_OF,
}


class Records:
    """Turns numbers into records; ids follow from them, so that nothing has to be asked of the graph."""

    def __init__(self, plan: Plan, people: Population, library: Library) -> None:
        self._plan, self._people, self._library = plan, people, library
        self._names, self._writer = Names(plan), Writer(plan.seed)
        self.user_id = lru_cache(REMEMBERED)(self._user_id)
        self.content_id = lru_cache(REMEMBERED)(self._content_id)

    def user(self, member: int) -> NewUser:
        """A member."""
        name = self._names.of(member)
        return NewUser(self._user_key(member), self.user_id(member), slug(name, 40), name, self._joined_at(member))

    def piece(self, number: int) -> Piece:
        """A content with all its links."""
        library = self._library
        kind, topic, at = self._kind(number), self._topic(number), self._plan.at(library.at[number])
        key = self._content_key(number)
        links = [(LinkKind.AUTHORED, Link(self._user_key(int(library.author[number])), key, at))]
        if kind.standalone:
            links.append((LinkKind.IN_AREA, Link(key, area_of(kind, topic))))
            links += [(LinkKind.TAGGED, Link(key, tag)) for tag in self._writer.tags(topic, number)]
        else:
            links.append((_PARENT_LINKS[kind], Link(key, self._content_key(int(library.parent[number])))))
        return Piece(self._content(number, kind, topic, at), tuple(links))

    def title(self, number: int) -> str:
        """The title of a content that stands alone."""
        return self._writer.title(self._kind(number), self._topic(number), number)

    def courses(self) -> Iterator[str]:
        """The external ids of courses."""
        for number in np.flatnonzero(self._library.kind == KINDS.index(ContentKind.COURSE)).tolist():
            yield self._content_key(number)

    def accepted(self) -> Iterator[Link]:
        """The accepted answers."""
        for number in np.flatnonzero(~np.isnan(self._library.accepted_at)).tolist():
            key = self._content_key(number)
            yield Link(key, key, self._plan.at(self._library.accepted_at[number]))

    def declared(self, member: int) -> list[Link]:
        """The tags a member follows: the main ones of their topics."""
        found = [topics()[topic] for topic in self._people.topics[member] if topic >= 0]
        chosen = found[: 1 + member % 3]
        return [Link(self._user_key(member), topic.tags[0], self._joined_at(member)) for topic in chosen]

    def following(self, follower: int, followed: int, at: float) -> Link:
        """That one member follows another."""
        return Link(self._user_key(follower), self._user_key(followed), self._plan.at(at))

    def events(self, day: int, acts: Acts) -> Iterator[Event]:
        """The acts of one day as events; their ids count within it."""
        columns = (column.tolist() for column in (acts.type, acts.member, acts.content, acts.at, acts.dwell))
        for number, (type, member, content, at, dwell) in enumerate(zip(*columns, strict=True)):
            yield Event(
                source=self._plan.source,
                event_id=f"{day}-{number}",
                type=TYPES[type],
                user_id=UserId(self.user_id(member)),
                content_id=ContentId(self.content_id(content)) if content >= 0 else None,
                occurred_at=self._plan.at(at),
                dwell_seconds=dwell or None,
            )

    def _content(self, number: int, kind: ContentKind, topic: Topic, at: datetime) -> NewContent:
        title = self._writer.title(kind, topic, number) if kind.standalone or kind is ContentKind.LESSON else ""
        return NewContent(
            external_id=self._content_key(number),
            id=self.content_id(number),
            kind=kind,
            slug=slug(title) or f"{kind.value.lower()}-{number}",
            title=title,
            published_at=at,
            body=self._writer.body(kind, topic, number),
            language="en",
            visibility=VISIBILITIES[self._library.visibility[number]],
        )

    def _kind(self, number: int) -> ContentKind:
        return KINDS[int(self._library.kind[number])]

    def _topic(self, number: int) -> Topic:
        return topics()[int(self._library.topic[number])]

    def _joined_at(self, member: int) -> datetime:
        return self._plan.at(self._people.joined[member])

    def _user_key(self, member: int) -> str:
        return f"{self._plan.source}:u{member}"

    def _content_key(self, number: int) -> str:
        return f"{self._plan.source}:c{number}"

    def _user_id(self, member: int) -> str:
        return stable_id(IdPrefix.USER, self._joined_at(member), "user", self._user_key(member))

    def _content_id(self, number: int) -> str:
        at = self._plan.at(self._library.at[number])
        return stable_id(IdPrefix.CONTENT, at, "content", self._content_key(number))


def tags() -> list[NewTag]:
    """All tags of all topics."""
    names = dict.fromkeys(tag for topic in topics() for tag in topic.tags)
    return [NewTag(name, stable_id(IdPrefix.TAG, EARLIEST, "tag", name), name) for name in names]
