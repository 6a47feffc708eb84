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
# # 活动和日历：一年做什么，下一场来得及吗
#
# 学完本节，你能够：
#
# - 把平台活动、节假日和自己的活动放在一张图上，看出哪里撞期、哪里太密、哪里空着；
# - 从活动开始的那天往回排，知道今天该做什么、什么已经晚了、谁忙不过来；
# - 看活动预计多卖多少，知道这个预测准不准，没有历史时靠哪些假设；
# - 知道哪款货、最晚哪天、订多少件；
# - 在活动之前算出它留下多少钱，活动之后和计划对一遍；
# - 改日期、拖动深度，看订单、备货、人手、现金和利润一起怎么动，再写进 `shop.yaml`。
#
# 顺序是**先看、再定、后写入**。缺什么都可以先往下走，页面会说要写哪一项。
#
# 下面几行可以改：`shop` 写示例店铺的名称，或者你自己在 `00_start` 里建的店名；`period` 是已经过去的时间段，从它之后的那天往前看，空着就从数据之后的那天看；`campaign` 写要看的活动名，空着是下一个要准备的。改完后从头运行一遍（菜单「Run → Run All Cells」，中文界面是「运行 → 运行所有单元格」）。

# %% goals [markdown] lang="en" of="1058e1d1" tags=["no-report"]
# # Campaigns and calendar: what a year holds, and whether the next one can be ready
#
# After this notebook you can:
#
# - put the platform's campaigns, holidays and your own on one picture, and see where they clash, crowd or leave gaps;
# - count back from a campaign's first day: what to do today, what is late, who has no hours left;
# - tell what a campaign is expected to sell more, how good that forecast is, and what it assumes where there is no past;
# - say which product to order, how many, until when;
# - tell before a campaign what it leaves, and hold it against the plan afterwards;
# - move its days and depth, watch orders, stock, people, cash and profit move together, and write that into `shop.yaml`.
#
# **Look, decide, write**, in this order. Whatever is missing, go on: the page says what to write.
#
# You may change the lines below: `shop` is the name of a sample shop, or of one you made in `00_start`; `period` is what is past, and the year is seen from the day after it, empty is the day after the data; `campaign` is the name of the campaign looked at, empty is the next one to prepare. Then run everything again (menu Run, Run All Cells).

# %% parameters lang="zh" tags=["parameters"]
shop: str = "bathware"  # 店铺：店名或文件夹路径
period: str = "2026-10"  # 已经过去的时间段，从它之后看；空着从数据之后看
campaign: str = ""  # 活动名，空着是下一个要准备的
lang: str = "zh"  # 语言

# %% parameters lang="en" of="fa308513" tags=["parameters"]
shop: str = "bathware"  # the shop: its name or the path of its folder
period: str = "2026-10"  # what is past; the year is seen from the day after it
campaign: str = ""  # name of the campaign; empty is the next to prepare
lang: str = "en"  # language

# %% open
from shopkit.widgets.campaigns import look_at_campaigns

year = look_at_campaigns(shop, period, campaign, lang)
trade = year.trade

# %% state tags=["no-report"]
year.state()

# %% q-ribbon [markdown] lang="zh"
# ## 这一年有哪些日子
#
# 一行是一类：平台活动、节假日、自己的活动。没公布的、缺日期的是假设，画成浅色带框。

# %% q-ribbon [markdown] lang="en" of="f01ec723"
# ## What this year holds
#
# A row is a kind: the platform, holidays, the shop's own. What is not announced or lacks dates is assumed, drawn pale in a frame.

# %% ribbon tags=["if-shown"]
year.ribbon()

# %% next-year [markdown] lang="zh" tags=["no-report"]
# 看明年：`year.ribbon(1)`。

# %% next-year [markdown] lang="en" of="01c0d89f" tags=["no-report"]
# The next year: `year.ribbon(1)`.

# %% q-findings [markdown] lang="zh"
# ## 哪里不合，哪里晚了
#
# 撞期、太密、报名过期、排满的星期、亏钱的活动、该订没订的货、在卖却没有的货，最重的在前。

# %% q-findings [markdown] lang="en" of="d2af2b43"
# ## What does not fit, what is late
#
# Clashes, too many campaigns, missed sign-ups, over-booked weeks, campaigns that lose, stock not ordered or sold without being there; the worst first.

# %% findings tags=["if-shown"]
year.findings()

# %% q-campaign [markdown] lang="zh"
# ## 下一个活动：从开始那天往回排
#
# 从活动第一天按工作日往回数，每件事排在最晚能开始的那天；竖线是今天。图下面的表，越靠前越没有余地。

