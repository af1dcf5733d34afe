# Forms: fields with names, and what is said of them.

hint-field = 下一项
act-previous = 上一个建议或上一项
form-choose = 请选择一项
form-needed = 此项必填
form-later = 日期必须在今天之后
form-no-amount = “{ $given }”不是金额；请写 250、12.5k 或 1.5m
form-unknown = 这里没有“{ $given }”
form-new = 新
form-similar = 相似：{ $name }  { $more }
form-leave = 再按一次 Esc 离开，已输入的内容不保留
field-verdict = 结论
field-reason = 原因
field-note = 备注
field-competitor = 竞争对手
field-come-back = 再联系
example-competitor = 在那里遇到的对手
example-come-back = 周五、2w、2027-03-01
found-lost = 输给它 { $count } 条

# A new lead

act-new-lead = 新建商机
title-new-lead = 新建商机
form-no-email = “{ $given }”不是邮箱地址
field-account = 客户
field-product = 产品
field-value = 金额
field-source = 来源
field-layer = 层级
field-next-step = 下一步
field-on = 日期
field-contact = 联系人
field-email = 邮箱
field-temperature = 冷暖
temperature-cold = 冷
temperature-warm = 热
example-account = 客户名称：已有的会列出
example-value = 12.5k
example-step = 回电
example-contact = 我们的对接人
found-leads = { $count } 条商机
found-open =
    { $count ->
        [0] 无进行中的商机
       *[other] { $count } 条进行中的商机
    }
found-open-leads = 进行中：{ $leads }
said-begun = 已新建 { $lead } { $account } · { $key } 撤销

# The first start

screen-start = 开始
act-begin-demo = 在虚构的公司里看一看
act-begin-import = 从自己的文件开始
act-begin-empty = 从空的工作区开始
hint-begin-demo = 虚构公司
hint-begin-import = 导入文件
hint-begin-empty = 空工作区
why-no-workspace = 这里还没有内容；请先选择一种方式开始
start-head = 这里还没有数据：从哪里开始？
start-line = 从第一次接触到成为客户的五层漏斗
start-demo = 看一看
start-demo-more = 进入一家虚构的公司；离开后不保留
start-import = 导入文件
start-import-more = CSV、Excel 或 JSON 中的商机，先预览再保存
start-empty = 从空开始
start-empty-more = 给公司命名，再按 N 新建第一条商机
start-head-there = 这个工作区还没有数据：从哪里开始？
start-go-on = 继续使用空工作区
start-go-on-more = 工作区已建好；按 N 新建第一条商机
field-company-name = 名称
field-currency = 货币
title-company = 你的公司
