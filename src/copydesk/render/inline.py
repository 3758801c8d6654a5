"""Style rules -> style attributes, through premailer.

mrml writes its own styles inline already; what is left are the rules of the components' style
sheets. premailer is kept from all else: its defaults strip `!important`, break conditional
comments and rewrite widths.
"""

from __future__ import annotations

import logging
import re

from premailer import Premailer

DOCTYPE = "<!doctype html>"
_IGNORED = '<style data-premailer="ignore"'


def inline_styles(html: str, css: str) -> str:
    """The same HTML with each rule of `css` in the style attribute of what it selects."""
    marked = html.replace("<style", _IGNORED)
    inlined = Premailer(
        marked,
        css_text=css,
        disable_leftover_css=True,
        allow_network=False,
        strip_important=False,
        keep_style_tags=True,
        disable_validation=True,
        cssutils_logging_level=logging.CRITICAL,
        align_floating_images=False,
        remove_unset_properties=False,
        disable_basic_attributes=["width", "height", "align", "valign", "bgcolor"],
    ).transform()
    bare = re.sub(r"^<!doctype[^>]*>", "", inlined, flags=re.IGNORECASE).strip()
    return DOCTYPE + bare.replace(_IGNORED, "<style")
