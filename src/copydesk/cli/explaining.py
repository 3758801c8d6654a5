"""`copydesk explain`."""

from __future__ import annotations

import click

from copydesk.cli.place import one_of
from copydesk.cli.running import CLEAN, command
from copydesk.cli.screen import give, paint, say


@command(short_help="Explain a check, or list all of them.")
@click.argument("code", required=False)
@click.option("--page", is_flag=True, help="All of them, as a page of Markdown.")
def explain(code: str | None, page: bool) -> int:
    """Explain the check of a CODE; without one, list all checks.

    \b
    Examples:
      copydesk explain
      copydesk explain L110
    """
    from inspect import cleandoc

    from copydesk.checks import CHECKS
    from copydesk.formats import as_page, first_sentence

    if page:
        give(as_page((each.code, each.severity, each.doc) for each in CHECKS.values()))
        return CLEAN
    if code is None:
        for each in CHECKS.values():
            say(
                f"{paint('place', each.code)}  {paint(each.severity, f'{each.severity:<8}')} {first_sentence(each.doc)}"
            )
        return CLEAN
    one_of("CODE", code.upper(), tuple(CHECKS))
    found = CHECKS[code.upper()]
    say(f"{paint('place', found.code)} {paint(found.severity, found.severity)}\n\n{cleandoc(found.doc)}")
    return CLEAN
