"""Work shared by several processes: the same results in the same order, and nobody left working behind a failure."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from generator.processes import WorkerDied, shared


@pytest.mark.parametrize("processes", [0, 1, 2, 5])
def test_results_come_in_order_whatever_the_number_of_processes(processes):
    with shared(lambda number: number * number, range(7), processes) as squares:
        assert list(squares) == [0, 1, 4, 9, 16, 25, 36]


def test_results_larger_than_a_pipe_holds_arrive():
    with shared(bytes, [3_000_000, 1, 2_000_000], 2) as given:
        assert [len(one) for one in given] == [3_000_000, 1, 2_000_000]


@pytest.mark.parametrize("processes", [0, 2])
def test_how_many_results_there_are_is_heard_as_they_come(processes):
    heard: list[int] = []
    with shared(lambda number: number, range(4), processes, heard.append) as given:
        assert list(given) == [0, 1, 2, 3]
    assert heard == [1, 2, 3, 4]


def test_more_numbers_than_a_pipe_has_room_for():
    with shared(lambda number: number, range(10_000), 2) as given:
        assert list(given) == list(range(10_000))


def test_whoever_is_done_takes_the_next_number(tmp_path: Path):
    def work(number: int) -> int:
        if number == 0:
            until = time.monotonic() + 20
            while not (tmp_path / "4").exists() and time.monotonic() < until:
                time.sleep(0.01)
            return len(list(tmp_path.iterdir()))
        (tmp_path / str(number)).touch()
        return number

    with shared(work, range(5), 2) as given:
        assert list(given) == [4, 1, 2, 3, 4]


def test_what_the_work_raises_is_raised_here():
    def fails(number: int) -> int:
        if number == 1:
            raise ValueError("no")
        return number

    with pytest.raises(ValueError, match="no"), shared(fails, range(3), 2) as results:
        list(results)


def test_a_process_that_dies_is_told():
    with pytest.raises(WorkerDied), shared(lambda number: number and os._exit(3), range(2), 2) as results:
        list(results)


def test_nobody_works_on_behind_a_failure(tmp_path: Path):
    def slowly(number: int) -> None:
        time.sleep(30 * number)
        (tmp_path / str(number)).touch()

    began = time.monotonic()
    with pytest.raises(ValueError, match="ours"), shared(slowly, [1, 2], 2):
        raise ValueError("ours")
    assert time.monotonic() - began < 20
    assert list(tmp_path.iterdir()) == []
