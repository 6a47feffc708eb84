"""A service desk chat by chat and turn by turn, to hold the formulas to.

Nothing of it is shared with shopkit: events on a heap, an agent answers the messages of the chats
held in the order in which they come, a new chat goes to the agent with the fewest, and who finds
every place taken waits in line.
"""

import heapq
from collections import deque
from dataclasses import dataclass, field

import numpy as np

ARRIVES, TYPED, REPLIED = range(3)


@dataclass(frozen=True)
class Told:
    """What was seen: the share that waited, the share taken in time, average seconds."""

    waited: float
    in_time: float
    wait_seconds: float
    chat_seconds: float


@dataclass
class Agent:
    """Who answers: chats held, messages not yet answered."""

    chats: int = 0
    inbox: deque = field(default_factory=deque)
    typing: bool = False


@dataclass
class Desk:
    """A running desk.

    A chat has a random number of turns (geometric), each of some typing and then some waiting for
    the buyer, both exponential: together `handling` seconds if the agent has nothing else.
    """

    agents: int
    places: int
    handling: float
    hands: float
    turns: float
    rng: np.random.Generator
    clock: float = 0.0
    events: list = field(default_factory=list)
    line: deque = field(default_factory=deque)
    number: int = 0

    def __post_init__(self):
        """Seat the agents."""
        self.staff = [Agent() for _ in range(self.agents)]
        self.drawn = iter(())

    def chance(self):
        """Return a draw of an exponential of mean 1; many are drawn at once."""
        found = next(self.drawn, None)
        if found is None:
            self.drawn = iter(self.rng.exponential(size=10_000))
            found = next(self.drawn)
        return found

    def later(self, seconds, kind, chat):
        """Let something happen after so many seconds."""
        self.number += 1
        heapq.heappush(self.events, (self.clock + seconds, self.number, kind, chat))

    def message(self, chat):
        """Let the buyer's message reach its agent."""
        agent = self.staff[chat["agent"]]
        agent.inbox.append(chat)
        if not agent.typing:
            self.type_next(agent)

    def type_next(self, agent):
        """Let an agent answer the oldest message."""
        agent.typing = bool(agent.inbox)
        if agent.inbox:
            mean = self.hands * self.handling / self.turns
            self.later(self.chance() * mean, TYPED, agent.inbox.popleft())

    def typed(self, chat):
        """Let the buyer read an answer."""
        buyer = (1 - self.hands) * self.handling / self.turns
        self.later(self.chance() * buyer, REPLIED, chat)
        self.type_next(self.staff[chat["agent"]])

    def take(self, chat):
        """Give a chat to the agent with the fewest."""
        free = [n for n, agent in enumerate(self.staff) if agent.chats < self.places]
        fewest = min(self.staff[n].chats for n in free)
        chat["agent"] = next(n for n in free if self.staff[n].chats == fewest)
        self.staff[chat["agent"]].chats += 1
        chat["taken"] = self.clock
        self.message(chat)

    def replied(self, chat):
        """Return whether the buyer's turn ended the chat."""
        if self.rng.random() > 1 / self.turns:
            self.message(chat)
            return False
        self.staff[chat["agent"]].chats -= 1
        chat["ended"] = self.clock
        if self.line:
            self.take(self.line.popleft())
        return True


def simulate(desk, chats_hourly, chats, target_seconds):
    """Return what `chats` chats met at a desk; a tenth more come first and are not counted."""
    gap = 3600 / chats_hourly
    desk.later(desk.chance() * gap, ARRIVES, None)
    ended, warm = [], chats // 10
    while len(ended) < chats + warm:
        desk.clock, _, kind, chat = heapq.heappop(desk.events)
        if kind == ARRIVES:
            new = {"came": desk.clock}
            room = any(agent.chats < desk.places for agent in desk.staff)
            desk.take(new) if room else desk.line.append(new)
            desk.later(desk.chance() * gap, ARRIVES, None)
        elif kind == TYPED:
            desk.typed(chat)
        elif desk.replied(chat):
            ended.append(chat)
    waits = np.array([one["taken"] - one["came"] for one in ended[warm:]])
    lengths = np.array([one["ended"] - one["taken"] for one in ended[warm:]])
    return Told(
        waited=float((waits > 0).mean()),
        in_time=float((waits <= target_seconds).mean()),
        wait_seconds=float(waits.mean()),
        chat_seconds=float(lengths.mean()),
    )
