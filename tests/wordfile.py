"""Word files for tests: the parts that Word writes, as small as it opens them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from xml.sax.saxutils import escape, quoteattr

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_NAMES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    f'xmlns:r="{_OFFICE}" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
)
_STYLES = {
    "Title": "Title", "Subtitle": "Subtitle", "Heading1": "heading 1", "Heading2": "heading 2",
    "Heading3": "heading 3", "ListParagraph": "List Paragraph", "Caption": "caption",
}  # fmt: skip
_NUMBERING = "".join(
    f'<w:abstractNum w:abstractNumId="{number}"><w:lvl w:ilvl="0"><w:numFmt w:val="{form}"/></w:lvl></w:abstractNum>'
    for number, form in enumerate(["bullet", "decimal"])
) + "".join(f'<w:num w:numId="{each + 1}"><w:abstractNumId w:val="{each}"/></w:num>' for each in (0, 1))
BULLET, COUNTED = "1", "2"
"""The two lists of a file: with bullets, and counted by Word."""
PICTURE = (
    '<w:r><w:drawing><wp:inline><wp:docPr id="1" name="Picture 1" descr="Cranes over a quay"/>'
    '<a:graphic><a:graphicData><pic:pic><pic:blipFill><a:blip r:embed="rIdPicture"/></pic:blipFill></pic:pic>'
    "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
)


def run(words: str, *, bold: bool = False, italic: bool = False) -> str:
    """Words in one style."""
    style = ("<w:b/>" if bold else "") + ("<w:i/>" if italic else "")
    return f'<w:r><w:rPr>{style}</w:rPr><w:t xml:space="preserve">{escape(words)}</w:t></w:r>'


class WordFile:
    """A Word file, paragraph by paragraph."""

    def __init__(self) -> None:
        self.body: list[str] = []
        self.links: list[str] = []

    def link(self, words: str, address: str, *, bold: bool = False) -> str:
        """A link, as a part of a paragraph."""
        self.links.append(address)
        return f'<w:hyperlink r:id="rLink{len(self.links)}">{run(words, bold=bold)}</w:hyperlink>'

    def add(self, *parts: str, style: str = "", numbering: str = "") -> None:
        """A paragraph; what is no run yet is one without style."""
        inside = "".join(part if part.startswith("<w:") else run(part) for part in parts)
        named = f'<w:pStyle w:val="{style}"/>' if style else ""
        counted = f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{numbering}"/></w:numPr>' if numbering else ""
        self.body.append(f"<w:p><w:pPr>{named}{counted}</w:pPr>{inside}</w:p>")

    def parts(self) -> dict[str, str]:
        """The files in it."""
        links = "".join(
            f'<Relationship Id="rLink{number}" Type="{_OFFICE}/hyperlink" Target={quoteattr(address)} '
            'TargetMode="External"/>'
            for number, address in enumerate(self.links, start=1)
        )
        picture = f'<Relationship Id="rIdPicture" Type="{_OFFICE}/image" Target="media/image1.png"/>'
        styles = "".join(
            f'<w:style w:type="paragraph" w:styleId="{each}"><w:name w:val="{name}"/></w:style>'
            for each, name in _STYLES.items()
        )
        return {
            "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">'
            '<Default Extension="png" ContentType="image/png"/></Types>',
            "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="r1" '
            f'Type="{_OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>',
            "word/_rels/document.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">{links}{picture}'
            "</Relationships>",
            "word/document.xml": f"<w:document {_NAMES}><w:body>{''.join(self.body)}</w:body></w:document>",
            "word/styles.xml": f"<w:styles {_NAMES}>{styles}</w:styles>",
            "word/numbering.xml": f"<w:numbering {_NAMES}>{_NUMBERING}</w:numbering>",
            "word/media/image1.png": "\x89PNG, were it one",
        }

    def data(self, changes: Mapping[str, str] = {}) -> bytes:
        """The file's bytes, with parts of it exchanged or added."""
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
            for name, content in {**self.parts(), **changes}.items():
                package.writestr(name, content)
        return out.getvalue()
