"""The fit of sponsors: 1 for offering just what is read most, and no more for naming everything."""

from domain.fit import DIMENSIONS, Reading, fit

READ = {Reading.TAG: {"a": 0.6, "b": 0.3, "c": 0.1}, Reading.AREA: {"blog": 0.75, "help": 0.25}}


def score(**offered: list[str]) -> float | None:
    found = fit({Reading(name.upper()): ids for name, ids in offered.items()}, READ)
    return None if found is None else sum(weight * value for weight, value in found.values())


def test_the_weights_sum_to_one() -> None:
    assert abs(sum(dimension.weight for dimension in DIMENSIONS) - 1) < 1e-12


def test_who_offers_what_is_read_most_fits_wholly() -> None:
    assert score(tag=["a", "b"], area=["blog"]) == 1.0


def test_what_is_reached_is_held_against_what_as_many_could_reach() -> None:
    assert score(tag=["b"]) == 0.3 / 0.6
    assert score(area=["help"]) == 0.25 / 0.75


def test_only_dimensions_that_are_offered_and_read_are_weighed() -> None:
    both = score(tag=["a"], area=["help"], segment=["HIGH_VALUE"])
    assert both is not None and abs(both - (0.4 * 1 + 0.2 * (0.25 / 0.75)) / 0.6) < 1e-12


def test_naming_a_thing_twice_or_what_nobody_reads_gains_nothing() -> None:
    assert score(tag=["a", "a"]) == 1.0
    assert score(tag=["none"]) == 0.0


def test_without_an_offer_it_is_undefined() -> None:
    assert score() is None
    assert score(tag=[]) is None
    assert score(kind=["ARTICLE"]) is None
