"""Starting another program: its words as they are, no shell, nothing of the terminal, and nobody waits for it."""

import subprocess
import threading
from collections.abc import Sequence


def start_detached(argv: Sequence[str]) -> None:
    """Start a program that goes on by itself, also after newsterm has ended.

    Raises:
        OSError: it cannot be started.
    """
    started = subprocess.Popen(
        argv,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    threading.Thread(target=started.wait, name=f"wait for {argv[0]}", daemon=True).start()  # leaves no zombie behind
