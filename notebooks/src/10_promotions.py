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
# # 促销：优惠怎么叠，亏在哪里
#
# 学完本节，你能够：
#
# - 看出几个优惠叠在一起，谁出钱，最坏的合法组合会不会破底；
# - 说出划线价、最低价和价保这些承诺站不站得住，要准备多少钱；
# - 拿去年大促的订单，把今年的优惠先算一遍；
# - 定一个不白送的满减门槛，看清会员价、积分和一元起拍要花多少；
# - 把优惠和会员写进 `shop.yaml`，以后依据变了会提醒你。
#
# 顺序是**先看、再定、后写入**。缺什么都可以先往下走，页面会说还缺什么。价格和底线在 [`02_pricing`](02_pricing.ipynb) 里定。

# %% goals [markdown] lang="en" of="38ae0460" tags=["no-report"]
# # Promotions: how they stack, and where they lose
#
# After this notebook you can:
#
# - see how promotions stack, who bears them, and whether the worst legal combination breaks a floor;
# - tell whether crossed-out prices, lowest prices and price protection hold, and what they may cost;
# - count this year's promotions over the orders of last year's campaign;
# - set a threshold that is not given away, and see what member prices, points and one-yuan auctions cost;
# - write promotions and members into `shop.yaml`, which tells you later when their inputs change.
#
# **Look, decide, write**, in this order. Whatever is missing, go on: the page says what it still needs. Prices and floors are set in [`02_pricing`](02_pricing.ipynb).

# %% about-parameters [markdown] lang="zh" tags=["no-report"]
# 下面几行可以改：`shop` 写示例店铺的名称，或者你自己在 `00_start` 里建的店名；`period` 是看订单大小、退款和推广费的时间段，空着就是最近一个完整的月。改完后从头运行一遍（菜单「Run → Run All Cells」，中文界面是「运行 → 运行所有单元格」）。

# %% about-parameters [markdown] lang="en" of="dce2f3d4" tags=["no-report"]
# You may change these lines: `shop` is the name of a sample shop, or of one you made in `00_start`; `period` is the time the sizes of orders, refunds and ads are taken from, empty means the latest full month. Then run everything again (menu Run, Run All Cells).

# %% parameters lang="zh" tags=["parameters"]
shop: str = "bathware"  # 店铺：店名或文件夹路径
period: str = "2026-10"  # 时间段，空着是最近一个完整的月
lang: str = "zh"  # 语言

# %% parameters lang="en" of="7f054b98" tags=["parameters"]
shop: str = "bathware"  # the shop: its name or the path of its folder
period: str = "2026-10"  # the period; empty is the latest full month
lang: str = "en"  # language

# %% open
from shopkit.widgets.pricing import look_at_pricing
from shopkit.widgets.promotions import PromotionsView

price = look_at_pricing(shop, period, lang)
promo = PromotionsView(price)

# %% q-state [markdown] lang="zh" tags=["no-report"]
# ## 有什么，还缺什么

# %% q-state [markdown] lang="en" of="6fa37829" tags=["no-report"]
# ## What there is, what is missing

# %% state tags=["no-report"]
promo.state()

# %% q-steps [markdown] lang="zh" tags=["no-report"]
# ## 优惠怎么叠
#
# 计划里优惠最多的那一天，一个普通购物车：每一步减了多少，谁出钱。先后次序怎么来的，见 `02_pricing` 的优惠一览。

# %% q-steps [markdown] lang="en" of="e74c6bf1" tags=["no-report"]
# ## How promotions stack
#
# An ordinary cart on the day most promotions run: what each step takes off, and who bears it. The order is that of the list of promotions in `02_pricing`.

# %% cart-steps tags=["no-report"]
price.cart_steps()

# %% q-findings [markdown] lang="zh"
# ## 价格和优惠里说不通的地方
#
# 最费钱的在前。每一条都写明在 `shop.yaml` 的第几行。

# %% q-findings [markdown] lang="en" of="b062205e"
# ## What does not fit in prices and promotions
#
# The dearest first. Each tells its lines of `shop.yaml`.

# %% findings
price.findings()

# %% q-worst [markdown] lang="zh"
# ## 叠到最深，会不会破底
#
# 一件、两件，每种买家，每个优惠开始和结束的日子都试过，只画最深的。

# %% q-worst [markdown] lang="en" of="b9149815"
# ## How deep promotions stack
#
# One unit and two, every kind of buyer, every day a promotion begins or ends: only the deepest is drawn.

# %% worst tags=["if-shown"]
price.worst()

# %% q-windows [markdown] lang="zh"
# ## 划线价和价格承诺站得住吗

# %% q-windows [markdown] lang="en" of="3257e98f"
# ## Do crossed-out prices and promises hold

# %% windows tags=["if-shown"]
price.windows()

# %% q-protection [markdown] lang="zh"
# ## 价保要准备多少钱

# %% q-protection [markdown] lang="en" of="312ec6f1"
# ## What price protection may cost

# %% protection tags=["if-shown"]
price.protection()

# %% q-replay [markdown] lang="zh"
# ## 拿去年大促的订单再算一遍
#
# 同样的顾客、同样的购物车，换成今年计划的优惠：每单剩多少，几单破底。顾客会不会因此多买少买，只有弹性可信时才算进去。

