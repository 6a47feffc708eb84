"""What the source documents ask for to open a shop, held against the law of today."""

from datetime import date

import pytest

from shopkit.i18n import LANGS
from shopkit.opening import (
    abolished_findings,
    checklist,
    items,
    opening_state,
    personal_findings,
    progress,
)
from shopkit.plan.sections.opening import OpeningItem

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize("lang", LANGS)
def test_law_market_registration(lang):
    """With every step of the source done, registration, licence and tax are still missing."""
    steps = checklist(listing="first_shop")
    state = opening_state(
        [OpeningItem(item=one.key, done=True) for one in steps], "taobao", TODAY, lang
    )
    missing = set(state.loc[state["item_state"] == "missing", "item"])
    for key in ("market_registration", "licence_shown", "tax_declared"):
        assert items()[key].title(lang) in missing
        assert items()[key].certain


@pytest.mark.parametrize("lang", LANGS)
def test_law_obsolete_licences(lang):
    """Three of eleven certificates are gone: having them counts for nothing."""
    documents = checklist(listing="documents")
    found = list(abolished_findings(documents, TODAY, lang))
    assert len(found) == 3
    done = [OpeningItem(item=one.key, done=True) for one in documents]
    kept, asked = progress(opening_state(done, "tmall", TODAY, lang))["document"]
    assert kept == len(documents) - len(found)
    assert asked == kept + 1  # what replaced the permit of the bank account
    assert not any(one.certain for one in documents if one.until)  # from memory: to be confirmed


@pytest.mark.parametrize("lang", LANGS)
def test_law_id_copies(lang):
    """Copies of three people's ID cards are named, and nothing else."""
    [found] = personal_findings(checklist(listing="documents"), lang)
    personal = [one for one in checklist(listing="documents") if one.personal]
    assert [one.key for one in personal] == ["legal_person_id", "manager_id", "supplier_id"]
    assert all(one.title(lang) in found.said for one in personal)
