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
# # 商品和关键词：靠哪几款，各做什么，标题怎么写
#
# 学完本节，你能够：
#
# - 用自己的数据检验「二八法则」，看店铺靠几款商品；
# - 选出 1 到 5 款主推，给每款商品定角色，和计划对一对；
# - 从销售曲线看出商品在成长、成熟还是衰退，知道这个阶段该做什么，哪些该清；
# - 按潜力挑关键词，拼出不超长、不违规、说的是真话的标题；
# - 把角色和主推款写进 `shop.yaml`。
#
# 顺序是**先看、再定、后写入**。缺什么都可以先往下走，页面会说还缺什么。

# %% goals [markdown] lang="en" of="1ef94fcc" tags=["no-report"]
# # Products and keywords: which carry the shop, what each is for, how titles are written
#
# After this notebook you can:
#
# - test the 80/20 rule on your own data and see how few products carry the shop;
# - choose one to five heroes, give every product a role, and hold both against the plan;
# - tell from its sales whether a product grows, has matured or declines, what that asks for, and what to clear;
# - pick keywords by potential and make titles that fit, break no rule and are true;
# - write roles and heroes into `shop.yaml`.
#
# **Look, decide, write**, in this order. Whatever is missing, go on: the page says what it still needs.

# %% about-parameters [markdown] lang="zh" tags=["no-report"]
# 下面几行可以改：`shop` 写示例店铺的名称，或者你自己在 `00_start` 里建的店名；`period` 是看商品的时间段，空着就是最近一个完整的月。改完后从头运行一遍（菜单「Run → Run All Cells」，中文界面是「运行 → 运行所有单元格」）。

# %% about-parameters [markdown] lang="en" of="a307f0a2" tags=["no-report"]
# You may change these lines: `shop` is the name of a sample shop, or of one you made in `00_start`; `period` is the time products are judged by, empty means the latest full month. Then run everything again (menu “Run → Run All Cells”).

# %% parameters lang="zh" tags=["parameters"]
shop: str = "bathware"  # 店铺：店名或文件夹路径
period: str = "2026-10"  # 时间段，空着是最近一个完整的月
lang: str = "zh"  # 语言

# %% parameters lang="en" of="7f054b98" tags=["parameters"]
shop: str = "bathware"  # the shop: its name or the path of its folder
period: str = "2026-10"  # the period; empty is the latest full month
lang: str = "en"  # language

# %% open
from shopkit.widgets.assortment import look_at_products
from shopkit.widgets.keywords import KeywordsView

goods = look_at_products(shop, period, lang)
words = KeywordsView(goods)

# %% q-state [markdown] lang="zh" tags=["no-report"]
# ## 有什么，还缺什么

# %% q-state [markdown] lang="en" of="6fa37829" tags=["no-report"]
# ## What there is, what is missing

# %% state tags=["no-report"]
goods.state()

# %% q-pareto [markdown] lang="zh"
# ## 店铺靠几款商品
#
# 都说两成商品带来八成销售。你的店是不是，看这条线。

# %% q-pareto [markdown] lang="en" of="65133dac"
# ## How few products carry the shop
#
# A fifth of the products is said to bring four fifths of the sales. Does it here?

# %% pareto tags=["if-shown"]
goods.pareto()

# %% q-visits [markdown] lang="zh" tags=["no-report"]
# ## 访客也集中在这几款吗
#
# 访客多、销售少的商品，是在替别人引路，还是白花了流量？下面的角色表会回答。

# %% q-visits [markdown] lang="en" of="fa8c19f1" tags=["no-report"]
# ## Do visitors come to the same few?
#
# A product with many visitors and few sales leads to others, or wastes them. The table of roles below tells which.

# %% visits tags=["no-report"]
goods.pareto("visitors")

# %% q-heroes [markdown] lang="zh"
# ## 主推款（1 到 5 款）

# %% q-heroes [markdown] lang="en" of="4ae7a085"
# ## Hero products (one to five)

# %% heroes tags=["if-shown"]
goods.heroes()

# %% q-roles [markdown] lang="zh"
# ## 商品的角色
#
# 引流款带人进店，利润款挣钱，形象款撑门面，活动款冲量。新品和换季的商品，以你的判断为准。

# %% q-roles [markdown] lang="en" of="9df177a1"
# ## The part each product plays
#
# Traffic products bring people in, profit products earn, image products set the level, campaign products bring volume. Of new and seasonal products you know better.

# %% roles tags=["if-shown"]
goods.roles()

# %% q-life [markdown] lang="zh"
# ## 商品处在哪个阶段

# %% q-life [markdown] lang="en" of="d0b5d730"
# ## Which stage each product is in

# %% curves tags=["if-shown"]
goods.curves()

# %% q-trends [markdown] lang="zh"
# ## 这个判断有多确定
#
# 横线是 95% 区间：整条在零的一边，才说得上在涨或在跌；越长越说不准。

# %% q-trends [markdown] lang="en" of="592bb607"
# ## How sure that is
#
# The line is the 95% interval: only where all of it lies on one side of zero does a product rise or fall; the longer it is, the less can be told.

# %% trends tags=["if-shown"]
goods.trends()

# %% q-work [markdown] lang="zh"
# ## 每个阶段该做什么

