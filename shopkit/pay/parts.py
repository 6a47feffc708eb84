"""What each person gets of a month's sales: own, the team's, a pool, a part of the shop's."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from shopkit.pay.money import part, summed, to_fen
from shopkit.pay.pool import shared
from shopkit.pay.posts import Post, Sold
from shopkit.pay.schemes import Scheme


@dataclass(frozen=True, slots=True)
class Person:
    """What one person is counted with, in fen; `None` is unknown."""

    own_fen: int | None
    team_fen: int | None
    pool_fen: int | None
    shop_fen: int | None


@dataclass(frozen=True, slots=True)
class Parts:
    """What every person of every post gets of the month's sales, by post and person."""

    own: Mapping[int, tuple[int | None, ...]]
    team: Mapping[int, tuple[int | None, ...]]
    pool: Mapping[int, tuple[int | None, ...]]
    shop: Mapping[int, tuple[int | None, ...]]
    counts: tuple[int, ...]

    @classmethod
    def of(
        cls, there: Sequence[tuple[Post, int]], sold: Sold, pools: Sequence[Scheme] = ()
    ) -> Parts:
        """Return the parts of a month's posts with their days."""
        held = list(enumerate(there))
        sellers = {n: pair for n, pair in held if pair[0].sells}
        shop = {
            n: _by_days({n: pair}, _share(sold, pair[0].commission_rate))[n]
            for n, pair in held
            if pair[0].commission_rate
        }
        counts = tuple(post.people for post, _ in there)
        own, team = _by_days(sellers, sold.served_fen), _teams(held, sold)
        return cls(own, team, _pools(held, sold, pools), shop, counts)

    def people(self, number: int) -> Iterator[Person]:
        """Yield what each person of a post is counted with."""
        nothing = (0,) * self.counts[number]
        columns = (
            part.get(number, nothing) for part in (self.own, self.team, self.pool, self.shop)
        )
        for own, team, pool, shop in zip(*columns, strict=True):
            yield Person(own, team, pool, shop)


def _share(sold: Sold, rate: float) -> int | None:
    return None if sold.sales_cny is None else part(to_fen(sold.sales_cny), rate)


def _by_days(
    posts: Mapping[int, tuple[Post, int]], amount: int | None
) -> dict[int, tuple[int | None, ...]]:
    """Return an amount shared by the days of every person of some posts."""
    if amount is None:
        return {n: (None,) * post.people for n, (post, _) in posts.items()}
    weights = [days for post, days in posts.values() for _ in range(post.people)]
    parts = iter(shared(amount, weights))
    return {n: tuple(next(parts) for _ in range(post.people)) for n, (post, _) in posts.items()}


def _teams(
    held: Iterable[tuple[int, tuple[Post, int]]], sold: Sold
) -> dict[int, tuple[int | None, ...]]:
    """Return the team's sales of every leader: those of one level share them by their days."""
    levels: dict[tuple[str, str], dict[int, tuple[Post, int]]] = {}
    for n, (post, days) in held:
        if post.scheme is not None and post.paid_as.team_rate:
            levels.setdefault((post.scheme.name, post.paid_as.name), {})[n] = (post, days)
    return {
        n: found
        for posts in levels.values()
        for n, found in _by_days(posts, sold.served_fen).items()
    }


def _pools(
    held: Sequence[tuple[int, tuple[Post, int]]], sold: Sold, pools: Sequence[Scheme]
) -> dict[int, tuple[int | None, ...]]:
    """Return each person's part of the pools of all schemes, each pool once."""
    own = [post.scheme for _, (post, _) in held if post.scheme]
    schemes = {one.name: one for one in (*own, *pools)}
    found: dict[int, tuple[int | None, ...]] = {}
    for scheme in schemes.values():
        if not scheme.pool_rate:
            continue
        silent = sold.silent_fen
        pool = None if silent is None else part(silent, scheme.pool_rate)
        members = {n: pair for n, pair in held if pair[0].department in scheme.pool_departments}
        for n, parts in _by_days(members, pool).items():
            before = found.get(n, (0,) * len(parts))
            found[n] = tuple(summed(pair) for pair in zip(before, parts, strict=True))
    return found
