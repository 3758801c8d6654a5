"""`copydesk explain`."""

from __future__ import annotations

import click

from copydesk.cli.running import CLEAN, command
from copydesk.cli.screen import give, paint, say


@command(short_help="Explain a code, or list all of them.")
@click.argument("code", required=False)
@click.option("--page", is_flag=True, help="All of them, as a page of Markdown.")
def explain(code: str | None, page: bool) -> int:
    """Explain the CODE of a diagnostic; without one, list all that there are.

    \b
    Examples:
      copydesk explain
      copydesk explain L110
    """
    from copydesk.formats import as_page
    from copydesk.manual import families

    if page:
        give(as_page(families()))
    elif code is None:
        _list()
    else:
        _explain(code.upper())
    return CLEAN


def _list() -> None:
    from copydesk.formats import first_sentence
    from copydesk.manual import families

    for number, (heading, pages) in enumerate(families().items()):
        say(("\n" if number else "") + paint("place", heading))
        for each in pages:
            weight = paint(each.weight, f"{each.weight:<8}")
            say(f"  {paint('place', each.code)}  {weight} {first_sentence(each.text)}")


def _explain(code: str) -> None:
    from copydesk.manual import manual

    found = manual().get(code)
    if found is None:
        raise click.BadParameter(
            f"There is no code `{code}`. `copydesk explain` lists them all.", param_hint="CODE"
        )
    say(f"{paint('place', found.code)} {paint(found.weight, found.weight)}\n\n{found.text}")