# %% q-work [markdown] lang="en" of="6e50c4ed"
# ## The work each stage asks for

# %% work tags=["if-shown"]
goods.work()

# %% q-clearance [markdown] lang="zh"
# ## 哪些库存该清
#
# 在衰退的，或者按近 28 天的速度还够卖 90 天以上的。

# %% q-clearance [markdown] lang="en" of="d40215bb"
# ## Which stock to clear
#
# Of products in decline, or enough for more than 90 days at the pace of the last 28.

# %% clearance tags=["if-shown"]
goods.clearance()

# %% q-assortment [markdown] lang="zh"
# ## 商品够不够

# %% q-assortment [markdown] lang="en" of="082ad1af"
# ## Are there enough products

# %% assortment
goods.assortment()

# %% q-keywords [markdown] lang="zh"
# ## 标题里用哪些词
#
# > 潜力 = 搜索指数 × 点击率 ÷ 在线商品数

# %% q-keywords [markdown] lang="en" of="de2e0f9b"
# ## Which words a title needs
#
# > potential = search index × click rate ÷ competing items

# %% keywords tags=["if-shown"]
words.potential()

# %% q-moves [markdown] lang="zh"
# ## 这些词在涨还是在跌
#
# 标题改一次要等几周才见效：趁词还在涨就用，跌的换下来。

# %% q-moves [markdown] lang="en" of="6f635cb0"
# ## Do these words rise or fall
#
# A changed title takes weeks to work: take up a word while it rises, and let those go that fall.

# %% moves tags=["if-shown"]
words.moves()

# %% q-gather [markdown] lang="zh" tags=["no-report"]
# 还没有关键词表，就在这里做一张空的，填好后放回来：

# %% q-gather [markdown] lang="en" of="b20c4b68" tags=["no-report"]
# No keyword table yet? Make an empty one here, fill it in and drop it back:

# %% gather tags=["no-report"]
goods.gather()

# %% q-titles [markdown] lang="zh"
# ## 用这些词拼出的标题

# %% q-titles [markdown] lang="en" of="9e5febc4"
# ## Titles made of these words

# %% titles tags=["if-shown"]
words.titles()

# %% q-words [markdown] lang="zh" tags=["no-report"]
# ## 自己试一个
#
# 选商品，写上它没有的（比如别的材质、功能），标题马上重拼；再自己改。长度、覆盖的词、广告法不让用的词，边写边看。
#
# （控件要在 JupyterLab 里运行笔记本才会出现。）

# %% q-words [markdown] lang="en" of="621c9fcd" tags=["no-report"]
# ## Try one yourself
#
# Choose a product and type what it is not (another material, a function it lacks): the title is made anew. Then change it: length, keywords held, and words the Advertising Law does not allow are told while you type.
#
# (The controls appear when the notebook runs in JupyterLab.)

# %% words tags=["no-report"]
words.desk()

# %% q-places [markdown] lang="zh" tags=["no-report"]
# ## 除了标题，搜索还看哪里

# %% q-places [markdown] lang="en" of="3f9e2067" tags=["no-report"]
# ## Where else search looks

# %% places tags=["no-report"]
words.places()

# %% q-findings [markdown] lang="zh"
# ## 要决定的事

# %% q-findings [markdown] lang="en" of="2991df84"
# ## What is to be decided

# %% findings
goods.findings()

# %% q-save [markdown] lang="zh" tags=["no-report"]
# ## 写进计划
#
# 给商品写上角色、主推与否，按「写入计划…」，先看会改哪几行，再确认。示例店铺不会改动，会记在副本里。

# %% q-save [markdown] lang="en" of="87fbd128" tags=["no-report"]
# ## Write it into the plan
#
# Give the products their roles and mark the heroes, press “Write to the plan…”, look at the lines that will change, then confirm. A sample shop is never changed: its copy is.

# %% fill tags=["no-report"]
goods.fill()

# %% q-decided [markdown] lang="zh" tags=["no-report"]
# ## 上次是什么时候定的，现在还成立吗

# %% q-decided [markdown] lang="en" of="ced456ac" tags=["no-report"]
# ## When this was decided, and whether it still holds

# %% decided tags=["no-report"]
goods.decisions()

# %% questions [markdown] lang="zh" tags=["no-report"]
# ## 想一想
#
# 1. 一款商品带来三成销售，是好事还是风险？它断货一个月，店里会怎样？
# 2. 引流款不挣钱：怎样看出它带来的人有没有买别的？
# 3. 一款商品在大促后连跌四周，是衰退还是提前卖完了？再看什么才知道？
# 4. 一个词潜力最大，但你的商品只沾一点边：放进标题会发生什么？
#
# 下一步：[定价](02_pricing.ipynb)

# %% questions [markdown] lang="en" of="cba67956" tags=["no-report"]
# ## Questions
#
# 1. One product brings a third of the sales: is that good or a risk? What happens to the shop if it is out of stock for a month?
# 2. A traffic product earns nothing: how do you see whether the people it brings buy something else?
# 3. A product falls for four weeks after a big campaign: is it in decline, or did the campaign sell ahead? What else tells?
# 4. A keyword has the most potential but hardly fits your product: what happens when it goes into the title?
#
# Next: [Pricing](02_pricing.ipynb)