# %% q-replay [markdown] lang="en" of="6ccfbd18"
# ## Last year's campaign orders, counted again
#
# The same buyers and carts under this year's promotions: what each order leaves, and which break a floor. That people may buy more or less is counted only where an elasticity can be trusted.

# %% replay tags=["if-shown"]
price.replay()

# %% replay-said tags=["if-shown"]
price.replay_said()

# %% q-effect [markdown] lang="zh"
# ## 去年大促，一单真的多买了吗
#
# 去年活动那些天的每单金额，和之前四周比。

# %% q-effect [markdown] lang="en" of="4b594746"
# ## Did last year's campaign make baskets larger
#
# What an order paid on the campaign's days, against the four weeks before.

# %% effect tags=["if-shown"]
promo.effect()

# %% q-baskets [markdown] lang="zh"
# ## 门槛定在多少
#
# 把订单按金额排开，看计划里的门槛落在哪里。

# %% q-baskets [markdown] lang="en" of="4de192c1"
# ## Where to set a threshold
#
# Orders by size, and where the plan's thresholds lie among them.

# %% baskets tags=["if-shown"]
promo.baskets()

# %% q-thresholds [markdown] lang="zh"
# ## 这些门槛，白送了多少

# %% q-thresholds [markdown] lang="en" of="e0b5a3ec"
# ## What the thresholds give away

# %% thresholds tags=["if-shown"]
promo.thresholds()

# %% q-try [markdown] lang="zh" tags=["no-report"]
# 自己试一个：拖动门槛，改每单让出多少。（控件要在 JupyterLab 里运行笔记本才会出现。）

# %% q-try [markdown] lang="en" of="6cb07100" tags=["no-report"]
# Try one yourself: move the threshold, change what it gives. (The controls appear when the notebook runs in JupyterLab.)

# %% try tags=["no-report"]
promo.explore()

# %% q-edges [markdown] lang="zh" tags=["no-report"]
# ## 差一分和刚好到
#
# 「满」199 的，199 就算；「超过」199 的，要 199.01。门槛两边各付多少：

# %% q-edges [markdown] lang="en" of="d8787219" tags=["no-report"]
# ## A fen short, and just there
#
# “From” 199 holds at 199, “above” 199 only from 199.01. What is paid on either side:

# %% edges tags=["no-report"]
promo.edges()

# %% q-members [markdown] lang="zh"
# ## 会员价一年让出多少

# %% q-members [markdown] lang="en" of="3e873198"
# ## What member prices give away in a year

# %% members tags=["if-shown"]
promo.members()

# %% q-points [markdown] lang="zh" tags=["no-report"]
# 积分、生日券和开会员价的条件：

# %% q-points [markdown] lang="en" of="9a153c84" tags=["no-report"]
# Points, birthday cards, and what a member price needs:

# %% points tags=["no-report"]
promo.points()

# %% q-auctions [markdown] lang="zh" tags=["no-report"]
# ## 一元起拍，最多亏多少
#
# 老办法：卖得最多的 10 款里每周换 5 款起拍，拿亏损换流量。先算清最坏的情况，再决定做不做。

# %% q-auctions [markdown] lang="en" of="756a3c08" tags=["no-report"]
# ## Auctions from one yuan: the most they may lose
#
# An old way to buy visits with a loss: five of the ten best sellers are put up each week. Count the worst first, then decide.

# %% auctions tags=["no-report"]
promo.auctions()

# %% auction-steps tags=["no-report"]
promo.auction_steps()

# %% q-decide [markdown] lang="zh" tags=["no-report"]
# ## 决定：把优惠和会员写进计划
#
# 改浅、除外、改成互斥，或者限时、限量。填好后按「写入计划…」，先看会改哪几行，再确认。示例店铺不会改动，会记在副本里。

# %% q-decide [markdown] lang="en" of="ea43336e" tags=["no-report"]
# ## Decide: write promotions and members into the plan
#
# Make one smaller, take a product out, let two exclude one another, limit days or units. Press “Write to the plan…”, look at the lines that will change, then confirm. A sample shop is never changed: its copy is.

# %% decide tags=["no-report"]
promo.decide()

# %% decided tags=["no-report"]
promo.decisions()

# %% questions [markdown] lang="zh" tags=["no-report"]
# ## 想一想
#
# 1. 第二件半价合起来是 7.5 折：再叠会员价和店铺券，会不会低于你的最低折扣？
# 2. 有平台出钱的券，买家付得少，店里收得不少：到手价低，同行会怎么看？划线价会不会受影响？
# 3. 六成订单本来就够包邮，把门槛提到 129 会丢掉谁？怎样只试一周就知道？
# 4. 重算出来每单少剩 5 元，却多卖三成：该不该做？还要看哪几个数？
#
# 下一步：[人：谁来做，排得开吗](03_staffing.ipynb)

# %% questions [markdown] lang="en" of="27bbfc62" tags=["no-report"]
# ## Questions
#
# 1. The second at half price is 75% of the pair: with member price and coupon on top, is your least discount still kept?
# 2. A coupon the platform pays for lets buyers pay less while the shop receives the same: what will peers make of the low price, and what of your crossed-out price?
# 3. Six orders in ten have free delivery anyway: whom would a threshold of 129 lose, and how would a week's trial tell?
# 4. The recount leaves 5 yuan less an order but sells a third more: worth it? Which other figures tell?
#
# Next: [People: who does it](03_staffing.ipynb)
