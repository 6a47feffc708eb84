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
# # 定价：卖多少钱，一件还剩多少
#
# 学完本节，你能够：
#
# - 说出一件商品从售价到剩下，钱都去了哪里，最低能卖多少；
# - 看自己比同类贵还是便宜，价格守没守住自己定的规矩；
# - 拖动高中低档的搭配，看什么时候补得平；
# - 算出一个购物车用了优惠到手多少钱、谁出钱；
# - 分清哪些商品的降价效果看得出来，全部商品一起该怎么定；
# - 把价格、底线和优惠写进 `shop.yaml`，以后依据变了会提醒你。
#
# 顺序是**先看、再定、后写入**。缺什么都可以先往下走，页面会说还缺什么。

# %% goals [markdown] lang="en" of="d06ad0e8" tags=["no-report"]
# # Pricing: what to ask, and what a unit leaves
#
# After this notebook you can:
#
# - say where the money of one unit goes, and how little it may be sold for;
# - see whether you are dearer than your kind, and whether prices keep your own rules;
# - move the mix of low, middle and high prices, and see when it balances;
# - tell what is paid for a cart after its promotions, and who bears it;
# - tell the products whose price cuts can be judged, and propose prices for all at once;
# - write prices, floors and promotions into `shop.yaml`, which tells you later when their inputs change.
#
# **Look, decide, write**, in this order. Whatever is missing, go on: the page says what it still needs.

# %% about-parameters [markdown] lang="zh" tags=["no-report"]
# 下面几行可以改：`shop` 写示例店铺的名称，或者你自己在 `00_start` 里建的店名；`period` 是看退款、推广费和包裹的时间段，空着就是最近一个完整的月。改完后从头运行一遍（菜单「Run → Run All Cells」，中文界面是「运行 → 运行所有单元格」）。

# %% about-parameters [markdown] lang="en" of="e0cc6c9f" tags=["no-report"]
# You may change these lines: `shop` is the name of a sample shop, or of one you made in `00_start`; `period` is the time refunds, ads and parcels are taken from, empty means the latest full month. Then run everything again (menu Run, Run All Cells).

# %% parameters lang="zh" tags=["parameters"]
shop: str = "bathware"  # 店铺：店名或文件夹路径
period: str = "2026-10"  # 时间段，空着是最近一个完整的月
lang: str = "zh"  # 语言

# %% parameters lang="en" of="7f054b98" tags=["parameters"]
shop: str = "bathware"  # the shop: its name or the path of its folder
period: str = "2026-10"  # the period; empty is the latest full month
lang: str = "en"  # language

# %% open
from shopkit.widgets.ladder import LadderExplorer
from shopkit.widgets.pricing import look_at_pricing

price = look_at_pricing(shop, period, lang)

# %% q-state [markdown] lang="zh" tags=["no-report"]
# ## 有什么，还缺什么

# %% q-state [markdown] lang="en" of="6fa37829" tags=["no-report"]
# ## What there is, what is missing

# %% state tags=["no-report"]
price.state()

# %% q-unit [markdown] lang="zh"
# ## 卖出一件，钱都去了哪里
#
# 从售价往下看，每一项拿走多少。没有填的费用画成空框：剩下的只会更少。

# %% q-unit [markdown] lang="en" of="fcba6d99"
# ## Where the money of one unit goes
#
# Read down from the price: what each takes. A cost nobody gave is a hollow box: what is left can only be less.

# %% unit tags=["if-shown"]
price.unit()

# %% sources tags=["no-report"]
price.sources()

# %% q-explore [markdown] lang="zh" tags=["no-report"]
# 上表说每个数从哪里来，哪些用之前要确认。
#
# 换一款商品，拖动价格，看剩下多少、离底线还有多远。（控件要在 JupyterLab 里运行笔记本才会出现。）

# %% q-explore [markdown] lang="en" of="10abb4b4" tags=["no-report"]
# The table above says where each figure comes from, and which to confirm before use.
#
# Choose another product and move its price: what is left, and how far the floor is. (The controls appear when the notebook runs in JupyterLab.)

# %% explore tags=["no-report"]
price.explore()

# %% q-products [markdown] lang="zh"
# ## 每款最低能卖多少
#
# 不亏价：一件刚好不赚不亏。毛利底线价：刚好留住计划里的毛利率底线。保本投产比：推广每花一元，至少要带来这么多销售。最后一列：单件卖，最多打到几折还不亏。

# %% q-products [markdown] lang="en" of="ebfc70cc"
# ## How little each may be sold for
#
# At the break-even price a unit neither earns nor loses; at the next one the plan's least margin is just left. Ads return: the sales a yuan of ads has to bring. Lowest share: of today's price, the least at which one unit sold alone loses nothing.

# %% products tags=["if-shown"]
price.products()

# %% q-rules [markdown] lang="zh"
# ## 价格守住了自己的规矩吗

# %% q-rules [markdown] lang="en" of="870716d2"
# ## Do the prices keep our own rules

# %% rules tags=["if-shown"]
price.rules()

# %% q-peers [markdown] lang="zh"
# ## 在同类里算贵还是便宜

# %% q-peers [markdown] lang="en" of="d43d3f5a"
# ## Dear or cheap among our kind

# %% peers tags=["if-shown"]
price.peers()

# %% q-tiers [markdown] lang="zh"
# ## 低价引流，高价补得上吗

