"""To press: issues are built, and then all that is to change in dist/ changes in one step.

A reader that looks at any moment sees the packages, the archive, the feeds and the index as they were, or as
they are to be; so does the next build, after one that was killed.
"""

from copydesk.press.run import Run, build

__all__ = ["Run", "build"]
