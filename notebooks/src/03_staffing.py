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
# # 人：谁来做，排得开吗
#
# 学完本节，你能够：
#
# - 说出哪些事没人做、哪些事只靠一个人，每个岗位看哪几个数；
# - 比较按营业额、按单量、按阶段定人数的办法，看自己的人多还是少；
# - 从每小时的咨询算出要几个客服，排出两周的班，知道缺口要放宽哪条规则；
# - 算出下一次活动要多几个打包和客服；
# - 算出每月人工连同社保一共多少，哪种发法站不住；
# - 拖动销售和服务目标，看人、工资、利润和现金一起怎么动，再写进 `shop.yaml`。
#
# 顺序是**先看、再定、后写入**。缺什么都可以先往下走，页面会说要写哪一项。钱怎么花、够不够，在下一节 [`11_money`](11_money.ipynb)。

# %% goals [markdown] lang="en" of="8207df5e" tags=["no-report"]
# # People: who does it, and do the hours hold
#
# After this notebook you can:
#
# - say which duties nobody does, which hang on one person, and what each post is measured by;
# - compare ways to set headcount (by turnover, by orders, by stage) with the team you have;
# - turn chats by the hour into agents, put two weeks of shifts together, and know which rule to relax where they fall short;
# - tell how many more packers and agents the next campaign takes;
# - tell what a month of people costs with the employer's part, and which way of paying does not hold;
# - move sales and service and watch people, pay, profit and cash move together, then write them into `shop.yaml`.
#
# **Look, decide, write**, in this order. Whatever is missing, go on: the page says what to write. What the money does is the next notebook, [`11_money`](11_money.ipynb).

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
from shopkit.widgets.staffing import look_at_staffing

team = look_at_staffing(shop, period, lang)

# %% q-state [markdown] lang="zh" tags=["no-report"]
# ## 有什么，还缺什么

# %% q-state [markdown] lang="en" of="6fa37829" tags=["no-report"]
# ## What there is, what is missing

# %% state tags=["no-report"]
team.state()

# %% q-organisation [markdown] lang="zh"
# ## 谁归谁管
#
# 只有岗位和人数，没有人名。

# %% q-organisation [markdown] lang="en" of="187fc9f0"
# ## Who belongs where
#
# Posts and heads only, no names.

# %% organisation tags=["if-shown"]
team.organisation()

# %% q-duties [markdown] lang="zh"
# ## 每件事有人做吗，有人顶吗
#
# 行是开店要做的事，列是岗位。只有一个人会做的事，这个人请假就停了。

# %% q-duties [markdown] lang="en" of="c8b8d42f"
# ## Does every duty have somebody, and somebody else
#
# Rows are what a shop has to do, columns its posts. What only one person does stops when that person is away.

# %% duties tags=["if-shown"]
team.duties()

# %% q-team-findings [markdown] lang="zh"
# ## 这支队伍缺什么

# %% q-team-findings [markdown] lang="en" of="317b6b5b"
# ## What this team lacks

# %% team-findings tags=["if-shown"]
team.findings()

# %% q-kpis [markdown] lang="zh"
# ## 每个岗位看哪几个数
#
# 一个岗位两三个就够，多了没人看。现在的数取自店里的文件，目标取自计划；不知道的写 —，不当作 0。

# %% q-kpis [markdown] lang="en" of="2700e649"
# ## What each post is measured by
#
# Two or three figures a post; nobody looks at more. What they are now is told by the shop's files, the targets by its plan; what is unknown is —, never 0.

# %% kpis tags=["if-shown"]
team.kpis()

# %% q-policies [markdown] lang="zh"
# ## 同样的生意，别的办法要几个人
#
# 来源文件里有好几种定人数的办法：按营业额、按每天单量、按阶段。「照原文」是原来写的，「改正后」补上了漏掉的区间和算错的数，按本店的工资再算一遍的也列在一起。

# %% q-policies [markdown] lang="en" of="a79c5fc8"
# ## The same business, staffed in other ways
#
# The source documents hold several ways to set headcount: by turnover, by orders a day, by stage. As printed is what they say; as mended fills their gaps and errors; a third edition counts with this shop's own pay.

# %% policies tags=["if-shown"]
team.policies()

# %% q-hires [markdown] lang="zh"
# ## 以后几个月有多少人