# %% q-tiers [markdown] lang="en" of="70aaeeb3"
# ## Does high make up for low

# %% tiers tags=["if-shown"]
price.tiers()

# %% q-mix [markdown] lang="zh" tags=["no-report"]
# 多卖高档会怎样：件数不变，拖动高档占的比例。（控件要在 JupyterLab 里运行笔记本才会出现。）

# %% q-mix [markdown] lang="en" of="3b0d0798" tags=["no-report"]
# What if more were of the high tier: the units stay, move its share. (The controls appear when the notebook runs in JupyterLab.)

# %% ladder tags=["no-report"]
LadderExplorer(price)

# %% q-promotions [markdown] lang="zh"
# ## 优惠一览：先算哪个，谁出钱

# %% q-promotions [markdown] lang="en" of="c8269ab0"
# ## The promotions: in which order, and who bears them

# %% promotions tags=["if-shown"]
price.promotions()

# %% q-cart [markdown] lang="zh"
# ## 一个购物车，到手多少钱
#
# 台阶从原价走到到手价；买家选对自己最便宜的合法组合。优惠怎么叠、最坏会怎样，看「促销」那一章。

# %% q-cart [markdown] lang="en" of="660c577c"
# ## What is paid for one cart
#
# The stairs lead from the list price to what is paid; buyers take the cheapest legal combination. How promotions stack, and what happens at worst, is told under Promotions.

# %% cart tags=["if-shown"]
price.cart()

# %% q-build [markdown] lang="zh" tags=["no-report"]
# 自己装一车：选商品、件数、买家和日子，看用得上哪些优惠。
#
# （控件要在 JupyterLab 里运行笔记本才会出现。）

# %% q-build [markdown] lang="en" of="afe54871" tags=["no-report"]
# Fill a cart yourself: products, units, buyer and day, and see which promotions hold.
#
# (The controls appear when the notebook runs in JupyterLab.)

# %% build tags=["no-report"]
price.build()

# %% q-elasticity [markdown] lang="zh"
# ## 降价到底有没有用
#
# 弹性 −2：价格降 1%，大约多卖 2%。只用平日的数据：大促时流量和补贴也在变，分不清是谁的功劳。

# %% q-elasticity [markdown] lang="en" of="08a3798e"
# ## What does a lower price do
#
# An elasticity of −2: 1% off sells about 2% more. Ordinary days only: campaigns bring traffic and subsidies too, and nobody can tell them apart.

# %% elasticity tags=["if-shown"]
price.elasticity()

# %% reasons tags=["if-shown"]
price.reasons()

# %% best tags=["if-shown"]
price.best()

# %% q-proposal [markdown] lang="zh"
# ## 全部商品一起定，动哪几款
#
# 守住计划里的规矩（不亏、最低折扣、价格档次序、尾数、一周最多调价），每月剩得最多的一组价格。

# %% q-proposal [markdown] lang="en" of="6dae0a45"
# ## All prices at once: which to change
#
# The prices that leave most a month and keep the plan's rules: nothing lost, least discount, order of tiers, endings, largest change a week.

# %% proposal tags=["if-shown"]
price.proposal()

# %% q-assume [markdown] lang="zh" tags=["no-report"]
# 估不准的，先假设弹性是 −2，看看结论会怎样。改成 −1.2 或 −3 再运行一遍：结论变得多吗？

# %% q-assume [markdown] lang="en" of="d4775a60" tags=["no-report"]
# Where nobody knows, assume −2 and see what follows. Run it again with −1.2 or −3: how much changes?

# %% assume tags=["no-report"]
price.proposal(-2.0)

# %% constraints tags=["no-report"]
price.constraints(-2.0)

# %% q-decide [markdown] lang="zh" tags=["no-report"]
# ## 决定：把价格、底线和优惠写进计划
#
# 填好后按「写入计划…」，先看会改哪几行，再确认。示例店铺不会改动，会记在副本里。

# %% q-decide [markdown] lang="en" of="72101cdb" tags=["no-report"]
# ## Decide: write prices, floors and promotions into the plan
#
# Press “Write to the plan…”, look at the lines that will change, then confirm. A sample shop is never changed: its copy is.

# %% decide tags=["no-report"]
price.decide()

# %% decided tags=["no-report"]
price.decisions()

# %% questions [markdown] lang="zh" tags=["no-report"]
# ## 想一想
#
# 1. 一款商品每件都亏，为什么还可能值得卖？亏到什么时候要停？要看哪几个数？
# 2. 高档一个月只卖几件，靠它补低档的亏，风险在哪里？
# 3. 成本表里的运费涨了一元，哪些商品会掉到底线以下？不改价还有什么办法？
# 4. 平日价格从没变过，就不知道降价有没有用：怎样试一次，代价最小、说得最清？
#
# 下一步：[促销](10_promotions.ipynb)

# %% questions [markdown] lang="en" of="083631c2" tags=["no-report"]
# ## Questions
#
# 1. A product loses money on every unit: why may it still be worth selling, when must it stop, and which figures tell?
# 2. The high tier sells a few units a month and is to make up for the low one: what is the risk?
# 3. Freight in the cost table rises by a yuan: which products fall below their floor, and what can be done without raising prices?
# 4. If the everyday price never changed, nobody knows what a cut does: how to try it at the least cost and with the clearest answer?
#
# Next: [Promotions](10_promotions.ipynb)
