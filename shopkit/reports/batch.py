"""Many shops' reports on a pool of processes, then the manifest and the index over all of them."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing import get_context
from pathlib import Path

from shopkit.errors import Problem, ShopkitError
from shopkit.files import safe_name
from shopkit.i18n import Lang
from shopkit.reports.outcome import Known, Outcome, Task, as_problem, failed

Progress = Callable[[int, int, int], None]  # shops done, failed, left


def make_reports(  # noqa: PLR0913 - each is an option of the command
    folders: Sequence[Path],
    *,
    period: str | None = None,
    langs: Sequence[Lang] | None = None,
    out: Path,
    jobs: int | None = None,
    progress: Progress | None = None,
    parameters: Mapping[str, object] | None = None,
) -> list[Outcome]:
    """Return what became of every report, shops in the order given, languages as asked.

    Writes OUT/<slug>/<period>.<lang>.html, then OUT/manifest.json and OUT/index*.html over these
    and all earlier reports. A shop that fails does not stop the others.

    Raises:
        PeriodError: The period cannot be read.
        OutputError: The manifest or the index cannot be written.
    """
    if period is not None:
        from shopkit.periods import Period

        Period.parse(period)
    tasks = [
        Task(folder, _slug(folder), out, period, tuple(langs) if langs else None, parameters or {})
        for folder in _once(folders)
    ]
    results: dict[Path, list[Outcome]] = {}
    try:
        for task, outcomes in _run(_refused(tasks), _jobs(jobs, len(tasks))):
            results[task.folder] = outcomes
            _tell(progress, results, len(tasks))
    finally:  # also after Ctrl-C: what is finished stands in the index
        outcomes = [one for task in tasks for one in results.get(task.folder, [])]
        _keep(out, outcomes)
    return outcomes


def _once(folders: Sequence[Path]) -> list[Path]:
    """Return the folders, each once, however it was written; the name of a sample is one too."""
    found = (folder if folder.is_dir() else _sample(folder) for folder in folders)
    return list({folder.resolve(): folder for folder in found}.values())


def _sample(name: Path) -> Path:
    from shopkit.exports import find_shop

    return find_shop(name)


def _slug(folder: Path) -> str:
    return safe_name(folder.resolve().name)


def _jobs(asked: int | None, shops: int) -> int:
    return max(1, min(asked or os.cpu_count() or 1, shops))


def _tell(progress: Progress | None, results: Mapping[Path, list[Outcome]], total: int) -> None:
    if progress:
        bad = sum(any(one.problem for one in outcomes) for outcomes in results.values())
        progress(len(results) - bad, bad, total - len(results))


def _keep(out: Path, outcomes: Sequence[Outcome]) -> None:
    """Write the manifest and the index; a run that made nothing leaves them alone."""
    from shopkit.reports.index import write_index
    from shopkit.reports.manifest import merged, write_manifest

    if outcomes:
        entries = merged(out, [dict(one.entry) for one in outcomes])
        write_manifest(out, entries)
        write_index(out, entries, outcomes[0].lang)


def _refused(tasks: Sequence[Task]) -> list[Task]:
    """Return the tasks, those whose folder or shop name another one has marked as refused."""
    from dataclasses import replace

    names = [{task.slug.casefold(), *_shop_name(task.folder)} for task in tasks]
    done = []
    for n, task in enumerate(tasks):
        same = [other for m, other in enumerate(tasks) if m != n and names[m] & names[n]]
        if same:
            values = {"first": str(same[0].folder)}
            problem = Problem("same_name", str(task.folder), None, values)
            task = replace(task, refused=ShopkitError(problem))  # noqa: PLW2901
        done.append(task)
    return done


def _shop_name(folder: Path) -> Iterator[str]:
    """Yield the name in a shop's plan, if it can be read; the worker reports why if not."""
    from shopkit.plan import load_plan

    try:
        yield f"name {load_plan(folder).shop.name.casefold()}"
    except ShopkitError:
        return


def _run(tasks: Sequence[Task], jobs: int) -> Iterator[tuple[Task, list[Outcome]]]:
    """Yield each task with its outcomes as soon as it is finished."""
    if jobs == 1:
        from shopkit.reports.work import make_shop

        yield from ((task, make_shop(task)) for task in tasks)
        return
    left = list(tasks)
    for task, outcomes in _pooled(tasks, jobs):
        left.remove(task)
        yield task, outcomes
    for task in left:  # a worker died: each that was under way or waiting gets one of its own
        alone = list(_pooled([task], 1))
        yield alone[0] if alone else (task, [_died(task)])


def _pooled(tasks: Sequence[Task], jobs: int) -> Iterator[tuple[Task, list[Outcome]]]:
    """Yield from a pool; ends early where a worker process dies."""
    from shopkit.reports.work import make_shop

    with _pool(jobs) as pool:
        waiting = {pool.submit(make_shop, task): task for task in tasks}
        while waiting:
            finished, _ = wait(waiting, return_when=FIRST_COMPLETED)
            for future in finished:
                task = waiting.pop(future)
                if isinstance(future.exception(), BrokenProcessPool):
                    return
                yield task, future.result()


@contextmanager
def _pool(jobs: int) -> Iterator[ProcessPoolExecutor]:
    """Yield a pool that is gone at once when the work is broken off."""
    pool = ProcessPoolExecutor(jobs, mp_context=get_context("spawn"), initializer=_start_worker)
    workers = pool._processes  # the only way to end them before their work
    try:
        yield pool
        pool.shutdown()
    except BaseException:
        running = list(workers.values())
        pool.shutdown(wait=False, cancel_futures=True)
        for worker in running:
            worker.terminate()
        raise


def _start_worker() -> None:
    """Leave Ctrl-C to the parent, and end like a finished program when it says so."""
    import signal
    import sys

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))


def _died(task: Task) -> Outcome:
    lang = task.langs[0] if task.langs else "zh"
    problem = as_problem(RuntimeError("the process ended by itself (memory?)"), task.folder)
    return failed(Known(task.slug, task.slug), lang, problem, 0.0)