# %% q-hires [markdown] lang="en" of="46284791"
# ## How many people in the months ahead

# %% hires tags=["if-shown"]
team.hires()

# %% q-hours [markdown] lang="zh"
# ## 哪个小时要几个客服
#
# 每天的咨询按买家下单的钟点分到每小时，再看几个人才能达到目标（例如 90% 在 30 秒内有人接）。一个人可以同时接几个，但手只有一双：占手的时间算在里面。

# %% q-hours [markdown] lang="en" of="45da0dff"
# ## How many agents, hour by hour
#
# Chats are spread over the hours as buyers order; then as many agents as the target takes (90% within 30 seconds, say). One agent holds several chats, but has two hands: the share of time that takes both is counted.

# %% hours tags=["if-shown"]
team.hours()

# %% q-levels [markdown] lang="zh"
# ## 少一个人、多一个人，差多少
#
# 最忙的一小时：人数和及时接待的比例不是一条直线，少一个人可能就接不住了。

# %% q-levels [markdown] lang="en" of="1bd12ed2"
# ## One agent fewer, one more
#
# The busiest hour: service does not fall in a straight line; one agent fewer may be one too few.

# %% levels tags=["if-shown"]
team.levels()

# %% q-roster [markdown] lang="zh"
# ## 计划里的人，排得开吗
#
# 两周的班表：每周休息、两班间隔、加班上限都按计划，且不会松过法律。计划里没写的，按法律。

# %% q-roster [markdown] lang="en" of="5eaeb478"
# ## Do the people of the plan hold the hours
#
# Two weeks of shifts: days off, rest between shifts and overtime as the plan has them, never looser than the law; what the plan does not say is the law's.

# %% roster tags=["if-shown"]
team.roster()

# %% q-ways-out [markdown] lang="zh"
# ## 排不开时，放宽哪一条
#
# 每条规则单独放宽，看够不够；都不够，就看要加到几个人。

# %% q-ways-out [markdown] lang="en" of="672a606c"
# ## Where it does not hold: which rule to relax
#
# Each rule relaxed alone; where none suffices, how many people it takes.

# %% ways-out tags=["if-shown"]
team.ways_out()

# %% q-enough [markdown] lang="zh"
# ## 排得开的最少人数，班表长这样
#
# 人只有编号。夜班和周末尽量摊匀。

# %% q-enough [markdown] lang="en" of="fbfb6b61"
# ## The fewest people who hold the hours, and their shifts
#
# People are numbers here. Nights and weekends are shared as evenly as can be.

# %% enough tags=["if-shown"]
team.roster_enough()

# %% loads tags=["no-report"]
team.loads()

# %% q-download [markdown] lang="zh" tags=["no-report"]
# 把班表存成 Excel，或存成手机能导入的日历。文件写在店铺文件夹里；示例店铺写在副本里。
#
# （控件要在 JupyterLab 里运行笔记本才会出现。）

# %% q-download [markdown] lang="en" of="605d58bb" tags=["no-report"]
# Write the roster as a workbook, or as a calendar for telephones. The files go into the shop's folder; of a sample shop into its copy.
#
# (The controls appear when the notebook runs in JupyterLab.)

# %% download tags=["no-report"]
team.download()

# %% q-campaign [markdown] lang="zh"
# ## 下一次活动要多几个人
#
# 来源文件的做法：三分之一的货提前打好；活动后第三天售后最多，从那天起安排三晚夜班；每天一百单一个打包的人。

# %% q-campaign [markdown] lang="en" of="a5d22b63"
# ## How many more people the next campaign takes
#
# As a source document has it: a third of the parcels packed ahead; most after-sales on the third day after it, so three nights are worked from then on; one packer for a hundred orders a day.

# %% q-campaign-days [markdown] lang="zh" tags=["no-report"]
# 提前几天打、一个人一天打几件，可以改：`team.campaign(days_ahead=5, parcels=150)`。

# %% q-campaign-days [markdown] lang="en" of="942b2719" tags=["no-report"]
# Days and parcels may be changed: `team.campaign(days_ahead=5, parcels=150)`.

# %% campaign tags=["if-shown"]
team.campaign()

# %% q-payroll [markdown] lang="zh"
# ## 每个岗位一个月要花多少
#
# 基本工资、提成、别的，再加公司要交的社保和公积金。只列岗位。

