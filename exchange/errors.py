"""What can be refused on the way in or out: one class a failure, its docstring the sentence."""

from __future__ import annotations


class RefusedError(Exception):
    """“{name}” was refused."""

    def __init__(self, **facts: object) -> None:
        self.name = str(facts.get("name", ""))
        super().__init__((type(self).__doc__ or "").format(**facts))


class MissingSourceError(RefusedError):
    """There is no file or folder “{name}”."""


class UnreadableSourceError(RefusedError):
    """“{name}” cannot be read: {reason}."""


class NoArticlesError(RefusedError):
    """The folder “{name}” holds no articles: put .txt, .md, .html or .epub files into it."""


class EmptySourceError(RefusedError):
    """“{name}” holds no text."""


class BinarySourceError(RefusedError):
    """“{name}” is {what}, not text: save it as plain text or Markdown and add that."""


class UnknownEncodingError(RefusedError):
    """“{name}” is in an encoding that cannot be told: save it as UTF-8 and add that."""


class BrokenBookError(RefusedError):
    """“{name}” is no EPUB book that can be read, as {what}: get another copy and add that."""


class LockedBookError(RefusedError):
    """“{name}” is locked by its seller (DRM), so its text cannot be read: get a copy without a lock."""


class TooLargeError(RefusedError):
    """“{name}” is larger than {limit} MB: split it and add the parts."""


class SwollenArchiveError(RefusedError):
    """“{name}” unpacks to far more than it holds, as nothing sound does: get another copy and add that."""


class LargePartError(RefusedError):
    """“{name}” has a part larger than {limit} MB, so it was not read: split that and add it again."""


class BrokenArchiveError(RefusedError):
    """“{name}” is a damaged archive: export it again and add that."""


class LockedArchiveError(RefusedError):
    """“{name}” is locked by a password: unpack it and add the folder."""


class OutwardArchiveError(RefusedError):
    """“{name}” has files that would unpack outside of its folder: get another copy and add that."""


class EmptyArchiveError(RefusedError):
    """The archive “{name}” holds no articles and no lists of them: `postil import` takes the marks in it."""


class NoFileFitsError(RefusedError):
    """No file fits “{name}”: put the pattern in quotes, and ** for folders of any depth."""


class UnfetchedError(RefusedError):
    """“{name}” cannot be fetched: {reason}."""


class UnansweredError(UnfetchedError):
    """“{name}” cannot be fetched: {reason}."""


class OfflineError(RefusedError):
    """No site answers, so pages of “{name}” were left ({count}): connect to the network and add it again."""


class PrivateAddressError(RefusedError):
    """“{name}” leads into a private network, so it was left alone: add it by itself if you trust it."""


class SummaryOnlyError(RefusedError):
    """“{name}” has but summaries of some articles ({count}): add --fetch to get their pages."""


class NoWebAddressError(RefusedError):
    """“{name}” has entries without the address of a web page ({count}): add those by hand."""


class EmptyListError(RefusedError):
    """“{name}” lists no articles: export it again and add that."""


class BrokenListError(RefusedError):
    """“{name}” cannot be read as {what}: export it again and add that."""


class NoMarksError(RefusedError):
    """The archive “{name}” holds no marks that can be read: `postil add` takes the articles in it."""


class NoMarkedFilesError(RefusedError):
    """In “{name}” no file holds marks (files looked at: {count}): `postil add` takes articles."""


class MarksError(RefusedError):
    """“{name}” holds a program's marks ({form}) and is no article: `postil import` takes them."""


class FeedError(RefusedError):
    """“{name}” is a feed of articles and holds no marks: `postil add` takes it."""


class ListError(RefusedError):
    """“{name}” lists articles and holds no marks: `postil add` takes it."""


class AddressError(RefusedError):
    """“{name}” is an address, and marks come from files: `postil add` takes the article there."""


class NoTextError(RefusedError):
    """“{name}” is no text, and marks are read from none but texts: docs/formats.md names the formats."""


class BookError(RefusedError):
    """“{name}” is a book and no file of marks: `postil add` takes it as an article."""


class PdfError(RefusedError):
    """“{name}” is a PDF, in which marks are not looked for: `postil add` takes it as an article."""


class PageError(RefusedError):
    """“{name}” is a web page without marks of a program: `postil add` takes it as an article."""


class TextError(RefusedError):
    """“{name}” is a text without marks of a program: `postil add` takes it as an article."""


class NoPdfReaderError(RefusedError):
    """“{name}” is a PDF, which needs another package: install it with pip install 'postil[pdf]'."""


class BrokenPdfError(RefusedError):
    """“{name}” is no PDF that can be read: get another copy and add that."""


class LockedPdfError(RefusedError):
    """“{name}” is locked by a password: save it without one and add that."""


class PicturedPdfError(RefusedError):
    """“{name}” holds pictures of pages but no text: have its text recognised (OCR) and add that."""


class LibraryItselfError(RefusedError):
    """“{name}” is the library itself, so it was left alone: name another file."""


class UnwritableTargetError(RefusedError):
    """“{name}” cannot be written: {reason}."""


class AmbiguousEndingError(RefusedError):
    """“{name}” could be {formats}, as files of both end in {ending}: say which with --format."""


class OvertakenError(UnwritableTargetError):
    """“{name}” was left alone, as something else wrote to it at the same time: export again."""


class VanishedFolderError(RefusedError):
    """The folder “{name}” is gone: bring it back and start again."""


class TooLongToCopyError(RefusedError):
    """That is {size:,} kB, and no more than {most} kB go to a clipboard through the terminal: export it."""
