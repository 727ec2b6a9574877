"""`stoa import stackexchange`: a whole Q&A community with its people, posts, tags, links and what was done there.

Nodes come before what points at them, so Posts is read once for questions, once for answers and once for acts.
What is observed on answers and comments counts for their question, where a reader meets it; votes count where cast.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TypeVar

from domain.area import AreaKind
from domain.errors import InvalidInput
from domain.event import EARLIEST
from domain.ids import IdPrefix, stable_id
from domain.text import line_of_text, slug
from graph.import_links import LinkKind, Piece
from graph.importing import NewArea, add_areas, add_tags
from importers.acts import Act, ThreadWriter
from importers.fields import MAX_NAME
from importers.named import new_tag, tag_slug
from importers.problems import Problems
from importers.run import Placed, Run, Tally
from importers.stackexchange import files
from importers.stackexchange.badges import BadgeWriter
from importers.stackexchange.badges import read as read_badge
from importers.stackexchange.posts import VOTES, Reader
from importers.stackexchange.replies import ReplyWriter
from importers.steps import Source, all_of_each, each, file_step
from importers.tables import Row
from importers.writers import write_links, write_pieces, write_users

T = TypeVar("T")
EVENTS_A_BATCH = 5_000
BADGES_A_BATCH = 500


def source_of(prefix: str) -> str:
    """Where the events of a dump come from: one name for all dumps that share external ids."""
    return f"stackexchange:{prefix}" if prefix else "stackexchange"


async def import_stackexchange(run: Run, directory: Path, area: str, prefix: str = "") -> None:
    """Import the dump in `directory` into a Q&A area called `area`.

    Raises:
        InvalidInput: there is neither Posts.xml nor posts.csv.
    """
    posts = files.open_file(directory, files.POSTS)
    if posts is None:
        raise InvalidInput(f"{directory} has neither Posts.xml nor posts.csv, plain or as .gz.")
    reader = Reader(prefix, slug(area) or "questions-and-answers", run.now)
    await run.graph.write(add_areas, [_area(reader.area, area)])
    loader = _Loader(run, directory, reader)
    await loader.people_and_tags()
    await loader.posts(posts)
    await loader.links(posts)
    await loader.acts(posts)
    await loader.badges()
    await run.finish()


class _Loader:
    """The steps of one import, each over one file."""

    def __init__(self, run: Run, directory: Path, reader: Reader) -> None:
        self.run, self.directory, self.reader = run, directory, reader

    async def people_and_tags(self) -> None:
        """Users, and the tags that Tags.xml lists."""
        run = self.run
        if users := files.open_file(self.directory, files.USERS):
            people = each(users, self.reader.user, run.problems)
            await run.take(file_step(users, "users", people, partial(write_users, run)))
        if tags := files.open_file(self.directory, files.TAGS):
            names = each(tags, lambda row: tag_slug(row.get("tag")), run.problems)
            await run.take(file_step(tags, "tags", names, partial(write_tags, run)))

    async def posts(self, posts: Source) -> None:
        """Questions, then answers, then comments."""
        run, reader = self.run, self.reader
        questions = all_of_each(posts, partial(self._question, reader), run.problems)
        await run.take(file_step(posts, "questions", questions, partial(write_questions, run), batch=1_000))
        replies = ReplyWriter(run)
        answers = all_of_each(posts, _only("post_type", "answer", reader.answer), run.problems, again=True)
        await run.take(file_step(posts, "answers", answers, replies.write, batch=1_000))
        if comments := files.open_file(self.directory, files.COMMENTS):
            pieces = each(comments, reader.comment, run.problems)
            await run.take(file_step(comments, "comments", pieces, replies.write))

    async def links(self, posts: Source) -> None:
        """Accepted answers, from votes with their time and from the questions without, links, and closed questions."""
        run, reader = self.run, self.reader
        accept = partial(write_links, run, LinkKind.ACCEPTED)
        if votes := files.open_file(self.directory, files.VOTES):
            accepting = all_of_each(votes, _only("vote_type", "accepted", reader.accepted_by_vote), Problems())
            await run.take(file_step(votes, "accepted answers, by vote", accepting, accept))
        accepted = all_of_each(posts, reader.accepted, Problems())
        await run.take(file_step(posts, "accepted answers", accepted, accept))
        if links := files.open_file(self.directory, files.LINKS):
            drawn = each(links, reader.link, run.problems)
            await run.take(file_step(links, "links", drawn, partial(write_links, run, LinkKind.LINKS_TO)))
            duplicates = all_of_each(links, reader.duplicate, Problems())
            await run.take(file_step(links, "duplicates", duplicates, partial(write_links, run, LinkKind.CLOSED)))
        closed = all_of_each(posts, reader.closed, Problems())
        await run.take(file_step(posts, "closed questions", closed, partial(write_links, run, LinkKind.CLOSED)))

    async def acts(self, posts: Source) -> None:
        """What was done: asking, answering, commenting, voting. Bad posts and comments were reported before."""
        run, reader = self.run, self.reader
        told = ThreadWriter(run, Problems())
        postings = all_of_each(posts, _only("post_type", ("question", "answer"), reader.posting), Problems())
        await run.take(file_step(posts, "asking and answering", postings, told.write, EVENTS_A_BATCH))
        if comments := files.open_file(self.directory, files.COMMENTS):
            commentings = each(comments, reader.commenting, Problems())
            await run.take(file_step(comments, "commenting", commentings, told.write, EVENTS_A_BATCH, in_flight=2))
        if votes := files.open_file(self.directory, files.VOTES):
            cast = all_of_each(votes, self._vote, run.problems)
            writer = ThreadWriter(run, run.problems)
            await run.take(file_step(votes, "votes", cast, writer.write, EVENTS_A_BATCH, in_flight=2))

    async def badges(self) -> None:
        """What members were awarded there."""
        if badges := files.open_file(self.directory, files.BADGES):
            reader = self.reader
            found = each(badges, lambda row: read_badge(row, reader.prefix, reader.now), self.run.problems)
            await self.run.take(file_step(badges, "badges", found, BadgeWriter(self.run).write, BADGES_A_BATCH))

    def _question(self, reader: Reader, row: Row) -> list[Piece]:
        kind = row.get("post_type")
        if kind not in ("question", "answer"):
            self.run.left_out[f"posts of type {kind[:40] or 'unknown'}"] += 1
        return [reader.question(row)] if kind == "question" else []

    def _vote(self, row: Row) -> list[Act]:
        if row.get("vote_type") not in VOTES:
            self.run.left_out[f"votes of type {row.get('vote_type')[:40] or 'unknown'}"] += 1
            return []
        return [self.reader.vote(row)]


async def write_tags(run: Run, rows: Sequence[Placed[str]]) -> Tally:
    """Add tags by name."""
    names = sorted({row.item for row in rows})
    await run.graph.write(add_tags, [new_tag(name) for name in names])
    return Counter(known=len(rows))


async def write_questions(run: Run, rows: Sequence[Placed[Piece]]) -> Tally:
    """Add questions and the tags they name."""
    names = {link.target for row in rows for kind, link in row.item.links if kind is LinkKind.TAGGED}
    await run.graph.write(add_tags, [new_tag(name) for name in sorted(names)])
    return await write_pieces(run, rows)


def _only(column: str, values: str | tuple[str, ...], parse: Callable[[Row], T]) -> Callable[[Row], list[T]]:
    """`parse` for rows that have one of `values` in `column`, nothing for the others."""
    wanted = (values,) if isinstance(values, str) else values
    return lambda row: [parse(row)] if row.get(column) in wanted else []


def _area(slug: str, name: str) -> NewArea:
    id = stable_id(IdPrefix.AREA, EARLIEST, "area", slug)
    return NewArea(slug, id, line_of_text(name, MAX_NAME), AreaKind.QA, "Ask what can be answered; accept what helped.")
