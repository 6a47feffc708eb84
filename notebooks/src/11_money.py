# ---
# jupyter:
#   jupytext:
#     text_representation:
#       extension: .py
#       format_name: percent
#   kernelspec:
#     display_name: Python 3
#     language: python
#     name: python3
# ---

# %% goals [markdown] lang="zh" tags=["no-report"]
# # 钱：要花多少，什么时候最紧
#
# 人定了，工资跟着定；工资、货款、扣费和到账的日子，合起来决定现金够不够。
#
# 学完本节，你能够：
#
# - 看每个月赚多少，每一块钱去了哪里；
# - 找出哪个月现金最少、差多少，分清赚钱和有钱；
# - 算出要做到什么才够：卖多少、卖多贵、花多少；
# - 看说不准的数一起动，现金用完的可能有多大，最怕哪一个数不准；
# - 把几种情形放在一起比，再把薪酬和现金写进 `shop.yaml`。
#
# 人手在上一节 [`03_staffing`](03_staffing.ipynb) 里定；那里的滑块一拖，人、工资、利润和现金一起动。

# %% goals [markdown] lang="en" of="083e68a1" tags=["no-report"]
# # Money: what it takes, and when it is tightest
#
# People decide pay; pay, goods, fees and the days money takes to arrive decide whether the cash lasts.
#
# After this notebook you can:
#
# - see what each month leaves, and where each yuan goes;
# - find the month with the least cash and how much is missing, and tell profit from cash;
# - tell what would have to be true: how much sold, how dear, how much spent;
# - see how likely cash runs out when what is uncertain moves together, and which figure it hangs on most;
# - hold scenarios beside each other, then write pay and cash into `shop.yaml`.
#
# People are decided in [`03_staffing`](03_staffing.ipynb); its sliders move people, pay, profit and cash at once.

# %% about-parameters [markdown] lang="zh" tags=["no-report"]
# 下面几行可以改：`shop` 写示例店铺的名称，或者你自己在 `00_start` 里建的店名；`period` 是回头看的时间段，空着就是最近一个完整的月。从哪天往前算，写在计划的 `cash.starts`。改完后从头运行一遍（菜单「Run → Run All Cells」，中文界面是「运行 → 运行所有单元格」）。

# %% about-parameters [markdown] lang="en" of="c45968b0" tags=["no-report"]
# You may change these lines: `shop` is the name of a sample shop, or of one you made in `00_start`; `period` is what is looked back at, empty means the latest full month. From which day on is counted stands in the plan, `cash.starts`. Then run everything again (menu Run, Run All Cells).

# %% parameters lang="zh" tags=["parameters"]
shop: str = "bathware"  # 店铺：店名或文件夹路径
period: str = "2026-10"  # 时间段，空着是最近一个完整的月
lang: str = "zh"  # 语言

# %% parameters lang="en" of="7f054b98" tags=["parameters"]
shop: str = "bathware"  # the shop: its name or the path of its folder
period: str = "2026-10"  # the period; empty is the latest full month
lang: str = "en"  # language

# %% open
from shopkit.widgets.money import look_at_money

money = look_at_money(shop, period, lang)

# %% q-state [markdown] lang="zh" tags=["no-report"]
# ## 有什么，还缺什么

# %% q-state [markdown] lang="en" of="6fa37829" tags=["no-report"]
# ## What there is, what is missing

# %% state tags=["no-report"]
money.state()

# %% q-profit [markdown] lang="zh"
# ## 每个月赚还是亏

# %% q-profit [markdown] lang="en" of="62d9733c"
# ## What each month leaves

# %% profit tags=["if-shown"]
money.profit()

# %% q-account [markdown] lang="zh"
# ## 每一块钱去了哪里
#
# 最后一列：占净销售的百分之几。押金是冻结的现金，不是成本，不在表里。

# %% q-account [markdown] lang="en" of="c53a6ae8"
# ## Where each yuan goes
#
# The last column: of net sales. Deposits are frozen cash, no cost, and not in this table.

# %% account tags=["if-shown"]
money.account()

# %% q-cash [markdown] lang="zh"
# ## 哪个月现金最少
#
# 赚钱的月份也可能没钱：货要先买，平台要过几天才结算，押金要先交。

# %% q-cash [markdown] lang="en" of="fd08b790"
# ## When cash is lowest
#
# A month that earns may still run dry: stock is bought ahead, the platform pays days later, deposits come first.

