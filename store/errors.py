"""What can go wrong with a library: one class a failure, its docstring the sentence people read."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from keymaps.layer import Mistake


class StoreError(Exception):
    """The library could not do what was asked."""

    def __init__(self, **facts: object) -> None:
        super().__init__((self.__doc__ or "").format(**facts))


class NoSuchArticleError(StoreError):
    """No article matches “{reference}”. See them all with: postil list."""


class AmbiguousArticleError(StoreError):
    """“{reference}” could be any of these: {candidates}. Give an id or more of the title."""


class NoSuchAnnotationError(StoreError):
    """There is no mark with the id “{annotation_id}”. It may have been deleted."""


class NoSuchClaimError(StoreError):
    """There is no claim with the id “{claim_id}”. See them all with: postil claims."""


class SoleAppearanceError(StoreError):
    """The claim is made by {words} alone, so there is nothing to part. Edit the claim instead."""


class NoSuchSpeakerError(StoreError):
    """No mark names “{name}” as its speaker. See them all with: postil speakers."""


class NoSuchAliasError(NoSuchSpeakerError):
    """“{alias}” is none of the other names of {name}. See them with: postil speakers."""


class BadSpeakerNameError(StoreError):
    """Nobody can be called “{name}”: give a name that has letters or digits in it."""


class BadKindError(StoreError):
    """“{kind}” cannot be a kind of mark: name it in small letters, digits and hyphens, as in “method-2”."""


class NoLinkToItselfError(StoreError):
    """A mark cannot be linked to itself. Go to another one and link that."""


class BadSpanError(StoreError):
    """A mark cannot span {start} to {end} in a text of {length} characters: it must cover some of them."""


class TextChangedError(StoreError):
    """“{title}” changed while you read it, and these words are no longer in it: look at its new text."""


class SearchCancelledError(StoreError):
    """The search was broken off, because its answer was no longer wanted."""


class LibraryUnusableError(StoreError):
    """The library “{path}” cannot be used: {reason}."""


class NoLibraryError(LibraryUnusableError):
    """There is no library at “{path}”. Check the path, or add an article to begin one there."""


class NotALibraryError(LibraryUnusableError):
    """“{path}” is not a Postil library. It was left as it is; choose another file."""


class LibraryIsDirectoryError(LibraryUnusableError):
    """“{path}” is a directory. Name a file in it as the library."""


class NotAFileError(LibraryUnusableError):
    """“{path}” is no ordinary file. Name one, or one to be made, as the library."""


class NewerLibraryError(LibraryUnusableError):
    """“{path}” was written by a newer Postil (schema {found}, this one knows {known}). Update Postil."""


class DamagedLibraryError(LibraryUnusableError):
    """The library “{path}” is damaged. Keep the file as it is and restore a backup beside it."""


class CannotOpenLibraryError(LibraryUnusableError):
    """The library “{path}” cannot be opened or created: {reason}. Check the folder and its permissions."""


class ReadOnlyLibraryError(LibraryUnusableError):
    """The library “{path}” can only be read, so nothing was changed. Check its permissions."""


class LibraryBusyError(LibraryUnusableError):
    """Another program kept the library “{path}” locked for too long, so nothing was changed. Try again."""


class DiskFullError(LibraryUnusableError):
    """The disk that holds “{path}” is full, so nothing was changed. Free some space and try again."""


class DiskFailedError(LibraryUnusableError):
    """The disk that holds “{path}” failed ({reason}), so the last change may be lost. Check the disk."""


class CodebookError(Exception):
    """The file makes no codebook; `mistakes` says all that is wrong, a line of the message each."""

    def __init__(self, mistakes: Iterable[Mistake]) -> None:
        self.mistakes = tuple(sorted(set(mistakes)))
        super().__init__("\n".join(map(str, self.mistakes)))