# %% q-campaign [markdown] lang="en" of="0a6a28ed"
# ## The next campaign, counted backwards
#
# Counted back in workdays from its first day; each task lies where it may begin last. The line is today. In the table below the picture, what stands first has least time left.

# %% campaign tags=["if-shown"]
year.campaign()

# %% gantt tags=["if-shown"]
year.gantt()

# %% late tags=["if-shown"]
year.late()

# %% q-prep [markdown] lang="zh"
# ## 备战单：七件事，哪件还没有数
#
# 流量比、转化比、备货、两张值班表、预包装和销量预估；缺的一列写要什么才能算。

# %% q-prep [markdown] lang="en" of="cc4b0194"
# ## Seven things to prepare: which has no figure yet
#
# Traffic, conversion, stock, two rosters, boxes packed ahead, sales; the last column says what a missing one takes.

# %% prep tags=["if-shown"]
year.prep()

# %% q-notice [markdown] lang="zh" tags=["no-report"]
# ## 页面上怎么写，照哪张清单做
#
# 横幅和规则都从计划里来，改了计划再运行，两处不会对不上。清单按活动的类型挑，`year.checklist("group_documents")` 看别的，例如团购资料。

# %% q-notice [markdown] lang="en" of="74de4af7" tags=["no-report"]
# ## What the page says, and which list to follow
#
# Banner and rules are made from the plan, so they cannot differ from it. The list is that of the campaign's kind; `year.checklist("group_documents")` shows another one, as the papers of a group deal.

# %% notice tags=["no-report"]
year.notice()

# %% checklist tags=["no-report"]
year.checklist()

# %% q-load [markdown] lang="zh"
# ## 谁忙不过来
#
# 每个岗位每周要的工时，和有的工时比；会议和反复的事也算在内。

# %% q-load [markdown] lang="en" of="bd38ebd4"
# ## Who has no hours left
#
# Hours asked of each post by week against those it has; meetings and what comes round are counted.

# %% load tags=["if-shown"]
year.load()

# %% moves tags=["if-shown"]
year.moves()

# %% q-first [markdown] lang="zh" tags=["no-report"]
# ## 今天先做什么，每周做什么
#
# 先是按重要和紧急排的任务，再是下一周每周都要做的几件事。新店头一百天的：`year.first_days("2026-12-01")`，括号里是开业那天。

# %% q-first [markdown] lang="en" of="e5594b3e" tags=["no-report"]
# ## What to do first, and every week
#
# Tasks by importance and urgency, then what every week asks for, in the next one. For a new shop's first hundred days: `year.first_days("2026-12-01")`, with its first day of business.

# %% priorities tags=["no-report"]
year.priorities()

# %% week tags=["no-report"]
year.week()

# %% q-days [markdown] lang="zh"
# ## 能卖多少：有它和没有它
#
# 两条线之差才是活动带来的，包括活动后的回落。浅色是八成把握的范围。

# %% q-days [markdown] lang="en" of="86316a00"
# ## What it sells: with it and without it
#
# Only the difference of the two lines is what it brings, the dip after it included. The pale band holds four of five cases.

# %% days tags=["if-shown"]
trade.days()

# %% expectation tags=["if-shown"]
trade.expectation()

# %% q-cover [markdown] lang="zh"
# ## 要备多少，最晚哪天订
#
# 先是平常的货还能卖几天，再是这个活动要备的货。

# %% q-cover [markdown] lang="en" of="0e6d5a92"
# ## What to order, until when
#
# Everyday stock first, then what this campaign needs.

# %% cover tags=["if-shown"]
trade.cover()

# %% orders tags=["if-shown"]
trade.orders()

# %% campaign-stock tags=["if-shown"]
trade.campaign_stock()

# %% campaign-orders tags=["if-shown"]
trade.campaign_orders()

# %% q-account [markdown] lang="zh"
# ## 这个活动留下多少钱
#
# 让利按去年同期的订单过一遍优惠规则；推广、加人和剩货都扣掉；最后一列是不做活动的同样几天。最下面的表是上一个活动：计划和实际。

# %% q-account [markdown] lang="en" of="28a13acc"
# ## What this campaign leaves
#
# Discounts are last year's orders put through the promotions; ads, extra people and left-over stock come off. The last column is the same days without it. The last table is the campaign before: planned and actual.

# %% account tags=["if-shown"]
trade.account()

