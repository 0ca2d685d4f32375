"""A model carried on several times is one chain: its parts are alike on purpose."""

from __future__ import annotations

from small_records import model, records

from generator.records.checks.differences import alike_models
from generator.records.checks.site import Site


def alike(*models):
    found = Site(source=None, records=records(*models))
    return [(problem.file, problem.code) for problem in alike_models(found)]


def part(number, start, end, **changes):
    return model(number, name="Đường hoa", period={"start": start, "end": end}, **changes)


def test_two_models_of_one_name_and_place_in_turn_are_told_to_continue_each_other():
    assert alike(part(1, "2017", "2018"), part(2, "2019", "2020")) == [("content/models/m2.md", "KH512")]


def test_every_part_of_a_chain_is_linked_to_every_other():
    first, second = part(1, "2017", "2018"), part(2, "2019", "2020", continues="HB-2017-0001")
    third = part(3, "2021", "2022", continues="HB-2017-0002")
    assert alike(first, second, third) == []


def test_a_cycle_is_one_chain_and_ends():
    one = part(1, "2017", "2018", continues="HB-2017-0002")
    assert alike(one, part(2, "2019", "2020", continues="HB-2017-0001")) == []