# %% cash tags=["if-shown"]
money.cash()

# %% q-returns [markdown] lang="zh"
# ## 这些月一共挣回多少，新店多久回本

# %% q-returns [markdown] lang="en" of="90e7ce16"
# ## What these months bring in, and when a new shop has its money back

# %% returns tags=["if-shown"]
money.returns()

# %% q-money-findings [markdown] lang="zh"
# ## 这几个月里撑不住的地方

# %% q-money-findings [markdown] lang="en" of="c08bbcd3"
# ## What does not hold in these months

# %% money-findings tags=["if-shown"]
money.findings()

# %% q-must [markdown] lang="zh"
# ## 要做到什么才够
#
# 别的都不变，只动一样：卖多少、卖多贵、花多少，才刚好不亏、现金刚好够。

# %% q-must [markdown] lang="en" of="1329114a"
# ## What would have to be true
#
# All else as planned, one thing moved: how much sold, how dear, how much spent, for no loss and for cash that just lasts.

# %% must tags=["if-shown"]
money.must()

# %% q-chances [markdown] lang="zh"
# ## 说不准的数一起动，会怎样
#
# 计划里写明说不准的数（例如销售、进价、推广费），在写的上下限里随机取，算一万遍。固定了种子，每次结果一样。

# %% q-chances [markdown] lang="en" of="ab4c50ed"
# ## When what is uncertain moves together
#
# What the plan says is uncertain (sales, goods, ads and the like) is drawn ten thousand times within its limits; the seed is fixed, so the result stays.

# %% chances tags=["if-shown"]
money.chances()

# %% q-tornado [markdown] lang="zh"
# ## 最怕哪一个数不准

# %% q-tornado [markdown] lang="en" of="fdbbd484"
# ## Which figure it hangs on most

# %% tornado tags=["if-shown"]
money.tornado()

# %% q-scenarios [markdown] lang="zh"
# ## 几种情形放在一起
#
# 计划里的情景，再加上卖得多、卖得少、客服人数跟着变的两种。

# %% q-scenarios [markdown] lang="en" of="3e059aa6"
# ## Scenarios side by side
#
# Those of the plan, and two more: more and fewer sales with a desk that follows.

# %% scenarios tags=["if-shown"]
money.scenarios()

# %% q-compared [markdown] lang="zh"
# ## 每种情形要几个人、赚多少

# %% q-compared [markdown] lang="en" of="0bdfbcc2"
# ## People and profit in each of them

# %% compared tags=["if-shown"]
money.compared()

# %% q-decide-money [markdown] lang="zh" tags=["no-report"]
# ## 决定：薪酬和现金
#
# 填好后按「写入计划…」，先看会改哪几行，再确认。示例店铺不会改动，会记在副本里。表单下面会说这样改，利润和现金各是多少。

# %% q-decide-money [markdown] lang="en" of="263dbb3e" tags=["no-report"]
# ## Decide: pay and cash
#
# Press “Write to the plan…”, look at the lines that will change, then confirm. A sample shop is never changed: its copy is. Below the form stands what profit and cash come to.

# %% decide-money tags=["no-report"]
money.decide()

# %% q-decided [markdown] lang="zh" tags=["no-report"]
# ## 上次是什么时候定的，现在还成立吗

# %% q-decided [markdown] lang="en" of="ced456ac" tags=["no-report"]
# ## When this was decided, and whether it still holds

# %% decided tags=["no-report"]
money.decisions()

# %% questions [markdown] lang="zh" tags=["no-report"]
# ## 想一想
#
# 1. 这个月赚了钱，现金却更少：先看哪几项收付的日子？
# 2. 卖得更多，现金反而更紧，可能吗？先要看哪几个天数？
# 3. 现金最低的月份差一笔钱：少备货、晚招人、谈账期、多投钱，各有什么代价？
# 4. 最怕不准的那个数，下个月怎么让它准一点？
#
# 下一步：[看数据](05_kpi.ipynb)

# %% questions [markdown] lang="en" of="5fb48566" tags=["no-report"]
# ## Questions
#
# 1. A month earns and still has less cash: which days of paying and being paid would you look at first?
# 2. Can more sales make cash tighter, and which numbers of days tell?
# 3. Cash falls short in its lowest month: what does less stock, later hiring, longer credit, or more money put in cost you?
# 4. The figure it hangs on most: what would make it surer by next month?
#
# Next: [The figures](05_kpi.ipynb)
