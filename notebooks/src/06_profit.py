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
# # 真正赚了多少：从支付金额到贡献毛利
#
# 学完本节，你能够：
#
# - 说清 100 元支付金额里，每一项费用各拿走多少；
# - 找到亏钱的商品，说出是哪一项费用吃掉的；
# - 判断一个推广计划保不保本；
# - 分清「不知道」和「零」：没填的成本不当作 0。
#
# > 贡献毛利 = 支付金额 − 退款 − 货品成本 − 平台扣费 − 联盟推广费 − 推广费 − 快递 − 包装 − 运费险

# %% goals [markdown] lang="en" of="8dda8b94" tags=["no-report"]
# # What was really earned: from paid to contribution
#
# After this notebook you can:
#
# - say what each cost takes of every ¥100 paid;
# - find the products that lose money and name the cost that eats them;
# - judge whether a campaign breaks even;
# - tell “unknown” from “zero”: a cost not given is never taken as 0.
#
# > contribution = paid − refunds − goods − platform fees − affiliates − ads − freight − packing − return insurance

# %% about-parameters [markdown] lang="zh" tags=["no-report"]
# 下面几行可以改：`period` 写 `2026-10`（月）、`2026-W43`（周）或 `2026-10-01..2026-10-15`（任意区间），空着就是最近一个完整的月；`ads_rule` 是推广费怎么分到商品：`item` 归被推广的商品，`paid` 按支付金额分给所有商品，`none` 不分，空着就按 `shop.yaml` 里写的。

# %% about-parameters [markdown] lang="en" of="15813bfb" tags=["no-report"]
# You may change these lines: `period` is `2026-10` (a month), `2026-W43` (a week) or `2026-10-01..2026-10-15` (any range), empty means the latest full month; `ads_rule` says which products bear the ad spend: `item` the product advertised, `paid` all products by amount paid, `none` no product; empty is what `shop.yaml` says.

# %% parameters lang="zh" tags=["parameters"]
shop: str = "bathware"  # 店铺：样例名或文件夹路径
period: str = "2026-10"  # 时间段，空着是最近一个完整的月
ads_rule: str = ""  # 推广费怎么分：item、paid 或 none，空着按 shop.yaml
lang: str = "zh"  # 语言

# %% parameters lang="en" of="dab332b5" tags=["parameters"]
shop: str = "bathware"  # the shop: name of a sample or path of a folder
period: str = "2026-10"  # the period; empty is the latest full month
ads_rule: str = ""  # who bears ad spend: item, paid or none; empty is as in shop.yaml
lang: str = "en"  # language

# %% open
from shopkit.widgets.profit import look_at_profit

profit = look_at_profit(shop, period, lang, ads_rule)

# %% q-headline [markdown] lang="zh"
# ## 一句话说结论

# %% q-headline [markdown] lang="en" of="c7f1c23e"
# ## The conclusion in a sentence

# %% headline
profit.headline()

# %% q-bridge [markdown] lang="zh" tags=["if-shown"]
# ## 钱去哪了
#
# 从支付金额一项一项扣下来。空心条是没填或算不出的，不当作 0。

# %% q-bridge [markdown] lang="en" of="b35587ed" tags=["if-shown"]
# ## Where the money went
#
# One cost after the other is taken off what was paid. Hollow: not given or not known, never taken as 0.

# %% bridge tags=["if-shown"]
profit.bridge()

# %% q-shares [markdown] lang="zh" tags=["if-shown"]
# ## 哪一项费用变重了
#
# 都折成占净销售额（按付款日）的比例，和上一期比。按付款日：这段时间付款的订单至今退掉的都减去，不管哪天退。

# %% q-shares [markdown] lang="en" of="675b2e26" tags=["if-shown"]
# ## Which cost has grown heavier
#
# Each as a share of net sales (by payment date), against the period before: what was refunded so far on the orders paid in the period is taken off, whenever that was.

# %% shares tags=["if-shown"]
profit.shares()

# %% q-definition [markdown] lang="zh" tags=["if-shown"]
# ## 这个「贡献毛利」扣了什么
#
# 没填的费用没有扣，所以每个数后面都写着「未扣…」。

# %% q-definition [markdown] lang="en" of="e3a1d6eb" tags=["if-shown"]
# ## What this “contribution” has taken off
#
# Costs the shop has not given are not taken off; that is why every figure says “before …”.

# %% definition tags=["if-shown"]
profit.definition()

# %% q-ranking [markdown] lang="zh" tags=["if-shown"]
# ## 谁在亏，谁在赚
#
# 亏的排在最前面。销售额大不等于赚得多。

# %% q-ranking [markdown] lang="en" of="39d5bfb6" tags=["if-shown"]
# ## Who loses, who earns
#
# Losses come first. A large amount paid does not mean much is earned.

# %% ranking tags=["if-shown"]
profit.ranking("sku")

# %% q-items [markdown] lang="zh" tags=["no-report"]
# ## 合到商品看
#
# 同一个商品的几个规格，可能有的赚有的亏。

# %% q-items [markdown] lang="en" of="fff02423" tags=["no-report"]
# ## By product
#
# Of the variants of one product some may earn and others lose.

# %% items tags=["no-report"]
profit.ranking("item")

# %% q-categories [markdown] lang="zh" tags=["if-shown"]
# ## 合到类目看

# %% q-categories [markdown] lang="en" of="9c18d487" tags=["if-shown"]
# ## By category

