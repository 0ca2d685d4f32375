"""Takes away what Windows has not, so that a command shows what it does there. Python imports this at its start."""

import ctypes
import multiprocessing
import multiprocessing.context
import os
import signal
import sys

import watchdog.observers  # noqa: F401 - on Linux it asks inotify through CDLL(None); on Windows it has another way

for name in ("fork", "forkpty", "register_at_fork", "setpgid", "killpg", "getpgid", "setsid", "getuid", "geteuid", "chown", "uname",
             "O_NOFOLLOW", "O_NONBLOCK", "O_DIRECTORY", "sysconf", "wait4", "pathconf", "mkfifo"):  # fmt: skip
    if hasattr(os, name):
        delattr(os, name)
for name in ("pthread_sigmask", "SIGHUP", "SIGALRM", "setitimer", "alarm", "sigwait"):
    delattr(signal, name)
for module in ("resource", "fcntl", "pwd", "grp", "termios", "tty", "pty"):
    sys.modules[module] = None  # type: ignore[assignment]

multiprocessing.context._concrete_contexts = {"spawn": multiprocessing.context.SpawnContext()}  # type: ignore[attr-defined]
del multiprocessing.context.ForkProcess, multiprocessing.context.ForkServerProcess
multiprocessing.get_all_start_methods = lambda: ["spawn"]  # type: ignore[assignment]
multiprocessing.context._default_context._default_context = multiprocessing.context._concrete_contexts["spawn"]  # type: ignore[attr-defined]


class _Library(ctypes.CDLL):
    """A library by its file only: Windows has no name for "this process" (CDLL(None))."""

    def __init__(self, name: str | None, *arguments: object, **options: object) -> None:
        if name is None:
            raise TypeError("bad argument type for built-in operation")
        super().__init__(name, *arguments, **options)


ctypes.CDLL = _Library  # type: ignore[misc]
os.environ["KHEO_TEST_ELSEWHERE"] = "1"
