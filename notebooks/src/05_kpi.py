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
# # 经营得怎么样：发生了什么，为什么，接下来做什么
#
# 学完本节，你能够：
#
# - 用六个数说清一个月的经营；
# - 把支付金额的变化**一分不差**地拆成访客、转化率、客单价；
# - 在漏斗里找到丢人的那一步，分清真变化和正常波动；
# - 说出接下来的一两个动作。
#
# > 支付金额 = 访客数 × 支付转化率 × 客单价

# %% goals [markdown] lang="en" of="ce13e2e7" tags=["no-report"]
# # How is the shop doing: what happened, why, what next
#
# After this notebook you can:
#
# - tell a month of trading in six figures;
# - split the change of the amount paid into visitors, conversion and spend per buyer, **to the last fen**;
# - find the step of the funnel that lost people, and tell a real change from noise;
# - name the one or two things to do next.
#
# > paid = visitors × conversion × spend per buyer

# %% about-parameters [markdown] lang="zh" tags=["no-report"]
# 下面几行可以改：`period` 写 `2026-10`（月）、`2026-W43`（周）或 `2026-10-01..2026-10-15`（任意区间），空着就是最近一个完整的月；`against` 写 `before`（上一期）或 `year_ago`（去年同期）。

# %% about-parameters [markdown] lang="en" of="039eb2d8" tags=["no-report"]
# You may change these lines: `period` is `2026-10` (a month), `2026-W43` (a week) or `2026-10-01..2026-10-15` (any range), empty means the latest full month; `against` is `before` or `year_ago`.

# %% parameters lang="zh" tags=["parameters"]
shop: str = "bathware"  # 店铺：样例名或文件夹路径
period: str = "2026-10"  # 时间段，空着是最近一个完整的月
against: str = "before"  # 和谁比：before 或 year_ago
lang: str = "zh"  # 语言

# %% parameters lang="en" of="2a513cb9" tags=["parameters"]
shop: str = "bathware"  # the shop: name of a sample or path of a folder
period: str = "2026-10"  # the period; empty is the latest full month
against: str = "before"  # compared with: before or year_ago
lang: str = "en"  # language

# %% open
from shopkit.widgets.kpi import look_at
from shopkit.widgets.products import ProductsView
from shopkit.widgets.service import ServiceView
from shopkit.widgets.targets import TargetsView

kpi = look_at(shop, period, against, lang)
products, service, targets = ProductsView(kpi), ServiceView(kpi), TargetsView(kpi)

# %% q-quality [markdown] lang="zh" tags=["no-report"]
# ## 先看数据靠不靠得住

# %% q-quality [markdown] lang="en" of="43dfe9fc" tags=["no-report"]
# ## First: can the data be trusted

# %% quality tags=["no-report"]
kpi.quality()

# %% q-headline [markdown] lang="zh" tags=["no-report"]
# ## 一句话说结论

# %% q-headline [markdown] lang="en" of="c7f1c23e" tags=["no-report"]
# ## The conclusion in a sentence

# %% headline tags=["no-report"]
kpi.headline()

# %% q-tiles [markdown] lang="zh" tags=["no-report"]
# ## 六个数
#
# 每个数都和同样天数的上一期比；▲▼ 是方向，好坏看指标：退款率上升是坏事。

# %% q-tiles [markdown] lang="en" of="83bc7278" tags=["no-report"]
# ## Six figures
#
# Each is held against as many days of the period before; ▲▼ is the direction, whether it is good depends on the figure: a rising refund rate is bad.

# %% tiles tags=["no-report"]
kpi.tiles()

# %% q-pace [markdown] lang="zh"
# ## 能不能达成目标
#
# 细线是目标：全年目标分到月、再按去年同月的节奏分到日，所以大促前后不会误判。

# %% q-pace [markdown] lang="en" of="5cf1a9be"
# ## Will it make its target
#
# The thin line is the target: the year's goal split over months, then over days by the rhythm of the same month a year ago, so that a big day does not mislead.

# %% pace tags=["if-shown"]
targets.pace()

# %% q-needed [markdown] lang="zh"
# ## 差在哪一项
#
# 金额差了，是访客少、转化率低，还是客单价低？时间段还没过完时，会多出两列：照此到期末是多少，剩下的日子每天要多少。

