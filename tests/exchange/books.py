"""EPUB books made for tests."""

from __future__ import annotations

import zipfile
from io import BytesIO

CONTAINER = """<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>
<rootfile full-path="{path}" media-type="application/oebps-package+xml"/></rootfiles></container>"""
PACKAGE = """<?xml version="1.0"?>{doctype}<package xmlns="http://www.idpf.org/2007/opf">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">{metadata}</metadata>
<manifest>{items}</manifest><spine>{spine}</spine></package>"""
METADATA = "<dc:title>The Keeper</dc:title><dc:creator>Ann Other</dc:creator>"


def chapter(body: str, head: str = "") -> str:
    """An XHTML document."""
    return f'<html xmlns="http://www.w3.org/1999/xhtml"><head>{head}</head><body>{body}</body></html>'


def archive(parts: dict[str, str | bytes]) -> bytes:
    """A zip file of `parts`, by their paths."""
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as pack:
        pack.writestr("mimetype", "application/epub+zip", zipfile.ZIP_STORED)
        for path, content in parts.items():
            pack.writestr(path, content)
    return file.getvalue()


def book(
    chapters: dict[str, str | bytes],
    others: dict[str, str | bytes] | None = None,
    *,
    metadata: str = METADATA,
    items: str = "",
    doctype: str = "",
) -> bytes:
    """A book of `chapters`, by their addresses as the manifest gives them, and of `others`, by paths."""
    listed = "".join(
        f'<item id="c{number}" href="{href}" media-type="application/xhtml+xml"/>'
        for number, href in enumerate(chapters)
    )
    package = PACKAGE.format(
        doctype=doctype,
        metadata=metadata,
        items=listed + items,
        spine="".join(f'<itemref idref="c{number}"/>' for number in range(len(chapters))),
    )
    files: dict[str, str | bytes] = {
        "META-INF/container.xml": CONTAINER.format(path="OEBPS/book.opf"),
        "OEBPS/book.opf": package,
    }
    paths = {f"OEBPS/{href.replace('%20', ' ')}": content for href, content in chapters.items()}
    return archive(files | paths | (others or {}))
