"""PDF files made for tests."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

Line = tuple[int, int, int, str]
"""Where a line stands, in points from the left and the bottom, the size of its letters, and its words."""


def pdf(pages: Sequence[Sequence[Line]], title: str = "", author: str = "") -> bytes:
    """A PDF (ISO 32000, 7.5) of pages of lines, in Helvetica; the signs 1 and 2 are ligatures."""
    kids = " ".join(f"{4 + 2 * at} 0 R" for at in range(len(pages)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(),
        (
            b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica "
            b"/Encoding << /BaseEncoding /WinAnsiEncoding /Differences [1 /fi /fl] >> >>"
        ),
    ]
    for at, lines in enumerate(pages):
        content = b"\n".join(_line(line) for line in lines)
        page = f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents {5 + 2 * at} 0 R"
        objects.append(f"{page} /Resources << /Font << /F1 3 0 R >> >> >>".encode())
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content))
    objects.append(f"<< /Title ({title}) /Author ({author}) /CreationDate (D:20260102030405) >>".encode())
    return _file(objects)


def _line(line: Line) -> bytes:
    left, bottom, size, words = line
    said = words.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
    return f"BT /F1 {size} Tf {left} {bottom} Td ({said}) Tj ET".encode("cp1252")


def _file(objects: Sequence[bytes]) -> bytes:
    data = bytearray(b"%PDF-1.7\n")
    places = []
    for at, content in enumerate(objects, start=1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (at, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    count = len(objects)
    trailer = b"trailer << /Size %d /Root 1 0 R /Info %d 0 R >>" % (count + 1, count)
    start = len(data)
    return bytes(data) + b"xref\n0 %d\n0000000000 65535 f \n%s%s\nstartxref\n%d\n%%%%EOF\n" % (
        count + 1,
        table,
        trailer,
        start,
    )
