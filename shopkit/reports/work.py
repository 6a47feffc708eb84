"""One shop's reports: its files opened once, its story told once a language."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Any

from shopkit.errors import Problem, ShopkitError
from shopkit.files import write_whole
from shopkit.findings import Finding, Severity
from shopkit.i18n import Lang, texts
from shopkit.periods import Period
from shopkit.reports.chapters import CHAPTERS, check_parameters, declared, notebook_path
from shopkit.reports.kernels import Run, open_kernel
from shopkit.reports.outcome import Known, Outcome, Task, as_problem, done, failed

if TYPE_CHECKING:
    from shopkit.exports import Shop
    from shopkit.kpi import Overview, Story
    from shopkit.profit import Books
    from shopkit.reports.cells import Chapter
    from shopkit.reports.manifest import Entry
    from shopkit.reports.page import Report


@dataclass(frozen=True, slots=True)
class Opened:
    """A shop with everything its editions have in common; without sales it has no overview."""

    task: Task
    known: Known
    shop: Shop
    overview: Overview | None
    books: Books
    inputs: list[dict[str, object]]


def make_shop(task: Task) -> list[Outcome]:
    """Return the outcome of every edition of one shop; what goes wrong is part of it."""
    started = perf_counter()
    known, langs = Known(task.slug, task.slug), task.langs or ("zh",)
    try:
        known, langs = _plan(task)
        opened = _opened(task, known)
    except Exception as error:  # one shop never stops the others
        problem, seconds = as_problem(error, task.folder), perf_counter() - started
        known = _told_apart(task, known)
        return [failed(known, lang, problem, seconds) for lang in langs]
    with open_kernel() as run:
        return [_edition(opened, lang, run) for lang in langs]


def _plan(task: Task) -> tuple[Known, tuple[Lang, ...]]:
    from shopkit.plan import load_plan

    shop = load_plan(task.folder).shop
    return Known(task.slug, shop.name, shop.platform, task.period or ""), task.langs or (shop.lang,)


def _told_apart(task: Task, known: Known) -> Known:
    """Return a shop that failed under a slug of its own where its name is another shop's."""
    from shopkit.reports.manifest import set_apart, shop_id, taken

    shop = shop_id(task.folder)
    other = taken(task.out, task.slug, shop)
    return replace(known, shop=shop, slug=set_apart(task.slug, shop) if other else task.slug)


def _opened(task: Task, known: Known) -> Opened:
    from shopkit.exports import open_new, open_shop
    from shopkit.kpi import has_sales, overview
    from shopkit.profit import Books
    from shopkit.reports.manifest import inputs, shop_id
    from shopkit.reports.planned import planned_period

    if task.refused:
        raise task.refused
    shop = open_new(task.folder.resolve())
    known = replace(known, shop=shop_id(shop.folder))  # its key is made with its first import
    _refuse_taken(task, known.shop)
    books, files = Books(shop.tables, shop.plan), inputs(shop.folder)
    if planned := planned_period(shop, task.period):
        return Opened(task, replace(known, period=str(planned)), shop, None, books, files)
    if not has_sales(shop.tables):
        open_shop(shop.folder)  # says why there is nothing to read
    latest = Period.latest_full_month(shop.first_day, shop.last_day)
    asked = Period.parse(task.period) if task.period else latest
    told = overview(shop.tables, asked)
    return Opened(task, replace(known, period=str(asked)), shop, told, books, files)


def _refuse_taken(task: Task, shop: str) -> None:
    from shopkit.reports.manifest import taken

    if other := taken(task.out, task.slug, shop):
        values = {"first": f"{other['name']}, {other['path']}"}
        raise ShopkitError(Problem("same_name", task.slug, None, values))


def _edition(opened: Opened, lang: Lang, run: Run) -> Outcome:
    """Return the outcome of one language, its page written."""
    started, task = perf_counter(), opened.task
    try:
        seen = opened.overview
        entry = _written(opened, seen, lang, run) if seen else _planned(opened, lang, run)
    except Exception as error:  # one edition never stops the others
        problem = as_problem(error, task.folder)
        return failed(opened.known, lang, problem, perf_counter() - started)
    return done(task.out, entry, perf_counter() - started)


def _written(opened: Opened, overview: Overview, lang: Lang, run: Run) -> Entry:
    """Write page, workbook and message of one language and return their record."""
    from shopkit.exports.panel import panel
    from shopkit.kpi import story
    from shopkit.profit import Account
    from shopkit.reports.page import Report
    from shopkit.reports.summary import earned, with_profit, with_target

    shop, known = opened.shop, opened.known
    given = _given(opened)
    notebooks = _executed(CHAPTERS, given, lang, run)
    account = Account(opened.books, overview.comparison, lang, shop.plan.costs.ads_rule)
    aimed = with_target(story(overview, shop.tables, lang), shop, overview, lang)
    summary = with_profit(aimed, account)
    quality = shop.findings(lang)
    figures = {**_headline(overview, summary), **_trust(quality)}
    entry = _entry(known, lang, given, figures) | {"inputs": opened.inputs}
    report = Report(
        shop=known.name,
        platform=shop.plan.shop.platform,
        lang=lang,
        comparison=overview.comparison,
        data_to=shop.last_day,
        story=summary,
        quality=quality,
        chapters=_chapters(CHAPTERS, notebooks, lang),
        entry=entry,
        trust=panel(shop, lang),
    )
    return _kept(opened, report, notebooks, _message(opened, report, earned(account)))