# %% categories tags=["if-shown"]
profit.ranking("category")

# %% q-days [markdown] lang="zh" tags=["if-shown"]
# ## 哪几天在亏
#
# 大促那几天卖得多，也可能亏得多。

# %% q-days [markdown] lang="en" of="b0cbcdb3" tags=["if-shown"]
# ## Which days lost money
#
# Campaign days sell most and may lose most.

# %% days tags=["if-shown"]
profit.days("day")

# %% q-months [markdown] lang="zh" tags=["if-shown"]
# ## 放到一年里看

# %% q-months [markdown] lang="en" of="0f9f24ee" tags=["if-shown"]
# ## Against the year

# %% months tags=["if-shown"]
profit.days("month")

# %% q-orders [markdown] lang="zh" tags=["if-shown"]
# ## 多大的订单才赚钱
#
# 快递和包装按包裹算，小单最吃亏。

# %% q-orders [markdown] lang="en" of="17a117ab" tags=["if-shown"]
# ## What size of order earns
#
# Freight and packing are paid by the parcel, so small orders suffer most.

# %% orders tags=["if-shown"]
profit.orders()

# %% q-freight [markdown] lang="zh" tags=["no-report"]
# ## 一个包裹走哪种快递
#
# 价格和天数取自计划的 `costs.deliveries`。寄到一个省：`profit.freight(province="新疆")`；换重量：`profit.freight([0.3, 8])`。

# %% q-freight [markdown] lang="en" of="1f22b004" tags=["no-report"]
# ## Which way a parcel should go
#
# Prices and days stand in the plan under `costs.deliveries`. To one province: `profit.freight(province="新疆")`; other weights: `profit.freight([0.3, 8])`.

# %% freight tags=["no-report"]
profit.freight()

# %% q-campaigns [markdown] lang="zh" tags=["if-shown"]
# ## 哪个计划保不了本
#
# 平台算的成交有归因窗口，往往偏多；连它都不保本的计划，肯定在亏。

# %% q-campaigns [markdown] lang="en" of="c0b941f6" tags=["if-shown"]
# ## Which campaigns do not break even
#
# The sales a platform claims come from its own window and are often generous; a campaign that fails even by that count surely loses money.

# %% campaigns tags=["if-shown"]
profit.campaigns()

# %% q-uncosted [markdown] lang="zh" tags=["if-shown"]
# ## 缺成本的商品
#
# 按金额排，先补最大的。

# %% q-uncosted [markdown] lang="en" of="920761d9" tags=["if-shown"]
# ## Products without a cost
#
# Ordered by amount: fill in the largest first.

# %% uncosted tags=["if-shown"]
profit.uncosted()

# %% q-assumptions [markdown] lang="zh" tags=["if-shown"]
# ## 用到了哪些费率
#
# 没有核对过来源的，标着「用前请核实」：到商家后台看一眼实际扣了多少，不同就写进 `shop.yaml` 的 `fees`。

# %% q-assumptions [markdown] lang="en" of="590d5ba1" tags=["if-shown"]
# ## Which rates were used
#
# What was not read at its source says “confirm before use”: look up what was really charged in the back office, and if it differs put it under `fees` in `shop.yaml`.

# %% assumptions tags=["if-shown"]
profit.assumptions()

# %% q-explore [markdown] lang="zh" tags=["no-report"]
# ## 自己换着看
#
# 拖动时间，换成商品或类目，再换推广费的分法：有的商品换一种分法就从赚变亏，总数不变。「恢复」回到开头。上面的图是它的静态版本。
#
# （这里的控件要在 JupyterLab 里运行笔记本才会出现。）

# %% q-explore [markdown] lang="en" of="037af6c2" tags=["no-report"]
# ## Look around
#
# Move the period, change to products or categories, then change who bears the ad spend: some products turn from gain to loss while the total stays. “Reset” goes back to the start. The pictures above are its static version.
#
# (These controls appear when the notebook is run in JupyterLab.)

# %% explore tags=["no-report"]
profit.explore()

# %% q-findings [markdown] lang="zh" tags=["if-shown"]
# ## 接下来做什么
#
# 按金额排序；金额不知道的排在最后。

# %% q-findings [markdown] lang="en" of="aeab939e" tags=["if-shown"]
# ## What next
#
# Ordered by money; unknown amounts come last.

# %% findings tags=["if-shown"]
profit.findings()

# %% questions [markdown] lang="zh" tags=["no-report"]
# ## 想一想
#
# 1. 一个商品卖得最多却在亏，先提价、先停推广，还是先下架？你会先看哪一项？
# 2. 推广费改成按支付金额分，哪些商品从赚变亏？哪种分法更适合用来决定停不停推广？
# 3. 投产比 3 的计划一定赚钱吗？毛利率多高才保本？
# 4. 快递费没填时，这里的贡献毛利是偏高还是偏低？大约偏多少？

# %% questions [markdown] lang="en" of="1c717cbf" tags=["no-report"]
# ## Questions
#
# 1. A product sells most and loses money: raise its price, stop its ads or withdraw it? What would you look at first?
# 2. With ad spend shared by amount paid, which products turn from gain to loss? Which way suits the decision whether to stop ads?
# 3. Does a campaign that returns 3 always earn? At which margin does it break even?
# 4. With freight not given, is the contribution here too high or too low, and by about how much?
