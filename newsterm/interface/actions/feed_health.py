"""Feed health: showing how feeds are, and doing something about it."""

from typing import TYPE_CHECKING

from newsterm.interface.actions.asking import asks
from newsterm.interface.actions.subscriptions import SubscriptionActions
from newsterm.interface.places import feed_place
from newsterm.model.errors import NewstermError
from newsterm.model.feed import Urgency

if TYPE_CHECKING:
    from newsterm.operations.feed_health import FeedHealth


class FeedHealthActions(SubscriptionActions):
    """Actions on the health of feeds."""

    @asks("show how the feeds are")
    async def action_feed_health(self) -> None:
        """Show how the feeds are, and do something about it until the user leaves."""
        from newsterm.interface.screens.feed_health import FeedHealthSheet
        from newsterm.operations.feed_health import feed_healths

        feed, said = 0, ""
        while True:
            healths = feed_healths(self.session.context("key"))
            at = next((number for number, health in enumerate(healths) if health.feed.id == feed), 0)
            sheet = FeedHealthSheet(healths, cursor=at, said=said)
            sheet.on_choice = self.announce_question
            chosen = await self.show_sheet(sheet)
            if chosen is None:
                self.question_is_open()
                return
            verb, at = chosen
            if verb == "add":
                self.question_is_open()
                await self._add_by_address()
                return
            if not healths:
                continue
            health = healths[at]
            feed = health.feed.id
            if verb == "open":
                self.question_is_open()
                self.open_place(feed_place(health.feed))
                return
            try:
                said = await self._see_to(verb, health)
            except NewstermError as error:
                said = str(error)
            self.show_tree()

    async def _see_to(self, verb: str, health: "FeedHealth") -> str:
        """Do something about a feed; returns what to say of it."""
        feed, settings = health.feed, health.state.settings
        match verb:
            case "ask":
                await self._ask_background((feed.id,), Urgency.NOW)
                return f"Asking {feed.title} …"
            case "follow":
                from newsterm.operations.readdress import readdress

                if not health.state.move.url:
                    return "This feed names no other address"
                return (await self.session.perform(readdress, feed.id, health.state.move.url)).sentence
            case "address":
                from newsterm.operations.readdress import readdress

                answer = await self.ask(f"Address of {feed.title}", value=feed.url)
                return (await self.session.perform(readdress, feed.id, answer)).sentence if answer else ""
            case "interval":
                return await self._set_interval(health)
            case "full_text":
                from newsterm.operations.feed_settings import set_full_text

                outcome = await self.session.perform(set_full_text, feed.id, wanted=not settings.full_text)
                return outcome.sentence
            case "login":
                return await self._set_login(health)
            case "undo":
                from newsterm.operations.undo import undo

                return (await self.session.perform(undo)).sentence
            case _:
                from newsterm.operations.unsubscribe import unsubscribe

                return (await self.session.perform(unsubscribe, feed.id)).sentence

    async def _set_interval(self, health: "FeedHealth") -> str:
        from newsterm.operations.feed_settings import set_interval

        minutes = health.state.settings.interval
        answer = await self.ask(
            f"Least minutes between two asks of {health.feed.title} (0: its own rhythm)", value=str(minutes)
        )
        if answer is None or not answer.strip():
            return ""
        if not answer.strip().isdigit() or len(answer.strip()) > 6:
            return f"{answer.strip()[:20]} is no number of minutes"
        return (await self.session.perform(set_interval, health.feed.id, int(answer))).sentence

    async def _set_login(self, health: "FeedHealth") -> str:
        from newsterm.model.login import Login
        from newsterm.operations.logins import drop_login, save_login

        name = await self.ask(
            f"Name to log in to {health.feed.title} (empty for none)", value=health.state.settings.login
        )
        if name is None:
            return ""
        if not name.strip():
            return (await self.session.perform(drop_login, health.feed.id)).sentence
        password = await self.ask(f"Password of {name.strip()}", secret=True)
        if not password:
            return ""
        return (await self.session.perform(save_login, health.feed.id, Login(name.strip(), password))).sentence
