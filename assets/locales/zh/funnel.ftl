# The funnel and the leads: layers, headings, what stands between and below.

layer-potential = 潜在客户
layer-interested = 有兴趣
layer-intent = 有意向
layer-high-intent = 高意向
layer-near-customer = 准客户
layer-won = 赢单
status-parked = 已搁置
status-lost = 输单
head-layer = 层级
head-open = 进行中
head-value = 金额
head-reached = 到达数，以及继续前进的比例
head-reached-short = 到达数
head-went-on = 前进率
head-odds = 实际胜率
head-playbook = 预设胜率
head-win-rate = 赢单率
went-on-of = 共 { $n }
went-on-still-open = { $open } 仍在进行
foot-flow = 期初 { $opening } + 新增 { $in } + 返回 { $back } − 输单 { $lost } − 赢单 { $won } = 期末 { $closing }
foot-definition = 到达或越过
foot-left-out = { $share } 的商机未计入：没有历史记录
head-id = 编号
head-account = 客户
head-product = 产品
head-owner = 负责人
head-next = 下一步
head-due = 到期
head-days = 停留
no-leads = 没有符合筛选的商机
no-account = 无客户
no-next-step = 无下一步
