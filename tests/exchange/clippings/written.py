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
    "Kindle web page": (
        '<html><body><h3 class="kp-notebook-metadata">T</h3><p class="kp-notebook-metadata">A</p>'
        '<div id="kp-notebook-annotations"><div id="QUJD"><div class="a-column kp-notebook-row-separator">'
        '<input type="hidden" value="78" id="kp-annotation-location"/>'
        '<span id="annotationHighlightHeader">Blue highlight | Page:&nbsp;1</span>'
        '<div class="kp-notebook-highlight-blue"><span id="highlight">words</span></div>'
        '<span id="note">note</span></div></div></div></body></html>'
    ),
    "Moon+ Reader": (
        "1\nindent:false\ntrim:false\n#\n1\nT\n/T.epub\n/t.epub\n3\n0\n12\n5\n-16776961\n1577836800000\n"
        "\nnote\nwords\n0\n0\n0\n"
    ),
    "Adobe annotations": (
        '<annotationSet xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns="http://ns.adobe.com/digitaleditions/annotations"><publication><dc:title>T</dc:title>'
        "<dc:creator>A</dc:creator></publication><annotation><dc:identifier>urn:uuid:1</dc:identifier>"
        "<dc:date>2020-01-01T00:00:00Z</dc:date><target><fragment start='a' end='b'><text>words</text>"
        "</fragment></target><content><text>note</text></content></annotation></annotationSet>"
    ),
    "Boox reading notes": (
        "Reading Notes | <<T>>A\nC\n2020-01-01 09:05  |  Page No.: 1\nwords\n【Annotation】note\n"
        "-------------------\n"
    ),
    "Tolino notes": (
        'T (A)\nNote on page 1: note\n"words"\nAdded on 12/31/2020 | 9:05\n\n'
        "-----------------------------------\n"
    ),
    "Kindle Markdown": (
        "---\nkindle-sync:\n  title: T\n  author: A\n---\n# T\n## Highlights\n"
        "words — location: [1](kindle://book?action=open&asin=B&location=1) ^ref-1\n\nnote\n\n---\n"
    ),
    "Markdown with bullets": (
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