# %% q-needed [markdown] lang="en" of="347e38f3"
# ## Which figure misses its target
#
# Where money is short: too few visitors, a low conversion, or a low spend? While days are left there are two more columns: where the pace leads, and what each remaining day must bring.

# %% needed tags=["if-shown"]
targets.needed()

# %% q-change [markdown] lang="zh"
# ## 支付金额为什么变了
#
# 三个因素的贡献加起来正好等于总变化，没有「其他」。

# %% q-change [markdown] lang="en" of="d3c88a3d"
# ## Why the amount paid changed
#
# What the three factors gave adds up to the whole change; there is no “other”.

# %% change
kpi.change()

# %% q-funnel [markdown] lang="zh"
# ## 人丢在哪一步
#
# 看每一步占上一步的比例。只有超出正常波动的变化才会点名。

# %% q-funnel [markdown] lang="en" of="58869900"
# ## Where people drop out
#
# Look at each step as a share of the one before. Only a change beyond noise is named.

# %% funnel
kpi.funnel()

# %% q-days [markdown] lang="zh"
# ## 每一天
#
# 高峰是活动还是平常？低的那几天发生了什么？

# %% q-days [markdown] lang="en" of="146595d5"
# ## Day by day
#
# Is the peak a campaign or an ordinary day? What happened on the low ones?

# %% days
kpi.trend("day")

# %% q-months [markdown] lang="zh"
# ## 放到一年里看
#
# 一个月的涨跌，先看是不是每年这个时候都这样。

# %% q-months [markdown] lang="en" of="d5935d0c"
# ## Against the year
#
# Before reading anything into one month, see whether that season is always like this.

# %% months
kpi.trend("month")

# %% q-products [markdown] lang="zh"
# ## 哪些商品在卖
#
# 先看前几款占了多少，再看谁升谁跌。

# %% q-products [markdown] lang="en" of="ded266d9"
# ## What sells
#
# See first how much the top products make, then which rose and which fell.

# %% products tags=["if-shown"]
products.top()

# %% q-product-table [markdown] lang="zh" tags=["no-report"]
# ## 商品明细
#
# 访客多而转化低的，先改页面；转化高而访客少的，先给流量。

# %% q-product-table [markdown] lang="en" of="2179e036" tags=["no-report"]
# ## Products in figures
#
# Many visitors and little conversion: mend the page. High conversion and few visitors: send traffic.

# %% product-table tags=["no-report"]
products.table()

# %% q-market [markdown] lang="zh" tags=["no-report"]
# ## 市场里的名次
#
# 名次变化 = 上期名次 − 本期名次，正数是上升。

# %% q-market [markdown] lang="en" of="18c170d1" tags=["no-report"]
# ## Places in the market
#
# Change = place before − place now; positive is a rise.

# %% market tags=["no-report"]
products.market()

# %% q-hours [markdown] lang="zh"
# ## 买家什么时候付款
#
# 推广和客服要排在这些时段。

# %% q-hours [markdown] lang="en" of="b979bb32"
# ## When buyers pay
#
# Ads and service staff belong into these hours.

# %% hours
kpi.hours()

# %% q-weekdays [markdown] lang="zh"
# ## 一周里的哪几天
#
# 按平均每天算，所以五个周六和四个周六也能比。

# %% q-weekdays [markdown] lang="en" of="62dc8578"
# ## Which days of the week
#
# Counted for an average day, so that five Saturdays compare with four.

# %% weekdays
kpi.breakdown("weekday")

# %% q-provinces [markdown] lang="zh"
# ## 卖到哪里

# %% q-provinces [markdown] lang="en" of="59b796e6"
# ## Where it is sold

# %% provinces
kpi.breakdown("province")

# %% q-dispatch [markdown] lang="zh"
# ## 发货快不快
#
# 付款到发货：平常 24 小时，最晚 48 小时（源文档 001）。

# %% q-dispatch [markdown] lang="en" of="70a0a164"
# ## How soon orders leave
#
# From payment to dispatch: 24 hours on ordinary days, 48 at the latest (source document 001).

# %% dispatch tags=["if-shown"]
service.dispatch()

# %% q-desk [markdown] lang="zh" tags=["no-report"]
# ## 客服和评价

# %% q-desk [markdown] lang="en" of="15b81677" tags=["no-report"]
# ## Service desk and reviews

# %% desk tags=["no-report"]
service.desk()

