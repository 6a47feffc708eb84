"""Numbers of variants and of their products, told apart by item reports and titles."""

from topic_tables import tables

from shopkit.variants import items_of_variants


def made(reported, listed):
    return tables(
        item_days=[{"item_id": item, "title": title} for item, title in reported],
        products=[{"item_id": item, "title": title} for item, title in listed],
    )


def test_a_variant_is_of_the_product_that_alone_has_its_title():
    found = made([("1", "锅"), ("2", "盆")], [("11", "锅"), ("12", "锅"), ("2", "盆"), ("9", "勺")])
    assert items_of_variants(found) == {"11": "1", "12": "1"}


def test_a_title_of_two_products_tells_nothing():
    assert items_of_variants(made([("1", "锅"), ("2", "锅")], [("11", "锅")])) == {}
    assert items_of_variants(made([], [("11", "锅")])) == {}
