"""Work shared by several processes: the same results in the same order, and nobody left working behind a failure."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable
from multiprocessing.connection import wait
from pathlib import Path

import pytest

from generator.core.workers import Future, WorkerDied, in_background, pool_map


@pytest.mark.parametrize("processes", [0, 1, 2, 5])
def test_results_come_in_order_whatever_the_number_of_processes(processes):
    with pool_map(lambda number: number * number, range(7), processes) as squares:
        assert list(squares) == [0, 1, 4, 9, 16, 25, 36]


def test_results_larger_than_a_pipe_holds_arrive():
    with pool_map(bytes, [3_000_000, 1, 2_000_000], 2) as given:
        assert [len(one) for one in given] == [3_000_000, 1, 2_000_000]


def test_what_takes_much_memory_has_a_process_of_its_own():
    with pool_map(lambda _number: os.getpid(), range(6), 1, recycle_after=2) as given:
        first, second, *others = given
    assert len({first, second, *others}) == 3
    assert len(set(others)) == 1


@pytest.mark.parametrize("processes", [0, 2])
def test_progress_is_reported_as_results_arrive(processes):
    heard: list[int] = []
    with pool_map(lambda number: number, range(4), processes, heard.append) as given:
        assert list(given) == [0, 1, 2, 3]
    assert heard == [1, 2, 3, 4]


def test_more_numbers_than_a_pipe_has_room_for():
    with pool_map(lambda number: number, range(10_000), 2) as given:
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

    with pool_map(work, range(5), 2) as given:
        assert list(given) == [4, 1, 2, 3, 4]


def test_what_the_work_raises_is_raised_here():
    def fails(number: int) -> int:
        if number == 1:
            raise ValueError("no")
        return number

    with pytest.raises(ValueError, match="no"), pool_map(fails, range(3), 2) as results:
        list(results)


def test_a_process_that_dies_is_told():
    with pytest.raises(WorkerDied), pool_map(lambda number: number and os._exit(3), range(2), 2) as results:
        list(results)


def test_nobody_works_on_behind_a_failure(tmp_path: Path):
    def slowly(number: int) -> None:
        time.sleep(30 * number)
        (tmp_path / str(number)).touch()

    began = time.monotonic()
    with pytest.raises(ValueError, match="ours"), pool_map(slowly, [1, 2], 2):
        raise ValueError("ours")
    assert time.monotonic() - began < 20
    assert list(tmp_path.iterdir()) == []


def test_work_aside_gives_its_result_when_it_can_be_read_from():
    aside = Future(lambda: "done")
    assert wait([aside.ready], 20) == [aside.ready]
    assert aside.result() == "done"


def test_what_work_aside_raises_is_raised_here_and_a_death_is_told():
    def fails() -> None:
        raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        Future(fails).result()
    with pytest.raises(WorkerDied):
        Future(lambda: os._exit(3)).result()


def test_work_aside_that_is_stopped_takes_the_processes_it_started_with_it(tmp_path: Path):
    def starts_another() -> None:
        def tell_and_wait(_number: int) -> None:
            (tmp_path / "pid").write_text(str(os.getpid()))
            time.sleep(60)

        with pool_map(tell_and_wait, [0], 1) as results:
            list(results)

    aside = Future(starts_another)
    until = time.monotonic() + 20
    while not (tmp_path / "pid").exists() or not (tmp_path / "pid").read_text():
        assert time.monotonic() < until
        time.sleep(0.01)
    aside.stop()
    pid = int((tmp_path / "pid").read_text())
    while is_working(pid):
        assert time.monotonic() < until
        time.sleep(0.01)


@pytest.mark.parametrize("forked", [False, True])
def test_background_work_ends_with_the_body_and_what_it_raises_is_raised_here(tmp_path: Path, forked: bool):
    def fails() -> None:
        raise ValueError("no")

    with in_background((tmp_path / "done").touch, forked=forked):
        pass
    assert (tmp_path / "done").exists()
    with pytest.raises(ValueError, match="no"), in_background(fails, forked=forked):
        pass


def by_a_worker(work: Callable[[], bytes]) -> None:
    with pool_map(lambda _: work(), [0], 1) as results:
        next(results)


@pytest.mark.parametrize("wait_for", [lambda work: Future(work).result(), by_a_worker])
def test_a_result_nobody_waits_for_any_more_ends_with_whoever_was_killed(tmp_path: Path, capfd, wait_for):
    def large() -> bytes:
        (tmp_path / "pid").write_text(str(os.getpid()))
        time.sleep(0.3)
        return bytes(1_000_000)

    killed = os.fork()
    if killed == 0:
        wait_for(large)
        os._exit(0)
    until = time.monotonic() + 20
    while not (tmp_path / "pid").exists() or not (tmp_path / "pid").read_text():
        assert time.monotonic() < until
        time.sleep(0.01)
    os.kill(killed, signal.SIGKILL)
    os.waitpid(killed, 0)
    while is_working(int((tmp_path / "pid").read_text())):
        assert time.monotonic() < until
        time.sleep(0.01)
    assert capfd.readouterr().err == ""


def test_background_work_stops_when_the_body_fails(tmp_path: Path):
    def slowly() -> None:
        time.sleep(0.5)
        (tmp_path / "done").touch()

    with pytest.raises(KeyError), in_background(slowly, forked=True):
        raise KeyError
    time.sleep(0.8)
    assert not (tmp_path / "done").exists()


def is_working(pid: int) -> bool:
    """Whether a process is there and not only waits for its parent to take note of its end."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(") ")[2][0] != "Z"
    except FileNotFoundError:
        return False


def test_no_worker_outlives_a_killed_parent(tmp_path: Path):
    def work(number: int) -> None:
        (tmp_path / f"began-{number}").touch()
        time.sleep(1.5)
        (tmp_path / f"ended-{number}").touch()

    child = os.fork()
    if child == 0:
        with pool_map(work, range(2), 2) as results:
            list(results)
        os._exit(0)
    until = time.monotonic() + 30
    while len(list(tmp_path.glob("began-*"))) < 2 and time.monotonic() < until:
        time.sleep(0.01)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    time.sleep(2.5)
    assert list(tmp_path.glob("ended-*")) == []
