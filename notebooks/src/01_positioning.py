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
# # 店铺定位：卖什么、卖多少钱、卖给谁
#
# 学完本节，你能够：
#
# - 从市场表里找出价格带，说出哪一带买的多、卖的少；
# - 拿评分和价格看自己贵不贵，拿四个方面和竞品比；
# - 把客户分成不重叠、不遗漏的几段；
# - 检查品牌用语和店名；
# - 把定位写进 `shop.yaml`，以后依据变了会提醒你。
#
# 顺序是**先看、再定、后写入**。缺什么都可以先往下走，页面会说还缺什么。

# %% goals [markdown] lang="en" of="fbd7f5eb" tags=["no-report"]
# # Positioning: what to sell, at which price, to whom
#
# After this notebook you can:
#
# - find the price bands of a market table and say where many buy and few sell;
# - see by rating and price whether you are dear, and compare with competitors in four dimensions;
# - part customers into segments that neither overlap nor leave anyone out;
# - check what the brand says, and the names the shop may have;
# - write the positioning into `shop.yaml`, which tells you later when its inputs change.
#
# **Look, decide, write**, in this order. Whatever is missing, go on: the page says what it still needs.

# %% about-parameters [markdown] lang="zh" tags=["no-report"]
# 下面几行可以改：`shop` 写示例店铺的名称，或者你自己在 `00_start` 里建的店名；`period` 是看本店商品的时间段，空着就是最近一个完整的月。改完后从头运行一遍（菜单「Run → Run All Cells」，中文界面是「运行 → 运行所有单元格」）。

# %% about-parameters [markdown] lang="en" of="615b5b92" tags=["no-report"]
# You may change these lines: `shop` is the name of a sample shop, or of one you made in `00_start`; `period` is the time by which the shop's own products are judged, empty means the latest full month. Then run everything again (menu “Run → Run All Cells”).

# %% parameters lang="zh" tags=["parameters"]
shop: str = "bathware"  # 店铺：店名或文件夹路径
period: str = "2026-10"  # 时间段，空着是最近一个完整的月
lang: str = "zh"  # 语言

# %% parameters lang="en" of="7f054b98" tags=["parameters"]
shop: str = "bathware"  # the shop: its name or the path of its folder
period: str = "2026-10"  # the period; empty is the latest full month
lang: str = "en"  # language

# %% open
from shopkit.widgets.positioning import look_at_positioning

place = look_at_positioning(shop, period, lang)

# %% q-state [markdown] lang="zh" tags=["no-report"]
# ## 有什么，还缺什么
#
# 市场表是你照着搜索结果页抄下来的：商品、店铺、单价、近 30 天销量、评分、卖点，二三十款就够开始。销量是**滚动的近 30 天**，不同日期的不能相加。

# %% q-state [markdown] lang="en" of="8f9bb86b" tags=["no-report"]
# ## What there is, what is missing
#
# The market table is what you copy from a page of search results: product, shop, price, units in 30 days, rating, selling points; twenty or thirty products are enough to begin. Units are a **running 30-day figure**: those of several days must not be added.

# %% state tags=["no-report"]
place.state()

# %% gather tags=["no-report"]
place.gather()

# %% q-offers [markdown] lang="zh" tags=["no-report"]
# ## 市场上谁卖得好

# %% q-offers [markdown] lang="en" of="55670d18" tags=["no-report"]
# ## What sells on this market

# %% offers tags=["no-report"]
place.offers()

# %% q-bands [markdown] lang="zh"
# ## 哪个价格带还有位置
#
# 价格带是从市场表的价格里找出来的：价格明显分堆，就在空档处分开；没有分堆，就分成相近的几段，图下会写明是哪一种。柱比横线高，就是买的多、卖的少。

# %% q-bands [markdown] lang="en" of="d820e5bc"
# ## Which price band has room
#
# The bands come from the prices of the market table: where these fall into groups, the borders lie in the gaps; where they do not, they are cut into bands of like prices, and the picture says which. A bar above its line: many buy, few sell.

# %% bands tags=["if-shown"]
place.bands()

# %% q-sellers [markdown] lang="zh"
# ## 市场集中在几家手里

# %% q-sellers [markdown] lang="en" of="7c653891"
# ## How few shops hold the market

# %% sellers tags=["if-shown"]
place.sellers()

# %% q-trend [markdown] lang="zh"
# ## 同样的商品，卖得多了还是少了

# %% q-trend [markdown] lang="en" of="e9dad85c"
# ## The same products: more or less than before

# %% trend tags=["if-shown"]
place.trend()

# %% q-value [markdown] lang="zh"
# ## 同样的评分，别人卖多少钱

# %% q-value [markdown] lang="en" of="532da281"
# ## What others ask for the same rating

# %% value-choice [markdown] lang="zh" tags=["no-report"]
# 贵的一类和便宜的一类放在一起，比不出贵贱。只比一类：在下面的引号里写市场表「类目」里的一个词，或者把 `None` 换成一段价格，如 `(90, 149)`。

