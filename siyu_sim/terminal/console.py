"""Rich's console, which leaves a closed pipe to the command line."""

from __future__ import annotations

from rich.console import Console as Rich


class Console(Rich):
    """Of Rich, a reader who has had enough (`| head`) would end the process with status 1."""

    def on_broken_pipe(self) -> None:
        raise  # noqa: PLE0704  # called while the BrokenPipeError is handled
