"""The standard parser, speaking Chinese: its headings, its usage line, and what it says of a wrong word."""

import argparse
from typing import NoReturn


class Usage(argparse.RawDescriptionHelpFormatter):
    """The usage line in Chinese."""

    def add_usage(self, usage: str | None, actions: object, groups: object, prefix: str | None = None) -> None:
        """See `HelpFormatter`."""
        super().add_usage(usage, actions, groups, "用法：" if prefix is None else prefix)  # type: ignore[arg-type]


class Parser(argparse.ArgumentParser):
    """A parser that speaks Chinese."""

    def __init__(self, **options: str) -> None:
        super().__init__(add_help=False, formatter_class=Usage, allow_abbrev=False, **options)  # type: ignore[arg-type]
        self._optionals.title, self._positionals.title = "选项", "参数"
        self.add_argument("-h", "--help", action="help", help="显示这份说明")

    def error(self, message: str) -> NoReturn:
        """One sentence and exit code 2."""
        self.exit(2, f"命令没有看懂：{_in_chinese(message)}。请用“{self.prog} --help”查看用法。\n")


_REASONS = {
    "the following arguments are required: ": "缺少 ",
    "unrecognized arguments: ": "多出了 ",
    ": expected one argument": " 后面要跟一个值",
    ": expected at least one argument": " 后面至少要跟一个值",
    ": invalid int value: ": " 应是整数，现在写的是 ",
    ": invalid choice: ": " 没有这一项：",
    "argument ": "",
}


def _in_chinese(message: str) -> str:
    for english, chinese in _REASONS.items():
        message = message.replace(english, chinese)
    return message.partition(" (choose from")[0]