# %% value-choice [markdown] lang="en" of="4477bd00" tags=["no-report"]
# Dear and cheap kinds side by side tell nothing of either. To compare one kind, write a word of the market table's category between the quotes below, or put a range of prices for `None`, as `(90, 149)`.

# %% value tags=["if-shown"]
place.value(category="", prices=None)

# %% q-competitors [markdown] lang="zh"
# ## 和竞品比四个方面
#
# 运营策略、产品品质、价格、销售数据。空着的就是还不知道。

# %% q-competitors [markdown] lang="en" of="01ad2d63"
# ## Competitors in four dimensions
#
# Operating strategy, product quality, price, sales. What is empty is not known yet.

# %% competitors tags=["if-shown"]
place.competitors()

# %% q-rivals [markdown] lang="zh" tags=["no-report"]
# 市场表里这些店卖得好，价格又和你相近，值得登记为竞品：

# %% q-rivals [markdown] lang="en" of="13a0d49f" tags=["no-report"]
# These shops of the market table sell well near your prices and are worth entering:

# %% rivals tags=["no-report"]
place.rivals()

# %% fill-competitors tags=["no-report"]
place.fill("competitors")

# %% q-swot [markdown] lang="zh"
# ## 数字撑得起的 SWOT
#
# 只列数字能证明的。要哪一条，抄进最后的定位表单里，连证据一起。

# %% q-swot [markdown] lang="en" of="5af17a0a"
# ## A SWOT the numbers support
#
# Only what numbers show. Copy the lines you want into the last form, evidence included.

# %% swot tags=["if-shown"]
place.swot()

# %% q-segments [markdown] lang="zh"
# ## 卖给谁
#
# 年龄的两头都算在内：18–25 和 25–40 会把 25 岁数两遍，写成 26–40 才分得开。

# %% q-segments [markdown] lang="en" of="96dff0e4"
# ## Who buys
#
# Both ends of an age range belong to it: 18–25 and 25–40 count those aged 25 twice; 26–40 does not.

# %% segments tags=["if-shown"]
place.segments()

# %% fill-customers tags=["no-report"]
place.fill("customers")

# %% q-brand [markdown] lang="zh"
# ## 品牌和店名

# %% q-brand [markdown] lang="en" of="d0af8fef"
# ## Brand and shop name

# %% brand tags=["if-shown"]
place.brand()

# %% names tags=["no-report"]
place.names()

# %% fill-brand tags=["no-report"]
place.fill("brand")

# %% q-decide [markdown] lang="zh" tags=["no-report"]
# ## 决定：把定位写进计划
#
# 拖动价格带，图和下面的说明马上跟着变。填好其余各项，按「写入计划…」，先看会改哪几行，再确认。
#
# （控件要在 JupyterLab 里运行笔记本才会出现。）

# %% q-decide [markdown] lang="en" of="de784c3c" tags=["no-report"]
# ## Decide: write the positioning into the plan
#
# Move the price band, and the picture and the words below follow. Fill in the rest, press “Write to the plan…”, look at the lines that will change, then confirm.
#
# (The controls appear when the notebook runs in JupyterLab.)

# %% decide tags=["no-report"]
place.decide()

# %% q-canvas [markdown] lang="zh"
# ## 定了什么，还缺什么

# %% q-canvas [markdown] lang="en" of="ed7a73a1"
# ## What is decided, what is missing

# %% canvas
place.canvas()

# %% statement
place.statement()

# %% q-findings [markdown] lang="zh"
# ## 说不通的地方

# %% q-findings [markdown] lang="en" of="92f09590"
# ## What does not fit

# %% findings
place.findings()

# %% q-decisions [markdown] lang="zh"
# ## 决定是凭什么做的，现在还成立吗

# %% q-decisions [markdown] lang="en" of="c5563557"
# ## What each decision was made from, and whether it still holds

# %% decisions tags=["if-shown"]
place.decisions()

# %% questions [markdown] lang="zh" tags=["no-report"]
# ## 想一想
#
# 1. 一个价格带销量占比高、商品占比低，为什么还不能马上进？要再看什么？
# 2. 市场表只抄了搜索结果的第一页，算出来的集中度会偏高还是偏低？
# 3. 你的差异化写的是「质量好、服务好」：竞品会不会也这样写？怎样改成顾客能核实的一句话？
# 4. 哪一项依据变了，你的价格带就该重新定？
#
# 下一步：[商品和关键词](09_products.ipynb)

# %% questions [markdown] lang="en" of="f9184d7f" tags=["no-report"]
# ## Questions
#
# 1. A band has a large share of units and a small share of offers: why not enter at once? What else has to be looked at?
# 2. The market table holds only the first page of search results: does that make concentration look too high or too low?
# 3. Your difference reads “good quality, good service”: would a competitor write the same? Make it a sentence a buyer can check.
# 4. Which input would have to change for you to decide the price band anew?
#
# Next: [Products and keywords](09_products.ipynb)
