"""What the demo community writes: titles and short texts out of templates and the words of each topic."""

import random
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pydantic import TypeAdapter

from domain.content import ContentKind as Kind


@dataclass(frozen=True, slots=True)
class Topic:
    """A subject with its words; the first tag is the most used."""

    name: str
    area: str
    tags: tuple[str, ...]
    things: tuple[str, ...]
    troubles: tuple[str, ...]
    ways: tuple[str, ...]
    measures: tuple[str, ...]


@cache
def topics() -> tuple[Topic, ...]:
    """All topics, the most popular first."""
    text = (Path(__file__).parent / "vocabulary.toml").read_text(encoding="utf-8")
    return tuple(TypeAdapter(list[Topic]).validate_python(tomllib.loads(text)["topic"]))


TITLES: dict[Kind, tuple[str, ...]] = {
    Kind.ARTICLE: (
        "{Trouble}: what we tried with {thing}, and what worked",
        "How {way} cut our {measure} by {percent} %",
        "A practical guide to {way}",
        "{Number} things I wish I had known about {thing}",
        "Understanding {trouble} in {thing}",
        "Why we moved to {way}, {months} months on",
        "{Thing}, explained with a whiteboard and two failures",
        "Measuring {measure} without fooling yourself",
        "{Way} beyond the tutorial",
        "When not to use {way}",
    ),
    Kind.CASE_STUDY: (
        "Case study: {way} at {people} engineers",
        "From {trouble} to {percent} % better {measure}: a year with {thing}",
        "Case study: running {thing} through a busy season",
        "How a team of {few} got rid of {trouble}",
    ),
    Kind.TALK: (
        "Talk: {Way} in {minutes} minutes",
        "Talk: living with {trouble}",
        "Recording: what {thing} taught us about {measure}",
        "Meetup slides: {way} from the trenches",
    ),
    Kind.PROJECT: (
        "Project: {thing} on a weekend budget",
        "Build log: {way} for {thing}",
        "Looking for reviewers: taming {trouble} with {way}",
    ),
    Kind.OPEN_SOURCE: (
        "{code}: a small library for {way}",
        "Released: {code} {version}, now with help against {trouble}",
        "{code}, an open-source tool that watches {measure}",
    ),
    Kind.QUESTION: (
        "How do I avoid {trouble} with {thing}?",
        "What causes {trouble} after switching to {way}?",
        "Is {way} worth it for a team of {few}?",
        "Why does {measure} get worse under {way}?",
        "How do you test {thing}?",
        "{Thing}: how to debug {trouble} in production?",
        "What is a sensible target for {measure}?",
        "Can {way} and {other} be combined?",
    ),
    Kind.DISCUSSION: (
        "What is your experience with {way}?",
        "{Way} or {other}: what would you start with today?",
        "Unpopular opinion: {trouble} is mostly a people problem",
        "How do you explain {measure} to your managers?",
        "Show us how you run {thing}",
    ),
    Kind.COURSE: ("Course: {Way} step by step", "Course: {thing} for working engineers", "Course: mastering {measure}"),
    Kind.LESSON: ("Lesson: {way} by example", "Lesson: recognising {trouble}", "Exercise: measure {measure} yourself"),
}
"""Titles by kind. Answers and comments carry that of what they belong to."""