# %% q-ratings [markdown] lang="zh" tags=["no-report"]
# ## 好评率定多高，容得下几条差评
#
# 平台有的看好评率，有的看平均分，其实是一把尺子的两种刻度。

# %% q-ratings [markdown] lang="en" of="daf41204" tags=["no-report"]
# ## How many bad reviews a target allows
#
# Some platforms show a share of good reviews, others an average score: two scales of one thing.

# %% ratings tags=["no-report"]
service.ratings()

# %% q-explore [markdown] lang="zh" tags=["no-report"]
# ## 自己换着看
#
# 拖动时间、换比较对象、换分组，数和图一起变；「恢复」回到开头的时间段。上面的图是它的静态版本。
#
# （这里的控件要在 JupyterLab 里运行笔记本才会出现。）

# %% q-explore [markdown] lang="en" of="a4a100c1" tags=["no-report"]
# ## Look around
#
# Move the period, change what it is compared with or how it is broken down: figures and pictures follow; “Reset” goes back to the start. The pictures above are its static version.
#
# (These controls appear when the notebook is run in JupyterLab.)

# %% explore tags=["no-report"]
kpi.explore()

# %% q-findings [markdown] lang="zh" tags=["no-report"]
# ## 接下来做什么
#
# 按金额排序；没有把握的变化不会出现在这里。

# %% q-findings [markdown] lang="en" of="dc3442f1" tags=["no-report"]
# ## What next
#
# Ordered by money; changes that noise could explain are not listed.

# %% findings tags=["no-report"]
kpi.findings()

# %% q-actions [markdown] lang="zh"
# ## 之前的动作有没有用
#
# 动作之前同样天数、同样星期的一段，和动作开始到检查日期的一段比。这是前后对比，不能证明就是它起的作用；人太少、看不清的，不下结论。

# %% q-actions [markdown] lang="en" of="39c15158"
# ## What became of the actions
#
# A span before the action, as long and with the same weekdays, is held against the one from its start to its check date. That is before and after, no proof of cause; where too few people came to tell, nothing is concluded.

# %% actions tags=["if-shown"]
kpi.actions()

# %% q-act [markdown] lang="zh" tags=["no-report"]
# ## 记下这周的动作
#
# 写清做什么、谁来做、看哪个指标、预期多少，按「记下」才会写进店铺文件夹里的 `actions.csv`；下次的报告会告诉你结果。样例店不会改动，会记在副本里。
#
# （这里的控件要在 JupyterLab 里运行笔记本才会出现。）

# %% q-act [markdown] lang="en" of="9b5579c8" tags=["no-report"]
# ## Log this week's action
#
# Say what is done, by whom, which figure it should move and by how much; only “Add” writes it into `actions.csv` in the shop folder, and the next report says what became of it. A sample shop is never changed: its copy is.
#
# (These controls appear when the notebook is run in JupyterLab.)

# %% act tags=["no-report"]
kpi.act()

# %% q-figures [markdown] lang="zh"
# ## 全部指标
#
# 「口径」一列说明每个数从哪里来：有平台给的整期数就用它，没有就把每天相加，再没有就用订单。

# %% q-figures [markdown] lang="en" of="6eb45a98"
# ## All figures
#
# The last column says where each figure comes from: the platform's own row for this span where there is one, else its days added, else the orders.

# %% figures
kpi.figures()

# %% q-definitions [markdown] lang="zh" tags=["no-report"]
# 六个数是这样定义的：

# %% q-definitions [markdown] lang="en" of="4bbc89ba" tags=["no-report"]
# The six figures are defined like this:

# %% definitions tags=["no-report"]
kpi.definitions()

# %% questions [markdown] lang="zh" tags=["no-report"]
# ## 想一想
#
# 1. 如果转化率回到上一期，其他不变，支付金额会是多少？
# 2. 访客数为什么不能把每天的相加？什么时候只好这样做，怎么标明？
# 3. 把 `against` 改成 `year_ago` 再运行一遍：结论变了吗？

# %% questions [markdown] lang="en" of="fea42a79" tags=["no-report"]
# ## Questions
#
# 1. With conversion back at its old level and all else equal, what would have been paid?
# 2. Why must daily visitors not be added? When is there no other way, and how is it labelled?
# 3. Set `against` to `year_ago` and run again: does the conclusion change?
