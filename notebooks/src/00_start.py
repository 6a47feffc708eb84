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
# # 开始：把文件交给 shopkit
#
# 平台后台下载的文件，原样放进店铺文件夹的 `exports/`，其余的交给 shopkit。
#
# 学完本节，你能够：
#
# - 选一家店，或新建自己的店；
# - 看懂每个文件被认成了什么，**哪些行用上了，哪些没用，为什么**；
# - 判断数据够不够用来下结论。

# %% goals [markdown] lang="en" of="4c2a0df4" tags=["no-report"]
# # Start: hand your files to shopkit
#
# Put the files you downloaded from the platform, unchanged, into the shop folder's `exports/`; shopkit does the rest.
#
# After this notebook you can:
#
# - pick a shop, or make your own;
# - tell what each file was recognised as, **which rows were used, which were not, and why**;
# - judge whether the data carries a conclusion.

# %% about-parameters [markdown] lang="zh" tags=["no-report"]
# 下面两行可以改：`shop` 写示例店铺的名称（`bathware`、`cosmetics`），或者你自己在下面「换一家店，或放入自己的文件」里建的店名；店铺文件夹在别处，就写它的路径。改完后从头运行一遍（菜单「Run → Run All Cells」，中文界面是「运行 → 运行所有单元格」）。

# %% about-parameters [markdown] lang="en" of="71b6823f" tags=["no-report"]
# You may change the lines below: `shop` is the name of a sample shop (`bathware`, `cosmetics`), or of one you made under “Another shop, or your own files” below; where the folder lies elsewhere, write its path. Then run everything again (menu “Run → Run All Cells”).

# %% parameters lang="zh" tags=["parameters"]
shop: str = "bathware"  # 店铺：店名或文件夹路径
lang: str = "zh"  # 语言

# %% parameters lang="en" of="1349d478" tags=["parameters"]
shop: str = "bathware"  # the shop: its name or the path of its folder
lang: str = "en"  # language

# %% open
from shopkit.widgets.start import receive

received = receive(shop, lang)

# %% q-panel [markdown] lang="zh"
# ## 数据靠得住吗
#
# 同一件事有几个文件说，就互相核对；没法核对的写明缺什么。

# %% q-panel [markdown] lang="en" of="5254b0f7"
# ## How far can the data be trusted
#
# Where several files tell the same thing they are held against each other; what cannot be checked says what is lacking.

# %% panel
received.panel()

# %% q-kinds [markdown] lang="zh"
# ## 有哪几种文件，各有什么用

# %% q-kinds [markdown] lang="en" of="efeb5d51"
# ## Which kinds of files, and what each is for

# %% kinds
received.kinds()

# %% q-lacking [markdown] lang="zh"
# ## 还缺什么
#
# 放进这些文件，就能多看一步。

# %% q-lacking [markdown] lang="en" of="1f75194e"
# ## What is lacking
#
# Each of these files would show more.

# %% lacking
received.lacking()

# %% q-files [markdown] lang="zh" tags=["no-report"]
# ## 读到了哪些文件
#
# 文件按内容辨认，文件名不重要。**读到 = 用上 + 没用**，一行也不会悄悄丢掉。

# %% q-files [markdown] lang="en" of="0cce5f46" tags=["no-report"]
# ## Which files were read
#
# Files are recognised by content; names do not matter. **Read = kept + rejected**: no row is lost in silence.

# %% files tags=["no-report"]
received.files()

# %% q-rejects [markdown] lang="zh"
# ## 哪些行没有用上
#
# 合计行、重复下载的旧版本不算损失。其余的逐行记在店铺文件夹的 `rejected.csv` 里：文件、行号、列、值（个人信息打了码）和原因。

# %% q-rejects [markdown] lang="en" of="f0553276"
# ## Which rows were not used
#
# Totals rows and older versions of the same order are no loss. Every row is listed in `rejected.csv` of the shop folder: file, row, column, the value (personal data masked) and the reason.

# %% rejects
received.rejects()

# %% q-coverage [markdown] lang="zh"
# ## 日期连得上吗
#
# 缺了几天的月份，合计会偏小，比较也不公平。

