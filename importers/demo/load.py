"""`stoa demo`: the made-up community into the graph, by the same steps as a real one.

Numbers are drawn at once (some 500 bytes a member and 60 a content); texts and acts are made when they are written.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import TypeVar

import numpy as np

from domain.event import Event
from domain.quiz import QuestionKind, question
from graph import import_run
from graph.catalogue_import import NewTier, PricedContent, add_tiers, price_contents
from graph.import_courses import divide
from graph.import_links import LinkKind
from graph.importing import add_areas, add_tags
from importers.acts import count
from importers.demo.areas import AREAS
from importers.demo.behaviour import Behaviour
from importers.demo.calendar import Calendar
from importers.demo.library import publish
from importers.demo.plan import Plan
from importers.demo.population import populate
from importers.demo.records import Records, tags
from importers.demo.shop import TIERS, benefits, on_sale, priced, tiers
from importers.demo.words import topics
from importers.problems import Place
from importers.run import Placed, Run, Step, Tally, Write
from importers.writers import write_links, write_pieces, write_users

T = TypeVar("T")
_PLACE = Place("demo", 0)
CHAPTERS = ("Beginnings", "Going on")
QUESTIONS = (
    question(QuestionKind.SINGLE, "What comes first?", [("Measure", True), ("Guess", False)], [], 0),
    question(
        QuestionKind.MULTIPLE, "What is worth writing down?", [("What was tried", True), ("What failed", True)], [], 1
    ),
    question(QuestionKind.TEXT, "How many changes at a time make a fair comparison?", [], ["one", "1"], 2),
)
EVENTS_A_BATCH = 5_000


async def fill(run: Run, plan: Plan) -> None:
    """Add the community of `plan`. Begun before and broken off, it goes on; complete already, nothing changes."""
    plan = await _as_begun(run, plan)
    calendar = Calendar(plan)
    people = populate(plan, calendar, len(topics()))
    library = publish(plan, calendar, people)
    behaviour = Behaviour(plan, calendar, people, library)
    records = Records(plan, people, library)
    await run.graph.write(add_areas, AREAS)
    await run.graph.write(add_tags, tags())
    users = (records.user(member) for member in range(plan.users))
    await run.take(_step("members", users, partial(write_users, run), plan.users))
    # Lessons, answers and comments come after what they belong to, which is older; comments may be on answers.
    pieces = (records.piece(number) for number in range(library.size))
    await run.take(_step("contents", pieces, partial(write_pieces, run), library.size))
    await run.take(_step("tiers", tiers(plan), partial(_add_tiers, run, plan), len(TIERS)))
    sold = priced(plan, library, records)
    await run.take(replace(_step("prices", sold, partial(_price, run), len(on_sale(library))), batch=50))
    courses = list(records.courses())
    await run.take(_step("courses", courses, partial(_divide, run), len(courses)))
    accepted = partial(write_links, run, LinkKind.ACCEPTED)
    await run.take(_step("accepted answers", records.accepted(), accepted, int(np.isfinite(library.accepted_at).sum())))
    await _follows(run, records, behaviour, plan.users)
    events, days = _events(records, behaviour), calendar.days(plan.length)
    await run.take(Step("interactions", "", events, partial(_count, run), days, batch=EVENTS_A_BATCH, in_flight=2))
    await run.finish()


async def _as_begun(run: Run, plan: Plan) -> Plan:
    """The plan with the end it had when it was first carried out, whenever it is carried out again."""
    note = f"import {run.source} until"
    noted = await run.graph.read(import_run.position, note)
    if noted:
        return replace(plan, end=datetime.fromisoformat(noted))
    end = plan.end.replace(microsecond=0)
    await run.graph.write(import_run.advance, note, end.isoformat(), run.now)
    return replace(plan, end=end)


async def _follows(run: Run, records: Records, behaviour: Behaviour, members: int) -> None:
    """Who follows which tags and which members."""
    declared = (Placed(member + 1, _PLACE, link) for member in range(members) for link in records.declared(member))
    await run.take(Step("followed tags", "", declared, partial(write_links, run, LinkKind.FOLLOWS_TAG), members))
    pairs = zip(behaviour.follower.tolist(), behaviour.followed.tolist(), behaviour.followed_at.tolist(), strict=True)
    followed = (records.following(*pair) for pair in pairs)
    write = partial(write_links, run, LinkKind.FOLLOWS_USER)
    await run.take(_step("followed members", followed, write, len(behaviour.follower)))


def _step(name: str, items: Iterable[T], write: Write[T], total: int) -> Step[T]:
    placed = (Placed(number, _PLACE, item) for number, item in enumerate(items, start=1))
    return Step(name, "", placed, write, total)


def _events(records: Records, behaviour: Behaviour) -> Iterator[Placed[Event]]:
    """All events. They are numbered by day, so that a run that broke off goes on with a whole day."""
    for day, acts in enumerate(behaviour.days()):
        yield from (Placed(day + 1, _PLACE, event) for event in records.events(day, acts))


async def _add_tiers(run: Run, plan: Plan, rows: Sequence[Placed[NewTier]]) -> Tally:
    new = await run.graph.write(add_tiers, benefits(plan), [row.item for row in rows])
    return Counter(new=new, known=len(rows) - new)


async def _price(run: Run, rows: Sequence[Placed[PricedContent]]) -> Tally:
    new = await run.graph.write(price_contents, [row.item for row in rows])
    return Counter(new=new, known=len(rows) - new)


async def _divide(run: Run, rows: Sequence[Placed[str]]) -> Tally:
    """Give courses chapters, a preview and a quiz."""
    divided = await run.graph.write(divide, [row.item for row in rows], CHAPTERS, QUESTIONS, run.now)
    return Counter(divided=divided)


async def _count(run: Run, rows: Sequence[Placed[Event]]) -> Tally:
    return await count(run, [(row.place, row.item) for row in rows])
