"""Speakers: going to them, and saying who is who."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.commands.table import command

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    from store.library import Library
    from store.speakers import Speaker
    from tui.keyed import KeyedScreen
    from tui.screens.reader import ReaderScreen
    from tui.screens.sayings import SayingsScreen
    from tui.screens.speakers import SpeakersScreen


@command("app.speakers", "Show who is quoted")
async def speakers(screen: KeyedScreen, _: int | None) -> None:
    """Go to the list of speakers."""
    from tui.screens.speakers import show_speakers  # noqa: PLC0415 - not needed for the first frame

    await show_speakers(screen.postil)


@command("mark.speaker", "Show all that the speaker of the mark here has said")
async def speaker_here(screen: ReaderScreen, _: int | None) -> None:
    """Go to the page of who said the mark under the cursor."""
    mark = screen.mark_here()
    if mark is None:
        screen.say("No mark here.")
    elif not mark.speaker:
        screen.say(f"This {mark.kind} has no speaker. {screen.key_hint('mark.edit', 'names one')}")
    else:
        await _show(screen, mark.speaker)


@command("speakers.open", "Show all that the speaker has said")
async def open_speaker(screen: SpeakersScreen, _: int | None) -> None:
    """Go to the page of who is under the cursor."""
    if screen.speaker is not None:
        await _show(screen, screen.speaker.name)


@command("sayings.open", "Go to the passage")
async def open_saying(screen: SayingsScreen, _: int | None) -> None:
    """Open the article of the mark under the cursor, at its passage."""
    await screen.accept()


@command("speakers.filter", "Filter by name as you type")
def filter_speakers(screen: SpeakersScreen, _: int | None) -> None:
    """Put the cursor in the filter."""
    screen.start_filter()


@command("speakers.sort", "Sort by the next order: most quoted, name, last quoted")
def sort(screen: SpeakersScreen, _: int | None) -> None:
    """List in another order."""
    screen.sort_next()


@command("speakers.pick", "Pick the speaker to be merged into another, or no longer")
def pick(screen: SpeakersScreen, _: int | None) -> None:
    """Pick who is under the cursor."""
    screen.pick()


@command("speakers.merge", "Merge those picked into the speaker here")
async def merge(screen: SpeakersScreen, _: int | None) -> None:
    """Make all who are picked the same as who is under the cursor."""
    kept = screen.speaker
    others = [name for name in screen.picked if kept is not None and name != kept.name]
    if kept is None or not others:
        screen.say(f"Nobody else is picked. {screen.key_hint('speakers.pick', 'picks')}")
        return
    await _merge(screen, kept, others)
    screen.picked = []


@command("speakers.join", "Merge those who look like the speaker here into them")
async def join(screen: SpeakersScreen, _: int | None) -> None:
    """Make who is offered beside the speaker under the cursor the same."""
    kept, others = screen.speaker, screen.alike
    if kept is None or not others:
        screen.say("Nobody here looks like the same person.")
        return
    await _merge(screen, kept, others)


@command("speakers.rename", "Call the speaker otherwise")
async def rename(screen: SpeakersScreen | SayingsScreen, _: int | None) -> None:
    """Ask for another name; one that is somebody else’s makes the two one."""
    known = screen.speaker
    if known is None:
        return

    async def put(answer: str) -> None:
        renamed = await _write(screen, lambda library: library.speakers.rename(known.name, answer))
        if renamed.name == known.name:
            screen.say(f"{known.name} is called so already.")
            return
        done = "is called" if renamed.marks == known.marks else "is the same now as"
        screen.say(f"{known.name} {done} {renamed.name}. {screen.key_hint('app.undo', 'undoes')}")

    names = await screen.postil.known.values("speaker")
    await _ask(screen, f"Call {known.name}", names, put, known.name)


@command("speakers.split", "Make one of the other names a speaker again")
async def split(screen: SpeakersScreen | SayingsScreen, _: int | None) -> None:
    """Ask which of the names of who is under the cursor is somebody else’s."""
    known = screen.speaker
    if known is None:
        return
    if not known.aliases:
        screen.say(f"{known.name} has no other name.")
        return

    async def put(answer: str) -> None:
        await _write(screen, lambda library: library.speakers.split(known.name, answer), known.name)
        screen.say(f"{answer} is a speaker again. {screen.key_hint('app.undo', 'undoes')}")

    only = known.aliases[0] if len(known.aliases) == 1 else ""
    await _ask(screen, f"Part from {known.name} the name", known.aliases, put, only)


async def _show(screen: KeyedScreen, name: str) -> None:
    from tui.screens.sayings import SayingsScreen  # noqa: PLC0415 - not needed for the first frame

    await screen.app.push_screen(SayingsScreen(name))


async def _merge(screen: SpeakersScreen, kept: Speaker, others: Sequence[str]) -> None:
    await _write(screen, lambda library: library.speakers.merge(kept.name, others))
    screen.say(f"Merged {', '.join(others)} into {kept.name}. {screen.key_hint('app.undo', 'undoes')}")


async def _write(
    screen: SpeakersScreen | SayingsScreen, verb: Callable[[Library], Speaker], stay_on: str = ""
) -> Speaker:
    """Let the library say who is who; show it once it is committed, and stand on who is named."""
    done = await screen.postil.writer.do(verb)
    screen.postil.refresh_screens()
    screen.reload(stay_on or done.name)
    return done


async def _ask(
    screen: KeyedScreen,
    question: str,
    known: Sequence[str],
    put: Callable[[str], Awaitable[None]],
    answer: str,
) -> None:
    from tui.screens.prompt import PromptScreen  # noqa: PLC0415 - not needed for the first frame

    await screen.app.push_screen(PromptScreen(question, known, put, answer=answer, by_word=False))