# %% q-coverage [markdown] lang="en" of="52a9b177"
# ## Do the days join up
#
# A month with missing days adds up to too little and compares unfairly.

# %% coverage
received.coverage()

# %% q-findings [markdown] lang="zh"
# ## 数据质量
#
# 会让数字变弱的问题，最要紧的在前。

# %% q-findings [markdown] lang="en" of="ee2f950f"
# ## Data quality
#
# What weakens the figures, most serious first.

# %% findings
received.findings()

# %% q-tables [markdown] lang="zh" tags=["no-report"]
# ## 文件变成了哪些表

# %% q-tables [markdown] lang="en" of="2908278a" tags=["no-report"]
# ## Which tables the files became

# %% tables tags=["no-report"]
received.tables()

# %% q-orders [markdown] lang="zh" tags=["no-report"]
# ## 订单变成了什么样子
#
# 表里没有姓名、电话和地址：买家只留带密钥的摘要，地址只留省和市。名字被打码（`t**1`）的买家不算同一个人。

# %% q-orders [markdown] lang="en" of="b134dbfd" tags=["no-report"]
# ## What an order turned into
#
# No name, phone or address is in the tables: of a buyer only a keyed hash is kept, of an address only province and city. Buyers whose names are masked (`t**1`) are never taken for the same person.

# %% orders tags=["no-report"]
received.orders()

# %% q-unread [markdown] lang="zh" tags=["no-report"]
# 文件里还有这些列，shopkit 没有读，它们的内容不进任何表：

# %% q-unread [markdown] lang="en" of="c34d8929" tags=["no-report"]
# The files hold these columns too. shopkit did not read them, and nothing in them reaches a table:

# %% unread tags=["no-report"]
received.unread()

# %% q-opening [markdown] lang="zh" tags=["no-report"]
# ## 开店要备齐什么，哪样快过期
#
# 已经办好的写在 `shop.yaml` 的 `opening.items`，带上有效期；没写的算「还没有」。开着的店也要看：证照过期了，平台可能要求补交。

# %% q-opening [markdown] lang="en" of="2400d749" tags=["no-report"]
# ## What opening takes, and what runs out
#
# What is done stands in `shop.yaml` under `opening.items`, with the day until which it is valid; what is not there counts as missing. A running shop looks here too: a platform may ask again for what has run out.

# %% opening tags=["no-report"]
received.opening()

# %% q-desk [markdown] lang="zh" tags=["no-report"]
# ## 换一家店，或放入自己的文件
#
# 选店铺、放文件、建新店都在这里，表格和图马上跟着变。示例店铺不会被改动：往里放文件时，先复制一份。
#
# （这里的控件要在 JupyterLab 里运行笔记本才会出现。）

# %% q-desk [markdown] lang="en" of="2373a231" tags=["no-report"]
# ## Another shop, or your own files
#
# Pick a shop, add files or make a new one here; table and picture follow at once. Sample shops are never changed: adding files to one copies it first.
#
# (These controls appear when the notebook is run in JupyterLab.)

# %% desk tags=["no-report"]
received.desk()

# %% questions [markdown] lang="zh" tags=["no-report"]
# ## 想一想
#
# 1. 你的店有几个月的订单文件？中间有没有缺的日期？
# 2. 「没用」的行里，有没有本来应该用上的？打开 `rejected.csv` 看看原因。
# 3. 为什么用 Excel 打开再保存订单文件会出问题？（提示：19 位的订单号）
#
# 下一步：新店先看[店铺定位](01_positioning.ipynb)；已经有订单，看[经营得怎么样](05_kpi.ipynb)

# %% questions [markdown] lang="en" of="d268ecdc" tags=["no-report"]
# ## Questions
#
# 1. How many months of orders does your shop have? Are days missing in between?
# 2. Among the rejected rows, is there one that should have been used? See its reason in `rejected.csv`.
# 3. Why does opening an order file in Excel and saving it do harm? (Hint: order numbers have 19 digits.)
#
# Next: a new shop begins with [Positioning](01_positioning.ipynb); with orders, see [How is the shop doing](05_kpi.ipynb)
