"""The day it is, which only a pressed button asks."""

from datetime import date

from shopkit import clock


def test_the_day_of_a_decision_is_the_day_of_the_machine():
    assert clock.today() == date.today()
