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
# # 渠道和推广：访客从哪里来，推广值不值
#
# 学完本节，你能够：
#
# - 只看**末级来源**，不把同一批访客数两遍；
# - 说出一位访客从哪个来源进店最值钱；
# - 用点击率、平均点击花费、投入产出比看一个推广工具、一个计划、一个关键词；
# - 拿**保本投产比**当尺子：低于它就先停。

# %% goals [markdown] lang="en" of="5430c04b" tags=["no-report"]
# # Channels and ads: where visitors come from, whether ads pay
#
# After this notebook you can:
#
# - read **leaf sources** only, so that nobody is counted twice;
# - tell from which source a visitor is worth most;
# - judge an ad tool, a campaign, a keyword by click rate, cost per click and return;
# - hold them against the **break-even return**: below it, stop.

# %% about-parameters [markdown] lang="zh" tags=["no-report"]
# 下面几行可以改：`period` 写 `2026-10`（月）、`2026-W43`（周）或一段日期，空着就是最近一个完整的月。

# %% about-parameters [markdown] lang="en" of="4d590df7" tags=["no-report"]
# You may change these lines: `period` is `2026-10` (a month), `2026-W43` (a week) or a range; empty means the latest full month.

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
from shopkit.widgets.channels import ChannelsView
from shopkit.widgets.kpi import look_at

channels = ChannelsView(look_at(shop, period, against, lang))

# %% q-quality [markdown] lang="zh" tags=["no-report"]
# ## 先看数据靠不靠得住

# %% q-quality [markdown] lang="en" of="43dfe9fc" tags=["no-report"]
# ## First: can the data be trusted

# %% quality tags=["no-report"]
channels.kpi.quality()

# %% q-sources [markdown] lang="zh"
# ## 访客从哪里来
#
# 平台的来源是一棵树：上一级包含下一级，相加就数了两遍。这里只看末级。

# %% q-sources [markdown] lang="en" of="e22007b2"
# ## Where visitors come from
#
# The platform's sources form a tree: a level holds the ones below, so adding them counts people twice. Only leaves are shown.

# %% sources tags=["if-shown"]
channels.sources()

# %% q-worth [markdown] lang="zh"
# ## 一位访客值多少
#
# 访客多不等于值钱。看转化率和 UV 价值，再决定往哪里加。

# %% q-worth [markdown] lang="en" of="c5e0558e"
# ## What a visitor is worth
#
# Many visitors need not be worth much. Look at conversion and value per visitor before adding to a source.

# %% worth tags=["if-shown"]
channels.worth()

# %% q-break-even [markdown] lang="zh"
# ## 保本投产比
#
# > 保本投产比 = 1 ÷ 未扣推广费的贡献毛利率
#
# 平台把归因窗口里的成交都算给推广，所以这里的成交只和花费比，从不和店铺支付金额相加。

# %% q-break-even [markdown] lang="en" of="d7aa2357"
# ## The break-even return
#
# > break-even return = 1 ÷ contribution rate before ads
#
# The platform credits every sale within its window to an ad, so these sales are held against the spend and never added to what the shop sold.

# %% break-even tags=["if-shown"]
channels.break_even()

# %% q-tools [markdown] lang="zh"
# ## 每个工具花了多少，带来多少

# %% q-tools [markdown] lang="en" of="dd52b9b6"
# ## What each tool costs and brings

# %% tools tags=["if-shown"]
channels.tools()

# %% q-campaigns [markdown] lang="zh"
# ## 每个计划

# %% q-campaigns [markdown] lang="en" of="4efe3338"
# ## Each campaign

# %% campaigns tags=["if-shown"]
channels.campaigns()

# %% q-keywords [markdown] lang="zh" tags=["no-report"]
# ## 每个关键词
#
# 选词的三类是品牌词、近似品牌词和类目长尾词（源文档 003）。借别家品牌引流有侵权风险，近似品牌词要慎用。

# %% q-keywords [markdown] lang="en" of="e5a3712b" tags=["no-report"]
# ## Each keyword
#
# Source document 003 picks three kinds: own brand, similar brands, long-tail words of the category. Trading on another's brand risks infringement: mind the second kind.

# %% keywords tags=["no-report"]
channels.keywords()

# %% q-affiliates [markdown] lang="zh"
# ## 联盟推广（淘宝客、京挑客）
#
# 佣金按成交付，看每单佣金占得起多少毛利。

# %% q-affiliates [markdown] lang="en" of="62fad59c"
# ## Affiliates
#
# Commission is paid on sales: see what share of the margin an order can bear.

# %% affiliates tags=["if-shown"]
channels.affiliates()

# %% q-register [markdown] lang="zh" tags=["no-report"]
# ## 渠道登记表
#
# 老计划书里的渠道有些已经不在了。「说明」写着现在看哪一个。

# %% q-register [markdown] lang="en" of="9854765a" tags=["no-report"]
# ## The register of channels
#
# Some channels of old plans are gone. The note says which one does their work now.

# %% register tags=["no-report"]
channels.register()

# %% q-own-shop [markdown] lang="zh" tags=["no-report"]
# ## 想自己做商城，还缺什么
#
# 平台以外自己开的商城，至少要有十项功能（源文档 002）。已经有的写进括号：`channels.own_shop("cart", "payment")`。

# %% q-own-shop [markdown] lang="en" of="187c8ae5" tags=["no-report"]
# ## A shop of our own: what it lacks
#
# A shop outside the platforms needs ten functions at least (source document 002). Name those it has: `channels.own_shop("cart", "payment")`.

# %% own-shop tags=["no-report"]
channels.own_shop()

# %% questions [markdown] lang="zh" tags=["no-report"]
# ## 想一想
#
# 1. 为什么末级来源的访客相加会比全店访客多？
# 2. 一个计划的投入产出比是 3，保本投产比是 4，它在赚钱还是亏钱？为什么有时还是要投？
# 3. 联盟佣金比例提高 2 个百分点，哪款商品会先亏？

# %% questions [markdown] lang="en" of="396e03ff" tags=["no-report"]
# ## Questions
#
# 1. Why do the visitors of all leaves add up to more than the shop's?
# 2. A campaign returns 3 and break-even is 4: does it earn or lose? Why may it still be run?
# 3. With two percentage points more commission, which product would lose money first?
