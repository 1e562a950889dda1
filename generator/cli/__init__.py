"""The command `briefing`. Only this package prints."""

from generator.cli.commands import app, main

__all__ = ["app", "main"]
