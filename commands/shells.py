"""Commands about the program itself: its measurements, and its words for a shell."""

import argparse


def evals(given: argparse.Namespace) -> int:
    """`python -m evals` under another name."""
    from evals.__main__ import main

    return main(given.words)


def completion(given: argparse.Namespace) -> int:
    """The script by which a shell completes our words; made from the whole parser, so never stale."""
    import shtab

    print(shtab.complete(given.whole, shell=given.shell))
    return 0