# %% verdict tags=["if-shown"]
trade.verdict()

# %% came tags=["if-shown"]
trade.came()

# %% q-channels [markdown] lang="zh"
# ## 推广费怎么分
#
# 先看过去每周的花费和成交说明什么，再看同样的钱怎么分卖得最多。

# %% q-channels [markdown] lang="en" of="936470fc"
# ## How to split the money for ads
#
# First what past weeks of spend and sales tell, then which split of the same money sells most.

# %% channels tags=["if-shown"]
trade.channels()

# %% split tags=["if-shown"]
trade.split()

# %% q-approvals [markdown] lang="zh"
# ## 活动的钱批到哪一步
#
# 计划花多少、批了多少、超出多少，最晚哪天复盘。

# %% q-approvals [markdown] lang="en" of="2ded1177"
# ## How far the money of each campaign has come
#
# What is planned, what was granted, what goes beyond it, and the last day to review it.

# %% approvals tags=["if-shown"]
year.approvals()

# %% office [markdown] lang="zh" tags=["no-report"]
# ## 会议、触达、手法、工作计划
#
# 还能用哪些手法、能不能做，计划还缺哪一步，也在这里。知道多少客户同意接收，写进括号：`year.contacts(agreed=800)`。

# %% office [markdown] lang="en" of="e9dd6e0f" tags=["no-report"]
# ## Meetings, messages, tactics, the work plan
#
# Other ways to promote and whether they are allowed, and which step of the plan is missing. Where you know how many customers agreed to messages, say so: `year.contacts(agreed=800)`.

# %% meetings tags=["no-report"]
year.meetings()

# %% contacts tags=["no-report"]
year.contacts()

# %% occasions tags=["no-report"]
year.occasions()

# %% tactics tags=["no-report"]
year.tactics()

# %% work-plan tags=["no-report"]
year.work_plan()

# %% q-explore [markdown] lang="zh" tags=["no-report"]
# ## 拖一拖：日期和深度
#
# 先把日期提前一周，看最晚订货日和现金；再改折扣，看利润。折扣本身不会凭空多卖，页面会说用没用价格弹性。
#
# （控件要在 JupyterLab 里运行笔记本才会出现。）

# %% q-explore [markdown] lang="en" of="dd2cae13" tags=["no-report"]
# ## Move it: days and depth
#
# A week earlier first: watch the last day to order, and cash. Then the depth: watch profit. A deeper price does not sell more by itself; the page says whether an elasticity is used.
#
# (The controls appear when the notebook runs in JupyterLab.)

# %% explore tags=["no-report"]
year.explore()

# %% q-decide [markdown] lang="zh" tags=["no-report"]
# ## 决定，写进计划
#
# 填好后按「写入计划…」，先看会改哪几行，再确认。示例店铺不会改动，会记在副本里。表单下面会说哪里不合。任务做完了写 `done`；没有历史时的假设写在「预测的假设」。最后可以存成手机日历、任务表和贴在墙上的海报。

# %% q-decide [markdown] lang="en" of="09ede83a" tags=["no-report"]
# ## Decide, and write it
#
# Press “Write to the plan…”, look at the lines that will change, then confirm. A sample shop is never changed: its copy is. Below the form stands what does not fit. What is done gets `done` among the tasks; what is assumed without a past goes under Assumptions. Then write a calendar for telephones, the task list, a poster for the wall.

# %% decide tags=["no-report"]
year.decide()

# %% download tags=["no-report"]
year.download()

# %% decided tags=["no-report"]
year.decisions()

# %% questions [markdown] lang="zh" tags=["no-report"]
# ## 想一想
#
# 1. 活动那几天卖得多，后面几天卖得少：只看活动当天，会把它看好多少？
# 2. 排不下的那一周，是加人、少做，还是换一天？每种要付什么？
# 3. 货多备 20% 和少备 20%，各损失多少？哪一边更疼？
# 4. 活动少留下钱，还要做的理由是什么？写下来，活动后回来看。
#
# 下一步：[看数据](05_kpi.ipynb)

# %% questions [markdown] lang="en" of="412ed78f" tags=["no-report"]
# ## Questions
#
# 1. A campaign sells more on its days and less after them: how much too good does it look by its days alone?
# 2. For the week that is too full: more people, less work, or another day? What does each cost?
# 3. A fifth too much stock, a fifth too little: what is lost, and which hurts more?
# 4. A campaign that leaves less than none: why hold it? Write the reason down, and read it afterwards.
#
# Next: [The figures](05_kpi.ipynb)
