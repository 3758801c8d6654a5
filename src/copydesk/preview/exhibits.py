"""The components, each with its sample, for the desk."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from starlette.exceptions import HTTPException

from copydesk.gallery import Exhibit, exhibit
from copydesk.preview.galleys import Galleys


@dataclass(eq=False)
class Exhibits:
    """Those of a workspace, drawn in the colors of its first briefing."""

    galleys: Galleys

    @property
    def names(self) -> list[str]:
        """The components that have a sample."""
        library = self.galleys.workspace.library
        return [name for name in library.names if library.find(f"{name}/sample.yaml")]

    def html(self, name: str) -> str:
        """The HTML face of one, as a page. Raises Refused where the component is at fault."""
        return self._exhibit(name).html

    def told(self, name: str) -> dict[str, Any]:
        """What one is for, its fields and its text face. Raises Refused where the component is at fault."""
        found = self._exhibit(name)
        fields = found.component.fields.items()
        return {
            "name": name,
            "doc": found.component.doc,
            "text": found.text,
            "fields": [{"name": key, "type": field.type, "doc": field.doc} for key, field in fields],
        }

    def _exhibit(self, name: str) -> Exhibit:
        if name not in self.names:
            raise HTTPException(404, "There is no such component.")
        library = self.galleys.workspace.library
        return exhibit(library, library.slugs[0], name)
