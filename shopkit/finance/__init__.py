"""Profit and cash of the months ahead, what money returns, how sure it is, and budgets.

One account of terms (`terms.py`) lies behind profit, cash, chances and what-ifs; every term says
which drivers move it. Deposits freeze cash and are no cost; unknown is left out and named.
"""