def _planned(opened: Opened, lang: Lang, run: Run) -> Entry:
    """Write what can be told of a shop without sales: the chapters on its plan and market."""
    from shopkit.reports import planned
    from shopkit.reports.page import Report

    shop, known, given = opened.shop, opened.known, _given(opened)
    names = planned.chapters(shop)
    notebooks = _executed(names, given, lang, run)
    made = _entry(known, lang, given, {}) | {"inputs": opened.inputs}
    told = planned.story(shop, lang)
    report = Report(
        shop=known.name,
        platform=shop.plan.shop.platform,
        lang=lang,
        comparison=planned.alone(Period.parse(known.period)),
        data_to=None,
        story=told,
        quality=(),
        chapters=_chapters(names, notebooks, lang),
        entry=made | {"chapters": list(names)},
    )
    return _kept(opened, report, notebooks, planned.message(known.name, told, lang))


def _given(opened: Opened) -> dict[str, object]:
    folder, period = str(opened.shop.folder), opened.known.period
    return {"shop": folder, "period": period, **opened.task.parameters}


def _message(opened: Opened, report: Report, left: str) -> str:
    """Return the message that goes with a page; `left` says what was earned."""
    from shopkit.reports.became import due
    from shopkit.reports.message import caution, message

    lang = report.lang
    more = [left, due(opened.shop, report.comparison.period, lang)]
    if unsure := caution(report.quality, lang):
        more.insert(0, unsure)
    return message(report.shop, report.story, report.comparison, lang, more)


def _kept(opened: Opened, report: Report, notebooks: Sequence[Any], message: str) -> Entry:
    """Write the workbook and the message that go with a page, then the page; return its record."""
    from shopkit.reports.page import kind_text, report_html
    from shopkit.reports.sheets import findings_sheet, sheets
    from shopkit.reports.workbook import workbook_bytes

    out, entry, lang = opened.task.out, report.entry, report.lang
    page = report_html(report)
    found = report.story.findings
    behind = [findings_sheet(found, lang)] if found else []
    behind += [sheet for notebook in notebooks for sheet in sheets(notebook)]
    heading, made = f"{report.shop} {kind_text(report)}", report.comparison.period.end
    write_whole(out / entry["workbook"], workbook_bytes(heading, made, behind, lang))
    write_whole(out / entry["message"], message + "\n")
    write_whole(out / entry["path"], page)
    return entry


def _executed(
    chapters: Sequence[str], given: Mapping[str, object], lang: Lang, run: Run
) -> list[Any]:
    """Return the executed notebooks of one edition, each given the parameters it declares.

    Raises:
        ParameterError: No chapter knows a parameter, or its value has another type.
        ShopkitError: A notebook failed.
    """
    paths = [notebook_path(name, lang) for name in chapters]
    known = [declared(path) for path in paths]
    check_parameters({name: entry for one in known for name, entry in one.items()}, given)
    return [
        run(path, {name: value for name, value in given.items() if name in one})
        for path, one in zip(paths, known, strict=True)
    ]


def _chapters(names: Sequence[str], notebooks: Sequence[Any], lang: Lang) -> list[Chapter]:
    from shopkit.reports.cells import chapter

    pairs = zip(notebooks, names, strict=True)
    return [_titled(chapter(notebook), name, lang) for notebook, name in pairs]


def _titled(one: Chapter, name: str, lang: Lang) -> Chapter:
    """Return a chapter under the title a report gives it, else under its own."""
    titles = texts("reports")["chapter"]
    return replace(one, title=titles[name][lang]) if name in titles else one


def _headline(overview: Overview, summary: Story) -> dict[str, Any]:
    """Return the figures the index shows: CNY, rates, and the line of recent periods."""
    now, before = overview.now, overview.other("before")
    paid, was = now.value("paid"), before.value("paid") if before else None
    change = None if paid is None or was is None else round(paid - was, 2)
    return {
        "paid_cny": paid,
        "net_cny": now.value("net"),
        "conversion_rate": now.value("conversion_rate"),
        "change_cny": change,
        "change_rate": change / was if change is not None and was else None,
        "spark": list(summary.tiles[0].spark),
        "to_date": overview.comparison.to_date,
        "missing_days": len(now.missing),
    }


def _trust(quality: Sequence[Finding]) -> dict[str, int]:
    errors = sum(finding.severity == Severity.ERROR for finding in quality)
    warnings = sum(finding.severity == Severity.WARNING for finding in quality)
    return {"data_errors": errors, "data_warnings": warnings}


def _entry(
    known: Known, lang: Lang, given: Mapping[str, object], figures: Mapping[str, Any]
) -> Entry:
    from shopkit.reports.manifest import versions

    place = f"{known.slug}/{known.period}.{lang}"
    return {
        "slug": known.slug,
        "shop": known.shop,
        "name": known.name,
        "platform": known.platform,
        "period": known.period,
        "lang": lang,
        "state": "done",
        "path": f"{place}.html",
        "workbook": f"{place}.xlsx",
        "message": f"{place}.txt",
        "chapters": list(CHAPTERS),
        "parameters": {**given, "shop": Path(str(given["shop"])).name},
        "figures": dict(figures),
        "versions": versions(),
    }
