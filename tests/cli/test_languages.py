"""The language of answers: `--lang` is an option of every command."""

import click
import pytest
from click.testing import CliRunner

from minsheng.cli import main

COMMANDS = sorted(main.commands)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_the_option(command):
    (option,) = [each for each in main.commands[command].params if each.name in ("lang", "langs")]
    assert option.opts == ["--lang", "-l"]


def test_an_option_is_written_in_one_way_everywhere():
    """What has the same long name has the same short one, and is a flag or takes a value."""
    kinds = {}
    for command in main.commands.values():
        for option in command.params:
            if isinstance(option, click.Option):
                kinds.setdefault(max(option.opts), set()).add((option.is_flag, *option.opts))
    kinds = {name: found for name, found in kinds.items() if len(found) > 1}
    assert kinds == {}


@pytest.mark.parametrize(
    ("lang", "words"), [("zh", "没有这个专项"), ("en", "unknown programme; found “chidcare”")]
)
def test_an_answer_and_a_refusal_come_in_the_language(lang, words):
    result = CliRunner().invoke(main, ["gaps", "-p", "chidcare", "-l", lang])
    assert words in result.output


def test_what_stands_with_the_command_wins():
    result = CliRunner().invoke(main, ["--lang", "zh", "runs", "--lang", "en", "-o", "nowhere"])
    assert result.output == "Nothing was rendered into this folder yet.\n"


@pytest.mark.parametrize(
    ("before", "langs", "words"),
    [
        ([], ["-l", "en", "-l", "zh"], "unknown programme"),
        ([], ["-l", "zh", "-l", "en"], "没有这个专项"),
        (["--lang", "zh"], ["-l", "en"], "没有这个专项"),
    ],
)
def test_messages_of_a_run_come_in_the_first_language_of_its_reports(before, langs, words):
    asked = [*before, "render", "--dry-run", "-n", "programme", "-p", "x", *langs, "-o", "nowhere"]
    assert words in CliRunner().invoke(main, asked).output