# %% q-payroll [markdown] lang="en" of="6a3385c4"
# ## What each post costs in a month
#
# Base, commission, the rest, and the employer's insurance and housing fund on top. Posts only.

# %% payroll tags=["if-shown"]
team.money.payroll()

# %% q-lawful [markdown] lang="zh"
# ## 这样发工资，站得住吗
#
# 最低工资、扣款不超过两成、加班倍数、试用期工资，还有重叠的提成。使用前要确认的会写明。

# %% q-lawful [markdown] lang="en" of="13cd6717"
# ## Does this way of paying hold
#
# Minimum wage, deductions of a fifth at most, overtime, pay on probation, and commissions stacked on each other. What to confirm before use is said.

# %% lawful tags=["if-shown"]
team.money.lawful()

# %% q-reviews [markdown] lang="zh" tags=["no-report"]
# ## 差评扣钱，会扣成什么样
#
# 有的店一条差评扣几百元，奖金不够就扣底薪：几条差评，这个月就白干了？合法的做法是奖金最低为 0，底薪照发。奖金换个数试试：`team.money.reviews(500)`。

# %% q-reviews [markdown] lang="en" of="e4190f22" tags=["no-report"]
# ## What fines for bad reviews come to
#
# Some shops take hundreds of yuan for a bad review, out of the base pay once the bonus is gone: after how many is a month worked for nothing? In the lawful form the bonus ends at zero and the base is paid in full. Try another bonus: `team.money.reviews(500)`.

# %% reviews tags=["no-report"]
team.money.reviews()

# %% q-explore [markdown] lang="zh" tags=["no-report"]
# ## 拖一拖：人、工资、利润、现金一起动
#
# 先只拖销售：客服还是原来那几个人。再勾上「跟着需要走」：人数和工资一起变。看现金最低的那个月往哪边移。
#
# （控件要在 JupyterLab 里运行笔记本才会出现。）

# %% q-explore [markdown] lang="en" of="5cbc9bb3" tags=["no-report"]
# ## Move it: people, pay, profit and cash together
#
# Move sales alone first: the desk stays as it is. Then let the desk follow its need, and its pay with it. Watch where the lowest cash goes.
#
# (The controls appear when the notebook runs in JupyterLab.)

# %% explore tags=["no-report"]
team.explore()

# %% q-decide-team [markdown] lang="zh" tags=["no-report"]
# ## 决定：人、班次和服务目标
#
# 填好后按「写入计划…」，先看会改哪几行，再确认。示例店铺不会改动，会记在副本里。表单下面会说这样改，人和钱各是多少。

# %% q-decide-team [markdown] lang="en" of="9fde0d14" tags=["no-report"]
# ## Decide: posts, shifts, service
#
# Press “Write to the plan…”, look at the lines that will change, then confirm. A sample shop is never changed: its copy is. Below the form stands what people and money come to.

# %% decide-team tags=["no-report"]
team.decide()

# %% q-decided [markdown] lang="zh" tags=["no-report"]
# ## 上次是什么时候定的，现在还成立吗

# %% q-decided [markdown] lang="en" of="ced456ac" tags=["no-report"]
# ## When this was decided, and whether it still holds

# %% decided tags=["no-report"]
team.decisions()

# %% questions [markdown] lang="zh" tags=["no-report"]
# ## 想一想
#
# 1. 只有一个人会做的事，是再招一个人，还是教会另一个人？哪几件不能停一天？
# 2. 客服闲着的时间看起来是浪费，为什么不能把人排到刚刚够？
# 3. 班表排不开：放宽规则、加人、少开几个小时，各要谁同意，各要多少钱？
# 4. 只用一个数考核一个岗位，他会怎么做？要再看哪个数才不走样？
#
# 下一步：[钱：要花多少，什么时候最紧](11_money.ipynb)

# %% questions [markdown] lang="en" of="e0f2eed4" tags=["no-report"]
# ## Questions
#
# 1. For what only one person can do: hire another, or teach one? Which duties cannot stop for a day?
# 2. Idle time of agents looks wasted: why can a desk not be staffed to the last minute?
# 3. The roster does not hold: relax a rule, hire, or open fewer hours: who has to agree, and what does each cost?
# 4. Measured by one figure alone, what would a post do? Which second figure keeps it honest?
#
# Next: [Money: what it takes, and when it is tightest](11_money.ipynb)
