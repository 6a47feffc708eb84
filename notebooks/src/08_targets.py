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
# # 目标：一年要做多少，每个月、每一天要做多少
#
# 学完本节，你能够：
#
# - 用**访客 × 转化率 × 客单价**，给三项求第四项；
# - 把全年目标按本店的季节分到季度和月，各月加起来**一分不差**；
# - 锁定大促月，看其余月份怎样让出来；
# - 看清一个目标要多少访客、多少推广费，再决定要不要它；
# - 把定好的目标写回 `shop.yaml`。

# %% goals [markdown] lang="en" of="ae9a09b9" tags=["no-report"]
# # Targets: what a year must bring, and each month and day of it
#
# After this notebook you can:
#
# - solve **visitors × conversion × spend a buyer** for whichever term is missing;
# - split a year's goal over quarters and months by the shop's own season, the months adding up **to the last fen**;
# - lock the month of a big campaign and see what the others give;
# - tell how many visitors and how much ad money a goal takes before you adopt it;
# - write the goal back into `shop.yaml`.

# %% about-parameters [markdown] lang="zh" tags=["no-report"]
# 下面几行可以改：`period` 是看进度的月份；`year` 是要定目标的年份，0 是这个月份所在的年。

# %% about-parameters [markdown] lang="en" of="788561ca" tags=["no-report"]
# You may change these lines: `period` is the month whose progress is shown; `year` is the year the goal is set for, 0 the year of that month.

# %% parameters lang="zh" tags=["parameters"]
shop: str = "flagship"  # 店铺：样例名或文件夹路径
period: str = "2026-10"  # 时间段，空着是最近一个完整的月
against: str = "before"  # 和谁比：before 或 year_ago
year: int = 0  # 定哪一年的目标，0 是时间段所在的年
lang: str = "zh"  # 语言

# %% parameters lang="en" of="4f5d3323" tags=["parameters"]
shop: str = "flagship"  # the shop: name of a sample or path of a folder
period: str = "2026-10"  # the period; empty is the latest full month
against: str = "before"  # compared with: before or year_ago
year: int = 0  # the year the goal is set for, 0 is the period's
lang: str = "en"  # language

# %% open
from shopkit.widgets.targets import look_at_targets

targets = look_at_targets(shop, period, against, lang)

# %% q-solve [markdown] lang="zh" tags=["no-report"]
# ## 给三项，求第四项
#
# > 销售额 = 访客数 × 支付转化率 × 客单价
#
# 比如：一天 200 单、转化率 2%，要多少访客？选「访客数」，填另外三项。（控件要在 JupyterLab 里运行才会出现。）

# %% q-solve [markdown] lang="en" of="4e4cbb2b" tags=["no-report"]
# ## Three terms give the fourth
#
# > sales = visitors × conversion × spend a buyer
#
# For example: 200 orders a day at 2% take how many visitors? Choose “Visitors” and fill in the other three. (The controls appear when the notebook is run in JupyterLab.)

# %% solve tags=["no-report"]
targets.solve()

# %% q-effect [markdown] lang="zh"
# ## 哪一项最值得动
#
# 三项是相乘的：任何一项多 10%，销售额都多 10%。区别在于做到它要花多少力气、多少钱。

# %% q-effect [markdown] lang="en" of="34bb4436"
# ## Which term to work on
#
# The terms multiply: 10% more of any gives 10% more sales. They differ in what it takes to get there.

# %% effect tags=["if-shown"]
targets.effect()

# %% q-ladder [markdown] lang="zh"
# ## 阶段的台阶有多高
#
# 把各阶段的月销售额或日单量并排放：看倍数，也看它每天要的访客。

# %% q-ladder [markdown] lang="en" of="8a190485"
# ## How high are the steps
#
# The stages side by side: look at the factor of each step, and at the visitors a day it takes.

# %% ladder tags=["if-shown"]
targets.ladder()

# %% q-steps [markdown] lang="zh"
# ## 每个阶段要守住什么
#
# 单量上去了，转化率和好评率也要守住，否则访客要得更多。

# %% q-steps [markdown] lang="en" of="40ce9866"
# ## What each stage must hold
#
# As orders grow, conversion and good reviews have to hold, or still more visitors are needed.

# %% steps tags=["if-shown"]
targets.steps()

# %% q-year [markdown] lang="zh"
# ## 一年怎么分到十二个月
#
# 有 25 个月以上的数据时，季节是用「当月 ÷ 前后十二个月平均」算的，增长不会混进去。

