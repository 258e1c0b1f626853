"""Filing marks, and everything that is done to one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from store.records import Kind
from store.tidy import one
from text import objects
from tui.commands.table import command
from tui.ledger import counted

if TYPE_CHECKING:
    from store.library import Library
    from store.records import Annotation
    from text.document import Span
    from tui.screens.reader import ReaderScreen


@command("mark.quote", "File the quotation (or the sentence, or the selection) as a quote")
async def quote(screen: ReaderScreen, count: int | None) -> None:
    """File a quote: the selection, the sentence's next unmarked quotation, or the sentence if it has none."""
    span = screen.selected() or _quotation(screen, count)
    if span is None and objects.quotations_here(screen.page.document, screen.page.cursor):
        screen.say("No further quotation in this sentence.")
        return
    await _file(screen, Kind.QUOTE, span or screen.page.sentence)


@command("mark.claim", "File the sentence or the selection as a claim")
async def claim(screen: ReaderScreen, _: int | None) -> None:
    """File a claim."""
    await file_as(screen, Kind.CLAIM)


@command("mark.highlight", "Highlight the sentence or the selection")
async def highlight(screen: ReaderScreen, _: int | None) -> None:
    """File a highlight."""
    await file_as(screen, Kind.HIGHLIGHT)


@command("mark.obvious", "File the obvious kind: a quote where there is a quotation, else a highlight")
async def obvious(screen: ReaderScreen, count: int | None) -> None:
    """File what the sentence or the selection looks like."""
    selected = screen.selected()
    if selected is not None:
        page = screen.page
        quoted = objects.inside_quotation(page.document, selected.start) is not None
        await _file(screen, Kind.QUOTE if quoted else Kind.HIGHLIGHT, selected)
        return
    if objects.quotations_here(screen.page.document, screen.page.cursor):
        await quote(screen, count)
    else:
        await highlight(screen, None)


@command("mark.delete", "Delete the mark here")
async def delete(screen: ReaderScreen, _: int | None) -> None:
    """Delete the mark under the cursor."""
    mark = screen.mark_here()
    if mark is None:
        screen.say("No mark here.")
        return
    await screen.write(lambda library: library.delete([mark.id]))
    more = len(screen.page.marks_at(mark.span)) if screen.mode == "reader" else 0
    left = f"; {counted(more, 'more mark')} here" if more else ""
    screen.say(f"Deleted the {mark.kind}{left}. {screen.key_hint('app.undo', 'undoes')}")


@command("mark.edit", "Edit the mark here")
async def edit(screen: ReaderScreen, _: int | None) -> None:
    """Open the mark under the cursor in the editor."""
    from tui.screens.editor import EditorScreen  # noqa: PLC0415 - not needed for the first frame

    mark = screen.mark_here()
    if mark is None:
        screen.say("No mark here.")
        return
    await screen.app.push_screen(EditorScreen(mark, screen.keep_edit))


@command("mark.tag", "Tag the mark here, or file and tag the obvious kind")
async def tag(screen: ReaderScreen, _: int | None) -> None:
    """Ask for tags; with a selection, or without a mark here, file the obvious kind first."""
    if screen.mode in {"results", "sayings", "claim"} and screen.mark_here() is None:
        screen.say("No mark here.")
        return
    if screen.selected() is not None or screen.mark_here() is None:
        await obvious(screen, None)
    mark = screen.mark_here()
    if mark is not None:
        await _ask_tags(screen, mark)


@command("mark.note", "Write a note on the mark here")
async def note(screen: ReaderScreen, _: int | None) -> None:
    """Open the mark under the cursor in the editor, in its note."""
    await edit(screen, None)


@command("mark.reshape", "Move the borders of the mark here")
def reshape(screen: ReaderScreen, _: int | None) -> None:
    """Select the mark under the cursor, to move its ends."""
    mark = screen.mark_here()
    if mark is None:
        screen.say("No mark here.")
        return
    screen.page.reshape(mark)
    screen.say(
        f"Moving the borders: {screen.key_hint('visual.swap', 'takes the other end')}, "
        f"{screen.key_hint('mark.obvious', 'keeps them')}."
    )


@command("mark.next", "Next mark")
def next_mark(screen: ReaderScreen, count: int | None) -> None:
    """Go to the next mark."""
    _go(screen, count or 1)


