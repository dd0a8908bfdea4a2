# SPDX-License-Identifier: Apache-2.0
"""What a command says: whatever names and words of others it quotes, the terminal shows it and obeys none of it."""

from io import StringIO

from portfolio_desktop.cli.terminal import Terminal


def test_that_no_words_of_others_command_the_terminal() -> None:
    out, err = StringIO(), StringIO()
    terminal = Terminal(out, err)
    terminal.say("Board\x1b[31m\nsecond\tline")
    terminal.complain("No file \x1b]0;mine\x07\x9b2J.")
    assert out.getvalue() == "Board?[31m\nsecond\tline\n"
    assert err.getvalue() == "No file ?]0;mine??2J.\n"