# %% q-year [markdown] lang="en" of="0cd81513"
# ## A year in twelve months
#
# With 25 months or more of data the season is the month ÷ the mean of the twelve months around it, so that growth does not pass for season.

# %% year tags=["if-shown"]
targets.year()

# %% q-quarters [markdown] lang="zh"
# ## 每个季度要多少访客、多少推广费
#
# 金额和订单可以相加；访客只能「逐日相加」，同一个人来两天算两次。访客取整数，多出来的零头写在「取整差额」里。

# %% q-quarters [markdown] lang="en" of="5e96829f"
# ## Visitors and ad money of each quarter
#
# Money and orders add up; visitors only as sums of days, one person on two days counting twice. Visitors are whole numbers; what that leaves is shown as “Left by rounding”.

# %% quarters tags=["if-shown"]
targets.breakdown("quarter")

# %% q-months [markdown] lang="zh"
# ## 每个月

# %% q-months [markdown] lang="en" of="422db3ab"
# ## Each month

# %% months tags=["if-shown"]
targets.breakdown("month")

# %% q-categories [markdown] lang="zh"
# ## 落到品类和商品角色
#
# 占比来自 `shop.yaml`；合计不到 1 时，余下的部分不归任何一项。

# %% q-categories [markdown] lang="en" of="66f07e59"
# ## Down to categories and product roles
#
# The shares stand in `shop.yaml`; where they add to less than 1 the rest belongs to none.

# %% categories tags=["if-shown"]
targets.shares()

# %% q-pace [markdown] lang="zh"
# ## 这个月能不能达成

# %% q-pace [markdown] lang="en" of="0de24d0a"
# ## Will this month make it

# %% pace tags=["if-shown"]
targets.pace()

# %% q-needed [markdown] lang="zh"
# ## 差在哪一项

# %% q-needed [markdown] lang="en" of="7cbc1e91"
# ## Which figure misses its target

# %% needed tags=["if-shown"]
targets.needed()

# %% q-explore [markdown] lang="zh" tags=["no-report"]
# ## 定下目标
#
# 改全年销售额、转化率、客单价，或锁定一个月：各月和所需的访客、推广费跟着变。上面的图是它的静态版本。
#
# （控件要在 JupyterLab 里运行笔记本才会出现。）

# %% q-explore [markdown] lang="en" of="45a508c2" tags=["no-report"]
# ## Set the goal
#
# Change the year's sales, conversion or spend a buyer, or lock a month: the months, and the visitors and ad money they take, follow. The pictures above are its static version.
#
# (The controls appear when the notebook is run in JupyterLab.)

# %% explore tags=["no-report"]
goal = targets.explore(year)
goal

# %% q-save [markdown] lang="zh" tags=["no-report"]
# ## 写回计划
#
# 先看要改的几行，再写入。样例店不会改动，会记在副本里。

# %% q-save [markdown] lang="en" of="3ed1810c" tags=["no-report"]
# ## Write it into the plan
#
# The lines that change are shown first. A sample shop is never changed: its copy is.

# %% save tags=["no-report"]
goal.save()

# %% q-decided [markdown] lang="zh" tags=["no-report"]
# ## 这个目标是什么时候定的
#
# 定下之后又过完了月份，依据就变了：表里会说哪一项变了，已过完的月份比目标多或少多少。

# %% q-decided [markdown] lang="en" of="a2badeb0" tags=["no-report"]
# ## When this goal was decided
#
# Once more months are over, what it was decided from has changed: the table says what, and how far the months that are over lie above or below their targets.

# %% decided tags=["no-report"]
targets.decided()

# %% questions [markdown] lang="zh" tags=["no-report"]
# ## 想一想
#
# 1. 如果转化率提不上去，目标要靠多少访客？这些访客从哪些渠道来，要花多少钱？
# 2. 最重的那个月，客服、仓库、库存跟得上吗？
# 3. 连续两个月落后目标时，你会改目标，还是改做法？为什么？

# %% questions [markdown] lang="en" of="4cec6591" tags=["no-report"]
# ## Questions
#
# 1. If conversion cannot be raised, how many visitors does the goal take? From which channels, at what cost?
# 2. Can service, warehouse and stock keep up in the heaviest month?
# 3. Two months in a row behind target: do you change the goal or what you do? Why?