@command("mark.previous", "Previous mark")
def previous_mark(screen: ReaderScreen, count: int | None) -> None:
    """Go to the previous mark."""
    _go(screen, -(count or 1))


@command("panel.toggle", "Show or hide the marks beside the text")
def toggle_panel(screen: ReaderScreen, _: int | None) -> None:
    """Open the panel with its list in focus, or close it."""
    screen.panel.toggle()


@command("panel.jump", "Go to the mark in the text")
def jump(screen: ReaderScreen, _: int | None) -> None:
    """Leave the list for the mark it stands on."""
    screen.panel.jump()


async def file_as(screen: ReaderScreen, kind: str) -> None:
    """File the selection, or the sentence, as a kind."""
    await _file(screen, kind, screen.selected() or screen.page.sentence)


def _quotation(screen: ReaderScreen, count: int | None) -> Span | None:
    document, cursor = screen.page.document, screen.page.cursor
    near = screen.page.marks_at(objects.paragraph(document, cursor))
    taken = {mark.span for mark in near if mark.kind is Kind.QUOTE}
    return objects.quotation_here(document, cursor, taken, count)


def _same(screen: ReaderScreen, kind: str, span: Span) -> Annotation | None:
    here = screen.page.marks_at(span)
    return next((mark for mark in here if mark.kind == kind and mark.span == span), None)


async def _file(screen: ReaderScreen, kind: str, span: Span) -> None:
    if screen.page.reshaping is not None:
        await _keep_borders(screen, span)
        return
    screen.page.drop_selection()
    if not len(span):
        screen.say("There is no text here to mark.")
        return
    known = _same(screen, kind, span)
    if known is not None:
        screen.latest = known.id
        screen.say(f"Already marked as {one(kind)}. {screen.key_hint('mark.tag', 'tags it')}")
        return
    article = screen.article
    status = screen.postil.codebook.statuses[0] if kind == Kind.CLAIM else ""
    speaker = screen.suggester.speaker(span) if kind is Kind.QUOTE else ""
    filed = await screen.write(
        lambda library: library.annotate(
            article.id, span, kind, speaker=speaker, status=status, revision=article.revision
        )
    )
    screen.latest = filed.id
    by, edits = (f" by {filed.speaker}", screen.key_hint("mark.edit", "edits it")) if speaker else ("", "")
    hints = (edits, screen.key_hint("mark.tag", "tags it"), screen.key_hint("app.undo", "undoes"))
    screen.say(f"Filed {one(kind)}{by}. {', '.join(filter(None, hints))}")
    if kind is Kind.CLAIM:
        screen.joining.look(filed)


async def _keep_borders(screen: ReaderScreen, span: Span) -> None:
    """Give the mark being reshaped its new borders."""
    mark = screen.page.reshaping
    screen.page.drop_selection()
    if mark is not None and len(span):
        revision = screen.article.revision
        await screen.write(lambda library: library.move(mark.id, span, revision=revision))
        screen.latest = mark.id
        screen.say(f"Moved the {mark.kind}’s borders.")


async def _ask_tags(screen: ReaderScreen, mark: Annotation) -> None:
    """Ask for tags to put on a mark."""
    from tui.screens.prompt import PromptScreen  # noqa: PLC0415 - not needed for the first frame

    async def put(answer: str) -> None:
        new = answer.replace(",", " ").split()
        tagged = await screen.write(lambda library: _tag(library, mark.id, new))
        screen.say(f"Tagged the {mark.kind}: " + " ".join(f"#{tag}" for tag in tagged.tags))

    known = [tag for tag in await screen.postil.known.values("tags") if tag not in mark.tags]
    await screen.app.push_screen(PromptScreen(f"Tag the {mark.kind}", known, put))


def _tag(library: Library, mark_id: str, new: list[str]) -> Annotation:
    """Put tags on a mark, beside those it has by now."""
    with library.transaction():
        return library.edit(mark_id, tags=[*library.annotation(mark_id).tags, *new])


def _go(screen: ReaderScreen, count: int) -> None:
    starts = sorted({mark.span.start for mark in screen.page.marks})
    at = screen.page.cursor
    ahead = [start for start in starts if (start > at if count > 0 else start < at)]
    if not ahead:
        screen.say("No further mark that way.")
        return
    ordered = ahead if count > 0 else ahead[::-1]
    screen.journey.jump_to(ordered[min(abs(count), len(ordered)) - 1])
