"""A short file of each format that is written for people, by the name of its format."""

from __future__ import annotations

EXPORTED = {
    "Kindle notebook": (
        '<html><body><div class="bookTitle">T</div><div class="authors">A</div>'
        '<div class="noteHeading">Highlight (<span class="highlight_blue">blue</span>) - Page 1</div>'
        '<div class="noteText">words</div></body></html>'
    ),
    "Kindle table": (
        '"Your Kindle Notes For:",,,\n"T",,,\n"by A",,,\n,,,\n'
        '"Annotation Type","Location","Starred?","Annotation"\n"Highlight (Blue)","Page 1","","words"\n'
    ),
    "KOReader page": (
        '<!DOCTYPE html><html><body><h2 style="font-size:18pt;">T</h2>'
        '<span>09/15/25</span><span style="float:right"><b>C</b>: 1</span>'
        '<div style="font-size:12pt"><span>words</span></div></body></html>'
    ),
    "KOReader text": (
        "\u3000T\n\u3000\n\u3000\u3000-- Page: 1, added on Mon Sep 15 23:44:50 2025\n\nwords\n-=-=-=-=-=-\n\n"
    ),
    "KOReader Markdown": (
        "# T\n##### A\n\n## C\n### Page 1 @ 15 September 2025 11:44:50 PM\nwords\n\n---\nnote\n"
    ),
    "Readwise Markdown": (
        "# T\n\n## Metadata\n- Author: [[A]]\n- Full Title: T\n\n## Highlights\n"
        "- words ([View Highlight](https://read.readwise.io/read/1))\n    - Note: note\n"
    ),
}

WORK = {
    "title": "T",
    "author": "A",
    "source_url": "https://example.org",
    "highlights": [
        {
            "id": 1,
            "text": "words",
            "note": "note",
            "location": 1,
            "location_type": "page",
            "color": "blue",
            "tags": [{"name": "a"}],
            "highlighted_at": "2020-01-01T00:00:00Z",
        }
    ],
}
