"""The areas of a demo community, of all three kinds, and what stands where."""

from domain.area import AreaKind
from domain.content import ContentKind
from domain.event import EARLIEST
from domain.ids import IdPrefix, stable_id
from graph.importing import NewArea
from importers.demo.words import Topic

_BE_KIND = "Disagree with ideas, not with people."
_ANSWER = "Say what you tried. Accept the answer that helped."
_ON_TOPIC = "Write what you did and measured; no product announcements."
HARDWARE = "hardware"


def _area(slug: str, name: str, kind: AreaKind, norms: str) -> NewArea:
    return NewArea(slug, stable_id(IdPrefix.AREA, EARLIEST, "area", slug), name, kind, norms)


AREAS = (
    _area("software-questions", "Software questions", AreaKind.QA, _ANSWER),
    _area("hardware-questions", "Hardware questions", AreaKind.QA, _ANSWER),
    _area("watercooler", "Watercooler", AreaKind.DISCUSSION, _BE_KIND),
    _area("show-and-tell", "Show and tell", AreaKind.DISCUSSION, _BE_KIND),
    _area("data", "Data and databases", AreaKind.TOPIC, _ON_TOPIC),
    _area("platforms", "Platforms and reliability", AreaKind.TOPIC, _ON_TOPIC),
    _area("languages", "Programming languages", AreaKind.TOPIC, _ON_TOPIC),
    _area("web", "Web and APIs", AreaKind.TOPIC, _ON_TOPIC),
    _area("ai", "Machine learning and AI", AreaKind.TOPIC, _ON_TOPIC),
    _area(HARDWARE, "Hardware and mechanics", AreaKind.TOPIC, _ON_TOPIC),
    _area("craft", "Craft and careers", AreaKind.TOPIC, _ON_TOPIC),
)


def area_of(kind: ContentKind, topic: Topic) -> str:
    """The area in which content of that kind and topic stands."""
    if kind is ContentKind.QUESTION:
        return "hardware-questions" if topic.area == HARDWARE else "software-questions"
    if kind is ContentKind.DISCUSSION:
        return "watercooler"
    if kind in (ContentKind.PROJECT, ContentKind.OPEN_SOURCE):
        return "show-and-tell"
    return topic.area
