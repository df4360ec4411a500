"""Runs a Python program with the network shut: ``offline.py -m MODULE ARGS`` or ``FILE ARGS``.

The hook hears of every socket and every name look-up, whoever asks and however it was imported.
"""

from __future__ import annotations

import runpy
import sys


def _refuse(event: str, _: tuple[object, ...]) -> None:
    if event.startswith("socket."):
        raise RuntimeError(f"the network was asked for: {event}")


if __name__ == "__main__":
    sys.addaudithook(_refuse)
    del sys.argv[0]
    if sys.argv[0] == "-m":
        del sys.argv[0]
        runpy.run_module(sys.argv[0], run_name="__main__", alter_sys=True)
    else:
        runpy.run_path(sys.argv[0], run_name="__main__")
