"""Ctrl-C ends a build whatever it hits."""

from __future__ import annotations

import os
import signal

import pytest

from generator.app.cli.interrupts import Terminated, heard_interrupts


def press_ctrl_c() -> None:
    os.kill(os.getpid(), signal.SIGINT)


def fail_at_an_interrupt() -> None:
    try:
        press_ctrl_c()
    except KeyboardInterrupt as pressed:
        raise ValueError("serialiser failed") from pressed


def test_a_swallowed_interrupt_is_heard_at_the_next_step() -> None:
    with heard_interrupts() as require_none:
        require_none()
        with pytest.raises(KeyboardInterrupt):
            press_ctrl_c()
        with pytest.raises(KeyboardInterrupt):
            require_none()


def test_an_error_made_of_an_interrupt_is_an_interrupt() -> None:
    with pytest.raises(KeyboardInterrupt), heard_interrupts():
        fail_at_an_interrupt()


def test_other_errors_stay_what_they_are_and_python_listens_again_afterwards() -> None:
    with pytest.raises(ValueError, match="x"), heard_interrupts():
        raise ValueError("x")
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


def test_who_is_told_to_ignore_ctrl_c_goes_on_ignoring_it() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        with heard_interrupts() as require_none:
            press_ctrl_c()
            require_none()
    finally:
        signal.signal(signal.SIGINT, signal.default_int_handler)


def test_sigterm_is_heard_like_ctrl_c_and_told_apart() -> None:
    before = signal.signal(signal.SIGTERM, signal.SIG_DFL)
    try:
        with heard_interrupts() as require_none:
            with pytest.raises(Terminated):
                os.kill(os.getpid(), signal.SIGTERM)
            with pytest.raises(Terminated):
                require_none()
        assert signal.getsignal(signal.SIGTERM) is signal.SIG_DFL
    finally:
        signal.signal(signal.SIGTERM, before)