SENTENCES = (
    "We run {thing} for about {people} people, and {trouble} kept coming back.",
    "The first suspect was {trouble}, but {measure} told another story.",
    "After {months} months of {way} our {measure} went down by {percent} %.",
    "What helped most was {way}; {other} came second and cost far more.",
    "I was sceptical of {way} until I saw {measure} on a busy Monday.",
    "Most write-ups skip {trouble}, which is where {thing} gets interesting.",
    "Start small: pick one service, add {way}, and watch {measure} for a week.",
    "If you only remember one thing, let it be this: {way} is no cure for {trouble}.",
    "Our rule by now is to look at {measure} before touching {thing}.",
    "None of this is specific to {thing}; it would work wherever {trouble} shows up.",
    "The change itself took {few} days, agreeing on it took {months} weeks.",
    "We rolled it back once, because {trouble} appeared only under real traffic.",
)
QUESTIONS = (
    "We see {trouble} in {thing} about {few} times a week, mostly at peak hours.",
    "I have read about {way} and tried {other}, but {measure} did not change.",
    "What should I look at first? Is {measure} even the right thing to watch?",
    "The setup is nothing special: {thing}, default settings, some {people} users.",
)
ANSWERS = (
    "This is usually {trouble}. Check {measure} first; if it jumps at the same time, {way} is the fix.",
    "You can get a long way with {way}. We had the same with {thing} and it took {few} days to sort out.",
    "Do not start with {other}: it hides {trouble} and makes {measure} harder to read.",
    "The short answer is {way}. The long answer depends on how {thing} is deployed.",
    "Turn it off, measure {measure} for a day, turn it on again. If nothing moves, {trouble} is not your problem.",
)
COMMENTS = (
    "This matches what we saw with {thing}, thank you.",
    "Did you compare it with {other}?",
    "How did {measure} look before the change?",
    "We had the opposite: {way} made {trouble} worse.",
    "Worth adding that {way} needs {months} weeks to pay off.",
    "Great write-up. A chart of {measure} would make it perfect.",
    "Which version of {thing} was that?",
)


class Writer:
    """Writes for one community; the same number always gives the same text."""

    def __init__(self, seed: int) -> None:
        self._seed = seed

    def title(self, kind: Kind, topic: Topic, number: int) -> str:
        """A title for content `number`."""
        chance = random.Random(f"{self._seed} title {number}")
        return _filled(chance.choice(TITLES[kind]), topic, chance)

    def body(self, kind: Kind, topic: Topic, number: int) -> str:
        """A text in Markdown, from a line to a page."""
        chance = random.Random(f"{self._seed} body {number}")
        if kind is Kind.COMMENT:
            return _filled(chance.choice(COMMENTS), topic, chance)
        if kind is Kind.ANSWER:
            return _paragraphs(ANSWERS, (1, 2), topic, chance)
        if kind is Kind.QUESTION:
            return _paragraphs(QUESTIONS, (2, 3), topic, chance)
        heads = (f"## {chance.choice(('What happened', 'Background', 'The problem'))}", "## What we learned")
        parts = (_paragraphs(SENTENCES, (2, 4), topic, chance) for _ in heads)
        return "\n\n".join(text for pair in zip(heads, parts, strict=True) for text in pair)

    def tags(self, topic: Topic, number: int) -> list[str]:
        """One to four tags of the topic, its first ones more often; now and then one of another topic."""
        chance = random.Random(f"{self._seed} tags {number}")
        count = chance.choices((1, 2, 3, 4), (15, 40, 30, 15))[0]
        weights = [1 / (place + 1) for place in range(len(topic.tags))]
        found = dict.fromkeys(chance.choices(topic.tags, weights, k=count))
        if chance.random() < 0.08:
            found[chance.choice(chance.choice(topics()).tags)] = None
        return list(found)


def _paragraphs(templates: Sequence[str], sizes: tuple[int, int], topic: Topic, chance: random.Random) -> str:
    count = chance.randint(*sizes)
    return "\n\n".join(_filled(template, topic, chance) for template in chance.sample(templates, count))


def _filled(template: str, topic: Topic, chance: random.Random) -> str:
    """The template with words of the topic; capitalised where the field's name is."""
    way, other = chance.sample(topic.ways, 2)
    thing, trouble = chance.choice(topic.things), chance.choice(topic.troubles)
    text = template.format(
        thing=thing,
        Thing=_capital(thing),
        trouble=trouble,
        Trouble=_capital(trouble),
        way=way,
        Way=_capital(way),
        other=other,
        measure=chance.choice(topic.measures),
        code=f"{chance.choice(('tiny', 'swift', 'plain', 'iron', 'blue', 'open', 'deep'))}-{topic.tags[0]}",
        version=f"{chance.randint(0, 4)}.{chance.randint(0, 12)}",
        percent=chance.choice((12, 18, 23, 31, 37, 40, 55, 62, 70)),
        months=chance.choice((2, 3, 6, 9, 12)),
        people=chance.choice((20, 60, 150, 400, 2_000, 9_000)),
        minutes=chance.choice((10, 20, 30, 45)),
        few=chance.choice(("two", "three", "four", "five", "six")),
        Number=chance.choice(("Three", "Five", "Seven", "Ten")),
    )
    return _capital(text)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
